"""What keeps the repository tidy: hooks before a commit, and the console script."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import yaml
from notebook_specimens import code, markdown

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = os.pathsep.join([sysconfig.get_path("scripts"), str(Path(sys.executable).parent)])
HOOKS = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]


def hook(name):
    return next(found for repo in HOOKS for found in repo["hooks"] if found["id"] == name)


def run_hook(name, *files):
    """Run a hook's program on files as the hook does, with the tools of this environment."""
    program, *arguments = hook(name)["args"]
    found = shutil.which(program, path=TOOLS)
    assert found, f"{program} is not in the environment"
    return subprocess.run([found, *arguments, *map(str, files)], cwd=PROJECT, capture_output=True, check=False)


def test_every_hook_uses_the_projects_own_environment_and_downloads_nothing():
    hooks = [found for repo in HOOKS for found in repo["hooks"]]
    assert [repo["repo"] for repo in HOOKS] == ["local"]
    assert {found["language"] for found in hooks} == {"system"}
    programs = [found["args"][0] for found in hooks]
    assert [name for name in programs if not shutil.which(name, path=TOOLS)] == []


def test_a_commit_takes_outputs_out_of_a_notebook_and_keeps_ids_words_and_tags(tmp_path):
    notebook = nbformat.v4.new_notebook(metadata={"language_info": {"name": "python", "version": "3.12.1"}})
    run = code("1 + 1")
    run.metadata["tags"] = ["parameters"]
    run.outputs, run.execution_count, run.id = [nbformat.v4.new_output("stream", text="2")], 7, "months-04"
    said = markdown("There were *two*.")
    said.id = "months-05"
    notebook.cells = [run, said]
    path = tmp_path / "06-months.ipynb"
    nbformat.write(notebook, path)
    run_hook("nbstripout", path)
    left = nbformat.read(path, as_version=4)
    assert [(cell.id, cell.source) for cell in left.cells] == [
        ("months-04", "1 + 1"),
        ("months-05", "There were *two*."),
    ]
    assert left.cells[0].outputs == [] and left.cells[0].execution_count is None
    assert left.cells[0].metadata["tags"] == ["parameters"]
    assert left.metadata["language_info"] == {"name": "python"}


def test_the_notebooks_in_git_are_as_the_hook_leaves_them(tmp_path):
    copied = [Path(shutil.copy(path, tmp_path)) for path in sorted((PROJECT / "notebooks").glob("*.ipynb"))]
    run_hook("nbstripout", *copied)
    texts = [
        [folder.joinpath(path.name).read_text(encoding="utf-8") for folder in (tmp_path, PROJECT / "notebooks")]
        for path in copied
    ]
    changed = [path.name for path, (left, held) in zip(copied, texts, strict=True) if left != held]
    assert copied and changed == []


def test_the_console_script_is_the_command_line():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"feedback-report": "feedback_report.__main__:main"}
    (script,) = [found for found in entry_points(group="console_scripts") if found.name == "feedback-report"]
    assert callable(script.load())
