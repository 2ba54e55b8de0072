"""What must hold between the cells of a row, between rows, and between the tables of different years.

Each function gives the rules of one table as pandera checks on its typed rows. A rule passes where a
date or text that it needs is missing: what must be filled is the contract's business.
"""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from feedback_report.data.contract import FEEDBACK_TYPES
from feedback_report.data.rule_kinds import (
    Earlier,
    all_different,
    among,
    empty_where,
    filled_where,
    inside_year,
    not_before,
    not_in_earlier,
    rule,
)
from feedback_report.settings import Council
from feedback_report.years import Year

OF_CASES = ["case_id", "received", "feedback_type", "procedure", "merged_into", "year"]


@dataclass(frozen=True)
class Known:
    """What the files of all years hold together, for rules that look beyond their own file.

    ``cases`` has one row per case, with the columns ``OF_CASES``, and ``stages`` the (case_id, stage) pairs.
    Either is None when one of its files could not be used: then the rules that need it are left out.
    """

    cases: pd.DataFrame | None
    stages: pd.MultiIndex | None


def case_rules(year: Year, council: Council, earlier: Earlier, known: Known) -> list[pa.Check]:
    """Get the rules of a year's cases.

    ``earlier`` holds the cases of earlier years, by file.
    """
    rules = [
        all_different(["case_id"], "case_id"),
        *not_in_earlier(["case_id"], "case_id", earlier),
        inside_year("received", year),
        not_before("acknowledged", "received"),
        not_before("closed", "received"),
        filled_where("closed", "status", ("closed",)),
        empty_where("closed", "status", ("open", "paused")),
        empty_where("outcome", "status", ("open", "paused", "refused")),
        filled_where("subject", "feedback_type", ("complaint",)),
        filled_where("procedure", "feedback_type", ("complaint",)),
        rule(
            lambda rows: ~rows["merged_into"].eq(rows["case_id"]),
            "{n} {case is|cases are} merged into {itself|themselves}",
            'leave "merged_into" empty for the case that remains',
        ),
    ]
    system = council.recording_system
    if system:
        start = pd.Timestamp(system.contact_method_since)
        rules.append(
            rule(
                lambda rows: rows["contact_method"].isna() | ~(rows["received"] < start),
                f'column "contact_method" has {{n}} {{value|values}} for {{a case|cases}} received '
                f"before {start:%Y-%m-%d}, when it was not recorded",
                "leave {it|them} empty, or correct contact_method_since in council.yml",
            )
        )
    if (cases := known.cases) is not None:
        rules += [
            rule(
                lambda rows: rows["merged_into"].isna() | among(rows["merged_into"], cases["case_id"]),
                'column "merged_into" has {n} {case_id that no file holds|case_ids that no file holds}',
                "correct {it|them}, or add the file of the year that holds {the case|the cases}",
            ),
            rule(
                lambda rows: _of_case(rows, cases, "merged_into", "merged_into").isna() | _merged_into_itself(rows),
                "{n} {case is|cases are} merged into a case that is itself merged into another",
                'give every case of a group the same "merged_into": the one case that remains',
            ),
        ]
    return rules


def stage_rules(year: Year, council: Council, earlier: Earlier, known: Known) -> list[pa.Check]:
    """Get the rules of a year's later stages.

    ``earlier`` holds the stages of earlier years, by file.
    """
    rules = [
        all_different(["case_id", "stage"], "case_id and stage"),
        *not_in_earlier(["case_id", "stage"], "case_id and stage", earlier),
        inside_year("requested", year),
        not_before("started", "requested"),
        not_before("closed", "requested"),
        not_before("closed", "started"),
        filled_where("closed", "status", ("completed",)),
        empty_where("closed", "status", ("open", "paused")),
        empty_where("outcome", "status", ("open", "paused", "refused")),
    ]
    if (cases := known.cases) is not None:
        offered = [(name, stage) for name, procedure in council.procedures.items() for stage in procedure.stages]
        rules += [
            _case_exists(cases, year),
            rule(
                lambda rows: ~(rows["requested"] < _of_case(rows, cases, "received")),
                '{n} {stage was|stages were} "requested" before the case was "received"',
                "correct one of the dates",
            ),
            rule(
                lambda rows: _of_case(rows, cases, "feedback_type").fillna("complaint").eq("complaint"),
                "{n} {stage belongs|stages belong} to a case that is not a complaint",
                'correct "case_id" here or "feedback_type" in cases',
            ),
            rule(
                lambda rows: _is_offered(rows, cases, offered),
                "{n} {stage is|stages are} not one of its procedure's in council.yml",
                'correct "stage" here, "procedure" in cases, or the procedures in council.yml',
            ),
        ]
    return rules


