"""Fenced code in Markdown: which lines are code, and code that Quarto would run."""

import re
from collections.abc import Sequence

from feedback_report.reader.places import Line, Problems

_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)")
_RUNS = re.compile(r"\s*\{+\s*([A-Za-z]\w*)")


def code_lines(lines: Sequence[Line]) -> list[str]:
    """Tell of each line whether it is part of fenced code: "open", "inside", "close" or ""."""
    result = []
    fence = ""
    for line in lines:
        match = _FENCE.fullmatch(line.text)
        if fence:
            closes = match is not None and match[1].startswith(fence) and not match[2].strip()
            result.append("close" if closes else "inside")
            fence = "" if closes else fence
        elif match is not None and not (match[1][0] == "`" and "`" in match[2]):
            result.append("open")
            fence = match[1]
        else:
            result.append("")
    return result


def refuse_executable_code(lines: Sequence[Line], problems: Problems) -> None:
    """Report code chunks that Quarto would run, such as ```{python}."""
    for line, part in zip(lines, code_lines(lines), strict=True):
        match = _FENCE.fullmatch(line.text) if part == "open" else None
        chunk = _RUNS.match(match[2]) if match else None
        if chunk:
            problems.add(
                line.place,
                f"a code chunk {{{chunk[1]}}} cannot be run here: compute in a section's notebook and embed it.",
            )
