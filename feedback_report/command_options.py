"""What the commands share: the options that several of them take, and where they write."""

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from feedback_report.errors import ReportError

Kind = TypeVar("Kind", bound=StrEnum)

YearArgument = Annotated[str, typer.Argument(help="The financial year, such as 2024/25.")]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="The folder with council.yml and one folder per year. Default: data/ of the project."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", help="Where the papers are, one folder a year. Default: output/ of the project."),
]
EngineOption = Annotated[
    str, typer.Option(help="quarto, pandoc (bundled), or auto: Quarto where it is found, else Pandoc.")
]

# Tables and lines must stay whole when the output goes to a file.
console = Console(soft_wrap=not sys.stdout.isatty())
complaints = Console(stderr=True, soft_wrap=True)


def choice(kind: type[Kind], value: str, option: str) -> Kind:
    """Get what an option names. Raises typer.BadParameter, which lists what there is to choose from."""
    try:
        return kind(value.strip())
    except ValueError:
        raise typer.BadParameter(f'"{value}" is not one of {", ".join(kind)}.', param_hint=option) from None


def day_of(text: str | None) -> dt.date:
    """Read the day that ``--on`` names; without one it is today. Raises ReportError when it is no day."""
    if text is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ReportError(f'--on is "{text}": expected a day written as 2025-09-01.') from None
