"""`publish`, `withdraw`, `restore`, `verify` and `explain` on a small project, and the same files from anywhere."""

import csv
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from small_data import a_case
from small_project import small_project, write_settings
from typer.testing import CliRunner

from feedback_report.__main__ import app
from feedback_report.building.build import build
from feedback_report.errors import ReportError
from feedback_report.gates import papers as gates
from feedback_report.publishing import lock
from feedback_report.publishing import publish as publish_module
from feedback_report.publishing.files import files_below
from feedback_report.publishing.rules import Override, Rule, Standing, may_be_published, with_overrides

ROLE = "Head of Parks"
SIGN = ["review", "2024/25", "--all", "--by", ROLE, "--on", "2025-09-01"]
PUBLISH = ["publish", "2024/25", "--engine", "pandoc", "--on", "2025-10-01"]


def run(*arguments: str | Path, fails: bool = False) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert (result.exit_code != 0) == fails, result.output
    return " ".join(result.output.split())


def add_case(project: Path, **cells: str) -> None:
    """Add a case to the year's cases."""
    path = project / "data" / "2024-25" / "cases.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, [*a_case()]).writerow(a_case(**cells))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small project that is signed off, and a share where its paper was published."""
    folder = tmp_path_factory.mktemp("made")
    project, share = small_project(folder / "project"), folder / "share"
    write_settings(project / "data", year={"commentary": {}})  # no paragraph prints one
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        patch.setattr(gates, "check_html", lambda _: [])
        run(*SIGN)
        run(*PUBLISH, "--to", share)
    return folder


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    """A copy of them, in which a test may do what it likes; the browser stays shut."""
    shutil.copytree(made / "project", tmp_path / "project")
    shutil.copytree(made / "share", tmp_path / "share")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr(gates, "check_html", lambda _: [])
    return tmp_path


def text_of(path: Path) -> str:
    return " ".join(html.fromstring(path.read_text(encoding="utf-8")).text_content().split())


def manifest_of(share: Path) -> dict:
    return json.loads((share / "2024-25" / "manifest.json").read_text(encoding="utf-8"))


def test_the_folder_of_a_year_holds_the_papers_the_figures_the_facts_and_the_manifest(made):
    version = {"report.html", "report.docx", "appendix.xlsx", "facts.json", "figures/figure-01.csv", "manifest.json"}
    assert {*files_below(made / "share")} == {
        "index.html",
        *(f"2024-25/{name}" for name in (*version, "index.html", "versions.json")),
        *(f"2024-25/versions/1/{name}" for name in version),
    }


def test_the_manifest_says_what_the_paper_was_made_from_and_what_held_of_it(made):
    manifest = manifest_of(made / "share")
    assert manifest["published"] == {"version": "1", "on": "2025-10-01", "by": ROLE}
    assert manifest["parameters"] == {"year": "2024/25", "formats": ["html", "docx", "xlsx"], "engine": "pandoc"}
    papers = {"report.html", "report.docx", "appendix.xlsx"}
    assert {*manifest["files"]} == {*papers, "facts.json", "figures/figure-01.csv"}
    made_from = manifest["made_from"]
    assert {"2023-24/cases.csv", "2024-25/cases.csv", "reference/population.csv"} <= {*made_from["data"]}
    assert {*made_from["settings"]} == {"council.yml", "2024-25/year.yml", "2024-25/reviewed.yml"}
    assert {"report.qmd", "notebooks/1-analysis.ipynb", "style/page.css"} <= {*made_from["paper"]}
    assert made_from["renderer"]["name"] == "pandoc"
    assert made_from["renderer"]["version"][0].isdigit()
    assert made_from["libraries"]["python"] == platform.python_version()
    assert {"pandas", "papermill"} <= {*made_from["libraries"]}
    assert {rule["standing"] for rule in manifest["checks"]} == {"holds"}
    assert {"typed-numbers", "signed-off", "claims-right", "disclosure", "personal-data"} <= {
        rule["rule"] for rule in manifest["checks"]
    }
    assert [(each["section"], each["by"], each["on"]) for each in manifest["signed_off"]] == [
        ("1-analysis", ROLE, "2025-09-01")
    ]
    assert manifest["overrides"] == []


def test_no_published_file_names_a_path_of_the_machine(made):
    for name, path in files_below(made / "share").items():
        assert str(made).encode() not in path.read_bytes(), name


