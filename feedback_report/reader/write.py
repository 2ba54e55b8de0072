"""Writing a tree as a page or a Word file."""

import json
from collections.abc import Sequence
from pathlib import Path

from feedback_report.errors import RenderError
from feedback_report.reader.pandoc import Ast, run_pandoc
from feedback_report.reader.read import writer_options


def write(
    ast: Ast,
    to: str,
    output: Path,
    arguments: Sequence[str] = (),
    *,
    project: Path | None = None,
    document: str = "report.qmd",
) -> None:
    """Write a tree as a file; its folder must exist.

    With ``project``, the options of that project's ``document`` are followed: contents,
    reference document, shared filters (see ``writer_options``). ``arguments`` are further
    arguments of pandoc. Raises RenderError with pandoc's own words when it fails or warns.
    """
    options = writer_options(project, document, to) if project is not None else []
    command = ["-f", "json", "-t", to, "--standalone", "-o", str(output), *options, *arguments]
    result = run_pandoc(command, json.dumps(ast, ensure_ascii=False))
    said = [line for line in result.said.splitlines() if line.strip()]
    if result.code or said:
        raise RenderError([f"{output.name}: pandoc says: {line}" for line in said] or ["pandoc could not write."])
