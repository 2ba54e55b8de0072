"""What a renderer leaves behind without failing, found in a finished Word file."""

import re
from collections.abc import Callable, Iterator

from feedback_report.page.leftovers import ANY_WORD, WORDS
from feedback_report.word.markup import WP, Element, w
from feedback_report.word.package import DOCUMENT, WordPackage
from feedback_report.word.styles import Styles

FOOTNOTES = "word/footnotes.xml"


def find_word_leftovers(package: WordPackage, own_words: Callable[[str], str] = str) -> list[str]:
    """Find unresolved variables, references, shortcodes and the like in the text and the alternative texts.

    The same as on the page. Each problem says below which heading it stands and what to do. ``own_words`` takes out
    of a text what is printed as it is, whatever it looks like.
    """
    found = []
    for place, text in _texts(package):
        words = own_words(text) if ANY_WORD.search(text) else ""
        for pattern, advice in WORDS.items():
            found += [f'{place}: "{match[0].strip()}" is {advice}.' for match in re.finditer(pattern, words)]
    return list(dict.fromkeys(found))


def _texts(package: WordPackage) -> Iterator[tuple[str, str]]:
    """Get each text with the place where it stands."""
    styles, place = Styles(package), "the beginning of the paper"
    for paragraph in package.tree(DOCUMENT).iter(w("p")):
        text = _text(paragraph)
        if styles.heading_level(paragraph) is not None:
            place = f'below the heading "{text}"'
        yield place, text
        for picture in paragraph.iter(f"{{{WP}}}docPr"):
            yield f"{place}, alternative text", picture.get("descr", "")
    if FOOTNOTES in package:
        for paragraph in package.tree(FOOTNOTES).iter(w("p")):
            yield "a footnote", _text(paragraph)


def _text(paragraph: Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(w("t")))