def test_the_facts_are_kept_for_next_years_paper(made):
    kept = made / "project" / "data" / "2024-25" / "published-facts.json"
    assert kept.read_bytes() == (made / "share" / "2024-25" / "facts.json").read_bytes()


def test_the_same_paper_is_not_published_twice(here):
    before = {name: path.read_bytes() for name, path in files_below(here / "share").items()}
    assert "nothing to publish. Version 1 is this very paper" in run(*PUBLISH, "--to", here / "share")
    assert {name: path.read_bytes() for name, path in files_below(here / "share").items()} == before


def test_what_was_made_from_changing_data_is_not_published(here, monkeypatch):
    def building(*given: object) -> object:
        built = build(*given)
        add_case(here / "project", case_id="C2")
        return built

    monkeypatch.setattr(publish_module, "build", building)
    with pytest.raises(ReportError, match="were changed while the paper was built"):
        run(*PUBLISH, "--to", here / "new", fails=True)
    assert not files_below(here / "new")


def test_facts_that_were_not_kept_when_publishing_was_stopped_are_kept_by_publishing_again(here):
    kept = here / "project" / "data" / "2024-25" / "published-facts.json"
    kept.unlink()
    run(*PUBLISH, "--to", here / "share")
    assert kept.is_file()


def test_while_a_rule_fails_nothing_is_published_and_the_table_says_which(here):
    add_case(here / "project", case_id="C2")
    said = run(*PUBLISH, "--to", here / "new", fails=True)
    assert "signed-off: fails (Every paragraph signed off)" in said
    assert re.search(r"Before publishing: \d+ of \d+ rules hold \(--verbose shows each\)\.", said)
    assert "holds" not in said
    assert "personal-data │ No personal data" in run(*PUBLISH, "--to", here / "new", "--verbose", fails=True)
    assert "1-analysis" in said
    assert "2024/25: not published." in said
    assert not files_below(here / "new")


def test_a_revision_is_marked_with_its_figures_and_the_former_version_stays(here):
    former = {name: path.read_bytes() for name, path in files_below(here / "share" / "2024-25" / "versions").items()}
    add_case(here / "project", case_id="C2")
    run(*SIGN)
    plan = run(*PUBLISH, "--to", here / "share", "--dry-run")
    assert "parks.complaints (Analysis): 2 -> 3" in plan
    assert "changed report.docx" in plan
    assert "would be published as version 2. Nothing was changed." in plan
    assert not (here / "share" / "2024-25" / "versions" / "2").exists()
    run(*PUBLISH, "--to", here / "share")
    year = here / "share" / "2024-25"
    for page in ("index.html", "report.html"):
        assert "Revised on 1 October 2025" in text_of(year / page)
    assert "parks.complaints" in text_of(year / "index.html")
    assert "Analysis (parks, complaints): was 2, now 3" in text_of(year / "report.html")  # no internal name
    assert {name: path.read_bytes() for name, path in files_below(year / "versions").items()}.items() >= former.items()
    assert manifest_of(here / "share")["revision"]["changes"] == [
        {"section": "Analysis", "name": "parks.complaints", "was": "2", "now": "3"}
    ]
    assert "nothing to publish" in run(*PUBLISH, "--to", here / "share")
    assert run("verify", year).endswith("5 of 5 files are the same.")


def test_a_rule_is_overridden_with_a_reason_that_stands_in_the_manifest(here):
    add_case(here / "project", case_id="C2")
    override = ["--to", here / "share", "--override", "signed-off"]
    with pytest.raises(ReportError, match="--reason is missing"):
        run(*PUBLISH, *override, fails=True)
    with pytest.raises(ReportError, match="nobody may publish personal data"):
        run(*PUBLISH, "--to", here / "share", "--override", "personal-data", "--reason", "None.", fails=True)
    run(*PUBLISH, *override, "--reason", "The meeting  is today.", "--by", "Director")
    manifest = manifest_of(here / "share")
    assert manifest["overrides"] == [
        {"rule": "signed-off", "by": "Director", "on": "2025-10-01", "reason": "The meeting is today."}
    ]
    assert [rule["rule"] for rule in manifest["checks"] if rule["standing"] != "holds"] == ["signed-off"]


