"""The metadata of the tree: the title and the other texts of the settings, with their values put in."""

from datetime import date
from typing import Any

from feedback_report.reader.options import place_of
from feedback_report.reader.pandoc import Ast
from feedback_report.reader.places import Problems
from feedback_report.reader.shortcodes import Tokens, tokenised
from feedback_report.reader.tree import Node
from feedback_report.reader.values import Snippets, Values
from feedback_report.reader.yaml_files import KeyPath, Settings, written

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def printable(metadata: dict[str, Any]) -> dict[str, Any]:
    """Write the date as it is printed, the same in both formats."""
    try:
        day = date.fromisoformat(str(metadata["date"]))
    except (KeyError, ValueError):
        return metadata
    return {**metadata, "date": f"{day.day} {_MONTHS[day.month - 1]} {day.year}"}


def metadata_texts(settings: Settings, tokens: Tokens, snippets: Snippets, problems: Problems) -> dict[KeyPath, str]:
    """Hand all texts of the metadata to the snippets; returns each text with its tokens, by its key."""
    result: dict[KeyPath, str] = {}

    def collect(value: Any, path: KeyPath) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                collect(item, (*path, key))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                collect(item, (*path, str(number)))
        elif isinstance(value, str):
            place = place_of(settings, path)
            result[path] = tokenised(" ".join(value.split()), place, tokens, problems)
            snippets.add(result[path], place)

    collect(settings.values, ())
    return result


def ast_metadata(
    metadata: dict[str, Any], texts: dict[KeyPath, str], snippets: Snippets, values: Values, problems: Problems
) -> dict[str, Any]:
    """Turn the metadata into pandoc's, its texts parsed and their shortcodes resolved."""

    def turned(value: Any, path: KeyPath) -> Ast | None:
        if isinstance(value, bool):
            return {"t": "MetaBool", "c": value}
        if isinstance(value, str):
            inlines: list[Node] = values.put_in(snippets[texts[path]], problems)
            return {"t": "MetaInlines", "c": inlines}
        if isinstance(value, list):
            items = [turned(item, (*path, str(number))) for number, item in enumerate(value)]
            return {"t": "MetaList", "c": [item for item in items if item is not None]}
        if isinstance(value, dict):
            entries = {key: turned(item, (*path, key)) for key, item in value.items()}
            return {"t": "MetaMap", "c": {key: item for key, item in entries.items() if item is not None}}
        return None if value is None else {"t": "MetaString", "c": written(value)}

    top = turned(metadata, ())
    return top["c"] if top is not None else {}
