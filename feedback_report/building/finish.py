"""From a renderer's raw files to the finished page and Word paper, the same way for every renderer."""

from functools import partial
from pathlib import Path

from feedback_report.building.assemble import Draft
from feedback_report.building.look_alikes import look_alikes, without
from feedback_report.building.render import Format
from feedback_report.errors import RenderError
from feedback_report.page.finish import FigureFile, Page, find_leftovers, finish_html
from feedback_report.word.finish import finish_word
from feedback_report.word.leftovers import find_word_leftovers
from feedback_report.word.package import WordPackage
from feedback_report.word.properties import PaperProperties


def finish(form: Format, rendered: Path, output: Path, draft: Draft, style: Path) -> None:
    """Finish one form of the paper.

    Raises RenderError for everything that a renderer left behind without failing.
    """
    values = look_alikes(draft.facts.values(), draft.shown, draft.data)
    own_words = partial(without, values) if values else str
    if form is Format.html:
        figures = {
            figure.label: FigureFile(svg=figure.svg, csv=figure.csv if figure.has_rows else None)
            for figure in draft.figures
        }
        finish_html(rendered, output, figures, page_details(draft), style)
        leftovers = find_leftovers(output.read_text(encoding="utf-8"), own_words)
        if leftovers:
            raise RenderError(f"report.html: {leftover}" for leftover in leftovers)
    else:
        finish_word(rendered, output, word_properties(draft), draft.council.sample_notice)
        leftovers = find_word_leftovers(WordPackage.read(output), own_words)
        if leftovers:
            raise RenderError(f"report.docx: {leftover}" for leftover in leftovers)


def drawn(draft: Draft) -> set[str]:
    """Get the labels of the figures that the page shows as drawings."""
    return {figure.label for figure in draft.figures if figure.svg}


def page_details(draft: Draft) -> Page:
    """Get what stands round the text of the web page."""
    facts = draft.facts
    return Page(
        council=draft.council.name,
        committee=draft.settings.committee.name,
        meeting_date=facts["committee.meeting-date"].text,
        title=facts["paper.title"].text,
        subtitle=facts["paper.subtitle"].text,
        sample_notice=draft.council.sample_notice or "",
        year_style=draft.council.style.year,
    )


def word_properties(draft: Draft) -> PaperProperties:
    """Get the properties of the Word file: title, subject, the author's role, and the day of the meeting."""
    facts, settings = draft.facts, draft.settings
    return PaperProperties(
        title=f"{draft.council.name}: {facts['paper.title'].text}, {facts['year.label'].text}",
        subject=facts["services.names"].text,
        author=settings.authors[0].role,
        dated=settings.committee.meeting_date or settings.year.next.first_day,
        keywords=("complaints", "compliments", "comments", *(service.name for service in draft.council.services)),
    )
