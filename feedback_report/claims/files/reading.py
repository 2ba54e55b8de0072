"""Reading a paper from a file of any known kind, within limits and with one clear sentence for what cannot be read."""

from collections.abc import Callable, Iterable
from pathlib import Path

from feedback_report.claims.files.markdown_files import read_markdown
from feedback_report.claims.files.pdf_files import read_pdf
from feedback_report.claims.files.text_files import read_text
from feedback_report.claims.files.web_pages import read_html
from feedback_report.claims.files.word_files import read_docx
from feedback_report.claims.paper import Paper
from feedback_report.errors import ReportError

LARGEST = 50 * 1024 * 1024
_READERS: dict[str, Callable[[bytes, str], Paper]] = {
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".pdf": read_pdf,
}
_OLD_KINDS = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pptx": "save it as .pdf",
    ".xlsx": "save it as .pdf",
}


class PaperError(ReportError):
    """A file that was given to be checked cannot be read."""

    exit_code = 3


def read_papers(paths: Iterable[Path]) -> list[Paper]:
    """Read papers in the order given. Raises PaperError with one sentence for each file that cannot be read."""
    papers, problems = [], []
    for path in paths:
        try:
            papers.append(read_paper(path))
        except PaperError as error:
            problems += error.problems
    if problems:
        raise PaperError(problems)
    return papers


def read_paper(path: Path) -> Paper:
    """Read one paper: .docx, .html, .md, .txt or .pdf.

    Raises PaperError when the file does not exist, is too large, is of another kind, is
    damaged or protected, or holds no text.
    """
    kind = path.suffix.lower()
    content = _content(path, kind)
    try:
        paper = _READERS[kind](content, path.name)
    except PaperError:
        raise
    except ReportError as error:
        raise PaperError([f"{path}: {problem}" for problem in error.problems]) from None
    except RecursionError:
        raise PaperError(
            f"{path}: the file is nested too deeply to be read; save it again from the program that made it."
        ) from None
    if not any(block.text or block.rows for block in paper.blocks):
        raise PaperError(f"{path}: no text was found in it; expected a paper with sentences.")
    return Paper(str(path), paper.blocks)


def _content(path: Path, kind: str) -> bytes:
    known = ".docx, .html, .md, .txt or .pdf"
    try:
        if path.is_dir():
            raise PaperError(f"{path}: this is a folder; name the files to be checked ({known}).")
        if not path.exists():
            raise PaperError(f"{path}: there is no such file; check the name and the folder.")
        if kind not in _READERS:
            remedy = _OLD_KINDS.get(kind, f"expected {known}")
            raise PaperError(f"{path}: a file of the kind “{kind or 'without an ending'}” cannot be read; {remedy}.")
        size = path.stat().st_size
        if size > LARGEST:
            limit = LARGEST // 1024**2
            raise PaperError(
                f"{path}: the file has {size / 1024**2:,.0f} MB, more than the {limit} MB that are read; split it "
                f"or save it without pictures."
            )
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise PaperError(f"{path}: the file cannot be opened ({error.strerror or type(error).__name__}).") from None
    if not content.strip():
        raise PaperError(f"{path}: the file is empty.")
    return content
