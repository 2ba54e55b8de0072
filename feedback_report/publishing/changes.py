"""Which figures a version prints otherwise than the one before, and the notice that says so on its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from feedback_report.data.problems import sentence
from feedback_report.errors import ReportError
from feedback_report.facts import Fact
from feedback_report.publishing.versions import Changed
from feedback_report.wording import written_date

_MAIN = '<main id="main" tabindex="-1">\n'


@dataclass(frozen=True)
class Revision:
    """That a version is not the first: the day, and the figures changed; not ``compared`` where nobody can tell."""

    on: str
    changes: tuple[Changed, ...] = ()
    compared: bool = True

    @classmethod
    def from_dict(cls, held: dict[str, Any] | None) -> "Revision | None":
        """Read what a manifest holds of a revision; None for a first version."""
        if held is None:
            return None
        return cls(held["on"], tuple(Changed(**changed) for changed in held["changes"]), held["compared"])


def changed_figures(
    before: Mapping[str, Fact], now: Mapping[str, Fact], headings: Mapping[str, str]
) -> tuple[Changed, ...]:
    """List the figures that are not printed as before, in the order of sections and names.

    A fact that stands beside one that is listed, such as its number without the words, is left out. ``headings``
    gives what each section is called.
    """
    names = [name for name in {**now, **before} if _changed(before.get(name), now.get(name))]
    listed = [name for name in names if not any(name.startswith(f"{other}-") for other in names)]
    found = []
    for name in listed:
        fact = now.get(name) or before[name]
        was, is_now = (held[name].text if name in held else "" for held in (before, now))
        found.append((fact.section, name, Changed(headings.get(fact.section, fact.section), name, was, is_now)))
    return tuple(changed for _, _, changed in sorted(found, key=lambda each: each[:2]))


def with_notice(page: str, revision: Revision | None) -> str:
    """Put the notice of a revision, if it is one, at the beginning of a finished page.

    Raises ReportError when the page has no such place.
    """
    if revision is None:
        return page
    if _MAIN not in page:
        raise ReportError("report.html: there is no <main> for the notice of the revision. Restore style/page.html.")
    said, listed = "", ""
    if revision.changes:
        said = f" {counted(revision.changes)} since the version before."
        items = "".join(f"<li>{_item(changed)}</li>\n" for changed in revision.changes)
        listed = f"<details>\n<summary>The figures that changed</summary>\n<ul>\n{items}</ul>\n</details>\n"
    elif revision.compared:
        said = " No figure changed since the version before."
    day = written_date(date.fromisoformat(revision.on))
    first = f"<p><strong>Revised on {day}.</strong>{said}</p>"
    return page.replace(_MAIN, f'{_MAIN}<div class="callout callout-note" role="note">\n{first}\n{listed}</div>\n', 1)


def counted(changes: Sequence[Changed]) -> str:
    """Say how many figures changed."""
    return sentence("{n} {figure|figures} changed", len(changes)) if changes else "no figure changed"


def _item(changed: Changed) -> str:
    was, now = (f"<q>{escape(text)}</q>" if text else "not in it" for text in (changed.was, changed.now))
    words = changed.name.replace(".", ", ").replace("-", " ")
    return f"{escape(changed.section)} ({escape(words)}): was {was}, now {now}"


def _changed(before: Fact | None, now: Fact | None) -> bool:
    return any(map(_is_figure, (before, now))) and (before and before.text) != (now and now.text)


def _is_figure(fact: Fact | None) -> bool:
    return fact is not None and isinstance(fact.value, int | float) and not fact.is_condition
