"""What holds of sentences made from counts: the right percentage is never called wrong, a wrong one always."""

import math
from fractions import Fraction

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from feedback_report import wording
from feedback_report.claims.claim import Verdict
from feedback_report.claims.whole_paper.checking import check_text
from feedback_report.settings import Style

untimed = settings(deadline=None, max_examples=150)
counts = st.integers(10, 5000)
style = Style()

CHANGES = (
    "Complaints {verb} by {percent}%, from {before:,} in 2021/22 to {now:,} in 2022/23.",
    "Complaints {verb} from {before:,} to {now:,} ({percent}%).",
    "We received {now:,} complaints, {updown} {percent}% on the previous year's {before:,}.",
    "A {percent}% {noun} in complaints, from {before:,} last year to {now:,} this year.",
    "In 2021/22 there were {before:,} complaints and in 2022/23 there were {now:,}, {article} {noun} of {percent}%.",
    "There were {now:,} complaints compared with {before:,} in 2021/22, {article} {noun} of {percent} per cent.",
    "There were {now:,} complaints (2021/22: {before:,}), {article} {noun} of {percent}%.",
    "The number {verb} to {now:,} from {before:,}, a change of {percent}%.",
    "Compared with {before:,} in 2021/22, {now:,} complaints were made ({percent}% {more}).",
    "In 2022/23, {now:,} complaints were made, which is {percent}% {more} than the {before:,} made in 2021/22.",
    "We received {before:,} complaints in 2021/22. In 2022/23 we received {now:,}, {article} {noun} of {percent}%.",
    "We received {now:,} complaints this year. This is {article} {noun} of {percent}% on last year's {before:,}.",
)
SHARES = (
    "Of the {base:,} complaints closed, {part:,} ({percent}%) were upheld.",
    "{part:,} of {base:,} complaints were upheld ({percent}%).",
    "{percent}% ({part:,} of {base:,}) were upheld.",
    "{part:,} ({percent}%) of the {base:,} complaints were upheld.",
    "{percent}% ({part:,}) of the {base:,} complaints were upheld.",
    "{percent}% of the {base:,} complaints ({part:,}) were upheld.",
    "We closed {base:,} complaints, of which {part:,} ({percent}%) were upheld.",
    "We closed {base:,} complaints. Of these, {part:,} ({percent}%) were upheld.",
    "{part:,} complaints were upheld, which is {percent}% of the {base:,} closed.",
    "Out of {base:,} complaints closed, {part:,} were upheld, a rate of {percent}%.",
    "{part:,} out of {base:,} complaints, or {percent} per cent, were upheld.",
)


def half_up(value):
    return math.floor(value + Fraction(1, 2))


def change_sentence(template, before, now, percent, turned=False):
    rose = (now > before) is not turned
    words = {
        "verb": "increased" if rose else "decreased",
        "noun": "increase" if rose else "decrease",
        "article": "an" if rose else "a",
        "updown": "up" if rose else "down",
        "more": "more" if rose else "fewer",
    }
    return template.format(before=before, now=now, percent=percent, **words)


def verdicts(text):
    return [claim.verdict for claim in check_text(text)]


@untimed
@given(st.sampled_from(CHANGES), counts, counts)
@example(CHANGES[0], 2019, 2100)  # counts that look like years
def test_a_change_with_its_right_percentage_is_never_wrong_and_nearly_always_right(template, before, now):
    assume(before != now)
    percent = half_up(Fraction(100 * abs(now - before), before))
    found = verdicts(change_sentence(template, before, now, percent))
    assert Verdict.WRONG not in found
    if not 1900 <= before < 2100 and not 1900 <= now < 2100:
        assert Verdict.RIGHT in found


@untimed
@given(st.sampled_from(CHANGES), counts, counts, st.integers(2, 60), st.booleans())
def test_a_change_whose_percentage_is_two_points_off_is_always_wrong(template, before, now, off, above):
    assume(before != now)
    assume(not 1900 <= before < 2100 and not 1900 <= now < 2100)
    true = Fraction(100 * abs(now - before), before)
    stated = half_up(true) + (off if above else -off)
    assume(stated > 0)
    assert Verdict.WRONG in verdicts(change_sentence(template, before, now, stated))


@untimed
@given(st.sampled_from(CHANGES[:6]), counts, counts)
def test_a_change_in_the_other_direction_is_always_wrong(template, before, now):
    assume(before != now)
    assume(not 1900 <= before < 2100 and not 1900 <= now < 2100)
    percent = half_up(Fraction(100 * abs(now - before), before))
    assume(percent > 0)
    assert Verdict.WRONG in verdicts(change_sentence(template, before, now, percent, turned=True))


