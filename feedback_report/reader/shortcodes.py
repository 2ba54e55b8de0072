"""Shortcodes: finding ``{{< ... >}}`` in a text and putting a token in the place of each.

A token is one word of letters that no paper uses, so that pandoc reads the text round it as if
the value stood there, and a value can break neither a table nor a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from feedback_report.reader.places import Place, Problems, nearest

_OPEN, _CLOSE = "\U00010600", "\U00010601"
TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_SHORTCODE = re.compile(r"\{\{\{<(?P<escaped>.*?)>\}\}\}|\{\{<(?P<inside>.*?)>\}\}")
_DIRECTIVE = re.compile(r"\{\{< +(include|embed)\s+(.*?) +>\}\}\s*")
_ARGUMENT = re.compile(r"""([\w-]+=)?("[^"]*"|'[^']*'|[^"'\s]+)""")
KNOWN = ("embed", "include", "meta", "pagebreak", "var")


@dataclass(frozen=True)
class Token:
    """What a token stands for.

    ``kind`` is var or meta (``text`` is the name asked for), pagebreak, literal (``text`` is
    printed as it is), attachment (``text`` is an address) or output (``content`` is a cell's
    output, see cells.py).
    """

    kind: str
    text: str
    place: Place
    content: Any = None


class Tokens:
    """The tokens that were given out; a token's number is its position."""

    def __init__(self) -> None:
        self._given: list[Token] = []

    def add(self, token: Token) -> str:
        """Keep a token and get the word that stands for it."""
        self._given.append(token)
        return f"{_OPEN}{len(self._given) - 1}{_CLOSE}"

    def __getitem__(self, number: str | int) -> Token:
        return self._given[int(number)]

    def __iter__(self) -> Iterator[Token]:
        return iter(self._given)


def directive(line: str) -> tuple[str, list[str]] | None:
    """Get the name and the arguments of an ``include`` or ``embed`` that fills its line."""
    match = _DIRECTIVE.fullmatch(line)
    return (match[1], _arguments(match[2])) if match else None


def _arguments(text: str) -> list[str]:
    return [(name or "") + value.strip("\"'") for name, value in _ARGUMENT.findall(text)]


def tokenised(text: str, place: Place, tokens: Tokens, problems: Problems) -> str:
    """Put a token in the place of each shortcode of one line, reporting those that cannot be used."""
    if re.search(f"[{_OPEN}{_CLOSE}]", TOKEN.sub("", text)):
        problems.add(place, "the letters U+10600 and U+10601 cannot be used in a paper.")
    if "{{<" not in text:
        return text
    if "<{{<" in text:
        problems.add(place, "a shortcode in <...> gives no link: write [text]({{< var name >}}).")

    def token(match: re.Match[str]) -> str:
        if match["escaped"] is not None:
            return tokens.add(Token("literal", match[0][1:-1], place))
        return tokens.add(_shortcode(match["inside"], place, problems))

    result = _SHORTCODE.sub(token, text)
    if "{{<" in result:
        problems.add(place, 'a shortcode is not closed: "{{<" needs ">}}" on the same line.')
    return result


def _shortcode(inside: str, place: Place, problems: Problems) -> Token:
    name, *arguments = _arguments(inside.strip()) or [""]
    if name in ("include", "embed"):
        problems.add(place, f"{{{{< {name} ... >}}}} must stand alone on its line, outside lists and code.")
    elif name not in KNOWN:
        known = ", ".join(KNOWN)
        problems.add(place, f'the shortcode "{name}" is not known. Known: {known}.{nearest(name, KNOWN)}')
    elif name in ("var", "meta") and len(arguments) != 1:
        problems.add(place, f'"{name}" needs one name: write {{{{< {name} council.name >}}}}.')
    elif name == "pagebreak" and arguments:
        problems.add(place, '"pagebreak" takes nothing: write {{< pagebreak >}}.')
    elif name == "pagebreak":
        return Token(name, "", place)
    else:
        return Token(name, arguments[0], place)
    return Token("literal", "", place)
