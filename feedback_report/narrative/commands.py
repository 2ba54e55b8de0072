"""What the command `review` does, and the line on the narrative that ends a build."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rich.console import Console

from feedback_report.building.assemble import Draft, embedded_notebooks
from feedback_report.building.year_facts import YearFacts, year_facts
from feedback_report.checks import YearPaper
from feedback_report.errors import ReportError
from feedback_report.narrative.checking import count_typed
from feedback_report.narrative.review import Review
from feedback_report.narrative.roles import role_of
from feedback_report.narrative.showing import review_json, review_text
from feedback_report.narrative.sign_off import SignOff, chosen_reviews, open_sign_off
from feedback_report.project import data_folder, find_project
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year


class Decision(StrEnum):
    """What `review` does with the paragraphs chosen."""

    ask = "ask"
    yes = "yes"
    no = "no"
    show = "show"


@dataclass(frozen=True)
class Place:
    """A year of a project: where its sources, its data and its papers are."""

    project: Path
    year: Year
    data_dir: Path
    output_dir: Path

    @classmethod
    def of(cls, year: Year, data: Path | None, output: Path | None) -> "Place":
        """Get a year of the project that the command was started in."""
        project = find_project()
        return cls(project, year, data_folder(data), (output or project / "output").resolve())

    def facts(self, progress: Console) -> YearFacts:
        """Get the facts of the year; ``progress`` shows the notebooks, if they have to run."""
        return year_facts(self.project, self.year, self.data_dir, self.output_dir, progress)


def run_review(
    place: Place,
    console: Console,
    progress: Console,
    decision: Decision,
    sections: Sequence[str],
    keys: Sequence[str],
    *,
    by: str | None,
    on: str | None,
    listed: bool,
    as_json: bool,
) -> int:
    """Show the paragraphs chosen, take the decision on each, and write the record. Gets the exit code."""
    council, settings = load_council(place.data_dir), load_year_settings(place.data_dir, place.year)
    role, day = role_of(by or settings.authors[0].role, settings.roles), day_of(on)
    held = place.facts(progress)
    notebooks = embedded_notebooks(place.project)
    sign_off = open_sign_off(place.project, notebooks, place.data_dir, council, settings, held.facts)
    chosen = chosen_reviews(sign_off.reviews, sections, keys)
    waiting = [review for review in chosen if review.waits]
    if as_json:
        _say(console, json.dumps(review_json(chosen), ensure_ascii=False, indent=2))
        return 1 if waiting else 0
    _say(console, f"{held.source}\n")
    if decision is Decision.no:
        sign_off = sign_off.withdraw([review.paragraph for review in chosen])
        _say(console, f"Signatures taken away: {len(chosen) - len(waiting)}.")
    elif decision is Decision.ask and can_ask():
        sign_off = _ask(sign_off, waiting, console, role, day)
    else:
        _show(chosen if listed else waiting, console)
        if decision is Decision.yes:
            sign_off = sign_off.sign([review.paragraph for review in waiting], role, day)
            _say(console, f"Signed by {role}: {len(waiting)}.")
    left = sum(review.waits for review in sign_off.reviews)
    _say(console, f"{left} of {len(sign_off.paragraphs)} paragraphs wait to be signed.")
    return 1 if left else 0


def narrative_line(project: Path, data_dir: Path, draft: Draft) -> str:
    """Say in one line how much of a paper's narrative is typed by hand, and how much nobody has signed."""
    paper = YearPaper(project, data_dir, draft.year, draft.council, draft.settings, draft.facts)
    waiting = len(draft.waiting)
    try:
        typed = count_typed(paper)
    except ReportError as error:  # the paper is built all the same
        return f"Narrative: not checked. {error}"
    numbers = f"{typed} typed by hand (`check {draft.year}` shows them)" if typed else "nothing typed by hand"
    signed = (
        f"{waiting} paragraph{'' if waiting == 1 else 's'} not yet reviewed (`review {draft.year}`)"
        if waiting
        else "every paragraph reviewed"
    )
    return f"Narrative: {numbers}, {signed}."


def can_ask() -> bool:
    """Whether there is somebody to answer."""
    return sys.stdin.isatty()


def _ask(sign_off: SignOff, waiting: Sequence[Review], console: Console, role: str, day: dt.date) -> SignOff:
    """Ask for each paragraph, one by one; every yes is written at once."""
    for number, review in enumerate(waiting, start=1):
        _say(console, f"\n{number} of {len(waiting)}\n{review_text(review)}")
        try:
            answer = _answer(console)
        except (EOFError, KeyboardInterrupt):
            break
        if answer == "quit":
            break
        if answer == "yes":
            sign_off = sign_off.sign([review.paragraph], role, day)
    _say(console, "")
    return sign_off


def _answer(console: Console) -> str:
    """Ask until the answer is yes, no or quit, or the beginning of one; nothing is no."""
    while True:
        given = console.input("\nSigned off? yes, no (the default) or quit: ").strip().lower() or "no"
        for answer in ("yes", "no", "quit"):
            if answer.startswith(given):
                return answer
        console.print("Answer y, n or q.")


def _show(reviews: Sequence[Review], console: Console) -> None:
    for review in reviews:
        _say(console, f"{review_text(review)}\n")


def day_of(text: str | None) -> dt.date:
    """Read the day that ``--on`` names; without one it is today. Raises ReportError when it is no day."""
    if text is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ReportError(f'--on is "{text}": expected a day written as 2025-09-01.') from None


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
