"""Persons who stand in the tables: none of them gets into what is published, or nothing is published at all."""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from planted_council import ACTION, CASE, CUSTOMER, PRINTED, TEXT_COLUMNS, Column, person, write_planted_council

from feedback_report.publishing.file_texts import texts_of

PROJECT = Path(__file__).resolve().parent.parent
USER = "jo-bloggs-99"
LEAK: Column = ("cases", "team")
NAME, MAILBOX, PHONE = person(LEAK)


class Project:
    """A copy of the paper's sources with the planted council as its data, and the share where it is published."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.share, self.output = folder, folder / "share", folder / "output"
        for name in ("notebooks", "style"):
            shutil.copytree(PROJECT / name, folder / name)
        for name in ("report.qmd", "_quarto.yml"):
            shutil.copyfile(PROJECT / name, folder / name)

    def run(self, *arguments: str, fails: bool = False) -> str:
        """Give a command as a user of a name, where there is no browser, and get what it says."""
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "CHROMIUM": str(self.folder / "none")}
        environment |= dict.fromkeys(("LOGNAME", "USER", "USERNAME"), USER)
        command = [sys.executable, "-m", "feedback_report", *arguments, "--engine", "pandoc"]
        ran = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (ran.returncode != 0) == fails, ran.stdout + ran.stderr
        return " ".join(ran.stdout.split())

    def publish(self, on: str, *, fails: bool = False) -> str:
        override = ("--override", "signed-off", "--reason", "The tables are made up.")
        return self.run("publish", "2024/25", "--to", str(self.share), "--on", on, *override, fails=fails)


def found_in(folder: Path) -> set[Column | str]:
    """Get the columns whose persons a folder's files speak of, and the references, users and places that they name."""
    found: set[Column | str] = set()
    known = (CASE, CUSTOMER, ACTION, USER, str(PROJECT), tempfile.gettempdir())
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        for _, text in texts_of(path, name) if path.is_file() else [(name, name)]:
            found |= {column for column in TEXT_COLUMNS if any(words in text for words in person(column))}
            found |= {words for words in known if words in text}
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Publish the paper, and then again with one more case."""
    project = Project(tmp_path_factory.mktemp("planted"))
    for more, day in enumerate(("2025-10-01", "2025-10-02")):
        write_planted_council(project.folder, more=more)
        project.publish(day)
    return project


def test_every_text_column_of_every_table_holds_a_person(project):
    files = [*(project.folder / "data").rglob("*.csv")]
    for table in {table for table, _ in TEXT_COLUMNS}:
        rows = pd.concat([pd.read_csv(path, dtype="string") for path in files if path.stem == table])
        for name in (name for of, name in TEXT_COLUMNS if of == table):
            assert rows[name].str.contains("Jo Bloggs").any(), f"{table}, {name}"
            assert rows[name].str.contains("jo.bloggs.*@example.net 07700 9004").any(), f"{table}, {name}"


def test_nobody_is_in_what_is_published_nor_in_what_publishing_again_adds(project):
    year = project.share / "2024-25"
    for page in (year / "report.html", year / "index.html", project.share / "index.html"):
        assert "Revised on 2 October 2025" in page.read_text(encoding="utf-8")
    assert "was <q>4</q>, now <q>5</q>" in (year / "report.html").read_text(encoding="utf-8")
    assert (year / "versions" / "1" / "report.docx").is_file()
    assert '"signed-off"' in (year / "manifest.json").read_text(encoding="utf-8")
    assert found_in(project.share) == set()


def test_persons_in_what_the_paper_prints_are_found_by_the_search_and_keep_it_from_being_published(project):
    before = {path: path.read_bytes() for path in project.share.rglob("*") if path.is_file()}
    write_planted_council(project.folder, printed=True, more=2)
    project.run("build", "2024/25")
    assert found_in(project.output) == {*PRINTED, CASE, CUSTOMER}
    said = project.publish("2025-10-03", fails=True)
    assert "2024/25: not published." in said
    addresses = "an e-mail address that is no contact of the paper and a telephone number that is no contact"
    every = f"a case id, a customer reference, {addresses} of the paper."
    for name in ("report.html", "report.docx, word/document.xml", "appendix.xlsx, xl/sharedStrings.xml", "facts.json"):
        assert f"{name}: holds {every}" in said
    for table, column in PRINTED:
        assert f'In the data: {table}, column "{column}": holds {every}' in said
    assert {path: path.read_bytes() for path in project.share.rglob("*") if path.is_file()} == before


def with_part(path: Path, wanted: str, change: Callable[[bytes], bytes]) -> None:
    """Change the first part of a Word paper or workbook whose name holds the words wanted."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    first = next(name for name in parts if wanted in name)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name == first else content)


