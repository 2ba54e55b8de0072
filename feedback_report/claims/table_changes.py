"""Changes of what a row of a table is called: "Corporate complaints fell by 29%", with the years in the table."""

import re
from collections.abc import Sequence

from feedback_report.claims.change_findings import Finding, Size
from feedback_report.claims.changes import judge_size
from feedback_report.claims.claim import Verdict
from feedback_report.claims.directions import VERB
from feedback_report.claims.elsewhere import Elsewhere
from feedback_report.claims.grids import TOTAL
from feedback_report.claims.readings import Reading

Found = tuple[Finding, tuple[str, ...]]

_SUBJECT = re.compile(
    rf"^(?:\d+(?:\.\d+)*\s+)?(?:the )?(?:(?:total |overall )?number of )?(?P<name>[^.;:()]{{3,60}}?)"
    rf"(?: (?:complaints?|cases|compliments?|enquiries|requests))?(?: received)? (?:has |have |also |again |"
    rf"then )*{VERB}\b"
)


_ALL_OF_THEM = re.compile(
    r"(?:total |overall |all )?(?:complaints?|cases|compliments?|enquiries|requests|comments)(?: (?:closed|received|"
    r"recorded|made|logged|handled|upheld))?"
)


def from_table(reading: Reading, size: Size, elsewhere: Sequence[Elsewhere]) -> Found | None:
    """Judge a change by the one row of the section's tables that bears the name of what changed.

    The years are those that the sentence names, else the last two. The number of all
    complaints is that of the only row of totals. It is wrong only where just one row can be
    meant, the years are named and the sentence says nothing else of it.
    """
    text = " ".join(reading.sentence.text.lower().split())
    subject = _SUBJECT.match(text)
    if subject is None or re.search(r"<[CBMD]\d+>", reading.code):
        return None
    near = [pair for pair in elsewhere if pair.near and pair.years]
    rows = [pair for pair in near if _plain(pair.label) == _plain(subject["name"])]
    if not rows and _ALL_OF_THEM.fullmatch(subject["name"]):
        rows = [pair for pair in near if TOTAL.fullmatch(pair.label.strip())]
    named = _years(reading, size)
    if not rows or len(named) > 2 or re.search(r"<L", reading.code):
        return None
    last = max(named) if named else max(max(pair.years) for pair in rows)
    years = frozenset(named) if len(named) == 2 else frozenset((last - 1, last))
    held = [pair for pair in rows if pair.years == years]
    if len(held) != 1 or (re.search(r"\b(?:since|over|between|quarter|half|month)\b", text) and len(named) < 2):
        return None
    finding = judge_size(reading, size, held[0].before, held[0].now)
    if finding.verdict is Verdict.WRONG and not named:
        return None
    return finding, (f"from {held[0].printed[0]}", f"to {held[0].printed[1]}")


_BETWEEN = re.compile(r"[^<>¦]{0,20}\b(?:between|from) <Y(\d+)> (?:and|to) <Y(\d+)>")


def _years(reading: Reading, size: Size) -> set[int]:
    """Get the years that a change is said to be between, else all that the sentence names."""
    between = _BETWEEN.match(reading.code, size.end)
    if between:
        return {int(reading.item(int(number)).value) for number in between.groups()}
    if len(reading.changes) > 1:
        return {0, 1, 2}
    return {int(item.value) for item in reading.sentence.items if item.kind == "Y"}


def _plain(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.lower())
    return " ".join(word for word in words if word not in ("the", "complaints", "complaint", "and"))
