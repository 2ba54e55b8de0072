"""What the commands share: the options that several of them take, and where they write."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

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
