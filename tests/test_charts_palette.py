from itertools import combinations

import pytest

from feedback_report.charts.palette import DARK_MODE, INK, PAGE, QUIET, Fill, contrast, fills, luminance

ROLES = {
    "feedback_type": ["complaint", "compliment", "comment"],
    "service": list(range(16)),
    "band": list(range(5)),
    "year": list(range(2021, 2025)),
    "remedy": list(range(16)),
}
DARK_PAGE = DARK_MODE[PAGE]


def shades(fill: Fill) -> tuple[str, str]:
    return fill.colour, DARK_MODE[fill.colour]


def test_contrast_is_that_of_the_accessibility_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # 0x77 is 119/255 = 0.4667 of full light; ((0.4667 + 0.055) / 1.055) ** 2.4 = 0.1845, and 1.05 / 0.2345 = 4.48
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert luminance("#ff0000") == pytest.approx(0.2126)


@pytest.mark.parametrize("role", ROLES)
def test_two_things_in_one_role_differ_without_their_colour_in_light_and_in_dark(role: str) -> None:
    looks = list(fills(role, ROLES[role]).values())
    alike = [
        (one, other)
        for one, other in combinations(looks, 2)
        if one.hatch == other.hatch
        for a, b in zip(shades(one), shades(other), strict=True)
        if contrast(a, b) < 3
    ]
    assert alike == []


@pytest.mark.parametrize("role", ROLES)
def test_every_fill_or_its_edge_stands_out_from_the_page_in_light_and_in_dark(role: str) -> None:
    for fill in fills(role, ROLES[role]).values():
        outline = fill.edge or fill.colour
        assert contrast(outline, PAGE) >= 3, fill
        assert contrast(DARK_MODE[outline], DARK_PAGE) >= 3, fill


@pytest.mark.parametrize("role", ROLES)
def test_hatching_can_be_seen_on_its_fill(role: str) -> None:
    for fill in fills(role, ROLES[role]).values():
        if fill.hatch:
            assert contrast(fill.colour, fill.hatch_colour) >= 3, fill
            assert contrast(DARK_MODE[fill.colour], DARK_MODE[fill.hatch_colour]) >= 3, fill


def test_text_on_a_fill_can_be_read_in_light_and_in_dark() -> None:
    unhatched = [fill for fill in fills("band", ROLES["band"]).values() if not fill.hatch]
    for fill in unhatched:  # on hatching, text has a box of the page's colour
        assert contrast(fill.text_colour, fill.colour) >= 4.5, fill
        assert contrast(DARK_MODE[fill.text_colour], DARK_MODE[fill.colour]) >= 4.5, fill


@pytest.mark.parametrize("colour", [INK, QUIET])
def test_text_on_the_page_can_be_read_in_light_and_in_dark(colour: str) -> None:
    assert contrast(colour, PAGE) >= 4.5
    assert contrast(DARK_MODE[colour], DARK_PAGE) >= 4.5


def test_a_feedback_type_keeps_its_fill_whichever_types_are_shown() -> None:
    all_types = fills("feedback_type", ROLES["feedback_type"])
    assert fills("feedback_type", ["comment"]) == {"comment": all_types["comment"]}
    with_total = fills("feedback_type", ["all types", "complaint"])
    assert with_total["complaint"] == all_types["complaint"]
    assert with_total["all types"] not in all_types.values()


def test_the_last_year_looks_the_same_however_many_come_before() -> None:
    assert fills("year", [2024])[2024] == fills("year", [2021, 2022, 2023, 2024])[2024]
    assert fills("year", [2023, 2024])[2023] == fills("year", [2021, 2022, 2023, 2024])[2023]


def test_types_and_services_share_no_colour() -> None:
    types = {fill.colour for fill in fills("feedback_type", ROLES["feedback_type"]).values()}
    services = {fill.colour for fill in fills("service", ROLES["service"]).values()}
    assert types & services == set()


def test_there_is_a_fill_for_any_number_of_things() -> None:
    assert len(set(fills("service", list(range(16))).values())) == 16
    assert len(fills("service", list(range(40)))) == 40