def remedy_rules(year: Year, known: Known) -> list[pa.Check]:
    """Get the rules of a year's remedies."""
    rules = [all_different(["case_id", "stage", "remedy"], "case_id, stage and remedy")]
    if known.cases is not None:
        rules.append(_case_exists(known.cases, year))
    if (stages := known.stages) is not None:
        rules.append(
            rule(
                lambda rows: rows["stage"].eq(1) | pd.MultiIndex.from_frame(rows[["case_id", "stage"]]).isin(stages),
                "{n} {remedy is|remedies are} for a stage that no file of stages holds",
                'correct "stage", or add the stage to stages',
            )
        )
    return rules


def action_rules(year: Year) -> list[pa.Check]:
    """Get the rules of a year's lessons and actions."""
    return [
        all_different(["action_id"], "action_id"),
        rule(
            lambda rows: ~(rows["carried_from"] >= year.start).fillna(False).astype(bool),
            f'column "carried_from" has {{n}} {{year that is|years that are}} not before {year}',
            "write the year that {the action was|the actions were} first planned in, or leave {it|them} empty",
        ),
        rule(
            lambda rows: ~(rows["kind"].eq("planned") & rows["status"].eq("done")),
            '{n} {action is|actions are} done by "status" and still planned by "kind"',
            'write done under "kind" too, or correct "status"',
        ),
        rule(
            lambda rows: ~(rows["kind"].eq("done") & rows["status"].isin(["under way", "not done"])),
            '{n} {action is|actions are} done by "kind" and not by "status"',
            'write planned under "kind" for what is not finished, or correct "status"',
        ),
    ]


def reference_rules(table: str) -> list[pa.Check]:
    """Get the rules of history, population or benchmark."""
    if table == "history":
        return [
            all_different(
                ["series", "year", "month", "service", "category"], "series, year, month, service and category"
            ),
            rule(
                lambda rows: ~rows["series"].eq("cases") | rows["category"].isin(FEEDBACK_TYPES),
                'the series "cases" has {n} {row|rows} with a "category" that is not a feedback type',
                "write complaint, compliment or comment",
            ),
        ]
    return [all_different(["area_code", "year"], "area_code and year")]


def _case_exists(cases: pd.DataFrame, year: Year) -> pa.Check:
    return rule(
        lambda rows: among(rows["case_id"], cases["case_id"][cases["year"] <= year.start]),
        f'column "case_id" has {{n}} {{value that is|values that are}} not in the cases of {year} or an earlier year',
        "correct {it|them}, or add the {case|cases}",
    )


def _merged_into_itself(rows: pd.DataFrame) -> pd.Series:
    return rows["merged_into"].eq(rows["case_id"])


def _is_offered(rows: pd.DataFrame, cases: pd.DataFrame, offered: Collection[tuple[str, int]]) -> pd.Series:
    procedure = _of_case(rows, cases, "procedure")
    pairs = pd.MultiIndex.from_arrays([procedure, rows["stage"]])
    return procedure.isna() | pairs.isin(list(offered))


def _of_case(rows: pd.DataFrame, cases: pd.DataFrame, column: str, named_in: str = "case_id") -> pd.Series:
    """Get a column of the cases that rows name in one of theirs; missing where there is no such case."""
    wanted = cases[among(cases["case_id"], rows[named_in])]
    return wanted.set_index("case_id")[column].reindex(rows[named_in]).set_axis(rows.index)