def test_personal_data_is_found_in_the_paper_and_never_overridden(here):
    add_case(here / "project", case_id="CASE-77001")
    write_settings(here / "project" / "data", year={"commentary": {"parks": "See CASE-77001."}})
    notebook = here / "project" / "notebooks" / "1-analysis.ipynb"
    held = json.loads(notebook.read_text(encoding="utf-8"))
    held["cells"][-2]["source"] = "{{< var commentary.parks >}}"
    notebook.write_text(json.dumps(held), encoding="utf-8")
    run(*SIGN)
    said = run(*PUBLISH, "--to", here / "share", fails=True)
    assert "report.html: holds a case id." in said
    assert "report.docx, word/document.xml: holds a case id." in said
    assert "facts.json: holds a case id." in said
    assert "In the data: year.yml: holds a case id." in said
    assert "CASE-77001" not in said
    assert "2024/25: not published." in said
    assert manifest_of(here / "share")["published"]["version"] == "1"


def test_personal_data_in_a_reason_is_not_published(here):
    add_case(here / "project", case_id="C2")
    given = [*PUBLISH, "--to", here / "share", "--override", "signed-off"]
    with pytest.raises(ReportError, match=r"manifest\.json: holds an e-mail address"):
        run(*given, "--reason", "someone@example.com said so.", fails=True)


def test_without_a_browser_the_page_is_said_to_be_not_checked(here, monkeypatch):
    def no_browser(_: Path) -> list:
        raise ReportError("No browser was found.")

    monkeypatch.setattr(gates, "check_html", no_browser)
    said = run(*PUBLISH, "--to", here / "new")
    assert "page-accessible: not checked (The web page is accessible) not checked: No browser was found." in said
    rules = {rule["rule"]: rule["standing"] for rule in manifest_of(here / "new")["checks"]}
    assert rules["page-accessible"] == "not checked"


def test_a_version_is_withdrawn_and_restored_by_command(here):
    share = here / "share"
    given = ["2024/25", "--to", share, "--on", "2025-11-01"]
    said = run("withdraw", *given, "--reason", "A total was wrong.")
    assert "kept in output/withdrawn/2024-25/1" in said
    assert "withdrawn on 1 November 2025: A total was wrong." in text_of(share / "2024-25" / "report.html")
    assert not (share / "2024-25" / "report.docx").exists()
    with pytest.raises(ReportError, match="no version is published"):
        run("withdraw", *given, "--reason", "Again.", fails=True)
    assert "version 1 is the current one again" in run("restore", *given)
    assert (share / "2024-25" / "report.docx").is_file()
    assert "withdrawn on 1 November 2025: A total was wrong; restored" in text_of(share / "2024-25" / "index.html")
    with pytest.raises(ReportError, match="no version is withdrawn"):
        run("restore", *given, fails=True)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("Ring 07700 900123.", "a telephone number that is no contact of the paper"),
        ("someone@example.com said so.", "an e-mail address that is no contact of the paper"),
        ("CASE-77001 was counted twice.", "a case id"),
    ],
)
def test_nobody_is_told_of_in_why_a_version_was_withdrawn(here, reason, kind):
    add_case(here / "project", case_id="CASE-77001")
    before = {name: path.read_bytes() for name, path in files_below(here / "share").items()}
    with pytest.raises(ReportError, match=f"--reason: holds {kind}. Everybody can read it"):
        run("withdraw", "2024/25", "--to", here / "share", "--reason", reason, fails=True)
    assert {name: path.read_bytes() for name, path in files_below(here / "share").items()} == before


def test_a_version_is_withdrawn_although_the_tables_cannot_be_read(here):
    (here / "project" / "data" / "2024-25" / "cases.csv").write_text("case\n", encoding="utf-8")
    given = ["withdraw", "2024/25", "--to", here / "share", "--reason"]
    with pytest.raises(ReportError, match="--reason: holds a telephone number"):
        run(*given, "Ring 07700 900123.", fails=True)
    run(*given, "A total was wrong; parks@example.org knows more.")
    assert "parks@example.org knows more" in text_of(here / "share" / "index.html")


def test_after_a_withdrawal_the_mended_paper_is_compared_with_the_facts_kept(here):
    share = here / "share"
    run("withdraw", "2024/25", "--to", share, "--reason", "A total was wrong.")
    add_case(here / "project", case_id="C2")
    run(*SIGN)
    run(*PUBLISH, "--to", share)
    assert "Revised on 1 October 2025: 1 figure changed." in text_of(share / "index.html")


