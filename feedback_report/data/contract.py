"""The data contract: which columns each table has and what a cell of each may hold.

The contract is data/README.md in code. cell_checks.py checks cells against it; what must hold between
cells, rows and files is in row_rules.py.
"""

from dataclasses import dataclass
from typing import Literal

from feedback_report.settings import Council

FEEDBACK_TYPES = ("complaint", "compliment", "comment")
CONTACT_METHODS = ("email", "portal", "telephone", "post", "in person")
CASE_STATUSES = ("open", "paused", "closed", "withdrawn", "refused")
STAGE_STATUSES = ("open", "paused", "completed", "withdrawn", "refused")
RAISED_BY = ("child or young person", "parent or carer", "advocate", "other")
ACTION_KINDS = ("done", "planned")
ACTION_STATUSES = ("done", "under way", "not done")
ANY_NUMBER = 999_999_999
KEYS = ("case_id", "merged_into")  # columns that name cases, which are compared with each other

Kind = Literal["text", "free text", "date", "whole number", "calendar year", "financial year"]


@dataclass(frozen=True)
class Field:
    """What a column may hold.

    ``filled``: no empty cells. ``allowed``: the only values. ``known``: names that a value may
    equal but not nearly equal ("&" for "and"), because it would then be counted apart from them.
    ``may_wait``: a cell may say instead that it is still to be filled, as new-year writes it.
    ``optional``: a file may lack the column.
    """

    kind: Kind = "text"
    filled: bool = False
    allowed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    least: int = 0
    most: int = ANY_NUMBER
    may_wait: bool = False
    optional: bool = False


Contract = dict[str, Field]
DATE, TEXT, FREE_TEXT = Field("date"), Field(), Field("free text")
FILLED_TEXT, COUNT = Field(filled=True), Field("whole number", filled=True)


def contracts(council: Council) -> dict[str, Contract]:
    """Get the columns of every table, in order, for a council's services, procedures and subjects."""
    services = tuple(service.name for service in council.services)
    outcomes = (*council.outcomes, *council.outcomes_without_finding)
    cases = {
        "case_id": FILLED_TEXT,
        "received": Field("date", filled=True),
        "feedback_type": Field(filled=True, allowed=FEEDBACK_TYPES),
        "directorate": TEXT,
        "service": Field(known=services),
        "team": TEXT,
        "contact_method": Field(allowed=CONTACT_METHODS),
        "subject": Field(allowed=tuple(council.subjects)),
        "procedure": Field(allowed=tuple(council.procedures)),
        "customer_ref": TEXT,
        "merged_into": TEXT,
        "acknowledged": DATE,
        "extension_agreed": Field(allowed=("yes", "no")),
        "closed": DATE,
        "outcome": Field(known=outcomes),
        "status": Field(filled=True, allowed=CASE_STATUSES),
        "raised_by": Field(allowed=RAISED_BY, optional=True),
        "age_band": Field(optional=True),
        "gender": Field(optional=True),
        "ethnicity": Field(optional=True),
        "disability": Field(optional=True),
    }
    stages = {
        "case_id": FILLED_TEXT,
        "stage": Field("whole number", filled=True, allowed=("2", "3")),
        "requested": Field("date", filled=True),
        "started": DATE,
        "closed": DATE,
        "status": Field(filled=True, allowed=STAGE_STATUSES),
        "outcome": Field(known=outcomes),
    }
    remedies = {
        "case_id": FILLED_TEXT,
        "stage": Field("whole number", filled=True, allowed=("1", "2", "3")),
        "remedy": FILLED_TEXT,
    }
    actions = {
        "action_id": FILLED_TEXT,
        "service": Field(known=services),
        "lesson": FREE_TEXT,
        "action": FREE_TEXT,
        "owner": TEXT,
        "kind": Field(filled=True, allowed=ACTION_KINDS),
        "due": DATE,
        "status": Field(filled=True, allowed=ACTION_STATUSES, may_wait=True),
        "carried_from": Field("financial year"),
    }
    history = {
        "series": FILLED_TEXT,
        "year": Field("financial year", filled=True),
        "month": Field("whole number", least=1, most=12),
        "service": Field(known=services),
        "category": TEXT,
        "count": COUNT,
        "source": FREE_TEXT,
    }
    population = {
        "area_code": FILLED_TEXT,
        "area": FILLED_TEXT,
        "year": Field("calendar year", filled=True, least=1990, most=2100),
        "population": Field("whole number", filled=True, least=1),
        "source": FREE_TEXT,
    }
    benchmark = {
        "year": Field("financial year", filled=True),
        "area_code": FILLED_TEXT,
        "area": FILLED_TEXT,
        "complaints": Field("whole number", filled=True, least=1),
        "source": FREE_TEXT,
    }
    return {
        "cases": cases,
        "stages": stages,
        "remedies": remedies,
        "actions": actions,
        "history": history,
        "population": population,
        "benchmark": benchmark,
    }
