"""The text of a PDF page by the marks that its tags name, without what the page repeats, such as running heads."""

from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from feedback_report.claims.files.pdf_note_marks import RaisedMarks


def marked_texts(page: PageObject) -> dict[int, str]:
    """Get the text of a page by the numbers of its marks; -1 for what has none and is no artefact of the page."""
    texts: dict[int, str] = {}
    opened: list[int | None] = []
    raised = RaisedMarks()
    lists = page.get("/Resources", DictionaryObject()).get("/Properties", DictionaryObject())

    def see_operator(operator: bytes, operands: Any, *_: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            given = operands[1] if len(operands) > 1 else DictionaryObject()
            number = (lists.get(given, DictionaryObject()) if isinstance(given, str) else given).get("/MCID")
            opened.append(int(number) if number is not None else None if operands[0] == "/Artifact" else -1)
        elif operator == b"EMC" and opened:
            opened.pop()

    def see_text(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        marks = [number for number in opened if number != -1]
        number = marks[-1] if marks else -1
        if number is not None and not raised.is_mark(text, matrix, size):
            texts[number] = texts.get(number, "") + text

    page.extract_text(visitor_operand_before=see_operator, visitor_text=see_text)
    return texts
