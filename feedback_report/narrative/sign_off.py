"""Sign the paragraphs of a year's paper off: what `review` does, and what a build asks."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from feedback_report.errors import ReportError
from feedback_report.facts import Fact, nearest_names
from feedback_report.narrative.paragraphs import Paragraph, paper_paragraphs
from feedback_report.narrative.record import Record, earlier_records, load_record, write_record
from feedback_report.narrative.review import Review, review_paper, signed_off, withdrawn
from feedback_report.settings import Council, YearSettings


@dataclass(frozen=True)
class SignOff:
    """The record of a year beside its paper as it is now."""

    folder: Path
    settings: YearSettings
    paragraphs: list[Paragraph]
    record: Record
    earlier: list[Record]

    @property
    def reviews(self) -> list[Review]:
        """Every paragraph with its signature and what has changed since."""
        return review_paper(self.paragraphs, self.record, self.earlier)

    @property
    def waiting(self) -> list[Paragraph]:
        """The paragraphs that nobody has signed as they are now."""
        return [review.paragraph for review in self.reviews if review.waits]

    def sign(self, chosen: Sequence[Paragraph], by: str, on: dt.date) -> "SignOff":
        """Sign paragraphs as they are now, and write the record."""
        return self._with(signed_off(self.record, self.reviews, chosen, by, on))

    def withdraw(self, chosen: Sequence[Paragraph]) -> "SignOff":
        """Take the signatures of paragraphs away, and write the record."""
        return self._with(withdrawn(self.record, self.reviews, chosen))

    def _with(self, record: Record) -> "SignOff":
        if record != self.record:
            write_record(self.folder, self.settings.year, record)
        return replace(self, record=record)


def open_sign_off(
    project: Path,
    notebooks: Iterable[Path],
    data_dir: Path,
    council: Council,
    settings: YearSettings,
    facts: Mapping[str, Fact],
) -> SignOff:
    """Read a year's record and the paper that it is about.

    Raises SettingsError when a record cannot be read, NotebookError when a notebook cannot.
    """
    report = (project / "report.qmd").read_text(encoding="utf-8")
    folder = data_dir / settings.year.folder
    paragraphs = paper_paragraphs(report, notebooks, council, settings, facts)
    return SignOff(folder, settings, paragraphs, load_record(folder), earlier_records(data_dir, settings.year))


def chosen_reviews(reviews: Sequence[Review], sections: Sequence[str], keys: Sequence[str]) -> list[Review]:
    """Get the reviews of some sections and paragraphs, by name; of all when nothing is named.

    ``06-months`` and ``months`` both name a section. Raises ReportError with every name that is none.
    """
    names = list(dict.fromkeys(review.paragraph.section for review in reviews))
    known = [review.paragraph.key for review in reviews]
    problems = [_unknown("section", name, names) for name in sections if not any(_is_named(n, name) for n in names)]
    problems += [_unknown("paragraph", key, known) for key in keys if key not in known]
    if problems:
        raise ReportError(problems)
    if not sections and not keys:
        return list(reviews)
    return [
        review
        for review in reviews
        if review.paragraph.key in keys or any(_is_named(review.paragraph.section, name) for name in sections)
    ]


def _is_named(section: str, name: str) -> bool:
    plain = name.removesuffix(".ipynb").rpartition("/")[2]
    return plain in (section, section.partition("-")[2] if section[:1].isdigit() else section)


def _unknown(kind: str, name: str, names: Sequence[str]) -> str:
    near = ", ".join(nearest_names(name, names)) or ", ".join(names[:5])
    return f'No {kind} of the paper is called "{name}". Nearest: {near}. `review --list` shows them all.'
