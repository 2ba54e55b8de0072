"""CSV files that no spreadsheet program takes for formulas, whatever their texts begin with."""

import csv
import io
import re

# What a spreadsheet program begins a formula or a command with; tab and line ends are skipped by some before it.
FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
SHIELD = "'"


def without_formulas(text: str) -> str:
    """Get a CSV text in which an apostrophe stands before each cell that would be read as a formula.

    Numbers stay numbers, negative ones too. A text without such cells stays as it is, to the letter.
    """
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not any(is_formula(cell) for row in rows for cell in row):
        return text
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([[shielded(cell) for cell in row] for row in rows])
    return file.getvalue()


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet program could take the text of a cell for a formula."""
    return FORMULA.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def shielded(cell: str) -> str:
    """Get a cell that is read as the text that it is."""
    return f"{SHIELD}{cell}" if is_formula(cell) else cell
