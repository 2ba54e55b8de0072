"""What `--help` says, as it stands in a terminal."""

import re
from itertools import pairwise

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from feedback_report.__main__ import app

COMMANDS = sorted(get_command(app).commands)


def description(command: str, width: int) -> list[str]:
    """Get the lines between the usage and the first box."""
    told = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": str(width)}, terminal_width=width).output
    return [line.strip() for line in re.split(r"\n[╭┌+]", told.partition("Usage:")[2])[0].splitlines()[1:]]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_lines_of_a_help_text_are_as_long_as_the_terminal_lets_them_be(command: str, width: int) -> None:
    lines = description(command, width)
    assert any(lines)
    for line, following in pairwise(lines):
        if line and following:
            assert len(f"{line} {following.split()[0]}") > width - 4, (line, following)
