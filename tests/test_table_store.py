"""Tables that were kept come back as they were."""

from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from small_data import a_case, load

from feedback_report.table_store import read_tables, save_tables


@pytest.mark.parametrize("changes", [{}, {"stages": [], "remedies": [], "actions": [], "history": []}])
def test_the_round_trip_changes_nothing(tmp_path: Path, changes: dict) -> None:
    tables = load(tmp_path, cases=[a_case(team="<b>Zoë</b>\u200b", closed="", status="withdrawn")], **changes)
    save_tables(tables, tmp_path / "kept" / "2024-25")
    again = read_tables(tmp_path / "kept" / "2024-25")
    assert again.case_years == tables.case_years == (2023, 2024)
    for field in fields(tables):
        if field.type is pd.DataFrame:
            pd.testing.assert_frame_equal(getattr(again, field.name), getattr(tables, field.name))


def test_tables_that_were_read_can_be_kept_again_in_the_same_folder(tmp_path: Path) -> None:
    save_tables(load(tmp_path), tmp_path / "kept")
    save_tables(read_tables(tmp_path / "kept"), tmp_path / "kept")
    assert len(read_tables(tmp_path / "kept").cases) == 2


def test_a_folder_that_lacks_a_table_is_refused(tmp_path: Path) -> None:
    save_tables(load(tmp_path), tmp_path)
    (tmp_path / "stages.arrow").unlink()
    with pytest.raises(FileNotFoundError, match=r"stages\.arrow"):
        read_tables(tmp_path)
