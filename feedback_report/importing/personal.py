"""Tell columns and values that may hold people or free text, which are never imported."""

import re
from itertools import pairwise

import pandas as pd

from feedback_report.importing.cleaning import plain


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# A column with one of these words in its name holds a person's details, a place, or what somebody wrote.
PERSONAL = _words(
    "forename forenames firstname lastname surname surnames fullname initials salutation",
    "address addresses street road postcode zip zipcode uprn latitude longitude lat lon easting northing",
    "phone mobile fax dob birth birthday nhs nino",
    "officer handler worker manager investigator author creator assignee owner user pupil family relative councillor",
    "description descriptions detail details note notes narrative remark remarks message body correspondence",
    "allegation allegations story explanation learning lesson lessons photo attachment url geom geometry",
)
# So does one with these, unless a word beside it says that it is a list of categories: "contact method".
PERSONAL_ALONE = _words(
    "name names contact title customer client citizen complainant resident child parent advocate location town city",
    "county email emails mail telephone tel summary text comment comments response resolution history action actions",
    "finding findings link website",
)
CATEGORIES = _words(
    "method methods channel type category status service services team directorate department division stage procedure",
    "relationship group area unit band outcome date dates day days code received level priority source case form",
)
# Words of PERSONAL_ALONE that head lists of outcomes too: the values tell.
OUTCOMES = _words("finding findings resolution response")
PERSONAL_PAIRS = frozenset(
    [
        *((who, "name") for who in ("customer", "client", "contact", "complainant", "resident", "child", "parent")),
        *((what, "by") for what in ("assigned", "created", "modified", "closed", "logged", "raised", "updated")),
        *((what, "to") for what in ("assigned", "allocated")),
        *((what, "name") for what in ("first", "last", "middle", "full", "known", "case")),
        ("post", "code"),
        ("service", "user"),
        ("contact", "number"),
        ("on", "behalf"),
        ("closure", "reason"),
        ("case", "title"),
        ("national", "insurance"),
        ("e", "mail"),
    ]
)

_PERSON = re.compile(
    r"@|\b(?:mr|mrs|ms|miss|mx|dr|sir|lady)\b\.?\s|\d{5,}|"
    r"\b(?:cllr|councillor)\b\.?\s(?!enquir|inquir|complain|contact|request|referral|quer|correspondence|case)|"
    r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b|https?:|\b0\d{2,4}[ -]?\d{3}"
)
LONGEST_CATEGORY = 80
MOST_WORDS = 12
MOST_CATEGORIES = 400
ENOUGH_VALUES = 20
MOST_DIFFERENT = 0.5
MOST_TEXTS = 0.1
LEAST_TEXTS = 3


def name_speaks_of_people(column: str) -> bool:
    """Say whether a column's name is that of a person's details or of free text."""
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).casefold())
    if PERSONAL & set(words) or PERSONAL_PAIRS & set(pairwise(words)):
        return True
    return bool(PERSONAL_ALONE & set(words)) and not CATEGORIES & set(words)


def may_name_outcomes(column: str) -> bool:
    """Say whether a column's name speaks of people or text by nothing but a word that heads lists of outcomes too."""
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).casefold())
    others = " ".join(word for word in words if word not in OUTCOMES)
    return bool(OUTCOMES & set(words)) and not name_speaks_of_people(others)


def reads_as_text(value: str) -> bool:
    """Say whether a value is longer than a category's name is, a sentence, or holds what belongs to a person."""
    words = len(value.split())
    if len(value) > LONGEST_CATEGORY or words > MOST_WORDS or (words > 3 and value.rstrip()[-1:] in ".!?"):
        return True
    return _PERSON.search(f"{plain(value)} ") is not None


def holds_text_or_people(column: pd.Series, filled: int | None = None) -> bool:
    """Say whether a column's values are not those of a list of categories.

    They are too many, too seldom the same, or too often long or about a person, among ``filled`` cells: those of
    the column, unless it is part of a larger one.
    """
    counts = column.value_counts()
    filled, different = int(counts.sum()) if filled is None else filled, len(counts)
    if different > MOST_CATEGORIES or (filled >= ENOUGH_VALUES and different > filled * MOST_DIFFERENT):
        return True
    texts = sum(int(count) for value, count in counts.items() if reads_as_text(str(value)))
    return texts >= LEAST_TEXTS and texts > filled * MOST_TEXTS
