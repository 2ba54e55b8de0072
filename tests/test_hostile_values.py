"""Names and texts that look like markup come out as the plain text they are, and nothing is fetched for them."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
from hostile_council import (
    COUNCIL,
    MADE_UP,
    MAILBOX,
    OUTCOMES,
    PERSON,
    PHONE,
    SECRET,
    SERVICES,
    VALUES,
    YEAR,
    YEAR_SETTINGS,
    write_hostile_council,
)
from hostile_council import of as name_of_place
from lxml import etree, html

from feedback_report.building.look_alikes import look_alikes, without
from feedback_report.page.finish import find_leftovers
from feedback_report.publishing.file_texts import texts_of

PROJECT = Path(__file__).resolve().parent.parent
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CLOSED = ("unshare", "--map-root-user", "--net", "--", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh")
# Put before every Python of the build: what would leave this machine is noted and refused, and so is the secret file.
WATCH = """
import os, sys
NOTES = os.environ["NOTES"]
HOSTS = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", None, os.uname().nodename if hasattr(os, "uname") else ""}
def watch(event, given):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        wanted = given[0]
    elif event in ("socket.connect", "socket.sendto"):
        wanted = given[1][0] if isinstance(given[1], tuple) else None
    elif event == "open" and isinstance(given[0], str) and os.path.basename(given[0]).startswith("secret."):
        wanted = given[0]
    else:
        return
    wanted = wanted.decode() if isinstance(wanted, bytes) else wanted
    if wanted not in HOSTS:
        with os.fdopen(os.open(NOTES, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "a") as notes:
            notes.write(f"{event} {wanted}\\n")
        raise OSError(f"closed for this test: {wanted}")
sys.addaudithook(watch)
"""


def one_line(text: str) -> str:
    return " ".join(text.split())


def can_close_the_network() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*CLOSED, "true"], capture_output=True, check=False).returncode == 0


class Paper:
    """The built paper of the hostile council, as programs read it."""

    def __init__(self, folder: Path, notes: Path, *, closed: bool) -> None:
        self.folder, self.notes, self.closed = folder, notes, closed

    @cached_property
    def page(self) -> html.HtmlElement:
        return html.fromstring((self.folder / "report.html").read_text(encoding="utf-8"))

    @cached_property
    def words(self) -> str:
        return one_line(self.page.text_content())

    @cached_property
    def cells(self) -> set[str]:
        return {one_line(cell.text_content()) for cell in self.page.iter("td", "th")}

    @cached_property
    def alts(self) -> str:
        return "\n".join(image.get("alt") for image in self.page.iter("img"))

    @cached_property
    def word(self) -> etree._Element:
        with zipfile.ZipFile(self.folder / "report.docx") as package:
            return etree.fromstring(package.read("word/document.xml"))

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the Word paper, those of table cells among them."""
        kinds = (f"{WORD}t", f"{WORD}br", f"{WORD}tab")
        return [
            one_line("".join(node.text or "" if node.tag == kinds[0] else " " for node in paragraph.iter(*kinds)))
            for paragraph in self.word.iter(f"{WORD}p")
        ]

    @cached_property
    def word_alts(self) -> str:
        return "\n".join(picture.get("descr", "") for picture in self.word.iter(f"{DRAWING}docPr"))

    @cached_property
    def csv_cells(self) -> set[str]:
        """The cells of the figures' CSVs, without the apostrophe that keeps a spreadsheet from computing one."""
        rows = [
            row
            for path in (self.folder / "figures").glob("*.csv")
            for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        ]
        return {one_line(cell.removeprefix("'")) for row in rows for cell in row}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Build the paper as a user does, in a program of its own, with the network closed where the system can do it."""
    folder = tmp_path_factory.mktemp("hostile")
    data = write_hostile_council(folder / "data")
    scratch, watching = folder / "scratch", folder / "watching"
    for place in (folder, scratch):
        place.mkdir(exist_ok=True)
        (place / "secret.md").write_text(SECRET, encoding="utf-8")
        (place / "secret.png").write_bytes(SECRET.encode())
    watching.mkdir()
    (watching / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(watching), str(PROJECT), os.environ.get("PYTHONPATH")]))
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    environment = {**os.environ, **temporary, "PYTHONPATH": path, "NOTES": str(folder / "notes.txt")}
    closed = can_close_the_network()
    build = ["-m", "feedback_report", "build", "2024/25", "--data", str(data), "--output", str(folder / "output")]
    command = [*(CLOSED if closed else ()), sys.executable, *build, "--engine", "pandoc", "--no-cache"]
    ran = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Paper(folder / "output" / YEAR, folder / "notes.txt", closed=closed)


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_printed_as_the_text_it_is(paper, value):
    value = one_line(value)
    assert value in paper.cells
    assert value in paper.paragraphs
    assert value in paper.csv_cells


def printed_settings() -> Iterator[str]:
    """Get the texts of the settings that a paper of a whole year prints."""
    yield from (COUNCIL["name"], COUNCIL["short_name"], COUNCIL["paper_title"], COUNCIL["sample_notice"])
    yield from (COUNCIL["recording_system"]["note"], *OUTCOMES, *SERVICES.values())
    yield from (each["name"] for each in COUNCIL["neighbours"])
    yield from (YEAR_SETTINGS["committee"]["name"], YEAR_SETTINGS["links"]["policy"]["text"])
    yield YEAR_SETTINGS["context"][0]["label"]
    yield from (YEAR_SETTINGS[name]["source"] for name in ("ombudsman", "advocacy"))
    yield from (YEAR_SETTINGS["breaks"][0]["note"], YEAR_SETTINGS["not_collected"]["gender"])
    yield name_of_place(31)  # the source of the population


@pytest.mark.parametrize("text", [*printed_settings()])
def test_a_text_of_the_settings_is_printed_as_the_text_it_is(paper, text):
    assert one_line(text) in paper.words
    assert any(one_line(text) in paragraph for paragraph in paper.paragraphs)


@pytest.mark.parametrize("name", [*SERVICES.values(), COUNCIL["name"]])
def test_a_name_in_an_alternative_text_is_the_text_it_is(paper, name):
    assert one_line(name) in paper.alts
    assert one_line(name) in paper.word_alts


def test_the_page_runs_no_script_but_its_own_and_loads_nothing(paper):
    own = (PROJECT / "style" / "page.js").read_text(encoding="utf-8").strip()
    assert [script.text_content().strip() for script in paper.page.iter("script")] == [own]
    elements = [element for element in paper.page.iter() if isinstance(element.tag, str)]
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]
    assert not {element.tag for element in elements} & {"iframe", "object", "embed", "form", "base", "math"}
    sources = [element.get("src") for element in elements if element.get("src")]
    assert sources and all(source.startswith("data:image/svg+xml") for source in sources)


def test_neither_paper_links_to_what_a_value_names(paper):
    known = {"https://www.lgo.org.uk/", YEAR_SETTINGS["links"]["policy"]["url"]}
    links = {link.get("href") for link in paper.page.iter("a", "link") if link.get("href")}
    assert {link for link in links if not link.startswith(("#", "data:"))} == known
    with zipfile.ZipFile(paper.folder / "report.docx") as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".rels")}
    outside = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', "".join(parts.values()))
    outside += re.findall(r'TargetMode="External"[^>]*Target="([^"]*)"', "".join(parts.values()))
    assert set(outside) == known
    assert not paper.word.xpath("//*[local-name()='instrText'][contains(., 'hostile.invalid')]")


def test_nothing_of_a_value_becomes_a_part_of_the_papers_structure(paper):
    labels = [node.get("id") for node in paper.page.xpath("//*[@id]")]
    assert len(labels) == len(set(labels))
    assert "sec-summary" in labels
    headings = {one_line(node.text_content()) for node in paper.page.iter("h1", "h2", "h3", "h4")}
    assert "a heading" not in headings
    assert not paper.page.xpath("//main//code | //main//blockquote | //main//*[contains(@class, 'footnote')]")
    assert not paper.word.xpath("//*[local-name()='oMath']")


def test_no_other_file_is_read_into_the_paper(paper):
    for path in paper.folder.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path.name
    assert SECRET not in paper.words


def test_nothing_is_asked_of_the_network_and_no_secret_file_is_opened(paper):
    assert not paper.notes.exists(), paper.notes.read_text(encoding="utf-8")


def test_the_paper_is_built_with_the_network_closed(paper):
    if not paper.closed:
        pytest.skip("this system cannot close the network for one program")
    assert (paper.folder / "report.docx").is_file()


def test_every_workbook_of_the_output_holds_the_values_as_text(paper):
    openpyxl = pytest.importorskip("openpyxl")
    books = sorted(paper.folder.glob("*.xlsx"))
    if not books:
        pytest.skip("this build makes no workbook")
    for path in books:
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        outside = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
        assert not [target for target in outside if MADE_UP in target or "javascript:" in target]
        texts = {one_line(str(cell.value)).removeprefix("'") for cell in cells}
        assert {one_line(value) for value in VALUES} - texts == set()


def test_nobody_who_stands_in_the_tables_and_no_single_case_is_in_what_is_built(paper):
    tables = paper.folder.parents[1] / "data" / YEAR
    cases = [*csv.DictReader((tables / "cases.csv").read_text(encoding="utf-8").splitlines())]
    assert all(PERSON in case["case_id"] and PERSON in case["customer_ref"] for case in cases)
    never = [PERSON, MAILBOX, PHONE, "CASE-202", "CUSTOMER-", "ACTION-", *{case["received"] for case in cases}]
    never += [
        "open_paper(",
        "paper.facts",
        "feedback_report.measures",
        "papermill",
        "ipykernel",
        date.today().isoformat(),
    ]
    never += [str(paper.folder), str(PROJECT), tempfile.gettempdir()]
    for path in paper.folder.rglob("*"):
        for place, text in texts_of(path, path.name) if path.is_file() else ():
            assert not [words for words in never if words in text], place
    with zipfile.ZipFile(paper.folder / "report.docx") as package:
        assert {part.date_time[:3] for part in package.infolist()} & {date.today().timetuple()[:3]} == set()


def test_the_facts_hold_the_values_as_they_are(paper):
    facts = {fact["name"]: fact for fact in json.loads((paper.folder / "facts.json").read_text(encoding="utf-8"))}
    assert facts["council.name"]["text"] == COUNCIL["name"]
    assert facts["parks.name"]["text"] == SERVICES["parks"]


def test_what_looks_like_a_leftover_is_one_unless_a_value_says_so():
    page = "<html><body><h1>Visits</h1><p>{}</p><table><tr><td>{}</td></tr></table></body></html>"
    shown = ["| &#64;fig-x &#124; y | 3 |\n| @fig-real | 4 |"]
    values = look_alikes([], shown, ["team,count\n?var:team,3\nnan,4\n"])
    assert values == ("@fig-x | y", "?var:team", "nan")

    def found(words: str, cell: str) -> list[str]:
        return find_leftovers(page.format(words, cell), lambda text: without(values, text))

    assert found("The team @fig-x\n | y and ?var:team.", "nan") == []
    assert len(found("As @fig-real shows, ?var:other.", "NaN")) == 3
