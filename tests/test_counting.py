import pandas as pd
from tiny_tables import a_council, cases, complaint

from feedback_report.measures.counting import (
    complaints_by_name,
    count_by,
    if_any,
    in_scope,
    ranks,
    rows_where,
    shares,
    with_any,
)
from feedback_report.wording import SUPPRESSED


def test_counts_include_combinations_that_no_row_has():
    rows = pd.DataFrame({"colour": ["red", "red", "blue"], "size": [1, 2, 1]})

    counts = count_by(rows, colour=["red", "green"], size=[1, 2])

    # red-1 and red-2 once each; green never; blue was not asked for.
    assert counts.to_dict("list") == {
        "colour": ["red", "red", "green", "green"],
        "size": [1, 2, 1, 2],
        "count": [1, 1, 0, 0],
    }


def test_counts_of_no_rows_are_whole_zeros():
    counts = count_by(pd.DataFrame({"colour": pd.Series([], dtype="str")}), colour=["red"])

    assert list(counts["count"]) == [0]
    assert counts["count"].dtype == "int64"


def test_a_share_of_nothing_is_missing_and_not_an_error():
    found = shares(pd.Series([1, 0, 2, 3]), pd.Series([4, 0, 0, pd.NA], dtype="Int64"))

    assert found[0] == 0.25
    assert found[1:].isna().all()


def test_equal_counts_share_a_rank_and_zeros_have_none():
    frame = pd.DataFrame({"service_key": ["a"] * 4 + ["b"], "count": [5, 2, 5, 0, 1]})

    assert list(ranks(frame)) == [1, 3, 1, pd.NA, 1]


def test_a_case_is_in_scope_only_under_the_very_name_of_a_service():
    held = cases(complaint("1"), complaint("2", service="Road"), complaint("3", service=None))

    assert list(in_scope(held, a_council())["case_id"]) == ["1"]


def test_names_that_are_not_listed_and_what_is_not_recorded_come_last_and_count_in_the_base():
    held = cases(
        complaint("1", team="Zebra"), complaint("2", team="Apple"), complaint("3"), complaint("4", service="Parks")
    )

    found = rows_where(complaints_by_name(held, a_council(), 2024, "team", listed=["North"]), service_key="roads")

    assert list(found["team"]) == ["North", "Apple", "Zebra", "not recorded"]
    assert list(found["count"]) == [0, 1, 1, 1]
    assert set(found["base"]) == {3}
    assert list(found["rank"]) == [pd.NA, 1, 1, pd.NA]  # "not recorded" is no team, so it takes no part


def test_a_service_without_any_count_is_left_out_of_a_chart():
    frame = pd.DataFrame(
        {
            "service_key": ["roads", "roads", "parks", "parks", "bins", "bins"],
            "count": pd.array([0, 3, 0, 0, None, None], dtype="Int64"),
        }
    )
    assert list(with_any(frame)["service_key"]) == ["roads", "roads"]
    assert with_any(frame.iloc[:0]).empty


def test_a_table_of_nothing_but_zeros_is_left_without_rows():
    zeros = pd.DataFrame({"area": ["Roads", "All"], "requested": [0, 0], "refused": [0, 0]})

    assert if_any(zeros, ["requested", "refused"]).empty
    assert len(if_any(zeros.assign(refused=[0, 1]), ["requested", "refused"])) == 2
    assert len(if_any(zeros.assign(requested=pd.Series([SUPPRESSED, 0], dtype="object")), ["requested"])) == 2
