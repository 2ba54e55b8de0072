"""All that a published file says, its parts within parts and what readers never see: properties, metadata, names."""

import base64
import binascii
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote_to_bytes

from feedback_report.errors import ReportError

_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),([^\"'<>\s)]*)")
_TAG = re.compile(r"<[^>]*>")
# Between these words end; other tags, such as those of Word's runs, stand within words.
_ENDS_WORDS = re.compile(
    r"</?(?:\w+:)?(?:p|td|th|tc|tr|li|div|dt|dd|h\d|br|tab|title|desc|text|tspan|si|v|f|is)\b[^>]*>", re.I
)
_MARKUP = (".html", ".htm", ".xml", ".svg", ".rels")
_TEXT = (".csv", ".json", ".txt", ".md", ".css", ".js", ".yml")
_PNG = b"\x89PNG\r\n\x1a\n"
_KINDS = {"image/svg+xml": ".svg", "image/png": ".png", "text/csv": ".csv", "text/html": ".html"}

Said = tuple[str, str]


def texts_of(path: Path, name: str) -> Iterator[Said]:
    """Get each text of a file with the place where it stands; the first is the file's own name.

    Markup is given as it is and without its tags, since Word breaks words into pieces. Raises ReportError
    for an archive that cannot be read.
    """
    yield name, name
    yield from _texts(name, path.read_bytes())


def _texts(place: str, content: bytes) -> Iterator[Said]:
    ending = Path(place).suffix.lower()
    if content.startswith(b"PK\x03\x04"):
        yield from _archive(place, content)
    elif content.startswith(_PNG):
        yield from ((place, text) for text in _metadata(content))
    elif ending in _MARKUP or content.lstrip()[:1] == b"<":
        yield from _markup(place, _decoded(content))
    elif ending in _TEXT:
        yield place, _decoded(content)
    else:
        yield place, content.decode("latin-1")


def _decoded(content: bytes) -> str:
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")


def _archive(place: str, content: bytes) -> Iterator[Said]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield place, _decoded(archive.comment)
            for part in archive.infolist():
                yield f"{place}, {part.filename}", part.filename
                yield from _texts(f"{place}, {part.filename}", archive.read(part))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        raise ReportError(f"{place}: cannot be searched, since it is no archive that can be read.") from None


def _markup(place: str, text: str) -> Iterator[Said]:
    embedded: list[tuple[str, bytes]] = []

    def taken(match: re.Match[str]) -> str:
        try:
            held = unquote_to_bytes(match[3])
            content = base64.b64decode(held) if match[2].endswith(";base64") else held
        except (binascii.Error, ValueError):
            return match[0]
        embedded.append((_KINDS.get(match[1], ""), content))
        return ""

    rest = unescape(_DATA.sub(taken, text))
    yield place, rest
    yield place, unescape(_TAG.sub("", _ENDS_WORDS.sub("\n", _DATA.sub("", text))))
    for number, (ending, content) in enumerate(embedded, start=1):
        yield from _texts(f"{place}, embedded file {number}{ending}", content)


def _metadata(content: bytes) -> Iterator[str]:
    """Get what the chunks of a PNG say that hold no picture."""
    at = len(_PNG)
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        held = content[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield held.decode("utf-8", errors="replace")
            packed = held.find(b"\x78") if kind in (b"zTXt", b"iTXt") else -1
            while packed != -1:
                try:
                    yield zlib.decompress(held[packed:]).decode("utf-8", errors="replace")
                    break
                except zlib.error:
                    packed = held.find(b"\x78", packed + 1)
        at += 12 + length
