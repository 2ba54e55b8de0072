"""The facts that come from settings, not from cases: names, dates, links and the year's own texts."""

import re
from collections.abc import Collection, Iterable, Mapping

from feedback_report.errors import SettingsError
from feedback_report.facts import Fact, Facts, nearest_names
from feedback_report.narrative.inline_markdown import MAY_HOLD, refused_markdown
from feedback_report.settings import Council, YearSettings
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.wording import PartYearStyle, as_sentence, list_of, start_sentence

_VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")


def context_facts(
    council: Council, settings: YearSettings, asked: Collection[str], recorded: Mapping[str, Fact]
) -> Facts:
    """Get the facts of the settings.

    ``asked`` are the names that the prose refers to: a commentary or link that a notebook asks
    for and this year's settings lack is recorded as absent, and its condition is false.
    ``recorded`` are the facts of the sections: the year's texts may print them by name.

    Raises SettingsError for every name that such a text prints and nothing has recorded, and for
    what may not stand in one, such as HTML or a picture; a text of a section that the paper leaves
    out may name facts of that section, for nobody prints it.
    """
    year = settings.year
    facts = Facts("settings", year, council.style, settings.data_until)
    whole = Facts("settings", year, council.style)
    facts.text("council.name", council.name)
    facts.text("council.short-name", council.short_name)
    facts.text("council.short-name-opening", start_sentence(council.short_name))
    facts.text("council.area", council.area)
    for name, held in (("label", year), ("previous", year.previous), ("earlier", year.plus(-2))):
        facts.financial_year(f"year.{name}", held)
    facts.record(whole.financial_year("year.next", year.next))
    facts.record(whole.financial_year("year.whole", year))
    facts.date("year.first-day", year.first_day)
    facts.date("year.last-day", settings.data_until or year.last_day)
    part = isinstance(facts.style, PartYearStyle)
    facts.condition("year.part", part)
    facts.text("year.months", facts.style.names if isinstance(facts.style, PartYearStyle) else "April to March")
    facts.text("year.by-now", f"By {facts['year.last-day']}" if part else "By the time of this report")
    facts.text("committee.name", settings.committee.name)
    if settings.committee.meeting_date is None:
        facts.text("committee.meeting-date", TO_FILL)
    else:
        facts.date("committee.meeting-date", settings.committee.meeting_date)
    facts.text("paper.title", council.part_year_title if part else council.paper_title)
    facts.text(
        "paper.subtitle", f"{list_of([service.name for service in council.services])}, {facts['year.label'].text}"
    )
    facts.condition("paper.sample", council.sample_notice is not None)
    facts.text("paper.sample-notice", council.sample_notice or "")
    facts.condition("paper.unfilled", bool(settings.to_fill))
    facts.text("paper.to-fill", "; ".join(settings.to_fill))
    facts.text("paper.author", settings.authors[0].role)
    system = council.recording_system
    first, last = year.previous.first_day, year.last_day
    since = system.contact_method_since if system else None
    facts.condition("recording.changed", system is not None and first < system.since <= last)
    facts.condition("recording.contact-changed", since is not None and first < since <= last)
    facts.condition("recording.contact-later", since is not None and since > last)
    facts.date("recording.contact-since", since)
    facts.text("recording.note", as_sentence(system.note) if system else "")
    for service in council.services:
        facts.text(f"{service.key}.name", service.name)
        facts.text(f"{service.key}.short-name", service.short_name)
    facts.listed("services.names", [service.name for service in council.services])
    for key in sorted(set(settings.links) | _asked("links", asked)):
        link = settings.links.get(key)
        facts.text(f"links.{key}.text", link.text if link else "")
        facts.url(f"links.{key}.url", link.url if link else "#")
        facts.condition(f"links.{key}.given", link is not None)
    _record_texts(facts, settings, asked, recorded)
    return facts


def _record_texts(facts: Facts, settings: YearSettings, asked: Collection[str], recorded: Mapping[str, Fact]) -> None:
    """Record the year's own texts, with the facts that they name printed in them."""
    wanted = _asked("commentary", asked)
    commentary = sorted(set(settings.commentary) | wanted)
    known = {**recorded, **{fact.name: fact for fact in facts}}
    problems: list[str] = []
    used: dict[str, str] = {}
    for name, text in {**dict.fromkeys((f"commentary.{key}" for key in commentary), ""), **texts(settings)}.items():
        unknown: list[str] = []
        printed = _printed(text, known, f"{settings.year.folder}/year.yml, {name}", unknown)
        if not unknown:
            facts.markdown(name, printed)
            used[name] = printed
        elif name in asked or name.removeprefix("commentary.") in wanted:
            problems += unknown
    for name, faults in refused_markdown(used).items():
        problems += [f"{settings.year.folder}/year.yml, {name}: {fault}; {MAY_HOLD}." for fault in faults]
    if problems:
        raise SettingsError(problems)
    for key in commentary:
        facts.condition(f"commentary.{key}-given", key in settings.commentary)


def texts(settings: YearSettings) -> dict[str, str]:
    """Get the year's own texts as they are written, by the name of the fact that prints each."""
    return {
        "committee.recommendation": settings.committee.recommendation,
        "committee.members-consulted": settings.members_consulted,
        "implications.financial": settings.implications.financial,
        "implications.environmental": settings.implications.environmental,
        **{f"commentary.{key}": text for key, text in settings.commentary.items()},
    }


def _printed(text: str, known: Mapping[str, Fact], where: str, problems: list[str]) -> str:
    """Print the facts that a text names."""

    def printed(match: re.Match[str]) -> str:
        fact = known.get(match[1])
        if fact is None or fact.is_condition:
            near = ", ".join(nearest_names(match[1], sorted(name for name in known if not known[name].is_condition)))
            problems.append(
                f'{where}: unknown fact "{match[1]}".' + (f" The nearest names are {near}." if near else "")
            )
            return ""
        return fact.as_markdown

    return _VARIABLE.sub(printed, text)


def _asked(kind: str, names: Iterable[str]) -> set[str]:
    """Get the keys of the commentary or links that prose refers to, in whatever form."""
    parts = [name.removeprefix("facts.").split(".") for name in names]
    return {part[1].removesuffix("-given") for part in parts if part[0] == kind and len(part) > 1}
