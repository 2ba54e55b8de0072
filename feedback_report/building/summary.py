"""What a build says at its end: what it made, where, and what is left to do."""

from pathlib import Path

from feedback_report.building.assemble import Draft
from feedback_report.building.build import Build
from feedback_report.checks import YearPaper
from feedback_report.data.problems import sentence
from feedback_report.errors import ReportError
from feedback_report.narrative.checking import count_typed


def summary(built: Build, project: Path, data_dir: Path) -> list[str]:
    """Say what a build made, where, and what is left to do, in lines."""
    found = f"{len(built.draft.facts)} facts, {len(built.draft.figures)} figures"
    files = [path for path in built.files if path.parent == built.folder]
    revised = [*built.draft.restated, *built.draft.restated_elsewhere]
    return [
        built.rendering.reason,
        f"Feedback report {built.draft.year}: {found}.",
        narrative_line(project, data_dir, built.draft),
        *_to_fill(built.draft),
        *(f"Revised since it was published: {each.line}." for each in revised),
        *([built.draft.not_compared] if built.draft.not_compared else []),
        *(f"  {path}  ({path.stat().st_size / 1024:,.0f} kB)" for path in files),
        f"  {built.folder / 'figures'}  ({len(built.draft.figures)} files)",
    ]


def _to_fill(draft: Draft) -> list[str]:
    waiting = len(draft.settings.to_fill)
    told = f"Draft: {{n}} {{place|places}} of year.yml {{is|are}} still to be filled (`check {draft.year}` names them)."
    return [sentence(told, waiting)] if waiting else []


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
