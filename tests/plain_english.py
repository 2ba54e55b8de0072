"""What no sentence of a paper may hold, whatever the data: values that are missing, and words that do not fit."""

import re

NEVER = {
    r"(?<![\w*])(nan|NaN|NaT|None|inf|Infinity)(?![\w*])": "a missing value of the program",
    r"<NA>|\?var|\?meta|\{\{<|\{fact": "something not resolved",
    r"not available": "a missing number within a sentence",
    r"\(\s*\)": "empty brackets",
    r"(?<!\.)\.\.(?!\.)": "two full stops",
    r"\s[,.;:?!)](?=\s|$)": "a space before a sign",
    r"[,;:]\s*\.": "a sign before a full stop",
    r"(?<![\d.,/])(?<!of )1 (?:cases|complaints|compliments|comments|requests|actions|months|decisions|enquiries"
    r"|working days|residents|years|closed complaints)\b": "a plural of one",
    r"\b(?:from|of|by) none of\b|\bnone of (?:0|none)\b|\bof 0\b|\bthere were no \w+ were\b": "none of none",
    r"\b(?:a|an|the|in|of|by|with|and|for|to) [,.;]": "a word that leads nowhere",
    r"\bwas was\b|\bthe the\b|\bof of\b|\bin in\b": "a word twice",
}
ENDS = re.compile(r"(?<=[.!?])\s+(?=\S)")


def awkward(text: str) -> list[str]:
    """Find what is wrong with the sentences of a paragraph, each with the words around it."""
    found = [
        f"{reason}: …{text[max(0, match.start() - 40) : match.end() + 20]}…"
        for pattern, reason in NEVER.items()
        for match in re.finditer(pattern, text)
    ]
    for sentence in ENDS.split(text.strip()):
        first = next((sign for sign in sentence if sign.isalnum()), "")
        if first.islower() or first.isdigit():
            found.append(f"a sentence begins with “{sentence[:30]}”")
    return found
