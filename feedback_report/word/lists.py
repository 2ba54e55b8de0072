"""Lists in the template's styles, aligned with the words of the numbered paragraphs."""

import copy

from feedback_report.word.markup import Element, local, properties, put, take, w
from feedback_report.word.package import WordPackage
from feedback_report.word.styles import Styles

NUMBERING = "word/numbering.xml"
RENDERERS_LISTS = 990  # pandoc numbers its own lists from here on
DEEPEST = 3
NOTICE_INDENT, ITEM_INDENT = 227, 425  # twips


def finish_lists(package: WordPackage, body: Element, styles: Styles) -> None:
    """Give list items the template's list styles.

    Bullets become paragraphs of "List Bullet"; numbered items keep their own list, which counts
    them, and take the place of "List Number"; a further paragraph of an item is "List Continue".
    """
    if NUMBERING not in package:
        return
    numbering = package.tree(NUMBERING)
    kinds = _kinds(numbering)
    for paragraph in body.iter(w("p")):
        number = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if number is None or styles.heading_level(paragraph):
            continue
        found = {local(child): child.get(w("val"), "0") for child in number}
        kind = kinds.get(found.get("numId", "0"))
        level = min(int(found.get("ilvl", "0")), DEEPEST - 1)
        if kind is None:
            continue
        if styles.has(paragraph, "Notice"):
            _indent_in_notice(paragraph, level)
            continue
        suffix = f" {level + 1}" if level else ""
        styles.give(paragraph, f"List {kind}{suffix}")
        if kind != "Number":
            take(properties(paragraph, "pPr"), "numPr")
    _align(numbering, styles)


def _indent_in_notice(paragraph: Element, level: int) -> None:
    """Keep an item of a notice under the notice's own shading, its mark where the notice's words begin."""
    left = NOTICE_INDENT + ITEM_INDENT * (level + 1)
    put(properties(paragraph, "pPr"), "ind", left=str(left), hanging=str(ITEM_INDENT))


def _kinds(numbering: Element) -> dict[str, str]:
    """Map the lists that a renderer made (by numId) to Bullet, Number or Continue."""
    abstract = {item.get(w("abstractNumId")): item for item in numbering.findall(w("abstractNum"))}
    kinds = {}
    for item in numbering.findall(w("num")):
        made_of = item.find(w("abstractNumId")).get(w("val"))
        level = abstract[made_of].find(w("lvl")) if made_of in abstract else None
        if level is None or int(made_of) < RENDERERS_LISTS:
            continue
        shape, words = level.find(w("numFmt")).get(w("val")), level.find(w("lvlText")).get(w("val"), "")
        if shape == "bullet":
            kinds[item.get(w("numId"))] = "Bullet" if words.strip() else "Continue"
        else:
            kinds[item.get(w("numId"))] = "Number"
    return kinds


def _align(numbering: Element, styles: Styles) -> None:
    """Give the renderer's numbered lists the indents of the template's, and drop its unused bullets."""
    bound = styles.list_of("List Number")
    ours = _levels(numbering, bound[0]) if bound else {}
    for item in numbering.findall(w("abstractNum")):
        if int(item.get(w("abstractNumId"), "0")) < RENDERERS_LISTS:
            continue
        for level in item.findall(w("lvl")):
            model = ours.get(level.get(w("ilvl"), "0"))
            if model is None or model.find(w("pPr")) is None:
                continue
            for old in level.findall(w("pPr")):
                level.remove(old)
            place = level.find(w("lvlJc"))
            place.addnext(copy.deepcopy(model.find(w("pPr"))))


def _levels(numbering: Element, number_id: str) -> dict[str, Element]:
    for item in numbering.findall(w("num")):
        if item.get(w("numId")) == number_id:
            wanted = item.find(w("abstractNumId")).get(w("val"))
            for abstract in numbering.findall(w("abstractNum")):
                if abstract.get(w("abstractNumId")) == wanted:
                    return {level.get(w("ilvl"), "0"): level for level in abstract.findall(w("lvl"))}
    return {}
