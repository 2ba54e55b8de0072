"""The marks that stand where a table or a text has no number, and what each stands for.

They are those of the Government Analysis Function's guidance on symbols in tables.
"""

SUPPRESSED = "[c]"  # withheld so that nobody can be identified
NO_NUMBER = "[x]"
TOO_FEW = "[z]"  # no percentage on so small a base


def marks_note(*shown: str, smallest_base: int = 0) -> str:
    """Explain the marks that a printed table or the texts of a chart hold: a sentence for each, or nothing.

    ``smallest_base`` is the base below which no percentage is given. The answer is Markdown.
    """
    meanings = mark_meanings(smallest_base)
    printed = {mark: mark.replace("[", "&#91;").replace("]", "&#93;") for mark in meanings}
    found = [mark for mark in meanings if any(mark in text or printed[mark] in text for text in shown)]
    return " ".join(f"The mark {printed[mark]} stands for {meanings[mark]}." for mark in found)


def mark_meanings(smallest_base: int = 0) -> dict[str, str]:
    """Get what each mark stands for, in the order in which they are explained."""
    reason = f"because its base is below {smallest_base}" if smallest_base else "on so small a base"
    return {
        SUPPRESSED: "a number that is withheld so that nobody can be identified",
        NO_NUMBER: "a number that is not available",
        TOO_FEW: f"a percentage that is not given {reason}",
    }
