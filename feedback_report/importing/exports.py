"""Read an export: find out what kind of file it is from its content, whatever its name says."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from feedback_report.errors import DataError
from feedback_report.importing.export_cells import Export
from feedback_report.importing.text_files import read_text_file
from feedback_report.importing.workbooks import read_workbook

TABLES = (".xlsx", ".csv")
MOST_LISTED = 5
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_export(path: Path, tick: Callable[[int], None] = lambda rows: None) -> Export:
    """Read every table of an export as text.

    ``tick`` is told how many rows more have been read, for a progress display.
    Raises DataError when the file is missing, locked, or of a kind that holds no table.
    """
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(b"PK\x03\x04"):
        sheets, not_read = read_workbook(path, content, tick)
        return Export(path.name, digest, tuple(sheets), tuple(not_read))
    if content.startswith(OLD_OFFICE):
        raise DataError(
            f"{path.name}: is a workbook of the old kind (.xls), or protected by a password: open it in a spreadsheet "
            "program and save it as .xlsx without a password."
        )
    if b"<html" in content[:2000].lower() or b"<table" in content[:2000].lower() or b"<?xml" in content[:100].lower():
        raise DataError(
            f"{path.name}: is a web page or XML with the name of a table, as some systems export it: open it in a "
            "spreadsheet program and save it as .xlsx."
        )
    if content.startswith(b"%PDF"):
        raise DataError(f"{path.name}: is a PDF. Export the cases as .xlsx or .csv.")
    sheet = read_text_file(path, content)
    tick(len(sheet.cells))
    return Export(path.name, digest, (sheet,))


def _content(path: Path) -> bytes:
    if path.is_dir():
        tables = _tables(path)
        held = f", such as {tables[0]}" if tables else ""
        raise DataError(f"{path.name}: is a folder. Name the exports in it, each by its file{held}.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path.name}: not found. {_held(path.resolve().parent)}") from None
    except OSError:
        raise DataError(
            f"{path.name}: cannot be opened. Close it in the program that has it open, or ask for access to it."
        ) from None
    if not content.strip():
        raise DataError(f"{path.name}: is empty. Export it again.")
    return content


def _tables(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.suffix.lower() in TABLES)


def _held(folder: Path) -> str:
    """Say what there is where an export was looked for."""
    if not folder.is_dir():
        return f"There is no folder {folder}. Give the path of an export: an .xlsx or .csv file."
    tables = _tables(folder)
    held = f"which holds {', '.join(tables[:MOST_LISTED])}" if tables else "which holds no .xlsx or .csv file"
    return f"Looked for in {folder}, {held}{' and others' if len(tables) > MOST_LISTED else ''}."
