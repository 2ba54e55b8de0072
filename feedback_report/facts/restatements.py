"""What last year's paper printed and the data now says otherwise.

The facts of a published paper are kept as ``published-facts.json`` in its year's folder. This year's
paper prints some figures of last year again, under names such as ``council.complaints.change-before``;
last year's paper printed the same figures as its own, ``council.complaints.change-now``. All others are
held against what last year's notebooks make of the data now: see ``running/last_year.py``.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from feedback_report.errors import DataError, ReportError
from feedback_report.facts import Fact, from_json
from feedback_report.years import Year

PUBLISHED_FACTS = "published-facts.json"
PART_YEAR = "year.part"
_BEFORE = re.compile(r"(?<=[.-])before(?=$|-)")
# Facts that print a figure in other words, and facts that stand beside it: one of them is enough to list.
OTHER_WORDS = r"(?:number|counted|opening)"
_COMPANION = re.compile(rf"-(?:{OTHER_WORDS}|count|base|percent|short|difference)$")
_OWN = re.compile(r"\.change-now$")


@dataclass(frozen=True)
class Restatement:
    """A figure that was revised: as it was published in the ``paper`` of a year, and as it is now.

    It goes by the name of this year's fact where this year's paper has it, else by that of last year's.
    """

    published: Fact
    now: Fact
    paper: Year

    @property
    def printing(self) -> tuple[str, ...]:
        """The facts of this year whose text shows the figure: itself, and the change that it is a part of."""
        return tuple(dict.fromkeys((self.now.name, self.now.name.removesuffix("-before"))))

    @property
    def line(self) -> str:
        """Say in one line what was revised."""
        of = "" if self.now.year == self.paper.label else f" ({self.now.year})"
        return f"{self.now.name}{of}: {self.published.text} in the paper for {self.paper}, now {self.now.text}"


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
    if _is_of_a_part(facts, published):
        return []
    found = []
    for name, now in sorted(facts.items()):
        then = _published_as(name, published) if now.year == year.previous.label else None
        if then is not None and then.year == now.year and _same_thing(name, facts, published) and _revised(then, now):
            found.append(Restatement(then, now, year.previous))
    return list(_one_each(found))


def other_restatements(
    facts: Mapping[str, Fact],
    now: Mapping[str, Fact],
    published: Mapping[str, Fact],
    year: Year,
    listed: Iterable[Restatement],
) -> list[Restatement]:
    """List the figures of last year's paper that the data say otherwise ``now`` and that are not ``listed`` yet.

    ``facts`` are this year's, ``now`` those that last year's notebooks make of the data as they are. Left out is what
    ``restatements`` leaves out, and a total that stands there as a part of its change too.
    """
    if _is_of_a_part(facts, now, published):
        return []
    told = {_figure(each.published.name) for each in listed}
    found = [
        Restatement(then, now[name], year.previous)
        for name, then in sorted(published.items())
        if name in now
        and then.year == now[name].year
        and _figure(name) not in told
        and _same_thing(name, now, published)
        and _revised(then, now[name])
    ]
    return list(_one_each(found))


def _is_of_a_part(*papers: Mapping[str, Fact]) -> bool:
    return any(PART_YEAR in facts and facts[PART_YEAR].value is True for facts in papers)


def _published_as(name: str, published: Mapping[str, Fact]) -> Fact | None:
    """Find the fact under which last year's paper printed what this year's calls the year before."""
    own = _BEFORE.sub("now", name)
    if own == name:
        return None
    return published.get(own) or published.get(_OWN.sub(".total", own))


def _same_thing(name: str, facts: Mapping[str, Fact], published: Mapping[str, Fact]) -> bool:
    """Whether a group of facts is about the same thing in both papers, where the group says what it is about."""
    about = f"{name.rpartition('.')[0]}.name"
    held, before = facts.get(about), published.get(about)
    return (held and held.text) == (before and before.text)


def _revised(then: Fact, now: Fact) -> bool:
    numbers = all(isinstance(fact.value, (int, float)) and not isinstance(fact.value, bool) for fact in (then, now))
    return numbers and then.unit == now.unit and then.value != now.value and then.text != now.text


def _one_each(found: Iterable[Restatement]) -> Iterator[Restatement]:
    """Leave out a companion of a fact that is there itself: its number without the unit, its base, its count."""
    found = list(found)
    names = {each.now.name for each in found}
    for each in found:
        figure = _figure(each.now.name)
        if figure == each.now.name or figure not in names:
            yield each


def _figure(name: str) -> str:
    """Get the name of the fact that a companion stands beside; the year's own part of a change is its total."""
    stem = _COMPANION.sub("", name)
    return _OWN.sub(".total", stem)
