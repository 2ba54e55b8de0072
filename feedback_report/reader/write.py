"""Writing a tree as a page or a Word file."""

import json
import re
import tempfile
from base64 import b64decode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from feedback_report.errors import RenderError
from feedback_report.reader.pandoc import Ast, run_pandoc
from feedback_report.reader.plain_tables import blocks_without_tables, page_with_tables, tables_written
from feedback_report.reader.read import writer_options
from feedback_report.reader.tree import Node, node, rewrite

_PICTURE = re.compile(r"data:image/(png|jpeg);base64,")


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
    with tempfile.TemporaryDirectory(prefix="pictures-", dir=output.parent, ignore_cleanup_errors=True) as pictures:
        blocks, tables = ast["blocks"], list[Node]()
        if to == "docx":
            blocks = _with_files(blocks, Path(pictures))
            command.append(f"--resource-path={pictures}")
        else:
            blocks, tables = blocks_without_tables(blocks)
        with ThreadPoolExecutor(1) as pool:
            written = pool.submit(tables_written, tables)
            result = run_pandoc(command, json.dumps({**ast, "blocks": blocks}, ensure_ascii=False))
    said = [line for line in result.said.splitlines() if line.strip()]
    if result.code or said:
        raise RenderError([f"{output.name}: pandoc says: {line}" for line in said] or ["pandoc could not write."])
    if tables:
        page = page_with_tables(output.read_text(encoding="utf-8"), written.result())
        output.write_text(page, encoding="utf-8", newline="\n")


def _with_files(blocks: list[Node], folder: Path) -> list[Node]:
    """Put pictures into files of ``folder``: pandoc reads those in a fraction of its time for data in an address."""
    written: dict[str, str] = {}

    def change(picture: Node) -> list[Node] | None:
        attributes, description, (address, title) = picture["c"]
        form = _PICTURE.match(address)
        if form is None:
            return None
        if address not in written:
            written[address] = f"{len(written)}.{form[1]}"
            (folder / written[address]).write_bytes(b64decode(address[form.end() :]))
        return [node("Image", attributes, description, [written[address], title])]

    return rewrite(blocks, frozenset({"Image"}), change, again=False)
