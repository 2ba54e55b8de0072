"""Build many papers, several at once: every year of every council's folder, here or over a Dask cluster."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from feedback_report.building.build import build
from feedback_report.building.render import Engine, Format
from feedback_report.errors import ReportError
from feedback_report.progress import BuildProgress
from feedback_report.project import years_with_data
from feedback_report.years import Year

DIED = "The process that built it died: the machine may have run out of memory."
_one_at_a_time = threading.Lock()  # a process builds one paper at a time, as its environment is the paper's


@dataclass(frozen=True)
class Order:
    """A paper to build: of which project, data and year, and where it goes."""

    project: Path
    data_dir: Path
    year: Year
    output_dir: Path
    engine: Engine = Engine.auto
    formats: tuple[Format, ...] = tuple(Format)
    cached: bool = True


@dataclass(frozen=True)
class Outcome:
    """What became of an order: how long it took in seconds, and the problems if it failed."""

    order: Order
    seconds: float
    problems: tuple[str, ...] = ()
    waiting: int = 0


def orders(project: Path, data_dirs: Iterable[Path], years: Iterable[Year], output_dir: Path) -> list[Order]:
    """List the papers of every council's folder: of the years given, else of each year with data.

    The papers of several councils go into a folder each, named as the council's.
    Raises ReportError for folders without the years, and for two of the same name, all at once.
    """
    folders, wanted = list(data_dirs), set(years)
    found, problems = [], []
    names = [folder.name for folder in folders]
    problems += [f"{name}/: given twice; papers of both would have one place." for name in sorted(_doubled(names))]
    for folder in folders:
        held = years_with_data(folder)
        missing = sorted(wanted - set(held)) if wanted else [] if held else [None]
        problems += [f"{folder.name}/: holds no {year or 'year with data'}." for year in missing]
        place = output_dir / folder.name if len(folders) > 1 else output_dir
        found += [Order(project, folder, year, place) for year in held if not wanted or year in wanted]
    if problems:
        raise ReportError(problems)
    return found


def _doubled(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def build_one(order: Order) -> Outcome:
    """Build a paper with one worker; what goes wrong is part of the outcome."""
    began = time.perf_counter()
    with _one_at_a_time:
        progress = BuildProgress(Console(quiet=True))
        try:
            built = build(
                order.project,
                order.year,
                order.data_dir,
                order.output_dir,
                progress,
                order.engine,
                order.formats,
                cached=order.cached,
                workers=1,
            )
        except ReportError as error:
            return Outcome(order, time.perf_counter() - began, tuple(error.problems))
        except Exception as error:  # a fault of the program: it must not stop the other papers
            return Outcome(order, time.perf_counter() - began, (f"{type(error).__name__}: {error}",))
    return Outcome(order, time.perf_counter() - began, waiting=len(built.draft.waiting))


def build_all(
    papers: list[Order],
    jobs: int | None = None,
    scheduler: str | None = None,
    finished: Callable[[Outcome], None] = print,
) -> list[Outcome]:
    """Build papers, several at once, and get what became of each, in their order.

    ``jobs`` is how many at once, by default one for each core; ``scheduler`` the address of a Dask
    cluster whose workers see the same folders. ``finished`` is called as each one ends.
    """
    outcomes: dict[Order, Outcome] = {}

    def done(outcome: Outcome) -> None:
        outcomes[outcome.order] = outcome
        finished(outcome)

    if scheduler is not None:
        for outcome in _on_cluster(papers, scheduler):
            done(outcome)
    else:
        for outcome in _here(papers, jobs or os.cpu_count() or 1):
            done(outcome)
        for order in papers:  # those whose process died with another's: each once more, alone
            if order not in outcomes:
                done(next(_here([order], 1), Outcome(order, 0.0, (DIED,))))
    return [outcomes[order] for order in papers]


def outcome_line(outcome: Outcome) -> str:
    """Say in a line, and one for each problem, what became of a paper."""
    order = outcome.order
    said = f"{order.data_dir.name} {order.year}: {'failed' if outcome.problems else 'built'} in {outcome.seconds:.1f} s"
    return "\n".join([said, *(f"  {problem}" for problem in outcome.problems)])


def outcome_table(outcomes: Iterable[Outcome]) -> Table:
    """Set out what became of each paper."""
    table = Table(title="Papers", title_justify="left")
    for heading in ("Data", "Year", "Outcome", "Paragraphs not yet reviewed", "Seconds"):
        table.add_column(heading, justify="right" if heading in ("Paragraphs not yet reviewed", "Seconds") else "left")
    for outcome in outcomes:
        failed = bool(outcome.problems)
        result = f"failed: {len(outcome.problems)} problem{'s' * (len(outcome.problems) > 1)}" if failed else "built"
        waiting = "" if failed else str(outcome.waiting)
        table.add_row(outcome.order.data_dir.name, str(outcome.order.year), result, waiting, f"{outcome.seconds:.1f}")
    return table


def _here(papers: list[Order], jobs: int) -> Iterator[Outcome]:
    """Build in processes of this machine. Where one of them dies, the papers not finished are left out."""
    with ProcessPoolExecutor(min(jobs, len(papers)), mp_context=get_context("spawn")) as pool:
        yield from _submitted(pool, papers)


def _submitted(pool: Executor, papers: list[Order]) -> Iterator[Outcome]:
    for future in as_completed([pool.submit(build_one, order) for order in papers]):
        try:
            yield future.result()
        except BrokenProcessPool:
            continue


def _on_cluster(papers: list[Order], address: str) -> Iterator[Outcome]:
    with _cluster(address) as client:
        from distributed import as_completed as finished

        futures = {client.submit(build_one, order, pure=False): order for order in papers}
        for future in finished(futures):
            error = future.exception()
            yield future.result() if error is None else Outcome(futures[future], 0.0, (f"{DIED} ({error})",))


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise ReportError(
            "--scheduler needs the package distributed, which is not installed: "
            'run python -m pip install "feedback-report[cluster]".'
        ) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise ReportError(f"No Dask scheduler answers at {address} ({error}). Check the address.") from None
    try:
        yield client
    finally:
        client.close()
