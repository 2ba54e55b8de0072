"""An executed notebook as the Markdown lines that ``{{< embed >}}`` puts into the report."""

import json
from itertools import dropwhile
from pathlib import Path
from typing import Any

from feedback_report.reader.cell_options import cell_options, hidden_by_tag, is_option
from feedback_report.reader.cell_outputs import Output, Shown, caption_of, joined, outputs_of
from feedback_report.reader.places import Line, Place, Problems
from feedback_report.reader.shortcodes import Token, Tokens, tokenised


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
        source = joined(cell.get("source", "")).split("\n")
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
    code = [cell for cell in cells if cell["cell_type"] == "code" and joined(cell.get("source", "")).strip()]
    return bool(code) and not any(cell.get("outputs") or cell.get("execution_count") for cell in code)


def _with_attachments(lines: list[Line], attachments: dict[str, Any], at: Place, tokens: Tokens) -> list[Line]:
    for name, data in attachments.items():
        media, content = next(iter(data.items()))
        word = tokens.add(Token("attachment", f"data:{media};base64,{joined(content).strip()}", at))
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
    shown = outputs_of(cell.get("outputs", []), at, problems) if switch["output"] is not False else []
    caption = caption_of(options, shown, problems)
    if caption.label is not None:
        shown = shown[:1] or [Shown("plain", "")]
    lines: list[Line] = []
    if switch["echo"] is True:
        code = "\n".join(dropwhile(is_option, source)).strip("\n")
        lines += _block(Output(code=code, language="python"), at, tokens)
    if caption.text is not None:
        caption = caption.with_text(tokenised(caption.text, caption.place or at, tokens, problems))
    alt = " ".join(options.values.get("fig-alt", "").split())
    alt = tokenised(alt, options.places.get(("fig-alt",), at), tokens, problems)
    for one in shown:
        if one.kind == "image":
            lines += _block(Output(caption, images=one.images, size=one.size, alt=alt or None), at, tokens)
        elif one.kind == "markdown":
            frame = tokens.add(Token("output", "", at, Output(caption)))
            rows = [Line("", at), Line(f'::: {{reader="{frame}"}}', at), Line("", at)]
            rows += [Line(row, at) for row in one.text.strip("\n").split("\n")]
            lines += [*rows, Line("", at), Line(":::", at), Line("", at)]
        elif switch["output"] == "asis" and one.kind == "printed":
            lines += [Line("", at), *(Line(row, at) for row in one.text.split("\n"))]
        else:
            text = "\n".join(tokenised(row, at, tokens, problems) for row in one.text.rstrip("\n").split("\n"))
            lines += _block(Output(caption, code=text), at, tokens)
    return lines


def _block(output: Output, at: Place, tokens: Tokens) -> list[Line]:
    return [Line("", at), Line(tokens.add(Token("output", "", at, output)), at), Line("", at)]
