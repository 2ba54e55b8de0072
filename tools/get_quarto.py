"""Where there is no Quarto, try once, for a limited time, to install it here, and remember the outcome.

The product works without Quarto, so this never fails: it says what came of it and ends with 0.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from feedback_report.building.programs import run_program

TIME_LIMIT = 240
PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    remembered = Path(sys.prefix) / "quarto-tried.txt"
    if remembered.is_file() or os.environ.get("QUARTO_PATH") or shutil.which("quarto"):
        return
    print(f"Trying to install Quarto (once, at most {TIME_LIMIT} s) ...", flush=True)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"]
    command = [*install, "-r", str(PROJECT / "requirements-quarto.txt")]
    try:
        run = run_program(command, PROJECT, os.environ, TIME_LIMIT)  # ends what pip has started too
        outcome = "installed" if run.returncode == 0 else "could not be installed on this network"
    except subprocess.TimeoutExpired:
        outcome = f"could not be installed in {TIME_LIMIT} s"
    remembered.write_text(f"Quarto {outcome}.\n", encoding="utf-8")
    print(f"Quarto {outcome}; delete {remembered.name} in the environment's folder to try again.")


if __name__ == "__main__":
    main()
