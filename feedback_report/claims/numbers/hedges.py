"""Words that make a number approximate: ``about 40%``, ``just over 250``, ``up to 10``."""

import re

OVER, JUST_OVER, UNDER, JUST_UNDER = "over", "just over", "under", "just under"
ABOUT, AT_LEAST, AT_MOST, EXACTLY = "about", "at least", "at most", "exactly"
_BEFORE = {
    JUST_OVER: "just over|just more than|just above|slightly over|slightly more than|slightly above|marginally over|"
    "marginally more than|marginally above|a little over|a little more than|a little above|fractionally over|"
    "fractionally more than|a fraction over",
    JUST_UNDER: "just under|just less than|just below|just fewer than|just short of|slightly under|slightly less than|"
    "slightly below|slightly fewer than|a little under|a little less than|marginally under|marginally less than|"
    "nearly|near|almost|approaching|not quite|virtually|practically|not far short of|nearing",
    AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of",
    AT_MOST: "up to|at most|no more than|not more than|a maximum of",
    OVER: "well over|well above|over|(?:far |much |considerably |significantly |substantially )?more than|in excess of|"
    "exceeding|upwards of|greater than",
    UNDER: "well under|well below|under|(?:far |considerably |significantly )?(?:less|fewer) than",
    ABOUT: r"about|around|approximately|approx\.?|roughly|circa|in the region of|(?:of|in) the order of|close to|"
    "broadly|an estimated|some",
    EXACTLY: "exactly|precisely",
}
_AFTER = {
    AT_LEAST: "or more|or over|or above",
    AT_MOST: "or less|or fewer|or under|or below",
    ABOUT: r"or so|or thereabouts|approximately|approx\.?",
}
# Words that look approximate and are not, after certain others: "went up to 50", "complaints
# about 12 schools", "12 more than 50", "an increase of 12% over 75".
_NOT_APPROXIMATE = (
    (r"\b(?:go|goes|went|gone|going|rise|rises|rose|risen|rising|mov\w+|push\w+|bring\w*|brought|tak\w+)\s+$", "up to"),
    (
        r"\b(?:complain\w*|enquir\w+|concerns?|comments?|compliments?|feedback|issues?|quer\w+|calls?|letters?|"
        r"information|dissatisf\w+|reports?|worries|told|asked|asking|disputes?|cases?)\s+$",
        "about",
    ),
    (r"\d\s+$", "more than|fewer than|less than|greater than"),
    (r"(?:[\d%]|\b(?:cent|increases?|rise|decreases?|reductions?|fall|growth|drop|change|improvement))\s+$", "over"),
    (r"\b(?:twice|times|even)\s+$", "more than"),
)
_before = [
    (name, re.compile(rf"(?<![\w'])(?:{words})\s+(?:(?:a|the) total of\s+|by\s+)?$", re.IGNORECASE))
    for name, words in _BEFORE.items()
]
_after = [(name, re.compile(rf"\s*(?:{words})\b(?! than)", re.IGNORECASE)) for name, words in _AFTER.items()]
_not_approximate = [
    (re.compile(before, re.IGNORECASE), re.compile(words, re.IGNORECASE)) for before, words in _NOT_APPROXIMATE
]
_PERCENT, _ARTICLE = re.compile(r"[\d.,]+ ?(?:%|per ?cent\b)", re.IGNORECASE), re.compile(r"\ban? $", re.IGNORECASE)
_sign = re.compile(r"(?<![\w.])(?:~|c\.|ca\.|c)\s?$", re.IGNORECASE)


def hedge_before(text: str, start: int) -> tuple[str, int]:
    """Get the kind of approximating word that ends where a number starts, and where it begins.

    ``("", start)`` when there is none.
    """
    offset = max(0, start - 60)
    before = text[offset:start]
    if _PERCENT.match(text, start):
        before = _ARTICLE.sub("", before)  # "more than a 100% rise"
    sign = _sign.search(before)
    if sign:
        return ABOUT, offset + sign.start()
    best = ("", start)
    for name, pattern in _before:
        match = pattern.search(before)
        if match and offset + match.start() < best[1] and not _has_own_meaning(before, match.start()):
            best = (name, offset + match.start())
    return best


def hedge_after(text: str, end: int) -> tuple[str, int]:
    """Get the kind of approximating word that follows a number at once, and where it ends; else ``("", end)``."""
    for name, pattern in _after:
        match = pattern.match(text, end)
        if match:
            return name, match.end()
    return "", end


def _has_own_meaning(before: str, at: int) -> bool:
    return any(words.match(before, at) and earlier.search(before[:at]) for earlier, words in _not_approximate)
