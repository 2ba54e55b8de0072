"""A Chromium without a window, to look at a page as readers' browsers do."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedback_report.errors import ReportError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_VARIABLE = "CHROMIUM"
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
# Chrome and Edge are not in the PATH of Windows and macOS.
PLACES = (
    ("ProgramFiles", "Google/Chrome/Application/chrome.exe"),
    ("ProgramFiles(x86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("ProgramFiles", "Microsoft/Edge/Application/msedge.exe"),
    ("ProgramFiles(x86)", "Microsoft/Edge/Application/msedge.exe"),
)
MAC_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PACKAGES = ("playwright", "axe_playwright_python")


def missing_for_browser() -> list[str]:
    """Say what this machine lacks to look at pages, each with what to do; nothing means it can."""
    problems = [
        f"The Python package {name.replace('_', '-')} is not installed: "
        "run python -m pip install -r requirements-dev.txt."
        for name in PACKAGES
        if importlib.util.find_spec(name) is None
    ]
    if find_chromium() is None:
        problems.append(
            "No Chromium, Chrome or Edge was found: install one (on Debian: apt-get install chromium), "
            f"or set the environment variable {CHROMIUM_VARIABLE} to the program's path."
        )
    return problems


def find_chromium() -> Path | None:
    """Find a Chromium, Chrome or Edge: the variable CHROMIUM, then the PATH, then the usual places."""
    chosen = os.environ.get(CHROMIUM_VARIABLE)
    if chosen:
        found = shutil.which(chosen)
        return Path(found) if found else None
    commands = (shutil.which(name) for name in COMMANDS)
    places = [Path(os.environ[variable], path) for variable, path in PLACES if variable in os.environ]
    places += [Path(path) for path in MAC_PLACES]
    candidates = [Path(command) for command in commands if command] + [path for path in places if path.is_file()]
    return candidates[0] if candidates else None


@contextmanager
def open_browser() -> Iterator["Browser"]:
    """Start the browser and close it afterwards.

    Raises ReportError when the browser or a Python package is missing, or it does not start.
    """
    problems = missing_for_browser()
    if problems:
        raise ReportError(problems)
    from playwright.sync_api import Error, sync_playwright  # only installed for development

    with sync_playwright() as playwright:
        try:
            browser: Any = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        except Error as error:
            raise ReportError(
                f"The browser did not start ({error.message.splitlines()[0]}). Expected Chromium, Chrome or Edge: "
                f"check that it runs, or set {CHROMIUM_VARIABLE} to another."
            ) from None
        try:
            yield browser
        finally:
            browser.close()


def axe_script() -> str:
    """Get the axe-core script that the package axe-playwright-python brings."""
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        raise ReportError(missing_for_browser())
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
