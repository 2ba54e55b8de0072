"""Content for one format alone: ``{=html}`` and ``{=openxml}``; and loose HTML, which is refused."""

import re

from feedback_report.reader.places import Line, Problems
from feedback_report.reader.source import Source
from feedback_report.reader.sweep import REMOVED, swept
from feedback_report.reader.tree import Node, node, rewrite

# Pandoc marks `<b>`{=html} and a loose <b> alike, so the first is given another name before parsing.
WRITTEN_HTML = "reader-html"
_KINDS = frozenset({"Code", "CodeBlock", "RawInline", "RawBlock"})
_FORMATS = {WRITTEN_HTML: "html", "openxml": "docx"}
_COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)


def mark_written_html(lines: list[Line]) -> list[Line]:
    """Rename the format of HTML that the author fenced, to tell it from loose tags."""
    return [Line(line.text.replace("{=html}", f"{{={WRITTEN_HTML}}}"), line.place) for line in lines]


def resolve_raw(blocks: list[Node], to: str, source: Source, problems: Problems) -> list[Node]:
    """Keep the raw content of the format ``to``, and drop the other's and all comments.

    Reported: tags that stand loose in the text (Word loses them), raw content of formats that
    are not made here, tables in HTML (they would be missing in Word).
    """
    opened: set[str] = set()

    def change(element: Node) -> list[Node] | None:
        kind = element["t"]
        if kind in ("Code", "CodeBlock") and f"{{={WRITTEN_HTML}}}" in element["c"][1]:
            return [node(kind, element["c"][0], element["c"][1].replace(f"{{={WRITTEN_HTML}}}", "{=html}"))]
        if kind not in ("RawInline", "RawBlock"):
            return None
        written, text = element["c"]
        wrong = _wrong(written, text, opened)
        if wrong:
            first = text.strip().splitlines()[0]
            problems.add(source.find(re.escape(first)), wrong.format(first))
        if _FORMATS.get(written) != to or wrong:
            return [REMOVED]
        return [node(kind, "html" if to == "html" else "openxml", text)]

    return swept(rewrite(blocks, _KINDS, change, again=False))


def _wrong(written: str, text: str, opened: set[str]) -> str | None:
    """Say what is wrong with raw content; ``opened`` collects the loose tags, so that each is said once."""
    if written in _FORMATS:
        table = written == WRITTEN_HTML and "<table" in text.lower()
        return "a table in HTML would be missing in Word: write it in Markdown." if table else None
    if written in ("tex", "latex"):
        return "{0} is read as LaTeX and printed nowhere: a backslash is written \\\\."
    if written != "html":
        return f"raw content of the format {written} is printed nowhere: use html or openxml."
    tag = re.match(r"\s*<(/?)(\w*)", text)
    address = re.match(r"<\w+:", text)  # of a shortcode in <...>, which was refused before
    if address or _COMMENT.fullmatch(text) or (tag and tag[1] and tag[2] in opened):
        return None
    opened.add(tag[2] if tag else "")
    return "{0} is HTML among Markdown, which Word loses: use Markdown, or fence it as {{=html}}."
