"""Tables are read back by pandoc, so that what is compared is what a reader sees."""

import json
import subprocess
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback_report.errors import ReportError
from feedback_report.tables.printed import to_markdown
from feedback_report.wording import plain_text
from feedback_report.wording.labels import NothingToShow

SUBJECTS = pd.DataFrame(
    {
        "service": ["Parks", "Parks", "Roads", "Roads"],
        "subject": ["delay", "conduct", "delay", "cost"],
        "count": [1500, 500, 3, 1],
        "base": [2000, 2000, 4, 4],
        "share": [0.75, 0.25, 0.75, 0.25],
    }
)
COUNTS = {"subject": "Subject", "count": "Complaints"}
HOSTILE = [
    "a|b",
    "`code` and ``more``",
    "{{< var x.y >}}",
    "<b>bold</b> & &amp; &#124;",
    "*stars* **two** _under_ ~~gone~~ ^up^ ~down~",
    "Two\nlines\r\nand\ta tab",
    "@fig-x [@sec-y] [link](https://example.org) ![picture](x.png)",
    "$x^2$ and \\(y\\) \\| \\",
    "# not a heading",
    "- not a list",
    "[c] [^1] [x]: y",
    "'single' \"double\" -- --- ...",
    "😀 مرحبا 汉字",
    "https://example.org/a_b",
    ":::",
    "---",
    "",
]


@dataclass
class Read:
    """A table as pandoc reads it: the text of its cells, and how its columns are laid out."""

    head: list[str]
    rows: list[list[str]]
    bold: list[bool]
    alignments: list[str]
    widths: list[float | None]


def read(markdown: str) -> Read:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"]
    answer = subprocess.run(command, input=markdown, capture_output=True, text=True, encoding="utf-8", check=True)
    (table,) = json.loads(answer.stdout)["blocks"]
    assert table["t"] == "Table"
    _, _, columns, (_, head), ((_, _, _, body),), _ = table["c"]
    cells = [[cell[4] for cell in row[1]] for row in [*head, *body]]
    spans = {(cell[2], cell[3]) for row in [*head, *body] for cell in row[1]}
    assert spans == {(1, 1)}
    return Read(
        head=[_text(cell) for cell in cells[0]],
        rows=[[_text(cell) for cell in row] for row in cells[1:]],
        bold=[all(_is_bold(cell) for cell in row if cell) for row in cells[1:]],
        alignments=[alignment["t"] for alignment, _ in columns],
        widths=[width.get("c") for _, width in columns],
    )


def _text(node: Any) -> str:
    """The words of a cell; anything but words, spaces and bold is told by its kind."""
    if isinstance(node, list):
        return "".join(map(_text, node))
    kind, content = node["t"], node.get("c")
    if kind in ("Plain", "Strong"):
        return _text(content)
    return {"Str": content, "Space": " "}.get(kind) or f"<{kind}>"


def _is_bold(cell: Any) -> bool:
    return all(inline["t"] == "Strong" for block in cell for inline in block["c"])


def test_columns_are_printed_in_the_order_asked_for_with_their_headings() -> None:
    table = read(to_markdown(SUBJECTS[:2], {"subject": "Subject", "share": "Share", "count": "Complaints"}))
    assert table.head == ["Subject", "Share", "Complaints"]
    assert table.rows == [["Delay", "75%", "1,500"], ["Conduct", "25%", "500"]]


def test_numbers_stand_right_and_text_left() -> None:
    table = read(to_markdown(SUBJECTS, {"subject": "Subject", "count": "Complaints", "share": "%"}))
    assert table.alignments == ["AlignLeft", "AlignRight", "AlignRight"]


def test_percentages_of_a_column_have_the_same_decimals_rounded_half_up() -> None:
    # 1/16 is 6.25%, 1/8 is 12.5%, 1/3 is 33.33...%, 1/5000 is 0.02%
    frame = pd.DataFrame({"name": list("abcde"), "share": [1 / 16, 1 / 8, 1 / 3, 1 / 5000, 0]})
    columns = {"name": "Name", "share": "%"}
    assert [row[1] for row in read(to_markdown(frame, columns)).rows] == ["6%", "13%", "33%", "<1%", "0%"]
    with_one = read(to_markdown(frame, columns, decimals={"share": 1}))
    assert [row[1] for row in with_one.rows] == ["6.3%", "12.5%", "33.3%", "<0.1%", "0.0%"]


def test_decimals_for_all_columns_are_those_of_percentages_and_not_of_counts() -> None:
    table = read(to_markdown(SUBJECTS[:1], {"subject": "Subject", "count": "Complaints", "share": "%"}, decimals=1))
    assert table.rows == [["Delay", "1,500", "75.0%"]]


