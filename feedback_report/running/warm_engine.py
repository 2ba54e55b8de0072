"""The engine of papermill that runs a notebook's cells in this very process, in IPython's shell."""

import base64
import io
import os
import sys
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

from feedback_report.running.noted_reads import note_reads

ENGINE = "warm"
BACKEND = "module://matplotlib_inline.backend_inline"  # the one of notebooks: a figure shows after its cell


class WarmEngine(Engine):
    """The engine of papermill that runs cells in this process, as a notebook's kernel would."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **kwargs: Any) -> None:
        """Run the code cells in order, until one fails."""
        shell = NotebookShell.instance()  # made before the fork, as a rule
        shell.init_sys_modules()  # what is __main__ to a fork has been set since
        note_reads()
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            nb_man.cell_start(cell, index)
            cell.outputs, succeeded = shell.run(cell.source)
            cell.execution_count = shell.execution_count - 1
            if not succeeded:
                nb_man.cell_exception(cell, index)
            nb_man.cell_complete(cell, index)
            if not succeeded:
                break


papermill_engines.register(ENGINE, WarmEngine)


class _Publisher(DisplayPublisher):
    """Keeps what a cell displays."""

    shell: "NotebookShell"

    def publish(self, data: dict[str, Any], metadata: Any = None, *_: Any, **__: Any) -> None:
        self.shell.outputs.append(new_output("display_data", _plain(data), metadata=metadata or {}))

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class _Results(DisplayHook):
    """Keeps the value of a cell's last line."""

    shell: "NotebookShell"

    def write_output_prompt(self) -> None:
        """Show no prompt: the output holds its number."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        count = self.prompt_count
        self.shell.outputs.append(
            new_output("execute_result", _plain(format_dict), metadata=md_dict or {}, execution_count=count)
        )

    def finish_displayhook(self) -> None:
        """End no line: an output is no line."""


class _Stream(io.TextIOBase):
    """Keeps what a cell prints."""

    def __init__(self, shell: "NotebookShell", name: str) -> None:
        self.shell, self.name = shell, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        last = self.shell.outputs[-1] if self.shell.outputs else None
        if last is not None and last.output_type == "stream" and last.name == self.name:
            last.text += text
        elif text:
            self.shell.outputs.append(new_output("stream", name=self.name, text=text))
        return len(text)


class NotebookShell(InteractiveShell):
    """IPython's shell with a notebook's outputs instead of a terminal's."""

    def __init__(self, **kwargs: Any) -> None:
        self.outputs: list[Any] = []
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        super().__init__(config=config, user_ns={}, display_pub_class=_Publisher, displayhook_class=_Results, **kwargs)
        from IPython.core.pylabtools import activate_matplotlib
        from matplotlib_inline.backend_inline import configure_inline_support

        activate_matplotlib(BACKEND)
        configure_inline_support(self, BACKEND)

    def run(self, source: str) -> tuple[list[Any], bool]:
        """Run a cell; get its outputs and whether it succeeded."""
        self.outputs = []
        before = sys.stdin, sys.stdout, sys.stderr
        with Path(os.devnull).open(encoding="utf-8") as nothing:
            sys.stdin, sys.stdout, sys.stderr = nothing, _Stream(self, "stdout"), _Stream(self, "stderr")
            try:
                result = self.run_cell(source, store_history=True)
            finally:
                sys.stdin, sys.stdout, sys.stderr = before
        return self.outputs, result.success

    def enable_gui(self, gui: str | None = None) -> None:
        """Show figures in the notebook: there is no other place."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.outputs.append(new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Write bytes as JSON can hold them."""
    return {
        form: base64.b64encode(content).decode("ascii") if isinstance(content, bytes) else content
        for form, content in data.items()
    }
