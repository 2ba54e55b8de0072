"""manifest.json: what a version was made from, what held of it, who answered for what did not, and its files.

It names no path, user or machine, and nothing in it but the day of publication depends on when or where the
paper was built.
"""

import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from feedback_report import __version__
from feedback_report.building.render import Engine, find_quarto
from feedback_report.data.source_files import source_files
from feedback_report.errors import ReportError
from feedback_report.facts.restatements import PUBLISHED_FACTS
from feedback_report.fingerprints import PACKAGE, of_modules, of_value
from feedback_report.narrative.record import FILE as REVIEWED
from feedback_report.project import notebook_paths
from feedback_report.publishing.files import files_below, fingerprint
from feedback_report.settings import load_council
from feedback_report.years import Year

MANIFEST = "manifest.json"
FORMAT = 1
Hashes = dict[str, str]


@dataclass(frozen=True)
class Made:
    """What a paper was made from: SHA-256 by the name of each file, by kind, and the versions of all programs."""

    data: Hashes
    settings: Hashes
    paper: Hashes
    code: dict[str, str]
    libraries: dict[str, str]
    renderer: dict[str, str]

    def sources(self) -> tuple[Hashes, Hashes, Hashes]:
        """Get what may change while a paper is built."""
        return self.data, self.settings, self.paper

    def as_dict(self) -> dict[str, Any]:
        """Get it as JSON can hold it."""
        return dict(self.__dict__)


def made_from(project: Path, data_dir: Path, year: Year, engine: Engine) -> Made:
    """Say what a year's paper is made from, as it is now."""
    return Made(
        data={_data_name(source.path, data_dir): fingerprint(source.path) for source in source_files(data_dir, year)},
        settings=_hashes(settings_files(data_dir, year), data_dir),
        paper=_hashes(paper_files(project), project),
        code={"feedback-report": __version__, "modules": of_value(of_modules() | _other_parts())},
        libraries=_libraries(),
        renderer=renderer_of(engine),
    )


def settings_files(data_dir: Path, year: Year) -> list[Path]:
    """Get the settings, signatures and kept facts that a year's paper depends on."""
    folders = sorted(path for path in data_dir.glob("[0-9]*-[0-9]*") if path.is_dir() and path.name <= year.folder)
    files = [data_dir / "council.yml", *(folder / name for folder in folders for name in ("year.yml", REVIEWED))]
    files += [data_dir / year.folder / "fixed-text.yml"]
    files += [data_dir / year.plus(back).folder / PUBLISHED_FACTS for back in (-1, -2)]
    reference = load_council(data_dir).reference_docx
    return [path for path in [*files, *([data_dir / reference] if reference else [])] if path.is_file()]


def paper_files(project: Path) -> list[Path]:
    """Get the sources of the paper: its text, notebooks and style."""
    named = [project / "report.qmd", project / "_quarto.yml", project / "notebooks" / "fixed-text.yml"]
    return [
        path for path in [*named, *notebook_paths(project), *files_below(project / "style").values()] if path.is_file()
    ]


def manifest_text(content: Mapping[str, Any]) -> str:
    """Write a manifest."""
    return json.dumps({"format": FORMAT, **content}, ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a published folder. Raises ReportError when there is none that can be read."""
    path = folder / MANIFEST
    where = f"{folder.name}/{MANIFEST}"
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ReportError(
            f"{where}: not found. Expected the folder of a year, or of a version, that was published."
        ) from None
    except ValueError:
        held = None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise ReportError(f"{where}: not a manifest that this version of the program wrote. Publish the year again.")
    return held


def _hashes(paths: Iterable[Path], root: Path) -> Hashes:
    return {
        path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name: fingerprint(path)
        for path in paths
    }


def _data_name(path: Path, data_dir: Path) -> str:
    """Name a table's file; a workbook goes by its kind, since anybody may have named it."""
    held = path.relative_to(data_dir)
    return (held.parent / "tables.xlsx" if path.suffix.lower() == ".xlsx" else held).as_posix()


def _other_parts() -> Hashes:
    """Get the hashes of the package's files that are no modules, such as scripts and filters."""
    return {name: fingerprint(path) for name, path in files_below(PACKAGE).items() if path.suffix in (".js", ".lua")}


def _libraries() -> dict[str, str]:
    held = {re.sub(r"[-_.]+", "-", each.metadata["Name"]).lower(): each.version for each in distributions()}
    held.pop("feedback-report", None)
    return {"python": platform.python_version(), **dict(sorted(held.items()))}


def renderer_of(engine: Engine) -> dict[str, str]:
    """Name a renderer with its version."""
    return {"name": engine.value, "version": _quarto_version() if engine is Engine.quarto else _pandoc_version()}


def _pandoc_version() -> str:
    import pypandoc

    return pypandoc.get_pandoc_version()


def _quarto_version() -> str:
    import os

    from feedback_report.building.programs import run_program

    quarto = find_quarto()
    if quarto is None:
        return "not found"
    return run_program([str(quarto), "--version"], quarto.parent, os.environ, 60).stdout.strip()
