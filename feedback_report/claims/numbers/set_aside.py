"""Parts of a sentence that hold numbers and state none: dates, references, laws, telephone numbers, ages, times."""

import re
from collections.abc import Iterator
from fractions import Fraction

from feedback_report.claims.numbers.nouns import NOUNS
from feedback_report.wording.spelt_numbers import NUMBER_IN_WORDS

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SERIES = rf"(?:\s?(?:,(?! \d+ (?:{NOUNS})s?\b)|&|and|or|to|/|-|–)\s?\d+(?:\.\d+)*(?!\d|%|,\d| per ?cent))*"
DATES = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:in\s+)?{_YEAR}\b(?!/))?",
    # "May 19" may be a month with its count: only a year or an ordinal makes it a day.
    rf"\b{_MONTH}\s+\d{{1,2}}(?:(?:st|nd|rd|th)\b(?:,?\s+{_YEAR}\b)?|,\s+{_YEAR}\b)",
    rf"\b{_MONTH}(?:,?\s+|\s*['’-]\s*){_YEAR}\b(?![/\d])",
    r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",
    r"\b\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\b",
    r"\b\d{4}-\d\d-\d\d\b",
    r"\b\d{1,2}(?:st|nd|rd|th)\b(?:\s+(?:and|to)\s+\d{1,2}(?:st|nd|rd|th)\b)?",
)
LAWS = (
    rf"\b(?:Act|Regulations?|Order|Code|Rules|Directions|Guidance|Framework|Strategy|Census|Charter|Scheme|Agenda|Vision)"
    rf"(?:\s+\(?(?:England|Wales|as amended)\)?)?,?\s+\(?{_YEAR}(?:[-/]\d{{2,4}})?\)?(?!\s+(?:complaints|cases))",
    r"\bS\.?I\.?\s*\d{4}(?:/|\s+No\.?\s*)\d+",
    r"\b(?i:regulations?|regs?\.?|sections?|ss?\.|schedules?|articles?|clauses?|chapters?|rules?|sub-?sections?|"
    r"paragraphs?|paras?\.?)\s*\d+[A-Z]?(?:\.\d+)*(?:\(\w{1,4}\))*" + _SERIES,
    r"§\s*\d+(?:\.\d+)*",
)
_LETTERED = r"(?:\d+[a-z]?|[A-H]\d*)(?:\.\d+)*"
REFERENCES = (
    rf"\b(?i:figures?|figs?\.?|tables?|charts?|graphs?|appendi(?:x|ces)|annex(?:es)?|pages?|pp?\.|minutes?|footnotes?|"
    rf"notes?|boxe?s?|exhibits?|diagrams?|versions?|slides?|items?|recommendations?|outcome|priority|objective|theme|"
    rf"principle|question|volume|issue|no\.|nos\.|ref\.?|reference)\s+{_LETTERED}\b{_SERIES}(?!\s*(?:%|per\s?cent))",
    r"\b(?i:stages?|tiers?|levels?|steps?|phases?|bands?|lots?|key stages?|quarters?|part)[\s-](?:[0-5]|(?i:one|two|"
    r"three|four|five)|[IV]{1,3})\b(?:\s?(?:,|&|and|or|to|/|-|–)\s?(?:(?i:stages?|tiers?|quarters?)\s)?(?:[0-5]|"
    r"(?i:one|two|three|four|five))\b(?![\d.,]*\d|%| per ?cent| \(\d))*",
    r"\b(?<!the )(?<!The )(?<!this )(?<!last )Years?\s+(?:\d|1[0-3])\b(?!\s*(?:complaints|cases))" + _SERIES,
    r"\b(?:Team|Ward|Group|Area|Zone|Locality|Room|Unit|Floor|Grade|Category|Class|Type|Model|Option|Scenario|Band|"
    r"Schedule|Form|Module|Week|Day|Version|Priority|Objective|Theme|Outcome|Action|Recommendation|Question|Channel)"
    r"\s+\d{1,2}\b(?!\s*(?:%|per\s?cent|complaints|cases|,\d))",
    r"\bQ[1-4]\b",
    r"(?<=last )(?:two|three|2|3) (?:quarters|terms)\b",
    r"\b[Nn]umber (?:one|1|10)\b",
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Tt]he same) (?:two|three|four|2|3|4) "
    r"(?:dates|periods|figures|numbers|totals|points)\b",
    r"\b(?:topp|pass|exceed|reach|surpass|broke|hit)\w* (?:the )?\d[\d,]*(?= for the first time\b| mark\b)",
    r"\b[Oo]ne[ -](?:off|stop|to one|to-one|way|size|minute|page|another|hand|such|example|reason|of the (?:main|most|"
    r"key|first|biggest|largest|highest|lowest|top|best|worst|few|areas|reasons|ways|themes|issues|priorities))\b",
    r"\b(?:[Nn]o|[Aa]ny|[Ee]very(?! one of (?:the|our|these|all) )|[Ss]ome)[ -]one\b|"
    r"\bat one\b|\b[Oo]ne or (?:more|two|both)\b|\bone can\b|\bfor one\b",
    rf"\b(?:{NUMBER_IN_WORDS}|\d+)-year(?= (?:average|mean|high|low|peak|trend)\b)",
    r"\b[Tt]wo[ -](?:stage|tier|way|part|step|year)\b|\b[Tt]hree[ -](?:stage|tier|way|part|step|year)\b",
)
OTHERS = (
    r"\b(?:https?://|www\.)\S+",
    r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b",
    r"(?<!\d)(?:\+44|0)(?:\s?\(0\))?[\d ]{2,5}[ -]?\d{3}[ -]?\d{3,4}(?!\d)",
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b",
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.?|p\.m\.?|noon|midday|midnight|hrs|o'clock)\b",
    r"\b\d{1,2}:\d\d\b",
    r"\b24/7\b|\b9/11\b|\b50[/:]50\b|\b360[- ]?degree\b|\b1-2-1s?\b|\b121s\b",
    r"\b\d{1,2}(?:\.\d)?(?:\s?/\s?(?:5|10)| out of (?:5|10|five|ten))\s+(?:stars?|points?|rating|score)\b",
    r"\b\d+(?:\.\d+)?\s?(?:stars?|miles?|km|kilometres?|metres?|mph|hectares?|acres?|tonnes?|sq\b|square \w+|MB|GB|"
    r"kWh)\b",
    # Codes that mix letters and figures: A45, COVID-19, CV34, 23-004-117, P001. Not 5k, 10th, £3m or 12%.
    r"\b(?=[A-Za-z]+[-/]?\d)(?!Q[1-4]\b)[A-Za-z]{1,8}[-/]?\d+[A-Za-z\d]*(?:[-/.]\d+)*\b",
    r"\b\d{2,4}[ -]\d{3}[ -]\d{3}\b",
    r"\b(?:Covid|COVID|Windows|Office|Microsoft|ISO|WCAG|BS|EN)[ -]\d+(?:\.\d+)*\b",
    r"(?<![\w.,£])0\d{2,}\b",
)
_AGE = rf"(?:\d{{1,3}}|{NUMBER_IN_WORDS})"
AGES = (
    rf"\b(?i:aged?|ages|age group|age range|age band)(?:\s+(?:of|from|between|over|under|below|above|is|was))*\s+{_AGE}"
    rf"(?:\s?(?:to|and|-|–|or)\s?(?:{_AGE}|over|under|above|below))*(?:\s+(?i:years?|months?)(?:\s+old)?)?\b(?!%)",
    rf"\b{_AGE}(?:\s?(?:to|-|–|and|or)\s?{_AGE})?[\s-](?:years?|months?|yrs?)[\s-](?:olds?\b|of age)",
    r"\b(?i:under|over)[- ]?\d{1,2}s\b",
    r"\b(?:are|were|those|children|pupils|people|adults)\s+between\s+\d{1,2}\s+and\s+\d{1,2}(?=\s*[.,;)]|\s+years|$)",
    r"\b(?:people|adults|residents|those|children|persons|anyone|carers|everyone|men|women)\s+(?:over|under|above|below)\s+\d{1,3}\b(?!%)",
    r"\b\d{1,3}\s?(?:\+|years and (?:over|under|above)|(?:and|or) (?:over|above|older|under|"
    r"younger)\b)(?!\s*(?:complaints|cases))",
    r"\b\d{1,2}(?:\s?(?:-|–)\s?|\s+to\s+)\d{1,2}(?=\s+(?:service|team|age|year[s -]))",
    r"\b\d{2}s\b",
)
# A number at the very beginning that only numbers the paragraph: "3.62 In the year", "4. The", "(2) The".
_PARAGRAPH_NUMBER = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,3}){1,3}\.?(?=\s+[A-Z“‘\"(])|\(?\d{1,3}[.)](?=\s+\S)|\(?[a-z][.)]\s|[•·▪◦●○■□►➢➤✓\uf0b7\uf0a7\uf0d8–*-]\s?)+"
)
_all = [re.compile(pattern) for pattern in (*OTHERS, *LAWS, *DATES, *REFERENCES)]
_ages = [re.compile(pattern) for pattern in AGES]


def paragraph_number(text: str) -> int:
    """Get where the text of a paragraph begins, past a typed number or bullet."""
    match = _PARAGRAPH_NUMBER.match(text)
    return match.end() if match else 0


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_OF_YEAR = re.compile(rf"(?P<month>{_MONTH})[,\s'’-]*(?:in\s+)?(?P<year>{_YEAR})$")


def time_of(text: str) -> Fraction:
    """Get the time that a month and its year name, in years: 2011 and a twelfth for February 2011; else nought."""
    match = _MONTH_OF_YEAR.search(text)
    return (
        Fraction(int(match["year"])) + Fraction(_MONTHS.index(match["month"][:3].lower()), 12) if match else Fraction(0)
    )


def set_aside(text: str) -> Iterator[tuple[int, int]]:
    """Find the stretches of a sentence whose numbers state nothing; they can overlap."""
    for pattern in (*_ages, *_all):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield match.span()
