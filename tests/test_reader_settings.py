"""How settings are read, merged and followed: YAML, _quarto.yml, metadata files, front matter, variables."""

from pathlib import Path

import pytest

from feedback_report import reader
from feedback_report.errors import RenderError
from feedback_report.reader.options import pandoc_arguments
from feedback_report.reader.places import Place, Problems, nearest
from feedback_report.reader.project import project_settings
from feedback_report.reader.tree import plain
from feedback_report.reader.yaml_files import Settings, dotted_keys, look_up, merge, read_yaml, written


def read(text: str) -> Settings:
    problems = Problems()
    settings = read_yaml(text, Place("x.yml", 1), problems)
    problems.check()
    return settings


def write_files(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_yml", ".yml").replace("_qmd", ".qmd")).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),  # YAML 1.1 would make these five true, false, a date, a number and an octal
        ("no", "no"),
        ("2025-04-01", "2025-04-01"),
        ("1:30", "1:30"),
        ("010", 10),
        ("true", True),
        ("12.50", 12.5),
        ("~", None),
        ("5%", "5%"),
        ('"12.50"', "12.50"),
        ("[a, 1]", ["a", 1]),
        ("{b: {c: off}}", {"b": {"c": "off"}}),
    ],
)
def test_yaml_is_read_as_quarto_reads_it(text: str, value: object):
    assert read(f"key: {text}").values == {"key": value}


def test_keys_are_words_even_if_they_look_like_values():
    assert read("yes: 1\n2024: 2\nnull: 3").values == {"yes": 1, "2024": 2, "null": 3}


def test_every_key_has_its_line():
    settings = read("a: 1\nb:\n  c: 2")
    assert {path: place.line for path, place in settings.places.items()} == {("a",): 1, ("b",): 2, ("b", "c"): 3}


def test_a_key_that_comes_twice_is_refused_with_its_line():
    with pytest.raises(RenderError, match=r'x.yml, line 3: the YAML cannot be read: the key "c" comes twice'):
        read("b:\n  c: 1\n  c: 2")


def test_maps_are_merged_lists_joined_and_the_stronger_value_wins():
    low, high = read("a: 1\nm: {x: 1, y: 1}\nl: [1, 2]"), read("a: 2\nm: {y: 2}\nl: [2, 3]")
    assert merge(low, high).values == {"a": 2, "m": {"x": 1, "y": 2}, "l": [1, 2, 3]}


@pytest.mark.parametrize(
    ("value", "text"), [(12.5, "12.5"), (3.0, "3"), (True, "true"), (None, ""), (7, "7"), ("12.50", "12.50")]
)
def test_values_are_written_as_quarto_prints_them(value: object, text: str):
    assert written(value) == text


def test_a_dotted_key_walks_maps_and_counts_lists_from_one():
    tree = {"a": {"b": ["x", "y"]}}
    assert look_up(tree, "a.b.2") == "y"
    with pytest.raises(KeyError, match="c"):
        look_up(tree, "a.c")
    with pytest.raises(KeyError, match="3"):
        look_up(tree, "a.b.3")


def test_dotted_keys_lists_what_can_be_asked_for():
    assert dotted_keys({"a": {"b": 1, "c": {"d": 2}}, "e": 3}) == ["a.b", "a.c.d", "e"]


def test_nearest_never_offers_the_name_itself():
    assert nearest("council.nmae", ["council.name", "year"]) == " Nearest: council.name."
    assert nearest("fig-a", ["fig-a"]) == ""


def test_the_document_is_stronger_than_metadata_files_and_these_than_the_project(tmp_path: Path):
    folder = write_files(
        tmp_path,
        _quarto_yml="metadata-files: [files.yml]\na: project\nb: project\nc: project\nd: project",
        files_yml="b: files\nc: files\nd: files",
        own_yml="c: own\nd: own",
    )
    problems = Problems()
    front = read("metadata-files: [own.yml]\nd: document")
    values = project_settings(folder, front, problems)["html"].values
    assert [values[key] for key in "abcd"] == ["project", "files", "own", "document"]


