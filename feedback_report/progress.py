"""Show how far a build is: a live bar in a terminal, a line per part elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from feedback_report import STARTED


class BuildProgress:
    """Shows the parts of a build as they end, and remembers how long each took (seconds)."""

    def __init__(self, console: Console, sections: int = 0) -> None:
        self.console = console
        self.timings: list[tuple[str, float]] = []
        self._sections = sections
        self._done = 0
        self._kept = 0  # sections that need not run again, of which nothing is said yet
        self._bar = Progress(
            TextColumn("{task.description:<24}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("sections", total=sections or None)

    def __enter__(self) -> "BuildProgress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    @property
    def total(self) -> float:
        """The time since the command started, in seconds: the parts, and all between them."""
        return time.perf_counter() - STARTED

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time one part of the build and say when it has ended."""
        self._bar.update(self._task, description=name)
        began = time.perf_counter()
        yield
        self._tell_kept()
        self.timings.append((name, time.perf_counter() - began))
        self._say(f"{name:<32} {self.timings[-1][1]:6.1f} s")

    def section(self, name: str, seconds: float | None = None) -> None:
        """Say that one section's notebook has run; count one that need not run again, to say how many at once."""
        self._done += 1
        self._bar.update(self._task, total=self._sections, completed=self._done, description=name)
        if seconds is None:
            self._kept += 1
            return
        self._tell_kept()
        self._say(f"  {name:<30} {f'{seconds:6.1f} s':<8}   {self._done} of {self._sections} sections")

    def _tell_kept(self) -> None:
        if self._kept:
            self._say(f"  unchanged: {self._kept} of {self._sections or self._kept} sections")
        self._kept = 0

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False)
