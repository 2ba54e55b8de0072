"""The names of facts and conditions that prose refers to, and those that nobody has recorded."""

import re
from collections.abc import Iterable

import nbformat

from feedback_report.facts import nearest_names
from feedback_report.running.section import Section
from feedback_report.settings import Service

_VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")
_CONDITION = re.compile(r"(?:when|unless)-meta=[\"']([\w.-]+)[\"']")


def printed_names(notebook: nbformat.NotebookNode) -> set[str]:
    """Get the names of all facts and conditions that a notebook's text refers to."""
    return {
        name for cell in notebook.cells for pattern in (_VARIABLE, _CONDITION) for name in pattern.findall(cell.source)
    }


def unknown_names(sections: Iterable[Section], facts: Iterable[str], conditions: Iterable[str]) -> list[str]:
    """Say where prose prints a fact, or asks for a condition, that nothing has recorded."""
    known, asked = set(facts), set(conditions)
    unknown: dict[tuple[str, str, str], dict[str, Service | None]] = {}
    near: dict[str, list[str]] = {}
    for section in sections:
        for origin, cell in zip(section.origins, section.notebook.cells, strict=True):
            for pattern, names, kind in ((_VARIABLE, known, "fact"), (_CONDITION, asked, "condition")):
                # A repeated cell has the same names in the same order, with the service's key in them.
                for written, name in zip(pattern.findall(origin.source), pattern.findall(cell.source), strict=True):
                    if name not in names:
                        unknown.setdefault((_where(section, origin.number), kind, written), {})[name] = origin.service
                        near[name] = nearest_names(name, sorted(names))
    return [
        f'{where}: unknown {kind} "{written}"{_for_services(written, names)}. ' + _advice(names, near)
        for (where, kind, written), names in unknown.items()
    ]


def _for_services(written: str, names: dict[str, Service | None]) -> str:
    """Name the services that lack a name written for each of them."""
    keys = [service.key for name, service in names.items() if service is not None and name != written]
    return f" for {' and '.join(keys)}" if keys else ""


def _advice(names: dict[str, Service | None], near: dict[str, list[str]]) -> str:
    """Name the nearest of the names that there are, for a repeated cell as its author would write them."""
    keys = {service.key for service in names.values() if service is not None}
    found = []
    for asked, service in names.items():
        for name in near[asked]:
            parts = name.split(".")
            if service is not None:
                parts = [re.sub(rf"^{service.key}(?=-|$)", "service", part) for part in parts]
            if not keys & set(parts):  # that of another service is none the author would write here
                found.append(".".join(parts))
    if not found:
        return "Run the facts command to list what there is."
    return f"The nearest names are {', '.join(list(dict.fromkeys(found))[:3])}."


def _where(section: Section, cell: int) -> str:
    return section.name if section.name.endswith(".qmd") else f"notebooks/{section.name}.ipynb, cell {cell}"
