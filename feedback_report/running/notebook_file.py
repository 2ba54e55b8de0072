"""Reading a notebook's file."""

from pathlib import Path

import nbformat

from feedback_report.errors import NotebookError


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Read a notebook. Raises NotebookError when it cannot be read."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise NotebookError(
            f"notebooks/{path.name}: not a notebook that can be read ({type(error).__name__}). "
            "Restore the file, or save it again in JupyterLab."
        ) from None
