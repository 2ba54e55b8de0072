"""What may be typed: dates, references to laws and to parts of the paper, codes, and turns of phrase."""

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
# Words that are counted: a number before one of them is a number, whatever stands before it.
_COUNTED = (
    r"(?:\s*%|\s+(?:per\s?cent|percentage|(?:[a-z]+\s+)?(?:complaints?|compliments?|comments?|cases?|people|persons|children|"
    r"families|parents|residents|requests|replies|answers|contacts|enquiries|reviews|decisions|applications|plans|days)\b))"
)
_NUMBER = r"\d+[A-Za-z]?(?:\.\d+)*(?:\(\w{1,4}\))*"
_SERIES = rf"{_NUMBER}(?:(?:,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s?[–-]\s?){_NUMBER})*(?!{_COUNTED})(?![\d,]*\d)"

DATES = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:and|to|or)\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR}\b)?",
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b(?!{_COUNTED})",
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b",
    rf"\b{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d\d)\b|\b{_YEAR}\s+to\s+{_YEAR}\b",
    rf"(?<![£$€])\b{_YEAR}s?\b(?![,.]\d)(?!{_COUNTED})",
    r"\b(?:first|second)\s+half\s+of\b|\bhalf[ -]year\b",
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|noon|o['’]clock)\b|\b\d{1,2}:\d\d\b",
)
LAWS = (
    rf"\b(?:regulations?|regs?\.|sections?|s\.|ss\.|schedules?|articles?|clauses?|chapters?|rules?|sub-?sections?|"
    rf"paragraphs?|paras?\.?|parts?|principles?)\s+{_SERIES}",
    r"\b(?:parts?|schedules?|titles?|chapters?|annex(?:es)?|appendi(?:x|ces)|volumes?|phases?|[A-Z][a-z]+)\s+"
    r"[IVX]+(?:(?:,\s*|\s+(?:and|or|to)\s+|\s?[–-]\s?)[IVX]+)*\b",  # Part III, Elizabeth II
    r"\bS\.?I\.?\s*(?:No\.?\s*)?\d{4}/\d+\b",
    rf"\b{_YEAR},?\s+\(?c(?:ap)?\.\s?\d+\b",  # 2002 c. 38; "c. 40" alone is a number
    rf"\bCode(?:['’]s)?,?\s+(?:paragraph\s+)?{_NUMBER}(?:\s+(?:and|to)\s+\d+(?:\.\d+)+)*(?!{_COUNTED})",
    r"\b\d+\.\d+(?:\.\d+)*(?=\s+of\s+the\s+(?:[A-Z][\w-]+\s+)*(?:Code|Act|Regulations|Guidance|guidance|Constitution)\b)",
    r"\b(?:WCAG|ISO|BS|EN|PAS|IEC)(?:[ /-](?:EN|ISO|IEC))*[ -]?\d[\d:.-]*(?:\s\d{3}\b)*(?:\s+(?:AAA|AA|A)\b)?",
    r"\[\d{4}\]\s+(?:\d+\s+)?[A-Z][A-Za-z]+\s+\d+",
)
REFERENCES = (
    rf"\b(?:figures?|figs?\.|tables?|charts?|appendi(?:x|ces)|annex(?:es)?|pages?|pp?\.|footnotes?|notes?|box|"
    rf"agenda\s+items?|items?|minutes?)\s+{_SERIES}",
)
CODES = (
    r"(?<!\d)(?:\+44\s?|0)\d[\d ]{7,}\d(?!\d)",  # a telephone number
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b",  # a postcode
    r"\b[A-Za-z]+[-/]?\d+\w*\b",  # COVID-19, A4
    r"(?<![£$€])\b\d+(?!(?:K|M|BN)\b)[A-Z]\w*\b",  # 3D, not 5K
    r"\b24/7\b",
)
# "one" where it counts nothing, and set phrases. Every other "one" is a number.
PHRASES = (
    r"\b(?:no|any|every|some)[ -]?one\b|\b(?:each|this|that|which|other|another|only|last|next|latter|former|new|old|"
    r"right|wrong|good|same)\s+one\b(?!\s+(?:complaint|case|person))",
    r"\bone(?=\s*[.,;:)]|\s+(?:is|was|has|had|can|could|may|might|will|would|should|must|does|did|that|which|who|whose|whom|"
    r"where|when|what|as|than|ought|needs|cannot|another|sees|finds)\b)",
    r"\bone\s+or\s+(?:more|other|another|both)\b|\bone[ -](?:off|stop|to[ -]one|sided|way|size)\b|\bone\s+by\s+one\b",
    r"\b(?:on|at|in|by|with|as|from)\s+one\s+(?:hand|time|day|place|go|step|side|another|stroke|and\s+the\s+same)\b|\bfor\s+one\b",
    r"\bone\s+(?:day|another|of\s+the\s+(?:main|most|few|many|reasons|ways|causes))\b|\bone\s+at\s+a\s+time\b",
    r"\bone\s+(?:\w+\s+)?(?:to|and|or|from|than|with|in|after)\s+(?:the\s+other|another|the\s+next|one)\b",
    r"\b(?:one|two|three)(?=\s+sides\s+of\b)|\bat\s+sixes\s+and\s+sevens\b|\bthe\s+other\s+half\b",
)
_IGNORING_CASE = [re.compile(pattern, re.IGNORECASE) for pattern in (*PHRASES, *REFERENCES, LAWS[0], *DATES[5:])]
_AS_WRITTEN = [re.compile(pattern) for pattern in (*DATES[:5], *LAWS[1:], *CODES)]


def exempt_stretches(words: str) -> Iterator[tuple[int, int]]:
    """Find the stretches of a text whose numbers may be typed; they can overlap."""
    for pattern in (*_IGNORING_CASE, *_AS_WRITTEN):
        for match in pattern.finditer(words):
            if match.end() > match.start():
                yield match.span()
