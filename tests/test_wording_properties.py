"""What holds of every phrase, whatever the numbers."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_report import wording
from feedback_report.settings import Style

untimed = settings(deadline=None)  # the first call imports pandas
counts = st.integers(0, 5000)
anything = st.one_of(counts, st.floats(0, 1e6), st.none(), st.just(float("nan")), st.just(float("inf")), st.just("[c]"))
styles = st.builds(
    Style,
    year=st.sampled_from(["2024/25", "2024 to 2025"]),
    share_decimals=st.integers(0, 1),
    smallest_base=st.integers(1, 30),
)
names = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
)
MARKS_OF_NOTHING = re.compile(r"\b(nan|none of none|inf|NaN|None|NaT|<NA>|Fraction|Decimal)\b")


def reader_rounds(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


@untimed
@given(counts, counts, styles)
def test_the_direction_of_a_change_agrees_with_its_sign(now, before, style):
    change = wording.Change(now, before, 2024, 2023, style)
    word = "increased" if now > before else "decreased" if now < before else "remained"
    assert change.phrase.split()[0] == change.short.split()[0] == change.direction.split()[0] == word


@untimed
@given(counts, counts, st.integers(1, 30))
def test_the_printed_percentage_follows_from_the_printed_counts(now, before, smallest):
    phrase = wording.change_phrase(now, before, 2024, 2023, Style(smallest_base=smallest))
    match = re.fullmatch(r"\w+ by (.+), from ([\d,]+) in 2023/24 to ([\d,]+) in 2024/25", phrase)
    if match is None:
        assert before < smallest or now in (before, 0)
        return
    assert before >= smallest
    printed_before, printed_now = (int(number.replace(",", "")) for number in match.groups()[1:])
    assert (printed_before, printed_now) == (before, now)
    size = abs(Decimal(printed_now - printed_before)) * 100 / Decimal(printed_before)
    if match[1] == "less than 1%":
        assert 0 < size < Decimal("0.5")
    elif match[1] == "more than 99%":
        assert Decimal("99.5") <= size < 100
    else:
        assert match[1] == f"{reader_rounds(size):,}%"


@untimed
@given(st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_the_printed_share_follows_from_the_printed_counts(share):
    part, base = share
    phrase = wording.share_phrase(part, base, Style(smallest_base=1))
    printed = phrase[phrase.index("(") + 1 : -1]
    exact = Decimal(part) * 100 / Decimal(base)
    assert (printed == "0%") == (part == 0)
    assert (printed == "100%") == (part == base)
    if printed == "less than 1%":
        assert exact < Decimal("0.5")
    elif printed == "more than 99%":
        assert exact >= Decimal("99.5")
    else:
        assert printed == f"{reader_rounds(exact)}%"


@untimed
@given(st.floats(0, 100), st.floats(0, 100))
def test_points_that_do_not_follow_from_the_printed_percentages_say_so(now, before):
    phrase = wording.PointsChange(now, before, 2024, 2023, Style()).phrase
    match = re.search(r"by (\d+) percentage points?, from (\d+)% in 2023/24 to (\d+)% in 2024/25", phrase)
    if match and "before rounding" not in phrase:
        points, printed_before, printed_now = map(int, match.groups())
        assert abs(printed_now - printed_before) == points


@untimed
@given(anything, anything, styles, st.sampled_from(["", "complaint", "per 100,000"]), st.integers(0, 1))
def test_no_change_prints_what_only_a_program_would(now, before, style, unit, decimals):
    change = wording.Change(now, before, 2024, 2023, style, unit, decimals)
    for phrase in (change.phrase, change.short, change.direction):
        assert phrase
        assert not MARKS_OF_NOTHING.search(phrase)
        assert not wording.start_sentence(phrase)[0].isnumeric()


@untimed
@given(anything, anything, styles)
def test_no_number_prints_what_only_a_program_would(value, base, style):
    phrases = [
        wording.number(value),
        wording.percent(value, 1),
        wording.counted(value, "complaint"),
        wording.in_words(value),
        wording.rate(wording.per_100000(value, base)),
        wording.position_phrase(value, [base]),
        wording.ranking_phrase({"a": value, "b": base}, style),
        wording.run_phrase({2023: value, 2024: base}),
        wording.extreme_phrase({2023: value, 2024: base}, 2024, style),
        wording.written_range(value, base),
    ]
    if wording.is_missing(value) or wording.is_missing(base) or value <= base:
        phrases += [wording.share_phrase(value, base, style), wording.share_opening(value, base, style)]
    for phrase in phrases:
        assert phrase
        assert not MARKS_OF_NOTHING.search(phrase)


@untimed
@given(st.one_of(counts, st.floats(0, 1e6), st.just("[c]"), st.none()), styles, names)
def test_no_sentence_begins_with_a_numeral(value, style, name):
    base = 10**6
    openings = [
        wording.sentence_start(value, "complaint"),
        wording.start_sentence(wording.number(value)),
        wording.start_sentence(wording.percent(value)),
        wording.start_sentence(wording.share_phrase(value, base, style)),
        wording.start_sentence(wording.written_year(2024, style)),
        wording.start_sentence(name),
        wording.share_opening(value, base, style),
        wording.ranking_opening({name: value}, style),
    ]
    for opening in openings:
        first = next((sign for sign in opening if sign.isalnum()), "a")
        assert not first.isnumeric(), opening


@untimed
@given(st.dictionaries(names, st.one_of(counts, st.none()), max_size=8), st.integers(1, 5))
def test_a_ranking_is_in_order_and_never_cuts_a_tie(items, top):
    places = wording.ranked(items, top)
    found = [place.count for place in places]
    assert found == sorted(set(found), reverse=True)
    named = {name for place in places for name in place.names}
    positive = {name: count for name, count in items.items() if count}
    assert all(positive[name] == place.count for place in places for name in place.names)
    left_out = [count for name, count in positive.items() if name not in named]
    assert not left_out or max(left_out) < min(found)
    assert len(named) >= min(top, len(positive))


@untimed
@given(st.lists(counts, min_size=1, max_size=6), st.integers(0, 1))
def test_the_note_on_parts_appears_only_when_the_rounded_parts_do_not_add_up(parts, decimals):
    base = sum(parts)
    note = wording.parts_note(parts, base, Style(smallest_base=1, share_decimals=decimals))
    if base == 0:
        assert note == ""
        return
    step = Decimal(1).scaleb(-decimals)
    total = sum((Decimal(part) * 100 / Decimal(base)).quantize(step, ROUND_HALF_UP) for part in parts)
    assert bool(note) == (total != 100)
    assert not note or "rounding" in note


@untimed
@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_rounding_is_half_up_as_decimal_rounds(thousandths, decimals):
    value = Decimal(thousandths) / 1000
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert wording.half_up(float(value), decimals) == expected


@untimed
@given(st.dictionaries(st.integers(2000, 2030), counts, min_size=1))
def test_a_run_is_as_long_as_the_steps_that_go_its_way(series):
    direction, length = wording.run(series)
    last = max(series)
    signs = [
        math.copysign(1, series[year] - series[year - 1]) if series[year] != series[year - 1] else 0
        for year in range(last, last - length, -1)
    ]
    assert all(sign == {"increase": 1, "decrease": -1, "no change": 0}[direction] for sign in signs)
    before = last - length
    if length and before - 1 in series:
        assert (series[before] > series[before - 1]) - (series[before] < series[before - 1]) != signs[0]


@untimed
@given(st.integers(0, 999_999))
def test_spelt_numbers_hold_no_numerals(value):
    assert not any(sign.isnumeric() for sign in wording.spelt(value))
