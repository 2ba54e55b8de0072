"""Calling the pandoc that comes with pypandoc_binary."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypandoc

Ast = dict[str, Any]
API_VERSION = [1, 23, 1]  # of the tree


@dataclass(frozen=True)
class Run:
    """What pandoc gave back: its exit code, its output, and what it said of it."""

    code: int
    output: str
    said: str


def run_pandoc(arguments: Sequence[str], text: str) -> Run:
    """Run pandoc on a text, without a shell."""
    command = [pypandoc.get_pandoc_path(), *arguments]
    result = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    return Run(result.returncode, result.stdout.decode(), result.stderr.decode(errors="replace"))
