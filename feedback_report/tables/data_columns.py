"""What the columns of the data behind figures and tables are called where people read them."""

import re

TRUTH = {"True": "yes", "False": "no"}
MONTH = re.compile(r"[1-9]|1[0-2]")
HEADINGS = {
    "feedback_type": "Type of feedback",
    "contact_method": "First contact",
    "count": "Number",
    "base": "Out of",
    "share": "Percentage",
    "band": "Time taken",
    "target": "Target (working days)",
    "extended": "Extended limit (working days)",
    "per_100_000": "Per 100,000 residents",
    "population_year": "Year of the residents",
    "population_source": "Source of the residents",
    "source": "Source of the number",
    # of columns that only files hold
    "count_merged_once": "Number, merged cases counted once",
    "in_merged_groups": "Cases in merged groups",
    "is_council": "The council itself",
    "is_own_estimate": "Estimate of the same year",
    "held": "Number is held",
    "extension_agreed": "With an extension agreed",
}
RESIDENTS = "Residents"  # the base of a rate


def column_name(name: str, columns: list[str]) -> str:
    """Write a column's name in words: ``feedback_type`` becomes "Type of feedback"."""
    if name == "base" and "per_100_000" in columns:
        return RESIDENTS
    words = re.sub(r"(?<=\d) (?=\d{3}\b)", ",", name.replace("_", " ").strip())
    return HEADINGS.get(name, words[:1].upper() + words[1:])
