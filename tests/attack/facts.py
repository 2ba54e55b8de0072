"""Read the facts of a paper: counts as they are, percentages and differences as what ties two counts."""

import re
from collections.abc import Iterable
from typing import Any

from attack.published import MARK, NEARLY, Limit, Published, Ranked, Variable, complaints

PLURALS = {"complaints": "complaint", "compliments": "compliment", "comments": "comment", "cases": "all types"}
PLACE = "(first|second|third|fourth)"
RANKINGS = {"contact.ranking": "method", "subjects": "subject", "teams.top": "team", "remedies.top": "remedy"}
RANKINGS |= {"months.top": "month"}
PEOPLE = re.compile(r"people\.(raised-by|age-band|gender|ethnicity|disability)")
PEOPLE_RECORDED = re.compile(r"people\.(?:(age-band|gender|ethnicity|disability)-)?recorded")
STAGES = re.compile(
    r"stages\.([\w-]+)\.stage(\d)\.(?:(requested|closed|refused|completed)|(requested|closed)-change-(?:now|before))"
)
CASES = re.compile(r"(complaints|compliments|comments|cases)\.(total|(?:change|since-earlier)-(?:now|before))")
OUTSIDE = {
    "ombudsman.enquiries": "enquiries",
    "ombudsman.decisions": "decisions",
    "ombudsman.upheld-base": "decisions",
    "ombudsman.found": "found",
    "ombudsman.upheld-count": "found",
    "advocacy.supported": "supported",
}
# Facts that count no case or person of the council's own, or repeat how another is written.
NO_COUNTS = re.compile(
    r"(clocks|committee|benchmark|lessons|disclosure|year|years|recording|links|paper)\..*"
    r"|.*\.years-count|services\.names-count|.*\.context\..*|.*\.(left-out|same-month)-count|.*\.months\.top-number"
    r"|.*\.timescales\.(average|median)(-number)?|population\.(now|before|change).*"
    r"|.*-(counted|opening|short|number|direction)"
)
# Facts that follow from numbers that are known one by one: added up, compared in points, or in a row of years.
TOLD_ELSEWHERE = re.compile(r".*\.months\.top-together.*|.*\.timescales\.change.*|.*\.subject-moved\.change.*|.*\.run")


def read_facts(published: Published, facts: Iterable[dict[str, Any]]) -> None:
    """Note every number of facts.json; the names of those that have no place in the attack are ``unread``."""
    by_name = {fact["name"]: fact for fact in facts}
    for name, fact in by_name.items():
        value, variable = fact["value"], _variable(published, fact)
        place = re.fullmatch(rf"(.*)-{PLACE}(?:-count|-percent)?", name)
        if variable is not None:
            published.note(variable, MARK if fact["text"] == MARK else value)
        elif place:
            _read_place(published, by_name, place[1], by_name[f"{place[1]}-{place[2]}-count"])
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            read = NO_COUNTS.fullmatch(name) or TOLD_ELSEWHERE.fullmatch(name) or _tie(published, by_name, fact)
            published.unread += [] if read else [name]


def _read_place(published: Published, by_name: dict[str, Any], stem: str, counted: dict[str, Any]) -> None:
    """A place that is told says that whatever is withheld beside it is no more than its count."""
    key, _, rest = stem.partition(".")
    service = published.services.get(key)
    kind = RANKINGS.get(rest) if service else None
    year = int(counted["year"][:4])
    if people := PEOPLE.fullmatch(stem):
        if counted["value"] is not None:
            published.ranked.append(Ranked(("people", year, people[1].replace("-", " ")), counted["value"]))
    elif kind is None:
        published.unread.append(stem)
    elif counted["value"] is not None:
        published.ranked.append(Ranked((kind, year, service), counted["value"]))


def _tie(published: Published, by_name: dict[str, Any], fact: dict[str, Any]) -> bool:
    """Tie two counts by the percentage or the difference between them; say whether there are two."""
    name, value = fact["name"], fact["value"]
    stem = re.sub(r"-(percent|difference)$", "", name)
    for ends, factor in ((("now", "before"), 1 + value / 100), (("count", "base"), value / 100)):
        one, other = (_variable(published, by_name.get(f"{stem}-{end}")) for end in ends)
        if one is not None and other is not None:
            if name.endswith("-difference"):
                published.limits.append(Limit({one: 1, other: -1}, value, value))
            else:
                published.limits.append(Limit({one: 1, other: -factor}, -NEARLY, NEARLY))
            return True
    return False


def _variable(published: Published, fact: dict[str, Any] | None) -> Variable | None:
    """Find the number that a fact gives as it is."""
    if fact is None:
        return None
    name, year = fact["name"], int(fact["year"][:4])
    if name in OUTSIDE:
        return "outside", year, OUTSIDE[name]
    if people := PEOPLE_RECORDED.fullmatch(name):
        return "people", year, (people[1] or "raised by").replace("-", " ")
    if re.fullmatch(r"population\.(?:now|before)-(?:complaints|count)", name):
        return complaints(year, "council")
    if found := STAGES.fullmatch(name):
        counted = found[3] or found[4]
        column = {"closed": "closed_in_year", "completed": "completed_in_year"}.get(counted, counted)
        return "stage", year, found[1].replace("-", " "), int(found[2]), "all areas", column
    key, _, rest = name.partition(".")
    service = "council" if key == "council" else published.services.get(key)
    return None if service is None else _of_service(rest, year, service)


def _of_service(rest: str, year: int, service: str) -> Variable | None:
    if found := CASES.fullmatch(rest):
        return "cases", year, service, PLURALS[found[1]]
    measured = (year, 1, service, "all procedures")
    own: dict[str, Variable] = {
        "merged.change-now": ("once", year, service, "complaint"),
        "merged.change-before": ("once", year, service, "complaint"),
        "merged.cases-count": ("merged", year, service, "complaint"),
        "merged.cases-base": complaints(year, service),
        "merged.groups": ("groups", year, service, "complaint"),
        "contact.recorded": ("known", year, service),
        "contact.known-count": ("known", year, service),
        "contact.known-base": ("received", year, service),
        "outcomes.base": ("closed", year, service),
        "outcomes.merged-base": ("closed", year, service),
        "outcomes.merged-count": ("closed merged", year, service),
        "outcomes.unmerged-base": ("closed unmerged", year, service),
        "outcomes.received": complaints(year, service),
        "remedies.with-any-count": ("remedied", year, service),
        "remedies.with-any-base": ("closed", year, service),
        "remedies.several": ("several remedies", year, service),
        "teams.unknown": ("team", year, service, "not recorded"),
        "timescales.base": ("measured", *measured),
        "timescales.within-base": ("measured", *measured),
        "timescales.within-count": ("band", *measured, "within target"),
    }
    found = re.fullmatch(r"outcomes\.(?!left-out)([\w-]+)-(count|base)", rest)
    if rest in own or not found:
        return own.get(rest)
    return ("closed", year, service) if found[2] == "base" else ("outcome", year, service, found[1].replace("-", " "))
