"""The command line: python -m feedback_report."""

import io
import sys

import typer

import feedback_report.running.quick_imports  # noqa: F401 - before the libraries that it is about
from feedback_report.building import commands as building
from feedback_report.claims.command import check_claims
from feedback_report.command_options import complaints
from feedback_report.editing import commands as editing
from feedback_report.errors import ReportError
from feedback_report.gates.command import check_accessibility
from feedback_report.importing.command import import_command
from feedback_report.narrative.command import review
from feedback_report.new_year.command import new_year_command
from feedback_report.publishing import commands as publishing
from feedback_report.year_checks.command import check

app = typer.Typer(
    help="The reproducible annual customer feedback report of a council: "
    "computed from the year's cases, published as HTML and Word.",
    no_args_is_help=True,
    rich_markup_mode="markdown",  # the lines of a docstring's paragraph are joined
    add_completion=False,
    pretty_exceptions_enable=False,
)

# In the order of the year's work; what is needed now and then stands at the end.
app.command("new-year")(new_year_command)
app.command("import")(import_command)
app.command()(check)
app.command()(editing.edit)
app.command()(editing.facts)
app.command()(editing.preview)
app.command()(review)
app.command()(building.build)
app.command()(publishing.publish)
app.command()(publishing.verify)
app.command()(publishing.explain)
app.command()(publishing.withdraw)
app.command()(publishing.restore)
app.command()(building.build_all)
app.command()(check_claims)
app.command()(check_accessibility)
app.command()(publishing.keep_published)
app.command(hidden=True)(building.quarto_pre_render)
app.command(hidden=True)(building.quarto_post_render)


def main() -> None:
    """Run the command line; a user's mistake ends with its messages and exit code, never a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # Windows pipes in an old encoding, which has no arrow for one
    try:
        app()
    except ReportError as error:
        for problem in error.problems:
            complaints.print(problem, markup=False, highlight=False, style="red" if complaints.is_terminal else None)
        if len(error.problems) > 1:
            complaints.print(f"{len(error.problems)} problems in all.", highlight=False)
        raise SystemExit(error.exit_code) from None


if __name__ == "__main__":
    main()
