"""Content for one format or one condition: ``.content-visible`` and ``.content-hidden``."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from feedback_report.reader.places import Place, Problems, nearest
from feedback_report.reader.source import Source
from feedback_report.reader.sweep import REMOVED, swept
from feedback_report.reader.tree import Attr, Node, rewrite
from feedback_report.reader.yaml_files import dotted_keys, look_up

_CLASSES = ("content-visible", "content-hidden")
_ATTRIBUTES = ("when-format", "unless-format", "when-meta", "unless-meta")
_FORMATS = ("html", "docx")


def resolve_conditions(
    blocks: list[Node], to: str, metadata: dict[str, Any], source: Source, problems: Problems
) -> list[Node]:
    """Keep what is shown in the format ``to`` under the conditions of ``metadata``.

    Paragraphs and list items that are left empty go; empty table cells stay. Reported: formats
    that are none, conditions that are not there or not true or false, and attributes that Quarto
    does not understand (it would show or hide the content all the same).
    """

    def change(element: Node) -> list[Node] | None:
        attributes = element["c"][0]
        kind = [name for name in attributes[1] if name in _CLASSES]
        pairs = [(key, value) for key, value in attributes[2]]
        if not kind and not any(re.match(r"(when|unless)-", key) for key, _ in pairs):
            return None
        if len(kind) != 1 or len(attributes[1]) != 1 or attributes[0]:
            problems.add(
                source.find(_pattern(attributes)),
                "a condition needs one of the classes content-visible and content-hidden, and no other name.",
            )
            return [REMOVED]
        if _holds(pairs, to, metadata, source, problems) == (kind[0] == "content-visible"):
            return element["c"][1]
        return [REMOVED]

    return swept(rewrite(blocks, frozenset({"Div", "Span"}), change))


def _pattern(attributes: Attr) -> str:
    """Get a pattern that finds an element whose classes and attributes do not fit together."""
    _, classes, pairs = attributes
    parts = [rf"\.{re.escape(name)}(?![\w-])" for name in classes] + [f"{re.escape(key)}=" for key, _ in pairs]
    return r"\{" + "".join(f"(?=[^{{}}]*{part})" for part in parts)


def _holds(
    pairs: Sequence[tuple[str, str]], to: str, metadata: dict[str, Any], source: Source, problems: Problems
) -> bool:
    """Tell whether all conditions hold; one format given twice means either."""
    results = []
    formats = [value for key, value in pairs if key == "when-format"]
    if formats:
        results.append(to in formats)
    for key, value in pairs:
        name = "(when|unless)-meta" if key.endswith("-meta") else re.escape(key)
        places = source.find(rf"""{name}=["']?{re.escape(value)}["'\s}}]""")
        if key not in _ATTRIBUTES:
            problems.add(places, f'the condition "{key}" is not supported.{nearest(key, _ATTRIBUTES)}')
        elif key.endswith("-format"):
            if value not in _FORMATS:
                problems.add(places, f'{key}="{value}": a format is either "html" or "docx"; this one matches nothing.')
            if key == "unless-format":
                results.append(value != to)
        else:
            results.append(_is_true(value, places, metadata, problems) == (key == "when-meta"))
    return all(results)


def _is_true(key: str, places: Iterable[Place], metadata: dict[str, Any], problems: Problems) -> bool:
    try:
        value = look_up(metadata, key)
    except KeyError:
        problems.add(places, f'the condition "{key}" is not known.{nearest(key, dotted_keys(metadata))}')
        return False
    if not isinstance(value, bool):
        problems.add(places, f'the condition "{key}" is neither true nor false, so it would never hold.')
    return value is True
