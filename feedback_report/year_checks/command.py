"""What the command `check` does: run every check of a year, show what they found, and say whether one can go on."""

import json
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from feedback_report.narrative.commands import Place
from feedback_report.year_checks.run import check_year
from feedback_report.year_checks.showing import html_of, json_of, text_lines


def run_check(place: Place, console: Console, progress: Console, *, as_json: bool, html: Path | None = None) -> int:
    """Run every check of a year and print what they found, with ``html`` as a page too. Gets the exit code."""
    checked = check_year(place.project, place.data_dir, place.year, date.today(), lambda: place.facts(progress))
    if html is not None:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(html_of(checked), encoding="utf-8", newline="\n")
    if as_json:
        text = json.dumps(json_of(checked), ensure_ascii=False, indent=2)
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    else:
        for line, style in text_lines(checked):
            console.print(Text(line, style=style), soft_wrap=True)
    return 0 if checked.can_go_on else 1
