"""What stands on each sheet of the workbook, before any of it is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedback_report.building.assemble import Draft
from feedback_report.narrative.plain import as_text, unmarked
from feedback_report.running.section import Figure
from feedback_report.wording import as_sentence, plain_text
from feedback_report.wording.marks import mark_meanings
from feedback_report.workbook.columns import Column, columns_of, names_of
from feedback_report.workbook.notes import Note, numbers_of, part_of_year

LONGEST_NAME = 31  # letters of a sheet's name, as spreadsheet programs have it
_DANGLING = re.compile(r"([\s,]+(and|at|by|that|for|in|of|or|the|those|to|whose|with|first)?)+$")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']+")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its title, the numbers of its notes, lines above its table, and its columns.

    Without columns there is nothing to show, and no such sheet is written.
    """

    name: str
    title: str
    notes: Sequence[int]
    marks: Sequence[str]
    source: str
    about: str
    columns: Sequence[Column]


@dataclass(frozen=True)
class CoverText:
    """The texts of the cover sheet: the title, what this is, how to read it, and whom to ask."""

    title: str
    introduction: Sequence[str]
    about: Sequence[str]
    contact: Sequence[str]


def sheets_of(draft: Draft, notes: Sequence[Note]) -> list[Sheet]:
    """List the sheets: one for each figure in the order of the paper, then one for each table without a number."""
    numbers = {figure.label: number for number, figure in enumerate(draft.figures, start=1)}
    found = []
    for number, figure in enumerate(draft.figures, start=1):
        words = " ".join(figure.label.removeprefix("fig-").removeprefix("tbl-").split("-"))
        title = f"Figure {number}: {as_text(figure.title, draft.facts, numbers)}"
        found.append(_sheet(f"Figure {number} {words}", title, figure, draft, notes))
    for number, table in enumerate(draft.tables, start=1):
        title = as_text(table.title, draft.facts, numbers)
        words = title.rpartition(": ")[2]  # without what goes before, such as "Services: "
        found.append(
            _sheet(
                f"A{number} {words[:1].upper()}{words[1:]}", f"Appendix table {number}: {title}", table, draft, notes
            )
        )
    return found


def sheet_name(name: str) -> str:
    """Shorten a name, by whole words where there are some, to what a sheet may be called."""
    name = plain_text(_NOT_IN_NAMES.sub(" ", name))
    if len(name) <= LONGEST_NAME:
        return name
    whole = _DANGLING.sub("", name[: LONGEST_NAME + 1].rpartition(" ")[0])
    return whole if " " in whole else name[:LONGEST_NAME].strip()


def cover_of(draft: Draft) -> CoverText:
    """Get the texts of the cover."""
    facts, council = draft.facts, draft.council
    paper = f"{council.name}: {facts['paper.title'].text}, {facts['year.label'].text}"
    introduction = [
        council.sample_notice,
        part_of_year(draft),
        f"The data behind every figure of the report on {facts['services.names'].text} to "
        f"{facts['committee.name'].text}, {facts['committee.meeting-date'].text}, and the series of its appendix.",
    ]
    marks = mark_meanings(council.style.smallest_base)
    about = [
        "Each sheet holds one table; the sheet Contents lists them, and the sheet Notes says what to know before "
        "years are compared.",
        "Numbers are unrounded: cells show them rounded and hold them in full.",
        *(f"[{mark[1:-1]}] stands for {marks[mark]}." for mark in ("[c]", "[x]")),
    ]
    contact = [f"{author.responsibility}: {author.role}, {author.contact}" for author in draft.settings.authors]
    return CoverText(f"{paper}: the data", _texts(introduction), _texts(about), _texts(contact))


def _sheet(name: str, title: str, figure: Figure, draft: Draft, notes: Sequence[Note]) -> Sheet:
    year_style = draft.council.style.year
    columns = columns_of(figure.csv, figure.kinds, figure.headings, year_style) if figure.has_rows else []
    held = {cell for column in columns for cell in column.cells if isinstance(cell, str)}
    meanings = mark_meanings(draft.council.style.smallest_base)
    marks = [f"{mark} stands for {meaning}." for mark, meaning in meanings.items() if mark in held]
    referred = numbers_of(notes, figure)
    return Sheet(sheet_name(name), title, referred, marks, _source(figure, draft), _about(figure), columns)


def _source(figure: Figure, draft: Draft) -> str:
    told = f"Source: cases recorded by {draft.council.name}"
    if not figure.label:
        return f"{told}, and for years before them the totals that it holds."
    elsewhere = any(name == "source" or name.endswith("_source") for name in names_of(figure.csv))
    return f"{told}; the table names the source of each number that comes from elsewhere." if elsewhere else f"{told}."


def _about(figure: Figure) -> str:
    """Say what the numbers count, what shares are of, and what stands under the table in the paper."""
    names = names_of(figure.csv)
    base = "Residents" if "per_100_000" in names else "Out of"
    said = [
        f"Unit of the figure: {figure.unit}." if figure.unit else "",
        f"Base: each percentage is of the number in the column {base}." if {"base", "share"} <= {*names} else "",
        as_sentence(unmarked(figure.note)) if figure.note else "",
    ]
    return plain_text(" ".join(part for part in said if part))


def _texts(lines: Sequence[str | None]) -> list[str]:
    return [plain_text(line) for line in lines if line]
