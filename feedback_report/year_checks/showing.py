"""Show what the checks of a year found: as text, as JSON and as a page of its own."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

from feedback_report.checks import Checked, Severity, as_json, as_lines, count_of, not_checked
from feedback_report.data.problems import sentence
from feedback_report.year_checks.required_check import Covered, Standing
from feedback_report.year_checks.run import YearChecked

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a;
  background: #fff; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2rem; border-top: 1px solid #767676; padding-top: 1rem; }
.answer { font-size: 1.25rem; font-weight: 700; border-left: 0.5rem solid #1a1a1a; padding: 0.5rem 1rem; }
li { margin-bottom: 0.75rem; overflow-wrap: anywhere; }
.weight { font-weight: 700; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 700; padding-bottom: 0.5rem; }
th, td { border-bottom: 1px solid #767676; padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
"""


def answer(checked: YearChecked) -> str:
    """Answer the question whether one can go on."""
    must, look = (count_of(checked.results, severity) for severity in (Severity.must, Severity.look))
    notes = sentence("{n} {thing|things} to look at", look) if look else "nothing to look at"
    if checked.can_go_on:
        return f"{checked.year}: you can go on; {notes}."
    if must:
        return f"{checked.year}: not yet. {sentence('{n} {thing|things} must be fixed', must)}; {notes}."
    return f"{checked.year}: not yet. Some checks could not run; {notes}."


def text_lines(checked: YearChecked, verbose: bool = False) -> Iterator[tuple[str, str]]:
    """Get the lines of the report, each with the style that a terminal shows it in; the answer comes last.

    ``verbose`` adds the checks that found nothing, and where the paper covers each item that it must hold.
    """
    yield checked.facts_from, "dim"
    yield "", ""
    yield from as_lines(checked.results, verbose)
    if checked.covered and not verbose:
        counts = Counter(each.standing for each in checked.covered)
        words = {Standing.reason: "with a reason given"}
        told = [f"{counts[each]} {words.get(each, each.value)}" for each in Standing if counts[each]]
        yield f"Of {len(checked.covered)} items that an annual report must hold: {', '.join(told)}.", ""
    elif checked.covered:
        yield "", ""
        yield "What an annual report must hold:", "bold"
        for each in checked.covered:
            yield f"  {each.item.title}: {_standing(each)}", ""
    yield "", ""
    yield answer(checked), "bold green" if checked.can_go_on else "bold red"


def json_of(checked: YearChecked) -> dict[str, Any]:
    """Get the whole report as JSON can hold it."""
    covered = [
        {
            "item": each.item.key,
            "title": each.item.title,
            "source": each.item.source,
            "standing": each.standing.value,
            "text": each.text,
        }
        for each in checked.covered
    ]
    return {**as_json(checked.year, checked.facts_from, checked.results), "coverage": covered}


def html_of(checked: YearChecked) -> str:
    """Write the whole report as one page that needs nothing else."""
    groups = "\n".join(_group(result) for result in checked.results if result.findings)
    waiting = "\n".join(_waiting(reason, titles) for reason, titles in not_checked(checked.results).items())
    quiet = [result.check.title for result in checked.results if not result.findings and not result.left_out]
    nothing = "".join(f"<li>{escape(title)}</li>" for title in quiet)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Check of {escape(checked.year.label)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>Check of {escape(checked.year.label)}</h1>
<p class="answer">{escape(answer(checked))}</p>
<p>{escape(checked.facts_from)}</p>
{groups}
{waiting}
{_coverage_table(checked.covered)}
<h2>Checks that found nothing</h2>
{f"<ul>{nothing}</ul>" if nothing else "<p>None.</p>"}
</main>
</body>
</html>
"""


def _group(result: Checked) -> str:
    title = escape(result.check.title)
    remedy = f"<p>{escape(result.check.remedy)}</p>\n" if result.check.remedy else ""
    items = []
    for found in sorted(result.findings, key=lambda each: each.severity is Severity.look):
        weight = "Must be fixed" if found.severity is Severity.must else "Look at it"
        where = f"<code>{escape(found.where)}</code>: " if found.where else ""
        advice = f"<br>{escape(found.advice)}" if found.advice else ""
        items.append(f'<li><span class="weight">{weight}.</span> {where}{escape(found.message)}{advice}</li>')
    return f"<h2>{title}: {len(items)}</h2>\n{remedy}<ul>\n" + "\n".join(items) + "\n</ul>"


def _waiting(reason: str, titles: list[str]) -> str:
    listed = "".join(f"<li>{escape(title)}</li>" for title in titles)
    return f"<h2>Not checked yet</h2>\n<p>Because {escape(reason)}:</p>\n<ul>{listed}</ul>"


def _coverage_table(covered: list[Covered]) -> str:
    if not covered:
        return ""
    rows = "\n".join(
        f'<tr><th scope="row">{escape(each.item.title)}</th><td>{escape(_standing(each))}</td>'
        f"<td>{escape(each.item.source)}</td></tr>"
        for each in covered
    )
    return (
        '<h2>What an annual report must hold</h2>\n<div class="scroll" tabindex="0" role="region" '
        'aria-label="What an annual report must hold">\n<table>\n'
        "<caption>Each item with the section that covers it, or the reason why none does</caption>\n"
        '<thead><tr><th scope="col">Item</th><th scope="col">In this paper</th><th scope="col">Asked for by</th></tr>'
        f"</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _standing(each: Covered) -> str:
    return {"covered": f'section "{each.text}"', "reason given": f"not in it. The reason given: {each.text}"}.get(
        each.standing.value, "missing"
    )
