"""The finished file in the hands of other programs: Microsoft's own validator, and LibreOffice.

Both are skipped, by name, where the machine does not have them. The validator is the Open XML SDK
in the npm package @ooxml-tools/validate (command ``ooxml-validate``), found on the PATH or in
node_modules of the project.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from standard_form import REFERENCE, REPOSITORY
from word_papers import NOTICE, finished, opened

from feedback_report.word.markup import make, w

PLACES = os.pathsep.join([str(REPOSITORY / "node_modules" / ".bin"), os.environ.get("PATH", "")])
VALIDATOR = shutil.which("ooxml-validate", path=PLACES)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_validator = pytest.mark.skipif(
    VALIDATOR is None, reason="ooxml-validate is not installed: npm install @ooxml-tools/validate"
)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    return finished(tmp_path_factory.mktemp("paper"), notice=NOTICE)


def faults(path: Path) -> list[str]:
    done = subprocess.run(
        [VALIDATOR, "--of", "json", str(path)], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    return [f"{fault['path']['xpath']}: {fault['description']}" for fault in json.loads(done.stdout)]


@needs_validator
def test_the_finished_paper_is_valid_office_open_xml(paper):
    assert faults(paper) == []


@needs_validator
def test_the_template_is_valid_office_open_xml():
    assert faults(REFERENCE) == []


@needs_validator
def test_the_validator_sees_a_doubled_property_element(paper, tmp_path):
    package, _ = opened(paper)
    next(package.body.iter(w("p"))).append(make("pPr"))
    package.write(tmp_path / "spoilt.docx")
    assert any("unexpected child element" in fault and "pPr" in fault for fault in faults(tmp_path / "spoilt.docx"))


@pytest.fixture(scope="module")
def pages(paper, tmp_path_factory):
    """The words of the pages that LibreOffice prints."""
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return [page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(folder / "paper.pdf").pages]


def squeezed(pages):
    return re.sub(r"\s+", " ", " ".join(pages))


@needs_office
def test_office_numbers_sections_and_paragraphs_by_itself(pages):
    words = squeezed(pages)
    for line in ("1 Summary", "1.1 Visits rose", "2 Detail", "2.1 First words", "2.2 Site A had", "2.3 Last words"):
        assert line in words
    assert "3 Appendix" not in words


@needs_office
def test_office_shows_captions_and_references_with_their_numbers(pages):
    words = squeezed(pages)
    assert "as paragraph 2.2 says. Figure 1 and Figure 2 show it, and Section 2 has more." in words
    assert "Figure 1: Visits by site, 2030/31" in words
    assert "Figure 2: Staff by site" in words
    assert "Error" not in words


@needs_office
def test_office_prints_title_notice_and_page_number_on_every_page(pages):
    for number, page in enumerate(pages, start=1):
        words = squeezed([page])
        assert words.strip().startswith("Visits to the library 2030/31")
        assert NOTICE in words
        assert f"Page {number} of {len(pages)}" in words
