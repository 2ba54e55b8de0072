"""Cells that stand once in a notebook and are repeated for each service in scope."""

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

import nbformat

from feedback_report.running.section import Origin
from feedback_report.settings import Service

EACH_SERVICE = "each-service"  # the tag of such a cell

_NAMED = re.compile(r"(\{\{<\s*(?:var|meta)\s+)([\w.-]+)(\s*>\}\})|((?:when|unless)-meta=[\"'])([\w.-]+)([\"'])")
_LABEL = re.compile(r"\b((?:fig|tbl|sec|par)-(?:[\w-]*-)?)service\b")


def for_each_service(
    cells: list[tuple[Origin, nbformat.NotebookNode]], services: list[Service], name: str, problems: list[str]
) -> Iterator[tuple[Origin, nbformat.NotebookNode]]:
    """Repeat each run of adjacent tagged cells, as a group, for each service."""
    group: list[tuple[Origin, nbformat.NotebookNode]] = []
    for origin, cell in cells:
        if EACH_SERVICE in cell.metadata.get("tags", []):
            group.append((origin, cell))
            continue
        yield from _repeat(group, services, name, problems)
        group = []
        yield origin, cell
    yield from _repeat(group, services, name, problems)


def _repeat(
    group: list[tuple[Origin, nbformat.NotebookNode]], services: list[Service], name: str, problems: list[str]
) -> Iterator[tuple[Origin, nbformat.NotebookNode]]:
    for origin, cell in group:
        if cell.cell_type == "code":
            shown = [output for output in cell.outputs if output.output_type in ("display_data", "execute_result")]
            if len(shown) != len(services):
                problems.append(
                    f"notebooks/{name}, cell {origin.number}: shows {len(shown)} outputs, expected {len(services)}, "
                    "one for each service in scope, because the cell is tagged each-service."
                )
                return
    for index, service in enumerate(services):
        for origin, cell in group:
            repeated = copy.deepcopy(cell)
            repeated.id = f"{cell.id}-{service.key}"
            repeated.source = for_service(cell.source, service)
            if cell.cell_type == "code":
                shown = [output for output in cell.outputs if output.output_type in ("display_data", "execute_result")]
                repeated.outputs = [shown[index]]
            yield replace(origin, service=service), repeated


def for_service(source: str, service: Service) -> str:
    """Let ``service`` in the names of facts, conditions and labels stand for one service's key."""

    def named(match: re.Match[str]) -> str:
        before, name, after = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return before + ".".join(re.sub(r"^service(?=-|$)", service.key, part) for part in name.split(".")) + after

    return _LABEL.sub(rf"\g<1>{service.key}", _NAMED.sub(named, source))