def test_hostile_text_is_printed_as_it_is_in_cells_and_headings() -> None:
    frame = pd.DataFrame({"team": HOSTILE, "count": range(len(HOSTILE))})
    table = read(to_markdown(frame, {"team": "Team | `x` {{< y >}} *z*", "count": "<i>$n$</i>"}))
    assert table.head == ["Team | `x` {{< y >}} *z*", "<i>$n$</i>"]
    assert [row[0] for row in table.rows] == [plain_text(text) for text in HOSTILE]
    assert [row[1] for row in table.rows] == [str(place) for place in range(len(HOSTILE))]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_any_text_is_printed_as_it_is(values: list[str]) -> None:
    frame = pd.DataFrame({"number": range(len(values)), "text": pd.Series(values, dtype="object")})
    table = read(to_markdown(frame, {"number": "No", "text": "Text"}, formats={"text": "text"}))
    expected = [plain_text(value) for value in values]
    shown = [row[1] for row in table.rows]
    assert [text.casefold() for text in shown] == [text.casefold() for text in expected]


def test_missing_and_withheld_values_are_marked() -> None:
    frame = pd.DataFrame(
        {
            "team": ["a", "b", "c"],
            "count": pd.Series([pd.NA, "[c]", 5], dtype="object"),
            "mean": [None, 1.25, 2],
            "due": pd.to_datetime([None, "2025-03-31", None]),
        }
    )
    columns = {"team": "Team", "count": "Count", "mean": "Days", "due": "Due"}
    table = read(to_markdown(frame, columns, decimals={"mean": 1}))
    assert table.rows == [
        ["A", "[x]", "[x]", "[x]"],
        ["B", "[c]", "1.3", "31 March 2025"],
        ["C", "5", "2.0", "[x]"],
    ]
    assert table.alignments[1:3] == ["AlignRight", "AlignRight"]


def test_no_percentage_is_printed_on_a_base_below_the_smallest() -> None:
    table = read(to_markdown(SUBJECTS, {"subject": "Subject", "share": "%"}, smallest_base=10))
    assert [row[1] for row in table.rows] == ["75%", "25%", "[z]", "[z]"]


def test_changes_have_their_sign() -> None:
    frame = pd.DataFrame(
        {
            "feedback_type": ["complaint", "compliment", "comment"],
            "change": [-45, 1200, 0],
            "relative_change": [-0.434, 13, 0],
            "share_change": [-0.304, 0.0749, 0.0],
            "count_before": [1520, 92, 30],
        }
    )
    columns = {"feedback_type": "Type", "change": "Change", "relative_change": "%", "share_change": "Points"}
    table = read(to_markdown(frame, columns, decimals={"share_change": 1}))
    assert table.rows == [
        ["Complaints", "−45", "−43%", "−30.4"],
        ["Compliments", "+1,200", "+1,300%", "+7.5"],
        ["Comments", "0", "0%", "0.0"],
    ]


def test_years_are_written_in_the_councils_style() -> None:
    frame = pd.DataFrame({"year": [2023, 2024], "count": [2023, 2024]})
    columns = {"year": "Year", "count": "Cases"}
    assert read(to_markdown(frame, columns)).rows == [["2023/24", "2,023"], ["2024/25", "2,024"]]
    assert read(to_markdown(frame, columns, year_style="2024 to 2025")).rows[0][0] == "2023 to 2024"


def test_a_total_row_adds_counts_and_divides_them_by_the_base() -> None:
    columns = {"subject": "Subject", "count": "Complaints", "share": "%"}
    table = read(to_markdown(SUBJECTS[:2], columns, total_row="All subjects"))
    assert table.rows[-1] == ["All subjects", "2,000", "100%"]
    assert table.bold == [False, False, True]


def test_a_total_row_of_thirds_is_all_of_them() -> None:
    """The unrounded shares add up to 0.99...: the total is that of the counts."""
    frame = pd.DataFrame({"subject": list("abc"), "count": 1, "base": 3, "share": 1 / 3})
    table = read(to_markdown(frame, {"subject": "Subject", "share": "%"}, total_row="All"))
    assert table.rows[-1] == ["All", "100%"]


def test_a_total_of_what_is_withheld_or_unknown_is_not_given() -> None:
    frame = pd.DataFrame({"team": ["a", "b"], "count": pd.Series(["[c]", 5], dtype="object"), "held": [pd.NA, 5]})
    columns = {"team": "Team", "count": "Count", "held": "Held"}
    assert read(to_markdown(frame, columns, total_row="All")).rows[-1] == ["All", "[c]", "[x]"]


def test_averages_and_text_have_no_total() -> None:
    frame = pd.DataFrame({"team": ["a", "b"], "days": [1.5, 2.5], "note": ["x", "y"], "count": [1, 2]})
    columns = {"team": "Team", "days": "Days", "note": "Note", "count": "Count"}
    assert read(to_markdown(frame, columns, total_row="All", decimals={"days": 1})).rows[-1] == ["All", "", "", "3"]


