"""An executed notebook as the Markdown lines that ``{{< embed >}}`` puts into the report."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedback_report.reader.cell_options import cell_options, hidden_by_tag
from feedback_report.reader.places import Line, Place, Problems
from feedback_report.reader.shortcodes import Token, Tokens, tokenised
from feedback_report.reader.yaml_files import Settings

IMAGES = ("image/svg+xml", "image/png", "image/jpeg")
_PRIVATE = "application/vnd.feedback-report."
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PLOT_OBJECT = re.compile(r"\[?<(matplotlib|seaborn)\b")
_PLOT_RESULT = re.compile(r"[<(\[].*[>)\]]|Text\([-\d].*")


@dataclass(frozen=True)
class Output:
    """One thing that a code cell shows: a picture, printed text, or the frame round its Markdown.

    ``images`` holds base64 text per media type. ``label`` and ``caption`` are None when the
    cell gives none; ``caption`` and ``alt`` may hold tokens.
    """

    images: dict[str, str] = field(default_factory=dict)
    size: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    language: str | None = None
    label: str | None = None
    caption: str | None = None
    alt: str | None = None


def notebook_lines(path: Path, name: str, place: Place, tokens: Tokens, problems: Problems) -> list[Line]:
    """Read an executed notebook; ``place`` is where it is embedded and ``name`` how it is called there.

    Cells that Quarto hides are left out. Reported, not read: notebooks without results, raw
    cells, failed cells and outputs of other kinds than Markdown, pictures and printed text.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"] if notebook["nbformat"] == 4 else None
    except (OSError, UnicodeDecodeError):
        problems.add(place, f"the notebook {name} does not exist or cannot be read.")
        return []
    except (json.JSONDecodeError, KeyError, TypeError):
        cells = None
    if not isinstance(cells, list):
        problems.add(place, f"{name} is not a notebook of format 4: open it in JupyterLab and save it again.")
        return []
    if _never_run(cells):
        problems.add(Place(name), "the notebook holds no results: run all its cells and save it.")
        return []
    lines = []
    for number, cell in enumerate(cells, 1):
        at = Place(name, None, number)
        source = _text(cell.get("source", "")).split("\n")
        tags = cell.get("metadata", {}).get("tags", [])
        if cell["cell_type"] == "raw":
            problems.add(at, "a raw cell cannot be embedded (one that holds settings would take over the report).")
        elif hidden_by_tag(cell["cell_type"], tags, at, problems):
            continue
        elif cell["cell_type"] == "markdown":
            lines += [Line(text, Place(name, row, number)) for row, text in enumerate(source, 1)]
            lines = _with_attachments(lines, cell.get("attachments", {}), at, tokens)
        elif any(row.strip() for row in source):
            lines += _code_cell(cell, source, at, tokens, problems)
        lines.append(Line("", at))
    return lines


def _never_run(cells: list[dict[str, Any]]) -> bool:
    code = [cell for cell in cells if cell["cell_type"] == "code" and _text(cell.get("source", "")).strip()]
    return bool(code) and not any(cell.get("outputs") or cell.get("execution_count") for cell in code)


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _with_attachments(lines: list[Line], attachments: dict[str, Any], at: Place, tokens: Tokens) -> list[Line]:
    for name, data in attachments.items():
        media, content = next(iter(data.items()))
        word = tokens.add(Token("attachment", f"data:{media};base64,{_text(content).strip()}", at))
        lines = [
            Line(line.text.replace(f"attachment:{name}", word), line.place) if line.place.cell == at.cell else line
            for line in lines
        ]
    return lines


