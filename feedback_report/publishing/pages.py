"""The pages of the published folder: the list of years, a year with its files and versions, a paper withdrawn."""

from collections.abc import Iterable
from datetime import date
from html import escape

from feedback_report.data.problems import sentence
from feedback_report.publishing.versions import VERSIONS, Changed, Record, Version
from feedback_report.wording import written_date
from feedback_report.years import Year

_STYLE = """
:root { color-scheme: light dark; --ink: #17212b; --paper: #ffffff; --line: #5b6770; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9edef; --paper: #1b1b1b; --line: #9aa5ad; --link: #9fcdf5; }
}
body { font: 1rem/1.6 "Segoe UI", system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: 1rem; }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 700; padding-bottom: 0.5rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
"""
_KINDS = {
    "report.html": "The report as a web page",
    "report.docx": "The report as a Word paper",
    "appendix.xlsx": "The data behind the figures, as a workbook (Excel)",
    "facts.json": "Every number of the report, with its base and formula (JSON)",
    "manifest.json": "What the report was made from (JSON)",
}
_REST = {".csv": "Data behind figure {number} (CSV)"}


def index_page(records: Iterable[Record]) -> str:
    """Write the list of the years, the newest first."""
    records = sorted(records, key=lambda record: Year.parse(record.year), reverse=True)
    years = "\n".join(f"<li>{_entry(record)}</li>" for record in records)
    newest = records[0] if records else None
    title = newest.title if newest else "Reports"
    heading = f"{newest.council}: {title}" if newest else title
    return _page(heading, f"<h1>{escape(heading)}</h1>\n<ul>\n{years}\n</ul>")


def year_page(record: Record) -> str:
    """Write the page of a year: its files, what was revised, and its versions."""
    heading = f"{record.title}, {record.year}"
    shown = record.shown
    parts = [f'<p><a href="../index.html">All years</a></p>\n<h1>{escape(heading)}</h1>']
    if shown is None:
        parts.append(f"<p>{escape(_withdrawal(record))}</p>")
    else:
        parts.append(f"<p>{escape(_standing(record, shown))}</p>\n{_files(shown.files)}")
        if shown.changes:
            parts.append(_changes(shown))
    parts.append(f"<h2>Versions</h2>\n<ul>\n{_versions(record)}\n</ul>")
    return _page(f"{heading}: {record.council}", "\n".join(parts))


def withdrawn_page(record: Record) -> str:
    """Write what stands in the place of a paper that was withdrawn."""
    heading = f"{record.title}, {record.year}"
    return _page(
        f"{heading}: {record.council}",
        f"<h1>{escape(heading)}</h1>\n<p>{escape(_withdrawal(record))}</p>\n"
        '<p><a href="index.html">What became of this report</a></p>',
    )


def _page(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _entry(record: Record) -> str:
    folder, shown = Year.parse(record.year).folder, record.shown
    link = f'<a href="{folder}/index.html">{escape(f"{record.title}, {record.year}")}</a>'
    if shown is None:
        return f"{link}: {escape(_withdrawal(record))}"
    links = [
        f'<a href="{folder}/{name}">{kind}, {escape(record.year)}</a>'
        for name, kind in (("report.html", "web page"), ("report.docx", "Word paper"), ("appendix.xlsx", "workbook"))
        if name == "report.html" or name in shown.files
    ]
    return f"{link}: {', '.join(links)}. {escape(_standing(record, shown))}"


def _standing(record: Record, version: Version) -> str:
    """Say when a version was published, and that it is a revision where there was one before."""
    if version.id == record.versions[0].id:
        return f"Published on {_day(version.published.on)}."
    said = sentence(": {n} {figure|figures} changed", len(version.changes)) if version.changes else ""
    first = _day(record.versions[0].published.on)
    return f"Revised on {_day(version.published.on)}{said}. First published on {first}."


def _withdrawal(record: Record) -> str:
    events = [version.withdrawn for version in record.versions if version.withdrawn]
    last = max(events, key=lambda event: event.on, default=None)
    return f"This report was withdrawn on {_day(last.on)}: {last.reason}" if last else "This report is not published."


def _files(names: Iterable[str]) -> str:
    order = [*_KINDS, *sorted(name for name in names if name not in _KINDS)]
    order.sort(key=lambda name: name.startswith("figures/"))
    held = [name for name in order if name in set(names)]
    return (
        "<ul>\n"
        + "\n".join(f'<li><a href="{escape(name)}">{escape(_kind(name))}</a></li>' for name in held)
        + "\n</ul>"
    )


def _kind(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    number = stem.rpartition("-")[2].lstrip("0")
    return _KINDS.get(name) or _REST.get(dot + ending, name).format(number=number or stem)


def _changes(version: Version) -> str:
    rows = "\n".join(_row(changed) for changed in version.changes)
    caption = f"Figures revised on {_day(version.published.on)}"
    return (
        f'<h2 id="revised">{escape(caption)}</h2>\n<div class="scroll" tabindex="0" role="region" aria-label="Revised '
        f'figures"><table>\n<caption>Each with what the version before printed</caption>\n<thead><tr>'
        '<th scope="col">Figure</th><th scope="col">Section</th><th scope="col">Was</th><th scope="col">Now</th>'
        f"</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(changed: Changed) -> str:
    was, now = (escape(text) if text else "not in it" for text in (changed.was, changed.now))
    name = f'<th scope="row"><code>{escape(changed.name)}</code></th>'
    return f"<tr>{name}<td>{escape(changed.section)}</td><td>{was}</td><td>{now}</td></tr>"


def _versions(record: Record) -> str:
    lines = []
    for version in reversed(record.versions):
        label = f"Version {version.id}, published on {_day(version.published.on)}"
        if not version.withdrawn and "report.html" in version.files:
            label = f'<a href="{VERSIONS}/{version.id}/report.html">{escape(label)}</a>'
        said = " (the present one)" if version.id == record.current else ""
        later = "".join(f"; {_event(event.what, event.on, event.reason)}" for event in version.events[1:])
        lines.append(f"<li>{label}{said}{later}</li>")
    return "\n".join(lines)


def _event(what: str, on: str, reason: str) -> str:
    return escape(f"{what} on {_day(on)}" + (f": {reason.rstrip('.')}" if reason else ""))


def _day(day: str) -> str:
    return written_date(date.fromisoformat(day))
