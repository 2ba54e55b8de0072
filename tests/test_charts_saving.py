import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from feedback_report.charts import to_png, to_svg
from feedback_report.charts.palette import DARK_MODE
from tests.chart_specimens import AWKWARD_KINDS, KINDS

ALL = KINDS | AWKWARD_KINDS
SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_chart_is_the_same_file_every_time(kind: str) -> None:
    first, second = KINDS[kind](), KINDS[kind]()
    assert to_png(first) == to_png(second) == to_png(first)
    assert to_svg(first) == to_svg(second) == to_svg(first)


def test_the_same_chart_is_the_same_file_in_another_run_with_other_settings(tmp_path: Path) -> None:
    """A notebook may have set matplotlib's style; PYTHONHASHSEED changes the order of sets."""
    code = (
        "import hashlib, matplotlib; matplotlib.rcParams['font.size'] = 5; matplotlib.rcParams['svg.hashsalt'] = 'x'\n"
        "from feedback_report.charts import to_png, to_svg\n"
        "from tests.chart_specimens import KINDS\n"
        "figure = KINDS['grouped bars']()\n"
        "print(hashlib.sha256(to_png(figure) + to_svg(figure).encode()).hexdigest())\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "MPLCONFIGDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_a_png_has_the_size_for_print_and_tells_nothing_of_its_maker(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(to_png(KINDS["grouped bars"]()))
    with Image.open(path) as picture:
        assert picture.width == pytest.approx(16 / 2.54 * 200, abs=1)
        assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)
        assert set(picture.info) <= {"dpi", "gamma"}
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


@pytest.fixture(scope="module")
def drawings() -> dict[str, str]:
    return {kind: to_svg(draw()) for kind, draw in ALL.items()}


@pytest.mark.parametrize("kind", ALL)
def test_an_svg_is_sound_scales_and_holds_all_it_shows(drawings: dict[str, str], kind: str) -> None:
    text = drawings[kind]
    root = etree.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox").startswith("0 0 453.5")  # 16 cm in points
    assert "<!--" not in text
    assert root.findall(f".//{SVG}metadata") == []
    assert root.findall(f".//{SVG}text") == []  # letters are outlines
    addresses = re.findall(r'(?:href="|url\()([^")]*)', text)
    assert addresses
    assert all(address.startswith("#") for address in addresses)


@pytest.mark.parametrize("kind", ALL)
def test_every_colour_of_an_svg_has_its_counterpart_on_a_dark_screen(drawings: dict[str, str], kind: str) -> None:
    root = etree.fromstring(drawings[kind].encode())
    (style,) = root.findall(f"{SVG}style")
    root.remove(style)
    colours = set(re.findall(r"#[0-9a-f]{6}\b", etree.tostring(root, encoding="unicode")))
    assert style.text.startswith("@media (prefers-color-scheme: dark)")
    assert colours <= set(DARK_MODE)
    for colour in colours:
        assert f'[style*="fill: {colour}"],[fill="{colour}"]{{fill:{DARK_MODE[colour]}!important}}' in style.text
        assert f'[style*="stroke: {colour}"]{{stroke:{DARK_MODE[colour]}!important}}' in style.text


@pytest.mark.parametrize("kind", ALL)
def test_an_svg_has_no_sheet_behind_it_that_would_stay_white(drawings: dict[str, str], kind: str) -> None:
    root = etree.fromstring(drawings[kind].encode())
    width = root.get("viewBox").split()[2]
    sheets = [
        path.get("style") for path in root.iter(f"{SVG}path") if f"L {float(width):.2f} 0 " in (path.get("d") or "")
    ]
    assert sheets
    assert set(sheets) == {"fill: none"}


@pytest.mark.parametrize("kind", ALL)
def test_every_letter_has_a_colour_that_can_turn(drawings: dict[str, str], kind: str) -> None:
    """Text that is pure black would carry no colour of its own, and stay black on a dark screen."""
    root = etree.fromstring(drawings[kind].encode())
    letters = [use for use in root.iter(f"{SVG}use") if "DejaVu" in "".join(use.attrib.values())]
    assert letters
    for letter in letters:
        assert any("fill: #" in (parent.get("style") or "") for parent in letter.iterancestors())


def test_letters_have_the_page_behind_them_where_a_line_may_run() -> None:
    root = etree.fromstring(to_svg(KINDS["line"]()).encode())
    groups = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}use") is not None]
    behind = [group for group in groups if "stroke: #ffffff" in group.get("style", "")]
    assert len(behind) == 7  # the values of seven years
    for group in behind:
        letters = group.getnext()
        assert letters.get("transform") == group.get("transform")
        assert len(letters.findall(f"{SVG}use")) == len(group.findall(f"{SVG}use"))
        assert "stroke" not in letters.get("style")


def test_making_a_file_leaves_the_figure_as_it_was() -> None:
    figure = KINDS["line"]()
    before = to_png(figure)
    to_svg(figure)
    assert to_png(figure) == before
