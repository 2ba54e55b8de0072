"""Parts of a whole that a sentence states: a count with its percentage, and the whole where it is said."""

import re
from dataclasses import dataclass

from feedback_report.claims.sentences.bases import THE
from feedback_report.claims.sentences.directions import VERB


@dataclass(frozen=True)
class Part:
    """A percentage (or fraction) with the count it is of; numbers are places in the sentence's items.

    ``base`` is the count of the whole where the wording leaves no doubt of it, ``count`` None
    where only the whole is given ("34% of the 212"). ``start`` is where it stands in the pattern.
    """

    percent: int
    count: int | None
    base: int | None
    start: int
    end: int


_W = r"(?:[ -](?!and\b|of\b|or\b|while\b)[a-z'&/-]+)"
_S = r"<(?P<s>[PF])(?P<p>\d+)>"
_A = r"<[CB](?P<a>\d+)>"
_B = r"<[CB](?P<b>\d+)>"
_OF = rf" (?:of|out of|from|from among|from a total of|among|in) {THE}"
_FILL = r"(?:[^<>¦]|<[XYLHD]\d+>)"
_JUST = r"(?:just |only |some |around |approximately )?"
_RATE = (
    r"an? (?:[a-z-]+ ){0,2}?(?:rate|proportion|share|percentage|performance|compliance|level|total|figure) (?:of|at) "
)
# What says that a percentage is that of the count before it.
_MEANS = (
    r"(?:represents?|represented|equates? to|equated to|equals|amounts? to|amounted to|makes? up|made up|accounts? for|"
    r"accounted for|constitutes?|constituted|comprises?|comprised)"
)
_MEANING = r"(?:representing|equating to|equivalent to|amounting to|accounting for|making up|constituting|comprising)"
_LINK = (
    r"(?: ?\((?:or |i\.e\.,? |equivalent to |equal to |which is |that is |a |approximately |= ?)?|,? or |, "
    r"(?=<[PF]\d+>(?:[,.;)]|$| of (?:the|all|those|total)\b))| (?:–|-|—|=) (?:that is )?|: ?|,? (?:which|this|that|"
    rf"these)? ?(?:is|was|are|were|{_MEANS}) |,? ?(?:{_MEANING}|giving|i\.e\.,?|that is,?|being) |(?:,| –| -)?(?: "
    rf"giving| with| at)? (?={_RATE}))(?:{_RATE})?(?:a |an |the )?{_JUST}(?:in total )?"
)
# A percentage in brackets is of the count before it unless more words follow: "(80% within 10 days)".
_OF_ALL = (
    r"(?:each|in total|overall|of (?:the |all )?(?:total|complaints?|cases|those|these|them|all|compliments|comments|"
    r"responses|overall|closed|decisions|requests|enquiries|received|feedback|whole|which)[^<>()]*)"
)
_CLOSED = rf"(?= ?{_OF_ALL}? ?[),;])"
_NOT_OTHERS = (
    r"(?! (?:more|fewer|less|higher|lower|up|down)\b)"
    r"(?! of (?!the total|all|these|those|them|cases|complaints|total|the (?:complaints|cases)))"
)
_WHOLE = tuple(
    re.compile(pattern)
    for pattern in (
        # 48 of the contacts (of 203), just under a quarter
        rf"{_A}(?:{_W}| of){{0,5}} \((?:out )?of {_B}\)(?:, | – | or ){_JUST}{_S}",
        # 25 of the 44 complaints were upheld (57%)
        rf"{_A}{_W}{{0,5}}{_OF}{_B}{_FILL}{{0,90}}?{_LINK}{_S}{_NOT_OTHERS}",
        rf"{_A}{_FILL}{{0,70}}? out of {THE}{_B}{_FILL}{{0,60}}?{_LINK}{_S}{_NOT_OTHERS}",
        rf"{_A} ?/ ?{_B}{_FILL}{{0,60}}?{_LINK}{_S}",
        # 57% (25 of 44); 50% of complaints, with 3 out of 6 answered
        rf"{_S}{_FILL}{{0,70}}?(?: ?\((?:that is |i\.e\.,? |or )?|,? or |,? with | – | - |: |; |(?<=>), )"
        rf"(?:a total of )?{_A}{_W}{{0,4}}(?:{_OF}| ?/ ?){_B}(?!{_W}{{0,5}} ?\(<[PF])",
        # one tenth of Stage 1 complaints (41 against 410)
        rf"<(?P<s>F)(?P<p>\d+)> of[^<>()¦]{{0,40}}(?:<X\d+>[^<>()¦]{{0,40}})? \({_A}{_W}{{0,3}} (?:against|compared "
        rf"(?:to|with)|versus|vs\.?|as against|to) {_B}{_W}{{0,3}}\)",
        # two thirds of complaints, 60 out of 90,
        rf"{_S} of{_W}{{1,6}}(?<!were)(?<!was), {_A}{_W}{{0,3}}{_OF}{_B}{_W}{{0,2}}[,.;]",
        # 72 complaints (34%) of the 212; 72, or 34%, of the 212
        rf"{_A}{_W}{{0,6}}(?:,? ?\(|,? or |, | – | - )(?:or )?{_S}\)?,?{_W}{{0,5}}{_OF}{_B}",
        # 72 complaints (34% of 212)
        rf"{_A}{_W}{{0,6}} ?\((?:or )?{_S}{_OF}{_B}",
        # 34% (72) of the 212 complaints
        rf"{_S}{_W}{{0,4}} \({_A}{_W}{{0,4}}\){_W}{{0,6}}{_OF}{_B}",
        # 34% of the 212 complaints (72), 34% of the 212 complaints, or 72
        rf"{_S}{_W}{{0,2}}{_OF}{_B}{_FILL}{{0,80}}?(?: ?\((?:or |a total of |i\.e\.,? |that is,? )?|,? or |, that "
        rf"is,? |, i\.e\.,? | – | - |, (?=<[CB]\d+> in (?:all|total))){_A}(?! out of| of <| \()",
        # all 12 (100%), all of the 12 (100%)
        rf"\b(?:all|each|every one)(?: of)? {THE}<[CB](?P<a>(?P<b>\d+))>(?: of)?{_W}{{0,6}} ?(?:\(|, or | – |, ){_S}",
        # 72 complaints represents 34% of the 212
        rf"{_A}{_FILL}{{0,60}}?{_LINK}{_S}{_W}{{0,3}}{_OF}{_B}",
    )
)
_PLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        # (72, 34%), (34%, 72), (72 - 34%), (72 or 34%), (18, 12% each)
        rf"\((?:[^()<>]*?[ :])?{_A}{_W}{{0,3}}(?:[,;:/–-] ?| ?= ?|,? or |,? ?\(| )(?:or )?{_S}(?: each)?",
        rf"\({_S}(?:[,;:/–-] ?| ?= ?|,? or |, n ?= ?| )(?:or )?{_A}{_W}{{0,3}} ?[),;]",
        # 72 complaints (34%), 21 of these (25%)
        rf"{_A}(?: of (?:these|those|them|which|whom))?(?:{_W}| <X\d+>){{0,8}} ?[(\[](?:or |around |"
        rf"i\.e\.,? )?{_S}{_CLOSED}",
        # 34% (72), 34% of complaints (72)
        rf"{_S}{_W}{{0,2}}(?: of{_W}{{1,5}})?(?:{_W}| <X\d+>){{0,5}} ?"
        rf"[(\[](?:n ?= ?|a total of |or )?{_A}{_W}{{0,4}}[)\],;]",
        # 72 complaints, or 34%,
        rf"{_A}(?:{_W}| <X\d+>){{0,9}}(?:,| –| -)? or {_S}(?! more| fewer| less)",
        rf"{_S}(?: of{_W}{{1,4}})?{_W}{{0,6}},? or {_A}{_W}{{0,3}}[,.;)]",
        # with 72 complaints, 34% of the total
        rf"{_A}{_W}{{0,6}}, {_S}(?= {_OF_ALL}| of the (?:year|annual|overall|council|service))",
        # 72 decisions, which is 34% of them
        rf"{_A}{_W}{{0,4}},? which (?:is|was|are|were) {_JUST}{_S}(?= of (?:them|these|those|the total|all)\b)",
        # Upheld: 72 = 34%, 72 – 34%
        rf"{_A}{_W}{{0,3}} ?(?:–|-|=|\||:) ?{_S}",
        rf"{_S} ?(?:–|-|=|\|) ?{_A}",
        # 72 went to a panel – 34%
        rf"{_A}{_FILL}{{0,80}}? (?:–|-|—) {_S}(?= ?[.,;)]|$)",
        # 72 complaints were upheld, representing 34%; 72 were in time, a rate of 34%
        rf"{_A}{_FILL}{{0,70}}?(?:,? (?:which|this|these|that)? ?{_MEANS}|,? {_MEANING}|,? i\.e\.,?) "
        rf"(?:a |{_RATE})?{_JUST}{_S}",
        rf"{_A}{_FILL}{{0,70}}?(?:,| –| -)?(?: giving| with| at)? {_RATE}{_JUST}{_S}",
        # 72 were answered within 10 days (34%); 72 of them were upheld, that is 34%; upheld 72, just over half
        rf"<C(?P<a>\d+)>(?:[^<>¦,(]|<[XD]\d+>){{0,90}}?(?<! all) \({_S}{_CLOSED}",
        rf"<C(?P<a>\d+)>(?:[^<>¦,]|<[XD]\d+>){{0,70}}?,? (?:or|which (?:is|was)|that (?:is|was)|i\.e\.,?|meaning|so) "
        rf"{_JUST}{_S}(?= ?[,.;)]|$| {_OF_ALL})",
        # 391 were about bins, nearly half of the annual total
        rf"<[CB](?P<a>\d+)>(?:{_W}| <X\d+>| of){{0,8}}, (?:which is |or )?<(?P<s>F)(?P<p>\d+)>"
        r"(?= ?[.,;]|$| of (?:the|that|all|our)\b)",
        # over half, 118, were; a fifth were about fees, 40 in all
        rf"<(?P<s>F)(?P<p>\d+)>(?: of{_W}{{1,4}})?, <C(?P<a>\d+)>{_W}{{0,2}},",
        rf"<(?P<s>F)(?P<p>\d+)>{_W}{{1,6}}, <C(?P<a>\d+)> in (?:all|total)\b",
    )
)


