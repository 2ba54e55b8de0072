"""Imported last by the process that is forked for notebooks: it does once what each of them would do first."""

import pyarrow.pandas_compat  # noqa: F401
from PIL import Image

from feedback_report.running.warm_engine import NotebookShell

Image.preinit()
NotebookShell.instance()
