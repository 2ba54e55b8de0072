"""Which paragraphs wait to be signed off, and what has changed in each since it was signed."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from feedback_report.narrative.paragraphs import Paragraph
from feedback_report.narrative.record import Record, Signed, in_order


class What(StrEnum):
    """What of a paragraph has changed."""

    words = "words"
    prints = "prints"
    beside = "beside"


@dataclass(frozen=True)
class Change:
    """One change since a paragraph was signed; ``fact`` is a name, empty for the words themselves."""

    what: What
    before: str
    now: str
    fact: str = ""


@dataclass(frozen=True)
class Review:
    """A paragraph with the signature it has, if any, and what has changed since."""

    paragraph: Paragraph
    signed: Signed | None
    changes: tuple[Change, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody has to read it."""
        return self.signed is None or bool(self.changes)


def review_paper(paragraphs: Sequence[Paragraph], record: Record, earlier: Iterable[Record] = ()) -> list[Review]:
    """Hold each paragraph against the record.

    A paragraph is found again by its place, and by its words where it has moved. One in which
    nothing is of one year stays signed once an earlier year's record holds it with the same words.
    """
    earlier = list(earlier)
    found = _matched(paragraphs, record)
    reviews = []
    for paragraph in paragraphs:
        signed = found.get((paragraph.section, paragraph.key))
        changes = _changes(paragraph, signed) if signed else ()
        if (signed is None or changes) and paragraph.is_fixed:
            before = next(
                (s for old in earlier for s in old.get(paragraph.section, {}).values() if _same(paragraph, s)), None
            )
            signed, changes = (before, ()) if before else (signed, changes)
        reviews.append(Review(paragraph, signed, changes))
    return reviews


def signed_off(
    record: Record, reviews: Sequence[Review], chosen: Collection[Paragraph] | Sequence[Paragraph], by: str, on: dt.date
) -> Record:
    """Get the record with the chosen paragraphs signed as they are now; what nobody waits for is left as it is."""
    signed = _as_they_stand(record, reviews)
    for review in reviews:
        if review.waits and review.paragraph in chosen:
            signed.setdefault(review.paragraph.section, {})[review.paragraph.key] = Signed.of(review.paragraph, by, on)
    return in_order(signed, _keys(signed, reviews))


def withdrawn(record: Record, reviews: Sequence[Review], chosen: Sequence[Paragraph]) -> Record:
    """Get the record without the signatures of the chosen paragraphs."""
    signed = _as_they_stand(record, reviews)
    for paragraph in chosen:
        signed.get(paragraph.section, {}).pop(paragraph.key, None)
    return in_order(signed, _keys(signed, reviews))


def _matched(paragraphs: Sequence[Paragraph], record: Record) -> dict[tuple[str, str], Signed]:
    """Find the signature of each paragraph: same place and words, then same words, then same place."""
    found: dict[tuple[str, str], Signed] = {}
    taken: set[tuple[str, str]] = set()

    def take(paragraph: Paragraph, key: str | None) -> None:
        at = (paragraph.section, paragraph.key)
        if key is not None and at not in found and (paragraph.section, key) not in taken:
            found[at] = record[paragraph.section][key]
            taken.add((paragraph.section, key))

    def moved(paragraph: Paragraph) -> str | None:
        held = record.get(paragraph.section, {})
        return next(
            (k for k, s in held.items() if s.words == paragraph.words and (paragraph.section, k) not in taken), None
        )

    for paragraph in paragraphs:
        signed = record.get(paragraph.section, {}).get(paragraph.key)
        take(paragraph, paragraph.key if signed and signed.words == paragraph.words else None)
    for paragraph in paragraphs:
        if (paragraph.section, paragraph.key) not in found:
            take(paragraph, moved(paragraph))
    for paragraph in paragraphs:
        take(paragraph, paragraph.key if paragraph.key in record.get(paragraph.section, {}) else None)
    return found


def _changes(paragraph: Paragraph, signed: Signed) -> tuple[Change, ...]:
    words = [Change(What.words, signed.words, paragraph.words)] if signed.words != paragraph.words else []
    prints = _changed(What.prints, signed.prints, paragraph.prints)
    # A fact that is now printed, or no longer, shows in the words.
    beside = _changed(What.beside, signed.beside, paragraph.beside)
    return (*words, *prints, *(change for change in beside if change.fact not in {c.fact for c in prints}))


def _changed(what: What, before: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    names = [*now, *(name for name in before if name not in now)]
    return [
        Change(what, before.get(name, ""), now.get(name, ""), name)
        for name in names
        if before.get(name) != now.get(name)
    ]


def _same(paragraph: Paragraph, signed: Signed) -> bool:
    return paragraph.words == signed.words and paragraph.prints == signed.prints


def _as_they_stand(record: Record, reviews: Sequence[Review]) -> Record:
    """Get the record with each signature under the place where its paragraph stands now."""
    held = {section: dict(entries) for section, entries in record.items()}
    now: Record = {}
    for review in reviews:
        own = record.get(review.paragraph.section, {})
        if review.signed is not None and review.signed in own.values():
            now.setdefault(review.paragraph.section, {})[review.paragraph.key] = review.signed
    for section, entries in now.items():
        moved = list(entries.values())
        kept = {key: signed for key, signed in held.get(section, {}).items() if signed not in moved}
        held[section] = {**kept, **entries}
    return held


def _keys(record: Record, reviews: Sequence[Review]) -> list[tuple[str, str]]:
    """Put places in the order of the paper; signatures of paragraphs hidden this year stay, after the others."""
    shown = [(review.paragraph.section, review.paragraph.key) for review in reviews]
    order = list(dict.fromkeys(section for section, _ in shown))
    hidden = [(section, key) for section, entries in record.items() for key in entries if (section, key) not in shown]
    both = [*shown, *hidden]
    sections = [*order, *(section for section in record if section not in order)]
    return sorted(both, key=lambda at: sections.index(at[0]))
