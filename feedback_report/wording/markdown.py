r"""Plain text made safe to stand in Markdown: it prints as it is, whatever it holds.

Values of facts reach the paper as inline Markdown. Signs are written as character references,
which every Markdown (Pandoc's, Quarto's, JupyterLab's) prints as the sign and never reads as a
mark; a backslash would not do, since ``\(`` begins mathematics in some of them.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from feedback_report.errors import ReportError

# Straight quotation marks would be turned into curly ones; the others are marks, or begin one.
_MARKS = set("\\`*_{}[]<>#+-.!~^|$@&:='\"")
_HARMLESS_INSIDE = {"-", "."}  # between two letters or numerals: 12.5, follow-up
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{|}]+", re.IGNORECASE)


@lru_cache(maxsize=8192, typed=True)  # a paper asks of each fact several times, a preview after every change
def escape_markdown(text: str) -> str:
    """Write plain text so that Markdown prints it as it is.

    White space and line ends become single spaces, control characters go, and a shortcode
    such as ``{{< x >}}`` is printed, not resolved.
    """
    text = plain_text(text)
    first_word = len(text.split(" ", 1)[0])
    return "".join(
        f"&#{ord(sign)};" if _is_mark(text, place) or (place < first_word and _begins_block(text, place)) else sign
        for place, sign in enumerate(text)
    )


def plain_text(text: str) -> str:
    """Put text on one line: white space becomes single spaces, control characters and broken ones go."""
    kept = (sign for sign in str(text) if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
    return _SPACES.sub(" ", "".join(kept)).strip()


def web_address(address: str) -> str:
    """Write an address so that it is the same whether it is read as Markdown or as it stands.

    Signs that Markdown would read are percent-encoded; a place on the page (``#part``) stays.
    Raises ReportError unless it begins with https://, http:// or mailto: and holds no spaces.
    """
    address = str(address).strip()
    if re.fullmatch(r"#[\w-]*", address):
        return address
    if not _ADDRESS.fullmatch(address) or not (urlsplit(address).netloc or address.lower().startswith("mailto:")):
        raise ReportError(
            f'The address "{plain_text(address)[:60]}" cannot be linked to: '
            "expected https://, http:// or mailto:, and no spaces."
        )
    address = re.sub(
        r"[*'$~\[\]]|(?<![0-9A-Za-z])[_@]|[_](?![0-9A-Za-z])", lambda sign: f"%{ord(sign[0]):02X}", address
    )
    return re.sub(r"(?<=-)-|(?<=\.)\.", lambda sign: f"%{ord(sign[0]):02X}", address)


def _is_mark(text: str, place: int) -> bool:
    sign = text[place]
    if sign not in _MARKS:
        return False
    inside = text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()
    return not (sign in _HARMLESS_INSIDE and inside)


def _begins_block(text: str, place: int) -> bool:
    """Whether a sign in the first word makes it the mark of a list or a title: ``(a)``, ``1)``, ``%``."""
    return text[place] == ")" or (text[place] == "%" and place == 0)
