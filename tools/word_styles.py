"""The styles of style/reference.docx: one row per style, and the tables made of them."""

from dataclasses import dataclass

INK = "1B365D"  # headings and rules: 12:1 on white
GREY = "595959"  # running header and footer: 7:1 on white
SHADE = "E4EAF1"  # behind table headings and notices: 10:1 under INK, 17:1 under black
RULE = "7A8CA3"  # lines of tables
WARNING = "8A1C1C"  # the notice that data are invented: 9:1 on white

TEXT_INDENT = 851  # twips (1.5 cm): where the words of numbered paragraphs begin
LIST_STEP = 425

SPACED = '<w:spacing w:before="160" w:after="160" w:line="276" w:lineRule="auto"/>'
KEEP = "<w:keepNext/><w:keepLines/>"


@dataclass(frozen=True)
class Style:
    """A style: ``ppr`` and ``rpr`` are the children of its paragraph and run properties, in schema order."""

    name: str
    based_on: str | None = "Normal"
    next: str | None = None
    ppr: str = ""
    rpr: str = ""
    kind: str = "paragraph"
    custom: bool = False
    quick: bool = True
    priority: int = 99

    @property
    def id(self) -> str:
        return "".join(word[0].upper() + word[1:] for word in self.name.replace("-", " ").split())

    def xml(self) -> str:
        """Write the style as an element of styles.xml."""
        default = ' w:default="1"' if self.name in ("Normal", "Default Paragraph Font", "Normal Table") else ""
        custom = ' w:customStyle="1"' if self.custom else ""
        parts = [f'<w:style w:type="{self.kind}"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>']
        if self.based_on:
            parts.append(f'<w:basedOn w:val="{_id(self.based_on)}"/>')
        if self.next:
            parts.append(f'<w:next w:val="{_id(self.next)}"/>')
        parts.append(f'<w:uiPriority w:val="{self.priority}"/>' + ("<w:qFormat/>" if self.quick else ""))
        parts += [f"<w:pPr>{self.ppr}</w:pPr>"] if self.ppr else []
        parts += [f"<w:rPr>{self.rpr}</w:rPr>"] if self.rpr else []
        return "".join(parts) + ("" if self.kind == "table" else "</w:style>")


def _id(name: str) -> str:
    return Style(name).id


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _ink(points: float, colour: str = INK) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(points)}'


def _plain() -> str:
    return '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _numbered(level: int, number_id: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def _indent(left: int, right: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


