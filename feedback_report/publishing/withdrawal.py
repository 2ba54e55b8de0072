"""What the commands `withdraw` and `restore` do, and that what they tell readers holds nothing about a person.

What became of each version, when and why, is kept as versions.py has it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from feedback_report.building.paper_place import PaperPlace
from feedback_report.command_options import day_of
from feedback_report.data.tables import Tables
from feedback_report.errors import ReportError
from feedback_report.narrative.roles import role_of
from feedback_report.publishing.folder import restore_version, settle, withdraw_version, year_record
from feedback_report.publishing.lock import publishing_alone
from feedback_report.publishing.manifest import paper_files, settings_files
from feedback_report.publishing.personal import Unwanted, kinds_in, unwanted_in
from feedback_report.publishing.placing import clear_unrecorded
from feedback_report.publishing.versions import Event, Record
from feedback_report.running.year_tables import read_paper_tables
from feedback_report.settings import YearSettings, load_council, load_year_settings
from feedback_report.wording import list_of
from feedback_report.years import Year

STORE = "withdrawn"  # below the output folder: what was taken off the share


def run_withdraw(place: PaperPlace, to: Path, version: str | None, reason: str, by: str | None, on: str | None) -> str:
    """Take a version off the share, the current one unless another is named. Gets what was done."""
    if not reason.strip():
        raise ReportError("--reason: is empty. Readers are told why the paper was withdrawn.")
    event = _event("withdrawn", place, by, on, " ".join(reason.split()))
    with _changing(to, place.year) as record:
        name = version or record.current
        if name is None:
            raise ReportError(f"{place.year}: no version is published. Name one with --version.")
        withdraw_version(to, record, name, event, place.output_dir / STORE)
    return (
        f"{place.year}: version {name} is off the share. It is kept in "
        f"{place.output_dir.name}/{STORE}/{place.year.folder}/{name}, from where `restore` brings it back. "
        f"Readers find in its place: {event.reason}"
    )


def run_restore(place: PaperPlace, to: Path, version: str | None, by: str | None, on: str | None) -> str:
    """Make a version current again, the last one withdrawn unless another is named. Gets what was done."""
    event = _event("restored", place, by, on)
    with _changing(to, place.year) as record:
        withdrawn = [held for held in record.versions if held.withdrawn]
        if version is None and not withdrawn:
            raise ReportError(f"{place.year}: no version is withdrawn. Name the one to go back to with --version.")
        name = version or max(withdrawn, key=lambda held: (held.events[-1].on, int(held.id))).id
        restore_version(to, record, name, event, place.output_dir / STORE)
    return f"{place.year}: version {name} is the current one again."


def unwanted_of(place: PaperPlace, tables: Tables | None, settings: YearSettings | None) -> Unwanted:
    """Get what must not be published of a year, but for the contacts that its settings give to be printed."""
    contacts: Sequence[str] = []
    if settings is not None:
        links = [part for link in settings.links.values() for part in (link.text, link.url)]
        contacts = [*(author.contact for author in settings.authors), *links]
    own = [*settings_files(place.data_dir, place.year), *paper_files(place.project)]
    return unwanted_in(tables, place.project, place.data_dir, own, contacts)


def in_order(to: Path, year: Year) -> Record:
    """Get the record of a published year, once what somebody left unfinished is finished."""
    clear_unrecorded(to, year)
    record = year_record(to, year)
    assert record is not None
    settle(to, record)
    return record


def _event(what: str, place: PaperPlace, by: str | None, on: str | None, reason: str = "") -> Event:
    role = _role(place, by)
    event = Event(what, day_of(on).isoformat(), role, reason)
    _refuse_personal(place, {"--reason": reason, "--by": role})
    return event


def _role(place: PaperPlace, by: str | None) -> str:
    """Get the role that answers for it; where ``by`` names it, the year's settings need not be readable."""
    try:
        roles = load_year_settings(place.data_dir, place.year).roles
    except ReportError:
        if by is None:
            raise
        roles = []
    return role_of(by or roles[0], roles)


def _refuse_personal(place: PaperPlace, said: dict[str, str]) -> None:
    """Refuse what readers would be told of a person.

    A paper can be withdrawn while its tables cannot be read; then no reference is known, and all else is looked for.
    """
    settings, tables = None, None
    try:
        settings = load_year_settings(place.data_dir, place.year)
        tables = read_paper_tables(place.data_dir, load_council(place.data_dir), settings).tables
    except ReportError:
        pass
    unwanted = unwanted_of(place, tables, settings)
    problems = [
        f"{option}: holds {list_of(kinds)}. Everybody can read it: leave that out."
        for option, text in said.items()
        if (kinds := kinds_in(text, unwanted))
    ]
    if problems:
        raise ReportError(problems)


@contextmanager
def _changing(to: Path, year: Year) -> Iterator[Record]:
    """Hold a published year, in order, that is there."""
    if year_record(to, year) is None:
        raise ReportError(f"{to.name}/{year.folder}/: {year} was not published there.")
    with publishing_alone(to):
        yield in_order(to, year)
