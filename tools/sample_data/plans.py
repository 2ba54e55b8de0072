"""What the sample's cases must add up to: one plan per directorate and year.

Totals for 2023/24 and 2024/25 that a published paper printed are met exactly (they are listed in
tests/published-figures-2024-25.csv); every other number here is invented.
"""

from dataclasses import dataclass, field

from tools.sample_data.dealing import apportion

SUBJECTS = (
    "Protection of user",
    "Communication",
    "Staff conduct",
    "Council service standards",
    "Financial issues",
    "Physical environment issues",
    "Discrimination",
    "Policy",
    "Commissioned service provision",
    "Outside complaints process",
)
METHODS = ("email", "portal", "telephone", "post", "in person")
REMEDIES = (
    "explanation provided",
    "apology",
    "service provided",
    "decision reviewed",
    "staff guidance",
    "change of practice",
    "financial redress",
)
MONTHS_ELSEWHERE = (8, 9, 9, 9, 8, 9, 9, 8, 6, 9, 8, 8)
SUBJECTS_ELSEWHERE = (1, 17, 13, 40, 9, 8, 1, 6, 3, 2)
OLD_SYSTEM = {2022: 1.0, 2023: 0.72, 2024: 0.0}  # the share of the year that the old recording system held
Team = tuple[str, str]  # service, team


@dataclass(frozen=True)
class MergedGroup:
    """Complaints raised by one person and merged into the first of them."""

    by_month: dict[int, int]
    outcome: str


@dataclass(frozen=True)
class Plan:
    """The totals of one directorate in one year; ``by_month`` runs from April to March."""

    year: int
    directorate: str
    by_month: tuple[int, ...]
    compliments: int
    comments: int
    subjects: tuple[int, ...]
    teams: dict[Team, int]
    statutory: int
    fates: dict[str, int]
    outcomes: dict[str, int]
    within_target: int
    within_extended: int
    methods: tuple[int, ...]  # weights, which are the counts themselves where they are published
    remedies: dict[str, int]
    merged: list[MergedGroup] = field(default_factory=list)
    raised_by: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ValueError when the plan's parts do not add up to its complaints."""
        n = sum(self.by_month)
        parts = (sum(self.subjects), sum(self.teams.values()), sum(self.fates.values()) + sum(self.outcomes.values()))
        if parts != (n, n, n):
            raise ValueError(f"{self.directorate} {self.year}: {n} complaints, but subjects, teams and fates {parts}.")


def in_service(service: str, counts: dict[str, int]) -> dict[Team, int]:
    """Name the teams of one service."""
    return {(service, team): count for team, count in counts.items()}


def fates(withdrawn: int, refused: int, paused: int, still_open: int, answered: int = 0) -> dict[str, int]:
    """Name the complaints without a reported outcome; ``answered`` is the old system's "question answered"."""
    counts = {"question answered": answered, "withdrawn": withdrawn, "refused": refused, "paused": paused}
    return {**counts, "open": still_open}


def outcomes(upheld: int, partially: int, not_upheld: int, old_other: int, new_other: int) -> dict[str, int]:
    """Name the reported outcomes; the two others are the old and the new recording system's."""
    others = {"issue resolved": old_other, "resolved without a finding": new_other}
    return {**others, "upheld": upheld, "partially upheld": partially, "not upheld": not_upheld}


def remedies(*counts: int) -> dict[str, int]:
    """Name the counts of remedies, in the order of REMEDIES."""
    return dict(zip(REMEDIES, counts, strict=True))


def elsewhere(year: int, directorate: str, by_type: tuple[int, int, int], teams: dict[Team, int]) -> Plan:
    """Make the plan of a directorate out of the paper's scope, in invented proportions.

    ``by_type`` holds its complaints, compliments and comments.
    """
    complaints, compliments, comments = by_type
    old = OLD_SYSTEM[year]
    answered = 0.30 * old
    parts = {"reported": 0.86 - answered, "answered": answered, "withdrawn": 0.06, "refused": 0.05, "open": 0.03}
    ended = apportion(complaints, parts)
    reported = ended["reported"]
    found = {"upheld": 0.31, "partially": 0.24, "not upheld": 0.37, "old": 0.08 * old, "new": 0.08 * (1 - old)}
    results = apportion(reported, found)
    return Plan(
        year=year,
        directorate=directorate,
        by_month=tuple(apportion(complaints, dict(enumerate(MONTHS_ELSEWHERE))).values()),
        compliments=compliments,
        comments=comments,
        subjects=tuple(apportion(complaints, dict(zip(SUBJECTS, SUBJECTS_ELSEWHERE, strict=True))).values()),
        teams=apportion(complaints, teams),
        statutory=0,
        fates=fates(ended["withdrawn"], ended["refused"], 0, ended["open"], ended["answered"]),
        outcomes=outcomes(*results.values()),
        within_target=round(reported * 0.66),
        within_extended=round(reported * 0.22),
        methods=(55, 30, 10, 3, 2),
        remedies=apportion(reported, dict(zip(REMEDIES, (70, 17, 9, 5, 3, 3, 1), strict=True))),
    )
