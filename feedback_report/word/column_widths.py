"""How wide the columns of a table should be: numbers narrow and alike, words share the rest."""

import re

CHARACTER = 122  # twips; a digit of 11 point Arial, the size of tables
SMALL_CHARACTER = 100  # the same at 9 points, the size of tables too wide for 11
MARGINS = 230  # twips; both cell margins and a little air
WIDEST_NUMBER = 1900
STEP = 50  # twips; columns are widened by this much at a time
LONGEST_LINE = 45  # characters; longer cells wrap

NUMBER = re.compile(
    r"^[<>~≈+\-−–£(]*\d[\d,. \u00a0]*\d*\s*(%|percentage points?|points?|days?|per 100,000|k|m)?[)*†]*$"
)
NO_NUMBER = re.compile(
    r"^(|-|–|—|n/?a|no data|not (collected|known|held|published|applicable|shown)|\.\.|:|\[\w\])$", re.I
)
MARK = re.compile(r"^\[\w\]$")  # stands for a number that is missing or withheld


def is_number(cell: str) -> bool:
    """Whether a cell holds one number, with its sign, unit and mark."""
    return bool(NUMBER.match(cell.strip()))


def numeric_columns(rows: list[list[str]]) -> list[bool]:
    """Tell for each column of a table's body whether it holds numbers: at least one, and nothing that is none.

    Beside a column of numbers, a column in which every number is missing and marked so, such as "[x]", is one too.
    """
    columns = list(zip(*rows, strict=False))
    numeric = [
        any(is_number(cell) for cell in column)
        and all(is_number(cell) or NO_NUMBER.match(cell.strip()) for cell in column)
        for column in columns
    ]
    marked = [all(MARK.match(cell.strip()) for cell in column) for column in columns]
    return [one or (any(numeric) and mark) for one, mark in zip(numeric, marked, strict=True)]


def fits(header: list[list[str]], body: list[list[str]], numeric: list[bool], total: int) -> bool:
    """Whether every word of a table can stand on one line at the ordinary size of tables."""
    return sum(_floor(header + body, numeric, CHARACTER)) <= total


def column_widths(
    header: list[list[str]], body: list[list[str]], numeric: list[bool], total: int, character: int = CHARACTER
) -> list[int]:
    """Share the width of the text among the columns of a table.

    ``header`` and ``body`` are rows of cells as text; widths are in twips and add up to ``total``;
    ``character`` is the width of one. Columns of numbers are as wide as each other, and no wider
    than they need; columns of words share the rest. Where there is not room for every cell on one
    line, the table is made as low as it can be with no word broken. Where not even the longest
    words fit, all columns are narrowed alike.
    """
    floor = _floor(header + body, numeric, character)
    wish = [_wish(header, body, i, is_one, character) for i, is_one in enumerate(numeric)]
    widths = _alike([max(pair) for pair in zip(floor, wish, strict=True)], numeric)
    if sum(widths) <= total:
        _grow(widths, [i for i, is_one in enumerate(numeric) if not is_one] or list(range(len(widths))), total)
    elif sum(floor) <= total:
        widths = _lowest(header + body, numeric, floor, total, character)
    else:
        widths = [total * least // sum(floor) for least in floor]
    widths[0] += total - sum(widths)
    return widths


def lines(row: list[str], widths: list[int], character: int) -> float:
    """Estimate how many lines high a row is (in parts of a line, so that every gain counts)."""
    return max(_lines_of_cells(row, widths, character))


def _lines_of_cells(row: list[str], widths: list[int], character: int) -> list[float]:
    return [max(1.0, len(cell) * character / max(1, width - MARGINS)) for cell, width in zip(row, widths, strict=True)]


def _lowest(rows: list[list[str]], numeric: list[bool], floor: list[int], total: int, character: int) -> list[int]:
    """Give what is left over step by step to the column, or to all columns of numbers, that lowers the table most."""
    numbers = [i for i, is_one in enumerate(numeric) if is_one]
    groups = [[i] for i, is_one in enumerate(numeric) if not is_one] + ([numbers] if numbers else [])
    widths = list(floor)
    while True:
        choices = []
        height = _height(rows, widths, character)
        for group in groups:
            if sum(widths) + STEP * len(group) <= total:
                wider = [width + STEP * (i in group) for i, width in enumerate(widths)]
                choices.append(((height - _height(rows, wider, character)) / len(group), -group[0], wider))
        if not choices:
            return widths
        widths = max(choices)[2]


def _height(rows: list[list[str]], widths: list[int], character: int) -> float:
    """Estimate the height of a table; cells that do not make their row high count a little, to settle ties."""
    heights = [_lines_of_cells(row, widths, character) for row in rows]
    return sum(map(max, heights)) + sum(map(sum, heights)) / 100


def _floor(rows: list[list[str]], numeric: list[bool], character: int) -> list[int]:
    """Say how narrow each column can be without breaking a word."""
    longest = [max((_longest_word(row[i]) for row in rows), default=1) for i in range(len(numeric))]
    return _alike([_twips(characters, character) for characters in longest], numeric)


def _wish(header: list[list[str]], body: list[list[str]], column: int, numeric: bool, character: int) -> int:
    """Say how wide a column would be if there were room: a heading over numbers may take two lines."""
    cells = max((_line(row[column]) for row in body), default=1)
    heading = max((_line(row[column]) for row in header), default=1)
    if numeric:
        return min(WIDEST_NUMBER, _twips(max(cells, heading // 2 + 2), character))
    return _twips(min(LONGEST_LINE, max(cells, heading)), character)


def _alike(widths: list[int], numeric: list[bool]) -> list[int]:
    """Make the columns of numbers as wide as the widest of them."""
    widest = max((width for width, is_one in zip(widths, numeric, strict=True) if is_one), default=0)
    return [widest if is_one else width for width, is_one in zip(widths, numeric, strict=True)]


def _grow(widths: list[int], columns: list[int], total: int) -> None:
    """Give the columns what is left over, in proportion to what they have."""
    spare, base = total - sum(widths), sum(widths[i] for i in columns)
    for i in columns:
        widths[i] += spare * widths[i] // base


def _twips(characters: int, character: int) -> int:
    return characters * character + MARGINS


def _longest_word(cell: str) -> int:
    return max(
        (len(word) for word in re.split(r"[^\S\u00a0]+|(?<=[^\W\d])-(?=[^\W\d])", cell.strip()) if word), default=1
    )


def _line(cell: str) -> int:
    return max((len(line) for line in cell.strip().split("\n")), default=1)
