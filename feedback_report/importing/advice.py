"""What to do about rows that were refused."""

from feedback_report.importing.refusing import EMPTY_CELL, NO_NUMBER, OVERLONG, SHORTENED, TORN
from feedback_report.importing.row_fates import REPEATED
from feedback_report.importing.values import MAY_BE_TEXT, NOT_NAMED

ADVICE = {
    OVERLONG: "Export as .xlsx, in which a cell cannot run over into the next.",
    TORN: "Export as .xlsx, in which a line break stays in its cell.",
    NOT_NAMED: "Add the values to mapping.yml, under values.",
    MAY_BE_TEXT: "Name under values what the column may hold, and refuse other_values; or correct the cells.",
    NO_NUMBER: "Map the column that holds the numbers of the cases, or correct the cells.",
    SHORTENED: "Export again and import that file as it is: once shortened, the number is lost.",
    EMPTY_CELL: 'Fill them in where they were recorded; or say under values what "(empty)" becomes.',
    "not a date": 'Correct them where they were recorded; if they are right, correct "dates" in mapping.yml.',
    REPEATED: "Export one row per case; or say with repeated_cases in mapping.yml which row to keep.",
    'complaint and no "subject"': "Fill them in where they were recorded; or add a subject such as Not recorded to "
    'council.yml and say under values that "(empty)" becomes it.',
    'complaint and no "procedure"': 'Say under values, procedure, what "(empty)" becomes, or name another column that '
    "tells the procedure, such as the one with the services.",
}


def advice(reason: str, rule: str | None) -> str:
    """Get what to do about a reason; ``rule`` is what the data contract says when it is one of its rules."""
    known = next((words for part, words in ADVICE.items() if part in reason), None)
    if known or not rule:
        return known or "Correct them where they were recorded, and export again."
    return f"{rule[:1].upper()}{rule[1:]}, where the cases are recorded, and export again."
