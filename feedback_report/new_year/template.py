"""Write the year.yml of a new year: what stays from the last one, and marks for what must be filled."""

import textwrap
from collections.abc import Iterator
from typing import Any

import yaml

from feedback_report.settings import YearSettings
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.years import Year

WIDTH = 118


def year_template(year: Year, last: YearSettings | None) -> str:
    """Write a year's settings: names, links, roles and reasons as in ``last``; numbers and texts are to be filled.

    Texts of last year stand in comments, so that the new ones can be written after their pattern.
    """
    parts = [_head(year, last), _committee(year, last), _context(last), _bodies(last), _stays(last), _texts(last)]
    blocks = ("\n".join(part).strip("\n") for part in parts)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(year: Year, last: YearSettings | None) -> Iterator[str]:
    origin = f"made by new-year from {last.year}" if last else "made by new-year"
    yield from _comment(
        f"What the paper of {year} says that no case holds; {origin}. Replace every {TO_FILL}: until then there "
        "are drafts of this year's paper and none is published. data/README.md explains every entry.",
    )
    yield f"year: {year.label}"
    yield "# When the data ends before the year does, say so here: the paper then compares the same months of years."
    yield f"# data_until: {year.last_day_of(6)}"


def _committee(year: Year, last: YearSettings | None) -> Iterator[str]:
    yield "committee:"
    yield _entry("name", last.committee.name if last else TO_FILL, 2)
    yield f"  meeting_date: {TO_FILL}  # the day of the meeting, written like {year.next.start}-09-30"
    yield f"  recommendation: {TO_FILL}"
    yield from _last_year(last.committee.recommendation if last else None, 2)


def _context(last: YearSettings | None) -> Iterator[str]:
    if last is None:
        yield "# Volumes of work to read complaints against, where some are known; service is a key of council.yml:"
        yield "# context:"
        yield "#   - key: applications"
        yield "#     service: KEY"
        yield "#     label: Applications received"
        yield "#     value: 1200"
        yield "#     source: The service's register"
    if last is None or not last.context:
        return
    yield "# Volumes of work to read complaints against. Remove what is not known this year."
    yield "context:"
    for volume in last.context:
        yield _entry("key", volume.key, 2, first=True)
        yield _entry("service", volume.service, 4)
        yield _entry("label", volume.label, 4)
        yield f"    value: {TO_FILL}  # last year {volume.value}"
        yield _entry("source", volume.source, 4)


def _bodies(last: YearSettings | None) -> Iterator[str]:
    yield "# What the Ombudsman and the advocacy service report. Remove a part that is not known."
    ombudsman = last.ombudsman if last else None
    yield "ombudsman:"
    for name in ("enquiries", "decisions", "upheld"):
        yield f"  {name}: {TO_FILL}" + (f"  # last year {getattr(ombudsman, name)}" if ombudsman else "")
    yield _entry("source", ombudsman.source if ombudsman else TO_FILL, 2)
    yield ""
    advocacy = last.advocacy if last else None
    yield "advocacy:"
    yield f"  children_supported: {TO_FILL}" + (f"  # last year {advocacy.children_supported}" if advocacy else "")
    yield _entry("source", advocacy.source if advocacy else TO_FILL, 2)


def _stays(last: YearSettings | None) -> Iterator[str]:
    if last is None:
        yield "# Roles and shared mailboxes, never a person's name."
        yield "authors:"
        yield "  - responsibility: Report author"
        yield f"    role: {TO_FILL}"
        yield f"    contact: {TO_FILL}"
        yield ""
        yield from _optional()
        return
    content = last.model_dump(mode="json")
    yield "# As last year. Correct what has changed."
    yield from _dumped({"links": content["links"]} if last.links else {})
    yield from _dumped({"authors": content["authors"]})
    breaks = [
        {
            key: str(value)
            for key, value in (entry.model_dump() | {"year": entry.year.label}).items()
            if value is not None
        }
        for entry in last.breaks
    ]
    if breaks:
        yield "# Changes after which figures cannot be compared. Add this year's; remove what no chart reaches back to."
        yield from _dumped({"breaks": breaks})
    yield from _dumped({"not_collected": content["not_collected"]} if last.not_collected else {})


def _optional() -> Iterator[str]:
    """Show what a first year may hold beside what it must, in comments."""
    yield "# Addresses that the prose links to, by key:"
    yield "# links:"
    yield "#   policy:"
    yield "#     text: Complaints policy"
    yield "#     url: https://example.org/policy"
    yield ""
    yield "# Changes after which figures cannot be compared with earlier ones: series is teams, subjects, outcomes,"
    yield "# services or contact method; service is a key of council.yml, or left out for all."
    yield "# breaks:"
    yield "#   - series: teams"
    yield "#     service: KEY"
    yield "#     year: 2024/25"
    yield "#     note: Teams were reorganised in October 2024"
    yield ""
    yield "# Why something that an annual report must hold is not in it; docs/checks.md lists the keys."
    yield "# not_collected:"
    yield "#   age_band: Ages are not asked for."


def _texts(last: YearSettings | None) -> Iterator[str]:
    yield f"members_consulted: {TO_FILL}"
    yield from _last_year(last.members_consulted if last else None, 0)
    yield ""
    yield "implications:"
    for name in ("financial", "environmental"):
        yield f"  {name}: {TO_FILL}"
        yield from _last_year(getattr(last.implications, name) if last else None, 2)
    if last is None:
        yield ""
        yield "# Why the figures are as they are, a paragraph for each part of the paper that has something to say:"
        yield "# commentary:"
        yield "#   months: >-"
        yield "#     Words on the months."
    if last is None or not last.commentary:
        return
    yield ""
    yield from _comment(
        "Why the figures are as they are, one paragraph for each part of the paper. Below are last year's: take the # "
        "away from the first line and from a paragraph once it is written for this year. A part without one is "
        "printed without.",
    )
    yield "# commentary:"
    for key, text in last.commentary.items():
        yield f"#   {key}: >-"
        yield from _wrapped(text, "#     ")


def _entry(name: str, text: str, indent: int, first: bool = False) -> str:
    dumped = yaml.safe_dump({name: text}, allow_unicode=True, width=10_000).rstrip("\n")
    return " " * indent + ("- " if first else "") + dumped


def _dumped(content: dict[str, Any]) -> Iterator[str]:
    if content:
        yield from yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=WIDTH).splitlines()
        yield ""


def _last_year(text: str | None, indent: int) -> Iterator[str]:
    if text:
        yield from _wrapped(f"Last year: {text}", " " * indent + "# ")


def _comment(text: str) -> list[str]:
    return _wrapped(text, "# ")


def _wrapped(text: str, mark: str) -> list[str]:
    """Wrap a text behind a mark at its spaces alone, so that the name of a fact stays whole."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=mark, break_on_hyphens=False, break_long_words=False
    )
