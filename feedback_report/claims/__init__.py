"""Finding the arithmetic claims of a paper that anybody wrote, and recomputing each from its own numbers.

``check_files`` reads papers (.docx, .html, .md, .txt, .pdf) and gives their claims; ``check_text``
checks a paragraph. ``listing``, ``as_json`` and ``marked_page`` show them.
"""

from collections.abc import Iterable
from pathlib import Path

from feedback_report.claims.checking import check_paper, check_text
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.reading import PaperError, read_paper, read_papers

__all__ = ["Claim", "PaperError", "Verdict", "check_files", "check_paper", "check_text", "read_paper", "read_papers"]


def check_files(paths: Iterable[Path | str]) -> list[Claim]:
    """Check papers: their claims in the order of the files and of the text.

    Raises PaperError with one sentence for each file that cannot be read.
    """
    return [claim for paper in read_papers(Path(path) for path in paths) for claim in check_paper(paper)]