def test_what_stands_under_a_format_holds_for_it_alone(tmp_path: Path):
    folder = write_files(tmp_path, _quarto_yml="a: both\nformat:\n  html:\n    a: page\n  docx: default")
    settings = project_settings(folder, Settings(), Problems())
    assert (settings["html"].values["a"], settings["docx"].values["a"]) == ("page", "both")


def test_the_place_of_an_option_under_a_format_is_its_own_line(tmp_path: Path):
    folder = write_files(tmp_path, _quarto_yml="format:\n  html:\n    toc: maybe", report_qmd="Words.")
    with pytest.raises(RenderError, match=r'^_quarto.yml, line 3: "toc" must be true or false.$'):
        reader.read_project(folder)


def test_options_become_arguments_of_pandoc(tmp_path: Path):
    (tmp_path / "style").mkdir()
    for name in ("paper.lua", "page.css", "reference.docx"):
        (tmp_path / "style" / name).write_text("")
    settings = read(
        "toc: true\ntoc-depth: 2\nnumber-sections: true\nembed-resources: true\ncss: style/page.css\n"
        "reference-doc: style/reference.docx\nfilters:\n"
        "  - {path: style/quarto-adapter.lua, at: post-quarto}\n  - {path: style/paper.lua, at: post-quarto}"
    )
    common = ["--toc", "--number-sections", "--toc-depth=2"]
    last = [f"--lua-filter={tmp_path / 'style/paper.lua'}"]
    page = [*common, "--embed-resources", f"--css={tmp_path / 'style/page.css'}", *last]
    word = [*common, f"--reference-doc={tmp_path / 'style/reference.docx'}", *last]
    assert pandoc_arguments(settings, tmp_path, "html", Problems()) == page
    assert pandoc_arguments(settings, tmp_path, "docx", Problems()) == word


def test_a_page_without_files_of_its_own_has_nothing_to_embed(tmp_path: Path):
    assert pandoc_arguments(read("embed-resources: true\nreference-doc: a.docx"), tmp_path, "html", Problems()) == []


def test_a_key_of_the_projects_own_is_accepted_when_the_text_reads_it(tmp_path: Path):
    folder = write_files(
        tmp_path,
        _quarto_yml="house: blue\nshown: true\nfacts: {a: true}",
        report_qmd='{{< meta house >}} [x]{.content-visible when-meta="shown"}',
    )
    assert plain(reader.read_project(folder)["blocks"]) == "blue x"


def test_titles_hold_values_and_marks(tmp_path: Path):
    folder = write_files(
        tmp_path,
        _variables_yml='year: "**2024/25**"',
        report_qmd='---\ntitle: "Report for {{< var year >}} -- *draft*"\nauthor: [One team, Another]\n---\n\nX',
    )
    meta = reader.read_project(folder)["meta"]
    assert plain(meta["title"]["c"]) == "Report for 2024/25 – draft"
    assert [one["t"] for one in meta["title"]["c"] if one["t"] in ("Strong", "Emph")] == ["Strong", "Emph"]
    assert [plain(one["c"]) for one in meta["author"]["c"]] == ["One team", "Another"]


def test_metadata_keeps_its_kinds_and_leaves_options_out(tmp_path: Path):
    folder = write_files(
        tmp_path,
        _quarto_yml="lang: en-GB\nnumber-paragraphs: true\ntoc: false\nexecute: {echo: false}\nfacts: {a: {b: true}}",
        report_qmd="Words.",
    )
    meta = reader.read_project(folder)["meta"]
    assert set(meta) == {"lang", "number-paragraphs", "facts"}
    assert meta["number-paragraphs"] == {"t": "MetaBool", "c": True}
    assert meta["facts"]["c"]["a"]["c"]["b"] == {"t": "MetaBool", "c": True}


def test_the_date_is_printed_alike_in_both_formats(tmp_path: Path):
    folder = write_files(tmp_path, report_qmd="---\ndate: 2025-09-30\ndate-format: D MMMM YYYY\n---\n\nWords.")
    dates = [plain(ast["meta"]["date"]["c"]) for ast in reader.read_formats(folder).values()]
    assert dates == ["30 September 2025", "30 September 2025"]
