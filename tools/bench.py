"""Measure the product beside a plain pipeline and beside the least that the work can take, in one run.

    python -m tools.bench [--rounds 5] [--cases 1000000] [--most 10000000]

Writes docs/benchmarks.md. Leave the machine alone meanwhile. What is compared runs by turns, and
medians are given. Linux measures memory too.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import nbformat
import pandas as pd
from rich.console import Console

from feedback_report.editing.preview import Preview
from feedback_report.project import find_project, notebook_paths, years_with_data
from feedback_report.years import Year

PROJECT = find_project(Path(__file__).parent)
PAGE = PROJECT / "docs" / "benchmarks.md"
LIBRARIES = ("pandas", "pyarrow", "pandera", "matplotlib", "seaborn", "papermill", "nbclient", "ipykernel")
NAMES = {
    "floor": "The floor: one Python process that draws as many charts and calls Pandoc twice",
    "plain": "A plain pipeline: papermill on as many small pandas and seaborn notebooks in turn, then Pandoc twice",
    "cold": "Cold build: nothing kept from before, HTML and Word",
    "same": "A build in which nothing has changed",
    "kernels": "Cold build where no process can be forked, as on Windows and macOS: a kernel for each notebook",
}
PRODUCT = ("-m", "feedback_report")
WITHOUT_FORKS = """
from feedback_report.__main__ import main
from feedback_report.running import warm
warm.can_fork = lambda: False
main()
"""

FLOOR = """
import sys
from pathlib import Path
import pandas as pd
import pypandoc
import seaborn
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
cases, folder, charts = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
frame = pd.read_csv(cases)
lines = ["# A paper"]
for number in range(charts):
    figure, axes = plt.subplots()
    seaborn.countplot(frame, x="feedback_type", hue="contact_method", ax=axes)
    figure.savefig(folder / f"{number}.png")
    figure.savefig(folder / f"{number}.svg")
    plt.close(figure)
    lines += [f"![Chart {number}]({number}.png)", ""]
(folder / "paper.md").write_text("\\n\\n".join(lines), encoding="utf-8")
for form in ("html", "docx"):
    pypandoc.convert_file(str(folder / "paper.md"), form, outputfile=str(folder / f"paper.{form}"),
                          extra_args=["--standalone", f"--resource-path={folder}"])
"""

PLAIN_CELLS = (
    "from pathlib import Path\nimport pandas as pd\nimport seaborn\nimport matplotlib.pyplot as plt",
    "frame = pd.read_csv(cases)\nframe.groupby(['feedback_type', 'contact_method'], dropna=False).size()",
    "seaborn.countplot(frame, x='feedback_type', hue='contact_method')\nplt.show()",
)
PLAIN = """
import sys
from pathlib import Path
import nbformat
import papermill
import pypandoc
cases, folder = sys.argv[1], Path(sys.argv[2])
words = ["# A paper"]
for source in sorted(folder.glob("plain-*.ipynb")):
    output = folder / f"run-{source.name}"
    papermill.execute_notebook(str(source), str(output), {"cases": cases}, progress_bar=False)
    for cell in nbformat.read(output, as_version=4).cells:
        words += [out.data["image/png"] for out in cell.get("outputs", []) if "image/png" in out.get("data", {})]
pictures = [f"![A chart](data:image/png;base64,{word.strip()})" for word in words[1:]]
(folder / "paper.md").write_text("\\n\\n".join([words[0], *pictures]), encoding="utf-8")
for form in ("html", "docx"):
    pypandoc.convert_file(str(folder / "paper.md"), form, outputfile=str(folder / f"paper.{form}"),
                          extra_args=["--standalone"])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--cases", type=int, default=1_000_000, help="how far the number of cases grows (1,000,000)")
    parser.add_argument("--most", type=int, default=0, help="one build of so many cases, for its memory (none)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feedback-bench-") as temporary:
        bench = Bench(Path(temporary), asked.rounds)
        parts = [bench.side_by_side(), bench.edits(), bench.growth(asked.cases, asked.most), bench.many_papers()]
    PAGE.write_text("\n\n".join([_head(asked.rounds), *parts]) + "\n", encoding="utf-8", newline="\n")
    print(f"Written: {PAGE}")


