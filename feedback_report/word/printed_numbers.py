"""The numbers that Word will print: worked out here so that references show them from the start."""

from feedback_report.word.markup import Element, local, make, put, w
from feedback_report.word.styles import NUMBERED, Styles

UNNUMBERED_MARK = "UnnumberedHeading"  # the run style that style/paper.lua leaves on unnumbered headings
TYPED_NUMBER = "SectionNumber"  # the run style of section numbers that Quarto types


def free_unnumbered_headings(body: Element, styles: Styles) -> None:
    """Take marked headings of level 1 out of Word's numbering, and typed section numbers out of headings."""
    for paragraph in body.iter(w("p")):
        if not styles.heading_level(paragraph):
            continue
        for kind in list(paragraph.iter(w("rStyle"))):
            run_properties = kind.getparent()
            if kind.get(w("val")) == UNNUMBERED_MARK:
                run_properties.remove(kind)
                if len(run_properties) == 0:
                    run_properties.getparent().remove(run_properties)
                _free(paragraph)
            elif kind.get(w("val")) == TYPED_NUMBER:
                _remove_typed_number(run_properties.getparent())


def _free(paragraph: Element) -> None:
    ppr = paragraph.find(w("pPr"))
    number = put(ppr, "numPr")
    number.append(make("ilvl", val="0"))
    number.append(make("numId", val="0"))
    put(ppr, "ind", left="0", firstLine="0")


def _remove_typed_number(number: Element) -> None:
    following = number.getnext()
    number.getparent().remove(number)
    if following is None or local(following) != "r":
        return
    if following.find(w("tab")) is not None:
        following.getparent().remove(following)
        return
    shown = following.find(w("t"))
    if shown is not None and shown.text:
        shown.text = shown.text.lstrip()


def native_numbers(body: Element, styles: Styles) -> dict[Element, str]:
    """Map numbered headings of level 1 and numbered paragraphs to the numbers Word prints: 3 and 3.62."""
    outline = styles.list_of("heading 1")
    numbers: dict[Element, str] = {}
    section = paragraph_number = 0
    for paragraph in body.iter(w("p")):
        direct = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        if outline is None or (direct is not None and direct.get(w("val")) != outline[0]):
            continue
        if styles.heading_level(paragraph) == 1:
            section, paragraph_number = section + 1, 0
            numbers[paragraph] = str(section)
        elif styles.has(paragraph, NUMBERED):
            paragraph_number += 1
            numbers[paragraph] = f"{section}.{paragraph_number}"
    return numbers
