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
    """Say whether you can go on with a year: what must be fixed, and what to look at.

    Looks at the settings and tables; at what the import left out; at cases without a service, team or outcome; at
    improbable dates; at names and counts that differ from last year's; and at what an annual report must hold.

    As soon as the data can be used it reads the paper's prose too. A number in it must be printed by its name, or be a
    date or a reference to a law or to a part of the paper, or be listed with a reason in notebooks/fixed-text.yml (one
    in a text of year.yml in fixed-text.yml of the year's folder). A word such as "rose", "fewer", "highest" or
    "majority" must agree with the numbers beside it. These numbers are those of the last build; where anything has
    changed since, the notebooks run first.

    Ends with 1 when something must be fixed, otherwise with 0.

    Example: python -m feedback_report check 2024/25 --html check.html
    """
    from feedback_report.building.paper_place import PaperPlace
    from feedback_report.year_checks.run import check_year
    from feedback_report.year_checks.showing import html_of, json_of, text_lines
    from feedback_report.years import Year

    place = PaperPlace.of(Year.parse(year), data, output)
    checked = check_year(place.project, place.data_dir, place.year, date.today(), lambda: place.facts(complaints))
    if html is not None:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(html_of(checked), encoding="utf-8", newline="\n")
    if as_json:
        text = json.dumps(json_of(checked), indent=2)
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    else:
        for line, style in text_lines(checked, verbose):
            console.print(Text(line, style=style), soft_wrap=True)
    raise typer.Exit(0 if checked.can_go_on else 1)
