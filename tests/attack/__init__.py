"""An attack on built papers: everything that they publish in one linear program, to find what they withhold.

It reads only what anybody can read: the tables of the appendix, the CSV of each figure and
facts.json. The sums and limits that tie the numbers together are those that a reader of the paper
knows from its words; they are written here anew, and owe nothing to the package.
"""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from lxml import html

from attack.appendix import read_appendix
from attack.facts import read_facts
from attack.figures import read_figure
from attack.published import Published
from attack.ranges import ranges

__all__ = ["Published", "ranges", "read"]


def read(folders: Iterable[Path], services: dict[str, str]) -> Published:
    """Take in all that the papers in some folders publish; ``services`` gives the name of each by its key."""
    published = Published(services)
    for folder in folders:
        read_appendix(published, html.parse(str(folder / "report.html")).getroot())
        for path in sorted((folder / "figures").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                read_figure(published, list(csv.DictReader(file)))
        read_facts(published, json.loads((folder / "facts.json").read_text(encoding="utf-8")))
    return published
