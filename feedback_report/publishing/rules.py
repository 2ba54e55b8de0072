"""The rules that a paper has to keep before it is published: whether each holds, and who answers for one that fails."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from feedback_report.data.problems import sentence
from feedback_report.errors import ReportError

PERSONAL = "personal-data"


class Standing(StrEnum):
    """Whether a rule holds."""

    holds = "holds"
    fails = "fails"
    not_checked = "not checked"
    overridden = "overridden"


@dataclass(frozen=True)
class Rule:
    """A rule, whether it holds, and what was found: what breaks it, or why it was not checked; ``notes`` do not."""

    name: str
    title: str
    standing: Standing
    found: Sequence[str] = ()
    notes: Sequence[str] = ()

    @property
    def told(self) -> str:
        """What stands beside the rule in the table."""
        if self.standing in (Standing.fails, Standing.overridden):
            return sentence("{n} {problem|problems}", len(self.found))
        if self.standing is Standing.not_checked:
            return self.found[0] if self.found else ""
        return sentence("{n} {thing|things} to look at", len(self.notes)) if self.notes else ""


@dataclass(frozen=True)
class Override:
    """That a role publishes although a rule fails, and why."""

    rule: str
    by: str
    on: str
    reason: str


def with_overrides(rules: Iterable[Rule], overrides: Sequence[Override]) -> list[Rule]:
    """Mark the rules that are overridden.

    Raises ReportError for a rule that there is none of, that holds, or that nobody may override.
    """
    rules = list(rules)
    by_name = {rule.name: rule for rule in rules}
    problems = []
    for override in overrides:
        rule = by_name.get(override.rule)
        if rule is None:
            problems.append(f"--override {override.rule}: no such rule. The rules are: {', '.join(sorted(by_name))}.")
        elif rule.name == PERSONAL:
            problems.append(f"--override {PERSONAL}: nobody may publish personal data. Remove it from the paper.")
        elif rule.standing is Standing.holds:
            problems.append(f"--override {override.rule}: the rule holds. Leave the option out.")
    if problems:
        raise ReportError(problems)
    names = {override.rule for override in overrides}
    return [
        replace(rule, standing=Standing.overridden) if rule.name in names and rule.standing is Standing.fails else rule
        for rule in rules
    ]


def may_be_published(rules: Iterable[Rule]) -> bool:
    """Whether no rule fails that nobody answers for."""
    return all(rule.standing is not Standing.fails for rule in rules)
