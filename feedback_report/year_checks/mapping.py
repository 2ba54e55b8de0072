"""Values that nothing names: those an import refused, and those council.yml does not list."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from feedback_report.checks import Check, Finding, look
from feedback_report.data.problems import sentence
from feedback_report.importing.mapping import MAPPING
from feedback_report.importing.personal import reads_as_text
from feedback_report.importing.receipt import ENDS_EARLY, RECEIPT, REFUSED_ROWS, read_receipt
from feedback_report.measures.counting import of_year
from feedback_report.year_checks.empty_cells import without_finding
from feedback_report.year_checks.sources import YearData


def import_findings(data: YearData) -> Iterator[Finding]:
    """Find what the year's import left out: values that the mapping does not name, and rows refused."""
    receipt = read_receipt(data.data_dir, data.year)
    if receipt is None:
        return
    where = data.file(RECEIPT)
    for entry in receipt.unmapped:
        shown = f'"{entry["value"]}"' if entry.get("value") is not None else "a value that is not shown"
        found = sentence(f"{entry['column']} {shown} in {{n}} {{row|rows}}, not imported.", entry["count"])
        nearest = f" The nearest is {entry['nearest']}." if entry.get("nearest") else ""
        advice = f"Say in {MAPPING} what it becomes, or that it is left out, and import again with --replace.{nearest}"
        yield Finding(where, found, advice, {"column": entry["column"], "rows": entry["count"]})
    for entry in receipt.refused:
        column = f"{entry['column']}: " if entry.get("column") else ""
        found = f"{column}{entry['reason']}: {entry['count']:,} refused (first: {entry['first_rows']})."
        advice = f"{entry.get('to_do') or ''} All of them are in {REFUSED_ROWS}.".strip()
        yield look(where, found, advice, {"rows": entry["count"]})
    for name in receipt.new_columns:
        advice = f"Use it under columns in {MAPPING}, or name it under ignored."
        yield look(where, f'The column "{name}" of the export is neither used nor ignored.', advice)
    answered = data.settings is not None and data.settings.data_until is not None
    for doubt in receipt.doubts:
        if answered and doubt.startswith(ENDS_EARLY):
            continue
        yield look(where, doubt)
    cases = data.data_dir / data.year.folder / "cases.csv"
    if receipt.cases_sha256 and cases.is_file() and _digest(cases) != receipt.cases_sha256:
        advice = "Correct the mapping or the export instead, so that the next import does not undo it."
        yield look(data.file("cases.csv"), "Changed since it was imported.", advice)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def name_findings(data: YearData) -> Iterator[Finding]:
    """Find outcomes that council.yml does not name, and services of lessons that no case has."""
    for outcome, count in without_finding(data).items():
        shown = "An outcome that is not shown" if reads_as_text(str(outcome)) else f'The outcome "{outcome}"'
        found = sentence(f"{shown} of {{n}} closed {{complaint|complaints}} is not in council.yml.", int(count))
        advice = 'The paper shows it as "other": name it under outcomes or outcomes_without_finding if it is neither.'
        yield look(data.file("cases.csv"), found, advice, {"cases": int(count)})
    known = {service.name for service in data.council.services} | set(data.tables.cases["service"].dropna())
    actions = of_year(data.tables.actions, data.year.start)
    strange = actions[actions["service"].notna() & ~actions["service"].isin(list(known))]
    if len(strange):
        found = sentence("{n} {lesson names|lessons name} a service that no case has.", len(strange))
        advice = "Spell it as cases do, or leave it empty for the whole council: the paper lists lessons by service."
        yield look(data.file("actions.csv"), found, advice, {"lessons": len(strange)})


MAPPING_CHECKS: tuple[Check[YearData], ...] = (
    Check("import", "What the import left out", "", import_findings),
    Check("names", "Names that council.yml does not know", "", name_findings),
)
