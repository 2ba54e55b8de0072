"""What the command `publish` does."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from feedback_report.building.build import Build, build
from feedback_report.building.paper_place import PaperPlace
from feedback_report.building.render import Engine
from feedback_report.command_options import day_of
from feedback_report.errors import ReportError
from feedback_report.facts.restatements import keep_published
from feedback_report.narrative.roles import role_of
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.publishing.files import files_below
from feedback_report.publishing.folder import hashes, publish_version, year_record
from feedback_report.publishing.gate import Subject, check_gate
from feedback_report.publishing.lock import check_share, publishing_alone
from feedback_report.publishing.manifest import Made, made_from
from feedback_report.publishing.personal import find_personal, sources_of
from feedback_report.publishing.placing import clear_unrecorded
from feedback_report.publishing.prepare import PAGE, compare, write_manifest, write_notice
from feedback_report.publishing.rules import PERSONAL, Override, Standing, may_be_published, with_overrides
from feedback_report.publishing.showing import say, show_changes, show_rules
from feedback_report.publishing.versions import Event, Record, Version
from feedback_report.publishing.withdrawal import in_order, unwanted_of
from feedback_report.running.year_tables import read_paper_tables
from feedback_report.settings import load_year_settings
from feedback_report.wording import list_of
from feedback_report.years import Year


@dataclass(frozen=True)
class Order:
    """What `publish` was asked: the folder, the renderer, the rules overridden and why, by which role and when."""

    to: Path
    engine: Engine
    rules: Sequence[str]
    reason: str
    by: str | None
    on: str | None
    dry_run: bool
    verbose: bool = False


def run_publish(place: PaperPlace, order: Order, console: Console, progress: Console) -> int:
    """Build a year's paper, hold it against the gate and publish it. Gets the exit code."""
    roles = load_year_settings(place.data_dir, place.year).roles
    role = role_of(order.by or roles[0], roles)
    day = day_of(order.on)
    if order.rules and not order.reason.strip():
        raise ReportError("--override: --reason is missing. Say why the paper is published although the rule fails.")
    if PERSONAL in order.rules:
        raise ReportError(f"--override {PERSONAL}: nobody may publish personal data. Remove it from the paper.")
    check_share(order.to)
    overrides = [Override(rule, role, day.isoformat(), " ".join(order.reason.split())) for rule in order.rules]
    with tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary:
        made = made_from(place.project, place.data_dir, place.year, Engine.pandoc)
        with BuildProgress(progress, len(notebook_paths(place.project))) as shown:
            built = build(place.project, place.year, place.data_dir, Path(temporary), shown, order.engine)
        with _folder(order, place.year, console) as record:
            event = Event("published", day.isoformat(), role)
            return _publish(place, order, built, made, record, overrides, event, console)


def _publish(
    place: PaperPlace,
    order: Order,
    built: Build,
    made: Made,
    record: Record | None,
    overrides: Sequence[Override],
    event: Event,
    console: Console,
) -> int:
    compared = compare(place, built, record, order.to / place.year.folder)
    revision = compared.revision(event.on)
    if (built.folder / PAGE).is_file():
        write_notice(built.folder / PAGE, built.folder / PAGE, revision)
    files = files_below(built.folder)
    held = read_paper_tables(place.data_dir, built.draft.council, built.draft.settings)
    unwanted = unwanted_of(place, held.tables, built.draft.settings)

    def personal() -> list[str]:
        found = find_personal(files, unwanted)
        settings = [place.data_dir / "council.yml", place.data_dir / place.year.folder / "year.yml"]
        return sources_of(held.tables, settings, unwanted) + found if found else []

    subject = Subject(place.project, place.data_dir, built.draft, held, files)
    today = date.fromisoformat(event.on)
    rules = with_overrides(check_gate(subject, today, personal), overrides)
    show_rules(rules, unwanted, console, order.verbose)
    show_changes(compared, console)
    unchecked = [rule.name for rule in rules if rule.standing is Standing.not_checked]
    if unchecked:
        say(console, f"Not checked, which does not stop it: {list_of(unchecked)}.")
    if not may_be_published(rules):
        say(console, f"{place.year}: not published. A rule fails; mend what is listed, or see --override.")
        return 1
    if compared.same and record is not None:
        say(console, f"{place.year}: nothing to publish. Version {record.current} is this very paper.")
        if not order.dry_run:
            _keep_facts(place, built)
        return 0
    name = record.next_id if record else "1"
    published = {"version": name, "on": event.on, "by": event.by}
    manifest = write_manifest(place, built, rules, overrides, made, published, revision)
    problems = find_personal({manifest.name: manifest}, unwanted)
    if problems:
        raise ReportError([*problems, f"Rule {PERSONAL}: look at the --reason and --by given."])
    if order.dry_run:
        say(console, f"{place.year}: would be published as version {name}. Nothing was changed.")
        return 0
    version = Version(name, hashes(files_below(built.folder)), (event,), compared.figures or ())
    title = built.draft.facts["paper.title"].text
    before = Record(place.year.label, built.draft.council.name, title, *_held(record))
    publish_version(order.to, before, version, built.folder)
    say(console, f"{place.year}: published as version {name}, {len(version.files)} files.")
    kept = _keep_facts(place, built)
    say(console, f"Its facts are kept for next year's paper: {kept.parent.name}/{kept.name}.")
    return 0


def _keep_facts(place: PaperPlace, built: Build) -> Path:
    """Keep the facts of what is published beside the year's data."""
    try:
        return keep_published(built.folder.parent, place.data_dir, place.year, replace=True)
    except OSError as error:
        raise ReportError(
            f"{place.year} is published, but its facts could not be kept in {place.data_dir.name}/{place.year.folder}/ "
            f"({error.strerror or type(error).__name__}), from where next year's paper takes them. Give the command "
            "again once you may write there."
        ) from None


@contextmanager
def _folder(order: Order, year: Year, console: Console) -> Iterator[Record | None]:
    """Hold the published folder and put it in order; a dry run only looks."""

    def told() -> None:
        say(console, "Somebody else is publishing there: waiting for them to end.")

    with nullcontext() if order.dry_run else publishing_alone(order.to, told=told):
        record = year_record(order.to, year)
        if not order.dry_run and record is not None:
            record = in_order(order.to, year)
        elif not order.dry_run:
            clear_unrecorded(order.to, year)
        yield record


def _held(record: Record | None) -> tuple[str | None, tuple[Version, ...]]:
    return (record.current, record.versions) if record else (None, ())
