"""Whole papers with known mistakes: the same are found whatever the kind of file, and nothing else is called wrong."""

import shutil
import subprocess
from pathlib import Path

import pypandoc
import pytest

from feedback_report.claims.claim import Verdict
from feedback_report.claims.files.reading import read_paper, read_papers
from feedback_report.claims.paper import HEADING, PARAGRAPH, TABLE, Block, Paper
from feedback_report.claims.whole_paper.checking import check_paper

_HERE = Path(__file__).parent
MARKDOWN, PAGE = _HERE / "claims-paper.md", _HERE / "claims-paper.html"
WRONG = {
    MARKDOWN: [
        "1,284",  # the table's total is 1,294
        "Adult Social Care: highest",  # Place is
        "+15%",  # 140 to 165 is 17.9%
        "25%",  # 598 of 1,150 is 52%
        "76%",  # 100 of 150 is 67%
    ],
    PAGE: [
        "decrease of 13.5%",  # 42 to 37 is 11.9%
        "+5",  # 92 to 98
        "17%",  # 7 of 98
        "8%",  # 3 of 58
        "Not upheld: The most frequent",  # partly upheld is
        "14%",  # 11 of 98
    ],
}
soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the PDF")


def check_files(paths):
    return [claim for paper in read_papers(paths) for claim in check_paper(paper)]


def wrong_in(path):
    return sorted(claim.stated for claim in check_files([path]) if claim.verdict is Verdict.WRONG)


@pytest.mark.parametrize("source", [MARKDOWN, PAGE], ids=["markdown", "page"])
@pytest.mark.parametrize("kind", ["html", "docx", "md"])
def test_the_same_mistakes_are_found_in_every_kind_of_file(tmp_path, source, kind):
    path = tmp_path / f"paper.{kind}"
    pypandoc.convert_file(
        str(source), "gfm" if kind == "md" else kind, outputfile=str(path), extra_args=["--wrap=none"]
    )
    assert wrong_in(path) == sorted(WRONG[source])


@soffice
@pytest.mark.parametrize("source", [MARKDOWN, PAGE], ids=["markdown", "page"])
def test_the_same_mistakes_are_found_in_a_pdf(tmp_path, source):
    pypandoc.convert_file(str(source), "docx", outputfile=str(tmp_path / "paper.docx"))
    arguments = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*arguments, "--outdir", str(tmp_path), str(tmp_path / "paper.docx")], check=True, capture_output=True
    )
    assert wrong_in(tmp_path / "paper.pdf") == sorted(WRONG[source])


def test_most_claims_of_a_paper_are_decided():
    claims = check_files([MARKDOWN, PAGE])
    undecided = [claim for claim in claims if claim.verdict is Verdict.CANNOT_TELL]
    assert len(claims) > 90
    assert len(undecided) < len(claims) / 10


def test_a_claim_says_where_it_stands_and_what_it_was_computed_from():
    claims = check_files([MARKDOWN])
    claim = next(claim for claim in claims if claim.stated == "76%")
    assert claim.sentence.startswith("4.3 Children's Services answered")
    assert claim.numbers == ("100", "of 150")
    assert claim.true == "66.7%"
    assert claim.place == "under “Timeliness”"
    assert claim.file == str(MARKDOWN)
    block = read_paper(MARKDOWN).blocks[claim.block]
    assert block.text[slice(*claim.span)] == claim.sentence


def paper_of(*texts):
    return Paper(
        "paper",
        tuple(Block(HEADING, text[2:], 2) if text.startswith("# ") else Block(PARAGRAPH, text) for text in texts),
    )


def repeated(*texts):
    return [(c.verdict, c.stated) for c in check_paper(paper_of(*texts)) if c.kind == "repeated total"]


def test_the_same_total_with_two_values_is_wrong():
    found = repeated(
        "# Summary", "In 2022/23 we received 412 complaints.", "# Numbers", "In 2022/23 we received 421 complaints."
    )
    assert found == [(Verdict.WRONG, "421")]


@pytest.mark.parametrize(
    "other",
    [
        "In 2021/22 we received 421 complaints.",  # another year
        "In 2022/23 we received 421 compliments.",  # another thing
        "In 2022/23 we received 21 stage 2 complaints.",  # a part
        "In 2022/23 we closed 421 complaints.",  # something else was done
        "In 2022/23 we received about 420 complaints.",  # approximate
        "In 2022/23 we received 120 complaints about waste.",  # narrower
    ],
)
def test_totals_of_different_things_may_differ(other):
    assert repeated("# Summary", "In 2022/23 we received 412 complaints.", "# Numbers", other) == []


def test_totals_under_headings_of_different_services_may_differ():
    first, second = "In 2022/23 we received 412 complaints.", "In 2022/23 we received 21 complaints."
    assert repeated("# Adult Social Care", first, "# Housing", second) == []


