"""Callouts: ``::: {.callout-note}`` blocks with a title."""

from collections.abc import Iterable

from feedback_report.reader.places import Place, Problems, nearest
from feedback_report.reader.source import Source
from feedback_report.reader.tree import Node, attr, every, node, rewrite, value_of
from feedback_report.reader.values import Snippets

_KINDS = tuple(f"callout-{kind}" for kind in ("note", "warning", "tip", "important", "caution"))


def make_callouts(blocks: list[Node], source: Source, snippets: Snippets, problems: Problems) -> list[Node]:
    """Turn callouts into blocks of the class ``callout`` whose first child is their title.

    The title is the attribute ``title`` or a heading that begins the block; a callout without
    one keeps none. Reported: unknown kinds, other attributes, numbered callouts and callouts
    in callouts.
    """

    def change(element: Node) -> list[Node] | None:
        (identifier, classes, pairs), content = element["c"]
        kinds = [name for name in classes if name.startswith("callout-") and name != "callout-title"]
        if not kinds or "callout" in classes:
            return None
        places = source.find(r"\.callout-")
        if kinds[0] not in _KINDS or len(classes) > 1:
            known = ", ".join(_KINDS)
            problems.add(
                source.find(rf"\.{kinds[0]}(?![\w-])") or places,
                f'the callout "{" ".join(classes)}" is not known. Known: {known}.{nearest(kinds[0], _KINDS)}',
            )
        if identifier:
            problems.add(source.find(f"#{identifier}") or places, f'a callout cannot have a label ("{identifier}").')
        for key, _ in pairs:
            if key != "title":
                problems.add(
                    source.find(rf"callout-.*{key}=") or places, f'the callout attribute "{key}" is not supported.'
                )
        if any(_is_callout(one) for one in every(content, "Div")):
            problems.add(places, "a callout inside a callout cannot be printed.")
        title, content = _title(element, snippets, places, problems)
        heading = [node("Div", attr(classes=["callout-title"]), [node("Plain", title)])] if title else []
        return [node("Div", attr(classes=["callout", kinds[0]]), [*heading, *content])]

    return rewrite(blocks, frozenset({"Div"}), change, again=False)


def _is_callout(element: Node) -> bool:
    return any(name.startswith("callout-") for name in element["c"][0][1])


def _title(
    element: Node, snippets: Snippets, places: Iterable[Place], problems: Problems
) -> tuple[list[Node], list[Node]]:
    attributes, content = element["c"]
    given = value_of(attributes, "title")
    if given is not None:
        title = snippets.find(given)
        if title is None:
            problems.add(places, "the title of a callout must be in double quotes on the line of its ':::'.")
        return title or [], content
    if content and content[0]["t"] == "Header":
        return content[0]["c"][2], content[1:]
    return [], content
