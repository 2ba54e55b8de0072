"""The preview: a change is on the open page soon, and what goes wrong is told there until it is put right."""

import io
import json
import threading
import urllib.error
import urllib.request

import nbformat
import pytest
from notebook_specimens import code
from rich.console import Console
from small_project import small_project

from feedback_report.editing.preview import Preview, serve
from feedback_report.errors import ReportError
from feedback_report.gates.browser import missing_for_browser, open_browser
from feedback_report.years import Year

PATIENCE = 60


@pytest.fixture
def project(tmp_path):
    return small_project(tmp_path / "project")


@pytest.fixture
def preview(project, tmp_path):
    (tmp_path / "workspace").mkdir()
    made = Preview(project, project / "data", Year(2024), tmp_path / "workspace", Console(file=io.StringIO()))
    made.rebuild()
    assert made.news.problem == ""
    return made


@pytest.fixture
def address(preview):
    server = serve(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def watching(preview):
    ended = threading.Event()
    thread = threading.Thread(target=preview.watch, args=(ended,), daemon=True)
    thread.start()
    yield preview
    ended.set()
    thread.join(PATIENCE)


@pytest.fixture
def chromium():
    missing = missing_for_browser()
    if missing:
        pytest.skip(" ".join(missing))
    with open_browser() as browser:
        yield browser


def change(project, edit) -> None:
    path = project / "notebooks" / "1-analysis.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edit(notebook.cells)
    nbformat.write(notebook, path)


def heading(words):
    def edit(cells):
        cells[1].source = f"# {words}"

    return edit


def get(address: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=PATIENCE) as answer:
        return answer.read().decode("utf-8")


def test_a_change_of_the_prose_is_on_the_page_without_anything_running(project, watching, monkeypatch):
    monkeypatch.setattr("feedback_report.running.execute._run", lambda *_, **__: pytest.fail("a notebook has run"))
    before = watching.news
    change(project, heading("Another heading"))
    news = watching.next_news(before, PATIENCE)
    assert (news.version, news.problem) == (before.version + 1, "")
    assert news.state.startswith("1-analysis.ipynb changed: made in")
    assert "Another heading" in watching.page


@pytest.mark.parametrize("source", ["data/2024-25/cases.csv", "data/2024-25/year.yml", "style/page.css", "report.qmd"])
def test_every_kind_of_source_is_watched(project, watching, source):
    before = watching.news
    path = project / source
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert watching.next_news(before, PATIENCE).state.startswith(path.name)


def test_an_error_is_told_with_notebook_and_cell_and_goes_away_when_it_is_put_right(project, watching):
    before, page = watching.news, watching.page
    change(project, lambda cells: cells.append(code("1 / 0")))
    wrong = watching.next_news(before, PATIENCE)
    assert "notebooks/1-analysis.ipynb, cell 6: ZeroDivisionError" in wrong.problem
    assert wrong.version == before.version
    assert watching.page == page
    change(project, lambda cells: cells.pop())
    assert watching.next_news(wrong, PATIENCE).problem == ""


def test_the_page_and_the_news_are_served(preview, address):
    assert "<iframe" in get(address)
    assert "2 complaints in 2024/25" in get(f"{address}paper").replace("\u00a0", " ")
    with urllib.request.urlopen(f"{address}events", timeout=PATIENCE) as events:
        news = json.loads(events.readline().decode("utf-8").removeprefix("data: "))
    assert news["version"] == preview.news.version


@pytest.mark.parametrize("path", ["etc/passwd", "../council.yml", "paper/x"])
def test_nothing_else_is_served(address, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(f"{address}{path}")


def test_a_page_of_another_site_gets_nothing(address):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(f"{address}paper", Host="example.org")


def test_a_port_that_is_taken_is_told_in_a_sentence(preview, address):
    with pytest.raises(ReportError, match=r"^The preview cannot be served at port \d+ .* Name another with --port"):
        serve(preview, int(address.rstrip("/").rpartition(":")[2]))


def test_the_open_page_is_reloaded_where_the_reader_was(project, watching, address, chromium):
    def many(cells):
        cells[3].source = "\n\n".join(f"Paragraph number {'x' * number}." for number in range(1, 120))

    before = watching.news
    change(project, many)
    watching.next_news(before, PATIENCE)
    with chromium.new_page() as tab:
        paper = tab.frame_locator("#paper")
        tab.goto(address)
        paper.locator("#par-1-60").wait_for()
        paper.locator("#par-1-60").evaluate("element => element.scrollIntoView({ behavior: 'instant' })")
        change(project, heading("A new and much longer heading of this section"))
        paper.get_by_role("heading", name="A new and much longer").wait_for()
        tab.wait_for_timeout(300)
        assert abs(paper.locator("#par-1-60").evaluate("element => element.getBoundingClientRect().top")) < 40
        change(project, lambda cells: cells.append(code("1 / 0")))
        tab.get_by_role("alert").get_by_text("ZeroDivisionError").first.wait_for()
        change(project, lambda cells: cells.pop())
        tab.get_by_role("alert").wait_for(state="hidden")
