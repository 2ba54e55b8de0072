"""Finding the table on a sheet: titles above it, merged cells in its row of names, blanks and names given twice."""

from typing import Any

import pandas as pd
import pytest

from feedback_report.importing.export_cells import Sheet
from feedback_report.importing.listings import Listing, find_listing

DATA = ["FB-1", "03/06/2025", "16/06/2025", "Upheld"]


def sheet(*rows: list[Any]) -> Sheet:
    width = max(map(len, rows))
    filled = [[cell or None for cell in row] + [None] * (width - len(row)) for row in rows]
    return Sheet("export.csv", "", pd.DataFrame(filled, index=range(1, len(rows) + 1), dtype="str"))


def found(*rows: list[Any], known: tuple[str, ...] = ()) -> Listing:
    listing = find_listing(sheet(*rows), known)
    assert listing is not None
    return listing


def test_names_in_the_first_row_are_found() -> None:
    listing = found(["Ref", "Received", "Closed", "Outcome"], DATA, DATA)
    assert (listing.header, listing.columns) == ((1,), ["Ref", "Received", "Closed", "Outcome"])
    assert list(listing.rows.index) == [2, 3]


def test_titles_and_blank_rows_above_are_passed_over() -> None:
    listing = found(
        ["Feedback report"], ["Run on", "03/04/2026"], [], ["Ref", "Received", "Closed", "Outcome"], DATA, [], DATA
    )
    assert listing.header == (4,)
    assert list(listing.rows.index) == [5, 7]
    assert listing.blank == 1


def test_a_summary_above_the_table_is_not_taken_for_it() -> None:
    listing = found(
        ["Type", "Number"], ["Complaint", "500"], ["Comment", "20"], [],
        ["Ref", "Received", "Closed", "Outcome", "Team", "Status"], [*DATA, "Rangers", "Closed"],
    )  # fmt: skip
    assert listing.header == (5,)


def test_a_column_under_merged_cells_takes_the_lower_name_or_both_where_that_is_not_unique() -> None:
    # | Case |      | Stage 1  |        | Stage 2  |        |
    # | Ref  | Type | Received | Closed | Received | Closed |
    listing = found(
        ["Case", None, "Stage 1", None, "Stage 2", None],
        ["Ref", "Type", "Received", "Closed", "Received", "Closed"],
        ["FB-1", "Complaint", "03/06/2025", "16/06/2025", "20/06/2025", None],
    )
    assert listing.header == (1, 2)
    assert listing.columns == [
        "Ref", "Type", "Stage 1 / Received", "Stage 1 / Closed", "Stage 2 / Received", "Stage 2 / Closed",
    ]  # fmt: skip


def test_a_name_merged_over_both_rows_of_names_is_found_in_the_upper() -> None:
    # | Ref | Dates    |        | Outcome |
    # |     | Received | Closed |         |
    listing = found(["Ref", "Dates", None, "Outcome"], [None, "Received", "Closed", None], DATA)
    assert listing.header == (1, 2)
    assert listing.columns == ["Ref", "Received", "Closed", "Outcome"]


def test_line_breaks_and_double_spaces_in_names_become_single_spaces() -> None:
    assert found(["Ref", "Date\nReceived ", "Date  Closed", "Out\u00a0come"], DATA).columns == [
        "Ref", "Date Received", "Date Closed", "Out come",
    ]  # fmt: skip


def test_a_name_given_twice_and_a_column_without_a_name_are_told_by_their_letters() -> None:
    listing = found(["Ref", "Date", "Date", None], DATA)
    assert listing.columns == ["Ref", "Date", "Date (column C)", "(column D)"]


def test_a_column_without_name_and_cells_is_left_out() -> None:
    assert found(["Ref", "Received", None, "Closed"], ["FB-1", "03/06/2025", None, "16/06/2025"]).columns == [
        "Ref", "Received", "Closed",
    ]  # fmt: skip


def test_known_names_decide_between_candidates_and_find_a_table_without_rows() -> None:
    empty = found(["Ref", "Received", "Closed", "Outcome"], known=("ref", "received"))
    assert (len(empty.rows), empty.columns[0]) == (0, "Ref")


@pytest.mark.parametrize("rows", [[["Dear colleague"], ["Please find the report attached"]], [["1", "2"], ["3", "4"]]])
def test_a_sheet_without_a_row_of_names_has_no_table(rows: list[list[str]]) -> None:
    assert find_listing(sheet(*rows)) is None


def test_the_row_of_names_may_be_said() -> None:
    rows = [["Ref", "2025", "Closed", "Outcome"], DATA, DATA]
    listing = find_listing(sheet(*rows), header_row=1)
    assert listing is not None
    assert listing.columns == ["Ref", "2025", "Closed", "Outcome"]
    assert find_listing(sheet(*rows), header_row=9) is None


def test_rows_with_too_many_cells_count_as_rows_and_not_as_blank() -> None:
    cells = sheet(["Ref", "Received", "Closed", "Outcome"], DATA, DATA).cells
    listing = find_listing(Sheet("export.csv", "", cells.rename({3: 5}), frozenset(), (3,)))
    assert listing is not None
    assert (list(listing.rows.index), listing.overlong, listing.blank) == ([2, 5], (3,), 1)
