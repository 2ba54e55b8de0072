"""An invented council's facts, and passages of its narrative, for the tests of the narrative's checks."""

from feedback_report.facts import Fact, Facts, collect
from feedback_report.narrative.blocks import blocks
from feedback_report.narrative.passages import Passage
from feedback_report.settings import Service, Style
from feedback_report.years import Year

PARKS = Service(key="parks", name="Parks and Paths", short_name="Parks")
ROADS = Service(key="roads", name="Roads", short_name="Roads")
SERVICES = [PARKS, ROADS]
YEAR = Year(2031)


def specimen_facts() -> dict[str, Fact]:
    """Get the facts of 2031/32.

    Complaints fell from 1,250 to 750 (by 40%), compliments rose from 100 to 240 (by 140%); the
    parks' complaints rose from 80 to 120 (by 50%), the roads' fell from 90 to 45 (by 50%).
    """
    months = Facts("06-months", YEAR, Style())
    months.ranking("parks.months.top", {"June 2031": 30, "May 2031": 21, "July 2031": 19}, base=120)
    months.listed("parks.months.low", ["January 2032"])
    council = Facts("03-whole-council", YEAR, Style())
    council.count("council.complaints.total", 750, "complaint")
    council.change("council.complaints.change", 750, 1250)
    council.extreme("council.complaints.extreme", {2028: 900, 2029: 1100, 2030: 1250, 2031: 750})
    council.count("council.compliments.total", 240, "compliment")
    council.change("council.compliments.change", 240, 100)
    council.extreme("council.compliments.extreme", {2028: 90, 2029: 80, 2030: 100, 2031: 240})
    council.change("council.comments.change", 60, 60)
    council.rate("council.rate", 750, 600_000)
    council.position("council.position", 125, [90, 140, 150, 80])  # the third highest of 5
    services = Facts("05-services", YEAR, Style())
    for key, now, before in (("parks", 120, 80), ("roads", 45, 90)):
        services.count(f"{key}.complaints.total", now, "complaint")
        services.change(f"{key}.complaints.change", now, before)
        services.condition(f"{key}.complaints.many", now > 100)
    outcomes = Facts("14-outcomes", YEAR, Style())
    for key, upheld, base in (("parks", 63, 90), ("roads", 16, 40)):  # 70% and 40%
        outcomes.share(f"{key}.outcomes.upheld", upheld, base)
        subjects = {"delay": upheld, "staff conduct": base // 4, "noise": 5}
        outcomes.ranking(f"{key}.subjects", subjects, base=base, lower_case=True)
    outcomes.points("parks.outcomes.change", (63, 90), (30, 60))
    outcomes.number("parks.days", 11.8, "working day", decimals=1)
    settings = Facts("settings", YEAR, Style())
    settings.text("council.short-name", "the Council")
    settings.financial_year("year.label", YEAR)
    settings.financial_year("year.previous", YEAR.previous)
    for service in SERVICES:
        settings.text(f"{service.key}.name", service.name)
    return collect(("", part) for part in (months, council, services, outcomes, settings))


def passages(text: str, section: str = "03-whole-council", *, each_service: bool = False) -> list[Passage]:
    """Get the passages of a Markdown cell."""
    return [Passage(section, block, 1, each_service=each_service) for block in blocks(text)]
