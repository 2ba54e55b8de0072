"""Pictures: their files put into the tree, and their alternative text where pandoc looks for it."""

import re
from base64 import b64encode
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import unquote

from feedback_report.reader.places import Place, Problems, nearest
from feedback_report.reader.source import Source
from feedback_report.reader.tree import Node, attr_of, every, node, rewrite, value_of, words

_MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_FOLLOWED = {"fig-alt", "width", "height"}


_EMPTY = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def place_images(blocks: list[Node], to: str, folder: Path, source: Source, problems: Problems) -> list[Node]:
    """Put each picture's file into the tree, and its alternative text into its description.

    The alternative text is ``fig-alt``; in a sentence it may also be the text in brackets, which
    elsewhere is the caption. Files are looked for in ``folder``, which is the document's.
    """
    captioned = {
        id(one["c"][0])
        for figure in every(blocks, "Figure")
        for one in every(figure["c"][2], "Para", "Plain")
        if len(one["c"]) == 1
    }

    def change(element: Node) -> list[Node] | None:
        attributes, description, (address, title) = element["c"]
        alt = value_of(attributes, "fig-alt")
        places: Iterable[Place] = () if address.startswith("data:") else source.find(re.escape(address))
        for key, _ in attributes[2]:
            if key not in _FOLLOWED:
                exact = source.find(rf"{re.escape(address)}.*{re.escape(key)}=")
                problems.add(exact, f'the attribute "{key}" of a picture is not supported.{nearest(key, _FOLLOWED)}')
        shown = words(alt) if alt is not None else [] if id(element) in captioned else description
        pairs = [pair for pair in attributes[2] if pair[0] in ("width", "height")]
        address = address if address.startswith("data:") else _data(address, to, folder, places, problems)
        return [node("Image", [attributes[0], attributes[1], pairs], shown, [address, title])]

    return rewrite(blocks, frozenset({"Image"}), change, again=False)


def without_pictures(blocks: list[Node], labels: Collection[str]) -> list[Node]:
    """Put an empty picture into each of the figures named that holds just one.

    For a page whose pictures are put in once it is written: pandoc takes its time over them.
    """

    def empty(picture: Node) -> list[Node]:
        attributes, description, (_, title) = picture["c"]
        return [node("Image", attributes, description, [_EMPTY, title])]

    def change(figure: Node) -> list[Node] | None:
        attributes = attr_of(figure)
        if attributes is None or attributes[0] not in labels or sum(1 for _ in every([figure], "Image")) != 1:
            return None
        content = list(figure["c"])
        content[-1] = rewrite(content[-1], frozenset({"Image"}), empty, again=False)
        return [{"t": figure["t"], "c": content}]

    return rewrite(blocks, frozenset({"Figure", "Div"}), change, again=False)


def _data(address: str, to: str, folder: Path, places: Iterable[Place], problems: Problems) -> str:
    """Get the address of a picture as data, reporting what is missing or cannot be shown."""
    name = unquote(address)
    path = folder / name
    if re.match(r"[a-z][a-z0-9+.-]*:|//", name) or not path.resolve().is_relative_to(folder.resolve()):
        problems.add(places, f"the picture {name} lies outside the project: save it in the project's folder.")
    elif path.suffix.lower() not in _MEDIA or (to == "docx" and path.suffix.lower() == ".svg"):
        problems.add(places, f"the picture {name} cannot be shown in {to}: give a PNG or a JPEG.")
    elif not path.is_file():
        near = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
        problems.add(places, f"the picture {name} does not exist in the report's folder.{nearest(path.name, near)}")
    else:
        return f"data:{_MEDIA[path.suffix.lower()]};base64,{b64encode(path.read_bytes()).decode()}"
    return address
