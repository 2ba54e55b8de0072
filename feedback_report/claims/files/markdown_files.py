"""Reading Markdown: pandoc makes a page of it, which is read as any other."""

import re
import subprocess

import pypandoc

from feedback_report.claims.files.text_files import decoded
from feedback_report.claims.files.web_pages import read_html
from feedback_report.claims.paper import Paper
from feedback_report.errors import ReportError

_FORMAT = "commonmark_x+yaml_metadata_block-smart-raw_attribute"
_SECONDS = 120
# A table right below a line of text, as many write it, is one only after an empty line.
_BULLET = re.compile(r"^([ ]*)[•▪●◦‣] +(?=\S)", re.MULTILINE)
_BELOW_TEXT = re.compile(r"(?<=\n)(?=[ ]{0,3}\|[^\n]*\|[^\n]*\n[ ]{0,3}\|[ :|-]*-[ :|-]*\n)")


def read_markdown(content: bytes, name: str) -> Paper:
    """Read a Markdown file. Raises ReportError when it is no text or pandoc cannot read it."""
    text = _BULLET.sub(r"\1- ", _BELOW_TEXT.sub("\n", decoded(content).replace("\r\n", "\n")))
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
