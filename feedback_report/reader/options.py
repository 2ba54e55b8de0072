"""The options of _quarto.yml and of a front matter: which are followed, and how pandoc is told."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from feedback_report.reader.places import Place, Problems, nearest
from feedback_report.reader.yaml_files import KeyPath, Settings

TEXTS = ("title", "subtitle", "author", "date", "keywords", "description", "subject", "toc-title", "pagetitle")
_PLAIN = ("lang", "date-format")
_SWITCHES = ("toc", "number-sections", "embed-resources", "number-paragraphs")
_NUMBERS = ("toc-depth", "number-depth")
_REFERENCE = "reference-doc"
_FILES = ("css", _REFERENCE, "template", "include-in-header", "include-before-body", "include-after-body")
_OWN_FORM = ("filters", "format", "project", "metadata-files", "execute", "crossref")

# Options whose only accepted value is what this reader does anyway.
_FIXED: dict[str, Any] = {
    "notebook-links": False,
    "notebook-view": False,
    "theme": "none",
    "minimal": True,
    "standalone": True,
    "self-contained": True,
    **dict.fromkeys(
        (
            *("anchor-sections", "smooth-scroll", "code-copy", "code-link", "code-tools", "fig-responsive", "lightbox"),
            *("citations-hover", "footnotes-hover", "crossrefs-hover", "link-external-icon"),
            *("link-external-newwindow", "link-citations", "search", "comments", "keep-md"),
        ),
        False,
    ),
}
_CROSSREF: dict[str, Any] = {"fig-title": "Figure", "fig-prefix": "Figure", "tbl-title": "Table", "tbl-prefix": "Table"}
_CROSSREF |= {"sec-prefix": "Section", "title-delim": ":", "ref-hyperlink": True}
_EXECUTE = {"echo": False, "enabled": False, "warning": False, "eval": False, "freeze": False, "cache": False}
_PROJECT = ("type", "title", "output-dir", "render", "pre-render", "post-render", "resources", "execute-dir", "preview")

KNOWN = (*TEXTS, *_PLAIN, *_SWITCHES, *_NUMBERS, *_FILES, *_OWN_FORM, *_FIXED)
_NEVER_METADATA = set(KNOWN) - set(TEXTS) - {"lang", "number-paragraphs"}


def check_options(settings: Settings, used: set[str], problems: Problems) -> None:
    """Report options that are unknown, misspelt or have a value that cannot be followed.

    A key of the project's own is accepted when it holds a map, or when the text reads it
    (``used``): a word that nobody reads is taken for a misspelt option.
    """
    for name, value in settings.values.items():
        place = settings.places.get((name,), Place("_quarto.yml"))
        own = name in used or isinstance(value, dict)
        close = nearest(name, KNOWN, 0.8)
        if name not in KNOWN and (not own or (name not in used and get_close_matches(name, KNOWN, cutoff=0.85))):
            problems.add(place, f'the option "{name}" is not known, and no text uses it.{close}')
        elif name in _SWITCHES and not isinstance(value, bool):
            problems.add(place, f'"{name}" must be true or false.')
        elif name in _NUMBERS and (not isinstance(value, int) or isinstance(value, bool)):
            problems.add(place, f'"{name}" must be a whole number.')
        elif name in _FIXED and value != _FIXED[name]:
            problems.add(place, f'"{name}" can only be {str(_FIXED[name]).lower()}.')
        elif name == "author" and not all(
            isinstance(one, str) for one in (value if isinstance(value, list) else [value])
        ):
            problems.add(place, "the author must be a text or a list of texts: a role or a team.")
        elif name == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            problems.add(place, f'the date "{value}" must be written YYYY-MM-DD; Quarto misreads other orders.')
        elif name == "date" and "date-format" not in settings.values:
            problems.add(place, 'a date needs "date-format: D MMMM YYYY": Word would print it as it is typed.')
        elif name == "date-format" and value not in ("D MMMM YYYY", "YYYY-MM-DD"):
            problems.add(place, '"date-format" can only be "D MMMM YYYY" or "YYYY-MM-DD".')
    for above, allowed in (("crossref", _CROSSREF), ("execute", _EXECUTE), ("project", dict.fromkeys(_PROJECT))):
        _check_map(settings, above, allowed, problems)


def _check_map(settings: Settings, above: str, allowed: dict[str, Any], problems: Problems) -> None:
    values = settings.values.get(above) or {}
    if not isinstance(values, dict):
        problems.add(settings.places[(above,)], f'"{above}" must hold lines of the form "name: value".')
        return
    for name, value in values.items():
        place = settings.places.get((above, name), Place("_quarto.yml"))
        if name not in allowed:
            problems.add(place, f'the option "{above}: {name}" is not supported.{nearest(name, allowed)}')
        elif above != "project" and value != allowed[name]:
            problems.add(place, f'"{above}: {name}" can only be {str(allowed[name]).lower()}.')
        elif name == "type" and value != "default":
            problems.add(place, '"project: type" can only be default.')


def metadata(settings: Settings) -> dict[str, Any]:
    """Get what ``{{< meta >}}`` and ``when-meta`` can see: texts, and the project's own keys."""
    return {name: value for name, value in settings.values.items() if name not in _NEVER_METADATA}


def filters(settings: Settings, problems: Problems) -> list[str]:
    """List the shared Lua filters that run here, in order; Quarto's adapter is left to Quarto."""
    result = []
    for entry in settings.values.get("filters") or []:
        path = entry.get("path") if isinstance(entry, dict) else entry
        place = settings.places.get(("filters",), Place("_quarto.yml"))
        if not isinstance(entry, dict) or entry.get("at") != "post-quarto":
            problems.add(place, f'the filter {path} must be listed as "path: ..." with "at: post-quarto".')
        elif Path(str(path)).name != "quarto-adapter.lua":
            result.append(str(path))
    return result


def pandoc_arguments(settings: Settings, folder: Path, to: str, problems: Problems) -> list[str]:
    """Say the options of a document to pandoc, with the paths of files found in ``folder``."""
    values, places = settings.values, settings.places
    result = [f"--{name}" for name in ("toc", "number-sections") if values.get(name) is True]
    if "toc-depth" in values:
        result.append(f"--toc-depth={values['toc-depth']}")
    # The reader has put pictures into the tree as data: without other files there is nothing left to embed.
    if to == "html" and values.get("embed-resources") and any(values.get(name) for name in set(_FILES) - {_REFERENCE}):
        result.append("--embed-resources")
    for name in _FILES:
        entries = values.get(name) or []
        for entry in entries if isinstance(entries, list) else [entries]:
            if (name == _REFERENCE) == (to == "docx"):
                result.append(f"--{name}={_file(entry, folder, places.get((name,)), problems)}")
    for path in filters(settings, problems):
        result.append(f"--lua-filter={_file(path, folder, places.get(('filters',)), problems)}")
    return result


def _file(name: Any, folder: Path, place: Place | None, problems: Problems) -> Path:
    path = folder / str(name)
    if not path.is_file():
        problems.add(place or Place("_quarto.yml"), f"the file {name} does not exist.")
    return path


def place_of(settings: Settings, path: KeyPath) -> Place:
    """Get the place of a key, or of the nearest key above it."""
    while path and path not in settings.places:
        path = path[:-1]
    return settings.places.get(path, Place("_quarto.yml"))
