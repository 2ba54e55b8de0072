"""The nodes of pandoc's tree: making them, walking through them, reading their words."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Node = dict[str, Any]  # {"t": kind, "c": content}
Attr = list[Any]  # [identifier, classes, [[key, value], ...]]

_QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def attr(identifier: str = "", classes: Sequence[str] = (), pairs: Iterable[Sequence[str]] = ()) -> Attr:
    return [identifier, list(classes), [list(pair) for pair in pairs]]


def node(kind: str, *content: Any) -> Node:
    """Make a node; one content stands alone, several become a list, as pandoc has it."""
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)} if content else {"t": kind}


def words(text: str) -> list[Node]:
    """Make the inlines of a plain text."""
    result: list[Node] = []
    for number, word in enumerate(text.split(" ")):
        if number:
            result.append(node("Space"))
        if word:
            result.append(node("Str", word))
    return result


def attr_of(element: Node) -> Attr | None:
    """Get the attributes of an element that has any."""
    kind: str = element["t"]
    content: Any = element.get("c")
    if kind == "Header":
        return content[1]
    if kind in ("Div", "Span", "Code", "CodeBlock", "Link", "Image", "Figure", "Table"):
        return content[0]
    return None


def value_of(attributes: Attr, key: str) -> str | None:
    """Get the first value of a key among the attributes."""
    return next((value for name, value in attributes[2] if name == key), None)


def is_blank(inlines: Sequence[Node]) -> bool:
    return all(inline["t"] in ("Space", "SoftBreak", "LineBreak") for inline in inlines)


def rewrite(nodes: Any, change: Callable[[Node], list[Node] | None], again: bool = True) -> Any:
    """Walk down a tree; ``change`` returns None to keep a node, or the nodes to put in its place.

    What is put in place is itself given to ``change`` when ``again`` is true; its children always
    are, like those of a node that is kept. Nothing is changed in the tree that is given.
    """
    if isinstance(nodes, dict):
        return {key: rewrite(value, change, again) for key, value in nodes.items()}
    if not isinstance(nodes, list):
        return nodes
    result = []
    for item in nodes:
        changed = change(item) if isinstance(item, dict) and "t" in item else None
        if changed is None:
            result.append(rewrite(item, change, again))
        elif again:
            result.extend(rewrite(changed, change))
        else:
            result.extend(rewrite(one, change, again) for one in changed)
    return result


def every(nodes: Any) -> Iterable[Node]:
    """Go through all nodes of a tree in the order of the document."""
    if isinstance(nodes, list):
        for item in nodes:
            yield from every(item)
    elif isinstance(nodes, dict):
        if "t" in nodes:
            yield nodes
        for value in nodes.values():
            yield from every(value)


def plain(nodes: Any) -> str:
    """Get the words of a tree without their marks, as a reader would say them (notes left out)."""
    if isinstance(nodes, list):
        return "".join(plain(item) for item in nodes)
    kind = nodes.get("t") if isinstance(nodes, dict) else None
    content: Any = nodes.get("c") if kind else None
    match kind:
        case None | "Note" | "RawInline" | "RawBlock":
            text = ""
        case "Str":
            text = content
        case "Space" | "SoftBreak" | "LineBreak":
            text = " "
        case "Code" | "Math" | "CodeBlock":
            text = content[1]
        case "Quoted":
            marks = _QUOTES[content[0]["t"]]
            text = marks[0] + plain(content[1]) + marks[1]
        case _:
            text = plain(content)
    return text