def find_parts(code: str) -> list[Part]:
    """Find the parts that the pattern of a sentence states; each percentage is of one part only."""
    found: list[Part] = []
    used: set[int] = set()
    for patterns in (_WHOLE, _PLAIN):
        for pattern in patterns:
            at = 0
            while match := pattern.search(code, at):
                at = match.start() + 1
                groups = match.groupdict()
                percent, count = int(groups["p"]), int(groups["a"])
                base = int(groups["b"]) if groups.get("b") else None
                if percent in used or _blocked(code, match):
                    continue
                used.add(percent)
                found.append(Part(percent, count, base, match.start(), match.end()))
    return sorted(found, key=lambda part: part.start)


_BARE = re.compile(rf"<(?P<s>[PF])(?P<p>\d+)>{_W}{{0,3}} (?:of|out of) {THE}<[CB](?P<b>\d+)>")


def find_shares_of(code: str, parts: list[Part]) -> list[Part]:
    """Find percentages of a whole whose count is not given: "34% of the 212 complaints"."""
    used = {part.percent for part in parts}
    return [
        Part(int(match["p"]), None, int(match["b"]), match.start(), match.end())
        for match in _BARE.finditer(code)
        if int(match["p"]) not in used
    ]


POINTING = re.compile(
    r"(?:\S+ )?<C\d+> (?:[a-z]+ )?(?:services|areas|teams|departments|directorates|categories|subjects|themes|wards) "
    r"(?:together |alone |between them )?(?:account|made|make|represent)|\b(?:top|main|biggest|largest) <C\d+>|"
    r"\b(?<!of )(?:these|those|the same) <C\d+>(?= (?:made|make|account|represent|were|are|came|together|had|have)\b)"
)
# What stands between no count and its percentage: what others reached, an aim, another clause, a comparison, as in
# "96 (40%), down from 135", or a list, as in "over half of all 90: Roads (30) and Parks (20)".
_BETWEEN = re.compile(
    rf"¦|\b(?:average|similar|comparable|national|regional|england|neighbours?)\b[^<>]*<[PF]|<[PF]\d+>\)?,?(?: [a-z]+)"
    rf"{{0,3}} {VERB} from (?:[a-z']+ ){{0,3}}<[CB]|^<[PF]\d+>[^<>]*<B\d+>[^<>]*:[^<>]*\(<C|\bshort of\b|(?<!within )"
    r"(?<!within the )(?<!in )(?<!on )\b(?:target|aim|goal|threshold|benchmark)(?: of| is| was)? \(?<P"
)
_OF_CHANGE = re.compile(r"> (?:more|fewer|less|higher|lower|greater|smaller)\b")  # "25% more letters (150 up from 120)"
_AIMED_AT = re.compile(r"\b(?:targets?|aims?|goals?|threshold|benchmark)(?: (?:of|is|was|at|being|set|to))* \(?$")


