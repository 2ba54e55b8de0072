"""What Quarto calls before and after it renders the project, when it is used without the build command.

The year is the one that FEEDBACK_REPORT_YEAR names, else the latest with data.
"""

import os
from pathlib import Path

from rich.console import Console

from feedback_report.building.assemble import assemble, gather
from feedback_report.building.finish import finish
from feedback_report.building.render import IN_BUILD, Format
from feedback_report.progress import BuildProgress
from feedback_report.project import chosen_year, data_folder, notebook_paths


def pre_render(console: Console) -> None:
    """Assemble the paper in the project's own folder. Within a build that has been done."""
    if os.environ.get(IN_BUILD):
        return
    project, data_dir = _project(), data_folder()
    with BuildProgress(console, len(notebook_paths(project))) as progress:
        assemble(project, project, chosen_year(None, data_dir), data_dir, progress)


def post_render() -> None:
    """Finish each HTML and Word file that Quarto has written, in place. A build does so itself."""
    if os.environ.get(IN_BUILD):
        return
    project, data_dir = _project(), data_folder()
    draft = gather(project, project, chosen_year(None, data_dir), data_dir)
    for line in os.environ.get("QUARTO_PROJECT_OUTPUT_FILES", "").splitlines():
        path = project / line.strip()
        if line.strip() and path.suffix in (".html", ".docx"):
            finish(Format(path.suffix[1:]), path, path, draft, project / "style")


def _project() -> Path:
    return Path(os.environ.get("QUARTO_PROJECT_DIR", ".")).resolve()
