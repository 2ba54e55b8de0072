"""The whole page: the template of ``style/`` filled with header, contents, text and footer."""

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template

from lxml import html
from lxml.html import HtmlElement

from feedback_report.errors import RenderError
from feedback_report.page.page_inputs import Page

STYLE_FILES = ("page.html", "page.css", "page.js")


def fill_frame(page: Page, listing: HtmlElement, body: HtmlElement, style: Path) -> str:
    """Write the page: the text in its landmarks, styles and script inline, nothing from outside.

    A content security policy forbids the browser to fetch anything, so that the page cannot
    call out even if the text should hold an address. Raises RenderError when a file of
    ``style`` is missing.
    """
    missing = [name for name in STYLE_FILES if not (style / name).is_file()]
    if missing:
        raise RenderError(
            f"{style.name}/{name}: not found. Expected the page's template, styles and script." for name in missing
        )
    template, css, script = ((style / name).read_text(encoding="utf-8").strip() for name in STYLE_FILES)
    meeting = ", ".join(part for part in (page.committee, page.meeting_date) if part)
    full_title = ", ".join(part for part in (page.title, page.subtitle) if part)
    script = f"\n{script}\n"
    filled = Template(template).substitute(
        lang=escape(page.lang),
        policy=escape(_policy(script)),
        page_title=escape(" – ".join(part for part in (full_title, page.council) if part)),
        description=escape(page.description or _sentences(full_title, page.council, meeting)),
        styles=f"{css}\n{_print_margins(page.council, page.title, page.sample_notice)}",
        script=script,
        notice=_line("div", "sample-notice", page.sample_notice, ' role="note"'),
        council=escape(page.council),
        meeting=_line("p", "meeting", meeting),
        title=escape(page.title),
        subtitle=_line("p", "subtitle", page.subtitle),
        contents=html.tostring(listing, encoding="unicode"),
        body=_inner(body),
        footer="\n".join(f"<p>{escape(line)}</p>" for line in _footer_lines(page, full_title)),
    )
    return filled.rstrip() + "\n"


def _sentences(*parts: str) -> str:
    return " ".join(f"{part}." for part in parts if part)


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    )


def _print_margins(council: str, title: str, notice: str) -> str:
    """Write what runs through the printed pages, where the browser supports it: a header, and a sample's notice."""
    boxes = {"top-left": council, "top-right": title, "bottom-left": notice}
    written = " ".join(f"@{place} {{ content: {_css_text(text)} }}" for place, text in boxes.items() if text)
    return f"@page {{ {written} }}"


def _css_text(text: str) -> str:
    """Write text as a CSS string that can end neither the string nor the style element."""
    return '"' + "".join(c if c.isalnum() or c in " .,-" else f"\\{ord(c):x} " for c in text) + '"'


def _line(tag: str, name: str, text: str, attributes: str = "") -> str:
    return f'<{tag} class="{name}"{attributes}>{escape(text)}</{tag}>' if text else ""


def _footer_lines(page: Page, full_title: str) -> list[str]:
    return [line for line in (f"{page.council}: {full_title}", *page.footer, page.sample_notice) if line]


def _inner(body: HtmlElement) -> str:
    """Write what an element holds, without its own tags."""
    written = [escape(body.text or "", quote=False), *(html.tostring(child, encoding="unicode") for child in body)]
    return "".join(written).strip()
