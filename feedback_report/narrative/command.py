"""The command `review`, by which paragraphs are signed off."""

from typing import Annotated

import typer

from feedback_report.command_options import DataOption, OutputOption, YearArgument, complaints, console
from feedback_report.years import Year


def review(
    year: YearArgument,
    section: Annotated[
        list[str] | None, typer.Option(help="Only this section, such as 06-months. Can be given several times.")
    ] = None,
    paragraph: Annotated[
        list[str] | None, typer.Option(help="Only this paragraph, such as months-08.2. Can be given several times.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Sign every unsigned paragraph, of all sections.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Sign what --section and --paragraph name, without asking.")
    ] = False,
    no: Annotated[
        bool, typer.Option("--no", help="Take back the signatures of what --section, --paragraph or --all name.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(help="Who signs: a role, never a person's name. Default: the first author's role.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day of the signature, such as 2025-09-01. Default: today.")
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Sign nothing: show all paragraphs, the signed ones too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Sign nothing: show them as JSON, for programs.")] = False,
    data: DataOption = None,
    output: OutputOption = None,
) -> None:
    """Sign off the paragraphs of a year's paper, once somebody has read them.

    Shows each paragraph that nobody has signed as it is now, the way readers see it, with what has changed since it was
    last signed: its words, the numbers it prints and, for a commentary, the numbers of its section. In a terminal it
    then asks about one after the other; elsewhere say --yes, --no or --all.

    An unsigned paragraph carries a mark in the paper, and keeps the paper from being published. The signatures are kept
    in reviewed.yml of the year's folder.

    Ends with 1 while a paragraph is unsigned.

    Examples:

    python -m feedback_report review 2024/25

    python -m feedback_report review 2024/25 --section 06-months --yes

    python -m feedback_report review 2024/25 --all --by "Complaints Manager"
    """
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.narrative.reviewing import Decision, run_review

    if yes and no:
        raise typer.BadParameter("say one of them.", param_hint="--yes and --no")
    if no and not (section or paragraph or everything):
        raise typer.BadParameter("say which: --section, --paragraph or --all.", param_hint="--no")
    decision = (
        Decision.show
        if listed or as_json
        else Decision.no
        if no
        else Decision.yes
        if yes or everything
        else Decision.ask
    )
    place = PaperPlace.of(Year.parse(year), data, output)
    chosen = ((), ()) if everything else (tuple(section or ()), tuple(paragraph or ()))
    raise typer.Exit(
        run_review(place, console, complaints, decision, *chosen, by=by, on=on, listed=listed, as_json=as_json)
    )
