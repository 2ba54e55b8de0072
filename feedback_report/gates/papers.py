"""The gates that a finished paper must pass before anyone sees it."""

from pathlib import Path

from feedback_report.errors import ReportError
from feedback_report.gates.accessibility import check_html
from feedback_report.gates.workbook import check_workbook
from feedback_report.word.gate import check_word


def check_papers(output: Path) -> list[tuple[str, list[str], list[str]]]:
    """Check a paper or its workbook, or all of a folder, for accessibility.

    Gives for each paper its name, its problems and its warnings. A check that cannot be made, as where
    there is no browser, is a problem of its paper alone. Raises ReportError when there is no paper.
    """
    papers = [output] if output.is_file() else sorted(path for path in output.glob("[!.~]*") if path.suffix in CHECKS)
    if not papers or papers[0].suffix not in CHECKS:
        raise ReportError(
            f"{output.resolve().name}: no paper to check. "
            "Expected report.html, report.docx or appendix.xlsx, or a folder that holds them."
        )
    return [(path.name, *_checked(path)) for path in papers]


def _checked(path: Path) -> tuple[list[str], list[str]]:
    try:
        return CHECKS[path.suffix](path)
    except ReportError as error:
        return [f"not checked: {problem}" for problem in error.problems], []


def _check_page(path: Path) -> tuple[list[str], list[str]]:
    found = check_html(path)
    return [str(p) for p in found if not p.warning], [str(p) for p in found if p.warning]


def _check_word(path: Path) -> tuple[list[str], list[str]]:
    return [str(problem) for problem in check_word(path)], []


def _check_workbook(path: Path) -> tuple[list[str], list[str]]:
    return [str(problem) for problem in check_workbook(path)], []


CHECKS = {".html": _check_page, ".docx": _check_word, ".xlsx": _check_workbook}
