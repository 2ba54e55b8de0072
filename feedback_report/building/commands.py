"""The commands `build` and `build-all`, and what Quarto calls when it renders the project by itself."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from feedback_report.command_options import DataOption, EngineOption, YearArgument, choice, console
from feedback_report.years import Year


def build(
    year: YearArgument,
    data: DataOption = None,
    output: Annotated[
        Path | None, typer.Option(help="Where the papers go, one folder a year. Default: output/ of the project.")
    ] = None,
    engine: EngineOption = "auto",
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
    from feedback_report.building.render import Engine, Format
    from feedback_report.building.summary import summary
    from feedback_report.progress import BuildProgress

    with BuildProgress(console, len(notebook_paths(project))) as progress:
        built = build_paper(
            project,
            asked,
            data_dir,
            target.parent,
            progress,
            choice(Engine, engine, "--engine"),
            tuple(dict.fromkeys(choice(Format, name, "--formats") for name in formats.split(","))),
            cached=not no_cache,
        )
    said = summary(built, project, data_dir)
    record.keep(said)
    made = " and ".join(built.formats)
    removed = [f"{name} of the former build was removed, since this build made only {made}." for name in built.removed]
    how = ["Notebooks ran in forks of one warm process." if can_fork() else "Notebooks ran in a kernel each."]
    _say_all(["", *said, *removed, *(how if verbose else []), f"{progress.total:.1f} s in all."])


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


def quarto_pre_render() -> None:
    """Run the notebooks before `quarto render` or `quarto preview` reads them."""
    from feedback_report.building.hooks import pre_render

    pre_render(console)


def quarto_post_render() -> None:
    """Finish the files that `quarto render` has written."""
    from feedback_report.building.hooks import post_render

    post_render()


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        console.print(line, markup=False, highlight=False)
