"""A version made ready to be published: compared with the one that readers have, and given its manifest."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from feedback_report.building.assemble import Draft, embedded_notebooks
from feedback_report.building.build import Build
from feedback_report.building.paper_place import PaperPlace
from feedback_report.errors import ReportError
from feedback_report.facts import Fact, from_json
from feedback_report.facts.restatements import load_published
from feedback_report.narrative.sign_off import open_sign_off
from feedback_report.publishing.changes import Revision, changed_figures, with_notice
from feedback_report.publishing.files import files_below, fingerprint
from feedback_report.publishing.manifest import MANIFEST, Made, made_from, manifest_text, read_manifest, renderer_of
from feedback_report.publishing.rules import Override, Rule
from feedback_report.publishing.versions import VERSIONS, Changed, Record, Version
from feedback_report.year_checks.required_check import read_sections

PAGE, FACTS = "report.html", "facts.json"


@dataclass(frozen=True)
class Compared:
    """A built paper beside the version that was published last.

    ``changed`` are the files that differ from it, ``gone`` those that it alone has; ``figures`` are those printed
    otherwise, None where its facts are not to be had. ``same``: readers have this very paper.
    """

    former: Version | None
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    figures: tuple[Changed, ...] | None = ()
    same: bool = False

    def revision(self, on: str) -> Revision | None:
        """Get what the notice of the revision says; None for a first version."""
        if self.former is None:
            return None
        return Revision(on, self.figures or (), self.figures is not None)


def compare(place: PaperPlace, built: Build, record: Record | None, year_folder: Path) -> Compared:
    """Compare a built paper with the version that readers have, or had last."""
    files = hashes(built.folder)
    if record is None or not record.versions:
        return Compared(None, list(files))
    former = record.shown or record.versions[-1]
    held = year_folder / VERSIONS / former.id
    before = {name: by for name, by in former.files.items() if name != MANIFEST}
    if held.is_dir() and PAGE in files:
        notice = Revision.from_dict(read_manifest(held)["revision"])
        files[PAGE] = hash_with_notice(built.folder, notice)
    changed = [name for name, by in files.items() if before.get(name) != by]
    gone = sorted(before.keys() - files.keys())
    same = record.shown is not None and not changed and not gone
    return Compared(former, changed, gone, _figures(place, built.draft, held), same)


def hashes(folder: Path) -> dict[str, str]:
    """Get the SHA-256 of each file below a folder, but for its manifest, by its path there."""
    return {name: fingerprint(path) for name, path in files_below(folder).items() if name != MANIFEST}


def hash_with_notice(folder: Path, revision: Revision | None) -> str:
    """Get the SHA-256 that the page of a folder has once it bears the notice of a revision."""
    fresh = folder / f".{PAGE}"
    try:
        write_notice(folder / PAGE, fresh, revision)
        return fingerprint(fresh)
    finally:
        fresh.unlink(missing_ok=True)


def write_notice(page: Path, target: Path, revision: Revision | None) -> None:
    """Write a page with the notice of a revision."""
    target.write_text(with_notice(page.read_text(encoding="utf-8"), revision), encoding="utf-8", newline="\n")


def write_manifest(
    place: PaperPlace,
    built: Build,
    rules: Sequence[Rule],
    overrides: Sequence[Override],
    made: Made,
    published: Mapping[str, str],
    revision: Revision | None,
) -> Path:
    """Write the manifest of a built paper beside its files.

    ``made`` is what it was made from, as that was before the build; ``published`` says which version, when and by
    whom. Raises ReportError when a source has changed since.
    """
    draft, engine = built.draft, built.rendering.engine
    if made_from(place.project, place.data_dir, draft.year, engine).sources() != made.sources():
        raise ReportError(
            f"{draft.year}: data, settings or sources were changed while the paper was built, so that nobody could say "
            "what it was made from. Nothing was published; give the command again."
        )
    content: dict[str, Any] = {
        "council": draft.council.name,
        "title": draft.facts["paper.title"].text,
        "year": draft.year.label,
        "published": dict(published),
        "revision": asdict(revision) if revision else None,
        "parameters": {
            "year": draft.year.label,
            "formats": [form.value for form in built.formats],
            "engine": engine.value,
        },
        "made_from": replace(made, renderer=renderer_of(engine)).as_dict(),
        "checks": [
            {"rule": rule.name, "title": rule.title, "standing": rule.standing.value, "found": rule.told}
            for rule in rules
        ],
        "overrides": [asdict(override) for override in overrides],
        "signed_off": _signatures(place, draft),
        "files": hashes(built.folder),
    }
    path = built.folder / MANIFEST
    path.write_text(manifest_text(content), encoding="utf-8", newline="\n")
    return path


def _figures(place: PaperPlace, draft: Draft, held: Path) -> tuple[Changed, ...] | None:
    before: Mapping[str, Fact]
    if (held / FACTS).is_file():
        before = from_json((held / FACTS).read_text(encoding="utf-8"))
    else:
        before = load_published(place.data_dir, draft.year)
    if not before:
        return None
    sections = read_sections(embedded_notebooks(place.project), draft.facts)
    return changed_figures(before, draft.facts, {section.name: section.heading for section in sections})


def _signatures(place: PaperPlace, draft: Draft) -> list[dict[str, str]]:
    """List the paragraphs that are signed off as they are, by which role and when."""
    notebooks = embedded_notebooks(place.project)
    sign_off = open_sign_off(place.project, notebooks, place.data_dir, draft.council, draft.settings, draft.facts)
    return [
        {
            "section": review.paragraph.section,
            "paragraph": review.paragraph.key,
            "by": review.signed.by,
            "on": review.signed.on.isoformat(),
        }
        for review in sign_off.reviews
        if review.signed is not None and not review.waits
    ]
