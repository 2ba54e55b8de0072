"""Files that are written whole, also where another program holds the former one for a moment, as on Windows."""

from pathlib import Path

import pytest

from feedback_report import whole_files
from feedback_report.whole_files import write_whole


def held(monkeypatch, times: int) -> None:
    """Let no file be replaced for so many tries, as Windows has it while somebody reads it."""
    replaced, left = Path.replace, [times]

    def replace(self: Path, target: Path) -> Path:
        if left[0] > 0:
            left[0] -= 1
            raise PermissionError(13, "Permission denied", str(target))
        return replaced(self, target)

    monkeypatch.setattr(whole_files, "PATIENCE", 0.3)
    monkeypatch.setattr(Path, "replace", replace)


@pytest.fixture
def former(tmp_path):
    path = tmp_path / "reviewed.yml"
    path.write_text("former", encoding="utf-8")
    return path


def test_a_text_takes_the_place_of_the_former_one_with_the_same_line_ends_everywhere(former):
    write_whole(former, "one\ntwo £\n")
    assert former.read_bytes() == "one\ntwo £\n".encode()
    assert list(former.parent.iterdir()) == [former]


def test_a_file_that_somebody_reads_for_a_moment_is_waited_for(former, monkeypatch):
    monkeypatch.setattr(whole_files, "HELD_OPEN", True)
    held(monkeypatch, times=2)
    write_whole(former, "new")
    assert former.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("windows", [True, False], ids=["where files can be held open", "elsewhere"])
def test_a_file_that_cannot_be_replaced_is_as_it_was_and_nothing_is_left_beside_it(former, monkeypatch, windows):
    monkeypatch.setattr(whole_files, "HELD_OPEN", windows)
    held(monkeypatch, times=1000)
    with pytest.raises(PermissionError):
        write_whole(former, "new")
    assert former.read_text(encoding="utf-8") == "former"
    assert list(former.parent.iterdir()) == [former]
