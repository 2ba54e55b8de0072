"""What the command `review` does: show the paragraphs chosen, and take the decision on each."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from enum import StrEnum

from rich.console import Console

from feedback_report.building.assemble import embedded_notebooks
from feedback_report.building.paper_place import PaperPlace
from feedback_report.command_options import day_of
from feedback_report.narrative.review import Review
from feedback_report.narrative.roles import role_of
from feedback_report.narrative.showing import review_json, review_text
from feedback_report.narrative.sign_off import SignOff, chosen_reviews, open_sign_off
from feedback_report.settings import load_council, load_year_settings


class Decision(StrEnum):
    """What `review` does with the paragraphs chosen."""

    ask = "ask"
    yes = "yes"
    no = "no"
    show = "show"


def run_review(
    place: PaperPlace,
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
        _say(console, json.dumps(review_json(chosen), indent=2))
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


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
