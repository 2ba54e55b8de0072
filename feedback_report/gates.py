"""The gates that a finished paper must pass before anyone sees it."""

from pathlib import Path

from feedback_report.accessibility import check_html
from feedback_report.errors import ReportError
from feedback_report.word.gate import check_word


def check_papers(output: Path) -> list[tuple[str, list[str], list[str]]]:
    """Check a paper, or all papers of a folder, for accessibility.

    Gives for each paper its name, its problems and its warnings. Raises ReportError when there is
    no paper, or when what the checks need is missing.
    """
    papers = [output] if output.is_file() else sorted([*output.glob("*.html"), *output.glob("*.docx")])
    unknown = [path.name for path in papers if path.suffix not in (".html", ".docx")]
    if unknown or not papers:
        raise ReportError(f"{output.name}: no paper to check. Expected report.html or report.docx, or a folder that holds them.")
    return [(path.name, *_check(path)) for path in papers]


def _check(path: Path) -> tuple[list[str], list[str]]:
    if path.suffix == ".docx":
        return [str(problem) for problem in check_word(path)], []
    found = check_html(path)
    return [str(p) for p in found if not p.warning], [str(p) for p in found if p.warning]
