"""Errors that a user can act on: what was found, where, and what to do."""

from collections.abc import Iterable


class ReportError(Exception):
    """Something the user can put right.

    ``problems`` holds one message per problem, each saying where it is, what was found,
    what was expected and what to do; never personal data. The command line prints them
    without a traceback and ends with ``exit_code``.
    """

    exit_code = 1

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))


class SettingsError(ReportError):
    """A settings file (council.yml, year.yml, _quarto.yml) cannot be used."""

    exit_code = 3


class DataError(ReportError):
    """The tables of a year break the data contract."""

    exit_code = 3


class NotebookError(ReportError):
    """A section's notebook is wrong or failed while it ran."""

    exit_code = 4


class RenderError(ReportError):
    """The paper could not be assembled or rendered."""

    exit_code = 5
