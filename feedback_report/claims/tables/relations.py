"""What a number of a table can come from: a part of a total or of another column, a change, a running total."""

from dataclasses import dataclass, field
from fractions import Fraction

from feedback_report.claims.numbers.judging import written
from feedback_report.claims.tables.grids import Grid


@dataclass(frozen=True, eq=False)
class Relation:
    """A guess at what a column is: ``value`` is the true value for a row, ``of`` the numbers it comes from.

    ``strength`` says how likely the guess is: 3 is nearly sure, 0 a mere possibility;
    ``is_named`` that the headings name the one as part of the other.
    """

    grid: Grid
    strength: int
    is_named: bool = field(default=False, kw_only=True)

    def value(self, row: int) -> Fraction | None:
        """Get the true value for a row; None where the row has none."""
        raise NotImplementedError

    def of(self, row: int) -> str:
        """Write the numbers that the value of a row is computed from."""
        raise NotImplementedError

    @property
    def of_totals_too(self) -> bool:
        """Whether the total row tells as much as the others: its count is not the whole itself."""
        return True

    def is_turned(self, other: "Relation") -> bool:
        """Whether another relation is the same one the other way round, which explains nothing."""
        return False

    def slack(self, row: int) -> Fraction:
        """Get how far the true value may lie from the computed one; nothing where it comes from counts."""
        return Fraction(0)

    def count(self, row: int, column: int) -> Fraction | None:
        """Get a number of the table, its count or else its percentage; None outside it."""
        if not 0 <= row < len(self.grid.rows):
            return None
        cell = self.grid.cells[row][column]
        return cell.percent.value if cell.count is None and cell.percent is not None else cell.count

    def text(self, row: int, column: int) -> str:
        """Get a cell of the table as it is printed."""
        return self.grid.cells[row][column].text


@dataclass(frozen=True, eq=False)
class OfWhole(Relation):
    """The percentage that a column of counts is of one number."""

    part: int
    whole: Fraction

    @property
    def of_totals_too(self) -> bool:
        return False

    def value(self, row: int) -> Fraction | None:
        count = self.count(row, self.part)
        return None if count is None else 100 * count / self.whole

    def of(self, row: int) -> str:
        return f"{self.text(row, self.part)} of {written(self.whole)}"


@dataclass(frozen=True, eq=False)
class OfColumn(Relation):
    """The percentage that one column of counts is of another."""

    part: int
    whole: int

    def value(self, row: int) -> Fraction | None:
        count, whole = self.count(row, self.part), self.count(row, self.whole)
        return 100 * count / whole if count is not None and whole else None

    def of(self, row: int) -> str:
        return f"{self.text(row, self.part)} of {self.text(row, self.whole)}"


@dataclass(frozen=True, eq=False)
class OfSum(Relation):
    """The percentage that one column of counts is of several together."""

    part: int
    columns: tuple[int, ...]

    def value(self, row: int) -> Fraction | None:
        counts = [self.count(row, column) for column in self.columns]
        whole = sum((count for count in counts if count is not None), Fraction(0))
        part = self.count(row, self.part)
        return None if None in counts or part is None or not whole else 100 * part / whole

    def of(self, row: int) -> str:
        return f"{self.text(row, self.part)} of {' + '.join(self.text(row, column) for column in self.columns)}"


@dataclass(frozen=True, eq=False)
class SumOfColumn(OfSum):
    """The percentage that several columns of counts together are of another."""

    def value(self, row: int) -> Fraction | None:
        counts = [self.count(row, column) for column in self.columns]
        whole = self.count(row, self.part)
        parts = sum((count for count in counts if count is not None), Fraction(0))
        return None if None in counts or not whole else 100 * parts / whole

    def of(self, row: int) -> str:
        return f"{' + '.join(self.text(row, column) for column in self.columns)} of {self.text(row, self.part)}"


@dataclass(frozen=True, eq=False)
class PerPeople(OfColumn):
    """The rate of one column of counts per so many of another, the people."""

    each: int

    def value(self, row: int) -> Fraction | None:
        share = super().value(row)
        return None if share is None else share * self.each / 100


@dataclass(frozen=True, eq=False)
class BetweenColumns(Relation):
    """The change from one column to another, in per cent or as a difference."""

    before: int
    now: int
    in_percent: bool

    def value(self, row: int) -> Fraction | None:
        return _change(self.count(row, self.before), self.count(row, self.now), in_percent=self.in_percent)

    def slack(self, row: int) -> Fraction:
        """Get half a unit of each of two percentages: the printed ones are rounded."""
        cells = (self.grid.cells[row][self.before], self.grid.cells[row][self.now])
        return sum(
            (Fraction(10) ** -cell.percent.decimals / 2 for cell in cells if cell.count is None and cell.percent),
            Fraction(0),
        )

    def is_turned(self, other: Relation) -> bool:
        """Whether another relation has the same two columns the other way round."""
        return isinstance(other, BetweenColumns) and (other.before, other.now) == (self.now, self.before)

    def of(self, row: int) -> str:
        return f"from {self.text(row, self.before)} to {self.text(row, self.now)}"


@dataclass(frozen=True, eq=False)
class UpToRow(Relation):
    """The sum of a column up to a row, as a running total has it."""

    column: int
    in_percent: bool = False

    def value(self, row: int) -> Fraction | None:
        counts = [self.count(n, self.column) for n in range(len(self.grid.rows))]
        if None in counts or row == 0:
            return None
        added, whole = (sum((c for c in some if c is not None), Fraction(0)) for some in (counts[: row + 1], counts))
        return added if not self.in_percent else 100 * added / whole if whole else None

    def of(self, row: int) -> str:
        return f"sum of {self.grid.columns[self.column]} up to {self.grid.rows[row]}"


@dataclass(frozen=True, eq=False)
class OnRow(Relation):
    """The change from the row before (or after, where the latest year comes first), in per cent or as a difference."""

    column: int
    step: int
    in_percent: bool = True

    def value(self, row: int) -> Fraction | None:
        return _change(
            self.count(row + self.step, self.column), self.count(row, self.column), in_percent=self.in_percent
        )

    def of(self, row: int) -> str:
        return f"from {self.text(row + self.step, self.column)} to {self.text(row, self.column)}"


def _change(before: Fraction | None, now: Fraction | None, *, in_percent: bool) -> Fraction | None:
    if before is None or now is None:
        return None
    if not in_percent:
        return now - before
    return 100 * (now - before) / before if before else None
