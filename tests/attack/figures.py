"""Read the files of a paper's figures: which figure a file belongs to shows in its columns."""

from collections.abc import Callable

from attack.published import MARK, MONTHS, Published, Ranked, complaints

Row = dict[str, str]
STATUSES = ("completed", "withdrawn", "refused", "open", "paused")
STAGE_COUNTS = ("requested", *STATUSES, "closed_in_year", "completed_in_year", "unfinished")
MERGING = {
    "count_merged_once": "once",
    "in_merged_groups": "merged",
    "merged_groups": "groups",
    "merged_customers": "customers",
}


def read_figure(published: Published, rows: list[Row]) -> None:
    """Note every number of one file."""
    for row in rows:
        for column, reading in READING.items():
            if column in row:
                reading(published, row, int(row["year"][:4]), row.get("service", "council"))
                break


def _stages(published: Published, row: Row, year: int, _: str) -> None:
    for column in STAGE_COUNTS:
        place = (row["procedure"], int(row["stage"]), published.as_named(row["area"]))
        published.note(("stage", year, *place, column), row[column])


def _cases(published: Published, row: Row, year: int, service: str) -> None:
    published.note(("cases", year, service, row["feedback_type"]), row["count"])
    for column in MERGING.keys() & row.keys():
        published.note((MERGING[column], year, service, row["feedback_type"]), row[column])


def _months(published: Published, row: Row, year: int, service: str) -> None:
    month = MONTHS[(int(row["month"]) - 4) % 12]
    published.note_share(("month", year, service, month), complaints(year, service), row)


def _bands(published: Published, row: Row, year: int, service: str) -> None:
    place = (year, int(row["stage"]), service, row["procedure"])
    published.note_share(("band", *place, row["band"]), ("measured", *place), row)
    published.note(("extended", *place, row["band"]), row["extension_agreed"])


def _rates(published: Published, row: Row, year: int, _: str) -> None:
    if row.get("is_council", "True") == "True":
        published.note(("cases", year, "council", "complaint"), row["count"])


def _counts_of(column: str, base: str = "closed", kind: str = "") -> Callable[[Published, Row, int, str], None]:
    """Read a file that counts by the values of a column; a rank says that what has none is no more."""

    def read(published: Published, row: Row, year: int, service: str) -> None:
        whole = complaints(year, service) if base == "complaints" else (base, year, service)
        group = (kind or column, year, service)
        published.note_share((*group, published.as_named(row[column])), whole, row)
        if row.get("rank", "") not in (MARK, "") and row["count"] != MARK:
            published.ranked.append(Ranked(group, float(row["count"])))

    return read


READING: dict[str, Callable[[Published, Row, int, str], None]] = {
    "requested": _stages,
    "feedback_type": _cases,
    "month": _months,
    "contact_method": _counts_of("contact_method", "known", "method"),
    "band": _bands,
    "outcome": _counts_of("outcome"),
    "remedy": _counts_of("remedy"),
    "subject": _counts_of("subject", "complaints"),
    "team": _counts_of("team", "complaints"),
    "population_year": _rates,
}
