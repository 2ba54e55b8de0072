"""Content for one format alone: ``{=html}`` and ``{=openxml}``; and loose HTML, which is refused."""

import re

from feedback_report.reader.places import Line, Problems
from feedback_report.reader.source import Source
from feedback_report.reader.sweep import REMOVED, swept
from feedback_report.reader.tree import Node, node, rewrite

# Pandoc marks `<b>`{=html} and a loose <b> alike, so the first is given another name before parsing.
WRITTEN_HTML = "reader-html"
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
        first = text.strip().splitlines()[0] if text.strip() else ""
        places = source.find(re.escape(first)) if first else []
        if written == WRITTEN_HTML:
            if "<table" in text.lower():
                problems.add(places, "a table in HTML would be missing in Word: write it in Markdown.")
            return [node(kind, "html", text)] if to == "html" else [REMOVED]
        if written == "openxml":
            return [element] if to == "docx" else [REMOVED]
        if written == "html" and _COMMENT.fullmatch(text):
            return [REMOVED]
        if written == "html" and first[:2] == "</" and first[2:].rstrip(">") in opened:
            return [REMOVED]
        if written == "html":
            opened.add(re.sub(r"\W.*", "", first[1:]))
            problems.add(
                places, f"{first} is HTML among Markdown, which Word loses: use Markdown, or fence it as {{=html}}."
            )
        elif written in ("tex", "latex"):
            problems.add(places, f"{first} is read as LaTeX and printed nowhere: a backslash is written \\\\.")
        else:
            problems.add(places, f"raw content of the format {written} is printed nowhere: use html or openxml.")
        return [REMOVED]

    return swept(rewrite(blocks, change, again=False))
