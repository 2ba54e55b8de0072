"""The nodes of pandoc's tree: making them, walking through them, reading their words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Node = dict[str, Any]  # {"t": kind, "c": content}
Attr = list[Any]  # [identifier, classes, [[key, value], ...]]

Change = Callable[[Node], list[Node] | None]

LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Math", "Code", "RawInline", "CodeBlock", "RawBlock"})
PARAGRAPHS = frozenset({"Para", "Plain", "Header", "LineBlock"})  # what holds words
WITH_ATTRIBUTES = ("Header", "Div", "Span", "Code", "CodeBlock", "Link", "Image", "Figure", "Table")
INLINE_KINDS = frozenset(
    {
        *("Str", "Math", "Code", "RawInline", "Span", "Link", "Image", "Cite", "Note", "Quoted", "Removed"),
        *("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"),
    }
)

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
    return content[0] if kind in WITH_ATTRIBUTES else None


def value_of(attributes: Attr, key: str) -> str | None:
    """Get the first value of a key among the attributes."""
    return next((value for name, value in attributes[2] if name == key), None)


def is_blank(inlines: Sequence[Node]) -> bool:
    return all(inline["t"] in ("Space", "SoftBreak", "LineBreak") for inline in inlines)


def holds_nodes(items: list[Any]) -> bool:
    """Tell whether a list of the tree can hold nodes: one that begins with text is attributes, an address or a pair."""
    return bool(items) and type(items[0]) is not str


_held: dict[int, tuple[Node, frozenset[str]]] = {}
_MOST_HELD = 1000


def kinds_in(table: Node) -> frozenset[str]:
    """Get the kinds of all nodes in a table, worked out once: most tables hold words alone, and every step meets them.

    A node is never changed once it is made, so what it holds stays the same.
    """
    found = _held.get(id(table))
    if found is None:
        if len(_held) >= _MOST_HELD:
            _held.clear()
        found = _held[id(table)] = (table, frozenset(_kinds(table["c"])))
    return found[1]


def _kinds(content: Any) -> Iterator[str]:
    left = [content]
    while left:
        item = left.pop()
        if type(item) is list:
            left.extend(item)
        elif type(item) is dict:
            kind = item.get("t")
            if kind is None:
                left.extend(item.values())
            else:
                yield kind
                if kind not in LEAVES:
                    left.append(item.get("c"))


def rewrite(nodes: list[Any], kinds: frozenset[str], change: Change, again: bool = True) -> list[Any]:
    """Walk down a tree; ``change`` is asked about the nodes of ``kinds`` alone.

    It returns None to keep a node, or the nodes to put in its place. What is put in place is itself
    given to ``change`` when ``again`` is true; its children always are, like those of a kept node.
    Nothing is changed in the tree that is given; what stays as it was is shared by both.
    """
    closed = LEAVES if kinds & INLINE_KINDS else LEAVES | PARAGRAPHS

    def one(item: Any) -> Any:
        if type(item) is list:
            return several(item) if holds_nodes(item) else item
        if type(item) is not dict:
            return item
        kind = item.get("t")
        if kind is None:
            return {key: one(value) for key, value in item.items()}
        if kind in closed or "c" not in item or (kind == "Table" and kinds.isdisjoint(kinds_in(item))):
            return item
        content = item["c"]
        after = one(content)
        return item if after is content else {"t": kind, "c": after}

    def several(items: list[Any]) -> list[Any]:
        result: list[Any] | None = None  # begun where the first item differs
        for place, item in enumerate(items):
            if type(item) is dict and item.get("t") in kinds and (changed := change(item)) is not None:
                result = items[:place] if result is None else result
                result.extend(several(changed) if again else [one(new) for new in changed])
                continue
            after = one(item)
            if result is not None:
                result.append(after)
            elif after is not item:
                result = [*items[:place], after]
        return items if result is None else result

    return several(nodes)


def every(nodes: Any, *kinds: str) -> Iterator[Node]:
    """Go through the nodes of these kinds in the order of the document."""
    closed = LEAVES if INLINE_KINDS.intersection(kinds) else LEAVES | PARAGRAPHS
    asked = frozenset(kinds)
    left = [nodes]
    while left:
        item = left.pop()
        if type(item) is list:
            left.extend([one for one in reversed(item) if type(one) is not list or holds_nodes(one)])
        elif type(item) is dict:
            kind = item.get("t")
            if kind in kinds:
                yield item
            if kind is None:
                left.extend(reversed(item.values()))
            elif kind not in closed and not (kind == "Table" and asked.isdisjoint(kinds_in(item))):
                left.append(item.get("c"))


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
