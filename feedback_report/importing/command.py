"""The command `import`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from feedback_report.command_options import DataOption


def import_command(
    exports: Annotated[
        list[Path],
        typer.Argument(metavar="EXPORT", help="The exports: .xlsx or .csv files, kept outside the project."),
    ],
    year: Annotated[str, typer.Option("--year", help="The financial year to import, such as 2025/26.")],
    data: DataOption = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="The mapping file. Default: mapping.yml in the data folder.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the receipt and write nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put the new cases in the place of the year's.")] = False,
) -> None:
    """Import a year's cases from exports of the recording system.

    The first time, the command writes a draft of mapping.yml, which says which column and value of the export becomes
    which, and stops. Read it, correct it, and run the command again, first with --dry-run.

    Each row that is read is imported, or a duplicate, or left out by a rule, or refused. The receipt in the year's
    folder counts them, with a list of the refused rows and why. Names and free text are never imported; customers get
    pseudonyms.

    Two recording systems in one year: give both exports in one command.

    Example: python -m feedback_report import cases.xlsx --year 2025/26 --dry-run

    docs/importing.md explains every step.
    """
    from feedback_report.importing.import_cases import Drafted, import_cases
    from feedback_report.importing.progress import ImportProgress
    from feedback_report.importing.telling import tell_draft, tell_import
    from feedback_report.project import data_folder, find_project
    from feedback_report.years import Year

    console = Console(soft_wrap=True)
    done = import_cases(
        exports,
        Year.parse(year),
        data_folder(data),
        mapping_file=mapping.resolve() if mapping else None,
        overwrite=replace,
        dry_run=dry_run,
        forbidden=(find_project(),),
        steps=ImportProgress(console),
    )
    lines = tell_draft(done) if isinstance(done, Drafted) else tell_import(done, dry_run)
    for line in lines:
        console.print(line, highlight=False, markup=False)
    if isinstance(done, Drafted) or done.receipt.rows["imported"] == 0:
        raise typer.Exit(3)
