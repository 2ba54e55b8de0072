"""What cells show, and page breaks, put into the tree in the place of their tokens."""

from base64 import b64encode

from feedback_report.reader.cell_outputs import Output
from feedback_report.reader.places import Place, Problems
from feedback_report.reader.raw import WRITTEN_HTML
from feedback_report.reader.shortcodes import TOKEN, Token, Tokens
from feedback_report.reader.tree import Node, attr, node, rewrite, value_of
from feedback_report.reader.values import Snippets

_PAGE_BREAKS = {
    "html": node("RawBlock", WRITTEN_HTML, '<div style="page-break-after: always;"></div>'),
    "docx": node("RawBlock", "openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
}
# Word shows an SVG only where a PNG stands beside it, so Word is given the PNG.
_IMAGES = {"html": ("image/svg+xml", "image/png", "image/jpeg"), "docx": ("image/png", "image/jpeg")}


def place_outputs(blocks: list[Node], to: str, tokens: Tokens, snippets: Snippets, problems: Problems) -> list[Node]:
    """Put pictures, printed text and page breaks where their tokens stand; take frames away.

    A labelled output becomes a Figure with its label and caption, which is not numbered yet.
    """

    def change(element: Node) -> list[Node] | None:
        if element["t"] == "Div":
            frame = TOKEN.fullmatch(value_of(element["c"][0], "reader") or "")
            if frame:
                return _framed(tokens[frame[1]].content, element["c"][1], snippets)
        token = _only_token(element, tokens)
        if token is not None and token.kind == "pagebreak":
            return [_PAGE_BREAKS[to]]
        if token is not None and token.kind == "output":
            return _shown(token.content, to, token.place, snippets, problems)
        return None

    return rewrite(blocks, frozenset({"Div", "Para", "Plain"}), change)


def _only_token(element: Node, tokens: Tokens) -> Token | None:
    if element["t"] != "Div" and len(element["c"]) == 1 and element["c"][0]["t"] == "Str":
        match = TOKEN.fullmatch(element["c"][0]["c"])
        return tokens[match[1]] if match else None
    return None


def figure(label: str, caption: list[Node], content: list[Node]) -> Node:
    """Make a Figure; an empty label makes one without a number."""
    return node("Figure", attr(label), [None, [node("Plain", caption)]], content)


def _framed(output: Output, content: list[Node], snippets: Snippets) -> list[Node]:
    """Put a caption to a cell's output, if it has one."""
    if output.caption.text is None:
        return content
    return [figure(output.caption.label or "", snippets[output.caption.text], content)]


def _shown(output: Output, to: str, place: Place, snippets: Snippets, problems: Problems) -> list[Node]:
    if output.code is not None:
        code = node("CodeBlock", attr(classes=[output.language] if output.language else []), output.code)
        return _framed(output, [code], snippets)
    media = next((kind for kind in _IMAGES[to] if kind in output.images), None)
    if media is None:
        problems.add(place, "the picture is given as SVG alone; Word needs a PNG beside it.")
        return []
    pairs = [("fig-alt", output.alt)] if output.alt else []
    address = f"data:{media};base64,{_base64(media, output.images[media])}"
    image = node("Image", attr(pairs=[*pairs, *output.size.items()]), [], [address, ""])
    captioned = output.caption.text is not None
    return _framed(output, [node("Plain" if captioned else "Para", [image])], snippets)


def _base64(media: str, data: str) -> str:
    return b64encode(data.encode()).decode() if media == "image/svg+xml" else "".join(data.split())
