"""Figures and labelled tables: made alike, checked, and numbered in the order of the report."""

import re
from collections import Counter
from collections.abc import Iterable

from feedback_report.reader.outputs import figure
from feedback_report.reader.places import Place, Problems
from feedback_report.reader.source import Source
from feedback_report.reader.tree import Node, attr, attr_of, every, is_blank, node, rewrite, value_of
from feedback_report.reader.values import Snippets

_LABELLED = frozenset({"Div", "Table", "Figure", "Image", "Span", "Header", "CodeBlock"})
_LABEL = re.compile(r"(fig|tbl)-")
_DIV_ATTRIBUTES = {"fig-cap", "tbl-cap"}


def make_floats(blocks: list[Node], source: Source, snippets: Snippets, problems: Problems) -> list[Node]:
    """Turn every labelled figure and table into a Figure block that holds its label and caption.

    Written in Markdown they are ``![caption](x.png){#fig-a}``, a block ``::: {#fig-a}`` whose last
    paragraph is the caption, or a table with a caption that ends in ``{#tbl-a}``.
    """

    def change(element: Node) -> list[Node] | None:
        attributes = attr_of(element)
        if attributes is None or not _LABEL.match(attributes[0]):
            return None
        places = source.find_label(attributes[0])
        if element["t"] == "Div":
            return [_from_block(element, places, snippets, problems)]
        if element["t"] == "Table":
            return [_from_table(element, places, problems)]
        if element["t"] != "Figure":
            what = "a picture must stand alone in its paragraph, with its caption in the brackets"
            problems.add(places, f'the label "{attributes[0]}" is not on a figure or table that has a caption: {what}.')
        return None

    made = rewrite(blocks, _LABELLED, change, again=False)
    for element in every(made, "Figure"):
        _check(element, source, problems)
    return made


def _from_block(element: Node, places: Iterable[Place], snippets: Snippets, problems: Problems) -> Node:
    attributes, content = element["c"]
    label = attributes[0]
    for key, _ in attributes[2]:
        if key not in _DIV_ATTRIBUTES:
            hint = " (give it to the picture inside)" if key == "fig-alt" else ""
            problems.add(places, f'the attribute "{key}" of "{label}" is not supported{hint}.')
    caption = value_of(attributes, f"{label[:3]}-cap")
    if caption is not None:
        inlines = snippets.find(caption)
        if inlines is None:
            problems.add(places, f'the caption of "{label}" must be in double quotes on the line of its ":::".')
        return figure(label, inlines or [], _bare(content))
    if len(content) > 1 and content[-1]["t"] == "Para":
        return figure(label, content[-1]["c"], _bare(content[:-1]))
    return figure(label, [], _bare(content))


def _bare(content: list[Node]) -> list[Node]:
    """Make a picture that is alone in its paragraph the plain content of its figure."""
    if len(content) == 1 and content[0]["t"] == "Para" and [one["t"] for one in content[0]["c"]] == ["Image"]:
        return [node("Plain", content[0]["c"])]
    return content


def _from_table(element: Node, places: Iterable[Place], problems: Problems) -> Node:
    attributes, caption, *rest = element["c"]
    if attributes[0].startswith("fig-"):
        problems.add(
            places, f'a table written in Markdown is labelled tbl-name; for "{attributes[0]}" use a ::: block.'
        )
    table = node("Table", attr("", attributes[1], attributes[2]), [None, []], *rest)
    words = caption[1][0]["c"] if caption[1] else []
    return figure(attributes[0], words, [table])


def _check(element: Node, source: Source, problems: Problems) -> None:
    attributes, caption, content = element["c"]
    label = attributes[0]
    places = source.find_label(label)
    if label and not _LABEL.match(label):
        problems.add(places, f'the label "{label}" gives no number: labels are written fig-name or tbl-name.')
    elif label and (not caption[1] or is_blank(caption[1][0]["c"])):
        problems.add(places, f'"{label}" has no caption.')
    for one in every(content, "Figure", "Table"):
        if one["t"] == "Figure":
            problems.add(
                places,
                f'a picture inside "{label}" has a caption of its own: leave its brackets empty, or give each picture '
                "its own label (figures of several parts are not supported).",
            )
        elif one["t"] == "Table" and one["c"][1][1]:
            problems.add(places, f'a table inside "{label}" has a caption of its own: keep one of the two.')


def number_floats(blocks: list[Node]) -> tuple[list[Node], dict[str, str]]:
    """Give labelled figures and tables their numbers, each kind by itself; hidden ones are gone by now.

    Returns the blocks with the attribute ``number`` on each, and the number of each label.
    """
    counts: Counter[str] = Counter()
    numbers: dict[str, str] = {}

    def change(element: Node) -> list[Node] | None:
        if not element["c"][0][0]:
            return None
        (label, classes, pairs), *rest = element["c"]
        counts[label[:3]] += 1
        numbers[label] = str(counts[label[:3]])
        return [node("Figure", [label, classes, [*pairs, ["number", numbers[label]]]], *rest)]

    return rewrite(blocks, frozenset({"Figure"}), change, again=False), numbers
