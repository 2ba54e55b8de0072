"""Words that say which way a number went: rose, fewer, a reduction; or only that it changed."""

import re

# "Clearing up", "made up" and "turned down" say nothing of a number.
_VERBS_OF_OTHERS = "made|make|makes|set|sets|took|taken|signed|turned|broke|broken|follow|followed|clear|clean|ing"
_NOT_AFTER = "".join(f"(?<!{verb} )" for verb in _VERBS_OF_OTHERS.split("|"))
_UP_NOUNS = (
    "increases?|rises?|growth|jumps?|uplifts?|surges?|spikes?|gains?|upturns?|hikes?|climb|upswing|upward trends?"
)
_DOWN_NOUNS = (
    "decreases?|declines?|falls?|drops?|reductions?|dips?|cuts?|slumps?|downturns?|fall-off|shrinkage|"
    "decline|downward trends?"
)
_EITHER_NOUNS = (
    "changes?|differences?|variances?|variations?|improvements?|movements?|shifts?|swings?|deteriorations?|turnarounds?"
)
_UP_VERBS = (
    "increas(?:e|es|ed|ing)|r(?:ise|ises|ose|isen|ising)|gr(?:ow|ows|ew|own|owing)|climb(?:s|ed|ing)?|jump(?:s|ed|"
    "ing)?|surg(?:e|ed|es|ing)|soar(?:s|ed|ing)?|spik(?:e|ed|es|ing)|went up|go(?:es|ing)? up|gone up|swell(?:ed|"
    f"ing)?|swollen|edged up|crept up|shot up|rocketed|leapt|leaped|mount(?:ed|ing)|expand(?:ed|ing)|{_NOT_AFTER}up"
)
_DOWN_VERBS = (
    "decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|reduc(?:e|es|ed|ing)|"
    "dip(?:s|ped|ping)?|shr(?:ink|inks|ank|unk|inking)|slump(?:s|ed|ing)?|cut|went down|go(?:es|ing)? down|gone down|"
    "came down|come down|coming down|lower(?:ed|ing)?|plummet(?:ed|ing|s)?|plunged|lessened|diminish(?:ed|ing)?|"
    f"tumbled|contracted|edged down|halving|dwindled|{_NOT_AFTER}down"
)
_EITHER_VERBS = (
    "chang(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|"
    "shift(?:s|ed|ing)?|slip(?:s|ped|ping)?|slid|got (?:better|worse)|"
    "deteriorat(?:e|ed|ing)|worsen(?:ed|ing)?|var(?:y|ied)|differ(?:ed|s)?"
)
_UP_THAN = f"more|higher|greater|larger|{_NOT_AFTER}up|above|extra|additional|bigger"
_DOWN_THAN = f"fewer|less|lower|smaller|{_NOT_AFTER}down|below"
_SLOWER, _QUICKER = "slower|longer", "quicker|faster|shorter"  # of days: up and down
NOUN = rf"(?:{_UP_NOUNS}|{_DOWN_NOUNS}|{_EITHER_NOUNS})"
VERB = rf"(?:{_UP_VERBS}|{_DOWN_VERBS}|{_EITHER_VERBS})"
THAN = rf"(?:{_UP_THAN}|{_DOWN_THAN}|longer|slower|quicker|faster|shorter|better|worse)"
_up = re.compile(rf"(?:{_UP_NOUNS}|{_UP_VERBS}|{_UP_THAN}|{_SLOWER}|\\+)")
_down = re.compile(rf"(?:{_DOWN_NOUNS}|{_DOWN_VERBS}|{_DOWN_THAN}|{_QUICKER}|-)")


def direction_of(word: str) -> str:
    """Get the direction of a word: "up" for rose, "down" for fewer, empty for changed and improved."""
    if _up.fullmatch(word):
        return "up"
    return "down" if _down.fullmatch(word) else ""
