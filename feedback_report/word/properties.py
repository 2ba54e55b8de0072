"""What a Word file says of itself: title, subject, author, language, and the mode Word opens it in."""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from feedback_report.word.markup import Element, make, put, take, w
from feedback_report.word.package import WordPackage
from feedback_report.word.styles import STYLES

CORE = "docProps/core.xml"
APP = "docProps/app.xml"
SETTINGS = "word/settings.xml"
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
WORD_2013 = "15"  # the newest compatibility mode there is

# What a renderer leaves in the settings that has no meaning in a finished paper.
LEFTOVERS = [
    *("embedSystemFonts", "proofState", "stylePaneFormatFilter", "doNotTrackMoves", "savePreviewPicture", "rsids"),
    *("drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery"),
    *("displayVerticalDrawingGridEvery", "updateFields"),
]


@dataclass(frozen=True)
class PaperProperties:
    """The properties of the paper. ``author`` is a role, never a person; ``dated`` stands as time of making."""

    title: str
    subject: str
    author: str
    dated: date
    keywords: tuple[str, ...] = ()
    language: str = "en-GB"


def write_properties(package: WordPackage, paper: PaperProperties) -> None:
    """Write the core and application properties, and drop the renderer's custom ones."""
    package.drop("docProps/custom.xml")
    package.add(CORE, core_properties(paper), "application/vnd.openxmlformats-package.core-properties+xml")
    root = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    etree.SubElement(root, f"{{{EXTENDED}}}Application").text = "Microsoft Office Word"
    etree.SubElement(root, f"{{{EXTENDED}}}AppVersion").text = "16.0000"
    package.add(APP, _bytes(root), "application/vnd.openxmlformats-officedocument.extended-properties+xml")


def core_properties(paper: PaperProperties) -> bytes:
    """Write what a file says of itself in the part that all Office files have for it."""
    root = etree.Element(f"{{{CP}}}coreProperties", nsmap={"cp": CP, "dc": DC, "dcterms": TERMS, "xsi": XSI})
    moment = f"{paper.dated.isoformat()}T00:00:00Z"
    for namespace, name, value in (
        (DC, "title", paper.title),
        (DC, "subject", paper.subject),
        (DC, "creator", paper.author),
        (CP, "keywords", ", ".join(paper.keywords)),
        (CP, "lastModifiedBy", paper.author),
        (TERMS, "created", moment),
        (TERMS, "modified", moment),
        (DC, "language", paper.language),
    ):
        element = etree.SubElement(root, f"{{{namespace}}}{name}")
        element.text = value
        if namespace == TERMS:
            element.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def set_language(package: WordPackage, language: str) -> None:
    """Make ``language`` that of all text: of the defaults, of every style, and of the theme's fonts."""
    tree = package.tree(STYLES)
    defaults = tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        put(defaults, "lang", val=language, eastAsia=language, bidi="ar-SA")
    for style in tree.findall(w("style")):
        take(style.find(w("rPr")), "lang")
    for mark in list(package.body.iter(w("lang"))):
        if mark.get(w("val"), "").lower() in ("en-us", language.lower()):
            mark.getparent().remove(mark)


def finish_settings(package: WordPackage, language: str) -> None:
    """Set Word's newest compatibility mode and the language of theme fonts; fields show what they hold already."""
    settings = package.tree(SETTINGS)
    take(settings, *LEFTOVERS)
    put(settings, "themeFontLang", val=language)
    compat = settings.find(w("compat"))
    if compat is None:
        compat = put(settings, "compat")
    for old in compat.findall(w("compatSetting")):
        if old.get(w("name")) == "compatibilityMode":
            compat.remove(old)
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": WORD_2013}
    compat.append(make("compatSetting", **mode))


def text_size(package: WordPackage) -> tuple[int, int]:
    """Get the width and height of the text on a page, in twips (A4 with 2.5 cm margins where it is not said)."""
    section = package.body.find(w("sectPr"))
    size = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None

    def get(element: Element | None, name: str, otherwise: int) -> int:
        return otherwise if element is None else int(element.get(w(name), otherwise))

    width = get(size, "w", 11906) - get(margins, "left", 1417) - get(margins, "right", 1417)
    height = get(size, "h", 16838) - get(margins, "top", 1417) - get(margins, "bottom", 1417)
    return width, height
