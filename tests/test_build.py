"""The whole paper, from the sample's data to the files a committee gets."""

import io
import json
import re
import shutil
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from docx import Document
from lxml import html
from rich.console import Console
from typer.testing import CliRunner

from feedback_report.__main__ import app, main
from feedback_report.building.build import build
from feedback_report.building.render import Engine
from feedback_report.page.finish import find_leftovers
from feedback_report.progress import BuildProgress
from feedback_report.running import warm
from feedback_report.years import Year

PROJECT = Path(__file__).resolve().parent.parent
SECTIONS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))


BUILD = ["build", "2024/25", "--engine", "pandoc", "--output"]


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Build the sample's paper once, as the command line does."""
    folder = tmp_path_factory.mktemp("output")
    result = CliRunner().invoke(app, [*BUILD, str(folder), "--no-cache"])
    assert result.exit_code == 0, result.output
    (folder / "log.txt").write_text(result.output, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(output):
    return html.fromstring((output / "2024-25" / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def paper(output):
    return Document(str(output / "2024-25" / "report.docx"))


def figures_in(page):
    return len(page.xpath("//figure[figcaption]"))


def test_the_build_ends_with_all_its_files(output, page):
    made = {
        path.relative_to(output / "2024-25").as_posix() for path in (output / "2024-25").rglob("*") if path.is_file()
    }
    assert made == {
        "report.html",
        "report.docx",
        "appendix.xlsx",
        "facts.json",
        *(f"figures/figure-{number:02d}.csv" for number in range(1, figures_in(page) + 1)),
    }


def test_the_log_names_every_section_the_renderer_and_the_time_of_each_part(output):
    log = (output / "log.txt").read_text(encoding="utf-8")
    for notebook in SECTIONS:
        assert re.search(rf"{notebook.stem} +\d+\.\d s", log)
    for part in ("Read and check the data", "Run the notebooks", "Assemble the sections", "Render"):
        assert re.search(rf"{part} +\d+\.\d s", log)
    assert "Rendered with the bundled Pandoc" in log


def test_figures_run_from_1_without_a_gap_in_both_papers(page, paper):
    on_page = [int(re.search(r"Figure\s(\d+):", figure.text_content())[1]) for figure in page.iter("figure")]
    captions = [p.text for p in paper.paragraphs if p.style.name == "Caption"]
    assert len(on_page) >= 15
    assert on_page == list(range(1, len(on_page) + 1))
    assert [int(re.match(r"Figure\s(\d+):", text)[1]) for text in captions] == on_page


def test_both_papers_have_the_same_headings(page, paper):
    on_page = [" ".join(h.text_content().split()) for h in page.iter("h2", "h3", "h4") if not h.xpath("ancestor::nav")]
    in_word = [" ".join(p.text.split()) for p in paper.paragraphs if p.style.name.startswith("Heading")]
    assert [re.sub(r"^\d+ ", "", text) for text in on_page] == in_word


def test_both_papers_have_the_same_numbered_paragraphs(page, paper):
    on_page = [" ".join(p.text_content().split()) for p in page.xpath('//div[@class="numbered-paragraph"]/p')]
    in_word = [" ".join(p.text.split()) for p in paper.paragraphs if p.style.name == "Numbered Paragraph"]
    assert [re.sub(r"^\d+\.\d+ ?", "", text) for text in on_page] == in_word


def test_every_heading_of_the_sections_is_there(page):
    text = page.text_content()
    for heading in (
        "Executive summary",
        "The complaints process",
        "Analysis",
        "Benchmarking",
        "Financial implications",
        "Environmental implications",
        "Authors and responsible officers",
        "Appendix 1: feedback data",
    ):
        assert heading in text


def test_nothing_is_left_that_a_renderer_did_not_resolve(output):
    assert find_leftovers((output / "2024-25" / "report.html").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("unwanted", ["nan", "None", "inf", "<NA>", "not available", "{{<", "?var", "[x]"])
def test_prose_never_prints_a_missing_value(page, unwanted):
    for paragraph in page.xpath('//div[@class="numbered-paragraph"]/p | //figcaption'):
        assert not re.search(rf"(?<!\w){re.escape(unwanted)}(?!\w)", paragraph.text_content()), paragraph.text_content()


def test_the_sample_says_that_it_is_invented_on_every_page_in_front_and_in_the_footer(page, paper, output):
    notice = "invented"
    assert notice in page.xpath('//*[@class="sample-notice"]')[0].text_content()
    assert notice in page.xpath("//footer")[0].text_content()
    running = paper.sections[0].header.paragraphs + paper.sections[0].footer.paragraphs
    assert any(notice in p.text for p in running)
    assert any(notice in p.text for p in paper.paragraphs[:8])


def test_every_picture_has_alternative_text_with_its_numbers(page):
    pictures = page.xpath("//figure//img")
    assert len(pictures) == sum(path.read_text(encoding="utf-8").count("paper.show_chart(") for path in SECTIONS)
    for picture in pictures:
        assert re.search(r"\d", picture.get("alt"))
        assert picture.get("alt") not in picture.xpath("ancestor::figure")[0].text_content()


def test_figure_data_is_unrounded_and_has_its_bases(output):
    data = pd.read_csv(output / "2024-25" / "figures" / "figure-08.csv")
    assert {"count", "base", "share"} <= set(data.columns)
    assert (data["share"] - data["count"] / data["base"]).abs().max() < 1e-12


def test_every_number_printed_is_a_named_fact_with_value_and_formula(output):
    facts = {fact["name"]: fact for fact in json.loads((output / "2024-25" / "facts.json").read_text(encoding="utf-8"))}
    change = facts["council.complaints.change"]
    assert change["text"] == "decreased by 43%, from 1,520 in 2023/24 to 869 in 2024/25"
    assert change["value"] == pytest.approx(100 * (869 - 1520) / 1520)
    assert change["section"] == "03-whole-council"
    assert change["formula"]


def same_files(one: Path, other: Path) -> bool:
    held = [path.relative_to(one) for path in sorted(one.rglob("*")) if path.is_file()]
    return [path for path in held if (one / path).read_bytes() != (other / path).read_bytes()] == []


def test_the_same_data_gives_the_same_files_again_from_what_is_kept(output, tmp_path):
    result = CliRunner().invoke(app, [*BUILD, str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "unchanged" in result.output
    assert same_files(output / "2024-25", tmp_path / "2024-25")


def test_one_kernel_after_another_gives_the_same_files_as_forks_at_once(output, tmp_path, monkeypatch):
    monkeypatch.setattr(warm, "can_fork", lambda: False)
    progress = BuildProgress(Console(file=io.StringIO()))
    year = Year(2024)
    build(PROJECT, year, PROJECT / "data", tmp_path, progress, Engine.pandoc, cached=False, workers=1)
    assert same_files(output / "2024-25", tmp_path / "2024-25")


def copied_project(tmp_path: Path) -> Path:
    """Copy the project without its data, cut to two small sections."""
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "style", project / "style")
    (project / "notebooks").mkdir(parents=True)
    kept = [path for path in SECTIONS if path.stem.endswith(("whole-council", "environmental-implications"))]
    for path in kept:
        shutil.copyfile(path, project / "notebooks" / path.name)
    shutil.copyfile(PROJECT / "_quarto.yml", project / "_quarto.yml")
    embeds = "\n\n".join(f"{{{{< embed build/sections/{path.name} >}}}}" for path in kept)
    (project / "report.qmd").write_text(f"---\ntitle: A short paper\n---\n\n# Analysis\n\n{embeds}\n", encoding="utf-8")
    return project


def run(monkeypatch, capsys, project: Path, *arguments: str) -> tuple[int, str]:
    """Run the command line in a project's folder; get the exit code and all that it printed."""
    monkeypatch.chdir(project)
    monkeypatch.setattr("sys.argv", ["feedback_report", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out + captured.err


def test_a_failing_notebook_leaves_the_former_output_untouched(tmp_path, monkeypatch, capsys):
    project = copied_project(tmp_path)
    build = ["build", "2024/25", "--data", str(PROJECT / "data"), "--engine", "pandoc", "--formats", "html"]
    assert run(monkeypatch, capsys, project, *build)[0] == 0
    before = (project / "output" / "2024-25" / "report.html").read_bytes()
    notebook = next(path for path in (project / "notebooks").iterdir() if "whole-council" in path.name)
    broken = nbformat.read(notebook, as_version=4)
    broken.cells.append(nbformat.v4.new_code_cell('raise ValueError("a fault in the cell")'))
    nbformat.write(broken, notebook)
    code, said = run(monkeypatch, capsys, project, *build)
    assert code == 4
    assert f"notebooks/{notebook.name}, cell {len(broken.cells)}: ValueError: a fault in the cell" in said
    assert "Traceback" not in said
    assert (project / "output" / "2024-25" / "report.html").read_bytes() == before


def test_an_unknown_name_in_prose_stops_the_build_with_the_nearest_names(tmp_path, monkeypatch, capsys):
    project = copied_project(tmp_path)
    notebook = next(path for path in (project / "notebooks").iterdir() if "whole-council" in path.name)
    text = notebook.read_text(encoding="utf-8").replace(
        "council.compliments.change >}}", "council.complimnts.change >}}"
    )
    notebook.write_text(text, encoding="utf-8")
    code, said = run(monkeypatch, capsys, project, "build", "2024/25", "--data", str(PROJECT / "data"))
    assert code == 4
    assert 'unknown fact "council.complimnts.change"' in said
    assert "council.compliments.change" in said


def test_engine_quarto_fails_where_quarto_is_missing(tmp_path, monkeypatch, capsys):
    project = copied_project(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    code, said = run(
        monkeypatch, capsys, project, "build", "2024/25", "--data", str(PROJECT / "data"), "--engine", "quarto"
    )
    assert code == 5
    assert "Quarto was not found" in said
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["build", "2024"], 1, 'The year "2024" is not a financial year'),
        (["build", "2031/32"], 3, "2031-32"),
        (["build", "2024/25", "--engine", "latex"], 2, "is not one of auto, quarto, pandoc"),
        (["build", "2024/25", "--formats", "html,pdf"], 2, "is not one of html, docx"),
        (["build", "2024/25", "--data", "no-such-folder"], 3, 'The data folder "no-such-folder" was not found'),
    ],
)
def test_a_mistake_on_the_command_line_is_told_without_a_traceback(monkeypatch, capsys, arguments, code, said):
    found, text = run(monkeypatch, capsys, PROJECT, *arguments)
    assert found == code
    assert said in " ".join(text.split())
    assert "Traceback" not in text
