"""A small council with a person's name, e-mail address, telephone number and references in every text column."""

from pathlib import Path

from small_data import (
    Row,
    a_benchmark,
    a_case,
    a_council,
    a_count,
    a_population,
    a_remedy,
    a_stage,
    an_action,
    tables_of_rows,
    write_data,
)
from small_project import write_settings

from feedback_report.data.contract import contracts

CASE, CUSTOMER, ACTION = "CF-2031-70", "P-5550-70", "L-2031-70"  # each reference begins with one of them
Column = tuple[str, str]
TEXT_COLUMNS: list[Column] = [
    (table, name)
    for table, columns in contracts(a_council()).items()
    for name, held in columns.items()
    if held.kind in ("text", "free text") and not held.allowed
]
# What the paper prints of the rows that it counts or lists: names of categories, lessons, and where a number is from.
PRINTED: set[Column] = {
    *(("cases", name) for name in ("team", "subject", "age_band", "gender", "ethnicity", "disability")),
    ("remedies", "remedy"),
    *(("actions", name) for name in ("service", "lesson", "action", "owner")),
    *((table, "source") for table in ("history", "population", "benchmark")),
}
# By these a row is found to be counted: they equal what the paper has from council.yml or asks for.
_SOUGHT: set[Column] = {
    ("cases", "service"),
    *(("history", name) for name in ("series", "service", "category")),
    *((table, "area_code") for table in ("population", "benchmark")),
}
_KEYS = {"case_id": CASE, "merged_into": CASE, "customer_ref": CUSTOMER, "action_id": ACTION}


def person(column: Column) -> tuple[str, str, str]:
    """Get who is planted in a column: a name, an e-mail address and a telephone number that stand nowhere else."""
    number = TEXT_COLUMNS.index(column) + 10
    return f"Jo Bloggs{number}", f"jo.bloggs{number}@example.net", f"07700 9004{number}"


def write_planted_council(folder: Path, *, printed: bool = False, more: int = 0) -> Path:
    """Write the data folder of the council, and get it.

    Each text column holds a person: in every row what the paper does not print, and what it prints in rows alone that
    it neither counts nor lists, unless ``printed``. There are ``more`` cases than at first.
    """
    write_data(folder, **_tables(_SOUGHT if printed else _SOUGHT | PRINTED, cases=4 + more))
    clock = {"target": 10, "extended": 20, "starts": "received", "source": "the test"}
    stages = {1: clock, 2: clock | {"starts": "requested"}}
    changed = {
        "procedures": {"corporate": {"name": "Corporate", "stages": stages}},
        "neighbours": [{"area_code": "E2", "name": "Nearshire"}],
    }
    data = write_settings(folder / "data", council=changed)
    for path in (data / "council.yml", data / "2024-25" / "year.yml"):
        written = path.read_text(encoding="utf-8")
        path.write_text(f"# Ask {_planted(('cases', 'team'))}.\n{written}", encoding="utf-8")
    return data


def _tables(left: set[Column], cases: int) -> dict[str, list[Row]]:
    """Get the rows of each table: first those that the paper counts or lists, with columns ``left``, then another."""
    done = {"kind": "done", "status": "done", "carried_from": ""}
    merged = _case(9) | {"merged_into": _case(2)["case_id"]}
    tables = tables_of_rows() | {
        "cases": [*(_with_persons("cases", _case(number), left) for number in range(1, cases + 1))],
        "stages": [_with_persons("stages", _of_case(2, a_stage()), left)],
        "remedies": [_with_persons("remedies", _of_case(2, a_remedy()), left)],
        "actions": [_with_persons("actions", action, left) for action in (_action(1), _action(2, **done))],
        "history": [_with_persons("history", a_count(), left)],
        "population": [_with_persons("population", a_population(area_code=code), left) for code in ("E1", "E2")],
        "benchmark": [_with_persons("benchmark", a_benchmark(year="2024/25"), left)],
    }
    of_others = {
        "cases": merged,
        "remedies": _of_case(9, a_remedy()),
        "history": a_count(),
        "population": a_population(),
        "benchmark": a_benchmark(),
    }
    for table, row in of_others.items():
        tables[table].append(_with_persons(table, row, set()))
    # No paper reports again what was done and reported the year before.
    tables["earlier_actions"] = [_with_persons("actions", _action(3, **done), set())]
    return tables


def _with_persons(table: str, row: Row, left: set[Column]) -> Row:
    """Plant a person in every text column of a row but those ``left``; the keys of rows have theirs already."""
    found = [each for each in TEXT_COLUMNS if each[0] == table and each[1] not in _KEYS and each not in left]
    return row | {column[1]: _planted(column) for column in found}


def _planted(column: Column) -> str:
    return " ".join((*person(column), f"{CASE}001", f"{CUSTOMER}001"))


def _key(table: str, name: str, number: int) -> str:
    """Get the key of a row, with a person in it but for the first, which is planted elsewhere."""
    key = f"{_KEYS[name]}{number:03}"
    return key if number == 1 else " ".join((key, *person((table, name))))


def _case(number: int) -> Row:
    day, closed = f"2024-05-{number:02}", f"2024-05-{number + 9:02}"
    keys = {name: _key("cases", name, number) for name in ("case_id", "customer_ref")}
    people = {"raised_by": "advocate", "age_band": "18 to 64", "gender": "F", "ethnicity": "A", "disability": "no"}
    return a_case(received=day, acknowledged=day, closed=closed, **keys, **people)


def _of_case(number: int, row: Row) -> Row:
    return row | {"case_id": _key("cases", "case_id", number)}


def _action(number: int, **cells: str) -> Row:
    return an_action(action_id=_key("actions", "action_id", number), **cells)
