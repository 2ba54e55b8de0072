"""What a code cell shows: its outputs, its label and its caption."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from feedback_report.reader.places import Place, Problems
from feedback_report.reader.yaml_files import Settings

IMAGES = ("image/svg+xml", "image/png", "image/jpeg")
_PRIVATE = "application/vnd.feedback-report."
_REFUSED = ("text/html", "text/latex", "application/javascript")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PLOT_OBJECT = re.compile(r"\[?<(matplotlib|seaborn)\b")
_PLOT_RESULT = re.compile(r"[<(\[].*[>)\]]|Text\([-\d].*")


@dataclass(frozen=True)
class Caption:
    """Label and caption of a cell, None where it has none, and the place of the caption."""

    label: str | None = None
    text: str | None = None
    place: Place | None = None

    def with_text(self, text: str) -> "Caption":
        return replace(self, text=text)


@dataclass(frozen=True)
class Output:
    """What stands in the report where a cell shows something.

    A picture (``images``: base64 text per media type), printed text (``code``), or, when there is
    neither, the frame round an output's Markdown. Caption and ``alt`` may hold tokens.
    """

    caption: Caption = Caption()
    images: dict[str, str] = field(default_factory=dict)
    size: dict[str, str] = field(default_factory=dict)
    alt: str | None = None
    code: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Shown:
    """One output as it will be printed; ``kind`` is image, markdown, printed or plain."""

    kind: str
    text: str = ""
    images: dict[str, str] = field(default_factory=dict)
    size: dict[str, str] = field(default_factory=dict)


def joined(value: str | list[str]) -> str:
    """Join the lines of a notebook's text."""
    return (value if isinstance(value, str) else "".join(value)).replace("\r\n", "\n")


def outputs_of(outputs: list[dict[str, Any]], at: Place, problems: Problems) -> list[Shown]:
    """Choose from each output what is printed, as Quarto does.

    Left out: warnings, the words that drawing a chart gives back, and this product's own data.
    Reported: failed cells, and kinds of output that cannot be printed alike in both formats.
    """
    result = []
    pictures = any(kind in output.get("data", {}) for output in outputs for kind in IMAGES)
    for output in outputs:
        if output["output_type"] == "error":
            problems.add(at, f"the cell failed with {output.get('ename', 'an error')}: put it right and run it again.")
        elif output["output_type"] == "stream":
            if output.get("name") == "stdout":
                result.append(Shown("printed", _ANSI.sub("", joined(output["text"]))))
        else:
            data = {kind: value for kind, value in output.get("data", {}).items() if not kind.startswith(_PRIVATE)}
            if any(kind in data for kind in _REFUSED):
                problems.add(at, "an output of the kind HTML, LaTeX or script cannot be printed: show it as Markdown.")
            else:
                result += _chosen(data, output.get("metadata", {}), pictures)
    return result


def _chosen(data: dict[str, Any], metadata: dict[str, Any], pictures: bool) -> list[Shown]:
    images = {kind: joined(data[kind]) for kind in IMAGES if kind in data}
    plain = joined(data.get("text/plain", ""))
    if "text/markdown" in data:
        return [Shown("markdown", joined(data["text/markdown"]))]
    if images:
        size = metadata.get(next(iter(images)), {})
        return [Shown("image", "", images, {key: str(size[key]) for key in ("width", "height") if key in size})]
    if not plain or _PLOT_OBJECT.match(plain) or (pictures and _PLOT_RESULT.fullmatch(plain.strip())):
        return []
    return [Shown("plain", _ANSI.sub("", plain))]


def caption_of(options: Settings, shown: list[Shown], problems: Problems) -> Caption:
    """Get label and caption of a cell, reporting those that do not fit together or to the outputs."""
    values, places = options.values, options.places
    label = values.get("label", "")
    captions = [name for name in ("fig-cap", "tbl-cap") if name in values]
    place = places[(captions[0],)] if captions else None
    if not re.match(r"(fig|tbl)-", label):
        if captions and (len(captions) > 1 or [one.kind for one in shown] != ["image"]):
            problems.add(place, f'"{captions[0]}" needs a label, and one output: add "#| label: fig-name".')
        return Caption(None, " ".join(values[captions[0]].split()) if captions else None, place)
    wanted = f"{label[:3]}-cap"
    text = " ".join(values.get(wanted, "").split())
    if captions != [wanted] or not text:
        problems.add(
            places[("label",)], f'"{label}" must have a caption in the option "{wanted}", and no other caption.'
        )
    if len(shown) != 1:
        what = "nothing: run the notebook." if not shown else f"{len(shown)}: give each its own cell."
        problems.add(places[("label",)], f'"{label}" must show one picture or one table, and its cell shows {what}')
    elif shown[0].kind not in ("image", "markdown"):
        problems.add(places[("label",)], f'"{label}" must show a picture or a table; its cell shows only printed text.')
    return Caption(label, text or "(no caption)", place)
