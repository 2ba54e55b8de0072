"""Checks in general: what counts as a finding, what one can go on with, and how it is shown."""

from collections.abc import Iterator

from feedback_report.checks import (
    Check,
    Finding,
    Severity,
    as_json,
    as_text,
    can_go_on,
    leave_out,
    run_checks,
)
from feedback_report.errors import DataError
from feedback_report.years import Year

MUST = Finding("a.csv", "It is wrong.", "Mend it.")
LOOK = Finding("a.csv", "It is odd.", severity=Severity.look)


def a_check(*findings: Finding) -> Check[None]:
    return Check("a-check", "A check", "The remedy.", lambda _: findings)


def test_what_must_be_fixed_keeps_one_from_going_on() -> None:
    assert not can_go_on(run_checks([a_check(LOOK, MUST)], None))


def test_what_is_only_to_be_looked_at_does_not() -> None:
    assert can_go_on(run_checks([a_check(LOOK)], None))


def test_a_check_that_has_not_run_keeps_one_from_going_on() -> None:
    assert not can_go_on(leave_out([a_check()], "the data is not there"))


def test_a_check_that_crashes_is_a_finding_without_the_words_of_the_crash() -> None:
    def crash(_: None) -> Iterator[Finding]:
        raise ValueError("SECRET")
        yield MUST

    (checked,) = run_checks([Check("a", "A check", "", crash)], None)
    assert checked.findings[0].severity is Severity.must
    assert checked.findings[0].message.startswith("The check failed: ValueError (test_checks.py, line ")
    assert "SECRET" not in checked.findings[0].message


def test_a_check_that_meets_bad_data_gives_its_problems() -> None:
    def refuse(_: None) -> Iterator[Finding]:
        raise DataError(["one", "two"])
        yield MUST

    (checked,) = run_checks([Check("a", "A check", "", refuse)], None)
    assert [found.message for found in checked.findings] == ["one", "two"]


def test_text_puts_what_must_be_fixed_first_and_says_what_is_only_to_be_looked_at() -> None:
    assert as_text(run_checks([a_check(LOOK, MUST)], None)).splitlines() == [
        "A check: 2 (1 must be fixed)",
        "  The remedy.",
        "  a.csv",
        "    It is wrong.",
        "      Mend it.",
        "    Look at it: It is odd.",
    ]


def test_a_check_that_found_nothing_but_what_must_be_fixed_says_so_beside_its_number() -> None:
    assert as_text(run_checks([a_check(MUST)], None)).splitlines()[0] == "A check: 1 (must be fixed)"


def test_text_counts_the_checks_that_found_nothing_and_names_them_when_asked() -> None:
    results = run_checks([a_check(LOOK), a_check(), a_check()], None)
    assert as_text(results).splitlines()[-1] == "Nothing found by 2 checks (--verbose names them)."
    assert as_text(results, verbose=True).splitlines()[-2:] == ["A check: none", "A check: none"]


def test_text_says_why_a_check_has_not_run() -> None:
    results = leave_out([a_check(), a_check()], "there is no data")
    assert as_text(results) == "Not checked, because there is no data: 2 checks (--verbose)."
    assert as_text(results, verbose=True).splitlines()[1:] == ["  A check", "  A check"]


def test_json_says_whether_one_can_go_on_and_how_much_each_finding_weighs() -> None:
    held = as_json(Year(2024), "here", run_checks([a_check(LOOK, MUST)], None))
    assert (held["can_go_on"], held["must_be_fixed"], held["look_at_it"], held["count"]) == (False, 1, 1, 2)
    assert [found["severity"] for found in held["checks"][0]["findings"]] == ["look at it", "must be fixed"]
