"""The mark of what a person has still to fill in, as new-year writes it into a year's files."""

from collections.abc import Iterator

TO_FILL = "TO FILL"


def still_to_fill(content: object) -> list[str]:
    """List the places of a settings file that still hold the mark, such as ``committee.meeting_date``.

    ``content`` is what the YAML holds. An entry of a list is named by its number from 0, as validation names it.
    """
    return [".".join(place) for place in _places(content)]


def _places(content: object) -> Iterator[tuple[str, ...]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from ((str(key), *place) for place in _places(value))
    elif isinstance(content, list):
        for number, entry in enumerate(content):
            yield from ((str(number), *place) for place in _places(entry))
    elif isinstance(content, str) and TO_FILL in content:
        yield ()
