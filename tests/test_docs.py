"""What README and docs say can be done: commands are those that there are, outputs are real, examples are right."""

import json
import re
import shlex
import subprocess
import sys
import types
from pathlib import Path

import pytest
import typer
import yaml
from sample_facts import sample_facts

from feedback_report.__main__ import app
from feedback_report.year_checks.required_content import REQUIRED
from feedback_report.years import Year

PROJECT = Path(__file__).resolve().parent.parent
PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", PROJECT / "data" / "README.md"]
PAGES += sorted((PROJECT / "docs").glob("*.md"))
pages = pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(PROJECT).as_posix() for page in PAGES])
START = re.compile(r"^(?:\$ )?(?:\S*python(?:3)? -m feedback_report|feedback-report) ")
SAFE = {"check", "facts", "review", "explain"}
WRITES = {"--yes", "--no", "--all", "--html"}


def text(page):
    """Get a page as lines, those of a quoted box without its mark."""
    return re.sub(r"^> ?", "", page.read_text(encoding="utf-8"), flags=re.M)


def fences(page, language=r"\w*"):
    """Get the blocks of code of a page, without the indent of a list."""
    found = re.finditer(rf"^( *)```({language})\n(.*?)^\1```", text(page), re.M | re.S)
    return [re.sub(rf"^{each[1]}", "", each[3], flags=re.M) for each in found]


def commands(page):
    """Get the arguments of each command of ours on a page, in blocks of code and within lines."""
    lines = [line for block in fences(page) for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text(page), flags=re.M | re.S))
    written = (re.sub(r"\[.*?\]", "", line.partition("  #")[0]) for line in lines if START.match(line))
    return [shlex.split(START.sub("", line, count=1)) for line in written]


def shown_runs():
    """Get each safe command that is shown with its output, with the lines that are shown."""
    for page in PAGES:
        for block in fences(page, "console"):
            for run in re.split(r"^\$ ", block, flags=re.M)[1:]:
                line, *shown = run.splitlines()
                arguments = shlex.split(START.sub("", line, count=1))
                if arguments[0] in SAFE and not WRITES.intersection(arguments):
                    yield pytest.param(arguments, [each for each in shown if each != "..."], id=f"{page.stem}: {line}")


def test_every_part_of_the_package_has_its_place_in_the_architecture():
    told = re.findall(r"`(?:feedback_report/)?(\w+(?:/|\.py))[\w./]*`", text(PROJECT / "docs" / "architecture.md"))
    package = PROJECT / "feedback_report"
    parts = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    parts |= {path.name for path in package.glob("*.py")} - {"__init__.py"}
    assert sorted(parts - {*told}) == [], "docs/architecture.md: tell what these are for"


def test_each_folder_of_the_claims_takes_from_those_before_it_alone():
    folders = ["files", "numbers", "sentences", "tables", "changes", "shares", "totals", "orders", "whole_paper"]
    claims = PROJECT / "feedback_report" / "claims"
    assert {path.parent.name for path in claims.glob("*/__init__.py")} == {*folders}
    back = []
    for number, folder in enumerate(folders):
        for path in (claims / folder).glob("*.py"):
            taken = re.findall(r"^from feedback_report\.claims\.(\w+)\.", text(path), re.MULTILINE)
            back += [f"{folder}/{path.name} from {other}" for other in taken if other not in folders[: number + 1]]
    assert back == []


@pages
def test_every_command_on_a_page_exists_with_its_options(page):
    group = typer.main.get_command(app)
    for name, *arguments in commands(page):
        assert name in group.commands, name
        if "--help" not in arguments:
            group.commands[name].make_context(name, list(arguments))  # raises where it cannot be read


@pytest.mark.parametrize(("arguments", "shown"), list(shown_runs()))
def test_a_command_says_what_the_page_shows(arguments, shown):
    ran = subprocess.run(
        [sys.executable, "-m", "feedback_report", *arguments],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = [line.strip() for line in ran.stdout.splitlines()]
    assert [line for line in shown if line.strip() not in said] == []


def test_the_readme_shows_each_of_the_seven_steps_with_its_command():
    steps = re.findall(r"^\*\*(\d)\. (\w+)\*\*", text(PROJECT / "README.md"), re.M)
    used = {name for name, *_ in commands(PROJECT / "README.md")}
    assert [name.lower() for _, name in steps] == ["import", "check", "edit", "preview", "review", "build", "publish"]
    assert {name.lower() for _, name in steps} <= used


@pages
def test_every_make_target_on_a_page_exists(page):
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    lines = "\n".join([*fences(page), *re.findall(r"`([^`\n]+)`", text(page))])
    assert set(re.findall(r"^make (?:PYTHON=\S+ )?([a-z]+)", lines, re.M)) <= targets


def test_the_workflow_and_the_dev_container_use_targets_and_commands_that_there_are():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    workflow = yaml.safe_load((PROJECT / ".github" / "workflows" / "paper.yml").read_text(encoding="utf-8"))
    container = json.loads((PROJECT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    made = [run.removeprefix("make ") for run in [*runs, container["postCreateCommand"]] if run.startswith("make ")]
    built = [run.split()[3] for run in runs if "-m feedback_report" in run]
    assert made and [target for target in made if not re.search(rf"^{target}:", makefile, re.M)] == []
    assert built == ["build"]


@pages
def test_every_link_within_the_project_leads_somewhere(page):
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text(page)) if not re.match(r"https?:|#", link)]
    assert [link for link in links if not (page.parent / link.partition("#")[0]).exists()] == []


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    return sample_facts(Year(2024), PROJECT / "data", tmp_path_factory.mktemp("facts"))


def test_the_examples_of_the_methods_are_what_the_sample_prints(facts):
    examples = re.findall(r'`([\w.-]+)` is\s+"([^"]+)"', text(PROJECT / "docs" / "methods.md"))
    assert len(examples) >= 15
    wrong = {name: facts[name].text for name, shown in examples if facts[name].text != shown}
    assert wrong == {}


def test_every_measure_has_its_paragraph_in_the_methods():
    modules = {path.name for path in (PROJECT / "feedback_report" / "measures").glob("[a-z]*.py")}
    named = set(re.findall(r"`(\w+\.py)`", text(PROJECT / "docs" / "methods.md")))
    # How cases are counted, held against the limits and put side by side is told where it is used.
    told_elsewhere = {"counting.py", "over_years.py", "time_limits.py", "appendix.py"}
    assert named == modules - told_elsewhere


def test_the_measure_of_the_section_that_is_added_passes_its_test(monkeypatch):
    measure, check = fences(PROJECT / "docs" / "add-a-section.md", "python")[:2]
    module = types.ModuleType("feedback_report.measures.procedures")
    exec(measure, module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    held: dict = {}
    exec(check, held)
    tests = [function for name, function in held.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test()


def test_every_key_of_not_collected_is_listed_with_its_item():
    listed = re.findall(
        r"^\| `(\w+)` \| (.+?) \| (statutory|corporate) \|$", text(PROJECT / "docs" / "checks.md"), re.M
    )
    assert listed == [(item.key, item.title, item.procedure) for item in REQUIRED]