def test_a_total_row_that_the_frame_holds_is_only_made_bold() -> None:
    frame = pd.DataFrame({"procedure": ["corporate", "all procedures", "statutory"], "count": [1, 3, 2]})
    table = read(to_markdown(frame, {"procedure": "Procedure", "count": "Count"}, total_row="all procedures"))
    assert table.rows == [["Corporate", "1"], ["All procedures", "3"], ["Statutory", "2"]]
    assert table.bold == [False, True, False]


def test_a_total_row_can_be_given() -> None:
    columns = {"subject": "Subject", "count": "Complaints", "share": "%"}
    table = read(to_markdown(SUBJECTS[:2], columns, total_row={"subject": "Both", "count": "[c]"}))
    assert table.rows[-1] == ["Both", "[c]", ""]


def test_a_total_row_has_a_name_even_where_the_other_rows_have_numbers() -> None:
    frame = pd.DataFrame({"stage": [2, 3], "count": [5, 1]})
    table = read(to_markdown(frame, {"stage": "Stage", "count": "Count"}, total_row="Both"))
    assert table.rows == [["2", "5"], ["3", "1"], ["Both", "6"]]


def test_services_stand_side_by_side_without_merged_cells() -> None:
    columns = {"subject": "Subject", "count": "complaints", "share": "% of complaints"}
    table = read(to_markdown(SUBJECTS, columns, across="service", absent=0, total_row="All subjects"))
    assert table.head == [
        "Subject",
        "Parks: complaints",
        "Parks: % of complaints",
        "Roads: complaints",
        "Roads: % of complaints",
    ]
    assert table.rows == [
        ["Delay", "1,500", "75%", "3", "75%"],
        ["Conduct", "500", "25%", "0", "0%"],
        ["Cost", "0", "0%", "1", "25%"],
        ["All subjects", "2,000", "100%", "4", "100%"],
    ]


def test_a_row_that_a_service_lacks_is_not_available_unless_said() -> None:
    table = read(to_markdown(SUBJECTS, COUNTS, across="service"))
    assert table.rows[1] == ["Conduct", "500", "[x]"]


def test_a_table_with_long_lines_shares_the_width_by_the_length_of_its_words() -> None:
    """Pandoc gives relative widths to a pipe table with a line of more than 72 characters."""
    lesson = "Letters now say who will answer and by when, in words that a young person can follow at once."
    frame = pd.DataFrame({"service": ["Parks"], "lesson": [lesson], "count": [5]})
    table = read(to_markdown(frame, {"service": "Service", "lesson": "What was learnt", "count": "Cases"}))
    first, second, third = table.widths
    assert second > 3 * first
    assert third < 0.2
    assert sum(table.widths) == pytest.approx(1)


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    frame = pd.DataFrame({"subject": ["x" * 70, "y"], "count": [1, 2]})
    table = read(to_markdown(frame, {"subject": "S", "count": "Acknowledgements"}))
    # 16 letters of heading beside at most 40 of text
    assert table.widths[1] > 0.25


def test_the_frame_is_not_changed() -> None:
    before = SUBJECTS.copy()
    to_markdown(SUBJECTS, COUNTS, across="service", total_row="All")
    pd.testing.assert_frame_equal(SUBJECTS, before)


def test_an_empty_table_is_refused_so_that_a_sentence_can_stand_instead() -> None:
    with pytest.raises(NothingToShow, match="has no rows"):
        to_markdown(SUBJECTS[:0], COUNTS)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": {"team": "Team"}}, 'needs the column "team"; the frame has service, subject'),
        ({"formats": {"count": "money"}}, 'column "count" cannot be written as "money": expected text, number'),
        ({"formats": {"subject": "number"}}, 'column "subject" cannot be written as number: it holds delay'),
        ({"across": "service", "frame": pd.concat([SUBJECTS, SUBJECTS[:1]])}, 'one row for each "subject"; Parks'),
    ],
)
def test_what_cannot_be_printed_is_refused_with_the_reason(options: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {"frame": SUBJECTS, "columns": COUNTS} | options
    with pytest.raises(ReportError, match=message):
        to_markdown(**arguments)


def test_a_base_stands_for_the_total_of_counts_of_which_some_are_withheld() -> None:
    counts = pd.Series([12, "[c]", "[c]"], dtype="object")
    frame = pd.DataFrame({"subject": list("abc"), "count": counts, "base": 21, "share": [12 / 21, "[c]", "[c]"]})
    columns = {"subject": "Subject", "count": "Complaints", "share": "%"}
    assert read(to_markdown(frame, columns, total_row="All")).rows[-1] == ["All", "21", "100%"]
    hidden = frame.assign(base=pd.Series(["[c]"] * 3, dtype="object"))
    assert read(to_markdown(hidden, columns, total_row="All")).rows[-1] == ["All", "[c]", "[c]"]