def test_a_list_item_takes_the_whole_from_the_sentence_before_its_list():
    claims = check_paper(
        Paper(
            "paper",
            (
                Block(PARAGRAPH, "Of the 200 complaints:"),
                Block("item", "50 (25%) were upheld"),
                Block("item", "40 (30%) were not"),
            ),
        )
    )
    assert [(claim.verdict, claim.stated) for claim in claims] == [(Verdict.RIGHT, "25%"), (Verdict.WRONG, "30%")]


def verdicts(*paragraphs):
    claims = check_paper(Paper("paper", tuple(Block(PARAGRAPH, text) for text in paragraphs)))
    return {claim.stated: claim.verdict for claim in claims}


def test_a_share_is_right_where_two_counts_nearby_make_it_though_no_wording_ties_them():
    found = verdicts(
        "In the quarter 613 complaints came in.",
        "The panel was asked to look again at 94 of them. The rate of escalation was thus 15%.",  # 94 of 613
        "The office had 250 letters and answered 205 in time; performance stood at 82%.",
        "Applications came to 4,410. The first choice went to 91.7 per cent, 4,044 pupils.",
    )
    assert [found[stated] for stated in ("15%", "82%", "91.7 per cent")] == [Verdict.RIGHT] * 3


def test_outcomes_of_another_paragraph_make_the_number_of_what_was_decided():
    found = verdicts("Of 163 letters, 31 went to the second stage.", "At that stage 17 were upheld and 14 not upheld.")
    assert found["31"] is Verdict.RIGHT


def test_a_number_that_is_named_again_is_added_once():
    found = verdicts("The panel met 6 families. With those 6 families it agreed 12 actions.", "It meets again in May.")
    assert "12" not in found


def test_a_list_that_goes_on_makes_no_total_before_its_end():
    parts = "(i) 120 at stage 1; (ii) 14 at stage 2; (iii) 160 by the schools; and (iv) 21 by the board"
    found = verdicts(f"In all 294 letters were answered, of which: {parts}.")
    assert found.get("294") is not Verdict.RIGHT


def test_an_exact_share_in_a_list_is_right_by_two_items_above_it():
    paragraphs = ("Letters came: 147", "Open: 71", "Answered in time: 118", "Answered late: 13", "Sent: 131")
    assert verdicts(*paragraphs, "Compliance rate: 90.08%")["90.08%"] is Verdict.RIGHT  # 118 of 131
    assert verdicts(*paragraphs, "Compliance rate: 90.18%")["90.18%"] is Verdict.CANNOT_TELL


def test_a_share_that_no_two_counts_nearby_make_is_not_called_wrong():
    found = verdicts("In the quarter 613 complaints came in and 94 were looked at again. The rate was 19%.")
    assert found["19%"] is Verdict.CANNOT_TELL


def test_a_share_is_not_called_right_by_one_of_many_counts():
    many = ", ".join(f"{number} in month {number}" for number in range(103, 160, 4))
    assert verdicts(f"There were {many}.", "The rate was 91%.")["91%"] is Verdict.CANNOT_TELL


def test_a_change_is_not_made_of_counts_of_another_paragraph():
    found = verdicts("There were 294 complaints where there had been 350.", "Letters about parking fell by 16%.")
    assert found["decrease of 16%"] is Verdict.CANNOT_TELL


def test_a_change_of_a_count_that_the_sentence_gives_is_right_by_a_count_of_the_same_thing_before():
    before = ("The line took 48 calls about trees.", "It is open on weekdays.")
    calls, visits = (
        verdicts(*before, f"{things.title()} about trees fell by 20%, from 60 {things}.")["decrease of 20%"]
        for things in ("calls", "visits")
    )
    assert (calls, visits) == (Verdict.RIGHT, Verdict.CANNOT_TELL)


def test_a_change_is_of_what_its_own_half_of_the_sentence_names():
    found = verdicts(
        "The number of letters has fallen by over 11% while visits have risen by 40%.",
        "We had 409 letters in 2031/32, down from 462 in 2030/31. There were 126 visits, up from 90.",
    )
    assert found["decrease of over 11%"] is found["increase of 40%"] is Verdict.RIGHT


def test_a_rate_of_a_whole_that_its_sentence_gives_is_right_by_a_count_before():
    said = "Fault was found in 36 of 48 cases (75%). There were 150 decisions in all, which gives a rate of {}."
    assert verdicts(said.format("24%"))["24%"] is Verdict.RIGHT
    assert verdicts(said.format("27%"))["27%"] is Verdict.CANNOT_TELL


