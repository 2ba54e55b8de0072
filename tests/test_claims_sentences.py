"""Every sentence of claims-sentences.yml: what is found in it, and what is said of it."""

from pathlib import Path

import pytest
import yaml

from feedback_report.claims.claim import Verdict
from feedback_report.claims.whole_paper.checking import check_text

_GROUPS = yaml.safe_load(Path(__file__).with_name("claims-sentences.yml").read_text(encoding="utf-8"))
_CASES = [case for group in _GROUPS.values() for case in group]
_NAMES = {"right": Verdict.RIGHT, "wrong": Verdict.WRONG, "undecided": Verdict.CANNOT_TELL}


def expected_of(case):
    return sorted((verdict, stated) for name, verdict in _NAMES.items() for stated in case.get(name, []))


def found_of(case):
    return sorted((claim.verdict, claim.stated) for claim in check_text(case["text"]))


def test_there_are_sentences_of_every_kind_and_more_than_two_hundred():
    assert len(_CASES) > 200
    for name in _NAMES:
        assert sum(bool(case.get(name)) for case in _CASES) >= 15
    assert sum(not expected_of(case) for case in _CASES) >= 25


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"][:70])
def test_what_is_found_in_a_sentence(case):
    found = found_of(case)
    if case.get("never_wrong"):
        assert not [claim for claim in found if claim[0] is Verdict.WRONG]
        return
    left = list(found)
    for verdict, stated in expected_of(case):
        match = next((claim for claim in left if claim[0] == verdict and stated in claim[1]), None)
        assert match is not None, f"{verdict} {stated!r} not among {found}"
        left.remove(match)
    assert not left, f"found beside what is expected: {left}"
