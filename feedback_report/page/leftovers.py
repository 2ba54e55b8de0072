"""What a renderer leaves behind without failing, found in a finished or unfinished page."""

import base64
import re
import urllib.parse
from collections import Counter
from collections.abc import Callable

from lxml import html
from lxml.html import HtmlElement

from feedback_report.page.elements import classes, elements_of, text_of

WORDS = {
    r"\?var:[^\s<]*": "an unknown fact or variable: record it in a notebook, or correct its name",
    r"\?meta:[^\s<]*": "an unknown metadata key: set it, or correct its name",
    r"\?invalid \w+ type:\w+": "a variable that is a list or a map: refer to one value of it",
    r"\?@[\w-]*": "a reference to a figure or section that is not in the paper: correct its label",
    r"\{\{<[^>]*>?\}?\}?": "a shortcode that was not carried out: correct it, or remove it",
    r"(?<![\w@.?])@(fig|tbl|sec|eq|lst)-[\w-]+": "a reference that was not carried out: correct its label",
    r"\[\^[\w-]+\]": "a note mark without its note: write the note, or remove the mark",
    r"^\s*:::+": "a fence of a div that was never opened or closed: correct the fences",
    r"Unable to display output for mime type": "an output that the renderer cannot show: give it as text or picture",
    r"Traceback \(most recent call last\)": "an error of a notebook: correct the notebook and run it again",
    r"(?<!\w)(/home/|/Users/|/tmp/|[A-Z]:\\)\S*": "a path of the machine that made the page: write a relative one",
}
LOADING = {
    ("img", "source"): ("src", "srcset"),
    ("script", "iframe", "audio", "track", "embed", "input"): ("src",),
    ("video",): ("src", "poster"),
    ("object",): ("data",),
    ("image", "use", "link"): ("href", "xlink:href"),
}
ANY_WORD = re.compile("|".join(f"(?:{pattern})" for pattern in WORDS))
STYLE_ADDRESS = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])([^\"')]+)")
MISSING_VALUE = re.compile(r"\b(nan|NaN|NaT)\b|<NA>")
MISSING_CELL = ("None", "none%", "None%", "inf", "-inf")


def find_leftovers(text: str, own_words: Callable[[str], str] = str) -> list[str]:
    """Find what should never reach a reader, in the text of an HTML page.

    Unresolved variables, metadata, references and shortcodes; repeated ids; links within the
    page that lead nowhere; anything loaded from outside the page; machine paths; missing
    values printed in tables. Each problem says where it stands and what to do. A sound page gives
    an empty list. ``own_words`` takes out of a text what is printed as it is, whatever it looks like.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = html.document_fromstring(text.encode("utf-8") or b"<html></html>", parser=parser)
    nodes = [root, *elements_of(root)]
    found = [*_words(nodes, own_words), *_ids(nodes), *_links(nodes), *_resources(nodes), *_cells(nodes, own_words)]
    return list(dict.fromkeys(found))


def place(node: HtmlElement) -> str:
    """Say where an element stands: its numbered paragraph, its figure, or the heading before it."""
    for holder in [node, *node.iterancestors()]:
        if "numbered-paragraph" in classes(holder):
            number = holder.get("data-number") or (holder.xpath("string(a[contains(@class,'paragraph-number')])"))
            return f"paragraph {number or holder.get('id')}"
        if holder.tag == "figure" and holder.get("id"):
            return f"figure {holder.get('id')}"
        if holder.tag == "head":
            return "the head of the page"
    headings = node.xpath("(ancestor-or-self::*|preceding::*)[self::h1 or self::h2 or self::h3 or self::h4][last()]")
    return f'below the heading "{text_of(headings[0])}"' if headings else "the beginning of the page"


def _words(nodes: list[HtmlElement], own_words: Callable[[str], str]) -> list[str]:
    """Find unresolved words in the text and in the attributes that readers meet."""
    found = []
    for node in nodes:
        if node.tag in ("script", "style"):
            continue
        readable = [node.text, *(child.tail for child in node)]
        attributes = (value for name, value in node.attrib.items() if name not in ("class", "id"))
        readable += [value for value in attributes if not value.startswith("data:")]
        for words in filter(None, readable):
            if not ANY_WORD.search(words):
                continue
            for pattern, advice in WORDS.items():
                for match in re.finditer(pattern, own_words(words)):
                    found.append(f'{place(node)}: "{match[0].strip()}" is {advice}.')
    return found


def _ids(nodes: list[HtmlElement]) -> list[str]:
    counts = Counter(identifier for node in nodes if (identifier := node.get("id")) is not None)
    return [
        f'the id "{identifier}" stands on {count} elements: give each label, anchor and heading id once.'
        for identifier, count in counts.items()
        if count > 1
    ]


def _links(nodes: list[HtmlElement]) -> list[str]:
    """Find links that lead nowhere within the page, or to a place on the machine that made it."""
    targets = {node.get("id") for node in nodes} | {node.get("name") for node in nodes if node.tag == "a"} | {"top"}
    found = []
    for node in nodes:
        address = node.get("href") if node.tag in ("a", "area") else None
        if address is None:
            continue
        if address.startswith("#") and urllib.parse.unquote(address[1:]) not in targets:
            problem = ", which is not on the page: correct it."
        elif re.match(r"/(?!/)|file:|[A-Za-z]:[\\/]|javascript:", address, re.IGNORECASE):
            problem = ": write an address that works for readers."
        else:
            continue
        found.append(f'{place(node)}: the link "{text_of(node)}" leads to "{address}"{problem}')
    return found


def _resources(nodes: list[HtmlElement]) -> list[str]:
    """Find what the browser would fetch: the page has to hold all it shows."""
    found = []
    for node in nodes:
        names = [name for tags, names in LOADING.items() if node.tag in tags for name in names]
        addresses = [node.get(name) for name in names]
        for style in filter(None, [node.get("style"), node.text if node.tag == "style" else None]):
            addresses += STYLE_ADDRESS.findall(style)
        for address in filter(None, addresses):
            if address.startswith("data:image/svg+xml"):
                outside = _outside_of_drawing(address)
            else:
                outside = [] if re.match(r"\s*(#|data:|about:)", address, re.IGNORECASE) else [address.strip()]
            found += [f'{place(node)}: <{node.tag}> loads "{it}": the page has to hold all it shows.' for it in outside]
    return found


def _outside_of_drawing(address: str) -> list[str]:
    """Get what an embedded SVG would load."""
    kind, _, content = address.partition(",")
    packed = kind.endswith("base64")
    drawing = base64.b64decode(content).decode("utf-8", "replace") if packed else urllib.parse.unquote(content)
    addresses = re.findall(r"<(?:image|use|feImage)\b[^>]*\bhref=[\"']([^\"']+)", drawing)
    addresses += STYLE_ADDRESS.findall(drawing)
    return [found for found in addresses if not re.match(r"#|data:", found)]


def reads_as_missing(words: str) -> bool:
    """Say whether the words of a table's cell are what programs print where there is no value."""
    return MISSING_VALUE.search(words) is not None or words in MISSING_CELL


def _cells(nodes: list[HtmlElement], own_words: Callable[[str], str]) -> list[str]:
    found = []
    for node in nodes:
        if node.tag in ("td", "th"):
            words = text_of(node)
            if reads_as_missing(words) and reads_as_missing(own_words(words)):
                found.append(f'{place(node)}: a table cell reads "{words}": write what is known, or "not known".')
    return found