class Bench:
    """The measurements, each in a copy of the project so that nothing is kept from the last."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder, self.rounds = folder, rounds
        self.year = years_with_data(PROJECT / "data")[-1]
        self.cases = PROJECT / "data" / self.year.folder / "cases.csv"
        self._copies = 0
        self.charts = sum("show_chart" in path.read_text(encoding="utf-8") for path in notebook_paths(PROJECT))
        self.drawn = max(self.charts, 17)

    def _floor(self) -> None:
        _python("-c", FLOOR, self.cases, self._fresh(), self.drawn)

    def side_by_side(self) -> str:
        """Measure the floor, the plain pipeline and the cold build by turns."""
        sources = notebook_paths(PROJECT)
        plain = self._plain_notebooks(len(sources))
        taken: dict[str, list[float]] = {name: [] for name in NAMES}
        for number in range(self.rounds + 1):  # the first round warms the disk and is not counted
            _say(f"Side by side, round {number} of {self.rounds}")
            once = {
                "floor": _seconds(self._floor),
                "plain": _seconds(_python, "-c", PLAIN, self.cases, plain),
            }
            project = self.project()
            once["cold"] = _seconds(_build, project, self.year)
            once["same"] = _seconds(_build, project, self.year)
            once["kernels"] = _seconds(_build, self.project(), self.year, "-c", WITHOUT_FORKS)
            if number:
                for name, seconds in once.items():
                    taken[name].append(seconds)
        middle = {name: statistics.median(values) for name, values in taken.items()}
        rows = [
            [
                NAMES[name],
                _s(middle[name]),
                _ratio(middle[name], middle["floor"]),
                _ratio(middle["plain"], middle[name]),
            ]
            for name in NAMES
        ]
        return "\n\n".join(
            [
                "## One paper",
                f"{len(sources)} notebooks; the floor draws {self.drawn} charts, the paper {self.charts}.",
                _table(["What", "Median", "Times the floor", "Faster than plain"], rows),
            ]
        )

    def edits(self) -> str:
        """Measure from the saving of a changed file to the new page, in a preview that is open."""
        project = self.project()
        workspace = self._fresh()
        with Path(os.devnull).open("w", encoding="utf-8") as nothing:
            preview = Preview(project, project / "data", self.year, workspace, Console(file=nothing))
            preview.rebuild()
            ended = threading.Event()
            threading.Thread(target=preview.watch, args=(ended,), daemon=True).start()
            path = notebook_paths(project)[2]
            prose = [_edited(preview, path, "markdown", number) for number in range(self.rounds)]
            code = [_edited(preview, path, "code", number) for number in range(self.rounds)]
            ended.set()
            time.sleep(1)
        rows = [
            ["A sentence of one notebook changed: the new page", _s(statistics.median(prose))],
            ["A code cell of one notebook changed: it alone runs, then the new page", _s(statistics.median(code))],
        ]
        return "\n\n".join(
            ["## While one writes", "From the saved file to the page in `preview`.", _table(["Change", "Median"], rows)]
        )

    def growth(self, cases: int, most: int) -> str:
        """Measure cold builds with more and more cases."""
        sizes = [2_000]
        while sizes[-1] * 10 < cases:
            sizes.append(sizes[-1] * 10)
        rows, first = [], 0.0
        for size in [*sizes, cases, *([most] if most else [])]:
            _say(f"Growth: {size:,} cases")
            times, memory = [], 0
            project = self.project()
            data = self._grown(project / "data", size)
            held = sum(len(path.read_bytes().splitlines()) - 1 for path in data.glob("*/cases.csv"))
            for _ in range(1 if size > cases else min(3, self.rounds)):
                began = time.perf_counter()
                memory = max(
                    memory, _peak_memory(["build", self.year.label, "--engine", "pandoc", "--no-cache"], project)
                )
                times.append(time.perf_counter() - began)
            took = statistics.median(times)
            first = first or took
            rows.append(
                [
                    f"{held:,}",
                    _s(took),
                    _ratio(took, first),
                    f"{took / held * 1e6:,.0f} µs",
                    f"{memory / 2**20:,.1f} GB",
                ]
            )
            shutil.rmtree(project)
        headings = ["Cases", "Cold build", "Times the smallest", "Per case", "Memory of all processes"]
        return "\n\n".join(
            ["## Growth", "The sample's cases again and again, with numbers of their own.", _table(headings, rows)]
        )

    def many_papers(self) -> str:
        """Measure build-all with one paper at once and with one for each core, beside what the cores give at all.

        Cores that share their parts give less than as many single ones: so much is told by floors that run at once.
        """
        cores = os.cpu_count() or 1
        folders = max(2, cores)
        taken: dict[int, list[float]] = {1: [], cores: []}
        floors: dict[int, list[float]] = {1: [], cores: []}
        papers = 0
        for number in range(min(3, self.rounds)):
            _say(f"Many papers, round {number + 1}")
            for at_once, seconds in floors.items():
                with ThreadPoolExecutor(at_once) as pool:
                    seconds.append(_seconds(lambda pool=pool: list(pool.map(lambda _: self._floor(), range(cores)))))
            for jobs, seconds in taken.items():
                project = self.project()
                councils = [shutil.copytree(project / "data", project / f"council-{n}") for n in range(folders)]
                papers = folders * len(years_with_data(project / "data"))
                seconds.append(_seconds(_run, project, "build-all", *map(str, councils), "--jobs", str(jobs)))
                shutil.rmtree(project)
        alone, together = (statistics.median(taken[jobs]) for jobs in (1, cores))
        apart, beside = (statistics.median(floors[at_once]) for at_once in (1, cores))
        rows = [
            [f"{papers} papers", _s(alone), _s(together), f"{alone / together / cores:.0%}"],
            [f"{cores} floors", _s(apart), _s(beside), f"{apart / beside / cores:.0%}"],
        ]
        return "\n\n".join(
            [
                "## Many papers",
                f"`build-all` on {cores} cores, and as many floors as cores, which know nothing of one another: "
                "more than they gain no program can.",
                _table(["What", "One at once", f"{cores} at once", "Of linear"], rows),
            ]
        )

    def project(self) -> Path:
        """Copy the project, without what builds keep and make."""
        kept = shutil.ignore_patterns(".git", ".venv", "build", "output", "node_modules", "__pycache__", ".*cache")
        copy = self._fresh() / "project"
        shutil.copytree(PROJECT, copy, ignore=kept)
        _python("-m", "compileall", "-q", copy / "feedback_report")
        return copy

    def _fresh(self) -> Path:
        self._copies += 1
        folder = self.folder / str(self._copies)
        folder.mkdir()
        return folder

    def _plain_notebooks(self, count: int) -> Path:
        folder = self._fresh()
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        for number in range(count):
            given = nbformat.v4.new_code_cell("cases = ''", metadata={"tags": ["parameters"]})
            cells = [given, *(nbformat.v4.new_code_cell(source) for source in PLAIN_CELLS)]
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / f"plain-{number:02d}.ipynb")
        return folder

    def _grown(self, data: Path, size: int) -> Path:
        """Repeat or cut the cases of every year, so that all years together hold about ``size``."""
        files = sorted(data.glob("*/cases.csv"))
        for path in files:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            wanted = size // len(files)
            if wanted < len(frame):
                kept = set(frame["case_id"].iloc[:: round(len(frame) / wanted)])  # from the whole year
                frame = frame[frame["case_id"].isin(kept) & frame["merged_into"].isin(kept | {""})]
                for other in ("stages.csv", "remedies.csv"):
                    rows = pd.read_csv(path.with_name(other), dtype=str, keep_default_na=False)
                    rows[rows["case_id"].isin(frame["case_id"])].to_csv(path.with_name(other), index=False)
            again = [frame]
            for number in range(1, round(wanted / len(frame))):
                copy = frame.copy()
                copy["case_id"] += f"x{number}"
                copy["merged_into"] = copy["merged_into"].where(
                    copy["merged_into"] == "", copy["merged_into"] + f"x{number}"
                )
                again.append(copy)
            pd.concat(again).to_csv(path, index=False, lineterminator="\n")
        return data


def _edited(preview: Preview, path: Path, kind: str, number: int) -> float:
    """Change a cell of a notebook and get the seconds until the page is new."""
    notebook = nbformat.read(path, as_version=4)
    cells = (cell for cell in reversed(notebook.cells) if not cell.source.rstrip().endswith(":::"))
    cell = next(cell for cell in cells if cell.cell_type == kind)
    cell.source += f"\n# {number}" if kind == "code" else f" Sentence {'x' * (number + 1)}."
    before = preview.news
    nbformat.write(notebook, path)
    began = time.perf_counter()
    news = preview.next_news(before, 120)
    if news is before or news.problem:
        sys.exit(f"The preview made no page: {news.problem}")
    return time.perf_counter() - began


def _python(*arguments: object) -> None:
    subprocess.run([sys.executable, *map(str, arguments)], check=True, capture_output=True)


def _run(project: Path, *arguments: str, program: Sequence[str] = PRODUCT) -> None:
    done = subprocess.run(
        [sys.executable, *program, *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")


def _build(project: Path, year: Year, *program: str) -> None:
    arguments = ("build", year.label, "--engine", "pandoc", "--formats", "html,docx")
    _run(project, *arguments, program=program or PRODUCT)


def _seconds(work: Callable[..., object], *given: object) -> float:
    began = time.perf_counter()
    work(*given)
    return time.perf_counter() - began


def _peak_memory(arguments: list[str], project: Path) -> int:
    """Run a command and get the most memory that all its processes held together (kB; 0 where nobody can tell)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "feedback_report", *arguments], cwd=project, stdout=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(_own_memory(number) for number in _family(process.pid)))
        time.sleep(0.2)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed.")
    return most


def _family(number: int) -> Iterator[int]:
    """Get a process and all that it started, on Linux."""
    yield number
    for task in Path("/proc").glob(f"{number}/task/*/children"):
        try:
            children = task.read_text(encoding="utf-8").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _own_memory(number: int) -> int:
    """Get the memory of a process in kB, what it shares with others divided among them."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _say(line: str) -> None:
    print(line, flush=True)


def _s(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _ratio(one: float, other: float) -> str:
    return f"{one / other:.2f}"


def _table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] + ["--:"] * (len(headings) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _head(rounds: int) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "\n\n".join(
        [
            "# Benchmarks",
            "Written by `make bench`. Seconds differ between machines; the ratios are what to compare. "
            f"Medians of {rounds} rounds by turns (3 for growth and many papers).",
            f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}; {versions}.",
        ]
    )


if __name__ == "__main__":
    main()
