"""Tell a person what an import did, in lines for the terminal."""

from collections.abc import Iterator

from feedback_report.data.problems import sentence
from feedback_report.importing.customer_key import KEY_VARIABLE, CustomerKey
from feedback_report.importing.import_cases import Drafted, Imported
from feedback_report.importing.mapping import DECIDE, LEAVE_OUT, NEEDED
from feedback_report.importing.no_cases import is_total
from feedback_report.importing.receipt import REFUSED_ROWS, Receipt
from feedback_report.project import data_option

VALUES_LISTED = 40


def tell_draft(drafted: Drafted) -> Iterator[str]:
    """Say what to do with the first draft of a mapping."""
    columns = sum(line.startswith("      ") and "filled in" in line for line in drafted.text.splitlines())
    checks = sum(line.rstrip().endswith("check") for line in drafted.text.splitlines())
    decisions = sum(f": {DECIDE} " in line for line in drafted.text.splitlines())
    if drafted.path is None:
        yield drafted.text
        yield "This is what the first draft of the mapping would be. Nothing was written, because this is a dry run."
        return
    yield f"Nothing was imported yet. A first draft of the mapping was written to {drafted.path}"
    yield (
        "by comparing names and values: "
        + sentence("{n} {column was|columns were} found, ", columns)
        + sentence("{n} {line is|lines are} marked to be checked, and ", checks)
        + sentence("{n} {value is|values are} for you to decide.", decisions)
    )
    needed = [name for name in NEEDED if f"      # {name}: " in drafted.text]
    if needed:
        yield f"Not found, and needed: {', '.join(needed)}. Name under columns what holds it, or see constants."
    yield 'Next: read every line of it, correct it, write yes behind "checked", and run the same command again.'


def tell_import(imported: Imported, dry_run: bool) -> Iterator[str]:
    """Tell a receipt: the balance first, then what needs somebody's attention, then what was written."""
    receipt = imported.receipt
    yield from _balance(receipt, dry_run)
    yield from _other_year(receipt)
    yield from _refused(receipt)
    yield from _unmapped(receipt)
    yield from _rest(receipt)
    if imported.key:
        yield from _key(imported.key, dry_run)
    yield ""
    if dry_run:
        yield "Nothing was written, because this is a dry run."
    elif not imported.written:
        yield "Nothing was written, because no row could be imported."
    for path in imported.written:
        yield f"Written: {path}"
    if imported.written and not (imported.written[0].parent / "year.yml").is_file():
        where = data_option(imported.written[0].parent.parent)
        yield f"Next: python -m feedback_report new-year {receipt.year}{where} makes the year's other files."


def _balance(receipt: Receipt, dry_run: bool) -> Iterator[str]:
    rows = receipt.rows
    yield ""
    yield f"Import of {receipt.year}"
    for export in receipt.exports:
        for table in export["tables"]:
            sheet = f', sheet "{table["sheet"]}"' if "sheet" in table else ""
            blank = f", {table['blank_rows']:,} blank" if table["blank_rows"] else ""
            yield f'  {export["file"]}{sheet}: {table["read"]:,} rows{blank}, read as "{table["system"]}"'
    yield ""
    yield f"  rows read        {rows['read']:>10,}"
    yield f"  = imported       {rows['imported']:>10,}"
    yield f"  + duplicates     {rows['duplicates']:>10,}   {_reasons(receipt.duplicates)}".rstrip()
    yield f"  + left out       {rows['excluded']:>10,}   {_reasons(receipt.excluded)}".rstrip()
    see = "see below" if dry_run else f"see {REFUSED_ROWS}"
    yield f"  + refused        {rows['refused']:>10,}" + (f"   {see}" if rows["refused"] else "")


def _other_year(receipt: Receipt) -> Iterator[str]:
    if (
        not (receipt.rows["imported"] or receipt.rows["refused"])
        and f"received outside {receipt.year}" in receipt.excluded
    ):
        yield ""
        yield f"No row is a case of {receipt.year}: give the export's own year with --year, or another export."


def _reasons(counts: dict[str, int]) -> str:
    return "; ".join(f"{count:,} {reason}" for reason, count in counts.items())


def _refused(receipt: Receipt) -> Iterator[str]:
    if not receipt.refused:
        return
    yield ""
    words = "Refused: {n} {row is|rows are} in no count of the paper until this is put right."
    yield sentence(words, receipt.rows["refused"])
    for entry in receipt.refused:
        column = f"{entry['column']}: " if "column" in entry else ""
        rows = "row" if entry["count"] == 1 else "rows"
        yield f"  {entry['count']:>7,}  {column}{entry['reason']} ({rows} {entry['first_rows']}{_more(entry)})"
        yield f"           {entry['to_do']}"


def _more(entry: dict) -> str:
    listed = entry["first_rows"].count(",") + 1
    return f" and {entry['count'] - listed:,} more" if entry["count"] > listed else ""


def _unmapped(receipt: Receipt) -> Iterator[str]:
    if not receipt.unmapped:
        return
    yield ""
    yield "Values that mapping.yml does not name. Copy these lines into it, under values, check and decide:"
    place = None
    for entry in receipt.unmapped[:VALUES_LISTED]:
        if place != (place := (entry["system"], entry["column"])):
            yield f'  system "{entry["system"]}"'
            yield f"      {entry['column']}:"
        if entry["value"] is None:
            yield f"        # {entry['count']:,} rows: {entry['note']}"
        else:
            becomes = entry.get("nearest") or (LEAVE_OUT if is_total(entry["value"]) else DECIDE)
            rows = sentence("{n} {row|rows}", entry["count"])
            yield f'        "{entry["value"]}": {becomes}   # {rows}{"" if becomes == DECIDE else "; check"}'
    if len(receipt.unmapped) > VALUES_LISTED:
        yield f"  and {len(receipt.unmapped) - VALUES_LISTED:,} more, which the receipt lists"


def _rest(receipt: Receipt) -> Iterator[str]:
    if receipt.new_columns:
        yield ""
        yield f"Columns that mapping.yml neither uses nor ignores, not imported: {', '.join(receipt.new_columns)}."
    if receipt.changed:
        yield ""
        yield "Read or changed on the way:"
        yield from (f"  {count:>7,}  {words}" for words, count in receipt.changed.items())
    if receipt.not_read:
        yield ""
        yield "Not read:"
        yield from (f"  {sentence}" for sentence in receipt.not_read)
    for doubt in receipt.doubts:
        yield ""
        yield f"Look at this: {doubt}"


def _key(key: CustomerKey, dry_run: bool) -> Iterator[str]:
    yield ""
    if not key.new:
        place = f"the environment variable {key.kept}" if key.kept == KEY_VARIABLE else key.kept
        yield f"Customers' pseudonyms were made with the key in {place}."
    elif dry_run:
        yield f"Customers' pseudonyms will be made with a key that the first import puts into {key.kept}."
    else:
        yield f"A key for the customers' pseudonyms was made and kept in {key.kept}."
        yield (
            "Put a copy where the council keeps its passwords: whoever has it can find a customer's cases from the "
            "customer number, and when it is lost, later imports give the same people other pseudonyms."
        )
