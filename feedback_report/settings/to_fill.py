"""The mark of what a person has still to fill in, as new-year writes it into a year's files."""

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from feedback_report.settings.places import Place

TO_FILL = "TO FILL"


def still_to_fill(content: object) -> list[Place]:
    """List the places of a settings file that still hold the mark, such as ``("committee", "meeting_date")``.

    ``content`` is what the YAML holds. An entry of a list is named by its number from 0, as validation names it.
    """
    return list(_places(content))


def without_parts(content: dict[str, Any], places: Collection[Place], model: type[BaseModel]) -> dict[str, Any] | None:
    """Leave out what a draft can do without: the entry of a list, or the optional part, that holds each place.

    None where a part that no paper can do without holds one.
    """
    kept = dict(content)
    for root in dict.fromkeys(place[0] for place in places):
        within = [place for place in places if place[0] == root]
        if isinstance(content[root], list) and all(len(place) > 1 for place in within):
            waiting = {place[1] for place in within}
            kept[root] = [entry for number, entry in enumerate(content[root]) if number not in waiting]
        elif root in model.model_fields and not model.model_fields[str(root)].is_required():
            del kept[root]
        else:
            return None
    return kept


def _places(content: object) -> Iterator[Place]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from ((key, *place) for place in _places(value))
    elif isinstance(content, list):
        for number, entry in enumerate(content):
            yield from ((number, *place) for place in _places(entry))
    elif isinstance(content, str) and TO_FILL in content:
        yield ()
