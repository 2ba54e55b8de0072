"""The facts of the whole paper: gathered from its sections, and written for the renderers."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import yaml

from feedback_report.errors import NotebookError, ReportError
from feedback_report.facts.fact import Fact, name_problem, parents
from feedback_report.settings.yaml_text import SafeDumper

NEAREST = 3  # names given for one that is not known

AllFacts = Mapping[str, Fact] | Iterable[Fact]


def collect(sections: Iterable[tuple[str, Iterable[Fact | dict[str, Any]]]]) -> dict[str, Fact]:
    """Gather the facts of all sections by name, in the order of the alphabet.

    ``sections`` are pairs of a section's name and its facts, as recorded or as ``as_list`` gave
    them; an empty name leaves the one that a fact was recorded with. Raises NotebookError with
    every name that two sections print differently, that lies under another one, or that cannot
    be used.
    """
    facts: dict[str, Fact] = {}
    problems: list[str] = []
    for section, entries in sections:
        for entry in entries:
            fact = entry if isinstance(entry, Fact) else Fact.from_dict(entry)
            fact = replace(fact, section=section or fact.section)
            problem = name_problem(fact.name)
            other = facts.setdefault(fact.name, fact)
            if problem:
                problems.append(f"Section {fact.section}: {problem}")
            elif other.text != fact.text:
                problems.append(
                    f'Fact "{fact.name}" is "{other.text}" in section {other.section} and "{fact.text}" in section '
                    f"{fact.section}. Expected one meaning for one name: give one of them another name."
                )
    for name in sorted(facts):
        for above in parents(name):
            if above in facts:
                problems.append(
                    f'Fact "{name}" of section {facts[name].section} lies under fact "{above}" of section '
                    f"{facts[above].section}. Give one of them another name."
                )
    if problems:
        raise NotebookError(dict.fromkeys(problems))
    return dict(sorted(facts.items()))


def to_variables(facts: AllFacts) -> dict[str, Any]:
    """Get the nested mapping for ``_variables.yml``: each fact's text as Markdown; conditions are left out."""
    return _nested((fact.name, fact.as_markdown) for fact in _each(facts) if not fact.is_condition)


def to_conditions(facts: AllFacts) -> dict[str, Any]:
    """Get the nested mapping ``{"facts": ...}`` of all conditions, for ``when-meta="facts.<name>"``."""
    return {"facts": _nested((fact.name, fact.value) for fact in _each(facts) if fact.is_condition)}


def variable_names(facts: AllFacts) -> list[str]:
    """List the names that ``{{< var name >}}`` can print."""
    return sorted(fact.name for fact in _each(facts) if not fact.is_condition)


def condition_names(facts: AllFacts) -> list[str]:
    """List the names that ``when-meta`` can ask for, each with ``facts.`` before it."""
    return sorted(f"facts.{fact.name}" for fact in _each(facts) if fact.is_condition)


def yaml_text(nested: dict[str, Any]) -> str:
    """Write a nested mapping as YAML in which every text stays a text: 12.50, no and 2024-25 are quoted."""
    return yaml.dump(nested, Dumper=_Quoting, allow_unicode=True, sort_keys=True, width=2**20)


def nearest_names(name: str, names: Iterable[str]) -> list[str]:
    """Get up to three names most like one that is not known, the likeliest first."""
    names = list(names)
    near = difflib.get_close_matches(name, names, n=NEAREST, cutoff=0.6)
    ending = [other for other in names if other.rpartition(".")[2] == name.rpartition(".")[2]]
    return list(dict.fromkeys([*near, *sorted(ending)]))[:NEAREST]


def to_json(facts: AllFacts) -> str:
    """Write ``facts.json``: a list in the order of the names, values unrounded."""
    entries = [fact.as_dict() for fact in sorted(_each(facts), key=lambda fact: fact.name)]
    return json.dumps(entries, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def from_json(text: str) -> dict[str, Fact]:
    """Read ``facts.json``. Raises ReportError when it is not a list of facts."""
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportError(
            f"facts.json, line {error.lineno}: not valid JSON ({error.msg}). Run the build again."
        ) from None
    if not isinstance(entries, list):
        raise ReportError(f"facts.json: holds {type(entries).__name__}, expected a list of facts. Run the build again.")
    facts = [Fact.from_dict(entry) for entry in entries]
    return {fact.name: fact for fact in facts}


class _Quoting(SafeDumper):
    """Writes every text between quotation marks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _each(facts: AllFacts) -> Iterable[Fact]:
    return facts.values() if isinstance(facts, Mapping) else facts


def _nested(entries: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in sorted(entries):
        *above, last = name.split(".")
        level = nested
        for part in above:
            level = level.setdefault(part, {})
        level[last] = value
    return nested
