"""Years that a sentence names: ``2023/24``, ``2023-24``, ``2023``, and ``last year``, ``this year``."""

import re
from collections.abc import Iterator

LAST_YEAR, THIS_YEAR = "last", "this"
_CENTURY = 2000
_EACH = r"(?:19\d\d|20[0-4]\d)"  # 2099 is a count
_FINANCIAL = re.compile(rf"(?<![\d,.£/])({_EACH})\s?(?:/|-|–|—)\s?(\d\d\d\d|\d\d)(?!\d|,\d|\.\d|%)")
_FINANCIAL_TO = re.compile(rf"(?<![\d,.£/])(?<!from )(?<!between )({_EACH}) to ({_EACH})(?![\d/]|,\d|\.\d|%)")
_FROM_APRIL = re.compile(
    rf"\b(?:1(?:st)?\s+)?April,?\s+({_EACH})\s*(?:to|and|until|through to|through|-|–|"
    rf"—)\s*(?:31(?:st)?\s+)?March,?\s+({_EACH})\b"
)
_SHORT = re.compile(
    r"\b(?:in|during|for|since|on|to|from|and|between|of|than|with) (?P<years>([0-4]\d)\s?[/–-]\s?(\d\d))"
    r"(?![\d/]|,\d|\.\d|\s?%)",
    re.IGNORECASE,
)
_YEAR_ENDING = re.compile(rf"\byear (?:ending|ended|to)(?: on)?(?: 31(?:st)?)? March,? ({_EACH})\b", re.IGNORECASE)
_SINGLE = re.compile(rf"(?<![\d,.£/-])({_EACH})(?![\d/]|,\d|\.\d|\s?%|-\d| per ?cent)")
_LAST = re.compile(
    r"\b(?<!over the )(?:(?:the |our )?(?:last|previous|prior|preceding) (?:financial |reporting |calendar |academic "
    r")?(?:year|period|twelve months|12 months|quarter)s?(?:'s|s')?|the year before(?: last)?|(?:a|one) year "
    r"(?:earlier|ago|before|previously)|(?:12|twelve) months (?:earlier|ago|before)|the same (?:period|time|quarter) "
    r"(?:last|the previous|in the previous) year|the corresponding period|previously|formerly|in the prior "
    r"period)(?!\w)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:(?:this|the (?:current|reporting|present|latest|following|next|subsequent)) (?:financial |reporting )?"
    r"(?:year|period|quarter)(?:'s)?|this time|now|currently)(?!\w)",
    re.IGNORECASE,
)
# "2,019" is a count and "2019" nearly always a year, unless what is counted follows at once and
# nothing before it says "in".
_COUNTED_AFTER = re.compile(
    r"\s+(?:(?:new|formal|corporate|statutory|service|stage|upheld|customer|more|fewer|other|different|total|informal|"
    r"valid|online|feedback|individual|separate|recorded|social|adult|children's)\s+)*(?:<[^>]+>\s+)?"
    r"(?:complaints?|compliments?|comments?|cases|enquiries|enquiry|requests?|contacts?|representations|people|"
    r"customers|residents|calls|responses|decisions|households|homes|children|pupils|referrals|appeals|applications|"
    r"visits|items|records)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|during|since|until|till|year|calendar|throughout|by|through|before|after|early|late|mid|summer|spring|"
    r"autumn|winter|end of|start of|beginning of|March|April|for)[\s-]+$",
    re.IGNORECASE,
)
_IN_A_YEAR_AFTER = re.compile(
    rf"\)?\s+(?:in|during|for|the (?:previous|prior) year|last year)\s+(?:{_EACH}|the (?:previous|prior))"
)


def find_years(text: str) -> Iterator[tuple[int, int, int | str]]:
    """Find the years of a sentence: where each begins and ends, and its first calendar year, "last" or "this"."""
    for pattern in (_FROM_APRIL, _FINANCIAL, _FINANCIAL_TO):
        for match in pattern.finditer(text):
            first, second = int(match[1]), int(match[2])
            if second in (first + 1, (first + 1) % 100):
                yield *match.span(), first
    for match in _SHORT.finditer(text):
        if int(match[3]) == int(match[2]) + 1:
            yield *match.span("years"), _CENTURY + int(match[2])
    for match in _YEAR_ENDING.finditer(text):
        yield *match.span(), int(match[1]) - 1
    for match in _SINGLE.finditer(text):
        if not _is_count(text, match.start(), match.end()):
            yield *match.span(), int(match[1])
    for pattern, relative in ((_LAST, LAST_YEAR), (_THIS, THIS_YEAR)):
        for match in pattern.finditer(text):
            yield *match.span(), relative


def _is_count(text: str, start: int, end: int) -> bool:
    if _IN_A_YEAR_AFTER.match(text, end):
        return True
    return bool(_COUNTED_AFTER.match(text, end)) and not _YEAR_BEFORE.search(text[:start])
