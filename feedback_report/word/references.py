"""References as Word makes them: fields that follow the number of what they refer to."""

import copy
import hashlib
import re

from feedback_report.errors import RenderError
from feedback_report.word.captions import Caption
from feedback_report.word.markup import Element, field, local, make, replace, run, take, text, w
from feedback_report.word.printed_numbers import native_numbers
from feedback_report.word.styles import Styles

LONGEST_NAME = 40  # Word's limit for the name of a bookmark
TYPED_PARAGRAPH_NUMBER = re.compile(r"(\d+(?:\.\d+)?)$")


def bookmark_name(identifier: str) -> str:
    """Make the name of a bookmark that fields can hold. It begins with "_", which keeps it out of Word's list.

    Letters, digits and underscores only, at most 40; a longer name ends in a hash of the whole.
    """
    name = "_Ref_" + re.sub(r"\W", "_", identifier)
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 9]}_{hashlib.sha256(identifier.encode()).hexdigest()[:8]}"
    return name


def make_reference_fields(roots: list[Element], body: Element, styles: Styles, captions: dict[str, Caption]) -> None:
    """Turn links to figures, numbered paragraphs and sections into REF fields.

    ``roots`` are the trees that hold links (the document and its footnotes). Links whose words do
    not end in their target's number stay links. Raises RenderError where a link prints another
    number than Word will give its target, and where the target does not exist.
    """
    targets = _targets(body)
    numbers = native_numbers(body, styles)
    problems = []
    for root in roots:
        for link in list(root.iter(w("hyperlink"))):
            anchor = link.get(w("anchor"))
            if not anchor:
                continue
            words = text(link)
            if anchor not in targets:
                problems.append(f'The link "{words}" leads to "{anchor}", which nothing in the Word file is called.')
            elif anchor in captions:
                _refer_to_caption(link, anchor, words, captions[anchor])
            elif targets[anchor] in numbers:
                number = numbers[targets[anchor]]
                typed = TYPED_PARAGRAPH_NUMBER.search(words)
                if typed and typed.group(1) != number:
                    problems.append(
                        f'The link "{words}" leads to what Word numbers {number}: the numbers of the filter and of '
                        'Word differ. Look for a paragraph in style "Numbered Paragraph" that the filter did not make.'
                    )
                elif typed:
                    _put_field(link, words[: -len(number)], f"REF {bookmark_name(anchor)} \\r \\h", number)
    if problems:
        raise RenderError(problems)


def _targets(body: Element) -> dict[str, Element]:
    """Map the names of bookmarks to the paragraphs they stand in."""
    found = {}
    for start in body.iter(w("bookmarkStart")):
        paragraph = next((element for element in start.iterancestors() if local(element) == "p"), None)
        if paragraph is not None:
            found[start.get(w("name"), "")] = paragraph
    return found


def _refer_to_caption(link: Element, anchor: str, words: str, caption: Caption) -> None:
    if words.replace(" ", "\u00a0").endswith(caption.label):
        _put_field(link, words[: -len(caption.label)], f"REF {bookmark_name(anchor)} \\h", caption.label)
    elif re.search(rf"(?<!\d){caption.number}$", words):
        number_only = f"{anchor}-number"
        _mark_number(caption, number_only)
        _put_field(link, words[: -len(caption.number)], f"REF {bookmark_name(number_only)} \\h", caption.number)


def _mark_number(caption: Caption, name: str) -> None:
    """Put a second bookmark round the number of a caption alone."""
    if any(start.get(w("name")) == name for start in caption.paragraph.iter(w("bookmarkStart"))):
        return
    marks = [mark.getparent() for mark in caption.paragraph.iter(w("fldChar"))]
    marks[0].addprevious(make("bookmarkStart", id="0", name=name))
    marks[-1].addnext(make("bookmarkEnd", id="0"))


def _put_field(link: Element, before: str, instruction: str, shown: str) -> None:
    model = next(link.iter(w("r"))).find(w("rPr"))
    take(model, "rStyle")

    def like(words: str) -> Element:
        element = run(words)
        if model is not None and len(model):
            element.insert(0, copy.deepcopy(model))
        return element

    replace(link, [*([like(before)] if before else []), *field(instruction, [like(shown)])])


def rename_bookmarks(roots: list[Element]) -> None:
    """Give every bookmark its final name and a number of its own, and let links follow.

    A name that stands twice keeps its first place. Ids are given in the order of the document.
    """
    known: set[str] = set()
    following = 0
    for root in roots:
        pending: list[tuple[str, Element]] = []
        for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            if local(mark) == "bookmarkStart":
                pending.append((mark.get(w("id"), ""), mark))
                continue
            position = next((i for i in reversed(range(len(pending))) if pending[i][0] == mark.get(w("id"))), None)
            if position is None:
                mark.getparent().remove(mark)
                continue
            _, start = pending.pop(position)
            name = start.get(w("name"), "")
            name = name if name.startswith("_") else bookmark_name(name)
            if name in known:
                start.getparent().remove(start)
                mark.getparent().remove(mark)
                continue
            known.add(name)
            start.set(w("name"), name)
            start.set(w("id"), str(following))
            mark.set(w("id"), str(following))
            following += 1
        for _, start in pending:
            start.getparent().remove(start)
        for link in root.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor and not anchor.startswith("_"):
                link.set(w("anchor"), bookmark_name(anchor))
