"""Make the pictures of docs/screenshots/ from a built paper.

    python -m tools.make_screenshots output/2024-25

Needs Chromium, LibreOffice (soffice) and pdftoppm.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from feedback_report.browser import open_browser

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
# name: width and height of the window, colour scheme, and what stands at its top
VIEWS = {
    "html-wide": (1280, 900, "light", None),
    "html-figure": (1280, 900, "light", "#fig-types"),
    "html-narrow": (320, 900, "light", "#fig-types"),
    "html-dark": (1280, 900, "dark", "#fig-timescales"),
}
DOTS_PER_INCH = 60


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


if __name__ == "__main__":
    main()
