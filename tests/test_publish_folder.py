"""The published folder: whole at every moment, versions kept, withdrawn and restored."""

import http.client
import random
import re
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html
from published import FOLDER, PUBLISHED, YEAR, contents, publish, write_version

from feedback_report import whole_files
from feedback_report.errors import ReportError
from feedback_report.gates.accessibility import STATES, check_page
from feedback_report.gates.browser import missing_for_browser, open_browser
from feedback_report.publishing import files, placing
from feedback_report.publishing.files import files_below
from feedback_report.publishing.folder import restore_version, settle, withdraw_version, year_record
from feedback_report.publishing.lock import publishing_alone
from feedback_report.publishing.pages import withdrawn_page
from feedback_report.publishing.placing import clear_unrecorded
from feedback_report.publishing.versions import Changed, Event, read_record
from feedback_report.years import Year

WITHDRAWN = Event("withdrawn", "2032-10-01", "Head of Parks", "A total was wrong.")
RESTORED = Event("restored", "2032-10-02", "Head of Parks")
CHANGED = (Changed("Analysis", "parks.complaints", "12", "14"),)


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


@pytest.fixture
def twice(share, tmp_path):
    """A folder with two versions of a year, the second with a figure less."""
    publish(share, write_version(tmp_path / "first", "first", figures=3))
    publish(share, write_version(tmp_path / "second", "second"), CHANGED)
    return share


def text_of(path: Path) -> str:
    return " ".join(html.fromstring(path.read_text(encoding="utf-8")).text_content().split())


def test_a_version_is_published_with_all_its_files_a_page_of_the_year_and_a_list_of_the_years(share, tmp_path):
    source = write_version(tmp_path / "first", "first")
    publish(share, source)
    held = contents(share / FOLDER)
    assert held.items() >= contents(source).items()
    assert held.keys() - contents(source).keys() == {"index.html", "versions.json"}
    assert contents(share / FOLDER / "versions" / "1") == contents(source)
    assert "Feedback report, 2031/32" in text_of(share / "index.html")
    assert "Published on 1 September 2032." in text_of(share / "index.html")


def test_publishing_again_keeps_the_former_version_and_says_what_was_revised(twice, tmp_path):
    assert contents(twice / FOLDER).items() >= contents(tmp_path / "second").items()
    assert contents(twice / FOLDER / "versions" / "1") == contents(tmp_path / "first")
    said = text_of(twice / FOLDER / "index.html")
    assert "Revised on 1 September 2032: 1 figure changed." in said
    assert "parks.complaintsAnalysis1214" in said
    assert "Version 2, published on 1 September 2032 (the present one)" in said
    assert not (twice / FOLDER / "figures" / "figure-03.csv").exists()


def test_every_link_of_the_pages_leads_to_a_file(twice):
    for page in (twice / "index.html", twice / FOLDER / "index.html"):
        links = html.fromstring(page.read_text(encoding="utf-8")).xpath("//a/@href")
        assert links
        assert all((page.parent / link).is_file() for link in links), links


def test_the_list_has_the_newest_year_first_whenever_each_was_published(twice, tmp_path):
    for year in (Year(2033), Year(2029)):
        publish(twice, tmp_path / "first", year=year)
    assert re.findall(r"report, (\d{4}/\d\d):", text_of(twice / "index.html")) == ["2033/34", "2031/32", "2029/30"]


def test_what_the_pages_print_is_text_and_no_markup(share, tmp_path):
    publish(share, write_version(tmp_path / "a", "a"), (Changed("<b>", "x.y", "<script>", "&"),))
    publish(share, write_version(tmp_path / "b", "b"), (Changed("<b>", "x.y", "<script>", "&"),))
    page = html.fromstring((share / FOLDER / "index.html").read_text(encoding="utf-8"))
    assert not page.xpath("//script | //b")
    assert [cell.text for cell in page.xpath("//td")] == ["<b>", "<script>", "&"]


def test_a_version_withdrawn_is_off_the_share_and_a_notice_says_so(twice, tmp_path):
    withdraw_version(twice, year_record(twice, YEAR), "2", WITHDRAWN, tmp_path / "kept")
    assert not (twice / FOLDER / "figures").exists()
    assert {*files_below(twice / FOLDER)} == {
        *("report.html", "index.html", "versions.json"),
        *(f"versions/1/{name}" for name in files_below(tmp_path / "first")),
    }
    for page in (twice / "index.html", twice / FOLDER / "index.html", twice / FOLDER / "report.html"):
        assert "withdrawn on 1 October 2032: A total was wrong." in text_of(page)
    assert not any(b"second" in path.read_bytes() for path in twice.rglob("*") if path.is_file())