def _code_cell(cell: dict[str, Any], source: list[str], at: Place, tokens: Tokens, problems: Problems) -> list[Line]:
    options = cell_options(source, at, problems)
    switch = {"include": True, "output": True, "echo": False, **options.values}
    if switch["include"] is False:
        return []
    shown = _shown(cell.get("outputs", []), at, problems) if switch["output"] is not False else []
    caption = _caption(options, shown, at, problems)
    if "caption" in caption:
        caption["caption"] = tokenised(caption["caption"], at, tokens, problems)
    alt = options.values.get("fig-alt")
    alt = tokenised(" ".join(alt.split()), options.places[("fig-alt",)], tokens, problems) if alt else None
    lines: list[Line] = []

    def block(output: Output) -> None:
        lines.extend([Line("", at), Line(tokens.add(Token("output", "", at, output)), at), Line("", at)])

    if switch["echo"] is True:
        code = [row for row in source if not row.startswith("#|")]
        block(Output(code="\n".join(code).strip("\n"), language="python"))
    if "label" in caption:
        shown = (shown or [{"kind": "plain", "text": ""}])[:1]
    for output in shown:
        if output["kind"] == "image":
            block(Output(images=output["images"], size=output["size"], alt=alt, **caption))
        elif output["kind"] == "markdown":
            frame = tokens.add(Token("output", "", at, Output(**caption)))
            rows = [Line("", at), Line(f'::: {{reader="{frame}"}}', at), Line("", at)]
            rows += [Line(row, at) for row in output["text"].strip("\n").split("\n")]
            lines += [*rows, Line("", at), Line(":::", at), Line("", at)]
        elif switch["output"] == "asis" and output["kind"] == "printed":
            lines += [Line("", at), *(Line(row, at) for row in output["text"].split("\n"))]
        else:
            text = "\n".join(
                tokenised(row, at, tokens, problems) for row in _ANSI.sub("", output["text"]).rstrip("\n").split("\n")
            )
            block(Output(code=text, label=caption.get("label"), caption=caption.get("caption")))
    return lines


def _caption(options: Settings, shown: list[dict[str, Any]], at: Place, problems: Problems) -> dict[str, Any]:
    """Get label and caption of a cell, reporting those that do not fit together or to the outputs."""
    values, places = options.values, options.places
    label = values.get("label") if re.match(r"(fig|tbl)-", values.get("label") or "") else None
    captions = [name for name in ("fig-cap", "tbl-cap") if name in values]
    if not label and captions and (len(captions) > 1 or [one["kind"] for one in shown] != ["image"]):
        problems.add(
            places[(captions[0],)], f'"{captions[0]}" needs a label, and one output: add "#| label: fig-name".'
        )
    if not label:
        return {"caption": " ".join(values[captions[0]].split())} if captions else {}
    where = places[("label",)]
    wanted = f"{label[:3]}-cap"
    if captions != [wanted] or not str(values[wanted]).strip():
        problems.add(where, f'"{label}" must have a caption in the option "{wanted}", and no other caption.')
    if len(shown) != 1:
        problems.add(
            where,
            f'"{label}" must show one picture or one table, and its cell shows {len(shown) or "nothing"}: '
            + ("run the notebook." if not shown else "give each its own cell."),
        )
    elif shown[0]["kind"] not in ("image", "markdown"):
        problems.add(where, f'"{label}" must show a picture or a table; its cell shows only printed text.')
    return {"label": label, "caption": " ".join(str(values.get(wanted) or "(no caption)").split())}


def _shown(outputs: list[dict[str, Any]], at: Place, problems: Problems) -> list[dict[str, Any]]:
    """Choose from each output what is printed, reporting failures and kinds that cannot be."""
    result: list[dict[str, Any]] = []
    pictures = any(kind in output.get("data", {}) for output in outputs for kind in IMAGES)
    for output in outputs:
        if output["output_type"] == "error":
            problems.add(at, f"the cell failed with {output.get('ename', 'an error')}: put it right and run it again.")
            continue
        if output["output_type"] == "stream":
            if output.get("name") == "stdout":  # warnings (stderr) are never embedded
                result.append({"kind": "printed", "text": _text(output["text"])})
            continue
        data = {kind: value for kind, value in output.get("data", {}).items() if not kind.startswith(_PRIVATE)}
        images = {kind: _text(data[kind]) for kind in IMAGES if kind in data}
        plain = _text(data.get("text/plain", ""))
        if "text/html" in data or "text/latex" in data or "application/javascript" in data:
            problems.add(at, "an output of the kind HTML, LaTeX or script cannot be printed: show it as Markdown.")
        elif "text/markdown" in data:
            result.append({"kind": "markdown", "text": _text(data["text/markdown"])})
        elif images:
            size = output.get("metadata", {}).get(next(iter(images)), {})
            size = {key: str(size[key]) for key in ("width", "height") if key in size}
            result.append({"kind": "image", "images": images, "size": size})
        elif plain and not (_PLOT_OBJECT.match(plain) or (pictures and _PLOT_RESULT.fullmatch(plain.strip()))):
            result.append({"kind": "plain", "text": plain})
    return result
