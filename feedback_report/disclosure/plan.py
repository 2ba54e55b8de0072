"""The plan of a paper: which of its counts are withheld, worked out once and kept beside the checked tables."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from feedback_report.disclosure.layouts import bare_name
from feedback_report.disclosure.masking import withhold
from feedback_report.measures.period import Comparable
from feedback_report.settings import Council, YearSettings
from feedback_report.wording import Withheld

PLAN = "withheld.json"
CELLS = "disclosure.cells"  # the fact that tells the next paper which cells this one withholds
BETWEEN = "; "


@dataclass(frozen=True)
class Plan:
    """What is withheld: each cell by its name, with its mark. Without a threshold, nothing."""

    withheld: Mapping[str, Withheld] = field(default_factory=dict)

    def withhold(self, frame: pd.DataFrame, kind: str) -> pd.DataFrame:
        """Get a measure's frame with the mark [c] for what is withheld: see ``masking.withhold``."""
        return withhold(frame, kind, self.withheld)

    @property
    def cells(self) -> str:
        """The names of the withheld cells, without their values, in one line."""
        return BETWEEN.join(sorted({bare_name(name) for name in self.withheld}))


def save_plan(plan: Plan, folder: Path) -> None:
    """Write a plan into the folder of the checked tables. It holds the withheld values: keep it where they may be."""
    held = {
        name: [mark.at_least, None if math.isinf(mark.at_most) else mark.at_most]
        for name, mark in plan.withheld.items()
    }
    (folder / PLAN).write_text(json.dumps(held, indent=0, ensure_ascii=False), encoding="utf-8", newline="\n")


def read_plan(folder: Path) -> Plan:
    """Read what ``save_plan`` wrote. Raises FileNotFoundError where it wrote nothing, lest all be shown."""
    held = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    return Plan({name: Withheld(low, math.inf if high is None else high) for name, (low, high) in held.items()})


def plan_of(council: Council, settings: YearSettings, held: Comparable, data_dir: Path) -> Plan:
    """Make the plan of a paper; nothing is withheld where the council's settings name no threshold."""
    if council.disclosure_threshold is None:
        return Plan()
    from feedback_report.disclosure.planning import make_plan  # with the solver, which other papers do without
    from feedback_report.facts.restatements import load_published

    published = load_published(data_dir, settings.year.previous)
    return make_plan(held.tables, council, settings, held.whole_years, published)
