"""What the year's own texts may hold: words, emphasis, links and references, and nothing that runs, loads or hides."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.wording import web_address

MAY_HOLD = "expected words, emphasis, links to https://, http:// or mailto:, and facts by name"
_MARKS = re.compile(r"[<\[{`$\\]")  # what cannot be said without one of these is harmless
_SHOWN = 60  # signs of what is refused
_CONDITIONS = {"content-visible", "content-hidden"}, {"when-meta", "unless-meta", "when-format", "unless-format"}


def refused_markdown(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Find what may not stand in texts of one line, by their names; names without a fault are left out.

    The texts are parsed by Pandoc, as both renderers do, and all at once, if one of them holds a mark.
    """
    doubtful = {name: text for name, text in texts.items() if _MARKS.search(text)}
    found = zip(doubtful, _faults_of(tuple(doubtful.values())) if doubtful else (), strict=True)
    return {name: list(faults) for name, faults in found if faults}


@lru_cache(maxsize=4)  # a preview asks about the same texts after every change, and Pandoc takes a while to start
def _faults_of(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    from feedback_report.reader.parse import parse
    from feedback_report.reader.places import Problems

    problems = Problems()
    _, parsed = parse([], texts, problems)
    if problems.messages:
        return ((f"cannot be read ({problems.messages[0]})",),) * len(texts)
    return tuple(tuple(dict.fromkeys(_faults(inlines))) for inlines in parsed)


def _faults(inlines: list[Any]) -> Iterator[str]:
    from feedback_report.reader.tree import attr_of, every

    for element in every(inlines, "RawInline", "RawBlock", "Image", "Math", "Link", "Span", "Code"):
        kind, content = element["t"], element["c"]
        match kind:
            case "RawInline" | "RawBlock":
                yield f'holds HTML or another code ("{content[1].strip()[:_SHOWN]}")'
            case "Image":
                yield f'holds a picture ("{content[2][0][:_SHOWN]}")'
            case "Math":
                yield f'holds a formula ("{content[1][:_SHOWN]}"): write \\$ for a dollar'
            case "Link":
                yield from _address(content[2][0])
        if kind in ("Link", "Span", "Code"):
            yield from _attributes(attr_of(element) or ["", [], []], is_span=kind == "Span")


def _address(address: str) -> Iterator[str]:
    try:
        web_address(address)
    except ReportError:
        yield f'holds a link to "{address[:_SHOWN]}"'


def _attributes(attributes: Any, *, is_span: bool) -> Iterator[str]:
    identifier, classes, pairs = attributes
    allowed = _CONDITIONS if is_span else ({"uri", "email"}, set())  # those are Pandoc's own, of <https://...>
    for name in [*filter(None, [identifier]), *sorted({*classes} - allowed[0]), *(key for key, _ in pairs)]:
        if name not in allowed[1]:
            yield f'holds the attribute "{name[:_SHOWN]}"'
