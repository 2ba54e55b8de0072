"""What has changed since a paragraph was signed, and the record of who signed it."""

import datetime as dt
from dataclasses import replace

import pytest

from feedback_report.errors import ReportError, SettingsError
from feedback_report.narrative.paragraphs import Paragraph
from feedback_report.narrative.record import Signed, earlier_records, load_record, write_record
from feedback_report.narrative.review import Change, What, review_paper, signed_off, withdrawn
from feedback_report.narrative.showing import review_json, review_text
from feedback_report.narrative.sign_off import chosen_reviews
from feedback_report.years import Year

YEAR, DAY = Year(2031), dt.date(2032, 6, 1)
BY = "Complaints Manager"


def paragraph(key="months-01.1", words="It fell.", prints=None, beside=None, section="06-months", **options):
    return Paragraph(section, key, key.partition(".")[0], 1, words, words, prints or {}, beside or {}, **options)


TOTAL = paragraph(words="There were {total}.", prints={"total": "750"})
WHY = paragraph("months-02.1", "A wet summer.", beside={"total": "750"}, is_commentary=True)
TERMS = paragraph("process-01.1", "A complaint is a complaint.", section="02-process", is_fixed=True)
PAPER = [TERMS, TOTAL, WHY]


def signed(paragraphs=PAPER):
    return signed_off({}, review_paper(paragraphs, {}), paragraphs, BY, DAY)


def waiting(paragraphs, record, earlier=()):
    return [review.paragraph.key for review in review_paper(paragraphs, record, earlier) if review.waits]


def test_without_a_record_everything_waits():
    assert waiting(PAPER, {}) == ["process-01.1", "months-01.1", "months-02.1"]


def test_what_is_signed_as_it_is_does_not_wait():
    assert waiting(PAPER, signed()) == []


def test_only_the_chosen_paragraphs_are_signed():
    record = signed_off({}, review_paper(PAPER, {}), [TOTAL], BY, DAY)
    assert waiting(PAPER, record) == ["process-01.1", "months-02.1"]


def test_other_words_a_fact_printed_and_a_fact_explained_each_bring_a_paragraph_up():
    now = [
        replace(TERMS, words="A complaint is more."),
        replace(TOTAL, prints={"total": "751"}),
        replace(WHY, beside={"total": "751"}),
    ]
    changes = [review.changes for review in review_paper(now, signed())]
    assert changes == [
        (Change(What.words, "A complaint is a complaint.", "A complaint is more."),),
        (Change(What.prints, "750", "751", "total"),),
        (Change(What.beside, "750", "751", "total"),),
    ]


def test_a_changed_fact_brings_up_the_paragraphs_that_print_or_explain_it_and_no_other():
    other = paragraph("months-03.1", "And {share}.", {"share": "40%"})
    record = signed([*PAPER, other])
    now = [TERMS, replace(TOTAL, prints={"total": "751"}), replace(WHY, beside={"total": "751"}), other]
    assert waiting(now, record) == ["months-01.1", "months-02.1"]


def test_a_fact_that_comes_or_goes_is_a_change():
    now = replace(TOTAL, words="There were {other}.", prints={"other": "9"})
    (_, review, _) = review_paper([TERMS, now, WHY], signed())
    assert [(c.what, c.fact, c.before, c.now) for c in review.changes[1:]] == [
        (What.prints, "other", "", "9"),
        (What.prints, "total", "750", ""),
    ]


def test_a_paragraph_that_moved_keeps_its_signature():
    moved = [
        replace(TOTAL, key="months-09.4", cell="months-09"),
        replace(WHY, key="months-01.1", cell="months-01"),
        TERMS,
    ]
    assert waiting(moved, signed()) == []
    record = signed_off(signed(), review_paper(moved, signed()), [], BY, DAY)
    assert list(record["06-months"]) == ["months-09.4", "months-01.1"]
    assert record["06-months"]["months-09.4"].words == TOTAL.words


def test_a_new_paragraph_before_another_brings_up_only_itself():
    new = paragraph("months-01.1", "New words.")
    now = [TERMS, new, replace(TOTAL, key="months-01.3"), WHY]
    assert waiting(now, signed()) == ["months-01.1"]


def test_the_same_words_in_another_section_are_another_paragraph():
    assert waiting([replace(TERMS, section="09-stages")], signed()) == ["process-01.1"]


def test_what_is_of_no_year_stays_signed_in_the_next_years():
    assert waiting(PAPER, {}, [signed()]) == ["months-01.1", "months-02.1"]
    assert waiting([replace(TERMS, words="Other words.")], {}, [signed()]) == ["process-01.1"]
    renamed = replace(TERMS, prints={"council.name": "New Council"})
    assert waiting([renamed], {}, [signed([replace(TERMS, prints={"council.name": "Old Council"})])]) == [
        "process-01.1"
    ]


def test_what_is_signed_in_an_earlier_year_is_not_written_again():
    record = signed_off({}, review_paper(PAPER, {}, [signed()]), PAPER, BY, DAY)
    assert list(record) == ["06-months"]


def test_signing_again_what_is_signed_changes_nothing():
    record = signed()
    later = dt.date(2033, 1, 1)
    assert signed_off(record, review_paper(PAPER, record), PAPER, "Somebody else", later) == record


def test_signing_what_has_changed_writes_the_new_words_role_and_day():
    now = replace(TOTAL, prints={"total": "751"})
    record = signed_off(signed(), review_paper([TERMS, now, WHY], signed()), [now], "Head", dt.date(2032, 7, 1))
    assert record["06-months"]["months-01.1"] == Signed("Head", dt.date(2032, 7, 1), TOTAL.words, {"total": "751"}, {})