def test_a_former_version_is_withdrawn_without_a_change_to_the_current_one(twice, tmp_path):
    before = contents(tmp_path / "second")
    withdraw_version(twice, year_record(twice, YEAR), "1", WITHDRAWN, tmp_path / "kept")
    assert contents(twice / FOLDER).items() >= before.items()
    assert not (twice / FOLDER / "versions" / "1").exists()


@pytest.mark.parametrize(
    ("withdrawn", "restored", "words"), [("2", "2", "second"), ("2", "1", "first"), ("1", "1", "first")]
)
def test_a_version_is_restored_as_it_was(twice, tmp_path, withdrawn, restored, words):
    store = tmp_path / "kept"
    record = withdraw_version(twice, year_record(twice, YEAR), withdrawn, WITHDRAWN, store)
    restore_version(twice, record, restored, RESTORED, store)
    assert contents(twice / FOLDER).items() >= contents(tmp_path / words).items()
    assert read_record(twice / FOLDER).current == restored
    assert "restored on 2 October 2032" in text_of(twice / FOLDER / "index.html")


def test_a_version_kept_otherwise_than_it_was_published_is_not_restored(twice, tmp_path):
    record = withdraw_version(twice, year_record(twice, YEAR), "2", WITHDRAWN, tmp_path / "kept")
    (tmp_path / "kept" / FOLDER / "2" / "report.docx").write_text("another", encoding="utf-8")
    before = contents(twice)
    with pytest.raises(ReportError, match=r"kept/2031-32/2/: report\.docx is not as published"):
        restore_version(twice, record, "2", RESTORED, tmp_path / "kept")
    assert contents(twice) == before


def test_what_cannot_be_done_is_said(twice, tmp_path):
    record = year_record(twice, YEAR)
    with pytest.raises(ReportError, match="The versions are: 1, 2"):
        withdraw_version(twice, record, "3", WITHDRAWN, tmp_path)
    with pytest.raises(ReportError, match="is the current one"):
        restore_version(twice, record, "2", RESTORED, tmp_path)
    record = withdraw_version(twice, record, "1", WITHDRAWN, tmp_path / "kept")
    with pytest.raises(ReportError, match="withdrawn on 2032-10-01 already"):
        withdraw_version(twice, record, "1", WITHDRAWN, tmp_path / "kept")


def test_a_record_that_cannot_be_read_is_named_with_what_to_do(twice):
    (twice / FOLDER / "versions.json").write_text('{"year": 1}', encoding="utf-8")
    with pytest.raises(ReportError, match=r"2031-32/versions\.json: not a record of versions"):
        year_record(twice, YEAR)


class Full(OSError):
    def __init__(self) -> None:
        super().__init__(28, "No space left on device")


def counted_failure(monkeypatch, name: str, after: int, lasting: bool) -> list[int]:
    """Let a function of ``files`` fail once it has been called so many times: from then on, or that once."""
    act, calls = getattr(files, name), []

    def failing(*given):
        calls.append(1)
        if len(calls) == after or (lasting and len(calls) > after):
            raise Full
        return act(*given)

    for place in (files, placing):
        monkeypatch.setattr(place, name, failing)
    return calls


@pytest.mark.parametrize("name", ["write_to_disk", "put_in_place"])
@pytest.mark.parametrize("after", range(1, 9))
@pytest.mark.parametrize("lasting", [True, False], ids=["for good", "once"])
def test_wherever_the_disk_fills_or_the_share_drops_readers_have_whole_files_and_it_can_be_mended(
    share, tmp_path, monkeypatch, name, after, lasting
):
    publish(share, write_version(tmp_path / "first", "first", figures=2))
    second = write_version(tmp_path / "second", "second", figures=2)
    before, whole = contents(share), [contents(tmp_path / "first"), contents(second)]
    with monkeypatch.context() as patch:
        calls = counted_failure(patch, name, after, lasting)
        try:
            publish(share, second)
            failed = False
        except ReportError as error:
            failed = True
            assert "No space left on device" in str(error)
            assert str(share) not in str(error)
    for path, content in contents(share / FOLDER).items():
        if path not in ("index.html", "versions.json"):
            assert content in [version[path] for version in whole], path
    if failed and not lasting:
        assert contents(share) == before
    clear_unrecorded(share, YEAR)
    settle(share, year_record(share, YEAR))
    current = year_record(share, YEAR).current
    assert contents(share / FOLDER).items() >= whole[int(current) - 1].items()
    publish(share, second)
    assert contents(share / FOLDER).items() >= whole[1].items()
    assert len(calls) >= after