def test_what_is_cleared_up_or_turned_down_has_no_direction():
    found = verdicts(
        "What we spend on clearing up has fallen to £48,100 from £51,300. Calls turned down rose from 9 to 12."
    )
    assert found == {"fallen": Verdict.RIGHT, "rose": Verdict.RIGHT}


def test_a_total_of_the_sentences_before_is_right_where_they_make_it():
    text = "Plans rose to 2,400 in the year. Support rose to 9,100. This gives a total of {} pupils."
    for total, expected in (("11,500", [(Verdict.RIGHT, "11,500")]), ("11,700", [])):
        claims = check_paper(Paper("paper", (Block(PARAGRAPH, text.format(total)),)))
        assert [(claim.verdict, claim.stated) for claim in claims if claim.kind == "total"] == expected


def test_a_list_in_small_letters_is_read_like_a_table():
    paragraph = "People wrote by email (420), by post (105), by text (63) and in person (12). "
    found = verdicts(f"{paragraph}Email was the most common way with 70%, and 2% came in person.")
    assert found["70%"] is found["2%"] is Verdict.RIGHT
    assert found["email: the most common"] is Verdict.RIGHT
    assert verdicts(f"{paragraph}Post was the most common way.")["post: the most common"] is Verdict.WRONG


def test_quarters_that_are_counted_off_have_a_busiest_one():
    paragraph = (
        "The team took 214 calls in the first quarter, 180 in the second, 175 in the third and 231 in the fourth. "
    )
    assert verdicts(f"{paragraph}The fourth quarter was the busiest.")["fourth quarter: busiest"] is Verdict.RIGHT
    assert verdicts(f"{paragraph}The second quarter was the quietest.")["second quarter: quietest"] is Verdict.WRONG


def test_a_change_on_the_quarter_before_is_judged_by_the_paragraph_before():
    before = "Between April and June 320 requests came in."
    assert verdicts(before, "From July to September there were 400, a rise of 25% on the previous quarter.") == {
        "increase of 25%": Verdict.RIGHT
    }
    assert verdicts(before, "From July to September there were 400, a rise of 20% on the previous quarter.") == {
        "increase of 20%": Verdict.WRONG
    }
    two = "Between April and June 320 requests came in, 40 of them by post."
    found = verdicts(two, "From July to September there were 400, a rise of 20% on the previous quarter.")
    assert found["increase of 20%"] is Verdict.CANNOT_TELL


def test_a_change_that_is_said_again_is_right_where_its_numbers_are_given():
    again = "The rate of calls decreased by 20%, as was hoped."
    first = "The rate of calls decreased by 20%, from 50 in 2030/31 to 40 in 2031/32."
    assert verdicts(first)["decrease of 20%"] is Verdict.RIGHT
    claims = check_paper(paper_of(again, *["It was quiet."] * 12, first))
    assert [claim.verdict for claim in claims if claim.stated == "decrease of 20%"] == [Verdict.RIGHT] * 2


def test_what_is_said_in_words_alone_is_judged_by_the_numbers_beside_it():
    found = verdicts(
        "Requests have gone up again.",
        "There were 236 requests in the year, 18% more than the 200 of the year before.",
        "Praise arrived 61 times. The uphold rate was 38%. This was lower than the average of 44% elsewhere.",
        "Spring (Q1) was the busiest quarter, with 96 appeals. Q2 brought 71 and Q3 64.",
    )
    assert [found[stated] for stated in ("gone up", "lower", "busiest")] == [Verdict.RIGHT] * 3


def test_a_comparison_with_the_one_percentage_before_it_is_wrong_where_that_goes_the_other_way():
    found = verdicts("The uphold rate was 48%. This was lower than the average of 44% elsewhere.")
    assert found["lower"] is Verdict.WRONG


def test_two_changes_taken_together_go_the_way_of_their_sum():
    first = "Complaints about parks fell by 4 (from 30 to 26) and complaints about roads rose by 6 (from 50 to 56)."
    assert verdicts(first, "Taken together complaints have increased.")["increased"] is Verdict.RIGHT
    assert verdicts(first, "Taken together complaints have decreased.")["decreased"] is Verdict.WRONG


def test_what_words_state_without_numbers_is_listed_with_its_reason():
    found = verdicts(
        "Complaints about noise have fallen.",
        "Libraries received the highest number of compliments.",
        "The 80 replies took the same number of days as last year.",
        "Over a third of requests were refused.",
        "The number of letters continues to rise.",
    )
    stated = ("fallen", "highest", "the same number", "Over a third", "rise")
    assert found == dict.fromkeys(stated, Verdict.CANNOT_TELL)


def test_words_of_direction_that_tell_of_no_number_are_no_claims():
    assert not verdicts(
        "The complaints were broken down by team.",
        "Complaints fell under the statutory procedure, and the rest made up a list of their own.",
        "Staff acted in line with policy in the 12 cases that were not upheld.",
        "Were there more complaints than in the year before?",
        "The report could show that complaints had increased.",
    )