@untimed
@given(st.sampled_from(SHARES), counts, st.data())
def test_a_share_with_its_right_percentage_is_right(template, base, data):
    assume(not 1900 <= base < 2100)
    part = data.draw(st.integers(2, base).filter(lambda n: not 1900 <= n < 2100))
    percent = half_up(Fraction(100 * part, base))
    found = verdicts(template.format(base=base, part=part, percent=percent))
    assert Verdict.WRONG not in found
    assert Verdict.RIGHT in found


@untimed
@given(st.sampled_from(SHARES), counts, st.data())
def test_a_share_whose_percentage_is_two_points_off_is_wrong(template, base, data):
    assume(not 1900 <= base < 2100)
    part = data.draw(st.integers(2, base).filter(lambda n: not 1900 <= n < 2100))
    percent = half_up(Fraction(100 * part, base)) + data.draw(st.integers(2, 40)) * data.draw(st.sampled_from([1, -1]))
    assume(0 < percent <= 100)
    assert Verdict.WRONG in verdicts(template.format(base=base, part=part, percent=percent))


@untimed
@given(st.integers(0, 5000), st.integers(0, 5000), st.sampled_from(["2024/25", "2024 to 2025"]))
def test_what_the_wording_says_of_a_change_is_right(now, before, year):
    text = f"The number of complaints {wording.change_phrase(now, before, 2024, 2023, Style(year=year))}."
    found = verdicts(text)
    assert all(verdict is Verdict.RIGHT for verdict in found), text
    if "%" in text:
        assert found


@untimed
@given(st.integers(0, 900), st.integers(1, 900))
def test_what_the_wording_says_of_a_share_is_right(part, base):
    assume(part <= base)
    for text in (
        f"In 2024/25, {wording.share_phrase(part, base, style)} were upheld.",
        f"{wording.share_opening(part, base, style, noun='closed complaint')} were upheld.",
    ):
        found = verdicts(text)
        assert all(verdict is Verdict.RIGHT for verdict in found), text
        if "%" in text:
            assert found


@untimed
@given(st.integers(1, 300), st.integers(10, 300), st.integers(1, 300), st.integers(10, 300))
def test_what_the_wording_says_of_percentage_points_is_right(now, base, before, base_before):
    (now, base), (before, base_before) = sorted((now, base)), sorted((before, base_before))
    phrase = wording.PointsChange((now, base), (before, base_before), 2024, 2023, style).phrase
    found = verdicts(f"The share upheld {phrase}.")
    assert all(verdict is Verdict.RIGHT for verdict in found), phrase


@untimed
@given(st.lists(st.integers(10, 300), min_size=2, max_size=4, unique=True))
def test_what_the_wording_says_of_a_ranking_is_right(values):
    items = list(zip(["delay", "staff conduct", "communication", "cost"], values, strict=False))
    total = sum(values)
    text = f"There were {total} complaints. The most were about {wording.ranking_phrase(items, style, base=total)}."
    assert all(verdict is Verdict.RIGHT for verdict in verdicts(text)), text


WORDS = (
    *(
        "complaints",
        "rose",
        "fell",
        "by",
        "from",
        "to",
        "of",
        "the",
        "which",
        "in",
        "2022/23",
        "last year",
        "45%",
        "(12%)",
    ),
    *(
        "1,234",
        "7",
        "half",
        "doubled",
        "twice",
        "a third",
        "per 1,000",
        "residents",
        "over",
        "about",
        ";",
        ",",
        ".",
        "(",
    ),
    *(
        ")",
        "and",
        "compared with",
        "than",
        "more",
        "fewer",
        "£5",
        "10 days",
        "stage 1",
        "none",
        "all",
        "increase",
        "↑5%",
    ),
    *("minus", "8 points", "total", "0", "one"),
)
words = st.sampled_from(WORDS)


@untimed
@given(st.lists(words, max_size=40).map(" ".join))
def test_any_words_in_any_order_are_read_without_a_failure(text):
    for claim in check_text(text):
        assert claim.sentence in text
        assert claim.stated


@untimed
@given(st.text(max_size=120))
def test_any_text_is_read_without_a_failure(text):
    check_text(text)


def test_a_sentence_of_a_thousand_numbers_is_passed_over():
    assert check_text("1,234 (5%) " * 1000) == []