def test_a_signature_can_be_taken_away():
    record = withdrawn(signed(), review_paper(PAPER, signed()), [WHY])
    assert waiting(PAPER, record) == ["months-02.1"]


def test_what_this_year_hides_keeps_its_signature():
    record = signed_off(signed(), review_paper([TERMS, TOTAL], signed()), [], BY, DAY)
    assert waiting(PAPER, record) == []


def test_the_record_is_read_as_it_was_written(tmp_path):
    hostile = paragraph(
        words="It's: 'so' — \"yes\" #1 {a}", prints={"a": "no", "b": "12.50", "c": "2024-01-01", "d": ""}
    )
    record = signed([TERMS, TOTAL, WHY, replace(hostile, key="months-09.1")])
    write_record(tmp_path, YEAR, record)
    assert load_record(tmp_path) == record


def test_the_record_is_readable_and_in_the_order_of_the_paper(tmp_path):
    write_record(tmp_path, YEAR, signed())
    text = (tmp_path / "reviewed.yml").read_text(encoding="utf-8")
    assert text.splitlines()[2:] == [
        "02-process:",
        "  process-01.1:",
        "    signed: Complaints Manager, 2032-06-01",
        "    words: A complaint is a complaint.",
        "06-months:",
        "  months-01.1:",
        "    signed: Complaints Manager, 2032-06-01",
        "    words: There were {total}.",
        "    prints:",
        "      total: '750'",
        "  months-02.1:",
        "    signed: Complaints Manager, 2032-06-01",
        "    words: A wet summer.",
        "    beside:",
        "      total: '750'",
    ]


def test_without_a_file_nothing_is_signed(tmp_path):
    assert load_record(tmp_path) == {}


def test_earlier_years_are_read_the_latest_first(tmp_path):
    for folder, words in (("2029-30", "Old."), ("2030-31", "Newer."), ("2032-33", "Later.")):
        (tmp_path / folder).mkdir()
        write_record(tmp_path / folder, YEAR, signed([replace(TERMS, words=words)]))
    assert [record["02-process"]["process-01.1"].words for record in earlier_records(tmp_path, YEAR)] == [
        "Newer.",
        "Old.",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("06-months: [", r"line 1.*not valid YAML"),
        ("- a", r"expected sections"),
        ("06-months: words", r"expected sections"),
        ("06-months:\n  m.1: words", r"06-months, m\.1: expected `signed`"),
        (
            "06-months:\n  m.1: {signed: Head, words: a}",
            r"06-months, m\.1: expected `signed` \(a role, a comma and a day",
        ),
        ("06-months:\n  m.1: {signed: 'Head, 2032-13-01', words: a}", r"m\.1: expected"),
        ("06-months:\n  m.1: {signed: 'Head, 2032-01-01', words: a, note: b}", r"m\.1: expected"),
        ("06-months:\n  m.1: {signed: 'Head, 2032-01-01', words: a, prints: {b: 1}}", r"m\.1: expected"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_with_its_place(tmp_path, content, message):
    (tmp_path / "reviewed.yml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"{tmp_path.name}/reviewed\.yml.*{message}"):
        load_record(tmp_path)


def test_all_problems_of_a_record_are_told_at_once(tmp_path):
    (tmp_path / "reviewed.yml").write_text("a:\n  x: 1\n  y: 2\n", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load_record(tmp_path)
    assert len(error.value.problems) == 2


def test_a_record_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "reviewed.yml").write_bytes(b"a: \xe9\n")
    with pytest.raises(SettingsError, match="not UTF-8 text"):
        load_record(tmp_path)


def test_sections_are_chosen_with_or_without_their_number_and_paragraphs_by_their_key():
    reviews = review_paper(PAPER, {})
    keys = [review.paragraph.key for review in chosen_reviews(reviews, ["months"], [])]
    assert keys == ["months-01.1", "months-02.1"]
    assert chosen_reviews(reviews, ["06-months"], []) == chosen_reviews(reviews, ["notebooks/06-months.ipynb"], [])
    assert [review.paragraph for review in chosen_reviews(reviews, [], ["months-02.1"])] == [WHY]
    assert chosen_reviews(reviews, [], []) == reviews


def test_unknown_names_are_told_all_at_once_with_the_nearest():
    with pytest.raises(ReportError) as error:
        chosen_reviews(review_paper(PAPER, {}), ["06-month"], ["months-02.9"])
    assert 'No section of the paper is called "06-month". Nearest: 06-months' in error.value.problems[0]
    assert "months-02.1" in error.value.problems[1]


def test_a_paragraph_is_shown_with_all_that_has_changed():
    now = replace(WHY, words="A dry summer.", text="A dry summer.", beside={"total": "751", "rate": "9"})
    review = review_paper([TERMS, TOTAL, now], signed())[2]
    assert review_text(review).splitlines() == [
        "06-months  months-02.1  changed since it was signed by Complaints Manager on 2032-06-01",
        "  A dry summer.",
        "  its words were:",
        "    A wet summer.",
        '  is about total: "750", now "751"',
        '  now is about rate: "9"',
    ]


def test_programs_get_the_same():
    (entry,) = review_json(review_paper([replace(TOTAL, prints={"total": "751"})], signed()))
    assert entry["waits"] is True
    assert entry["signed_by"] == BY
    assert entry["changes"] == [{"what": "prints", "fact": "total", "before": "750", "now": "751"}]
