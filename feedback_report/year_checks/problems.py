"""What keeps a year's settings and tables from being used, grouped by file."""

from collections.abc import Iterable, Iterator

from feedback_report.checks import Check, Finding
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.year_checks.sources import Sources


def settings_findings(sources: Sources) -> Iterator[Finding]:
    """Find what is wrong with council.yml and year.yml."""
    yield from _grouped(problem for problem in sources.settings_problems if TO_FILL not in problem)


def to_fill_findings(sources: Sources) -> Iterator[Finding]:
    """Find what a person has still to fill in, in the settings and the tables."""
    yield from _grouped([*(problem for problem in sources.settings_problems if TO_FILL in problem), *sources.to_fill])


def data_findings(sources: Sources) -> Iterator[Finding]:
    """Find what breaks the data contract, in every table at once."""
    yield from _grouped(sources.data_problems)


def _grouped(problems: Iterable[str]) -> Iterator[Finding]:
    """Split each problem into its file and the rest, the problems of one file together."""
    split = []
    for problem in problems:
        where, colon, rest = problem.partition(": ")
        split.append((where, rest) if colon and "/" in where and " " not in where.split("/")[0] else ("", problem))
    places = list(dict.fromkeys(where for where, _ in split))
    for where, message in sorted(split, key=lambda each: places.index(each[0])):
        yield Finding(where, message)


SOURCE_CHECKS: tuple[Check[Sources], ...] = (
    Check("settings", "Settings that cannot be used", "data/README.md explains every entry.", settings_findings),
    Check(
        "to-fill",
        "Still to be filled in",
        f"A draft can be built all the same; no paper is published while {TO_FILL} stands.",
        to_fill_findings,
    ),
    Check("data", "Tables that break the data contract", "data/README.md explains every column.", data_findings),
)
