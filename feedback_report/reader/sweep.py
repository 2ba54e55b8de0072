"""Tidying up after content was taken out: what it leaves empty goes too."""

from typing import Any

from feedback_report.reader.tree import LEAVES, Node, every, holds_nodes, is_blank, node

REMOVED: Node = node("Removed")
_GO_WHEN_EMPTIED = {
    *("Para", "Plain", "Header", "BlockQuote", "Div", "Note", "Span", "Emph", "Strong", "Strikeout"),
    *("Superscript", "Subscript", "SmallCaps", "Underline", "Quoted", "Link"),
}


def swept(nodes: list[Node]) -> list[Node]:
    """Take out the REMOVED nodes, and the paragraphs, list items and marks that held nothing else.

    Table cells stay. Of the two spaces round what was taken out, one stays.
    """
    return _swept(nodes)[0] if any(every(nodes, "Removed")) else nodes


def _swept(nodes: list[Any]) -> tuple[list[Any], bool]:
    """Sweep one list; the second value tells whether taking out left it empty."""
    kept: list[Any] = []
    removed = False
    for item in nodes:
        after = _sweep(item) if isinstance(item, dict) and "t" in item else _inside(item)[0]
        if after is None:
            removed = True
        elif removed and isinstance(after, dict) and after.get("t") == "Space" and _ends_open(kept):
            continue
        else:
            kept.append(after)
    if removed and kept and isinstance(kept[-1], dict) and kept[-1].get("t") == "Space":
        kept.pop()
    return kept, removed and all(isinstance(item, dict) and "t" in item for item in kept) and is_blank(kept)


def _ends_open(kept: list[Any]) -> bool:
    return not kept or (isinstance(kept[-1], dict) and kept[-1].get("t") in ("Space", "SoftBreak", "LineBreak"))


def _sweep(element: Node) -> Node | None:
    kind: str = element["t"]
    content: Any = element.get("c")
    if kind == "Removed":
        return None
    if kind in ("BulletList", "OrderedList"):
        results = [_swept(item) for item in (content if kind == "BulletList" else content[1])]
        items = [kept for kept, emptied in results if not emptied]
        return node(kind, items) if kind == "BulletList" else node(kind, content[0], items) if items else None
    if content is None or kind in LEAVES:
        return element
    after, emptied = _inside(content)
    if emptied and kind in _GO_WHEN_EMPTIED:
        return None
    return {"t": kind, "c": after}


def _inside(content: Any) -> tuple[Any, bool]:
    if isinstance(content, list):
        if not holds_nodes(content):
            return content, False
        if any(isinstance(item, dict) and "t" in item for item in content):
            return _swept(content)
        results = [_inside(item) for item in content]
        return [after for after, _ in results], any(emptied for _, emptied in results)
    if isinstance(content, dict):
        return {key: _inside(value)[0] for key, value in content.items()}, False
    return content, False
