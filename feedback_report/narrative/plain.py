"""Markdown of the narrative as plain words: as its author wrote them, and as readers see them."""

import html
import re
from collections.abc import Mapping

from feedback_report.facts import Fact

_VARIABLE = re.compile(r"\{\{<\s*(?:var|meta)\s+([\w.-]+)\s*>\}\}")
_OPEN, _CLOSE = "\ue000", "\ue001"
_OTHER_SHORTCODE = re.compile(r"\{\{<\s*(?!\s|var\b|meta\b)[^>]*>\}\}")
_ANCHOR = re.compile(r"\[\]\{#[\w-]+\}")
_MARKUP = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"\[\]\(#(par-[\w-]+)\)"), r"paragraph (\1)"),
    (re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),  # links and pictures
    (re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}"), r"\1"),  # spans
    (re.compile(r"\{[#.][^{}]*\}"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_]+)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"\\([^\w\s])"), r"\1"),
)


def names_printed(source: str) -> list[str]:
    """Get the names of the facts that a text prints, in order."""
    return _VARIABLE.findall(source)


def as_template(source: str, texts: Mapping[str, str]) -> str:
    """Get the words as written: ``{council.complaints.total}`` stands for a fact, a text of ``texts`` for itself."""
    source = _VARIABLE.sub(lambda match: texts.get(match[1], match[0]), _ANCHOR.sub("", source))
    return " ".join(_VARIABLE.sub(r"{\1}", source).split())


def as_text(source: str, facts: Mapping[str, Fact], figures: Mapping[str, int]) -> str:
    """Get the words as readers see them: facts and figure numbers in place, marks of Markdown gone."""
    values: list[str] = []

    def kept(match: re.Match[str]) -> str:
        fact = facts.get(match[1])
        values.append(match[0] if fact is None else unmarked(fact.text) if fact.markup else fact.text)
        return f"{_OPEN}{len(values) - 1}{_CLOSE}"

    source = _OTHER_SHORTCODE.sub("", _ANCHOR.sub("", source))
    text = unmarked(_VARIABLE.sub(kept, source))
    text = re.sub(r"@(fig-[\w-]*\w)", lambda match: f"Figure {figures.get(match[1], match[1])}", text)
    text = re.sub(r"@(sec-[\w-]*\w)", r"Section (\1)", text)
    return " ".join(re.sub(f"{_OPEN}(\\d+){_CLOSE}", lambda match: values[int(match[1])], text).split())


def unmarked(markdown: str) -> str:
    """Take the marks of inline Markdown away."""
    for pattern, kept in _MARKUP:
        markdown = pattern.sub(kept, markdown)
    return html.unescape(markdown)
