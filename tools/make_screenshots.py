"""Make the pictures of docs/screenshots/ from a built paper.

    python -m tools.make_screenshots output/2024-25

Needs Chromium, LibreOffice (soffice) and pdftoppm. The pictures of editing are of the year's notebooks in this project;
a line is added to one of them and taken out again.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback_report.gates.browser import open_browser
from feedback_report.years import Year

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
# name: width and height of the window, colour scheme, and what stands at its top
VIEWS = {
    "html-wide": (1280, 900, "light", None),
    "html-narrow": (320, 900, "light", "#fig-types"),
    "html-dark": (1280, 900, "dark", "#fig-timescales"),
}
DOTS_PER_INCH = 60
EDITED = Path(__file__).resolve().parent.parent / "notebooks" / "06-months.ipynb"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path, help="the folder of a built year, with report.html and report.docx")
    output = parser.parse_args().output.resolve()
    missing = [program for program in ("soffice", "pdftoppm") if shutil.which(program) is None]
    if missing:
        sys.exit(f"{', '.join(missing)}: not found. Install LibreOffice and poppler-utils.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture_page(output / "report.html")
    picture_word(output / "report.docx")
    picture_editing(Year.parse(output.name))


def picture_page(page: Path) -> None:
    """Picture the page wide, narrow and dark."""
    with open_browser() as browser:
        for name, (width, height, scheme, top) in VIEWS.items():
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto(page.as_uri())
            if top:
                tab.evaluate("top => document.querySelector(top).scrollIntoView()", top)
                tab.wait_for_timeout(300)
            tab.screenshot(path=FOLDER / f"{name}.png")
            tab.close()


def picture_word(paper: Path) -> None:
    """Picture the first page, the fifth and the last of the Word paper, as LibreOffice sets it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)]
        subprocess.run(convert, check=True, capture_output=True)
        pages = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(folder / f"{paper.stem}.pdf"), str(folder / "page")]
        subprocess.run(pages, check=True)
        made = sorted(folder.glob("page-*.png"))
        for name, page in (("word-first", made[0]), ("word-fifth", made[4]), ("word-last", made[-1])):
            shutil.copyfile(page, FOLDER / f"{name}.png")


def picture_editing(year: Year) -> None:
    """Picture a notebook in JupyterLab with the facts of its section, and the preview after a sentence was changed."""
    held = EDITED.read_bytes()
    window = {"width": 1280, "height": 800}
    with editing(year) as (lab, preview), open_browser() as browser:
        page = browser.new_page(viewport=window)
        page.goto(preview)
        paper = page.frame_locator("iframe")
        paper.locator("#fig-months").wait_for(timeout=120_000)
        tab = browser.new_page(viewport=window)
        tab.goto(lab.replace("/lab/tree/notebooks", f"/lab/tree/notebooks/{EDITED.name}"))
        tab.get_by_text("| Idle").wait_for(timeout=60_000)
        tab.get_by_text("Run", exact=True).first.click()
        tab.get_by_text("Run All Cells", exact=True).click()
        tab.wait_for_selector(".jp-Notebook table", timeout=60_000)
        tab.wait_for_timeout(6000)
        tab.evaluate("document.querySelector('.jp-Notebook table').closest('.jp-Cell').scrollIntoView()")
        tab.wait_for_timeout(1000)
        tab.screenshot(path=FOLDER / "edit-facts.png")
        try:
            EDITED.write_bytes(held.replace(b"When in the year did complaints arrive?", b"When did complaints arrive?"))
            paper.get_by_text("When did complaints arrive?").wait_for(timeout=60_000)
            paper.locator("#sec-months").evaluate("section => section.scrollIntoView()")
            page.wait_for_timeout(1000)
            page.screenshot(path=FOLDER / "preview.png")
        finally:
            EDITED.write_bytes(held)


@contextmanager
def editing(year: Year) -> Iterator[tuple[str, str]]:
    """Run the command ``edit``, and get the addresses of JupyterLab and of the preview."""
    command = [sys.executable, "-m", "feedback_report", "edit", year.label, "--no-open"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    program = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, start_new_session=True
    )
    lab = preview = ""
    try:
        for line in program.stdout or ():
            lab = next(iter(re.findall(r"http://127\S+/lab\S+", line)), lab)
            preview = next(iter(re.findall(r"Preview of \S+ (http\S+)", line)), preview)
            if lab and preview:
                break
        threading.Thread(target=program.communicate, daemon=True).start()
        yield lab, preview
    finally:
        os.killpg(program.pid, signal.SIGINT)
        program.wait()


if __name__ == "__main__":
    main()
