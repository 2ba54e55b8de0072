"""Show how far an import is: a live line in a terminal, a line per step elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from feedback_report.importing.import_cases import Steps


class ImportProgress(Steps):
    """Shows each step while it runs, and how long it took."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("")
        self._name = ""
        self._rows = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show a step while it runs."""
        self._name, self._rows = name, 0
        began = time.perf_counter()
        if self._console.is_terminal:
            self._status.update(name)
            self._status.start()
        try:
            yield
        finally:
            self._status.stop()
        rows = f"{self._rows:,} rows" if self._rows else ""
        self._console.print(
            f"{name:<40} {rows:>16} {time.perf_counter() - began:6.1f} s", highlight=False, markup=False
        )

    def rows(self, count: int) -> None:
        """Show how many rows have been read."""
        self._rows += count
        if self._console.is_terminal:
            self._status.update(f"{self._name}: {self._rows:,} rows")
