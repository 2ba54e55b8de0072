"""The commands for who writes: JupyterLab with the notebooks, the live preview, the facts that prose can print."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback_report.command_options import DataOption, OutputOption, YearArgument, complaints, console

if TYPE_CHECKING:
    from feedback_report.facts import Fact

TIME_TO_END = 5  # seconds
HOW_TO_PRINT = (
    "In a Markdown cell {{< var NAME >}} prints the text. A name that says yes or no decides what is shown: "
    'when-meta="facts.NAME". In a cell tagged each-service, write service. for the key of a service.'
)


def edit(
    year: YearArgument,
    data: DataOption = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only say the addresses, and open no browser.")] = False,
) -> None:
    """Open the notebooks of a year's paper in JupyterLab, with the preview of the paper beside it.

    Every notebook run by hand takes this year. Running a section's cells shows its facts with
    their names. Press Ctrl+C here to end both.

    Example: python -m feedback_report edit 2024/25
    """
    from feedback_report.project import DATA_VARIABLE, YEAR_VARIABLE, data_folder, find_project
    from feedback_report.settings import load_council, load_year_settings
    from feedback_report.years import Year

    project, data_dir, chosen = find_project(), data_folder(data), Year.parse(year)
    load_council(data_dir)
    load_year_settings(data_dir, chosen)
    environment = os.environ | {
        YEAR_VARIABLE: chosen.label,
        DATA_VARIABLE: str(data_dir),
        "JUPYTER_PREFER_ENV_PATH": "1",  # the project's kernel, not another of the same name
    }
    with _preview(chosen.label, project, environment, browser=not no_open):
        raise typer.Exit(_run(jupyterlab(browser=not no_open), project, environment))


def preview(
    year: YearArgument,
    data: DataOption = None,
    port: Annotated[int, typer.Option(help="The port of this computer to serve the page at; 0 for any free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in the browser.")] = False,
) -> None:
    """Show the paper in the browser and keep it up to date while you write.

    Notebooks, data, settings and style are watched. A change of the prose is on the page in a second
    or two; a change of code or data runs the sections that it touches. What goes wrong is shown on
    the page, with notebook and cell, and goes away once it is put right. The Word paper is not made.

    Example: python -m feedback_report preview 2024/25
    """
    from feedback_report.project import data_folder, find_project
    from feedback_report.running.warm import warm_up
    from feedback_report.years import Year

    data_dir, chosen = data_folder(data), Year.parse(year)
    if not (data_dir / chosen.folder).is_dir():  # nobody could mend that on the page
        from feedback_report.settings import load_year_settings

        load_year_settings(data_dir, chosen)
    warm_up()  # the notebooks' libraries load there while others load here
    import webbrowser

    from feedback_report.editing.preview import run_preview

    opened = (lambda address: None) if no_open else webbrowser.open
    run_preview(find_project(), data_dir, chosen, port, console, opened)


def jupyterlab(*, browser: bool) -> list[str]:
    """Get the command that opens JupyterLab in the folder ``notebooks`` of the project that it is started in."""
    options = [
        "--ServerApp.root_dir=.",
        "--LabApp.default_url=/lab/tree/notebooks",
        "--LabApp.app_settings_dir=style/jupyterlab",  # it asks nobody for news
        "--ServerApp.answer_yes=True",
        "--ServerApp.allow_root=True",  # as in many containers
        "--Application.log_level=WARN",
    ]
    return [sys.executable, "-m", "jupyterlab", *options, *([] if browser else ["--no-browser"])]


@contextmanager
def _preview(year: str, project: Path, environment: dict[str, str], *, browser: bool) -> Iterator[None]:
    """Keep the preview of a year's paper running meanwhile."""
    command = [sys.executable, "-m", "feedback_report", "preview", year, *([] if browser else ["--no-open"])]
    preview = subprocess.Popen(command, cwd=project, env=environment)
    try:
        yield
    finally:
        try:
            preview.wait(TIME_TO_END)  # Ctrl+C told it too
        except subprocess.TimeoutExpired:
            preview.terminate()
            preview.wait()


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run a program to its end, which Ctrl+C brings about, and get its exit code.

    Who ends this process alone, as closing a session does, ends the program with it.
    """
    with subprocess.Popen(command, cwd=folder, env=environment) as program:
        signal.signal(signal.SIGTERM, lambda *_: program.terminate())
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue  # the program was told too, and ends in order


def facts(
    year: YearArgument,
    search: Annotated[str, typer.Argument(help="Only the facts with these words in name or text.")] = "",
    data: DataOption = None,
    output: OutputOption = None,
) -> None:
    """List what the prose of a year's paper can print: the facts of each section, with name and text.

    The facts are those of the last build where nothing has changed since; else the notebooks run.

    Ends with 1 when there is no such fact.

    Example: python -m feedback_report facts 2024/25 "complaints change"
    """
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.facts import nearest_names
    from feedback_report.years import Year

    held = PaperPlace.of(Year.parse(year), data, output).facts(complaints)
    found = found_facts(held.facts.values(), search)
    if not found:
        near = nearest_names(search, held.facts)
        nearest = f" The nearest names: {', '.join(near)}." if near else ""
        typer.echo(f'No fact has "{search}" in its name or text.{nearest}')
        raise typer.Exit(1)
    typer.echo(f"{held.source} {len(found)} of {len(held.facts)}.\n")
    for line in fact_lines(found):
        typer.echo(line)
    typer.echo(HOW_TO_PRINT)


def found_facts(facts: "Iterable[Fact]", search: str) -> "list[Fact]":
    """Get the facts that hold every word of ``search`` in name or text, sections in the order of the paper."""
    words = search.casefold().split()
    found = (fact for fact in facts if all(word in f"{fact.name} {fact.text}".casefold() for word in words))
    return sorted(found, key=lambda fact: (fact.section, fact.name))


def fact_lines(facts: "Sequence[Fact]") -> Iterator[str]:
    """Get a line for each section and, under it, one for each of its facts: name and text."""
    for section, group in groupby(facts, key=lambda fact: fact.section):
        held = list(group)
        width = max(len(fact.name) for fact in held)
        yield section
        yield from (f"  {fact.name:<{width}}  {' '.join(fact.text.split())}" for fact in held)
        yield ""