def with_words(path: Path, before: str, words: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, words + before, 1), encoding="utf-8")


def in_picture(content: bytes) -> bytes:
    """Write a person as the author of a picture, behind its header."""
    chunk = b"tEXt" + f"Author\0{NAME}".encode()
    return content[:33] + (len(chunk) - 4).to_bytes(4, "big") + chunk + b"\0\0\0\0" + content[33:]


def in_drawing(path: Path) -> None:
    """Write a person into the metadata of the page's first drawing."""
    text = path.read_text(encoding="utf-8")
    start = text.index("data:image/svg+xml;base64,") + len("data:image/svg+xml;base64,")
    drawing = base64.b64decode(text[start : text.index('"', start)]).decode("utf-8")
    drawing = drawing.replace("</svg>", f"<metadata>{MAILBOX}</metadata></svg>")
    written = base64.b64encode(drawing.encode()).decode()
    path.write_text(text[:start] + written + text[text.index('"', start) :], encoding="utf-8")


def before_end(words: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b"</", f"{words}</".encode(), 1)


LEAKS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "the list of years": ("index.html", lambda path: with_words(path, "</main>", NAME)),
    "the page of a year": (
        "2024-25/index.html",
        lambda path: with_words(path, "</main>", f"<b>{NAME[:4]}</b>{NAME[4:]}"),
    ),
    "a former version": ("2024-25/versions/1/report.html", lambda path: with_words(path, "</main>", PHONE)),
    "a drawing of the page": ("2024-25/report.html", in_drawing),
    "the record": ("2024-25/versions.json", lambda path: with_words(path, '"current"', f'"by": "{NAME}", ')),
    "the manifest": ("2024-25/manifest.json", lambda path: with_words(path, '"council"', f'"by": "{NAME}", ')),
    "the facts": ("2024-25/facts.json", lambda path: with_words(path, '"text"', f'"by": "{MAILBOX}", ')),
    "the data of a figure": ("2024-25/figures/figure-01.csv", lambda path: with_words(path, "year", f"{NAME},")),
    "the words of the Word paper": (
        "2024-25/report.docx",
        lambda path: with_part(path, "word/document.xml", before_end(NAME)),
    ),
    "a picture of the Word paper": ("2024-25/report.docx", lambda path: with_part(path, "word/media/", in_picture)),
    "a cell of the workbook": (
        "2024-25/appendix.xlsx",
        lambda path: with_part(path, "sharedStrings", before_end(NAME)),
    ),
    "the author of the workbook": ("2024-25/appendix.xlsx", lambda path: with_part(path, "core.xml", before_end(NAME))),
    "the name of a file": ("2024-25/facts.json", lambda path: path.rename(path.with_name(f"{NAME}.json"))),
    "a hidden file": ("2024-25/facts.json", lambda path: path.with_name(".facts").write_text(NAME, encoding="utf-8")),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_the_search_would_find_somebody_in(leak, project, tmp_path):
    name, change = LEAKS[leak]
    copied = tmp_path / "share" / name
    copied.parent.mkdir(parents=True)
    shutil.copyfile(project.share / name, copied)
    assert found_in(tmp_path / "share") == set()
    change(copied)
    assert found_in(tmp_path / "share") == {LEAK}
