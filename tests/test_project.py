"""Where the files of a project are, and which year is meant."""

from pathlib import Path

import pytest

from feedback_report import project as project_module
from feedback_report.errors import DataError, ReportError
from feedback_report.project import (
    DATA_VARIABLE,
    YEAR_VARIABLE,
    chosen_year,
    data_folder,
    find_project,
    notebook_paths,
    years_with_data,
)
from feedback_report.years import Year


@pytest.fixture(autouse=True)
def ordinary_session(monkeypatch):
    for name in (YEAR_VARIABLE, DATA_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "a project"
    (folder / "notebooks").mkdir(parents=True)
    for name in ("report.qmd", "_quarto.yml"):
        (folder / name).touch()
    return folder


@pytest.fixture
def package_elsewhere(monkeypatch, tmp_path):
    """Let the package lie outside any project, as it does where pip has installed it."""
    monkeypatch.setattr(project_module, "__file__", str(tmp_path / "packages" / "feedback_report" / "project.py"))


def data(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).mkdir(parents=True)
    return folder


def test_the_project_is_the_nearest_folder_upwards_with_both_files(project):
    inner = project / "copies" / "inner"
    (inner / "notebooks").mkdir(parents=True)
    (project / "copies" / "_quarto.yml").touch()  # one of the two alone makes no project
    assert find_project(inner / "notebooks") == project
    for name in ("report.qmd", "_quarto.yml"):
        (inner / name).touch()
    assert find_project(inner / "notebooks") == inner
    assert find_project(project) == project


def test_the_search_begins_in_the_working_folder(project, monkeypatch):
    monkeypatch.chdir(project / "notebooks")
    assert find_project() == project


def test_outside_any_project_it_is_the_one_that_the_package_lies_in(tmp_path):
    assert find_project(tmp_path) == Path(project_module.__file__).resolve().parent.parent


@pytest.mark.usefixtures("package_elsewhere")
def test_where_there_is_no_project_the_user_is_told_what_to_look_for(tmp_path):
    with pytest.raises(ReportError, match=r"No project here: found no report\.qmd beside a _quarto\.yml"):
        find_project(tmp_path)


def test_sections_are_the_notebooks_whose_names_begin_with_a_digit_in_their_order(project):
    for name in ("10-last.ipynb", "02-first.ipynb", "draft.ipynb", "03-words.md", ".01-hidden.ipynb"):
        (project / "notebooks" / name).touch()
    assert [path.name for path in notebook_paths(project)] == ["02-first.ipynb", "10-last.ipynb"]


def test_the_data_folder_is_the_one_given_then_the_one_set_then_that_of_the_project(project, monkeypatch, tmp_path):
    for folder in (project / "data", tmp_path / "set", tmp_path / "given"):
        folder.mkdir()
    monkeypatch.chdir(project / "notebooks")
    assert data_folder() == project / "data"
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "set"))
    assert data_folder() == tmp_path / "set"
    assert data_folder(tmp_path / "given") == tmp_path / "given"


def test_a_data_folder_that_is_given_is_meant_from_the_working_folder(project, monkeypatch):
    (project / "cases").mkdir()
    monkeypatch.chdir(project / "notebooks")
    assert data_folder("../cases") == project / "cases"


def test_a_data_folder_that_is_not_there_is_named(project, monkeypatch):
    monkeypatch.chdir(project)
    for asked, name in ((None, "data"), ("nowhere", "nowhere"), ("report.qmd", "report.qmd")):
        with pytest.raises(DataError, match=f'The data folder "{name}" was not found: give the folder that holds'):
            data_folder(asked)


def test_years_with_data_are_the_folders_named_like_a_year_earliest_first(tmp_path):
    folder = data(tmp_path / "data", "2024-25", "2009-10", "reference", "2024", "2024-25 copy")
    (folder / "2026-27").touch()
    assert years_with_data(folder) == [Year(2009), Year(2024)]


def test_a_data_folder_that_does_not_exist_holds_no_year(tmp_path):
    assert years_with_data(tmp_path / "gone") == []


def test_the_year_is_the_one_given_then_the_one_set_then_the_latest_with_data(tmp_path, monkeypatch):
    folder = data(tmp_path / "data", "2021-22", "2023-24", "2022-23")
    assert chosen_year(None, folder) == Year(2023)
    monkeypatch.setenv(YEAR_VARIABLE, "2022-23")
    assert chosen_year(None, folder) == Year(2022)
    assert chosen_year("", folder) == Year(2022)
    assert chosen_year("2019/20", folder) == Year(2019)
    assert chosen_year(Year(2018), folder) == Year(2018)


def test_a_year_that_is_none_is_refused_wherever_it_comes_from(tmp_path, monkeypatch):
    with pytest.raises(ReportError, match='The year "2024" is not a financial year'):
        chosen_year("2024", tmp_path)
    monkeypatch.setenv(YEAR_VARIABLE, "last")
    with pytest.raises(ReportError, match='The year "last" is not a financial year'):
        chosen_year(None, tmp_path)


def test_a_data_folder_without_a_year_is_named_with_what_it_should_hold(tmp_path):
    with pytest.raises(ReportError, match=r"^empty/: holds no year\. Expected folders such as 2024-25"):
        chosen_year(None, data(tmp_path, "empty") / "empty")
