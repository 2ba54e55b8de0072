"""The notes of the workbook: what a reader has to know of its numbers, and which sheets each is about."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback_report.building.assemble import Draft
from feedback_report.running.section import Figure
from feedback_report.settings import BreakInSeries
from feedback_report.wording import as_sentence, plain_text, written_date

# The column in which a break of a series stands between years.
_BROKEN = {"teams": "team", "subjects": "subject", "outcomes": "outcome", "contact method": "contact_method"}


@dataclass(frozen=True)
class Note:
    """A note: its text, and the columns of which it is about; all figures over years where it names none."""

    text: str
    columns: Sequence[str] = ()
    over_years: bool = True


def notes_of(draft: Draft) -> list[Note]:
    """List the notes of a paper: on a year that is not over, on breaks in series and on what was revised."""
    return [*_of_all(draft), *_of_breaks(draft), *_of_revised(draft)]


def numbers_of(notes: Sequence[Note], figure: Figure) -> list[int]:
    """Get the numbers, from 1, of the notes that are about a figure: one with a row for each of several years."""
    rows = list(csv.DictReader(io.StringIO(figure.csv, newline="")))
    if len({row["year"] for row in rows if "year" in row}) < 2:
        return []
    names = {*rows[0]}
    return [
        number
        for number, note in enumerate(notes, start=1)
        if note.over_years and (not note.columns or {*note.columns} & names)
    ]


def part_of_year(draft: Draft) -> str:
    """Say which months the years stand for while the year is not over; empty once it is."""
    if not draft.facts["year.part"].value:
        return ""
    months, year = draft.facts["year.months"].text, draft.year.written(draft.council.style.year)
    return (
        f"{year} is not over: each year stands for {months} of it, except where other councils' whole years are given."
    )


def _general(text: str) -> Note:
    return Note(plain_text(text), over_years=False)


def _of_all(draft: Draft) -> Iterator[Note]:
    style, system = draft.council.style, draft.council.recording_system
    if told := part_of_year(draft):
        yield Note(told)
    yield _general(
        "Numbers are unrounded: cells show them rounded and hold them in full. The paper prints no percentage on a "
        f"base below {style.smallest_base}; here such a percentage stands beside its base."
    )
    if threshold := draft.council.disclosure_threshold:
        yield _general(
            f"Counts of cases and of people below {threshold} are withheld ([c]), other than counts of none, with as "
            "many others as keep them from being worked out."
        )
    if system:
        yield Note(f"{as_sentence(system.note)} The present recording system began on {written_date(system.since)}.")
        since = written_date(system.contact_method_since)
        yield Note(f"First contact is recorded since {since}.", ("contact_method",))


def _of_revised(draft: Draft) -> Iterator[Note]:
    """Note each figure that this paper prints too; of the others only that there are some, as one may be withheld."""
    yield from (_general(f"Revised: {each.line}.") for each in draft.restated)
    if draft.restated_elsewhere:
        paper = draft.restated_elsewhere[0].paper.written(draft.council.style.year)
        yield _general(
            f"Other figures of the report for {paper} have been revised too: the cells show them as they are."
        )


def _of_breaks(draft: Draft) -> Iterator[Note]:
    names = {service.key: service.name for service in draft.council.services}
    for each in draft.settings.breaks:
        column = _BROKEN.get(each.series)
        yield Note(
            _told(each, names.get(each.service or "", ""), each.year.written(draft.council.style.year)),
            (column,) if column else ("service",),
        )


def _told(each: BreakInSeries, service: str, year: str) -> str:
    where = ", ".join(part for part in (service, each.series) if part)
    return plain_text(f"{where[:1].upper()}{where[1:]}, from {year}: {as_sentence(each.note)}")
