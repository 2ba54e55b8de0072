"""The pinned requirements: what pip refuses in a list with hashes, before a user meets it."""

from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parent.parent


def pinned(file: str) -> dict[str, Requirement]:
    """Each pinned package of a list with hashes, by its name."""
    lines = (PROJECT / file).read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line.rstrip(" \\")) for line in lines if "==" in line and line[0].isalnum()]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def asked_of(requirement: Requirement) -> list[Requirement]:
    """What an installed package needs on this machine, its extras that are pinned included."""
    needs = [Requirement(text) for text in metadata.requires(requirement.name) or ()]
    situations = [{"extra": extra} for extra in (*requirement.extras, "")]
    return [need for need in needs if need.marker is None or any(map(need.marker.evaluate, situations))]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_an_extra_that_a_package_asks_for_is_pinned_with_it(file):
    # pip looks at the newest release of name[extra], finds no hash for it and gives up, if only name is pinned.
    pins = pinned(file)
    here = [pin for pin in pins.values() if pin.marker is None or pin.marker.evaluate()]
    missing = [
        f"{pin.name} asks for {need}"
        for pin in here
        for need in asked_of(pin)
        if not need.extras <= pins[canonicalize_name(need.name)].extras
    ]
    assert len(here) > 50
    assert missing == []
