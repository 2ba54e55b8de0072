"""What a build says while it runs."""

import io
import re
from types import SimpleNamespace

import pytest
from rich.console import Console

from feedback_report import STARTED
from feedback_report import progress as progress_module
from feedback_report.progress import BuildProgress


@pytest.fixture
def clock(monkeypatch):
    """Let each look at the clock be the next of the given seconds."""

    def set_to(*seconds: float) -> None:
        times = iter(seconds)
        monkeypatch.setattr(progress_module, "time", SimpleNamespace(perf_counter=lambda: next(times)))

    return set_to


def lines(file: io.StringIO) -> list[str]:
    return file.getvalue().splitlines()


def test_each_part_is_timed_and_told_in_a_line_of_its_own_when_it_has_ended(clock):
    file = io.StringIO()
    clock(10, 12.5, 20, 20.25, 30)
    progress = BuildProgress(Console(file=file))
    with progress.part("Read the data"):
        assert lines(file) == []
    with progress.part("Render"):
        pass
    assert progress.timings == [("Read the data", 2.5), ("Render", 0.25)]
    assert progress.total == 30 - STARTED  # the clock's last look: what lies between the parts counts too
    assert [line.split() for line in lines(file)] == [["Read", "the", "data", "2.5", "s"], ["Render", "0.2", "s"]]


def test_a_part_that_fails_is_neither_timed_nor_said_to_have_ended():
    file = io.StringIO()
    progress = BuildProgress(Console(file=file))
    with pytest.raises(ValueError, match="a fault"), progress.part("Render"):
        raise ValueError("a fault")
    assert progress.timings == []
    assert lines(file) == []


def test_sections_that_need_not_run_again_are_told_in_one_line():
    file = io.StringIO()
    progress = BuildProgress(Console(file=file), sections=4)
    with progress.part("Run the notebooks"):
        progress.section("01-summary")
        progress.section("02-process")
        progress.section("03-months", 1.04)
        progress.section("04-people")
    assert [line.rstrip() for line in lines(file)][:3] == [
        "  unchanged: 2 of 4 sections",
        "  03-months                         1.0 s   3 of 4 sections",
        "  unchanged: 1 of 4 sections",
    ]


def test_sections_are_counted_as_they_end_whatever_their_order():
    file = io.StringIO()
    progress = BuildProgress(Console(file=file), sections=3)
    progress.section("03-months", 1.04)
    progress.section("01-summary", 12.0)
    assert [line.split() for line in lines(file)] == [
        ["03-months", "1.0", "s", "1", "of", "3", "sections"],
        ["01-summary", "12.0", "s", "2", "of", "3", "sections"],
    ]


def test_times_stand_below_each_other():
    file = io.StringIO()
    progress = BuildProgress(Console(file=file), sections=2)
    progress.section("1-a", 1.0)
    progress.section("21-a-much-longer-name", 100.0)
    with progress.part("Run the notebooks"):
        pass
    assert len({line.index(" s") for line in lines(file)}) == 1


def test_names_in_brackets_are_printed_and_not_read_as_markup():
    file = io.StringIO()
    progress = BuildProgress(Console(file=file), sections=1)
    progress.section("01-[bold]-x", 1.0)
    with progress.part("[red]Render"):
        pass
    assert lines(file)[0].split()[0] == "01-[bold]-x"
    assert lines(file)[1].split()[0] == "[red]Render"


def test_outside_a_terminal_no_bar_is_drawn():
    file = io.StringIO()
    with BuildProgress(Console(file=file), sections=1) as progress:
        progress.section("01-summary", 1.0)
    assert "\x1b" not in file.getvalue()
    assert len(lines(file)) == 1


def test_in_a_terminal_a_bar_counts_the_sections_and_goes_away_at_the_end():
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=100, legacy_windows=False)
    with BuildProgress(console, sections=2) as progress, progress.part("Run the notebooks"):
        progress.section("01-summary", 1.0)
        progress.section("02-months", 1.0)
        progress._bar.refresh()
    drawn = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", file.getvalue())
    assert re.search(r"02-months .*2/2", drawn)
    # The last that is written takes the bar off the screen again.
    assert file.getvalue().rpartition("2/2")[2].count("\x1b[2K") >= 1
