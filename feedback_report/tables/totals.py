"""The last row of a printed table: sums of counts, and shares that follow from them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from feedback_report.tables.values import Writing
from feedback_report.wording import SUPPRESSED, exact, is_missing, is_suppressed

Record = dict[Any, Any]
Cell = tuple[str, Record]  # a column and the record that holds its value
NAME = ""  # the column of the row's name: text, whatever the column of the other rows' names is


def total_cells(
    blocks: Mapping[Hashable, list[Record]],
    columns: Mapping[str, str],
    total_row: str | Mapping[str, Any],
    writing: Writing,
) -> list[Cell]:
    """Make the cells of a last row: as given, or named and summed for each block that stands side by side."""
    first, *others = columns
    if isinstance(total_row, Mapping):
        given = {block: total_row if block == "" else total_row.get(str(block), {}) for block in blocks}
        return [(NAME, {NAME: total_row.get(first, "Total")})] + [
            (column, {column: given[block].get(column, "")}) for block in blocks for column in others
        ]
    sums = {block: _sums(records, others, writing) for block, records in blocks.items()}
    return [(NAME, {NAME: total_row})] + [(column, sums[block]) for block in blocks for column in others]


def _sums(records: list[Record], columns: Sequence[str], writing: Writing) -> Record:
    """Add up the whole numbers of the rows; what cannot be added is left blank."""
    sums: Record = {}
    for column in columns:
        kind = writing.kinds[column]
        if kind in ("number", "change"):
            sums[column] = _whole(records) if column == "count" else _sum([record[column] for record in records])
        elif kind == "share" and column == "share":
            bases = {record.get("base") for record in records}
            count = _whole(records)
            base = next(iter(bases)) if len(bases) == 1 else None
            known = not is_missing(count) and not is_missing(base) and exact(base) > 0
            unknown = SUPPRESSED if is_suppressed(count) else None
            sums |= {column: exact(count) / exact(base) if known else unknown, "base": base}
        else:
            sums[column] = ""
    return sums


def _whole(records: list[Record]) -> Any:
    """Add up the counts; where some are withheld, the base that all of them make up stands for their sum."""
    counts = [record.get("count") for record in records]
    bases = [record.get("base") for record in records]
    withheld = any(map(is_suppressed, counts)) and not any(map(is_missing, bases))
    return bases[0] if withheld and len(set(bases)) == 1 else _sum(counts)


def _sum(values: Sequence[Any]) -> Any:
    if any(is_missing(value) for value in values):
        return SUPPRESSED if any(is_suppressed(value) for value in values) else None
    numbers = [exact(value) for value in values]
    return sum(numbers) if all(number.denominator == 1 for number in numbers) else ""
