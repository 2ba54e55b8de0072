"""Pictures as data within the page, with their size, so that nothing moves while it loads."""

import base64
import re
import struct
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from feedback_report.errors import RenderError

PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pc": 16.0}
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
OUTSIDE = re.compile(r"^(?!#|data:)", re.IGNORECASE)


@dataclass(frozen=True)
class Drawing:
    """An SVG as an address within the page; ``adapts`` when it has colours of its own for dark mode."""

    address: str
    width: int
    height: int
    adapts: bool


@lru_cache(maxsize=64)  # a preview shows most drawings again
def read_svg(text: str, where: str) -> Drawing:
    """Read an SVG for use within the page; ``where`` names its figure in errors.

    Comments, the date of making and the editor's metadata are dropped, so that the same drawing
    gives the same page. Raises RenderError when the text is not an SVG with a size, or the
    drawing refers to anything outside itself.
    """
    try:
        parser = etree.XMLParser(remove_comments=True, resolve_entities=False, huge_tree=True)
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise RenderError(f"{where}: not an SVG drawing ({error.msg}). Draw the figure again.") from None
    if root.tag != f"{SVG}svg":
        raise RenderError(
            f"{where}: the root element is <{etree.QName(root).localname}>, expected <svg>. Draw the figure again."
        )
    outside = sorted({address for address in _addresses(root) if OUTSIDE.match(address)})
    if outside:
        raise RenderError(f"{where}: refers to {', '.join(outside)}. Expected a drawing that holds all it shows.")
    for metadata in root.findall(f"{SVG}metadata"):
        root.remove(metadata)
    width, height = _svg_size(root, where)
    content = etree.tostring(root, encoding="unicode", with_tail=False)
    return Drawing(data_address("image/svg+xml", content.encode()), width, height, "prefers-color-scheme" in content)


def _addresses(root: etree._Element) -> list[str]:
    """Get every address that a drawing loads something from."""
    found = []
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag != f"{SVG}a":
            found += [value.strip() for name, value in node.attrib.items() if name.rpartition("}")[2] == "href"]
            styles = [*node.attrib.values(), node.text or "" if node.tag == f"{SVG}style" else ""]
            for style in (style for style in styles if "url(" in style or "@import" in style):
                found += re.findall(r"url\(\s*[\"']?([^\"')]+)", style)
                found += re.findall(r"@import\s+[\"']([^\"']+)", style)
    return found


def _svg_size(root: etree._Element, where: str) -> tuple[int, int]:
    sizes = [_pixels(root.get(side, "")) for side in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if None in sizes and len(box) == 4:
        sizes = [float(side) for side in box[2:]]
    if None in sizes:
        raise RenderError(f"{where}: the drawing has neither width and height nor a viewBox. Draw the figure again.")
    if len(box) != 4:
        root.set("viewBox", f"0 0 {sizes[0]:g} {sizes[1]:g}")
    return round(sizes[0] or 0), round(sizes[1] or 0)


def _pixels(length: str) -> float | None:
    """Turn an SVG length into CSS pixels; None for a percentage or nothing."""
    match = re.fullmatch(r"\s*([\d.]+)\s*([a-z]*)\s*", length)
    return float(match[1]) * PIXELS[match[2]] if match and match[2] in PIXELS else None


def png_size(address: str) -> tuple[int, int] | None:
    """Get the width and height of a PNG that is held in a data address, or None."""
    if not address.startswith("data:image/png;base64,"):
        return None
    head = base64.b64decode(address.partition(",")[2][:64])
    if not head.startswith(PNG_SIGNATURE):
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def data_address(media_type: str, content: bytes) -> str:
    """Write a file's content as an address within the page."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