# "19 were upheld and 40 were not, an uphold rate of 32%"
_RATE_OF_OTHERS = re.compile(r"<[CB]\d+>[^<>]{0,30}\bnot\b[^<>]{0,20}\b(?:upheld|uphold|success|approval) rate\b")
_AND_MORE = re.compile(r"\)?(?:,|,? and|,? plus) [^<>()]{0,40}\(<C\d+>\)")


def _blocked(code: str, match: re.Match[str]) -> bool:
    """Whether another clause or the words of a change come between the count and the percentage."""
    if re.search(r": ?$", code[: match.start("p") - 2]) and re.match(r">(?:,|,? and) <P", code[match.end("p") :]):
        return True  # "in three of four quarters: 91%, 92% and 93%"
    if re.match(r"<[PF]\d+> of\b[^<>]*\(<C", match[0]) and _AND_MORE.match(code, match.end()):
        return True  # "half of them came in June (310) and July (290)"
    if re.match(r"<[PF]", match[0]) and _AIMED_AT.search(code, 0, match.start()):
        return True
    between = match[0][match[0].find(f"<{match['a']}>") + 1 :]
    if POINTING.match(code, code.rfind(" ", 0, max(match.start() - 1, 0)) + 1):
        return True  # "these three made up 45%"
    if re.search(r"\) (?:together|combined|between them|jointly)\b", between):
        return True  # "bins (70) and noise (62) together made up two thirds"
    of_others = _RATE_OF_OTHERS.match(match[0]) or _BETWEEN.search(match[0])
    return bool(of_others or _OF_CHANGE.match(code, match.end("p")))
