"""Text that may hold typed numbers, each piece listed with the reason.

``notebooks/fixed-text.yml`` lists it by notebook; a file of the same name in a year's folder
lists that of the year's own texts, under ``year.yml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from feedback_report.errors import SettingsError
from feedback_report.settings.yaml_text import load_yaml

FILE = "fixed-text.yml"


@dataclass(frozen=True)
class FixedText:
    """Words that stand in one source as they are, and why no fact prints them."""

    text: str
    reason: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words, whole ones, however the lines are broken."""
        words = r"\s+".join(re.escape(word) for word in self.text.split())
        before = r"(?<!\w)" if self.text[:1].isalnum() else ""
        return re.compile(before + words + (r"(?!\w)" if self.text[-1:].isalnum() else ""))

    def found_in(self, source: str) -> Iterator[tuple[int, int]]:
        """Find where the words stand in a text."""
        return (match.span() for match in self.pattern.finditer(source))


def load_fixed_text(notebooks: Path, year_folder: Path) -> dict[str, list[FixedText]]:
    """Read the fixed texts of a paper, by the name of a notebook, ``report.qmd`` or ``year.yml``.

    No file is an empty list. Raises SettingsError with every entry that is not a text with its
    reason, and every name under which nothing can be listed.
    """
    problems: list[str] = []
    known = {path.stem for path in notebooks.glob("*.ipynb")} | {"report.qmd"}
    lists = _read(notebooks, known, problems) | _read(year_folder, {"year.yml"}, problems)
    if problems:
        raise SettingsError(problems)
    return lists


def _read(folder: Path, known: set[str], problems: list[str]) -> dict[str, list[FixedText]]:
    path, where = folder / FILE, f"{folder.name}/{FILE}"
    if not path.is_file():
        return {}
    try:
        content: Any = load_yaml(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problems.append(f"{where}{line}: not valid YAML ({getattr(error, 'problem', error)}).")
        return {}
    except UnicodeDecodeError:
        problems.append(f"{where}: not UTF-8 text. Save it as UTF-8.")
        return {}
    if not isinstance(content, dict) or not all(isinstance(entries, list) for entries in content.values()):
        problems.append(f"{where}: expected names such as {min(known)}, each with a list of texts and reasons.")
        return {}
    problems += [
        f'{where}: nothing can be listed under "{name}". Expected one of {", ".join(sorted(known))}.'
        for name in content
        if name not in known
    ]
    return {
        str(name): [entry for found in entries if (entry := _entry(found, f"{where}: {name}", problems))]
        for name, entries in content.items()
    }


def _entry(found: Any, where: str, problems: list[str]) -> FixedText | None:
    text, reason = (found.get("text"), found.get("reason")) if isinstance(found, dict) else (None, None)
    if not isinstance(text, str) or not text.strip() or set(found) != {"text", "reason"}:
        problems.append(
            f"{where}: each entry needs `text`, the words in quotation marks, and `reason`, and nothing else."
        )
        return None
    if not isinstance(reason, str) or not reason.strip():
        problems.append(f'{where}: "{text}" has no reason: say why no fact prints it.')
        return None
    return FixedText(text, reason)
