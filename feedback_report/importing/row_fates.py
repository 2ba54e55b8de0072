"""Put the cases of all tables of an import together: each row read gets exactly one fate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from feedback_report.data.cell_checks import typed
from feedback_report.data.contract import Contract
from feedback_report.data.problems import sentence
from feedback_report.data.row_rules import Known, case_rules
from feedback_report.importing.conversion import Conversion
from feedback_report.importing.turned_dates import suspicion
from feedback_report.settings import Council
from feedback_report.years import Year

IMPORTED, DUPLICATE, EXCLUDED, REFUSED = "imported", "duplicate", "excluded", "refused"
THE_SAME = "same as another row"
REPEATED = "same case as another row"
KEPT = {"keep first": "repeats a case: its first row is kept", "keep last": "repeats a case: its last row is kept"}


@dataclass(frozen=True)
class Gathered:
    """All rows of an import with their fates.

    - ``rows``: one row per row read: file, sheet, row (as a spreadsheet numbers it), system, fate, reason (the
      first one; missing when imported).
    - ``reasons``: one row per row refused and reason: file, sheet, row, column (of cases.csv, or empty), reason.
    - ``cases``: the rows imported, as text, with the columns of cases.csv, by date received and case id.
    - ``rules``: what the data contract says to do, for each reason that is one of its rules.
    - ``suspicion``: what the dates of all rows of the year together give reason to ask.
    """

    rows: pd.DataFrame
    reasons: pd.DataFrame
    cases: pd.DataFrame
    rules: dict[str, str]
    suspicion: str | None


def gather(
    conversions: Sequence[Conversion],
    contract: Contract,
    council: Council,
    year: Year,
    earlier: Mapping[str, pd.DataFrame],
) -> Gathered:
    """Join converted tables, drop duplicates, and refuse what breaks a rule of the data contract.

    ``earlier`` holds the typed cases of earlier years, by file.
    """
    rows = pd.concat([_origins(work) for work in conversions], ignore_index=True)
    cases = pd.concat([pd.DataFrame(work.cases) for work in conversions], ignore_index=True)
    cases = cases[[column for column in contract if column in cases]]
    rows["reason"] = pd.concat([work.excluded for work in conversions], ignore_index=True)
    rows["fate"] = rows["reason"].notna().map({True: EXCLUDED, False: IMPORTED})
    reasons = [_refusals(conversions, rows)]
    _refuse(rows, reasons[0])
    _drop_duplicates(rows, cases)
    reasons.append(_repeats(rows, cases, conversions))
    _refuse(rows, reasons[-1])
    rules: dict[str, str] = {}
    while len(broken := _broken_rules(rows, cases, contract, council, year, earlier, rules)):
        reasons.append(broken)
        _refuse(rows, broken)
    kept = cases[rows["fate"].eq(IMPORTED)].sort_values(["received", "case_id"], kind="stable", ignore_index=True)
    told = pd.concat(reasons, ignore_index=True).sort_values("position", kind="stable")
    told = rows.loc[told["position"], ["file", "sheet", "row"]].reset_index(drop=True).join(
        told[["column", "reason"]].reset_index(drop=True)
    )  # fmt: skip
    doubt = suspicion(cases[~rows["fate"].isin([EXCLUDED, DUPLICATE])])
    return Gathered(rows, told, kept, rules, doubt)


def _origins(work: Conversion) -> pd.DataFrame:
    sheet = work.listing.sheet
    origin = {"file": sheet.file, "sheet": sheet.name, "row": work.rows.index, "system": work.system.name}
    return pd.DataFrame(origin, index=range(len(work.rows)))


def _reasons(positions: Sequence[int] | pd.Index, column: str, reason: str) -> pd.DataFrame:
    return pd.DataFrame({"position": list(positions), "column": column, "reason": reason})


def _none() -> pd.DataFrame:
    return _reasons([], "", "").astype({"position": "int64"})


def _refusals(conversions: Sequence[Conversion], rows: pd.DataFrame) -> pd.DataFrame:
    first, found = 0, [_none()]
    for work in conversions:
        for refusal in work.refusals:
            positions = (first + work.rows.index.get_indexer(refusal.rows)).tolist()
            found.append(_reasons(positions, refusal.column, refusal.reason))
        first += len(work.rows)
    return pd.concat(found, ignore_index=True)


def _refuse(rows: pd.DataFrame, reasons: pd.DataFrame) -> None:
    first = reasons.drop_duplicates("position").set_index("position")
    column = first["column"].where(first["column"].eq(""), first["column"] + ": ")
    rows.loc[first.index, "fate"] = REFUSED
    rows.loc[first.index, "reason"] = column + first["reason"]


def _drop_duplicates(rows: pd.DataFrame, cases: pd.DataFrame) -> None:
    alive = cases[rows["fate"].eq(IMPORTED)]
    same = alive.index[alive.duplicated()]
    rows.loc[same, ["fate", "reason"]] = [DUPLICATE, THE_SAME]


def _repeats(rows: pd.DataFrame, cases: pd.DataFrame, conversions: Sequence[Conversion]) -> pd.DataFrame:
    """Decide on the rows of one case that say different things, as each system's mapping wants it."""
    rule = rows["system"].map({work.system.name: work.system.repeated_cases for work in conversions})
    alive = cases[rows["fate"].eq(IMPORTED)]
    repeated = alive[alive.duplicated("case_id", keep=False)]
    found = [_none()]
    for _, same in repeated.groupby("case_id", sort=False):
        policy = rule[same.index[0]]
        if policy == "refuse":
            differ = [f'"{column}"' for column in same if same[column].nunique(dropna=False) > 1]
            words = f"{REPEATED}, with another {', '.join(differ)}"
            found.append(_reasons(same.index, "case_id", words))
        else:
            others = same.index[1:] if policy == "keep first" else same.index[:-1]
            rows.loc[others, ["fate", "reason"]] = [DUPLICATE, KEPT[policy]]
    return pd.concat(found, ignore_index=True)


def _broken_rules(
    rows: pd.DataFrame,
    cases: pd.DataFrame,
    contract: Contract,
    council: Council,
    year: Year,
    earlier: Mapping[str, pd.DataFrame],
    rules: dict[str, str],
) -> pd.DataFrame:
    """Find the rows that break a rule of the data contract, once among the rows that are left."""
    alive = typed(cases[rows["fate"].eq(IMPORTED)], contract)
    everything = pd.concat([*earlier.values(), alive])
    known = everything.dropna(subset="case_id").drop_duplicates("case_id")
    found = [_none()]
    for check in case_rules(year, council, earlier, Known(cases=known, stages=None)):
        passed = check(alive).check_output
        failed = alive.index[~passed.astype("bool").to_numpy()]
        if len(failed):
            reason = sentence(str(check.title), 1).removeprefix("1 ")
            rules[reason] = sentence(str(check.description), len(failed))
            found.append(_reasons(failed, "", reason))
    return pd.concat(found, ignore_index=True)