def test_a_reduction_by_so_many_is_right_by_the_number_it_leads_to():
    found = verdicts(
        "In the year 47 appeals were heard.", "The number of appeals heard was reduced by eight, from 55 in 2021/22."
    )
    assert found["decrease of eight"] is Verdict.RIGHT


def test_the_share_that_went_on_to_stage_2_is_judged_by_the_counts_of_both_stages():
    text = "We received 240 complaints at stage 1 and 30 requests for stage 2. The escalation rate was {}."
    assert verdicts(text.format("12.5%"))["12.5%"] is Verdict.RIGHT
    assert verdicts(text.format("11%"))["11%"] is Verdict.WRONG
    assert verdicts("Of 240 at stage 1, 30 went on. The escalation rate was 12%.").get("12%") is not Verdict.WRONG


def test_so_many_a_day_is_judged_by_the_count_of_the_year():
    text = "The line took 7,300 calls over the year, or {} a day."
    assert verdicts(text.format(20))["20"] is Verdict.RIGHT
    assert verdicts(text.format(45))["45"] is Verdict.WRONG
    assert not verdicts("We answer 90 calls a day.")


def test_counts_of_a_list_make_a_share_together():
    text = "Bins (40), roads (30) and parks (20) made up {} of the 150 complaints."
    assert verdicts(text.format("60%"))["60%"] is Verdict.RIGHT
    assert verdicts(text.format("75%"))["75%"] is Verdict.WRONG


def test_a_rise_of_one_thing_is_not_judged_by_the_sentence_beside_it_of_another():
    beside = "In all, 530 complaints came in during 2022/23, which was fewer than the 602 of 2021/22."
    assert verdicts(f"Comments have gone on rising, with 412 received. {beside}").get("rising") is not Verdict.WRONG
    assert verdicts(f"The number of complaints rose. {beside}")["rose"] is Verdict.WRONG


def test_a_second_share_of_a_sentence_rounded_the_wrong_way_is_wrong_by_the_whole_of_the_first():
    text = "Of the 14 complaints at stage 2, 29% (4) were late and {} (5) were withdrawn."
    assert verdicts(text.format("36%"))["36%"] is Verdict.RIGHT
    assert verdicts(text.format("35%"))["35%"] is Verdict.WRONG


def test_a_count_before_a_word_of_change_is_its_size():
    found = verdicts("Appeals fell from 130 to 95, a 35 reduction.", "Appeals fell from 130 to 95, a 45 reduction.")
    assert found["decrease of 35"] is Verdict.RIGHT
    assert found["decrease of 45"] is Verdict.WRONG


def test_a_rise_on_a_percentage_is_judged_by_that_of_the_sentence_before():
    text = "Of 400 complaints 62% (248) were answered in time. That is {} on the 57% of the year before."
    assert verdicts(text.format("an improvement"))
    assert verdicts(text.format("an increase"))["increase"] is Verdict.RIGHT
    assert verdicts(text.format("a fall"))["fall"] is Verdict.WRONG


def test_a_cell_with_a_share_and_both_its_counts_is_judged_by_itself():
    rows = (("Stage", "In time"), ("Stage 1", "75% (6/8)"), ("Stage 2", "40% (5/14)"), ("Stage 3", "N/A"))
    found = {claim.stated: claim.verdict for claim in check_paper(Paper("paper", (Block(TABLE, rows=rows, heads=1),)))}
    assert found == {"75%": Verdict.RIGHT, "40%": Verdict.WRONG}


def test_what_a_percentage_remains_below_is_held_against_the_sentence_before():
    text = "In the year 61% of replies were in time. This remains {} the 70% of 2020/21."
    assert verdicts(text.format("below"))["below"] is Verdict.RIGHT
    assert verdicts(text.format("above"))["above"] is Verdict.WRONG


def test_a_rank_among_councils_that_are_not_named_is_no_claim_to_recompute():
    assert "second highest" not in verdicts("The rate was 81.5. That is the second highest of 12 councils compared.")


def test_it_was_reported_points_back_at_nothing():
    said = "Comments outweighed complaints, with a total of 640 being received."
    found = verdicts(f"{said} It was reported that 310 complaints had been received, an increase of 6% from last year.")
    assert found.get("increase of 6%") is not Verdict.WRONG


def test_what_a_count_has_risen_from_is_not_the_other_side_of_a_ratio():
    text = "Comments rose by 20%, from 150 to 180. This gives a ratio of comments to complaints of 4.5:1."
    assert verdicts(text).get("4.5") is not Verdict.WRONG
    assert verdicts("There were 180 comments and 40 complaints, a ratio of 4.5:1.")["4.5"] is Verdict.RIGHT
