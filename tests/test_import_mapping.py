"""mapping.yml: what is wrong with it is said, everything at once, before any row is read."""

from pathlib import Path

import pytest
from export_specimens import MAPPING, contract

from feedback_report.errors import SettingsError
from feedback_report.importing.mapping import Mapping, read_mapping
from feedback_report.importing.ready_mapping import load_mapping


def load(folder: Path, text: str) -> Mapping:
    (folder / "data").mkdir(exist_ok=True)
    path = folder / "data" / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path, contract())


def problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    text = MAPPING
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(SettingsError) as raised:
        load(folder, text)
    return raised.value.problems


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    mapping = read_mapping(
        "checked: yes\nsystems:\n  - name: 2024\n    columns: {case_id: 007, received: 2024-01-01, team: No}\n"
        "    values: {extension_agreed: {Yes: yes, No: no, 1: yes, null: no}}\n",
        "mapping.yml",
    )
    (system,) = mapping.systems
    assert (system.name, system.columns) == ("2024", {"case_id": "007", "received": "2024-01-01", "team": "No"})
    assert system.values["extension_agreed"] == {"Yes": "yes", "No": "no", "1": "yes", "null": "no"}


def test_a_right_mapping_is_loaded(tmp_path: Path) -> None:
    (system,) = load(tmp_path, MAPPING).systems
    assert system.source_columns[:2] == ["Case Ref", "Date Received"]


def test_an_unchecked_mapping_is_not_used(tmp_path: Path) -> None:
    assert problems(tmp_path, ("checked: yes", "checked: no")) == [
        'data/mapping.yml: nobody has checked it yet: read it, correct it, and write "checked: yes" at its top.'
    ]


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        ("checked: yes", "checked: no"),
        ("      status: Status\n", "      statsu: Status\n"),
        ("Letter: post", "Letter: pots"),
        ("Enquiry: (leave out)", "Enquiry: (decide)"),
        ("No: no", "No: (empty)"),
    )
    place = 'data/mapping.yml: system "Present system": '
    assert place + 'cases.csv has no column "statsu": see data/README.md. The nearest is "status".' in found
    assert any(p.startswith(place + '"status" is missing under columns: name the export\'s column') for p in found)
    assert (
        place
        + 'values, contact_method: "Letter" becomes "pots", which is not allowed: write email, portal, telephone, '
        'post or in person. The nearest is "post".'
    ) in found
    assert place + 'values, feedback_type: still to be decided: "Enquiry".' in found
    assert place + '"status" has values and no column: name the column, or remove the values.' in found
    assert any("nobody has checked it yet" in problem for problem in found)
    assert len(found) == 6


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "Comment: comment",
            "Comment: (empty)",
            'values, feedback_type: "Comment" cannot become empty, because every case has a "feedback_type".',
        ),
        (
            "      case_id: Case Ref\n",
            "      case_id: [Case Ref, Team]\n",
            '"case_id" is made from several columns: name one (only customer_ref may have several).',
        ),
        (
            "    values:\n",
            "    constants: {received: 2025-06-03}\n    values:\n",
            'constants cannot be for "received"',
        ),
        (
            "    values:\n",
            "    constants: {status: closed}\n    values:\n",
            '"status" has a column and a constant: keep one of them.',
        ),
        (
            "other_values: {directorate: as written,",
            "other_values: {status: as written,",
            'other_values, status: "as written" cannot be, because only some values are allowed: write open, paused, '
            "closed, withdrawn or refused, refuse or (leave out).",
        ),
        (
            "      extension_agreed: {Yes: yes, No: no}\n",
            "      extension_agreed: {Yes: yes, No: no}\n      case_id: {x: y}\n",
            "values, case_id: this column's values are taken as they are: remove them here.",
        ),
        (
            "      case_id: Case Ref\n",
            "      case_id: (sheet name)\n",
            '"case_id" cannot come from the sheet\'s name.',
        ),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, old: str, new: str, words: str) -> None:
    found = "\n".join(problems(tmp_path, (old, new)))
    if "constants cannot be" in words:
        assert '"received" cannot be the same in all rows: remove it from constants.' in found
    else:
        assert words in found


def test_two_systems_need_two_names(tmp_path: Path) -> None:
    second = MAPPING[MAPPING.index("  - name") :]
    with pytest.raises(SettingsError, match='two systems are called "Present system": give each its own name'):
        load(tmp_path, MAPPING + second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "checked: yes\nsystems:\n  - name: A\n    columns: {a: b\n",
            r"data/mapping\.yml, line \d: not valid YAML: .* never closed",
        ),
        ("checked: yes\nsystems:\n  - name: A\n    columns: {team: b, team: c}\n", '"team" stands there twice'),
        ("checked: perhaps\nsystems: []\n", r"data/mapping\.yml: checked: expected yes or no"),
        (
            "checked: yes\nsystems:\n  - name: A\n    colums: {a: b}\n",
            r'system "A": colums: unknown entry\. Perhaps columns is meant',
        ),
        (
            "checked: yes\nsystems:\n  - name: A\n    received: {till: 2025-06-30}\n",
            r'system "A": received\.till: unknown entry\. Perhaps until is meant',
        ),
        (
            "checked: yes\nsystems:\n  - name: A\n    values: {subject: {Delay: [a, b]}}\n",
            r'system "A": values\.subject\.Delay: expected one text',
        ),
        ("checked: yes\nsystems:\n  - Present\n", "system number 1: expected entries of the form name: value"),
        (
            "checked: yes\nsystems:\n\t- name: A\n",
            r"data/mapping\.yml, line 3: not valid YAML: it is indented with a tab: use spaces",
        ),
        ("", r"data/mapping\.yml: the file: expected entries of the form name: value"),
    ],
)
def test_a_file_of_the_wrong_form_is_named_with_the_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        load(tmp_path, text)


def test_another_encoding_than_utf_8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    path.write_bytes("checked: yes # Caf\xe9".encode("cp1252"))
    with pytest.raises(SettingsError, match=r"not UTF-8 text\. Save it as UTF-8"):
        load_mapping(path, contract())


def test_columns_without_a_source_are_not_in_the_export(tmp_path: Path) -> None:
    (system,) = load(tmp_path, MAPPING.replace("merged_into: Parent Case", "merged_into:")).systems
    assert "merged_into" not in system.columns
