"""The commands `publish`, `withdraw`, `restore`, `verify`, `explain` and `keep-published`."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_report.command_options import (
    DataOption,
    EngineOption,
    OutputOption,
    YearArgument,
    choice,
    complaints,
    console,
)

ToOption = Annotated[Path, typer.Option("--to", help="The folder of the intranet share.", show_default=False)]
ByOption = Annotated[
    str | None,
    typer.Option(help="Who answers for it: a role, never a person's name. Default: the first author's role."),
]
OnOption = Annotated[str | None, typer.Option(help="The day, such as 2025-09-01. Default: today.")]


def publish(
    year: YearArgument,
    to: ToOption,
    override: Annotated[
        list[str] | None,
        typer.Option(help="Publish although this rule fails; needs --reason. Can be given several times."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, for --override. It stands in the published manifest.")] = "",
    by: ByOption = None,
    on: OnOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show every rule, those that hold too.")] = False,
    engine: EngineOption = "auto",
    data: DataOption = None,
) -> None:
    """Put a year's paper on the intranet share, once every rule holds.

    Builds the paper anew and holds it against the gate: all that `check` looks at, signatures, the
    arithmetic of the papers themselves, accessibility, small counts and personal data. While a rule
    fails nothing is published, unless --override names it with a reason; personal data never is.

    Readers get the former version or the new one, whole, at every moment. The former one is kept
    under versions/ and the page says what was revised. Ends with 1 when a rule fails.

    Examples:

    python -m feedback_report publish 2024/25 --to S:/intranet/feedback --dry-run

    python -m feedback_report publish 2024/25 --to S:/intranet/feedback --by "Complaints Manager"
    """
    from feedback_report.running.warm import warm_up

    warm_up()
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.building.render import Engine
    from feedback_report.publishing.publish import Order, run_publish
    from feedback_report.years import Year

    rules, renderer = tuple(override or ()), choice(Engine, engine, "--engine")
    order = Order(to.resolve(), renderer, rules, reason, by, on, dry_run, verbose)
    raise typer.Exit(run_publish(PaperPlace.of(Year.parse(year), data, None), order, console, complaints))


def withdraw(
    year: YearArgument,
    to: ToOption,
    reason: Annotated[str, typer.Option(help="Why. Readers are told: name no person.", show_default=False)],
    version: Annotated[str | None, typer.Option(help="Which version. Default: the one that readers have.")] = None,
    by: ByOption = None,
    on: OnOption = None,
    data: DataOption = None,
    output: OutputOption = None,
) -> None:
    """Take a published version off the share; a notice stands in its place.

    Its files are kept below the output folder, so that `restore` can bring them back.

    Example: python -m feedback_report withdraw 2024/25 --to S:/intranet/feedback --reason "A total was wrong."
    """
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.publishing.withdrawal import run_withdraw
    from feedback_report.years import Year

    place = PaperPlace.of(Year.parse(year), data, output)
    typer.echo(run_withdraw(place, to.resolve(), version, reason, by, on))


def restore(
    year: YearArgument,
    to: ToOption,
    version: Annotated[str | None, typer.Option(help="Which version. Default: the last one withdrawn.")] = None,
    by: ByOption = None,
    on: OnOption = None,
    data: DataOption = None,
    output: OutputOption = None,
) -> None:
    """Make a version current again that was withdrawn, or that another one followed.

    Example: python -m feedback_report restore 2024/25 --to S:/intranet/feedback --version 1
    """
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.publishing.withdrawal import run_restore
    from feedback_report.years import Year

    typer.echo(run_restore(PaperPlace.of(Year.parse(year), data, output), to.resolve(), version, by, on))


def verify(
    published: Annotated[Path, typer.Argument(help="The published folder of a year, or of one of its versions.")],
    data: DataOption = None,
) -> None:
    """Build a published paper again from its manifest, and say of each file whether it is the same.

    Says also what the paper is made from now that it was not made from then: tables, settings,
    sources, code, libraries. Ends with 1 when a file differs.

    Example: python -m feedback_report verify S:/intranet/feedback/2024-25
    """
    from feedback_report.running.warm import warm_up

    warm_up()
    from feedback_report.publishing.verify import run_verify

    raise typer.Exit(run_verify(published.resolve(), data, console, complaints))


def explain(
    name: Annotated[str, typer.Argument(help="A fact, such as council.complaints.change, or the end of its name.")],
    year: Annotated[str | None, typer.Option(help="The financial year. Default: the latest with data.")] = None,
    data: DataOption = None,
) -> None:
    """Say where a printed number comes from: value, formula, base, notebook cell and rows, by section.

    Examples:

    python -m feedback_report explain council.complaints.change --year 2024/25

    python -m feedback_report explain complaints.change
    """
    from feedback_report.running.warm import warm_up

    warm_up()
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.project import chosen_year, data_folder
    from feedback_report.publishing.explain import run_explain

    place = PaperPlace.of(chosen_year(year, data_folder(data)), data, None)
    run_explain(place, name, console, complaints)


def keep_published(
    year: Annotated[str, typer.Argument(help="The financial year whose paper was published, such as 2024/25.")],
    data: DataOption = None,
    output: OutputOption = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put these facts in the place of those kept.")] = False,
) -> None:
    """Keep the facts of a paper that was published, so that the next year's can say what was revised since.

    Copies facts.json of the built paper into the year's folder of the data, as published-facts.json.

    Example: python -m feedback_report keep-published 2024/25
    """
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.facts.restatements import keep_published as keep
    from feedback_report.years import Year

    place = PaperPlace.of(Year.parse(year), data, output)
    kept = keep(place.output_dir, place.data_dir, place.year, replace=replace)
    console.print(f"Kept as published: {kept}", highlight=False)
