"""Whole papers of made-up councils and years, built from files as a user builds them."""

import re
import tempfile
from pathlib import Path

import pandas as pd
import pytest
import yaml
from any_council import YEAR, World, worlds
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from lxml import html
from plain_english import awkward
from typer.testing import CliRunner

from feedback_report.__main__ import app
from feedback_report.data.contract import contracts
from feedback_report.settings import Council, YearSettings
from feedback_report.years import Year

TABLES = ("cases", "stages", "remedies", "actions")
PLACES = {"history": "history.csv", "population": "reference/population.csv", "benchmark": "reference/benchmark.csv"}


def write_world(world: World, data: Path) -> None:
    """Write a world as a council keeps it: settings, one folder for each year, and the series beside them."""
    columns = contracts(world.council)
    for name, rows in world.rows.items():
        if name in PLACES:
            write(data / PLACES[name], rows, [*columns[name]])
    for start in world.case_years:
        folder = data / Year(start).folder
        for name in TABLES:
            own = [row for row in world.rows[name] if year_of(row) == start]
            write(folder / f"{name}.csv", own, [column for column, rule in columns[name].items() if not rule.optional])
    write_yaml(data / "council.yml", world.council)
    write_yaml(data / YEAR.folder / "year.yml", world.settings)


def loadable(world: World) -> World:
    """Mend what loading refuses, and rightly: cases after the last day held, places and services that nobody knows."""
    until = world.settings.data_until or YEAR.last_day
    rows = dict(world.rows)
    rows["cases"] = [row for row in rows["cases"] if row["received"] <= until.isoformat() or year_of(row) != YEAR.start]
    if rows["cases"]:
        seen = {row["service"] for row in rows["cases"]}
        first = {"feedback_type": "comment", "received": f"{YEAR.first_day}", "status": "open"}
        missing = [service.name for service in world.council.services if service.name not in seen]
        rows["cases"] += [first | {"case_id": f"of-{name}", "service": name} for name in missing]
    known = {row["case_id"] for row in rows["cases"]}
    merged = [row["merged_into"] if row.get("merged_into") in known else None for row in rows["cases"]]
    rows["cases"] = [row | {"merged_into": target} for row, target in zip(rows["cases"], merged, strict=True)]
    for name in ("stages", "remedies"):
        rows[name] = [row for row in rows[name] if row["case_id"] in known]
    if rows["population"]:
        own = rows["population"][0] | {"area_code": world.council.area_code}
        rows["population"] = [own, *(row for row in rows["population"] if row["area_code"] != own["area_code"])]
    settings = world.settings.model_copy(update={"data_until": until})
    return World(world.council, settings, rows, world.case_years)


def year_of(row: dict[str, object]) -> int:
    """Get the year in whose folder a row stands."""
    day = row.get("received") or row.get("requested")
    return int(str(row["year"])) if day is None else Year.of(pd.Timestamp(str(day)).date()).start


def write(path: Path, rows: list[dict[str, object]], columns: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pd.DataFrame(rows, columns=[*dict.fromkeys([*columns, *(rows[0] if rows else ())])], dtype="object")
    if "year" in table and path.parent.name[:2] == "20":
        table = table.drop(columns="year")
    for name in {"year", "carried_from"} & set(table) if "population" not in path.name else ():
        table[name] = [None if pd.isna(year) else Year(int(year)).label for year in table[name]]
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def write_yaml(path: Path, content: Council | YearSettings) -> None:
    held = content.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    if isinstance(content, YearSettings):
        held["year"] = content.year.label
        for entry, found in zip(held.get("breaks", []), content.breaks, strict=True):
            entry["year"] = found.year.label
    path.write_text(yaml.safe_dump(held, allow_unicode=True, sort_keys=False), encoding="utf-8")


def read(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")
@settings(
    max_examples=3,  # a build takes long; test_any_data.py tries the sections alone on many more worlds
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(worlds())
def test_whatever_the_data_a_whole_paper_is_built_and_prints_nothing_of_the_program(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_world(loadable(world), Path(folder, "data"))
        command = ["build", YEAR.label, "--data", f"{folder}/data", "--output", f"{folder}/output"]
        result = CliRunner().invoke(app, [*command, "--engine", "pandoc"])
        assert result.exit_code == 0, f"{result.output}\n{result.exception}"
        paper = Path(folder, "output", YEAR.folder)
        page = html.fromstring((paper / "report.html").read_text(encoding="utf-8"))
        for mark in page.xpath("//*[contains(@class, 'not-reviewed')]"):
            mark.drop_tree()
        told = [read(node) for node in page.xpath("//main//p | //figcaption | //caption")]
        told += [image.get("alt") for image in page.iter("img")]
        told += [paragraph.text for paragraph in Document(str(paper / "report.docx")).paragraphs]
        marked = [re.sub(r"The mark \[[^.]*\.", "", text.replace("’", "'")) for text in told if text]
        assert {problem: text for text in marked for problem in awkward(text) if "begins with" not in problem} == {}
        cells = {read(cell) for cell in page.xpath("//main//td | //main//th")}
        assert not cells & {"nan", "NaN", "NaT", "None", "<NA>", "inf", "-inf", "not available"}
        assert "" not in {read(cell) for cell in page.xpath("//main//table[not(ancestor::details)]//*[self::td]")}
        for figure in page.iter("figure"):
            words = read(figure).replace(read(next(figure.iter("figcaption"))), "").strip()
            assert list(figure.iter("img")) or list(figure.iter("table")) or words.endswith(".")