@pytest.mark.parametrize("command", ["withdraw", "restore"])
def test_a_year_that_was_never_published_is_named(here, command):
    reason = ["--reason", "None."] if command == "withdraw" else []
    with pytest.raises(ReportError, match=r"new/2024-25/: 2024/25 was not published there"):
        run(command, "2024/25", "--to", here / "new", *reason, fails=True)
    assert not (here / "new").exists()


def test_verify_says_of_each_file_whether_it_is_the_same(here):
    year = here / "share" / "2024-25"
    assert run("verify", year).endswith("2024-25: 5 of 5 files are the same.")
    (year / "figures" / "figure-01.csv").write_text("year,count\n", encoding="utf-8")
    (year / "facts.json").unlink()
    (year / "figures" / "figure-09.csv").write_text("year,count\n", encoding="utf-8")
    said = run("verify", year, fails=True)
    assert "figures/figure-01.csv: changed since it was published." in said
    assert "facts.json: missing from the folder." in said
    assert "figures/figure-09.csv: not in the manifest." in said
    assert "report.docx: the same." in said
    assert "appendix.xlsx: the same." in said


def test_a_paper_that_was_published_without_a_workbook_is_verified_without_one(here):
    year = here / "share" / "2024-25"
    manifest = manifest_of(here / "share")
    manifest["parameters"]["formats"].remove("xlsx")
    del manifest["files"]["appendix.xlsx"]
    (year / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (year / "appendix.xlsx").unlink()
    assert run("verify", year).endswith("2024-25: 4 of 4 files are the same.")


def test_the_workbook_is_linked_from_the_list_of_years_and_from_the_page_of_the_year(made):
    for page, address in (("index.html", "2024-25/appendix.xlsx"), ("2024-25/index.html", "appendix.xlsx")):
        links = html.fromstring((made / "share" / page).read_text(encoding="utf-8")).xpath("//a")
        (link,) = (link for link in links if link.get("href") == address)
        assert "workbook" in link.text_content()


def test_verify_names_what_the_paper_is_made_from_now(here):
    add_case(here / "project", case_id="C2")
    (here / "project" / "style" / "page.css").write_text("", encoding="utf-8")
    said = run("verify", here / "share" / "2024-25", fails=True)
    assert "Made from something else: the table 2024-25/cases.csv was changed." in said
    assert "Made from something else: the source style/page.css was changed." in said
    assert "report.html: another one is built now." in said


def test_verify_says_what_a_folder_is_that_holds_no_published_version(here):
    with pytest.raises(ReportError, match=r"share/: is the folder of the share\. Name a year in it: 2024-25\."):
        run("verify", here / "share", fails=True)
    with pytest.raises(ReportError, match=r"nowhere: not found\. Expected the folder of a year"):
        run("verify", here / "nowhere", fails=True)
    run("withdraw", "2024/25", "--to", here / "share", "--reason", "A total was wrong.", "--on", "2025-10-02")
    with pytest.raises(ReportError, match="the paper of 2024/25 was withdrawn on 2025-10-02, and there is nothing to"):
        run("verify", here / "share" / "2024-25", fails=True)


def test_a_share_that_is_not_there_is_said_before_anything_is_built(here, monkeypatch):
    monkeypatch.setattr(publish_module, "build", lambda *_: pytest.fail("nothing must be built"))
    for place in (here / "no" / "share", here / "project" / "report.qmd" / "share"):
        with pytest.raises(ReportError, match=r"--to .*share: .*Expected a folder of the intranet share"):
            run(*PUBLISH, "--to", place, fails=True)
    monkeypatch.setattr(lock.tempfile, "TemporaryFile", denied)
    with pytest.raises(ReportError, match=r"share/: cannot be written \(Permission denied\)"):
        run(*PUBLISH, "--to", here / "share", "--dry-run", fails=True)


def test_a_draft_with_places_still_to_be_filled_is_not_published(here):
    write_settings(here / "project" / "data", year={"commentary": {}, "members_consulted": "TO FILL"})
    run(*SIGN)
    said = run(*PUBLISH, "--to", here / "share", fails=True)
    assert "still to be filled: replace TO FILL." in said
    assert "2024/25: not published. A rule fails" in said


def denied(**_):
    raise PermissionError(13, "Permission denied")


def test_verify_needs_a_published_folder(here):
    (here / "share" / "2024-25" / "versions.json").unlink()
    (here / "share" / "2024-25" / "manifest.json").unlink()
    with pytest.raises(ReportError, match=r"share/manifest\.json: not found"):
        run("verify", here / "share", fails=True)


def test_a_fact_is_explained_with_its_cell_and_the_rows_behind_it(here):
    said = run("explain", "parks.complaints", "--year", "2024/25")
    assert "Section 1-analysis, Analysis" in said
    assert "rows that the section read: cases 2 (1 of the year)" in said
    assert "parks.complaints text: 2 value: 2 complaint formula:" in said
    assert "cell 3 (" in said
    assert 'paper.facts.count("parks.complaints", len(paper.tables.cases), "complaint")' in said
    companion = run("explain", "complaints-counted")
    assert "No fact" not in companion
    assert "printed in: notebooks/1-analysis.ipynb, cell 4" in run("explain", "parks.complaints-counted")


def test_a_fact_of_the_settings_is_explained_too(here):
    assert "recorded in: the settings (council.yml, year.yml)" in run("explain", "committee.name")


def test_an_unknown_fact_is_answered_with_the_nearest(here):
    with pytest.raises(
        ReportError, match=r'No fact is called "parks\.complaint"\. The nearest names are parks\.complaints'
    ):
        run("explain", "parks.complaint", fails=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no time zone from the environment")
def test_the_same_inputs_give_the_same_bytes_in_another_folder_time_zone_and_process(made, tmp_path):
    project, share = tmp_path / "elsewhere" / "deep" / "project", tmp_path / "share"
    shutil.copytree(made / "project", project, ignore=shutil.ignore_patterns("build", "published-facts.json"))
    command = [sys.executable, "-m", "feedback_report", *PUBLISH, "--to", str(share)]
    zone = "Pacific/Kiritimati"  # 14 hours ahead: mostly another day
    package = str(Path(__file__).resolve().parent.parent)
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": package, "CHROMIUM": str(tmp_path / "none")}
    ran = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    manifests = [manifest_of(made / "share"), manifest_of(share)]
    for manifest in manifests:  # there is no browser here, there it was left out
        manifest["checks"] = [rule for rule in manifest["checks"] if rule["rule"] != "page-accessible"]
    assert manifests[0] == manifests[1]
    for name in (*manifests[0]["files"], "index.html"):
        assert (made / "share" / "2024-25" / name).read_bytes() == (share / "2024-25" / name).read_bytes(), name


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed: no other day is tried")
def test_the_same_inputs_give_the_same_bytes_on_another_day(made, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(made / "project", project, ignore=shutil.ignore_patterns("build", "output", "published-facts.json"))
    command = [
        "faketime",
        "-f",
        "+40d",
        sys.executable,
        "-m",
        "feedback_report",
        "build",
        "2024/25",
        "--engine",
        "pandoc",
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    ran = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    published = manifest_of(made / "share")["files"]
    assert {"report.html", "report.docx", "appendix.xlsx", "facts.json"} <= published.keys()
    for name in published:
        assert (project / "output" / "2024-25" / name).read_bytes() == (
            made / "share" / "2024-25" / name
        ).read_bytes(), name


def rules(**standings: Standing) -> list[Rule]:
    return [Rule(name.replace("_", "-"), name, standing) for name, standing in standings.items()]


def test_only_a_rule_that_fails_can_be_overridden_and_never_that_of_personal_data():
    held = rules(dates=Standing.fails, counts=Standing.holds, personal_data=Standing.fails, page=Standing.not_checked)

    def overriding(*names: str) -> list[Rule]:
        return with_overrides(held, [Override(name, ROLE, "2025-10-01", "Why.") for name in names])

    assert overriding("dates")[0].standing is Standing.overridden
    assert not may_be_published(overriding("dates"))
    with pytest.raises(ReportError) as raised:
        overriding("counts", "personal-data", "weather")
    assert len(raised.value.problems) == 3
    assert may_be_published(rules(a=Standing.holds, b=Standing.overridden, c=Standing.not_checked))
