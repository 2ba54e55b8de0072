"""Tables that were kept come back as they were."""

from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from small_data import a_case, load

from feedback_report.data.tables import Tables
from feedback_report.measures.period import Comparable
from feedback_report.running import table_store
from feedback_report.running.table_store import FEW_ROWS, read_comparable, save_comparable, table_fingerprints


def kept(folder: Path, tables: Tables, whole: Tables | None = None, left_out: tuple[int, ...] = ()) -> Path:
    save_comparable(Comparable(tables, whole or tables, left_out), folder)
    return folder


def same(one: Tables, other: Tables) -> None:
    assert (one.case_years, one.months) == (other.case_years, other.months)
    for field in fields(one):
        if field.type is pd.DataFrame:
            pd.testing.assert_frame_equal(
                stored_alike(getattr(one, field.name)), stored_alike(getattr(other, field.name))
            )


def stored_alike(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts as Python holds them: whether Arrow or Python stores them is no part of what a table says."""
    texts = [name for name, kind in frame.dtypes.items() if isinstance(kind, pd.StringDtype)]
    return frame.astype(dict.fromkeys(texts, "object")).set_axis(frame.columns.astype("object"), axis="columns")


@pytest.mark.parametrize("few", [0, FEW_ROWS])
@pytest.mark.parametrize("changes", [{}, {"stages": [], "remedies": [], "actions": [], "history": []}])
def test_the_round_trip_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict, few: int
) -> None:
    monkeypatch.setattr(table_store, "FEW_ROWS", few)
    tables = load(tmp_path, cases=[a_case(team="<b>Zoë</b>\u200b", closed="", status="withdrawn")], **changes)
    again = read_comparable(kept(tmp_path / "kept" / "2024-25", tables))
    same(again.tables, tables)
    assert again.whole_years is again.tables
    assert again.left_out == ()


def test_tables_of_a_part_of_the_year_come_back_beside_those_of_whole_years(tmp_path: Path) -> None:
    whole = load(tmp_path)
    part = replace(whole, cases=whole.cases.head(1), months=6, case_years=(2024,))
    again = read_comparable(kept(tmp_path / "kept", part, whole, (2023,)))
    same(again.tables, part)
    same(again.whole_years, whole)
    assert again.left_out == (2023,)


def test_a_fingerprint_changes_with_its_table_and_no_other(tmp_path: Path) -> None:
    tables = load(tmp_path)
    changed = replace(tables, cases=tables.cases.head(1))
    before, _ = table_fingerprints(kept(tmp_path / "one", tables))
    after, _ = table_fingerprints(kept(tmp_path / "two", changed))
    assert {name for name in before if before[name] != after[name]} == {"tables.cases", "whole_years.cases"}


def test_which_years_are_held_has_a_fingerprint_of_its_own(tmp_path: Path) -> None:
    tables = load(tmp_path)
    _, before = table_fingerprints(kept(tmp_path / "one", tables))
    _, after = table_fingerprints(kept(tmp_path / "two", tables, left_out=(2023,)))
    assert before != after


def test_a_folder_that_lacks_a_table_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, load(tmp_path))
    (tmp_path / "tables" / "stages.arrow").unlink()
    with pytest.raises(FileNotFoundError, match=r"stages\.arrow"):
        read_comparable(tmp_path)
