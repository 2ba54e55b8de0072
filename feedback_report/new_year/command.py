"""The command `new-year`."""

import typer

from feedback_report.command_options import DataOption, YearArgument


def new_year_command(
    year: YearArgument,
    data: DataOption = None,
) -> None:
    """Begin a new year: make its folder from the last one.

    year.yml keeps the committee, links and roles, and marks with TO FILL what is new each year. actions.csv lists what
    was planned, so that the paper can say what became of it. stages.csv and remedies.csv have their row of column
    names. Nothing that exists is overwritten.

    Example: python -m feedback_report new-year 2025/26
    """
    from feedback_report.new_year.folder import begin_year
    from feedback_report.project import data_folder
    from feedback_report.years import Year

    done = begin_year(Year.parse(year), data_folder(data))
    typer.echo(f"{done.year}, from {done.last}" if done.last else f"{done.year}, from no earlier year")
    for path in done.made:
        typer.echo(f"  made  {path}")
    for path in done.kept:
        typer.echo(f"  kept  {path}")
    typer.echo("Next:")
    for number, step in enumerate(done.next, 1):
        typer.echo(f"  {number}. {step}")
