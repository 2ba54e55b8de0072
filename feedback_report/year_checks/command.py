"""The command `check`: run every check of a year, show what they found, and say whether one can go on."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from feedback_report.command_options import DataOption, OutputOption, YearArgument, complaints, console


def check(
    year: YearArgument,
    data: DataOption = None,
    output: OutputOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON, for programs.")] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", help="Name the checks that found nothing, and where the paper covers what it must."),
    ] = False,
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
    from feedback_report.year_checks.run import check_year
    from feedback_report.year_checks.showing import html_of, json_of, text_lines
    from feedback_report.years import Year

    place = Place.of(Year.parse(year), data, output)
    checked = check_year(place.project, place.data_dir, place.year, date.today(), lambda: place.facts(complaints))
    if html is not None:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(html_of(checked), encoding="utf-8", newline="\n")
    if as_json:
        text = json.dumps(json_of(checked), ensure_ascii=False, indent=2)
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    else:
        for line, style in text_lines(checked, verbose):
            console.print(Text(line, style=style), soft_wrap=True)
    raise typer.Exit(0 if checked.can_go_on else 1)
