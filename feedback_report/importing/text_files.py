"""Read an export that is a text file, whatever its encoding and the mark between its cells."""

import csv
import io
from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from feedback_report.errors import DataError
from feedback_report.importing.export_cells import Sheet

SEPARATORS = (",", ";", "\t", "|")
ROWS_SAMPLED = 200
MOST_COLUMNS = 1000
LONGEST_CELL = 10_000_000
# A row put after the last one: when it does not come back, a quotation mark was left open.
LAST_ROW = "\x1eend of export"


def read_text_file(path: Path, content: bytes) -> Sheet:
    """Read the cells of a text file: UTF-8, UTF-16 or Windows-1252, separated by commas, semicolons, tabs or bars.

    A first line such as ``sep=;`` is obeyed. Raises DataError when there is no table in it.
    """
    text = decoded(content).replace("\0", "")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    separator, text, rows_before = _separator(text)
    if not text.strip():
        raise DataError(f"{path.name}: is empty. Export it again.")
    width = _width(text, separator)
    if width < 2:
        raise DataError(
            f"{path.name}: has one column only. Expected a table of cases with commas, semicolons, tabs or bars "
            "between its cells: export it again as CSV or .xlsx."
        )
    return _cells(path.name, text, separator, width, rows_before)


def decoded(content: bytes) -> str:
    """Turn the bytes of a text file into text.

    Files without a mark of their encoding are UTF-8; lines that cannot be UTF-8 are Windows-1252.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    sample = content[:2000]
    if sample.count(b"\0") > len(sample) / 3:
        little = sample[1::2].count(b"\0") >= sample[::2].count(b"\0")
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_line(line) for line in content.splitlines(keepends=True))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _separator(text: str) -> tuple[str, str, int]:
    """Find the mark between cells: the text without a ``sep=`` line, and how many rows that line took, come with it."""
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        return first.strip().strip('"')[4], rest, 1
    lines = text[:200_000].splitlines()[:ROWS_SAMPLED]
    # The mark that most lines hold equally often; a mark inside sentences varies from line to line.
    counts = {mark: Counter(line.count(mark) for line in lines if mark in line) for mark in SEPARATORS}
    agreed = {mark: max((n * times for times, n in found.items()), default=0) for mark, found in counts.items()}
    return max(SEPARATORS, key=lambda mark: agreed[mark]), text, 0


def _width(text: str, separator: str) -> int:
    """Count the columns: what most of the first rows have, among those with more than one cell."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(reader, range(ROWS_SAMPLED), strict=False):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        pass
    return max(widths, key=lambda width: (widths[width], width), default=0) if +widths else 1


def _cells(file: str, text: str, separator: str, width: int, rows_before: int) -> Sheet:
    if width > MOST_COLUMNS:
        raise DataError(f"{file}: has {width:,} columns. Expected a table of cases: export it again.")
    others: list[tuple[int, str]] = []
    ended = False

    def note_row(row: arrow_csv.InvalidRow) -> str:
        nonlocal ended
        if row.text.startswith(LAST_ROW):
            ended = True
        else:
            others.append((row.number, row.text))
        return "skip"

    content = f"{text.rstrip()}\n{LAST_ROW}\n".encode()
    table = arrow_csv.read_csv(
        pa.BufferReader(content),
        read_options=arrow_csv.ReadOptions(
            use_threads=False, column_names=[str(number) for number in range(width)], block_size=len(content) + 1
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note_row
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={str(number): pa.string() for number in range(width)},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    if not ended:
        raise DataError(
            f"{file}: a quotation mark in or before row {table.num_rows + len(others) + rows_before} is never closed, "
            "so the rest of the file would be one cell: export it again, or as .xlsx."
        )
    cells = table.to_pandas().astype("str")
    unequal = {number for number, _ in others}
    numbers = [n for n in range(1, len(cells) + len(unequal) + 1) if n not in unequal]
    cells = cells.set_axis(numbers).set_axis(range(width), axis="columns")
    fitted = {number: _fitted(row, separator, width) for number, row in others}
    added = {number: row for number, row in fitted.items() if row is not None}
    if added:
        extra = pd.DataFrame.from_dict(added, orient="index", columns=list(range(width))).astype("str")
        cells = pd.concat([cells, extra]).sort_index()
    cells.index = cells.index + rows_before
    return Sheet(
        file,
        "",
        cells,
        frozenset(number + rows_before for number in added if fitted[number] and added[number][-1] is None),
        tuple(number + rows_before for number, row in fitted.items() if row is None),
    )


def _fitted(text: str, separator: str, width: int) -> list[str | None] | None:
    """Give a row the table's width; None when cells would be lost."""
    row: list[str | None] = [cell or None for cell in next(csv.reader(io.StringIO(text), delimiter=separator), [])]
    if any(row[width:]):
        return None
    return row[:width] + [None] * (width - len(row))
