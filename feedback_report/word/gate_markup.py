"""Rules of the Word gate on the file itself: what Word demands, or repairs with a warning, or shows wrongly."""

import re
from collections.abc import Iterator

from feedback_report.word.markup import WP, Element, R, local, text, w
from feedback_report.word.package import DOCUMENT
from feedback_report.word.paper import Paper, Problem, place
from feedback_report.word.schema import ORDER

REFERENCE = re.compile(r"^\s*(?:REF|PAGEREF)\s+(\S+)")
ONCE = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid")
FAILED_FIELD = re.compile(r"Error!|\?@|\?var:|\?meta:")


def _story(paper: Paper) -> Iterator[tuple[str, Element]]:
    """Go through the parts that hold text, each by its name."""
    names = [DOCUMENT]
    for kind in ("footnotes", "endnotes", "header", "footer"):
        names += paper.package.related(kind)
    for name in names:
        yield name, paper.package.tree(name)


def elements_in_order(paper: Paper) -> Iterator[Problem]:
    """Properties stand first, once, with their children in the order of the schema."""
    for part, tree in _story(paper):
        for element in tree.iter():
            kinds = [local(child) for child in element]
            for kind in ONCE:
                if kinds.count(kind) > 1:
                    yield Problem(
                        "doubled-properties", _near(part, element), f"holds {kind} {kinds.count(kind)} times."
                    )
            if local(element) in ORDER and local(element) != "settings":
                yield from _order(part, element, kinds)
            if local(element) == "p" and "pPr" in kinds[1:]:
                yield Problem("element-order", _near(part, element), "has its properties after its words.")


def _order(part: str, element: Element, kinds: list[str]) -> Iterator[Problem]:
    order = ORDER[local(element)]
    known = [kind for kind in kinds if kind in order]
    if doubled := sorted({kind for kind in known if known.count(kind) > 1}):
        yield Problem("doubled-properties", _near(part, element), f"{local(element)} holds {', '.join(doubled)} twice.")
    elif local(element) != "trPr" and known != sorted(known, key=order.index):
        message = f"{local(element)} holds {', '.join(known)}, which is not their order."
        yield Problem("element-order", _near(part, element), message)


def _near(part: str, element: Element) -> str:
    holder = next((a for a in (element, *element.iterancestors()) if local(a) in ("p", "tbl")), None)
    if holder is None:
        return part
    number = list(holder.getroottree().getroot().iter(holder.tag)).index(holder) + 1
    return f"{part}, {place('paragraph' if local(holder) == 'p' else 'table', number, text(holder))}"


def blocks_where_they_belong(paper: Paper) -> Iterator[Problem]:
    """No paragraph or table stands in a paragraph's words, and a cell ends in a paragraph."""
    for part, tree in _story(paper):
        for paragraph in tree.iter(w("p")):
            inner = [element for element in paragraph.iter(w("p"), w("tbl")) if element is not paragraph]
            if any(local(element.getparent()) in ("p", "r", "hyperlink") for element in inner):
                yield Problem(
                    "nested-paragraph", _near(part, paragraph), "holds another paragraph; Word calls it damaged."
                )
        for cell in tree.iter(w("tc")):
            if len(cell) == 0 or local(cell[-1]) != "p":
                yield Problem(
                    "cell-without-paragraph", _near(part, cell), "has a cell that does not end in a paragraph."
                )


def bookmarks_and_references(paper: Paper) -> Iterator[Problem]:
    """Bookmarks come in pairs with names and ids of their own; fields and links lead to one."""
    names: list[str] = []
    identifiers: list[str] = []
    for part, tree in _story(paper):
        starts = [mark.get(w("id"), "") for mark in tree.iter(w("bookmarkStart"))]
        ends = [mark.get(w("id"), "") for mark in tree.iter(w("bookmarkEnd"))]
        names += [mark.get(w("name"), "") for mark in tree.iter(w("bookmarkStart"))]
        identifiers += starts
        for single in sorted(set(starts) ^ set(ends)):
            yield Problem("bookmark-pairs", part, f"the bookmark with id {single} begins or ends, but not both.")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem("bookmark-names", DOCUMENT, f'the bookmark "{name}" stands {names.count(name)} times.')
    for identifier in sorted({found for found in identifiers if identifiers.count(found) > 1}):
        yield Problem("bookmark-pairs", DOCUMENT, f"the bookmark id {identifier} is used more than once.")
    for name in sorted({name for name in names if len(name) > 40}):
        yield Problem("bookmark-names", DOCUMENT, f'the bookmark "{name}" is longer than Word\'s 40 characters.')
    for part, tree in _story(paper):
        wanted = [(found.group(1), o) for o in tree.iter(w("instrText")) if (found := REFERENCE.match(o.text or ""))]
        wanted += [(link.get(w("anchor")), link) for link in tree.iter(w("hyperlink")) if link.get(w("anchor"))]
        for name, element in wanted:
            if name not in names:
                yield Problem("broken-reference", _near(part, element), f'refers to "{name}", which nothing is called.')


def fields_are_whole(paper: Paper) -> Iterator[Problem]:
    """Every field begins, separates and ends in one paragraph, and none shows an error."""
    for part, tree in _story(paper):
        contents = any((order.text or "").split()[:1] == ["TOC"] for order in tree.iter(w("instrText")))
        for paragraph in tree.iter(w("p")):
            depth = 0
            for mark in paragraph.iter(w("fldChar")):
                depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType"), ""), 0)
            if depth != 0 and not contents:
                yield Problem(
                    "broken-field", _near(part, paragraph), "holds a field that does not begin and end in it."
                )
            if FAILED_FIELD.search(text(paragraph)):
                yield Problem("failed-reference", _near(part, paragraph), "shows a reference or value that failed.")


def pictures_and_links_exist(paper: Paper) -> Iterator[Problem]:
    """Pictures have ids of their own, and what they and the links name is in the file."""
    identifiers = [frame.get("id", "") for frame in paper.body.iter(f"{{{WP}}}docPr")]
    for identifier in sorted({found for found in identifiers if identifiers.count(found) > 1}):
        yield Problem("picture-ids", DOCUMENT, f"{identifiers.count(identifier)} pictures have the id {identifier}.")
    for part, tree in _story(paper):
        targets = paper.package.targets(part)
        for element in tree.iter():
            for name in ("embed", "id", "link"):
                wanted = element.get(f"{{{R}}}{name}")
                if wanted and wanted not in targets:
                    message = f"{local(element)} names {wanted}, which the file does not have."
                    yield Problem("missing-part", _near(part, element), message)


RULES = [
    elements_in_order,
    blocks_where_they_belong,
    bookmarks_and_references,
    fields_are_whole,
    pictures_and_links_exist,
]
