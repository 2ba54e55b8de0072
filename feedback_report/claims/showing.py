"""What was found, as a table for the terminal and as JSON."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.paper import shortened

_ORDER = (Verdict.WRONG, Verdict.CANNOT_TELL, Verdict.RIGHT)
_STYLES = {Verdict.WRONG: "bold red", Verdict.CANNOT_TELL: "yellow", Verdict.RIGHT: "green"}


def counted(claims: Sequence[Claim]) -> dict[str, int]:
    """Count the claims by verdict, none left out."""
    counts = Counter(claim.verdict for claim in claims)
    return {verdict.value: counts[verdict] for verdict in _ORDER}


def summary(claims: Sequence[Claim]) -> str:
    """Say in one line what was found: ``12 claims: 2 wrong, 3 cannot tell, 7 right``."""
    counts = ", ".join(f"{count} {verdict}" for verdict, count in counted(claims).items())
    return f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'}: {counts}"


def as_table(claims: Sequence[Claim], *, several_files: bool = False) -> Table:
    """Make a table of claims, the wrong ones first."""
    table = Table(title="Arithmetic claims", title_justify="left", show_lines=True)
    for name in ("Verdict", "Where", "Sentence", "Stated", "Read", "True"):
        table.add_column(name, overflow="fold")
    for claim in in_order(claims):
        where = ": ".join(filter(None, (claim.file if several_files else "", claim.place)))
        true = "; ".join(filter(None, (claim.true, claim.reason)))
        table.add_row(
            Text(claim.verdict.value, style=_STYLES[claim.verdict]),
            Text(where),
            Text(shortened(" ".join(claim.sentence.split()), 300)),
            Text(claim.stated),
            Text(", ".join(claim.numbers)),
            Text(true),
        )
    return table


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Put claims in order: wrong, cannot tell, right; each as they stand in the papers."""
    return sorted(claims, key=lambda claim: _ORDER.index(claim.verdict))


def as_json(claims: Sequence[Claim], files: Sequence[str]) -> str:
    """Write claims as JSON: the files, how many of each verdict, and the claims as they stand in the papers."""
    found: dict[str, Any] = {
        "files": list(files),
        "counts": counted(claims),
        "claims": [claim.as_dict() for claim in claims],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)
