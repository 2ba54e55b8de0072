"""The tables of a year are read and checked where that is needed, and never taken for other ones."""

import pytest
from rich.console import Console
from small_project import small_project

from feedback_report.building.assemble import assemble
from feedback_report.errors import DataError
from feedback_report.progress import BuildProgress
from feedback_report.running import year_run
from feedback_report.running.table_store import read_comparable
from feedback_report.running.year_run import CheckedTables
from feedback_report.years import Year


@pytest.fixture
def project(tmp_path):
    return small_project(tmp_path / "project")


@pytest.fixture
def readings(monkeypatch):
    """Every time that the tables are read: the years, in order."""
    found, read = [], year_run.run_apart

    def noting(module, function, data_dir, year, store):
        found.append(year)
        return read(module, function, data_dir, year, store)

    monkeypatch.setattr(year_run, "run_apart", noting)
    return found


def tables(project, store="store", year=2024, data="data"):
    return CheckedTables(project, project / data, Year(year), project / store)


def kept(project):
    (place,) = (project / "build" / "cache" / "tables").iterdir()
    return place


def test_what_is_kept_of_tables_does_for_the_next_build(project, readings):
    first = tables(project).fingerprints()
    assert tables(project, "another").fingerprints() == first
    assert len(readings) == 1
    assert "tables.cases" in first[0] and "withheld.json" in first[1]


def test_tables_are_read_once_for_a_notebook_that_has_to_run(project, readings):
    tables(project).fingerprints()
    tables(project).be_there()
    assert len(readings) == 1
    another = tables(project, "another")
    another.fingerprints()
    another.be_there()
    another.be_there()
    assert len(readings) == 2
    assert len(read_comparable(project / "another").tables.cases) > 0


@pytest.mark.parametrize("source", ["2024-25/cases.csv", "2024-25/year.yml", "council.yml", "history.csv"])
def test_any_change_of_the_data_reads_them_again(project, readings, source):
    tables(project).fingerprints()
    path = project / "data" / source
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    tables(project).fingerprints()
    tables(project).be_there()
    assert len(readings) == 2


def test_a_signature_reads_nothing_again(project, readings):
    tables(project).fingerprints()
    (project / "data" / "2024-25" / "reviewed.yml").write_text("{}\n", encoding="utf-8")
    tables(project).fingerprints()
    assert len(readings) == 1


@pytest.mark.parametrize("what", ["of_modules", "libraries"])
def test_another_program_reads_them_again(project, readings, monkeypatch, what):
    tables(project).fingerprints()
    monkeypatch.setattr(year_run, what, lambda: ["another"])
    tables(project).fingerprints()
    assert len(readings) == 2


@pytest.mark.parametrize("spoil", [lambda text: text[:-9], lambda text: "", lambda text: text.replace("cases", "case")])
def test_an_entry_that_is_not_whole_reads_them_again(project, readings, spoil):
    first = tables(project).fingerprints()
    kept(project).write_text(spoil(kept(project).read_text(encoding="utf-8")), encoding="utf-8")
    assert tables(project).fingerprints() == first
    assert len(readings) == 2


def test_without_the_cache_they_are_read(project, readings):
    tables(project).fingerprints()
    tables(project).fingerprints(cached=False)
    assert len(readings) == 2


def test_tables_that_break_the_contract_are_kept_by_no_build(project, readings):
    cases = project / "data" / "2024-25" / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("complaint", "complain"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DataError, match="complain"):
            tables(project).fingerprints()
    assert len(readings) == 2


def test_what_was_read_of_data_that_changed_meanwhile_is_not_kept(project, monkeypatch):
    cases, read = project / "data" / "2024-25" / "cases.csv", year_run.run_apart

    def changed_meanwhile(*given):
        cases.write_text(cases.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        return read(*given)

    with monkeypatch.context() as patch:
        patch.setattr(year_run, "run_apart", changed_meanwhile)
        tables(project).be_there()
    assert not (project / "build" / "cache" / "tables").exists()
    assert not (project / "store" / "made-from.json").exists()


def test_no_notebook_runs_on_other_tables_than_those_it_is_kept_for(project, monkeypatch):
    assemble(project, project / "one", Year(2024), project / "data", BuildProgress(Console(quiet=True)))
    notebook = project / "notebooks" / "1-analysis.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("len(paper", "1 * len(paper"), encoding="utf-8")
    monkeypatch.setattr(CheckedTables, "be_there", lambda self: [{"tables.cases": "another"}, {}])
    with pytest.raises(DataError, match=r"data/ was changed while it was read\. Build again\."):
        assemble(project, project / "two", Year(2024), project / "data", BuildProgress(Console(quiet=True)))


def test_nothing_of_a_case_is_kept_between_builds(project):
    tables(project).fingerprints()
    cases = (project / "data" / "2024-25" / "cases.csv").read_text(encoding="utf-8").splitlines()[1:]
    named = {line.partition(",")[0] for line in cases}
    text = kept(project).read_text(encoding="utf-8")
    assert named and not [name for name in named if name in text]
