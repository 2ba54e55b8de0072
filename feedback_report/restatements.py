"""What last year's paper printed and the data now says otherwise: found, told after a build, and noted in the paper.

The facts of a published paper are kept as ``published-facts.json`` in its year's folder. This year's
paper prints some figures of last year again, under names such as ``council.complaints.change-before``;
last year's paper printed the same figures as its own, ``council.complaints.change-now``.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from feedback_report.errors import DataError, ReportError
from feedback_report.facts import Fact, from_json
from feedback_report.settings import Style
from feedback_report.wording import list_of, written_year
from feedback_report.years import Year

PUBLISHED_FACTS = "published-facts.json"
PART_YEAR = "year.part"
_BEFORE = re.compile(r"(?<=[.-])before(?=$|-)")
# Facts that print a figure in other words, and facts that stand beside it: one of them is enough to list.
_OTHER_WORDS = r"(?:number|counted|opening)"
_COMPANION = re.compile(rf"-(?:{_OTHER_WORDS}|count|base)$")
_NOT_PLACES = ("#", "|", "```", "~~~", ":::")


@dataclass(frozen=True)
class Restatement:
    """A figure that was revised: as it was published, and as it is now, under the name of this year's fact."""

    published: Fact
    now: Fact

    @property
    def printing(self) -> tuple[str, ...]:
        """The facts of this year whose text shows the figure: itself, and the change that it is a part of."""
        return tuple(dict.fromkeys((self.now.name, self.now.name.removesuffix("-before"))))

    @property
    def line(self) -> str:
        """Say in one line what was revised."""
        return f"{self.now.name}: {self.published.text} in the paper for {self.published.year}, now {self.now.text}"


def load_published(data_dir: Path, year: Year) -> dict[str, Fact]:
    """Read the facts that the paper of a year was published with; none where they were not kept.

    Raises DataError when the file is not what a build wrote.
    """
    path = data_dir / year.folder / PUBLISHED_FACTS
    if not path.is_file():
        return {}
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (ReportError, UnicodeDecodeError):
        raise DataError(
            f"{data_dir.resolve().name}/{year.folder}/{PUBLISHED_FACTS}: holds no facts. Expected a copy of the "
            "facts.json of the paper that was published: put it there again, or remove the file."
        ) from None


def keep_published(output_dir: Path, data_dir: Path, year: Year, *, replace: bool = False) -> Path:
    """Keep the facts of a built paper as those that were published, and get their file.

    Raises DataError when there is no such paper, or when facts are kept already and may not be replaced.
    """
    built, kept = output_dir / year.folder / "facts.json", data_dir / year.folder / PUBLISHED_FACTS
    where = f"{data_dir.resolve().name}/{year.folder}/{PUBLISHED_FACTS}"
    if not built.is_file():
        raise DataError(f"{output_dir.name}/{year.folder}/facts.json: not found. Build the paper of {year} first.")
    if kept.is_file() and not replace:
        raise DataError(f"{where}: is there already. Add --replace if another paper of {year} was published since.")
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, kept)
    return kept


def restatements(facts: Mapping[str, Fact], published: Mapping[str, Fact], year: Year) -> list[Restatement]:
    """List the figures of last year that are not what last year's paper printed, in the order of their names.

    Left out: figures withheld in either paper, those that differ only beyond what is printed, companions of a figure
    that is listed itself, and everything where one of the papers covers a part of its year.
    """
    if any(held.get(PART_YEAR) is not None and held[PART_YEAR].value is True for held in (facts, published)):
        return []
    found = []
    for name, now in sorted(facts.items()):
        then = _published_as(name, published) if now.year == year.previous.label else None
        if then is not None and then.year == now.year and _same_thing(name, facts, published) and _revised(then, now):
            found.append(Restatement(then, now))
    return list(_one_each(found))


