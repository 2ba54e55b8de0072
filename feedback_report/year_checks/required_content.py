"""What an annual report on complaints must hold, and how each item is recognised; required_check.py looks for them."""

from dataclasses import dataclass
from typing import Literal

GUIDANCE = '"Getting the Best from Complaints" (2006), section 5 (to be confirmed), and SI 2006/1738, regulation 13'
CODE = "Complaint Handling Code of the Local Government and Social Care Ombudsman (2024), 8.1"
CODE_RESPONSE = "Complaint Handling Code of the Local Government and Social Care Ombudsman (2024), 8.2"


@dataclass(frozen=True)
class Required:
    """An item that a report must hold.

    A section covers it when it records a fact whose name matches ``facts`` or prints one that matches ``prints``,
    unless the condition ``given`` is false; an item with a ``column`` also needs complaints that record it. ``key`` is
    what not_collected in year.yml calls it. ``procedure`` is the one whose rules ask for it.
    """

    key: str
    title: str
    source: str
    procedure: Literal["statutory", "corporate"]
    advice: str
    facts: str = ""
    prints: str = ""
    given: tuple[str, ...] = ()
    column: str = ""


_SECTION = "Embed the section on it in report.qmd again."
_COMMENTARY = (
    "Write it as the commentary {key} of year.yml and print it in a section with {{{{< var commentary.{key} >}}}}, "
    "or give the reason for leaving it out under not_collected: {key}."
)
_NO_COLUMN = "Give the reason under not_collected in year.yml, {key}; the tables have no column for it."
_COLUMN = "Fill the column {column} in cases, or give the reason under not_collected in year.yml: {key}."


def _statutory(key: str, title: str, advice: str = _SECTION, **how: object) -> Required:
    column = str(how.get("column", ""))
    return Required(key, title, GUIDANCE, "statutory", advice.format(key=key, column=column), **how)  # type: ignore[arg-type]


def _code(key: str, title: str, source: str = CODE, advice: str = _SECTION, **how: object) -> Required:
    return Required(key, title, source, "corporate", advice.format(key=key), **how)  # type: ignore[arg-type]


def _written(key: str) -> str:
    return rf"commentary\.{key}"


REQUIRED = (
    _statutory("representations", "Representations made", facts=r"\w+\.complaints\.total"),
    _statutory("stages", "Complaints at each stage", facts=r"stages\.statutory\.stage\d\.requested"),
    _statutory(
        "ombudsman",
        "Complaints that went to the Ombudsman",
        "Fill in ombudsman in year.yml, or give the reason under not_collected: ombudsman.",
        facts=r"ombudsman\.enquiries",
        given=("ombudsman.given",),
    ),
    _statutory(
        "raised_by",
        "Which groups of people complained",
        _COLUMN,
        facts=r"people\.raised-by",
        given=("people.raised-by-known",),
        column="raised_by",
    ),
    _statutory("subjects", "What complaints were about", facts=r"\w+\.subjects"),
    _statutory("outcomes", "Outcomes of complaints", facts=r"\w+\.outcomes\.split"),
    _statutory(
        "advocacy",
        "Advocacy provided",
        "Fill in advocacy in year.yml, or give the reason under not_collected: advocacy.",
        facts=r"advocacy\.supported",
        given=("advocacy.given",),
    ),
    _statutory("timescales", "Compliance with timescales, agreed extensions included", facts=r"\w+\.timescales\.split"),
    _statutory(
        "lessons",
        "Learning and changes to services, what was not done included",
        "Write this year's lessons, and what became of last year's plans, in actions.csv.",
        facts=r"lessons\.done",
        given=("lessons.done-any", "lessons.earlier-any", "lessons.planned-any"),
    ),
    *(
        _statutory(
            column,
            f"Who complained, by {words}",
            _NO_COLUMN if column == "sexual_orientation" else _COLUMN,
            prints=r"appendix",
            column=column,
        )
        for column, words in (
            ("age_band", "age"),
            ("gender", "gender"),
            ("disability", "disability"),
            ("sexual_orientation", "sexual orientation"),
            ("ethnicity", "ethnicity"),
        )
    ),
    _statutory(
        "effectiveness",
        "A review of how well the procedure works",
        _COMMENTARY,
        prints=_written("effectiveness"),
        given=("commentary.effectiveness-given",),
    ),
    _code(
        "selfassessment",
        "Self-assessment against the Code",
        advice=_COMMENTARY,
        prints=_written("selfassessment"),
        given=("commentary.selfassessment-given",),
    ),
    _code("refused", "Complaints that were refused", facts=r"stages\.corporate\.stage\d\.refused"),
    _code(
        "noncompliance",
        "Findings of non-compliance with the Code",
        advice=_COMMENTARY,
        prints=_written("noncompliance"),
        given=("commentary.noncompliance-given",),
    ),
    _code(
        "improvements",
        "Service improvements",
        advice="Write what was done in actions.csv.",
        facts=r"lessons\.done",
        given=("lessons.done-any", "lessons.earlier-any"),
    ),
    _code(
        "annualletter",
        "The Ombudsman's annual letter",
        advice="Fill in ombudsman in year.yml, or give the reason under not_collected: annualletter.",
        facts=r"ombudsman\.source",
        given=("ombudsman.given",),
    ),
    _code(
        "response",
        "The governing body's response",
        CODE_RESPONSE,
        advice=_COMMENTARY,
        prints=_written("response"),
        given=("commentary.response-given",),
    ),
)