def open_in_word(monkeypatch, name: str, times: int) -> None:
    """Let a file be held open as Windows has it, for so many tries to replace it."""
    replaced, left = Path.replace, [times]

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == name and left[0] > 0:
            left[0] -= 1
            raise PermissionError(13, "Permission denied", str(target))
        return replaced(self, target)

    monkeypatch.setattr(whole_files, "HELD_OPEN", True)
    monkeypatch.setattr(whole_files, "PATIENCE", 0.3)
    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("after", range(1, 9))
def test_a_first_publication_that_fails_leaves_no_file_of_it(share, tmp_path, monkeypatch, after):
    source = write_version(tmp_path / "first", "first")
    with monkeypatch.context() as patch:
        counted_failure(patch, "put_in_place", after, lasting=False)
        with pytest.raises(ReportError, match="No space left on device"):
            publish(share, source)
    assert not any(b"first" in content for content in contents(share).values())
    publish(share, source)
    assert contents(share / FOLDER).items() >= contents(source).items()


def test_a_file_that_is_held_open_for_a_moment_is_waited_for(share, tmp_path, monkeypatch):
    publish(share, write_version(tmp_path / "first", "first"))
    open_in_word(monkeypatch, "report.docx", times=2)
    publish(share, write_version(tmp_path / "second", "second"))
    assert contents(share / FOLDER).items() >= contents(tmp_path / "second").items()


def test_a_paper_that_is_open_in_word_keeps_the_former_version_whole(share, tmp_path, monkeypatch):
    publish(share, write_version(tmp_path / "first", "first"))
    before = contents(share)
    open_in_word(monkeypatch, "report.docx", times=1000)
    with pytest.raises(ReportError, match=r"report\.docx: Permission denied.*nobody has the file open in Word"):
        publish(share, write_version(tmp_path / "second", "second"))
    assert contents(share) == before
    assert not (share / FOLDER / "versions" / "2").exists()


