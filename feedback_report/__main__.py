"""The command line: python -m feedback_report."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

import feedback_report.running.quick_imports  # noqa: F401 - before the libraries that it is about
from feedback_report.claims.command import check_claims
from feedback_report.editing.edit import edit_command, facts_command
from feedback_report.errors import ReportError
from feedback_report.importing.command import import_command
from feedback_report.new_year.command import new_year_command
from feedback_report.publishing.commands import explain, publish, restore, verify, withdraw
from feedback_report.years import Year

Kind = TypeVar("Kind", bound=StrEnum)

app = typer.Typer(
    help="The reproducible annual customer feedback report of a council: "
    "computed from the year's cases, published as HTML and Word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# Tables and lines must stay whole when the output goes to a file.
console = Console(soft_wrap=not sys.stdout.isatty())
complaints = Console(stderr=True, soft_wrap=True)

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="The folder with council.yml and one folder per year. Default: data/ of the project."),
]


@app.callback()
def _group() -> None:
    """Keep sub-commands sub-commands, however few there are."""


def _choice(kind: type[Kind], value: str, option: str) -> Kind:
    try:
        return kind(value.strip())
    except ValueError:
        raise typer.BadParameter(f'"{value}" is not one of {", ".join(kind)}.', param_hint=option) from None


@app.command()
def build(
    year: Annotated[str, typer.Argument(help="The financial year, such as 2024/25.")],
    data: DataOption = None,
    output: Annotated[
        Path | None, typer.Option(help="Where the papers go, one folder a year. Default: output/ of the project.")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="quarto, pandoc (bundled), or auto: Quarto where it is found, else Pandoc.")
    ] = "auto",
    formats: Annotated[
        str, typer.Option(help="What to make, joined by commas: the page, the Word paper, the appendix workbook.")
    ] = "html,docx,xlsx",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Run every notebook, whatever is kept from earlier builds.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say how the notebooks were run.")] = False,
) -> None:
    """Build the paper of a year: HTML page, Word paper, appendix workbook, the figures' data and the facts.

    The former output is replaced only when the new one is whole. Sections whose code, data and
    settings are as they were are taken from build/cache/ and not run again.

    Example: python -m feedback_report build 2024/25 --formats html
    """
    from feedback_report.building.unchanged import BuildRecord
    from feedback_report.project import data_folder, find_project, notebook_paths
    from feedback_report.running.kept import is_anything_kept
    from feedback_report.running.warm import can_fork, warm_up

    project, data_dir, asked = find_project(), data_folder(data), Year.parse(year)
    target = (output or project / "output").resolve() / asked.folder
    record = BuildRecord(project, data_dir, asked, target, [engine, formats])
    if not no_cache and (said := record.said()) is not None:
        _say_all([f"Nothing has changed since the last build of {target.name}/, so it stays as it is.", *said])
        return
    if no_cache or not is_anything_kept(project):
        warm_up()  # the notebooks' libraries load there while others load here
    from feedback_report.building.build import build as build_paper
    from feedback_report.building.build import summary
    from feedback_report.building.render import Engine, Format
    from feedback_report.progress import BuildProgress

    with BuildProgress(console, len(notebook_paths(project))) as progress:
        built = build_paper(
            project,
            asked,
            data_dir,
            target.parent,
            progress,
            _choice(Engine, engine, "--engine"),
            tuple(dict.fromkeys(_choice(Format, name, "--formats") for name in formats.split(","))),
            cached=not no_cache,
        )
    said = summary(built, project, data_dir)
    record.keep(said)
    made = " and ".join(built.formats)
    removed = [f"{name} of the former build was removed, since this build made only {made}." for name in built.removed]
    how = ["Notebooks ran in forks of one warm process." if can_fork() else "Notebooks ran in a kernel each."]
    _say_all(["", *said, *removed, *(how if verbose else []), f"{progress.total:.1f} s in all."])


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        console.print(line, markup=False, highlight=False)


@app.command("build-all")
def build_all(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Councils' data folders. Default: data/ of the project.")
    ] = None,
    year: Annotated[
        list[str] | None, typer.Option(help="Only this year. Can be given several times. Default: each with data.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where the papers go, a folder for each council where there are several.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many papers at once. Default: one for each core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask cluster that builds them, such as tcp://host:8786.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Run every notebook, whatever is kept.")] = False,
) -> None:
    """Build the papers of every year and of several councils, several at once.

    A paper that fails does not stop the others. Ends with 1 when one has failed.

    Example: python -m feedback_report build-all councils/north councils/south --year 2024/25
    """
    from dataclasses import replace

    from feedback_report.building.build_all import build_all as build_papers
    from feedback_report.building.build_all import orders, outcome_line, outcome_table
    from feedback_report.project import data_folder, find_project

    project = find_project()
    data_dirs = [folder.resolve() for folder in folders or [data_folder()]]
    papers = orders(project, data_dirs, map(Year.parse, year or []), (output or project / "output").resolve())
    papers = [replace(paper, cached=not no_cache) for paper in papers]
    outcomes = build_papers(papers, jobs, scheduler, lambda outcome: _say_all([outcome_line(outcome)]))
    console.print(outcome_table(outcomes))
    raise typer.Exit(1 if any(outcome.problems for outcome in outcomes) else 0)


@app.command()
def preview(
    year: Annotated[str, typer.Argument(help="The financial year, such as 2024/25.")],
    data: DataOption = None,
    port: Annotated[int, typer.Option(help="The port of this computer to serve the page at; 0 for any free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in the browser.")] = False,
) -> None:
    """Show the paper in the browser and keep it up to date while you write.

    Notebooks, data, settings and style are watched. A change of the prose is on the page in about a
    second; a change of code or data runs the sections that it touches. What goes wrong is shown on
    the page, with notebook and cell, and goes away once it is put right. The Word paper is not made.

    Example: python -m feedback_report preview 2024/25
    """
    from feedback_report.project import data_folder, find_project
    from feedback_report.running.warm import warm_up

    warm_up()
    import webbrowser

    from feedback_report.editing.preview import run_preview

    opened = (lambda address: None) if no_open else webbrowser.open
    run_preview(find_project(), data_folder(data), Year.parse(year), port, console, opened)


OutputOption = Annotated[
    Path | None,
    typer.Option("--output", help="Where the papers are, one folder a year. Default: output/ of the project."),
]


@app.command()
def check(
    year: Annotated[str, typer.Argument(help="The financial year, such as 2024/25.")],
    data: DataOption = None,
    output: OutputOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON, for programs.")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write everything as a page into this file too.")] = None,
) -> None:
    """Say whether one can go on with a year: what must be fixed, and what to look at.

    Looks at the settings and tables, at what the import left out, at cases without a service, team
    or outcome, at improbable dates, at categories and counts that differ from last year's, and at
    what an annual report on complaints must hold.

    Once they can be used it reads the narrative: every number in a Markdown cell, a caption, an
    alternative text, report.qmd or a text of year.yml has to be a fact, a date, a reference to a law
    or to a part of the paper, or be listed in notebooks/fixed-text.yml with a reason (those of
    year.yml in fixed-text.yml of the year's folder). A word such as "rose", "fewer", "highest" or
    "majority" has to agree with the facts beside it. The facts are those of the last build where
    nothing has changed since; else the notebooks run.

    Ends with 1 when something must be fixed, with 0 when there are at most things to look at.
    Example: python -m feedback_report check 2024/25 --html check.html
    """
    from feedback_report.narrative.commands import Place
    from feedback_report.year_checks.command import run_check

    place = Place.of(Year.parse(year), data, output)
    raise typer.Exit(run_check(place, console, complaints, as_json=as_json, html=html))


@app.command()
def review(
    year: Annotated[str, typer.Argument(help="The financial year, such as 2024/25.")],
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


@app.command()
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
    from feedback_report.facts.restatements import keep_published as keep
    from feedback_report.narrative.commands import Place

    place = Place.of(Year.parse(year), data, output)
    kept = keep(place.output_dir, place.data_dir, place.year, replace=replace)
    console.print(f"Kept as published: {kept}", highlight=False)


@app.command()
def check_accessibility(
    output: Annotated[Path, typer.Argument(help="A paper or workbook, or the folder of a year that holds them.")],
) -> None:
    """Hold a finished paper against WCAG 2.2 AA (HTML, in Chromium) and the rules for Word papers and workbooks.

    Ends with 1 when a rule is broken. Example: python -m feedback_report check-accessibility output/2024-25
    """
    from feedback_report.gates.papers import check_papers

    papers = check_papers(output)
    for name, problems, warnings in papers:
        for problem in [*problems, *warnings]:
            console.print(f"{name}: {problem}", markup=False, highlight=False)
        console.print(f"{name}: {len(problems)} problems, {len(warnings)} warnings.", highlight=False)
    raise typer.Exit(1 if any(problems for _, problems, _ in papers) else 0)


@app.command(hidden=True)
def quarto_pre_render() -> None:
    """Run the notebooks before `quarto render` or `quarto preview` reads them."""
    from feedback_report.building.hooks import pre_render

    pre_render(console)


@app.command(hidden=True)
def quarto_post_render() -> None:
    """Finish the files that `quarto render` has written."""
    from feedback_report.building.hooks import post_render

    post_render()


app.command("check-claims")(check_claims)
app.command("edit")(edit_command)
app.command("facts")(facts_command)
app.command("import")(import_command)
app.command("new-year")(new_year_command)
for command in (publish, withdraw, restore, verify, explain):
    app.command()(command)


def main() -> None:
    """Run the command line; a user's mistake ends with its messages and exit code, never a traceback."""
    try:
        app()
    except ReportError as error:
        for problem in error.problems:
            complaints.print(problem, markup=False, highlight=False, style="red" if complaints.is_terminal else None)
        if len(error.problems) > 1:
            complaints.print(f"{len(error.problems)} problems in all.", highlight=False)
        raise SystemExit(error.exit_code) from None


if __name__ == "__main__":
    main()
