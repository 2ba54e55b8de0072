import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_systems import column, fewest, is_safe, random_rows, small, table

from feedback_report.disclosure.ranges import Range, feasible_ranges
from feedback_report.disclosure.system import Cell, system_of
from feedback_report.disclosure.withholding import choose

counts = st.lists(st.integers(0, 25), min_size=2, max_size=4)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=4)
)
thresholds = st.integers(2, 10)


def test_a_small_count_takes_the_smallest_other_that_keeps_its_range_wide_enough():
    # 3 and 6 add up to 9: each can be anything from 1 to 8.
    system = column(3, 6, 20)
    assert choose(system, 5) == {"a", "b"}
    assert feasible_ranges(system, {"a", "b"}) == {"a": Range(1, 8), "b": Range(1, 8)}


def test_small_counts_whose_sum_leaves_too_little_take_one_more():
    # 2 and 3 add up to 5: each would be known to be from 1 to 4, which is less wide than 5.
    assert choose(column(2, 3, 20, 30), 5) == {"a", "b", "c"}


def test_where_one_category_holds_everything_the_total_goes_with_it():
    system = column(3, 0, 0)
    assert choose(system, 5) == {"a", "all"}
    assert feasible_ranges(system, {"a", "all"})["a"].high == float("inf")


def test_counts_of_none_and_those_that_are_large_enough_are_shown():
    assert choose(column(0, 5, 20), 5) == frozenset()


def test_a_reader_knows_that_what_is_withheld_is_not_none():
    assert feasible_ranges(column(3, 6), {"a", "b"})["a"].low == 1


def test_an_equation_that_the_numbers_do_not_bear_out_ties_nothing():
    system = system_of({"a": Cell(3), "b": Cell(9)}, [{"a": 1, "b": -1}])
    assert system.relations == []
    assert choose(system, 5) == {"a"}


def test_a_limit_ties_as_far_as_it_goes():
    # Of 4 upheld among 6 decisions a reader knows that they are from 1 to 6: wide enough. Among 5 they are not.
    def among(decisions):
        cells = {"upheld": Cell(4), "decisions": Cell(decisions), "rest": Cell(decisions - 4, printed=False)}
        return choose(system_of(cells, [{"decisions": -1, "upheld": 1, "rest": 1}]), 5)

    assert among(6) == {"upheld"}
    assert among(5) == {"upheld", "decisions"}


def test_a_cell_that_many_tables_print_is_spared():
    cells = {"a": Cell(3), "b": Cell(30), "all": Cell(33, cost=20)}
    assert choose(system_of(cells, [{"all": -1, "a": 1, "b": 1}]), 5) == {"a", "b"}


def test_what_was_withheld_before_stays_so_and_what_was_shown_protects_nothing():
    assert choose(column(3, 6, 20), 5, withheld={"c"}) == {"a", "c"}
    assert choose(column(3, 6, 20), 5, shown={"b"}) == {"a", "c"}


def test_where_all_else_has_been_shown_the_small_counts_are_withheld_all_the_same():
    assert {"a"} < choose(column(3, 6), 5, shown={"b", "all"})


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize("shape", [(2, 2), (2, 3), (3, 3)])
def test_as_few_are_withheld_as_can_be(shape, threshold):
    # The ratio to the fewest, found by trying every choice, is 1.
    for seed in range(6 if shape != (3, 3) else 2):
        system = table(random_rows(seed, *shape))
        assert len(choose(system, threshold)) == fewest(system, threshold), seed


@settings(deadline=None, max_examples=80)
@given(tables, thresholds)
def test_no_table_gives_away_what_is_withheld(rows, threshold):
    system = table(rows)
    withheld = choose(system, threshold)
    assert small(system, threshold) <= withheld
    assert all(system.cells[name].value for name in withheld)
    assert is_safe(system, withheld, threshold)


@settings(deadline=None, max_examples=40)
@given(counts, counts, thresholds)
def test_tables_that_share_a_total_do_not_give_it_away_together(one, other, threshold):
    # Months and subjects of the same complaints: what one table lacks the other holds.
    other = [*other, max(sum(one) - sum(other), 0)]
    one = [*one, max(sum(other) - sum(one), 0)]
    cells = {f"a{place}": Cell(count) for place, count in enumerate(one)}
    cells |= {f"b{place}": Cell(count) for place, count in enumerate(other)} | {"all": Cell(sum(one), cost=5)}
    sums = [{"all": -1, **{name: 1 for name in cells if name[0] == first and name != "all"}} for first in "ab"]
    system = system_of(cells, sums)
    assert len(system.relations) == 2
    withheld = choose(system, threshold)
    assert small(system, threshold) <= withheld
    assert is_safe(system, withheld, threshold)


@settings(deadline=None, max_examples=20)
@given(tables, thresholds)
def test_the_same_table_is_treated_the_same_each_time(rows, threshold):
    assert choose(table(rows), threshold) == choose(table(rows), threshold)