def _published_as(name: str, published: Mapping[str, Fact]) -> Fact | None:
    """Find the fact under which last year's paper printed what this year's calls the year before."""
    own = _BEFORE.sub("now", name)
    if own == name:
        return None
    total = re.sub(r"\.change-now$", ".total", own)
    return published.get(own) or published.get(total)


def _same_thing(name: str, facts: Mapping[str, Fact], published: Mapping[str, Fact]) -> bool:
    """Whether a group of facts is about the same thing in both papers, where the group says what it is about."""
    about = f"{name.rpartition('.')[0]}.name"
    held, before = facts.get(about), published.get(about)
    return (held and held.text) == (before and before.text)


def _revised(then: Fact, now: Fact) -> bool:
    numbers = all(isinstance(fact.value, (int, float)) and not isinstance(fact.value, bool) for fact in (then, now))
    return numbers and then.unit == now.unit and then.value != now.value and then.text != now.text


def note_text(each: Restatement, style: Style) -> str:
    """Write the footnote on a figure that was revised, as Markdown."""
    paper = written_year(Year.parse(each.published.year), style)
    was, now = each.published.as_markdown, each.now.as_markdown
    return f"The report for {paper} gave {was}. The figure has since been revised to {now}."


def closing_text(found: Iterable[Restatement], style: Style) -> str:
    """Write the paragraph on revised figures that a section shows without words, as Markdown."""
    found = list(found)
    paper = written_year(Year.parse(found[0].published.year), style)
    changes = list_of([f"{each.published.as_markdown} is now {each.now.as_markdown}" for each in found])
    return f"Figures for {paper} in this section have been revised since the report for that year: {changes}."


def note_section(notebook: nbformat.NotebookNode, section: str, found: Iterable[Restatement], style: Style) -> None:
    """Put a footnote wherever a prepared section prints a revised figure.

    A figure that the section computes and prints nowhere in words, only in a chart or table, is told at its end.
    """
    found = list(found)
    told: set[str] = set()
    labels = {each.now.name: f"revised-{section}-{number}" for number, each in enumerate(found, start=1)}
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        here = [each for each in found if _prints(cell.source, each)]
        new = [each for each in here if each.now.name not in told]
        cell.source = _with_marks(cell.source, here, labels)
        notes = [f"[^{labels[each.now.name]}]: {note_text(each, style)}" for each in new]
        cell.source = "\n\n".join([cell.source, *notes])
        told |= {each.now.name for each in new}
    values = {_values(each) for each in found if each.now.name in told}
    silent = [each for each in found if each.now.section == section and _values(each) not in values]
    if silent:
        notebook.cells.append(nbformat.v4.new_markdown_cell(closing_text(silent, style)))


def _one_each(found: Iterable[Restatement]) -> Iterator[Restatement]:
    """Leave out a companion of a fact that is there itself: its number without the unit, its base, its count."""
    found = list(found)
    names = {each.now.name for each in found}
    for each in found:
        stem = _COMPANION.sub("", each.now.name)
        if stem == each.now.name or stem not in names:
            yield each


def _values(each: Restatement) -> tuple[object, object]:
    return each.published.value, each.now.value


def _prints(source: str, each: Restatement) -> bool:
    return any(_pattern(each).search(line) for line in source.split("\n") if not line.startswith(_NOT_PLACES))


def _with_marks(source: str, found: list[Restatement], labels: Mapping[str, str]) -> str:
    lines = source.split("\n")
    for each in found:
        mark = rf"\g<0>[^{labels[each.now.name]}]"
        lines = [line if line.startswith(_NOT_PLACES) else _pattern(each).sub(mark, line) for line in lines]
    return "\n".join(lines)


def _pattern(each: Restatement) -> re.Pattern[str]:
    stems = "|".join(re.escape(name) for name in each.printing)
    return re.compile(r"\{\{<\s*var\s+(?:" + stems + rf")(?:-{_OTHER_WORDS})?\s*>\}}\}}")
