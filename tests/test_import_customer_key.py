"""The key of the customers' pseudonyms: made once, kept outside project and data, never shown."""

import stat
import sys
from pathlib import Path

import pytest
from export_specimens import HEADER, a_row, cases_of, data_folder, doubts_of, run_import, write_csv

from feedback_report.errors import SettingsError
from feedback_report.importing.customer_key import KEY_VARIABLE, CustomerKey, customer_key, key_file
from feedback_report.importing.telling import tell_import
from feedback_report.years import Year


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))
    return tmp_path / "settings"


def test_a_key_is_made_once_and_kept_for_this_person_alone(own_settings: Path) -> None:
    first, second = customer_key(()), customer_key(())
    assert (first.new, second.new) == (True, False)
    assert first.secret == second.secret
    assert key_file() == own_settings / "feedback-report" / "customer-key.txt"
    text = key_file().read_text(encoding="utf-8")
    assert "without it, later imports give the same people other pseudonyms" in text
    if sys.platform != "win32":
        assert stat.S_IMODE(key_file().stat().st_mode) == 0o600


def test_two_people_make_two_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = customer_key(())
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "others"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "others"))
    assert customer_key(()).secret != first.secret


def test_the_environment_may_hold_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "from the council's safe, 32 characters")
    key = customer_key(())
    assert (key.kept, key.new) == (KEY_VARIABLE, False)
    assert not key_file().exists()


def test_on_a_dry_run_no_key_is_written() -> None:
    assert customer_key((), make=False).new
    assert not key_file().exists()


def test_a_key_is_never_kept_with_the_data_or_the_project(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="inside the project or its data, where it could be shared along with them"):
        customer_key((tmp_path,))
    assert not key_file().exists()


@pytest.mark.parametrize("content", ["", "# a note\nshort\n"])
def test_a_key_that_is_too_short_is_not_used(content: str) -> None:
    key_file().parent.mkdir(parents=True)
    key_file().write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="has fewer than 32 characters: put back the key that was used before"):
        customer_key(())


def test_a_pseudonym_is_the_same_for_the_same_customer_and_key_alone() -> None:
    key, other = CustomerKey(b"a" * 32, "x"), CustomerKey(b"b" * 32, "x")
    assert key.pseudonym("70001") == key.pseudonym(" 70001 ")
    assert key.pseudonym("Someone@Example.org") == key.pseudonym("someone@example.org")
    assert key.pseudonym("70001") != key.pseudonym("70002")
    assert key.pseudonym("70001") != other.pseudonym("70001")
    assert key.fingerprint != other.fingerprint


def test_a_hundred_thousand_customers_have_as_many_pseudonyms() -> None:
    key = CustomerKey(b"a" * 32, "x")
    assert len({key.pseudonym(str(number)) for number in range(100_000)}) == 100_000


def test_neither_message_nor_receipt_nor_representation_shows_the_key(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    done = run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data)
    told = "\n".join(tell_import(done, dry_run=False))
    secret = customer_key(()).secret.decode()
    assert str(key_file()) in told
    assert "when it is lost, later imports give the same people other pseudonyms" in told
    shown = told + done.receipt.text() + repr(done) + "".join(map(str, cases_of(data)))
    assert secret not in shown
    assert done.receipt.customer_key == customer_key(()).fingerprint


def test_another_key_than_that_of_an_earlier_year_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_folder(tmp_path)
    path = write_csv(tmp_path, [HEADER, a_row(1), a_row(2, Date_Received="03/06/2024", Date_Acknowledged="")])
    run_import(path, data, Year(2024))
    assert doubts_of(run_import(path, data, dry_run=True).receipt) == []
    monkeypatch.setenv(KEY_VARIABLE, "another key of at least 32 characters")
    (doubt,) = doubts_of(run_import(path, data).receipt)
    assert doubt.startswith("The customers' pseudonyms of 2024/25 were made with another key")
    assert "put the former key back, or import those years again" in doubt


def test_without_customers_in_the_mapping_no_key_is_made(tmp_path: Path) -> None:
    from export_specimens import MAPPING

    data = data_folder(tmp_path, MAPPING.replace("      customer_ref: Customer ID\n", ""))
    assert run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data).key is None
    assert not key_file().exists()
