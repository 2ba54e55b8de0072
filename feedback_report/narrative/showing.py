"""Show paragraphs and what has changed in them, for people and for programs."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from feedback_report.narrative.review import Change, Review, What

WIDTH = 110


def review_text(review: Review) -> str:
    """Write a paragraph as readers see it, and what has changed since somebody signed it."""
    paragraph = review.paragraph
    lines = [f"{paragraph.section}  {paragraph.key}  {standing(review)}", *_wrapped(paragraph.text, "  ")]
    for change in review.changes:
        lines += _change_lines(change)
    return "\n".join(lines)


def standing(review: Review) -> str:
    """Say where a paragraph stands: never signed, changed since, or signed."""
    if review.signed is None:
        return "not yet signed"
    signature = f"signed by {review.signed.by} on {review.signed.on.isoformat()}"
    return f"changed since it was {signature}" if review.changes else signature


def review_json(reviews: Iterable[Review]) -> list[dict[str, Any]]:
    """Get paragraphs as JSON can hold them."""
    return [
        {
            "section": review.paragraph.section,
            "paragraph": review.paragraph.key,
            "text": review.paragraph.text,
            "words": review.paragraph.words,
            "prints": review.paragraph.prints,
            "beside": review.paragraph.beside,
            "waits": review.waits,
            "signed_by": review.signed.by if review.signed else None,
            "signed_on": review.signed.on.isoformat() if review.signed else None,
            "changes": [
                {"what": change.what.value, "fact": change.fact, "before": change.before, "now": change.now}
                for change in review.changes
            ],
        }
        for review in reviews
    ]


def _change_lines(change: Change) -> Iterator[str]:
    if change.what is What.words:
        yield "  its words were:"
        yield from _wrapped(change.before, "    ")
        return
    kind = "prints" if change.what is What.prints else "is about"
    if not change.before:
        yield from _wrapped(f'now {kind} {change.fact}: "{change.now}"', "  ")
    elif not change.now:
        yield from _wrapped(f'no longer {kind} {change.fact}: "{change.before}"', "  ")
    else:
        yield from _wrapped(f'{kind} {change.fact}: "{change.before}", now "{change.now}"', "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
