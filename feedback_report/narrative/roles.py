"""Who signs, publishes or withdraws: a role, for a person's name is written nowhere."""

import re
from collections.abc import Collection

from feedback_report.errors import ReportError
from feedback_report.settings.to_fill import TO_FILL

# One of these stands in what nearly every role is called, and in few names of people.
_WORDS_OF_ROLES = frozenset((
    "officer", "manager", "head", "director", "lead", "leader", "chief", "clerk", "chair", "secretary", "executive",
    "analyst", "adviser", "advisor", "coordinator", "ordinator", "administrator", "assistant", "partner", "member",
    "portfolio", "holder", "team", "service", "services", "unit", "office", "board", "committee", "supervisor",
    "specialist", "consultant", "commissioner", "deputy", "auditor", "inspector", "registrar", "editor", "author",
    "reviewer", "controller", "representative", "council", "complaints", "feedback", "performance", "governance",
))  # fmt: skip
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor", "sir", "dame", "lord", "lady", "prof")
)


def role_of(text: str, known: Collection[str] = ()) -> str:
    """Read the role that ``--by`` names; ``known`` are those of year.yml, which are taken as they are.

    Raises ReportError for what looks like a person's address or name. Messages do not repeat it.
    """
    role = " ".join(text.split())
    if TO_FILL in role:
        raise ReportError("year.yml names no role yet: fill in authors, or name one with --by.")
    if role in known:
        return role
    words = re.findall(r"[a-z]+", role.casefold())
    if "@" in role or re.search(r"\d{4}", role) or _TITLES & {*words} or not _WORDS_OF_ROLES & {*words}:
        listed = f" Those of year.yml are {', '.join(known)}." if known else ""
        raise ReportError(
            "--by: expected a role, such as Complaints Manager, and never a person's name or address. A role that is "
            f"called otherwise can be named under authors in year.yml.{listed}"
        )
    return role
