"""The whole that a sentence takes parts of: in its pattern the count becomes ``<B..>``."""

import re

_WORDS = r"(?:[ -](?!(?:and|or|but|with|population|out|from)\b)[a-z'&/-]+){0,5}?"
THE = (
    r"(?:(?:the|all|these|those|our|its|their|a total of|a possible|total of|total|overall|remaining|other|only|just|"
    r"some|[a-z]+'s) ?)*"
)
_PART_OF = re.compile(
    rf"<[CWP]\d+>(?!{_WORDS} (?:total|number|increase|decrease|average|level)s? of)(?!{_WORDS} (?:made up|consist(?:s|"
    rf"ed|ing)?|compos(?:ed|ing)|compris(?:ed|ing)) of){_WORDS}(?:,? ?\(?(?:or )?<[PF]\d+>\)?,?)?(?: \(<C\d+>\))? "
    rf"(?:of|out of) {THE}<(?P<kind>C)(?P<base>\d+)>"
)
# "Of these 21 were closed": the 21 are some of these
_NO_VERB = r"(?! (?:were|was|are|had|led|related|resulted|concerned|went)\b)"
_OPENING = re.compile(
    r"(?:^|[,;:(¦–.] ?|\band |<X\d+> )(?:but |and |so )?(?:(?:of|out of|from|among|amongst) (?:the|these|those|all|"
    rf"our|a total of)|out of) {THE}<(?P<kind>C)(?P<base>\d+)>(?!(?: [a-z]+){{0,2}} \(<[PF]){_NO_VERB}"
)
_OUT_OF = re.compile(
    rf"^(?:<X\d+> )?(?:of|out of) {THE}<(?P<kind>C)(?P<base>\d+)>(?!(?: [a-z]+){{0,2}} \(<[PF]){_NO_VERB}"
)
_ASIDE = re.compile(rf", (?:of|out of) {THE}<(?P<kind>C)(?P<base>\d+)>(?:[ -][a-z'&/-]+){{0,3}},")
_OUT_OF_AFTER = re.compile(rf"<C\d+>[^<>¦]{{0,70}} out of {THE}<(?P<kind>C)(?P<base>\d+)>")
_SHARE_OF = re.compile(rf"<[PF]\d+>{_WORDS} (?:of|out of) {THE}<(?P<kind>C)(?P<base>\d+)>")
_SLASH = re.compile(r"<C\d+>/<(?P<kind>C)(?P<base>\d+)>")


def mark_bases(code: str) -> str:
    """Mark the bases in the pattern of a sentence: ``of the <B0> complaints, <C1> (<P2>)``."""
    for pattern in (_PART_OF, _OUT_OF_AFTER, _OPENING, _OUT_OF, _ASIDE, _SHARE_OF, _SLASH):
        at = 0
        while match := pattern.search(code, at):
            start = match.start("kind")
            code = f"{code[:start]}B{code[start + 1 :]}"
            at = match.start() + 1
    return code