def _band(colour: str, fill: str = SHADE) -> str:
    """Write a bar at the left and a shaded ground, with a little ground above and below the words."""
    edge = f'w:val="single" w:sz="4" w:space="3" w:color="{fill}"'
    return (
        f'<w:pBdr><w:top {edge}/><w:left w:val="single" w:sz="36" w:space="8" w:color="{colour}"/><w:bottom {edge}/>'
        f'</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="264" w:lineRule="auto"/>'


def _heading(level: int, points: float, before: int, after: int, extra: str = "") -> Style:
    return Style(
        f"heading {level}",
        next="Numbered Paragraph" if level < 4 else "Body Text",
        ppr=f'{KEEP}{extra}{_spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>',
        rpr=_ink(points),
        priority=9,
    )


def paragraph_styles(outline: int, bullets: int, numbers: int) -> list[Style]:
    """List the paragraph styles; the arguments are the ids of the three lists in numbering.xml."""
    lists = [
        Style(f"List {kind}{'' if level == 0 else f' {level + 1}'}", ppr=_numbered(level, number_id) + _spacing(0, 80))
        for kind, number_id in (("Bullet", bullets), ("Number", numbers))
        for level in range(3)
    ]
    lists += [
        Style(f"List Continue{f' {level + 1}' if level else ''}",
              ppr=_spacing(0, 80) + _indent(TEXT_INDENT + LIST_STEP * (level + 1)))
        for level in range(3)
    ]  # fmt: skip
    contents = [
        Style(
            f"toc {level}",
            next="Normal",
            quick=False,
            priority=39,
            ppr=f'<w:tabs><w:tab w:val="left" w:pos="{TEXT_INDENT}"/></w:tabs><w:spacing w:before="0" w:after="60"/>'
            f'<w:ind w:left="{(level - 1) * TEXT_INDENT}"/>',
        )
        for level in (1, 2, 3)
    ]
    return [
        Style("Normal", based_on=None, priority=0),
        Style("Title", next="Front Block", ppr=f"{KEEP}{_spacing(240, 120)}", rpr=_ink(22), priority=10),
        Style("Subtitle", next="Front Block", ppr=f"{KEEP}{_spacing(0, 200)}", rpr=_ink(14, GREY), priority=11),
        Style("Author", next="Front Block", ppr=_spacing(0, 80), custom=True),
        Style("Date", next="Front Block", ppr=_spacing(0, 160)),
        Style("Front Block", ppr=_spacing(0, 80), custom=True, priority=12),
        Style(
            "Recommendation",
            next="Body Text",
            ppr=f"<w:keepLines/>{_band(INK)}{_spacing(120, 200)}{_indent(227, 113)}",
            custom=True,
            priority=12,
        ),
        _heading(1, 16, 400, 160, extra=_numbered(0, outline)),
        _heading(2, 14, 280, 120),
        _heading(3, 12, 240, 100),
        _heading(4, 12, 200, 80),
        Style("Numbered Paragraph", ppr=_numbered(1, outline) + SPACED, custom=True, priority=8),
        Style("Body Text", ppr=SPACED, priority=8),
        Style("First Paragraph", based_on="Body Text", next="Body Text", custom=True, quick=False),
        Style("Compact", based_on="Body Text", ppr=_spacing(0, 80), custom=True, quick=False),
        Style("Block Text", next="Numbered Paragraph", ppr=SPACED + _indent(TEXT_INDENT + LIST_STEP, LIST_STEP)),
        *lists,
        Style("Notice Heading", next="Notice", ppr=f"{KEEP}{_band(INK)}{_spacing(160, 0)}{_indent(227, 113)}",
              rpr="<w:b/><w:bCs/>", custom=True),
        Style("Notice", ppr=f"{_band(INK)}{_spacing(0, 160)}{_indent(227, 113)}", custom=True),
        Style("Sample Notice", ppr=f"{_band(WARNING, 'FBEAEA')}{_spacing(0, 160)}{_indent(227, 113)}",
              rpr=_ink(11, WARNING), custom=True),
        Style("Sample Notice Running", based_on="Sample Notice", ppr=_spacing(0, 240), rpr=f"{_plain()}{_size(9)}",
              custom=True, quick=False),
        Style("caption", next="Numbered Paragraph", ppr=f"<w:keepLines/>{_spacing(120, 120)}", rpr=_ink(11),
              priority=35),
        Style("Figure", next="caption", ppr="<w:keepNext/>" + _spacing(160, 60), custom=True, priority=35),
        Style("Table Text", ppr=_spacing(40, 40), rpr=_size(11), custom=True, priority=36),
        Style("Table Heading", based_on="Table Text", ppr="<w:keepNext/>", custom=True, priority=36,
              rpr=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>'),
        Style("Table Text Small", based_on="Table Text", rpr=_size(9), custom=True, priority=36),
        Style("Table Heading Small", based_on="Table Heading", rpr=_size(9), custom=True, priority=36),
        Style("header", quick=False, rpr=f'<w:color w:val="{GREY}"/>{_size(10)}',
              ppr='<w:tabs><w:tab w:val="right" w:pos="9298"/></w:tabs><w:spacing w:before="0" w:after="120"/>'),
        Style("footer", quick=False, rpr=f'<w:color w:val="{GREY}"/>{_size(10)}',
              ppr='<w:tabs><w:tab w:val="right" w:pos="9298"/></w:tabs><w:spacing w:before="0" w:after="0"/>'),
        Style("footnote text", quick=False, ppr='<w:spacing w:before="0" w:after="60"/>', rpr=_size(10)),
        Style("TOC Heading", next="Body Text", quick=False, priority=39, ppr=KEEP + _spacing(280, 120), rpr=_ink(14)),
        *contents,
    ]  # fmt: skip


def character_styles() -> list[Style]:
    """List the character styles."""
    return [
        Style("Default Paragraph Font", based_on=None, kind="character", quick=False, priority=1),
        Style("Hyperlink", based_on="Default Paragraph Font", kind="character", quick=False,
              rpr='<w:color w:val="0B4F8A"/><w:u w:val="single"/>'),
        Style("footnote reference", based_on="Default Paragraph Font", kind="character", quick=False,
              rpr='<w:vertAlign w:val="superscript"/>'),
        Style("Verbatim Char", based_on="Default Paragraph Font", kind="character", quick=False, custom=True,
              rpr='<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'),
        Style("Not Reviewed", based_on="Default Paragraph Font", kind="character", custom=True,
              rpr=f'<w:b/><w:bCs/><w:color w:val="{WARNING}"/><w:shd w:val="clear" w:color="auto" w:fill="FBEAEA"/>'),
    ]  # fmt: skip


def table_styles() -> str:
    """Write the table styles: Word's own and "Table", which pandoc and Quarto give to every table."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    strong = f'w:val="single" w:sz="12" w:space="0" w:color="{INK}"'
    margins = (
        '<w:tblCellMar><w:top w:w="{y}" w:type="dxa"/><w:left w:w="{x}" w:type="dxa"/>'
        '<w:bottom w:w="{y}" w:type="dxa"/><w:right w:w="{x}" w:type="dxa"/></w:tblCellMar>'
    )
    normal = Style("Normal Table", based_on=None, kind="table", quick=False).xml()
    table = Style("Table", based_on="Normal Table", kind="table", custom=True, priority=37).xml()
    return (
        f'{normal}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins.format(x=108, y=0)}</w:tblPr></w:style>'
        f"{table}<w:tblPr><w:tblBorders><w:top {strong}/><w:bottom {strong}/><w:insideH {line}/></w:tblBorders>"
        f"{margins.format(x=100, y=20)}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        f"<w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        f"<w:tcPr><w:tcBorders><w:top {strong}/></w:tcBorders></w:tcPr></w:tblStylePr>"
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
    )
