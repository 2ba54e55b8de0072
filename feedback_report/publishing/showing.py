"""Show what `publish` found: the rules that do not hold, and what has changed since the version before."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from feedback_report.publishing.personal import Unwanted
from feedback_report.publishing.prepare import Compared
from feedback_report.publishing.rules import PERSONAL, Rule, Standing
from feedback_report.wording import list_of

PROBLEMS_SHOWN = 10
_STYLES = {
    Standing.holds: "green",
    Standing.fails: "bold red",
    Standing.not_checked: "yellow",
    Standing.overridden: "yellow",
}


def show_rules(rules: Sequence[Rule], unwanted: Unwanted, console: Console, verbose: bool) -> None:
    """Show what was found of the rules that do not hold; those that do are counted, or all are shown as a table."""
    if verbose:
        _show_table(rules, console)
    else:
        holding = [rule for rule in rules if rule.standing is Standing.holds]
        say(console, f"Before publishing: {len(holding)} of {len(rules)} rules hold (--verbose shows each).")
        noted = [f"{rule.name} ({rule.told})" for rule in holding if rule.notes]
        if noted:
            say(console, f"These hold, and `check` has more to say of them: {list_of(noted)}.")
    for rule in rules:
        if rule.standing is not Standing.holds:
            say(console, f"{rule.name}: {rule.standing.value}" + ("" if verbose else f" ({rule.title})"))
            shown = rule.found if rule.name == PERSONAL else rule.found[:PROBLEMS_SHOWN]  # no other command lists it
            for found in shown:
                say(console, f"  {found}")
            if len(rule.found) > len(shown):
                say(console, f"  and {len(rule.found) - len(shown)} more")
    if unwanted.too_short:
        say(
            console,
            f"{unwanted.too_short} case ids or customer references are too short to be told from other text: "
            "the search for personal data left them out.",
        )


def _show_table(rules: Iterable[Rule], console: Console) -> None:
    table = Table(title="Before publishing", title_justify="left")
    for heading in ("Rule", "What it asks", "Standing", "Found"):
        table.add_column(heading, overflow="fold")
    for rule in rules:
        standing = Text(rule.standing.value, style=_STYLES[rule.standing])
        table.add_row(Text(rule.name), Text(rule.title), standing, Text(rule.told))
    console.print(table)


def show_changes(compared: Compared, console: Console) -> None:
    if compared.former is None:
        say(console, f"First publication: {len(compared.changed)} files and the manifest.")
        return
    say(console, f"Compared with version {compared.former.id}:")
    for name in compared.changed:
        say(console, f"  {'new' if name not in compared.former.files else 'changed'}  {name}")
    for name in compared.gone:
        say(console, f"  gone  {name}")
    for changed in compared.figures or ():
        say(console, f"  {changed.name} ({changed.section}): {changed.was or 'not in it'} -> {changed.now or 'gone'}")


def say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
