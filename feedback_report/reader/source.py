"""The whole source of a document as one list of Markdown lines, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path

from feedback_report.reader.cells import notebook_lines
from feedback_report.reader.fences import code_lines, refuse_executable_code
from feedback_report.reader.pipe_tables import refuse_cells_too_many
from feedback_report.reader.places import Line, Place, Problems, nearest
from feedback_report.reader.shortcodes import Tokens, directive, tokenised
from feedback_report.reader.yaml_files import Settings, read_yaml


@dataclass(frozen=True)
class Source:
    """A document with its included files and embedded notebooks.

    ``lines`` hold a token for each shortcode; ``settings`` is the front matter; ``texts`` are the
    captions, titles and values that stand elsewhere than in the lines.
    """

    settings: Settings
    lines: list[Line]
    tokens: Tokens = field(default_factory=Tokens)
    texts: list[Line] = field(default_factory=list)

    @cached_property
    def written_out(self) -> frozenset[str]:
        """The words of which some sign is written as a character reference: plain text, whatever they look like."""
        words = (word for line in [*self.lines, *self.texts] for word in line.text.split() if "&" in word)
        return frozenset(plain for word in words if (plain := unescape(word)) != word)

    def find(self, pattern: str) -> "Found":
        """Get the places whose text matches a regular expression."""
        return Found(self, pattern)

    def find_label(self, label: str) -> "Found":
        """Get the places where a label is given, in Markdown or among the options of a cell."""
        cells = tuple(
            token.place for token in self.tokens if token.kind == "output" and token.content.caption.label == label
        )
        return Found(self, rf"\{{[^{{}}]*#{re.escape(label)}(?![\w-])", cells)


@dataclass(frozen=True)
class Found:
    """The places whose text matches a pattern, looked for when they are needed: for a message."""

    source: Source
    pattern: str
    more: tuple[Place, ...] = ()

    def __iter__(self) -> Iterator[Place]:
        lines = [*self.source.lines, *self.source.texts]
        found = [line.place for line in lines if re.search(self.pattern, line.text)]
        return iter(dict.fromkeys([*found, *self.more]))

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None


def read_source(folder: Path, document: str, problems: Problems) -> Source:
    """Read a document of the project ``folder``, reporting what cannot be read.

    Included files and notebooks are found beside the document.
    """
    settings, lines = _front_matter(_document(folder, document, problems), problems)
    tokens = Tokens()
    reader = _Reader(folder, (folder / document).parent, tokens, problems)
    lines = reader.expanded(lines, (document,))
    refuse_executable_code(lines, problems)
    _refuse_settings_in_text(lines, problems)
    refuse_cells_too_many(lines, problems)
    lines = [Line(tokenised(line.text, line.place, tokens, problems), line.place) for line in lines]
    return Source(settings, lines, tokens)


def read_front_matter(folder: Path, document: str, problems: Problems) -> Settings:
    """Read the settings at the head of a document."""
    return _front_matter(_document(folder, document, problems), problems)[0]


def _document(folder: Path, document: str, problems: Problems) -> list[Line]:
    try:
        text = (folder / document).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.add(Place(document), "the document does not exist or cannot be read.")
        text = ""
    return [Line(row, Place(document, number)) for number, row in enumerate(text.split("\n"), 1)]


def _front_matter(lines: list[Line], problems: Problems) -> tuple[Settings, list[Line]]:
    if lines[0].text.rstrip() != "---":
        return Settings(), lines
    ends = [number for number, line in enumerate(lines[1:], 1) if line.text.rstrip() in ("---", "...")]
    if not ends:
        problems.add(lines[0].place, 'the settings at the head of the document are not closed by a line "---".')
        return Settings(), lines
    text = "\n".join(line.text for line in lines[1 : ends[0]])
    return read_yaml(text, Place(lines[0].place.file, 2), problems), lines[ends[0] + 1 :]


@dataclass(frozen=True)
class _Reader:
    folder: Path
    beside: Path
    tokens: Tokens
    problems: Problems

    def expanded(self, lines: list[Line], inside: tuple[str, ...]) -> list[Line]:
        """Put included files and embedded notebooks in the place of their directives."""
        result: list[Line] = []
        for line, part in zip(lines, code_lines(lines), strict=True):
            found = directive(line.text) if not part else None
            if found is None:
                result.append(line)
            elif found[0] == "include":
                result += self.included(found[1], line.place, inside)
            else:
                result += self.embedded(found[1], line.place)
        return result

    def path(self, name: str) -> Path:
        return self.folder / name.lstrip("/") if name.startswith("/") else self.beside / name

    def is_outside(self, name: str, place: Place) -> bool:
        """Say whether a file lies outside the project, which is then a problem."""
        outside = not self.path(name).resolve().is_relative_to(self.folder.resolve())
        if outside:
            self.problems.add(place, f"the file {name} lies outside the project: save it in the project's folder.")
        return outside

    def included(self, arguments: list[str], place: Place, inside: tuple[str, ...]) -> list[Line]:
        name = arguments[0]
        if len(arguments) != 1 or Path(name).suffix not in (".qmd", ".md"):
            self.problems.add(place, f'"{" ".join(arguments)}" cannot be included: name one .qmd or .md file.')
            return []
        if self.is_outside(name, place):
            return []
        if name in inside:
            self.problems.add(place, f"{name} includes itself.")
            return []
        try:
            text = self.path(name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.problems.add(place, f"the file {name} does not exist or cannot be read.{self.beside_it(name)}")
            return []
        lines = [Line(row, Place(name, number)) for number, row in enumerate(text.split("\n"), 1)]
        if lines[0].text.rstrip() == "---":
            self.problems.add(lines[0].place, "settings in an included file would take over the report's: delete them.")
            _, lines = _front_matter(lines, self.problems)
        return [*self.expanded(lines, (*inside, name)), Line("", place)]

    def embedded(self, arguments: list[str], place: Place) -> list[Line]:
        name = arguments[0]
        if len(arguments) != 1 or not name.endswith(".ipynb"):
            self.problems.add(
                place,
                f'"{" ".join(arguments)}" cannot be embedded: name one whole notebook, such as sections/name.ipynb.',
            )
            return []
        if self.is_outside(name, place):
            return []
        if not self.path(name).is_file():
            self.problems.add(place, f"the notebook {name} does not exist.{self.beside_it(name)}")
            return []
        return notebook_lines(self.path(name), name, place, self.tokens, self.problems)

    def beside_it(self, name: str) -> str:
        folder = self.path(name).parent
        above = name[: -len(Path(name).name)]
        return nearest(name, [above + path.name for path in folder.iterdir()] if folder.is_dir() else [])


def _refuse_settings_in_text(lines: list[Line], problems: Problems) -> None:
    """Report a line of three hyphens that is not a rule: Quarto takes what follows for settings."""
    parts = code_lines(lines)
    blank = [not line.text.strip() for line in lines]
    for number, line in enumerate(lines):
        rule = (number == 0 or blank[number - 1]) and (number + 1 == len(lines) or blank[number + 1])
        if re.fullmatch(r"---\s*", line.text) and not parts[number] and not rule:
            problems.add(
                line.place,
                '"---" begins or ends settings, which belong at the head of the report; '
                "a rule across the page has an empty line above and below.",
            )
