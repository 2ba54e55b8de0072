"""The things that councils count, and which of them a number counts."""

import re

_COUNTED = (
    *("complaint", "compliment", "comment", "case", "enquir(?:y|ies)", "inquir(?:y|ies)", "request", "representation"),
    *("concern", "contact", "suggestion", "investigation", "decision", "referral", "escalation", "response", "issue"),
    *("quer(?:y|ies)", "apolog(?:y|ies)", "remed(?:y|ies)", "recommendation", "allegation", "appeal", "review"),
    *("people", "person", "resident", "child(?:ren)?", "pupil", "complainant", "customer", "respondent"),
    *("service user", "household", "home", "tenant", "propert(?:y|ies)", "staff", "employee", "officer", "member"),
    *("councillor", "incident", "report", "application", "assessment", "plan", "call", "letter", "email", "record"),
    *("element", "aspect", "tribunal", "panel", "payment", "survey", "visit", "user", "client", "carer", "parent"),
    *("famil(?:y|ies)", "school", "team", "council", "authorit(?:y|ies)", "form", "message", "problem", "dispute"),
    *("objection", "submission", "item", "piece", "correspondence", "reason", "theme", "categor(?:y|ies)", "service"),
    *("area", "action", "lesson", "improvement", "collection", "bin", "job", "repair", "order", "vote", "event"),
    *("finding", "outcome", "matter", "breach", "disclosure", "individual", "adult", "young people", "learner"),
    *("student", "applicant", "claim", "fine", "notice", "permit", "journey", "inhabitant", "population", "praise"),
)
NOUNS = "|".join(_COUNTED)
# Words that end what a number counts: "12 received by the council" counts no council.
_NO_NOUN = (
    "and|or|to|from|in|at|with|for|by|were|was|which|who|that|than|had|have|during|received|logged|recorded|made|closed|"
    "upheld|about|relating|concerning|last|compared|out"
)
_AFTER = re.compile(
    rf"(?:[ -](?:of )?(?!(?:{_NO_NOUN})\b)[A-Za-z&'’/-]+){{0,5}}?[ -]"
    rf"(?:(?:{NOUNS})[ -](?=(?:{NOUNS})s?\b))*(?P<noun>{NOUNS})(?P<many>s)?\b(?!')",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?<=adult)(?: social care)?,? (?:and|or) (?:\d|[a-z]+ (?:child|young))", re.IGNORECASE)
_ANYWHERE = re.compile(rf"\b({NOUNS})s?\b", re.IGNORECASE)
_SINGULAR = {"children": "child", "people": "person", "young people": "person"}


def noun_after(text: str, end: int) -> str:
    """Get what is counted by a number that ends here, in the singular; empty when it is not said at once.

    "31 adult and 23 children's complaints" counts no adults, and no children.
    """
    match = _AFTER.match(text, end)
    return singular(match["noun"].lower()) if match and not _ELLIPSIS.match(text, match.end()) else ""


def things_named(text: str) -> frozenset[str]:
    """Get the things that a text is about, in the singular."""
    return frozenset(singular(match[1].lower()) for match in _ANYWHERE.finditer(text))


def singular(noun: str) -> str:
    return _SINGULAR.get(noun, noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s"))
