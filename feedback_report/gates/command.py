"""The command `check-accessibility`."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_report.command_options import console


def check_accessibility(
    output: Annotated[Path, typer.Argument(help="A paper or workbook, or the folder of a year that holds them.")],
) -> None:
    """Hold a finished paper against WCAG 2.2 AA (HTML, in Chromium) and the rules for Word papers and workbooks.

    Ends with 1 when a rule is broken.

    Example: python -m feedback_report check-accessibility output/2024-25
    """
    from feedback_report.gates.papers import check_papers

    papers = check_papers(output)
    for name, problems, warnings in papers:
        for problem in [*problems, *warnings]:
            console.print(f"{name}: {problem}", markup=False, highlight=False)
        console.print(f"{name}: {len(problems)} problems, {len(warnings)} warnings.", highlight=False)
    raise typer.Exit(1 if any(problems for _, problems, _ in papers) else 0)
