"""Read the tables of a paper's appendix."""

from lxml import html

from attack.published import Published, Variable

TABLES = {
    "Whole council: cases by year": "council",
    "Whole council: complaints per": "rates",
    "Services: cases by year and type, with": "once",
    "Services: cases by year": "cases",
    "Services: complaints by month": "month",
    "Services: cases by first": "method",
    "Services: cases whose": "known",
    "Stages 2 and 3": "stage",
    "Services: complaints by subject": "subject",
    "Services: complaints by team": "team",
    "Services: closed complaints by remedy": "remedy",
    "Services: closed complaints by outcome": "outcome",
    "Services: complaints received": "standing",
    "Services: closed complaints by time": "band",
    "Services: complaints measured": "measured standing",
    "Services: completed stages": "later band",
    "Services: complaints acknowledged": "acknowledged",
    "Complaints by who": "people",
}


def read_appendix(published: Published, page: html.HtmlElement) -> None:
    """Note every number of the tables whose titles are known, year by year."""
    for heading in page.iter("h3"):
        title = " ".join(heading.text_content().split())
        kind = next((kind for start, kind in TABLES.items() if title.startswith(start)), None)
        following = heading.getnext()
        if kind is None or following is None:
            continue
        table = following if following.tag == "table" else next(following.iter("table"), None)
        if table is None:
            continue
        cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")] for row in table.iter("tr")]
        for label, *values in cells[1:]:
            for year, value in zip(cells[0][1:], values, strict=True):
                variable = _variable(published, kind, int(year[:4]), label.split(": "))
                if variable is not None:
                    published.note(variable, value)


def _variable(published: Published, kind: str, year: int, label: list[str]) -> Variable | None:
    names = [published.as_named(part) for part in label]
    if kind == "rates":
        return ("cases", year, "council", "complaint") if names == ["complaints"] else None
    if kind == "stage":
        procedure, stage, area = names
        return "stage", year, procedure, int(stage[-1]), area, "requested"
    if kind == "later band":
        service, procedure, stage, band = names
        return "band", year, int(stage[-1]), service, procedure, band
    special: dict[str, Variable] = {
        "council": ("cases", year, "council", names[0]),
        "month": ("month", year, names[0], label[-1]),
        "band": ("band", year, 1, *names),
        "acknowledged": ("in time" if names[-1] == "acknowledged in time" else "acknowledged", year, *names[:-1]),
    }
    if names[-1] == "closed with a reported outcome":
        return "closed", year, names[0]
    if names[-1] == "closed, days known":
        return "measured", year, 1, *names[:2]
    return special.get(kind, (kind, year, *names))
