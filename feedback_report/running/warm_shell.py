"""Imported last by the process that is forked for notebooks: it does once what each of them would do first."""

import gc

import nbformat
import pyarrow.pandas_compat  # noqa: F401
from PIL import Image

from feedback_report.running.warm_engine import NotebookShell

nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema of notebooks
Image.preinit()
NotebookShell.instance()
gc.freeze()  # no fork looks for garbage among what is here already
gc.enable()
