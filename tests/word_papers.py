"""A small paper in Word, finished as the build finishes it, and ways to look into a Word file."""

from datetime import date
from pathlib import Path

from standard_form import write_docx, write_png

from feedback_report.word.finish import finish_word
from feedback_report.word.markup import text, w
from feedback_report.word.package import WordPackage
from feedback_report.word.properties import PaperProperties
from feedback_report.word.styles import Styles

PROPERTIES = PaperProperties(
    title="Visits to the library 2030/31",
    subject="Visits",
    author="Head of Libraries",
    dated=date(2031, 9, 30),
    keywords=("visits", "libraries"),
)

PAPER = """---
title: Visits to the library 2030/31
subtitle: Two sites
lang: en-GB
number-paragraphs: true
---

::: {custom-style="Front Block"}
Committee for Libraries
:::

# Summary {#sec-summary}

Visits rose, as [](#par-rise) says. [Figure\u00a01](#fig-visits){.quarto-xref} and
[Figure\u00a02](#fig-staff){.quarto-xref} show it, and [Section\u00a02](#sec-detail){.quarto-xref} has more.

## By site

- one site
- another site

    1. with steps
    2. of its own

> A quotation.

# Detail {#sec-detail}

First words.[^note]

[^note]: A note, with [](#par-rise).

[]{#par-rise} Site A had most visits, see [chart 1](#fig-visits).

::: {#fig-visits .figure number=1 caption="Visits by site, 2030/31"}
![Site A had 1,204 visits and site B 7.](visits.png)
:::

::: {#fig-staff .figure number=2 caption="Staff by site"}
| Site | Staff | Change on last year |
|:-----|:------|:-----|
| Site A, which is the larger one | 1,204 | +20% |
| Site B | 7 | n/a |
| Total | 1,211 | +3% |
:::

Last words.

# Appendix {.unnumbered}

Unnumbered words.
"""

NOTICE = "Sample data: every figure is invented."


def finished(folder: Path, markdown: str = PAPER, notice: str | None = None, name: str = "paper.docx") -> Path:
    """Write a paper through pandoc and finish it."""
    write_png(folder / "visits.png", 400, 200)
    raw = write_docx(markdown, folder / "raw.docx")
    finish_word(raw, folder / name, PROPERTIES, notice)
    return folder / name


def opened(path: Path) -> tuple[WordPackage, Styles]:
    package = WordPackage.read(path)
    return package, Styles(package)


def lines(path: Path) -> list[tuple[str, str]]:
    """(name of style, words) of every paragraph of the body."""
    package, styles = opened(path)
    found = []
    for paragraph in package.body.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        family = styles.family("" if style is None else style.get(w("val")))
        found.append((family[0] if family else "", text(paragraph)))
    return found


def fields(path: Path, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """(instruction, what it shows) of every field of a part."""
    found: list[tuple[str, str]] = []
    state = ""
    for mark in WordPackage.read(path).tree(part).iter(w("fldChar"), w("instrText"), w("t")):
        kind = mark.get(w("fldCharType"))
        if kind:
            state = kind
        elif state == "begin":
            found.append((mark.text.strip(), ""))
        elif state == "separate":
            found[-1] = (found[-1][0], found[-1][1] + mark.text)
    return found
