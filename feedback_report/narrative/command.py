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
    everything: Annotated[bool, typer.Option("--all", help="Sign all that waits, in every section.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Sign the paragraphs chosen, without asking.")] = False,
    no: Annotated[bool, typer.Option("--no", help="Take the signatures of the paragraphs chosen away.")] = False,
    by: Annotated[
        str | None, typer.Option(help="Who signs: a role, never a person's name. Default: the first author's role.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day of the signature, such as 2025-09-01. Default: today.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only show: the signed paragraphs too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Only show, as JSON, for programs.")] = False,
    data: DataOption = None,
    output: OutputOption = None,
) -> None:
    """Sign the paragraphs of a year's paper off, once somebody has read them.

    Shows each paragraph that waits, as readers see it, with what has changed since it was last
    signed: its words, the facts it prints, and the facts of its section that a commentary
    explains. In a terminal it then asks for yes or no, one by one; elsewhere --yes, --no or --all
    decide. What nobody has signed carries a mark in the paper. The record is reviewed.yml in the
    year's folder of the data.

    Ends with 1 while a paragraph waits.

    Examples:

    python -m feedback_report review 2024/25

    python -m feedback_report review 2024/25 --section 06-months --yes

    python -m feedback_report review 2024/25 --all --by "Complaints Manager"
    """
    from feedback_report.narrative.commands import Decision, Place, run_review

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
    place = Place.of(Year.parse(year), data, output)
    chosen = ((), ()) if everything else (tuple(section or ()), tuple(paragraph or ()))
    raise typer.Exit(
        run_review(place, console, complaints, decision, *chosen, by=by, on=on, listed=listed, as_json=as_json)
    )
