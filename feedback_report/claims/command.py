"""The command ``check-claims``."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from feedback_report.claims.claim import Claim, Verdict

SOMETHING_WRONG = 1


def check_claims(
    files: Annotated[
        list[Path], typer.Argument(help="The papers: .docx, .html, .md, .txt or .pdf.", show_default=False)
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the claims as JSON instead of a table.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write a page of the papers with the sentences marked.")
    ] = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="List the right claims too, not only the wrong and undecided ones.")
    ] = False,
) -> None:
    """Find every arithmetic claim of papers and recompute it from its own numbers.

    Ends with 0 when nothing is wrong, 1 when something is, 3 when a file cannot be read.

    Example: python -m feedback_report check-claims report.docx --html claims.html
    """
    from feedback_report.claims.files.reading import read_papers
    from feedback_report.claims.marked_page import marked_page
    from feedback_report.claims.showing import as_json
    from feedback_report.claims.whole_paper.checking import check_paper

    papers = read_papers(files)
    claims = [claim for paper in papers for claim in check_paper(paper)]
    if html is not None:
        _write(html, marked_page(papers, claims))
    if json:
        # Not through rich, which would wrap and colour it; UTF-8 whatever the terminal's own code is.
        sys.stdout.buffer.write((as_json(claims, [paper.name for paper in papers]) + "\n").encode())
        sys.stdout.flush()
    else:
        _print(claims, len(papers) > 1, show_all, html)
    if any(claim.verdict is Verdict.WRONG for claim in claims):
        raise typer.Exit(SOMETHING_WRONG)


def _print(claims: list[Claim], several: bool, show_all: bool, html: Path | None) -> None:
    from feedback_report.claims.showing import as_table, summary

    console = Console()
    shown = claims if show_all else [claim for claim in claims if claim.verdict is not Verdict.RIGHT]
    if shown:
        console.print(as_table(shown, several_files=several))
    console.print(summary(claims), highlight=False)
    if html is not None:
        console.print(f"The papers with the sentences marked: {html}", highlight=False, soft_wrap=True)


def _write(path: Path, page: str) -> None:
    from feedback_report.claims.files.reading import PaperError

    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PaperError(f"{path}: the page cannot be written ({error.strerror}); check the folder.") from None