def test_a_paper_that_is_open_while_it_is_withdrawn_is_named_and_removed_by_the_next_command(
    twice, tmp_path, monkeypatch
):
    with monkeypatch.context() as patch:
        removed = Path.unlink

        def unlink(self: Path, missing_ok: bool = False) -> None:
            if self.name == "report.docx":
                raise PermissionError(13, "Permission denied", str(self))
            removed(self, missing_ok)

        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(ReportError, match=r"done, but report\.docx could not be removed"):
            withdraw_version(twice, year_record(twice, YEAR), "2", WITHDRAWN, tmp_path / "kept")
        settle(twice, year_record(twice, YEAR))
    assert "withdrawn on 1 October 2032" in text_of(twice / FOLDER / "report.html")
    assert (twice / FOLDER / "report.docx").is_file()
    settle(twice, year_record(twice, YEAR))
    assert not (twice / FOLDER / "report.docx").exists()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        pass


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(share):
    """Serve the share on this machine alone, and get what fetches a file of it: its status and content."""
    share.mkdir()
    with Server(("127.0.0.1", 0), partial(Quiet, directory=str(share))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()

        def get(path: str) -> tuple[int, bytes]:
            connection = http.client.HTTPConnection(*server.server_address[:2], timeout=10)
            try:
                connection.request("GET", f"/{path}")
                answer = connection.getresponse()
                return answer.status, answer.read()
            finally:
                connection.close()

        yield get
        server.shutdown()


PUBLISHER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from published import YEAR, publish, write_version
from feedback_report.publishing.folder import settle, year_record
from feedback_report.publishing.placing import clear_unrecorded
from feedback_report.publishing.lock import publishing_alone
share, sources = Path(sys.argv[2]), [Path(source) for source in sys.argv[3:]]
print("ready", flush=True)
with publishing_alone(share):
    clear_unrecorded(share, YEAR)
    record = year_record(share, YEAR)
    if record is not None:
        settle(share, record)
    for turn in range(len(sources) * 50):
        publish(share, sources[turn % len(sources)])
        print("published", flush=True)
"""


def test_a_reader_never_meets_half_a_page_or_a_missing_file_while_publishing_is_killed(share, served, tmp_path):
    sources = [write_version(tmp_path / words, words, size=200_000) for words in ("first", "second")]
    publish(share, sources[0])
    known = [contents(source) for source in sources]
    problems: list[str] = []
    seen: set[str] = set()
    done = threading.Event()

    def check(path: str) -> bytes:
        status, body = served(path)
        name = path.removeprefix(f"{FOLDER}/")
        whole = body.rstrip().endswith(b"</html>") if "index" in name else body in [each[name] for each in known]
        if status != 200 or not whole:
            problems.append(f"{path}: {status}, {len(body)} bytes, ending {body[-20:]!r}")
        seen.add(f"{path} {body[:40]!r}")
        return body

    def read() -> None:
        while not done.is_set():
            for base, page in (("", check("index.html")), (f"{FOLDER}/", check(f"{FOLDER}/index.html"))):
                links = html.fromstring(page).xpath("//a/@href")
                for link in links:
                    if not link.startswith("..") and "versions" not in link and "index" not in link:
                        check(base + link)

    def met() -> list[str]:
        return [line for line in seen.copy() if line.startswith(f"{FOLDER}/report.html")]

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    chance = random.Random(7)
    tests = str(Path(__file__).parent)
    try:
        kills = 0
        while kills < 8 or (len(met()) < 2 and kills < 100):  # a slow reader has to be published for more often
            command = [sys.executable, "-c", PUBLISHER, tests, str(share), *map(str, sources)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as publisher:
                for _ in range(1 + chance.randrange(4)):  # "ready", then each time that it has published
                    publisher.stdout.readline()
                time.sleep(chance.uniform(0.0, 0.05))
                publisher.kill()
            kills += 1
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert problems == []
    assert len(met()) == 2, "both versions were met"
    record = year_record(share, YEAR)
    clear_unrecorded(share, YEAR)
    settle(share, record)
    assert contents(share / FOLDER).items() >= contents(share / FOLDER / "versions" / record.current).items()
    assert int(record.current) > 4, "publishing went on after each kill"


def test_of_two_publishers_one_waits_and_is_told_when_it_waits_too_long(share):
    told = []
    with (
        publishing_alone(share),
        pytest.raises(ReportError, match="somebody else is publishing"),
        publishing_alone(share, wait=0.2, told=lambda: told.append(1)),
    ):
        pass
    assert told == [1]
    with publishing_alone(share, wait=0):
        pass


def test_the_lock_of_a_publisher_that_was_killed_holds_nobody_up(share):
    script = (
        "import sys, time; from pathlib import Path\nfrom feedback_report.publishing.lock import publishing_alone\n"
    )
    script += "with publishing_alone(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script, str(share)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ReportError, match="somebody else"), publishing_alone(share, wait=0.1):
            pass
        holder.kill()
    with publishing_alone(share, wait=0.1):
        pass


def test_a_share_that_is_a_file_is_told_with_what_to_do(tmp_path):
    (tmp_path / "share").write_text("", encoding="utf-8")
    with pytest.raises(ReportError, match=r"^share/: cannot be written"), publishing_alone(tmp_path / "share"):
        pass


def test_publishing_leaves_an_event_with_role_and_day(twice):
    assert [version.published for version in year_record(twice, YEAR).versions] == [PUBLISHED, PUBLISHED]


@pytest.mark.skipif(bool(missing_for_browser()), reason=" ".join(missing_for_browser()))
def test_the_pages_pass_wcag_2_2_aa(twice, tmp_path):
    record = withdraw_version(twice, year_record(twice, YEAR), "1", WITHDRAWN, tmp_path / "kept")
    (twice / "withdrawn.html").write_text(withdrawn_page(record), encoding="utf-8")
    with open_browser() as browser:
        for page in (twice / "index.html", twice / FOLDER / "index.html", twice / "withdrawn.html"):
            assert [str(problem) for problem in check_page(browser, page, STATES[1:3])] == [], page.name
