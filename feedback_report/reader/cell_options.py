"""The ``#|`` options at the head of a code cell, and the tags that Quarto minds."""

import re
from typing import Any

from feedback_report.reader.places import Place, Problems, nearest
from feedback_report.reader.yaml_files import Settings, read_yaml

_OPTION = re.compile(r"#\s*\| ?(.*)")
_NO_NUMBER = re.compile(r"(fig|tbl)[^-a-z]|(figure|table|tab|lst|eq|thm)[-_:]", re.IGNORECASE)
_TEXTS = ("label", "fig-cap", "tbl-cap", "fig-alt")
_SWITCHES = ("include", "output", "echo", "eval", "warning")
KNOWN = _TEXTS + _SWITCHES
HIDING_TAGS = {"parameters", "injected-parameters", "remove-cell", "hide-cell"}
_TAGS_NOT_FOLLOWED = {
    "remove-output": "#| output: false",
    "hide-output": "#| output: false",
    "show-output": "#| output: true",
    "show-code": "#| echo: true",
    "hide-warnings": "#| warning: false",
    "show-warnings": "#| warning: true",
}


def cell_options(source: list[str], place: Place, problems: Problems) -> Settings:
    """Read the options of a code cell, reporting those that are unknown or of the wrong kind."""
    head = []
    for line in source:
        match = _OPTION.fullmatch(line)
        if match is None:
            break
        head.append(match[1])
    for number, line in enumerate(source[len(head) :], len(head) + 1):
        if line.startswith("#|"):
            problems.add(
                Place(place.file, number, place.cell),
                "an option below the first line of code is not read: move it to the head of the cell.",
            )
    options = read_yaml("\n".join(head), Place(place.file, 1, place.cell), problems)
    wrong = {name: _wrong(name, value) for name, value in options.values.items()}
    for name, problem in wrong.items():
        if problem:
            problems.add(options.places[(name,)], problem)
    return Settings({name: value for name, value in options.values.items() if not wrong[name]}, options.places)


def _wrong(name: str, value: Any) -> str | None:
    if name not in KNOWN:
        return f'the cell option "{name}" is not supported. Supported: {", ".join(KNOWN)}.{nearest(name, KNOWN)}'
    if name in _TEXTS and not isinstance(value, str):
        return f'the cell option "{name}" must be one text, in double quotes.'
    if name in _SWITCHES and not (isinstance(value, bool) or (name == "output" and value == "asis")):
        return f'the cell option "{name}" must be true or false.'
    if name == "label" and _NO_NUMBER.match(value):
        return f'the label "{value}" gives no number: labels are written fig-name or tbl-name.'
    return None


def is_option(line: str) -> bool:
    """Tell whether a line at the head of a cell is one of its options."""
    return _OPTION.fullmatch(line) is not None


def hidden_by_tag(kind: str, tags: list[str], place: Place, problems: Problems) -> bool:
    """Tell whether a cell's tags hide it, reporting tags that Quarto passes over silently."""
    for tag in tags:
        if tag in _TAGS_NOT_FOLLOWED:
            problems.add(place, f'the tag "{tag}" is not followed: write {_TAGS_NOT_FOLLOWED[tag]}.')
        elif tag in HIDING_TAGS and kind != "code":
            problems.add(place, f'the tag "{tag}" does not hide a Markdown cell: delete the cell instead.')
    return kind == "code" and not HIDING_TAGS.isdisjoint(tags)
