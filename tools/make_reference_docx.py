"""Make style/reference.docx, the Word template of the paper.

    python -m tools.make_reference_docx

The template rests on pandoc's own reference document (theme, footnotes, font table) with our
styles, lists, page, running header and footer. The same bytes come out every time. To change
the look of the paper, change tools/word_styles.py and run this again, or give the council's
own template by the setting ``reference_docx`` of council.yml.
"""

import re
import subprocess
import tempfile
from pathlib import Path

import pypandoc

from feedback_report.word.package import DOCUMENT, WordPackage, relationships_of
from tools.word_styles import INK, LIST_STEP, TEXT_INDENT, character_styles, paragraph_styles, table_styles

TARGET = Path(__file__).resolve().parent.parent / "style" / "reference.docx"
FONT = "Arial"
OUTLINE, BULLETS, NUMBERS = 1, 2, 3
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="1701" w:right="1304" w:bottom="1417" w:left="1304" w:header="680" w:footer="624" w:gutter="0"/>'
)


def styles_xml() -> str:
    """Write styles.xml: defaults in British English, then every style."""
    fonts = 'w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    text = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="24"/><w:szCs w:val="24"/>{language}</w:rPr>'
    defaults = f"<w:docDefaults><w:rPrDefault>{text}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    styles = [style.xml() for style in paragraph_styles(OUTLINE, BULLETS, NUMBERS) + character_styles()]
    return f"{DECLARATION}<w:styles {W}>{defaults}{''.join(styles)}{table_styles()}</w:styles>"


def _level(level: int, kind: str, text: str, *, left: int, hanging: int, style: str = "") -> str:
    """Write one level of a list; ``style`` is the paragraph style bound to it."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _list(number_id: int, levels: list[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number_id}"><w:nsid w:val="{number_id:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{number_id + 16:08X}"/>{"".join(levels)}</w:abstractNum>'
    )


def numbering_xml() -> str:
    """Write numbering.xml: the paper's outline (1, 1.1, then (a), (i)), bullets and numbered lists."""
    steps = [TEXT_INDENT + LIST_STEP * (level + 1) for level in range(9)]
    outline = [
        _level(0, "decimal", "%1", left=TEXT_INDENT, hanging=TEXT_INDENT, style="Heading1"),
        _level(1, "decimal", "%1.%2", left=TEXT_INDENT, hanging=TEXT_INDENT, style="NumberedParagraph"),
    ]
    for level in range(2, 9):
        kind = ("lowerLetter", "lowerRoman")[level % 2]
        left = TEXT_INDENT + 454 * (level - 1)
        outline.append(_level(level, kind, f"(%{level + 1})", left=left, hanging=454))
    bullets, numbers = [], []
    for level, left in enumerate(steps):
        place = {"left": left, "hanging": LIST_STEP}
        kind = ("decimal", "lowerLetter", "lowerRoman")[level % 3]
        bullets.append(_level(level, "bullet", "•–"[level % 2], **place, style=_style("ListBullet", level)))
        numbers.append(_level(level, kind, f"%{level + 1}.", **place, style=_style("ListNumber", level)))
    lists = _list(OUTLINE, outline) + _list(BULLETS, bullets) + _list(NUMBERS, numbers)
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (OUTLINE, BULLETS, NUMBERS))
    return f"{DECLARATION}<w:numbering {W}>{lists}{used}</w:numbering>"


def _style(name: str, level: int) -> str:
    """Name the style of a list's level: ListBullet, ListBullet2, ListBullet3, none below."""
    return f"{name}{level + 1 if level else ''}" if level < 3 else ""


def _field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def header_xml() -> str:
    """Write the running header: the paper's title, taken from its properties."""
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{INK}"/></w:pBdr>'
    return (
        f'{DECLARATION}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/>{line}</w:pPr>'
        f"{_field('TITLE', 'Title')}</w:p></w:hdr>"
    )


def footer_xml() -> str:
    """Write the footer: Page X of Y."""
    return (
        f'{DECLARATION}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{_field("PAGE", "1")}'
        f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_field("NUMPAGES", "1")}</w:p></w:ftr>'
    )


def document_xml() -> str:
    """Write the body: one line in each style a person may want to look at. Pandoc takes only the page from it."""
    shown = ["Title", "Subtitle", "FrontBlock", "Recommendation", "Heading1", "NumberedParagraph", "Heading2"]
    shown += ["NumberedParagraph", "ListBullet", "ListNumber", "BlockText", "Caption", "NoticeHeading", "Notice"]
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>' for style in shown
    )
    return (
        f"{DECLARATION}<w:document {W} {R}><w:body>{lines}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f"{PAGE}{MARGINS}</w:sectPr></w:body></w:document>"
    )


def settings_xml() -> str:
    """Write settings.xml: Word's present compatibility mode, British English."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{mode}</w:compat><w:themeFontLang w:val="en-GB"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _font_table() -> str:
    fonts = [("Arial", "Liberation Sans", "swiss"), ("Courier New", "Liberation Mono", "modern")]
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="00"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{"fixed" if family == "modern" else "variable"}"/></w:font>'
        for name, instead, family in fonts
    )
    return f"{DECLARATION}<w:fonts {W}>{rows}</w:fonts>"


def _theme(theme: str) -> str:
    """Give the theme one font for headings and text."""
    return re.sub(r'<a:latin typeface="[^"]*"[^>]*/>', f'<a:latin typeface="{FONT}"/>', theme)


def _pandocs_own() -> WordPackage:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.docx"
        command = [pypandoc.get_pandoc_path(), "-o", str(path), "--print-default-data-file", "reference.docx"]
        subprocess.run(command, check=True)
        return WordPackage.read(path)


def make(target: Path = TARGET) -> None:
    """Write the template to ``target``."""
    package = _pandocs_own()
    for leftover in ("docProps/custom.xml", "word/comments.xml"):
        package.drop(leftover)
    relationships = package.tree(relationships_of(DOCUMENT))
    for row in list(relationships):
        if row.get("TargetMode") == "External":
            relationships.remove(row)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    for name, xml in {
        "document.main": document_xml(),
        "styles": styles_xml(),
        "numbering": numbering_xml(),
        "settings": settings_xml(),
        "fontTable": _font_table(),
        "header": header_xml(),
        "footer": footer_xml(),
    }.items():
        package.add(f"word/{name.removesuffix('.main')}.xml", xml, f"{word}{name}+xml")
    theme = package.parts["word/theme/theme1.xml"].decode("utf-8")
    package.parts["word/theme/theme1.xml"] = _theme(theme).encode("utf-8")
    package.relate("rIdHeader", "header", "header.xml")
    package.relate("rIdFooter", "footer", "footer.xml")
    package.write(target)


if __name__ == "__main__":
    make()
