"""The values of ``{{< var >}}`` and ``{{< meta >}}``, and putting them where their tokens stand."""

import re
from collections.abc import Mapping
from typing import Any

from feedback_report.reader.options import place_of
from feedback_report.reader.places import Line, Place, Problems, nearest
from feedback_report.reader.shortcodes import TOKEN, Token, Tokens, tokenised
from feedback_report.reader.tree import Node, attr_of, node, plain, rewrite, words
from feedback_report.reader.yaml_files import Settings, dotted_keys, look_up, written

_TEXTS = ("Code", "CodeBlock", "Math", "RawInline", "RawBlock")
_KINDS = frozenset({"Str", "Link", "Image", "Span", "Div", "Header", "Figure", "Table", *_TEXTS})
_FILES = {"var": "_variables.yml", "meta": "the settings"}


class Snippets:
    """Texts that pandoc parses on their own: values, captions, titles; each once.

    ``seen`` takes each text with its place, for the messages of later problems.
    """

    def __init__(self, seen: list[Line]) -> None:
        self.numbers: dict[str, int] = {}
        self.inlines: list[list[Node]] = []
        self._seen = seen

    def add(self, text: str, place: Place) -> None:
        self.numbers.setdefault(text, len(self.numbers))
        self._seen.append(Line(text, place))

    def __getitem__(self, text: str) -> list[Node]:
        return self.inlines[self.numbers[text]]

    def find(self, text: str) -> list[Node] | None:
        """Get the inlines of a text, or None if it was never parsed."""
        return self[text] if text in self.numbers else None


class Values:
    """The values of one format by the name a shortcode asks for, each with its tokens put in.

    ``texts`` maps "var" and "meta" to the settings that hold the values.
    """

    def __init__(self, texts: Mapping[str, Settings], tokens: Tokens, snippets: Snippets) -> None:
        self._texts = texts
        self._tokens = tokens
        self._snippets = snippets
        self._found: dict[tuple[str, str], str] = {}
        self._wrong: dict[tuple[str, str], str] = {}

    def look_up(self, token: Token, problems: Problems) -> None:
        """Find the value a token asks for, and hand its text to the snippets."""
        asked = (token.kind, token.text)
        if token.kind not in self._texts or asked in self._found or asked in self._wrong:
            return
        source = self._texts[token.kind]
        name = f"{{{{< {token.kind} {token.text} >}}}}"
        try:
            value = look_up(source.values, token.text)
        except KeyError:
            near = nearest(token.text, dotted_keys(source.values))
            self._wrong[asked] = f"{name} is not known in {_FILES[token.kind]}.{near}"
            return
        text = written(value).strip() if not isinstance(value, dict | list) else ""
        if isinstance(value, dict | list):
            self._wrong[asked] = f"{name} is a group of values: name one of them."
        elif value is None:
            self._wrong[asked] = f"{name} has no value."
        elif re.search(r"\n\s*(\n|[-+*#>]|\d+[.)] )", text):
            self._wrong[asked] = f"{name} holds several paragraphs or a list: a value must be one line of text."
        else:
            place = place_of(source, tuple(token.text.split(".")))
            self._found[asked] = tokenised(" ".join(text.split()), place, self._tokens, problems)
            self._snippets.add(self._found[asked], place)

    def inlines(self, token: Token, problems: Problems, inside: tuple[Token, ...] = ()) -> list[Node]:
        """Get what stands in the place of a token among words."""
        asked = (token.kind, token.text)
        if token.kind == "literal":
            return words(token.text)
        if token.kind == "pagebreak":
            problems.add(token.place, "{{< pagebreak >}} must be a paragraph of its own.")
            return []
        if asked in self._wrong:
            problems.add(_places(token, inside), self._wrong[asked])
            return []
        if asked in [(one.kind, one.text) for one in inside]:
            problems.add(_places(token, inside), f"{{{{< {token.kind} {token.text} >}}}} refers to itself.")
            return []
        return self.put_in(self._snippets[self._found[asked]], problems, (*inside, token))

    def put_in(self, nodes: list[Node], problems: Problems, inside: tuple[Token, ...] = ()) -> list[Node]:
        """Put values in the place of all tokens of a tree: words, code, addresses and attributes."""

        def text(string: str) -> str:
            return TOKEN.sub(lambda match: self._text(self._tokens[match[1]], problems, inside), string)

        def change(element: Node) -> list[Node] | None:
            kind: str = element["t"]
            content: Any = element.get("c")
            if kind == "Str" and TOKEN.search(content):
                return self._split(content, problems, inside)
            if kind in _TEXTS and TOKEN.search(content[1]):
                return [node(kind, content[0], text(content[1]))]
            if kind in ("Link", "Image") and TOKEN.search(content[2][0] + content[2][1]):
                content = [content[0], content[1], [text(content[2][0]), text(content[2][1])]]
            attributes = attr_of(element)
            if attributes and any(TOKEN.search(value) for _, value in attributes[2]):
                filled = [attributes[0], attributes[1], [[key, text(value)] for key, value in attributes[2]]]
                content = [filled if part is attributes else part for part in content]
            return None if content is element.get("c") else [{"t": kind, "c": content}]

        return rewrite(nodes, _KINDS, change, again=False)

    def _split(self, string: str, problems: Problems, inside: tuple[Token, ...]) -> list[Node]:
        result: list[Node] = []
        for number, part in enumerate(TOKEN.split(string)):
            if number % 2:
                result += self.inlines(self._tokens[part], problems, inside)
            elif part:
                result.append(node("Str", part))
        return result

    def _text(self, token: Token, problems: Problems, inside: tuple[Token, ...]) -> str:
        return token.text if token.kind == "attachment" else plain(self.inlines(token, problems, inside))


def _places(token: Token, inside: tuple[Token, ...]) -> list[Place]:
    return [*(one.place for one in inside), token.place]
