"""Reading Markdown: pandoc makes a page of it, which is read as any other."""

import subprocess

import pypandoc

from feedback_report.claims.paper import Paper
from feedback_report.claims.text_files import decoded
from feedback_report.claims.web_pages import read_html
from feedback_report.errors import ReportError

_FORMAT = "commonmark_x+yaml_metadata_block-smart-raw_attribute"
_SECONDS = 120


def read_markdown(content: bytes, name: str) -> Paper:
    """Read a Markdown file. Raises ReportError when it is no text or pandoc cannot read it."""
    text = decoded(content)
    arguments = [pypandoc.get_pandoc_path(), "-f", _FORMAT, "-t", "html", "--sandbox", "--wrap=none"]
    try:
        result = subprocess.run(
            arguments, input=text, capture_output=True, encoding="utf-8", check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise ReportError(f"the Markdown could not be read within {_SECONDS} seconds; split the file.") from None
    if result.returncode:
        raise ReportError(
            f"the Markdown cannot be read: "
            f"{result.stderr.strip().splitlines()[0] if result.stderr.strip() else 'pandoc failed'}"
        )
    if not result.stdout.strip():
        return Paper(name, ())
    return read_html(f"<html><body>{result.stdout}</body></html>".encode(), name)
