"""Tables: totals, percentages, changes, and what the text beside them calls the highest."""

import pytest

from feedback_report.claims.claim import Verdict
from feedback_report.claims.paper import HEADING, ITEM, PARAGRAPH, TABLE, Block, Paper
from feedback_report.claims.whole_paper.checking import check_paper, check_text

RIGHT, WRONG, CANNOT_TELL = Verdict.RIGHT, Verdict.WRONG, Verdict.CANNOT_TELL


def checked(*rows, before="", after="", heading="Complaints"):
    cells = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)
    blocks = (Block(HEADING, heading, 2), Block(PARAGRAPH, before), Block(TABLE, rows=cells), Block(PARAGRAPH, after))
    return check_paper(Paper("paper", tuple(block for block in blocks if block.text or block.rows)))


def verdicts(claims, *kinds):
    return [(claim.verdict, claim.stated) for claim in claims if not kinds or claim.kind in kinds]


def test_a_total_row_is_added_up_column_by_column():
    claims = checked("Team | 2021/22 | 2022/23", "North | 10 | 12", "South | 20 | 23", "Total | 30 | 36")
    assert verdicts(claims) == [(RIGHT, "30"), (WRONG, "36")]
    assert claims[1].true == "35"
    assert claims[1].sentence == "Total / 2022/23: 36"


def test_a_total_column_is_added_up_row_by_row():
    claims = checked(
        "Team | Upheld | Not | Total",
        "North | 4 | 6 | 10",
        "South | 5 | 5 | 11",
        "East | 1 | 2 | 3",
        "West | 2 | 2 | 4",
    )
    assert verdicts(claims, "table total") == [(RIGHT, "10"), (WRONG, "11"), (RIGHT, "3"), (RIGHT, "4")]


def test_a_row_of_all_that_is_not_named_is_a_part_and_no_total():
    rows = ("Subject | Number", "Roads | 40", "Parks | 25", "All other subjects | 35", "Grand total | {}")
    assert verdicts(checked(*rows[:-1], rows[-1].format(100))) == [(RIGHT, "100")]
    assert verdicts(checked(*rows[:-1], rows[-1].format(101))) == [(WRONG, "101")]


@pytest.mark.parametrize(("highest", "verdict"), [("2022/23", RIGHT), ("2021/22", WRONG)])
def test_the_highest_share_of_the_years_is_one_of_shares_and_not_of_counts(highest, verdict):
    rows = ("Year | All services | Parks", "2020/21 | 200 | 50", "2021/22 | 300 | 70", "2022/23 | 120 | 48")
    share = {"2022/23": "40%", "2021/22": "23%"}[highest]
    text = f"In {highest} parks made up {share} of complaints, the highest proportion in the last three years."
    if highest == "2021/22":
        text = text.replace("the last three", "two")
    assert verdicts(checked(*rows, after=text), "extreme") == [(verdict, text.partition(", ")[2][4:-1])]


def test_columns_that_are_parts_of_another_column_are_not_added_twice():
    # Investigated is upheld and not upheld together: the total is it and the rest.
    claims = checked(
        "Year | Investigated | Upheld | Not upheld | Closed early | Total",
        "2021/22 | 38 | 25 | 13 | 51 | 89",
        "2022/23 | 26 | 20 | 6 | 58 | 84",
        "2023/24 | 32 | 28 | 4 | 54 | 86",
    )
    assert {verdict for verdict, _ in verdicts(claims)} == {RIGHT}


def test_rows_that_are_parts_of_a_row_are_not_called_wrong():
    claims = checked(
        "Stage | 2021/22 | 2022/23", "Stage 1 | 50 | 60", "of which late | 9 | 12", "Stage 2 | 5 | 6", "Total | 55 | 66"
    )
    assert WRONG not in {verdict for verdict, _ in verdicts(claims)}


def test_subtotals_are_not_added_to_the_grand_total_again():
    claims = checked(
        "Team | Number",
        "A | 4",
        "B | 6",
        "Adults total | 10",
        "C | 3",
        "D | 7",
        "Children total | 10",
        "Grand total | 20",
    )
    assert {verdict for verdict, _ in verdicts(claims, "table total")} == {RIGHT}


def test_a_total_that_names_rows_is_theirs():
    claims = checked(
        "Panel | Lodged | Allowed",
        "North: infant classes | 120 | 12",
        "North: other classes | 88 | 20",
        "South: infant classes | 410 | 110",
        "South: other classes | 33 | 9",
        "Infant classes total | 540 | 122",
        "Other classes total | 121 | 29",
    )
    wrong = [(claim.stated, claim.true) for claim in claims if claim.verdict is WRONG]
    assert wrong == [("540", "530")]
    assert verdicts(claims, "table total").count((RIGHT, "121")) == 1


def test_an_example_in_a_rows_name_does_not_say_that_rows_are_missing():
    rows = ("Reason | Number", "New proof (for example a photograph) | 20", "Loading | 18", "Other | 5", "Total | 40")
    assert verdicts(checked(*rows), "table total") == [(WRONG, "40")]


def test_a_table_of_the_main_subjects_need_not_make_the_total():
    claims = checked(
        "Subject | Number", "Delay | 30", "Staff | 20", "Total | 75", before="The top two subjects of complaint:"
    )
    assert verdicts(claims) == []


def test_withheld_numbers_leave_a_total_undecided():
    assert verdicts(checked("Subject | Number", "Delay | 30", "Staff | [c]", "Cost | 9", "Total | 43")) == []


def test_percentages_are_taken_of_the_total():
    claims = checked(
        "Outcome | Number | %", "Upheld | 30 | 30%", "Partly | 20 | 25%", "Not | 50 | 50%", "Total | 100 | 100%"
    )
    assert verdicts(claims, "table percentage") == [(RIGHT, "30%"), (WRONG, "25%"), (RIGHT, "50%"), (RIGHT, "100%")]


def test_percentages_are_taken_of_the_sum_where_no_total_is_printed():
    claims = checked("Outcome | Number | Share (%)", "Upheld | 30 | 30", "Partly | 20 | 20", "Not | 50 | 55")
    assert verdicts(claims) == [(RIGHT, "30"), (RIGHT, "20"), (WRONG, "55")]


def test_percentages_are_taken_of_another_column():
    claims = checked(
        "Team | Closed | On time | % on time",
        "A | 40 | 30 | 75%",
        "B | 50 | 45 | 90%",
        "C | 8 | 8 | 100%",
        "D | 20 | 19 | 59%",
        "E | 10 | 7 | 70%",
    )
    assert verdicts(claims, "table percentage") == [
        (RIGHT, "75%"),
        (RIGHT, "90%"),
        (RIGHT, "100%"),
        (WRONG, "59%"),
        (RIGHT, "70%"),
    ]


def test_percentages_are_taken_of_the_two_columns_that_were_decided():
    claims = checked(
        "Panel | Lodged | Allowed | Refused | % allowed",
        "Infants | 120 | 12 | 60 | 17%",
        "Juniors | 88 | 20 | 30 | 40%",
        "Seniors | 410 | 110 | 190 | 37%",
        "Sixth forms | 33 | 9 | 9 | 60%",
    )
    assert verdicts(claims, "table percentage") == [(RIGHT, "17%"), (RIGHT, "40%"), (RIGHT, "37%"), (WRONG, "60%")]


def test_a_count_with_its_percentage_in_one_cell_is_judged():
    claims = checked("Outcome | 2022/23", "Upheld | 30 (30%)", "Partly | 20 (20%)", "Not | 50 (54%)", "Total | 100")
    assert verdicts(claims, "table percentage") == [(RIGHT, "30 (30%)"), (RIGHT, "20 (20%)"), (WRONG, "50 (54%)")]


def test_percentages_that_nothing_explains_are_left_alone():
    assert (
        verdicts(
            checked(
                "Indicator | 2021/22 | 2022/23", "Satisfied | 71% | 75%", "Answered | 88% | 91%", "Upheld | 40% | 38%"
            )
        )
        == []
    )


@pytest.mark.parametrize("arrow", ["↓", "-"])
def test_a_change_column_is_recomputed_from_its_years(arrow):
    claims = checked(
        "Measure | Change | 2022/23 | 2021/22", f"Complaints | {arrow}13% | 376 | 430", "Compliments | ↑50% | 150 | 90"
    )
    assert verdicts(claims) == [(RIGHT, f"{arrow}13%"), (WRONG, "↑50%")]


def test_a_change_in_the_wrong_direction_is_wrong():
    claims = checked(
        "Measure | 2021/22 | 2022/23 | % change",
        "Complaints | 430 | 376 | +13%",
        "Praise | 90 | 135 | +50%",
        "Appeals | 10 | 8 | -20%",
    )
    assert verdicts(claims) == [(WRONG, "+13%"), (RIGHT, "+50%"), (RIGHT, "-20%")]


def test_a_column_of_differences_is_recomputed():
    claims = checked(
        "Quarter | 2021/22 | 2022/23 | Difference", "Q1 | 20 | 28 | +8", "Q2 | 25 | 19 | -6", "Q3 | 22 | 30 | +7"
    )
    assert verdicts(claims) == [(RIGHT, "+8"), (RIGHT, "-6"), (WRONG, "+7")]


OUTCOMES = ("Outcome | Number", "Upheld | 30", "Partly upheld | 45", "Not upheld | 25")


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The most common outcome was partly upheld.", RIGHT),
        ("The most common outcome was upheld.", WRONG),
        ("Upheld was the most common outcome.", WRONG),
        ("Not upheld was the least common outcome.", RIGHT),
        ("The lowest number was for upheld.", WRONG),
        ("The second most common outcome was upheld.", RIGHT),
        ("The second highest number was for not upheld.", WRONG),
    ],
)
def test_what_is_called_the_highest_is_judged_by_the_table(sentence, verdict):
    assert verdicts(checked(*OUTCOMES, after=sentence), "extreme") == [
        (verdict, verdicts(checked(*OUTCOMES, after=sentence), "extreme")[0][1])
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "One of the most common outcomes was upheld.",
        "Most complaints were dealt with at the first stage.",
        "The highest standards are expected of all staff.",
        "Staff who had the highest standards were thanked.",
    ],
)
def test_other_uses_of_most_and_highest_are_no_claims(sentence):
    assert verdicts(checked(*OUTCOMES, after=sentence), "extreme") == []


def test_the_highest_of_years_that_no_table_has_cannot_be_told():
    claims = checked(*OUTCOMES, after="Upheld complaints are the highest for five years.")
    assert verdicts(claims, "extreme") == [(CANNOT_TELL, "highest")]


def test_the_year_that_a_sentence_names_chooses_the_column():
    rows = ("Team | 2021/22 | 2022/23", "North | 10 | 30", "South | 20 | 15")
    assert verdicts(checked(*rows, after="In 2021/22 South had the most complaints."), "extreme")[0][0] is RIGHT
    assert verdicts(checked(*rows, after="In 2021/22 North had the most complaints."), "extreme")[0][0] is WRONG
    assert verdicts(checked(*rows, after="North had the most complaints."), "extreme")[0][0] is RIGHT


def test_a_tie_is_not_decided():
    rows = ("Team | Number", "North | 20", "South | 20")
    assert verdicts(checked(*rows, after="North had the most complaints."), "extreme")[0][0] is CANNOT_TELL


YEARS = (
    "Type | 2018/19 | 2019/20 | 2020/21 | 2021/22 | 2022/23",
    "Complaints | 90 | 70 | 95 | 80 | 85",
    "Praise | 9 | 12 | 15 | 30 | 41",
)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("At 41, praise was the highest of the last five years.", RIGHT),
        ("At 85, complaints were the highest in five years.", WRONG),
        ("At 85, complaints were the highest of the last two years.", RIGHT),
        ("Complaints, at 85, were the lowest since 2019/20.", WRONG),
    ],
)
def test_the_highest_of_several_years_is_judged_by_the_years_of_the_table(sentence, verdict):
    assert [found for found, _ in verdicts(checked(*YEARS, after=sentence), "extreme")] == [verdict]


def test_a_list_is_read_as_a_table():
    items = [Block(ITEM, text) for text in ("Delay: 30", "Staff: 45", "Cost: 25")]
    for sentence, verdict in (
        ("The most complaints were about staff.", RIGHT),
        ("The most complaints were about delay.", WRONG),
    ):
        claims = check_paper(Paper("paper", (*items, Block(PARAGRAPH, sentence))))
        assert [claim.verdict for claim in claims if claim.kind == "extreme"] == [verdict]


def test_a_share_in_a_list_is_judged_by_the_other_items():
    items = [Block(ITEM, text) for text in ("Delay: 30 (30%)", "Staff: 45 (45%)", "Cost: 25 (35%)")]
    claims = check_paper(Paper("paper", tuple(items)))
    assert verdicts(claims, "share") == [(RIGHT, "30%"), (RIGHT, "45%"), (WRONG, "35%")]


def test_a_percentage_alone_is_right_when_the_table_has_it():
    claims = checked(*OUTCOMES, after="Some 45% of complaints were partly upheld, and 80% were in time.")
    assert verdicts(claims, "share") == [(RIGHT, "Some 45%"), (CANNOT_TELL, "80%")]


def test_a_share_takes_its_whole_from_the_table():
    claims = checked(*OUTCOMES, after="Upheld (30, 30%) and partly upheld (45, 45%) were common.")
    assert [verdict for verdict, _ in verdicts(claims, "share")] == [RIGHT, RIGHT]


def test_a_rate_per_so_many_is_recomputed_where_a_column_holds_the_people():
    claims = checked(
        "Year | Population | Complaints | Rate per 1,000",
        "2021/22 | 150,000 | 300 | 2.0",
        "2022/23 | 152,000 | 380 | 2.5",
        "2023/24 | 155,000 | 372 | 2.6",  # 2.4
    )
    assert verdicts(claims, "table rate") == [(RIGHT, "2.0"), (RIGHT, "2.5"), (WRONG, "2.6")]


def test_percentages_in_a_row_are_those_of_the_rows_above():
    claims = checked(
        "Decisions | 2021/22 | 2022/23 | 2023/24",
        "Upheld | 8 | 9 | 12",
        "Not upheld | 4 | 6 | 4",
        "Total investigated | 12 | 15 | 16",
        "Uphold rate | 67% | 66% | 75%",  # 9 of 15 is 60%
    )
    assert verdicts(claims, "table percentage") == [(RIGHT, "67%"), (WRONG, "66%"), (RIGHT, "75%")]


def test_a_column_of_changes_follows_the_years_down_the_rows():
    claims = checked(
        "Year | Complaints | Change on previous year",
        "2020/21 | 200 | ",
        "2021/22 | 220 | 10%",
        "2022/23 | 187 | -15%",
        "2023/24 | 230 | 20%",  # 43 of 187 is 23%
    )
    assert verdicts(claims, "table percentage") == [(RIGHT, "10%"), (RIGHT, "-15%"), (WRONG, "20%")]


def test_one_wrong_percentage_of_three_is_found_where_the_headings_name_the_part():
    claims = checked(
        "Service | Received | Answered on time | % on time",
        "Adults | 50 | 41 | 82%",
        "Education | 80 | 52 | 75%",  # 65%
        "Housing | 25 | 24 | 96%",
    )
    assert verdicts(claims) == [(RIGHT, "82%"), (WRONG, "75%"), (RIGHT, "96%")]


def test_the_months_of_a_row_are_added_up_though_only_one_other_row_fits():
    claims = checked("Month | Apr | May | Jun | Total", "Complaints | 12 | 15 | 9 | 36", "Compliments | 4 | 6 | 5 | 16")
    assert verdicts(claims, "table total") == [(RIGHT, "36"), (WRONG, "16")]


def test_without_a_word_on_columns_the_total_decides_what_is_highest():
    rows = ("Directorate | Stage 1 | Stage 2 | Total", "Place | 210 | 9 | 219", "People | 98 | 12 | 110")
    claims = checked(*rows, "Total | 308 | 21 | 329", after="Place received the most complaints in the year.")
    assert (RIGHT, "Place: most") in [(v, s.replace("the ", "")) for v, s in verdicts(claims, "extreme")]


def test_the_year_compared_with_is_not_the_one_called_highest():
    rows = ("Year | Complaints", "2020/21 | 987", "2021/22 | 1,150", "2022/23 | 1,320")
    after = "In 2022/23 there were 1,320 complaints, an increase of 15% on 2021/22 and the highest in three years."
    assert {verdict for verdict, _ in verdicts(checked(*rows, after=after))} == {RIGHT}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Quarter 2 had the most complaints: Q1 34, Q2 51, Q3 40, Q4 38.", [(RIGHT, "Q2: the most")]),
        ("Quarter 3 had the most complaints: Q1 34, Q2 51, Q3 40, Q4 38.", [(WRONG, "Q3: the most")]),
        ("The highest was Planning (57), ahead of Parking (51) and Trees (12).", [(RIGHT, "Planning: highest")]),
        ("The highest was Planning (57), besides Parking (61) and Trees (12).", [(WRONG, "Planning: highest")]),
    ],
)
def test_a_list_within_a_sentence_says_which_is_highest(sentence, found):
    paper = Paper("paper", (Block(PARAGRAPH, sentence),))
    assert verdicts(check_paper(paper), "extreme") == found


def test_a_column_with_withheld_numbers_ranks_nothing_and_no_other_column_does_for_it():
    rows = ("Subject | Social care | Schools", "Delay | 44 | 82", "Conduct | 50 | [c]", "Policy | 6 | [c]")
    claims = checked(*rows, after="Schools received 119 complaints, most often about delay (82, 69%).")
    assert verdicts(claims, "extreme") == []


def test_a_grand_total_that_adds_up_across_is_not_blamed_for_a_wrong_part():
    claims = checked(
        "Team | Q1 | Q2 | Q3 | Total",
        "North | 4 | 6 | 5 | 25",
        "South | 5 | 5 | 6 | 16",
        "East | 1 | 2 | 3 | 6",
        "Total | 10 | 13 | 14 | 37",
    )
    assert [claim.stated for claim in claims if claim.verdict is WRONG] == ["25"]
    assert (RIGHT, "37") in verdicts(claims, "table total")


def test_a_difference_in_brackets_is_less_as_in_accounts():
    claims = checked(
        "Team | Before | Now | Difference", "North | 19 | 14 | (5)", "South | 22 | 31 | 11", "East | 8 | 8 | 0"
    )
    assert verdicts(claims, "table difference") == [(RIGHT, "(5)"), (WRONG, "11"), (RIGHT, "0")]


def test_percentage_points_are_the_difference_of_two_columns_of_percentages():
    heading = "Service | 2023 | 2024 | Change (percentage points)"
    claims = checked(heading, "Bins | 71% | 76% | +5", "Parks | 80% | 78% | +2", "Roads | 38% | 35% | -3")
    assert verdicts(claims, "table percentage") == [(RIGHT, "+5"), (WRONG, "+2"), (RIGHT, "-3")]


def test_a_running_total_adds_up_the_rows_so_far():
    claims = checked(
        "Month | Received | Cumulative", "April | 20 | 20", "May | 31 | 51", "June | 27 | 78", "July | 5 | 84"
    )
    assert verdicts(claims, "table difference") == [(RIGHT, "51"), (RIGHT, "78"), (WRONG, "84")]


def test_a_heading_can_say_what_the_percentages_are_of():
    heading = "Service | Complaints | % of all 750 complaints"
    claims = checked(heading, "Bins | 310 | 41%", "Tax | 122 | 16%", "Homes | 98 | 15%", "Parking | 41 | 5%")
    assert verdicts(claims, "table percentage") == [(RIGHT, "41%"), (RIGHT, "16%"), (WRONG, "15%"), (RIGHT, "5%")]


def test_a_rate_is_of_the_column_that_its_heading_names():
    heading = "Hospital | Complaints | Bed days | Complaints per 1,000 bed days"
    claims = checked(heading, "A | 310 | 210,500 | 1.47", "B | 122 | 98,300 | 1.64", "C | 41 | 52,600 | 0.78")
    assert verdicts(claims, "table rate") == [(RIGHT, "1.47"), (WRONG, "1.64"), (RIGHT, "0.78")]


def test_several_columns_together_can_be_what_a_percentage_is_of():
    heading = "Area | Upheld | Partly upheld | Not upheld | Closed | % upheld or partly"
    claims = checked(
        heading, "North | 20 | 15 | 35 | 70 | 50%", "South | 12 | 9 | 40 | 61 | 34%", "East | 8 | 14 | 22 | 44 | 50%"
    )
    assert verdicts(claims, "table percentage") == [(RIGHT, "50%"), (RIGHT, "34%"), (RIGHT, "50%")]


def test_the_change_of_a_row_is_looked_up_by_its_name_and_the_year():
    rows = ("Type | 2022/23 | 2023/24", "Road repairs | 310 | 220", "Tree care | 40 | 36")
    assert verdicts(checked(*rows, after="Road repairs complaints fell by 29% in 2023/24."), "change") == [
        (RIGHT, "decrease of 29%")
    ]
    assert verdicts(checked(*rows, after="Road repairs complaints fell by 39% in 2023/24."), "change") == [
        (WRONG, "decrease of 39%")
    ]


def test_the_largest_rise_is_no_claim_of_the_largest_number():
    rows = ("Division | Complaints", "Medicine | 281", "Surgery | 263", "Wards | 98")
    claims = checked(*rows, after="Surgery saw the largest rise, of 41 complaints.")
    assert verdicts(claims, "extreme") == [(CANNOT_TELL, "largest")]


def test_a_paragraph_that_points_back_is_judged_by_the_one_before():
    blocks = (
        Block(PARAGRAPH, "4.1 We received 940 complaints in the year."),
        Block(PARAGRAPH, "4.2 Of these, 188 (25%) went to Stage 2."),
    )
    assert verdicts(check_paper(Paper("paper", blocks))) == [(WRONG, "25%")]


def test_a_table_at_the_top_of_a_page_may_have_lost_rows_to_the_page_before():
    table = (("Team", "Number"), ("North", "10"), ("South", "20"), ("East", "5"), ("Total", "95"))
    above = Block(PARAGRAPH, "What stands on the page before.", page=1)
    claims = check_paper(Paper("paper.pdf", (above, Block(TABLE, rows=table, page=2))))
    assert not [claim for claim in claims if claim.verdict is WRONG]


def test_rows_that_one_cell_fills_are_titles_and_no_part_of_the_heading():
    claims = checked(
        "Complaints by stage | Complaints by stage | Complaints by stage | Complaints by stage",
        "Team | Stage 1 | Stage 2 | Total",
        "Place | Place | Place | Place",
        "Roads | 20 | 3 | 23",
        "Parks | 10 | 4 | 15",
        "People | People | People | People",
        "Care | 5 | 1 | 6",
        "Schools | 7 | 2 | 9",
    )
    assert verdicts(claims) == [(RIGHT, "23"), (WRONG, "15"), (RIGHT, "6"), (RIGHT, "9")]


BY_KIND = ("Kind | 2021/22 | 2022/23", "Letters to the mayor | 60 | 66", "Web forms | 90 | 80", "Total | 150 | 146")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Web forms have shown a decrease.", [(RIGHT, "decrease")]),
        ("Letters to the mayor fell in 2022/23.", [(WRONG, "fell")]),
        ("Letters to the mayor fell.", [(WRONG, "fell")]),
        ("Web forms will increase.", []),
        ("The rise was due to a fall in web forms.", []),
        ("The number of complaints closed fell by 3% between 2021/22 and 2022/23.", [(RIGHT, "decrease of 3%")]),
        ("The number of complaints closed fell by 6% between 2021/22 and 2022/23.", [(WRONG, "decrease of 6%")]),
    ],
)
def test_a_table_of_years_shows_which_way_its_rows_went(sentence, expected):
    assert verdicts(checked(*BY_KIND, after=sentence), "direction", "change") == expected


def test_a_change_that_a_cell_says_in_words_is_recomputed():
    claims = checked(
        "Kind | 2022/23 | Change | 2021/22",
        "Letters | 66 | Increase of 10% | 60",
        "Forms | 80 | Decrease of 15% | 90",
        "Calls | 30 | up 20% | 25",
    )
    assert verdicts(claims) == [(RIGHT, "Increase of 10%"), (WRONG, "Decrease of 15%"), (RIGHT, "up 20%")]


def test_a_total_with_an_empty_cell_above_it_or_a_note_is_not_called_wrong():
    empty = checked("Team | 2021/22 | 2022/23", "North | | 12", "South | 20 | 23", "East | 5 | 6", "Total | 30 | 41")
    assert verdicts(empty) == [(CANNOT_TELL, "30"), (RIGHT, "41")]
    noted = checked("Year | Upheld | Not | Total", "2020 | 4 | 6 | 10", "2021 | 5 | 5 | 10", "2022 | 1 | 2 | 4*")
    assert (CANNOT_TELL, "4*") in verdicts(noted)


def test_a_total_in_words_is_right_where_the_table_makes_it():
    rows = ("Reason | Number", "Late | 40", "Rude | 25", "Cost | 10")
    assert (RIGHT, "75") in verdicts(checked(*rows, after="The total number of letters was 75."), "figure")
    assert verdicts(checked(*rows, after="The total number of letters was 85."), "figure") == []


def of_list(lead, *items):
    blocks = (Block(PARAGRAPH, lead), *(Block(ITEM, item) for item in items))
    return verdicts(check_paper(Paper("paper", blocks)))


def test_the_items_of_a_list_add_up_to_the_number_before_it():
    assert of_list("We made 60 promises:", "35 to say sorry", "20 to learn", "5 to pay") == [(RIGHT, "60")]
    assert of_list("We made 60 promises:", "35 to say sorry", "10 to learn") == []


def test_a_percentage_of_a_list_follows_from_two_of_its_numbers():
    items = ("Letters received: 134", "Letters answered in time: 124")
    assert (RIGHT, "92.5%") in of_list("In May:", *items, "Rate: 92.5%")
    assert (RIGHT, "93%") in of_list("In May:", *items, "Share answered in time: 93%")
    assert (RIGHT, "93%") in of_list("In May:", *items, "Rate: 93%")
    assert (CANNOT_TELL, "91%") in of_list("In May:", *items, "Rate: 91%")


STAGES = ("Year | Stage 1 | Stage 2", "2020/21 | 40 | 6", "2021/22 | 50 | 8", "2022/23 | 48 | 12")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("For the second year in a row, cases at Stage 2 have increased.", [(RIGHT, "increased")]),
        ("For the second year in a row, cases at Stage 1 have increased.", [(WRONG, "increased")]),
        ("In 2022/23, 25% of Stage 1 cases went on to Stage 2.", [(RIGHT, "25%")]),
        ("In 2022/23, 35% of Stage 1 cases went on to Stage 2.", [(WRONG, "35%")]),
    ],
)
def test_stages_of_years_are_compared_by_their_table(sentence, expected):
    assert verdicts(checked(*STAGES, after=sentence), "direction", "share") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There was an increase in Q2, and a fall in both Q3 and Q4.", [RIGHT, RIGHT]),
        ("There was an increase in Q2, and a rise in Q3.", [RIGHT, WRONG]),
    ],
)
def test_quarters_are_compared_with_the_one_before(sentence, expected):
    claims = checked("Quarter | Letters", "Q1 | 40", "Q2 | 50", "Q3 | 45", "Q4 | 30", after=sentence)
    assert [claim.verdict for claim in claims] == expected


def test_a_share_of_a_row_of_several_columns_is_of_all_of_them():
    rows = ("Reason | Place | People", "Staff conduct | 30 | 20", "Long delay | 60 | 40", "Cost | 40 | 10")
    assert verdicts(checked(*rows, after="Of all complaints, 25% were about the conduct of staff.")) == [(RIGHT, "25%")]


def test_a_percentage_below_its_counts_in_one_column_follows_from_them():
    claims = checked(
        "Measure | Value", "Cases closed | 400", "Closed at Stage 1 | 310", "Closed at Stage 1 as % of all | 77.5%"
    )
    assert verdicts(claims) == [(RIGHT, "77.5%")]


def test_rows_of_counts_and_as_many_of_percentages_are_read():
    claims = checked(
        "Measure | May | June | July",
        "Calls made | 200 | 250 | 300",
        "Calls answered | 180 | 200 | 270",
        "Percentage of calls answered | 90% | 80% | 85%",
        "Percentage of calls answered within a minute | 50% | 40% | 45%",
    )
    assert verdicts(claims) == [(RIGHT, "90%"), (RIGHT, "80%"), (WRONG, "85%")]


BY_QUARTER = ("Team | Q1 | Q2", "Roads | 700 | 420", "Parks | 300 | 180", "Care | 210 | 250")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Q1 was the busiest with a total of 1,210.", [(RIGHT, "1,210")]),
        ("In total there were 2060 complaints.", [(RIGHT, "2060")]),
        ("2060 complaints were received in the year.", [(RIGHT, "2060")]),
        ("Total = 2060", [(RIGHT, "2060")]),
        ("The total for Q2 was 852.", [(WRONG, "852")]),  # 850
        ("The total of letters in Q2 was 952.", []),  # perhaps of something else
    ],
)
def test_numbers_beside_a_table_without_totals_are_what_its_columns_make(sentence, expected):
    assert verdicts(checked(*BY_QUARTER, after=sentence), "total", "figure") == expected


def test_the_highest_for_the_second_year_in_a_row_is_ranked():
    claims = checked(*BY_QUARTER, after="The highest number was for Roads for the second year in a row.")
    assert verdicts(claims, "extreme") == [(RIGHT, "Roads: highest")]


def test_who_shares_the_first_place_may_be_called_joint_highest():
    rows = ("Team | Complaints", "North | 7", "South | 7", "East | 2")
    said = "The teams with the most were North and South (joint highest, 7 each)."
    assert [verdict for verdict, _ in verdicts(checked(*rows, after=said), "extreme")] == [RIGHT]
    alone = "The teams with the most were North and South (joint highest, 7 each)."
    rows = ("Team | Complaints", "North | 7", "South | 9", "East | 2")
    assert RIGHT not in [verdict for verdict, _ in verdicts(checked(*rows, after=alone), "extreme")]


def test_percentages_of_a_column_are_found_by_what_most_rows_make_whatever_it_is_called():
    claims = checked(
        "Team | Received | In time | Performance",
        "A | 40 | 30 | 75",
        "B | 80 | 72 | 90",
        "C | 50 | 41 | 80",
        "D | 25 | 20 | 80",
    )
    assert verdicts(claims) == [(RIGHT, "75"), (RIGHT, "90"), (WRONG, "80"), (RIGHT, "80")]


def test_numbers_that_no_column_makes_are_no_percentages():
    assert verdicts(checked("Team | Received | Compliance", "A | 40 | 95", "B | 80 | 88", "C | 50 | 91")) == []


def test_percent_may_be_a_word_and_headings_may_name_the_part():
    claims = checked(
        "Town | Found at fault | Decided | Fault rate", "Aby | 6 | 8 | 75 percent", "Bex | 9 | 20 | 50 per cent"
    )
    assert verdicts(claims) == [(RIGHT, "75 percent"), (WRONG, "50 per cent")]


def test_years_above_two_columns_each_are_read_with_both_rows_of_headings():
    claims = checked(
        "Outcome | 2022/23 | | 2023/24 | ",
        " | No. | % | No. | %",
        "Upheld | 12 | 30 | 20 | 40",
        "Partly | 8 | 20 | 10 | 20",
        "Not | 20 | 50 | 20 | 45",
    )
    assert verdicts(claims)[-1] == (WRONG, "45")
    assert {verdict for verdict, _ in verdicts(claims)[:-1]} == {RIGHT}


def test_a_row_of_percentages_is_judged_beside_a_column_of_targets():
    claims = checked(
        "Measure | Target | Q1 | Q2 | Q3",
        "Received | | 40 | 50 | 60",
        "In time | | 36 | 40 | 51",
        "% in time | 90% | 90% | 80% | 88%",
    )
    assert verdicts(claims) == [(RIGHT, "90%"), (RIGHT, "80%"), (WRONG, "88%")]


def test_a_last_row_is_a_total_where_most_columns_add_up_to_it():
    claims = checked(
        "Quarter | Praise | Complaints | Comments",
        "Q1 | 10 | 20 | 5",
        "Q2 | 12 | 25 | 6",
        "Q3 | 9 | 18 | 4",
        "Year | 31 | 63 | 16",
    )
    assert verdicts(claims) == [(RIGHT, "31"), (RIGHT, "63"), (WRONG, "16")]


def test_a_last_row_that_one_column_adds_up_to_by_chance_is_no_total():
    assert verdicts(checked("Area | Praise | Complaints", "A | 10 | 20", "B | 12 | 25", "C | 22 | 30")) == []


def test_a_column_that_others_make_in_most_rows_is_their_sum():
    claims = checked(
        "Quarter | Received | On time | Late",
        "Q1 | 20 | 15 | 5",
        "Q2 | 30 | 22 | 8",
        "Q3 | 25 | 20 | 5",
        "Q4 | 22 | 20 | 3",
    )
    assert verdicts(claims) == [(RIGHT, "20"), (RIGHT, "30"), (RIGHT, "25"), (WRONG, "22")]


def test_a_sum_with_something_left_over_is_left_open():
    claims = checked(
        "Quarter | Received | Upheld | Not",
        "Q1 | 20 | 15 | 5",
        "Q2 | 30 | 22 | 8",
        "Q3 | 25 | 20 | 5",
        "Q4 | 22 | 12 | 7",
    )
    assert verdicts(claims)[-1] == (CANNOT_TELL, "22")


_CONCERNS = ("Quarter | Concerns | Complaints", "Q1 | 16 | 13", "Q2 | 12 | 18", "Q3 | 15 | 14")


def test_counts_of_the_text_are_held_against_what_the_table_makes():
    claims = checked(
        *_CONCERNS, before="We had 43 concerns, and complaints (45) are shown by quarter. Another 70 calls came in."
    )
    assert verdicts(claims) == [(RIGHT, "43"), (RIGHT, "45")]


def test_some_rows_together_are_what_the_text_names():
    claims = checked(
        "Outcome | Number",
        "Upheld | 14",
        "Not upheld | 9",
        "Part upheld | 13",
        before="27 of the 36 complaints were upheld fully or in part.",
    )
    assert (RIGHT, "27") in verdicts(claims)
    assert WRONG not in {verdict for verdict, _ in verdicts(claims)}


@pytest.mark.parametrize(("total", "expected"), [("1,310", RIGHT), ("1,300", WRONG)])
def test_what_is_called_the_total_of_a_table_is_added_up(total, expected):
    claims = checked(
        "Quarter | North | South",
        "Q1 | 300 | 350",
        "Q2 | 310 | 350",
        before=f"The table shows them all (total = {total}).",
    )
    assert [verdict for verdict, stated in verdicts(claims) if stated == total] == [expected]


def test_the_number_of_the_year_before_is_held_against_the_table():
    rows = "Year | 2021/22 | 2022/23 | 2023/24", "Complaints | 49 | 73 | 66", "Concerns | 105 | 87 | 53"
    claims = checked(*rows, before="This year 53 concerns were handled compared to 82 the previous year.")
    assert (WRONG, "82") in verdicts(claims)
    claims = checked(*rows, before="This year 53 concerns were handled compared to 87 the previous year.")
    assert WRONG not in {verdict for verdict, _ in verdicts(claims)}


def listed(*items):
    return check_paper(Paper("paper", tuple(Block(ITEM, item) for item in items)))


def test_a_share_of_a_list_is_judged_by_the_whole_of_the_others():
    items = [
        "6,050 issues were raised in the year.",
        "3,630 (60.0%) of the issues were about wards.",
        "1,815 (30.0%) issues were about delay.",
    ]
    assert verdicts(listed(*items, "The clinic drew 605 (10.0%)."))[-1] == (RIGHT, "10.0%")
    assert (WRONG, "11.0%") in verdicts(listed(*items, "The clinic drew 605 (11.0%)."))


def test_a_share_of_what_another_paragraph_counts_is_not_called_wrong():
    blocks = [
        "Of the 200 complaints, 50 (25%) were for North and 150 (75%) for South.",
        "Upheld were 90 (47%), of those closed.",
    ]
    claims = check_paper(Paper("paper", tuple(Block(PARAGRAPH, block) for block in blocks)))
    assert WRONG not in {verdict for verdict, _ in verdicts(claims)}


def test_a_total_is_found_where_numbers_further_on_make_it():
    blocks = [
        "Schools excluded 61 older pupils, compared with 74 last year, and 33 younger pupils, compared with 21.",
        "Of the 94 pupils, 54 may return.",
    ]
    claims = check_paper(Paper("paper", tuple(Block(PARAGRAPH, block) for block in blocks)))
    assert (RIGHT, "94") in verdicts(claims, "total")


def test_numbers_that_only_happen_to_stand_there_make_no_total():
    blocks = ["We have 12 offices and 9 vans.", "In March 21 letters came in."]
    claims = check_paper(Paper("paper", tuple(Block(PARAGRAPH, block) for block in blocks)))
    assert verdicts(claims) == []


def test_a_share_of_two_columns_is_judged_by_the_row_that_the_sentence_names():
    rows = ("Stage | Received | Answered in time", "Stage 1 | 240 | 204", "Stage 2 | 50 | 40")
    text = "At Stage 1, {}% of complaints were answered in time; at Stage 2 it was {}%."
    assert verdicts(checked(*rows, after=text.format(85, 80)), "share") == [(RIGHT, "85%"), (RIGHT, "80%")]
    assert verdicts(checked(*rows, after=text.format(85, 77)), "share") == [(RIGHT, "85%"), (WRONG, "77%")]


def test_a_share_of_two_rows_is_judged_by_the_year_that_the_sentence_names():
    rows = ("| 2023/24 | 2022/23", "Complaints received | 150 | 120", "Complaints upheld | 60 | 54")
    text = "In 2022/23 {}% of complaints were upheld; this year it was 40%."
    assert verdicts(checked(*rows, after=text.format(45)), "share") == [(RIGHT, "45%"), (RIGHT, "40%")]
    assert verdicts(checked(*rows, after=text.format(47)), "share")[0] == (WRONG, "47%")


def test_a_majority_is_judged_by_the_rows_of_a_table():
    rows = ("Outcome | Number", "Upheld | 61", "Not upheld | 49", "Withdrawn | 6")
    text = "The majority of complaints were {}."
    assert verdicts(checked(*rows, after=text.format("upheld")), "share") == [(RIGHT, "The majority")]
    assert verdicts(checked(*rows, after=text.format("not upheld")), "share") == [(WRONG, "The majority")]
    assert verdicts(checked(*rows, after=text.format("settled by telephone")), "share") == [
        (CANNOT_TELL, "The majority")
    ]


def test_a_share_that_a_table_of_the_top_reasons_misses_is_not_called_wrong():
    rows = ("Reason | Number", "Delay | 60", "Conduct | 40")
    assert verdicts(checked(*rows, after="Delay made up 45% of complaints."), "share") == [(CANNOT_TELL, "45%")]


THREE_YEARS = (
    "Team | 2021/22 | 2022/23 | 2023/24",
    "Stage 1 | 90 | 70 | 84",
    "Stage 2 | 10 | 14 | 19",
    "Total | 100 | 84 | 103",
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cases at Stage 1 rose in the year, though the number is lower than in 2021/22.", [(RIGHT, "rose")] * 2),
        ("Stage 1 went down in 2022/23 but Stage 2 went up.", [(RIGHT, "went down"), (RIGHT, "went up")]),
        ("Stage 1 went up in 2022/23.", [(WRONG, "went up")]),
        ("Stage 2 has increased every year.", [(RIGHT, "increased")]),
        ("Stage 1 has increased every year since 2021/22.", []),  # in the last of them it did
        ("Stage 2 has continued to fall.", [(WRONG, "fall")]),
        ("Overall the number of complaints rose this year.", [(RIGHT, "rose")]),
        ("The number of complaints about Stage 9 fell this year.", []),
        ("We hope that Stage 2 will fall this year.", []),
        ("Staff at Stage 2 rose to the challenge.", []),
    ],
)
def test_directions_without_numbers_are_those_of_the_row_that_they_name(sentence, expected):
    found = [verdict for verdict, _ in verdicts(checked(*THREE_YEARS, after=sentence), "direction")]
    assert found == [verdict for verdict, _ in expected]


def test_fewer_than_in_any_other_quarter_is_the_fewest():
    rows = ("Quarter | Letters", "Quarter 1 | 40", "Quarter 2 | 50", "Quarter 3 | 35")
    text = "There were fewer letters in Quarter {} than in any other quarter."
    assert [verdict for verdict, _ in verdicts(checked(*rows, after=text.format(3)), "extreme")] == [RIGHT]
    assert [verdict for verdict, _ in verdicts(checked(*rows, after=text.format(1)), "extreme")] == [WRONG]


def test_the_highest_quarter_is_that_of_all_teams_together():
    rows = ("Team | Q1 | Q2 | Q3", "North | 10 | 30 | 12", "South | 25 | 20 | 26")
    text = "{} had the highest number of complaints."
    assert [verdict for verdict, _ in verdicts(checked(*rows, after=text.format("Q2")), "extreme")] == [RIGHT]
    assert [verdict for verdict, _ in verdicts(checked(*rows, after=text.format("Q3")), "extreme")] == [WRONG]


@pytest.mark.parametrize(("share", "verdict"), [("11%", RIGHT), ("6%", WRONG)])
def test_shares_written_alike_in_one_sentence_are_of_one_number(share, verdict):
    text = f"Of 66 upheld, most were about roads (38%, 25), libraries ({share}, 7) and planning (8%, 5)."
    found = dict(reversed(one) for one in verdicts(check_text(text), "share"))
    assert found == {"38%": RIGHT, share: verdict, "8%": RIGHT}


@pytest.mark.parametrize(("share", "verdict"), [("6%", RIGHT), ("7%", WRONG)])
def test_the_share_of_the_rest_is_of_the_whole(share, verdict):
    items = [
        Block(ITEM, f"286 (94%) were answered in time and 19 ({share}) were not"),
        Block(ITEM, "170 (56%) in full"),
    ]
    blocks = (Block(PARAGRAPH, "305 requests came in. Of those requests:"), *items)
    found = dict(reversed(one) for one in verdicts(check_paper(Paper("paper", blocks)), "share"))
    assert found == {"94%": RIGHT, share: verdict, "56%": RIGHT}


def test_a_count_is_judged_by_the_column_beside_it_where_another_count_is_that_of_its_own():
    rows = ("Team | Stage 1 | Stage 2", "North | 61 | 9", "South | 83 | 12", "East | 140 | 22")
    text = "There were 284 complaints at Stage 1 and {} at Stage 2."
    assert (RIGHT, "43") in verdicts(checked(*rows, after=text.format(43)))
    assert (WRONG, "40") in verdicts(checked(*rows, after=text.format(40)))
    assert WRONG not in {verdict for verdict, _ in verdicts(checked(*rows, after="We had 90 visits, 40 at Stage 2."))}


def test_halves_of_a_year_are_two_quarters_each():
    rows = ("Quarter | Letters", "Q1 | 40", "Q2 | 52", "Q3 | 48", "Q4 | 36")
    text = "There were {} letters in the first half of the year and {} in the second half."
    assert verdicts(checked(*rows, after=text.format(92, 84)), "figure") == [(RIGHT, "92"), (RIGHT, "84")]
    assert verdicts(checked(*rows, after=text.format(92, 80)), "figure") == [(RIGHT, "92"), (WRONG, "80")]


def test_a_column_of_changes_beside_several_years_is_of_the_last_two():
    rows = ("Kind | Change | 2023/24 | 2022/23 | 2021/22", "Letters | 20% | 60 | 50 | 40", "Calls | 10% | 36 | 30 | 24")
    assert verdicts(checked(*rows), "table percentage") == [(RIGHT, "20%"), (WRONG, "10%")]


@pytest.mark.parametrize(("share", "verdict"), [("47.0%", RIGHT), ("36.0%", WRONG)])
def test_the_items_of_a_list_that_add_up_are_shares_of_their_total(share, verdict):
    closed = [Block(ITEM, text) for text in ("complaints closed: 1,200", "closed at stage 1: 919 (76.6%)")]
    upheld = ("upheld: 312 (33.9%)", "partially upheld: 175 (19.0%)", f"not upheld: 432 ({share})")
    blocks = (Block(PARAGRAPH, "Indicator 2"), *closed, Block(PARAGRAPH, "Indicator 3, as a percentage of stage 1"))
    paper = Paper("paper", (*blocks, *(Block(ITEM, text) for text in upheld)))
    found = dict(reversed(one) for one in verdicts(check_paper(paper), "share"))
    assert found == {"76.6%": RIGHT, "33.9%": RIGHT, "19.0%": RIGHT, share: verdict}


@pytest.mark.parametrize(("average", "found"), [("362", [(RIGHT, "362")]), ("371", [])])
def test_the_average_of_a_column_is_told_by_the_table(average, found):
    rows = ("Year | Complaints", "2028/29 | 402", "2029/30 | 247", "2030/31 | 355", "2031/32 | 445")
    text = f"The figure of this year is above the four-year average, which is {average}."
    assert verdicts(checked(*rows, after=text), "average") == found


PARKS = ("Park | 2030/31 | 2031/32", "North Park | 150 | 120", "South Park | 50 | 60", "Total | 200 | 180")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("North Park had two thirds of the letters in 2031/32, and its number fell by 20%.", [RIGHT, RIGHT]),
        ("North Park fell by 30% in 2031/32.", [WRONG]),
        ("In 2031/32 letters about North Park were 60 more than those about South Park.", [RIGHT]),
        ("In 2031/32 letters about North Park were 50 more than those about South Park.", [CANNOT_TELL]),
        ("Letters about the lake at North Park fell by 30% in 2031/32.", [CANNOT_TELL]),
        ("The total number fell by 10% between 2030/31 and 2031/32.", [RIGHT]),
        ("The total number fell by 15% between 2030/31 and 2031/32.", [WRONG]),
        ("East Park had 45% of all letters.", [CANNOT_TELL]),
    ],
)
def test_shares_and_changes_are_judged_by_the_rows_and_years_that_the_text_names(sentence, expected):
    found = verdicts(checked(*PARKS, after=sentence), "share", "change", "difference")
    assert [verdict for verdict, _ in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The average for stage 1 was 12 days and for stage 2 it was 26.", [(RIGHT, "12 days"), (RIGHT, "26")]),
        ("The average for stage 1 was 15 days.", []),
    ],
)
def test_averages_of_a_table_are_those_of_the_columns_that_the_text_names(sentence, expected):
    rows = ("Month | Stage 1 | Stage 2", "May | 14 | 31", "June | 12 | 25", "July | 10 | 22")
    assert verdicts(checked(*rows, after=sentence), "average") == expected


def test_shares_of_two_rows_in_one_clause_are_not_called_wrong_for_each_other():
    rows = ("Outcome | Stage 1 | Stage 2", "Allowed | 60 | 7", "Partly allowed | 40 | 9", "Total | 100 | 16")
    text = "At stage 1, {}% were allowed and a further {}% partly allowed."
    assert verdicts(checked(*rows, after=text.format(60, 40)), "share") == [(RIGHT, "60%"), (RIGHT, "40%")]
    assert WRONG not in [verdict for verdict, _ in verdicts(checked(*rows, after=text.format(65, 35)), "share")]


def test_more_than_six_times_is_no_claim_of_two_numbers_of_which_one_is_ninety_times_the_other():
    rows = ("Park | Letters", "North Park | 450", "South Park | 5")
    text = "North Park had more than six times as many letters as South Park."
    assert (RIGHT, "more than six times") not in verdicts(checked(*rows, after=text))


def test_a_count_of_one_column_is_not_measured_by_the_sum_of_its_row():
    claims = checked(
        "Subject | Parks: Letters | Parks: % | Roads: Letters | Roads: %",
        "Staff conduct | 50 | 40% | 3 | 10%",
        "Delay | 45 | 36% | 7 | 23%",
        "Policy | 30 | 24% | 20 | 67%",
        "All subjects | 125 | 100% | 30 | 100%",
        before="Parks received 125 letters, most often about staff conduct (50, 40%), followed by delay (45, 36%), "
        "then policy (30, 24%).",
    )
    assert [claim for claim in claims if claim.verdict is WRONG] == []


def test_columns_that_nobody_asked_for_are_not_added_up_to_call_a_share_wrong():
    rows = ("Stage | Received | In time | Upheld", "Stage 1 | 250 | 190 | 110", "Went to stage 2 | 30 | 18 | 9")
    assert verdicts(checked(*rows, after="12% of stage 1 complaints went to stage 2."), "share") == [(RIGHT, "12%")]
    claims = checked(*rows, after="17% of stage 1 complaints went to stage 2.")
    assert verdicts(claims, "share") == [(CANNOT_TELL, "17%")]


def test_two_rows_named_together_are_their_total():
    rows = ("Year | 2022/23 | 2023/24", "Praise | 60 | 40", "Comments | 30 | 62", "Total | 90 | 102")
    for text in (
        "The number of comments and praise is higher than in 2022/23.",
        "Although higher than 2022/23, the number of praise and comments is no surprise.",
    ):
        assert verdicts(checked(*rows, after=text), "direction") == [(RIGHT, "higher")]


def test_a_few_named_together_are_no_whole():
    items = [Block(ITEM, text, 0) for text in ("Repairs (35)", "Staff (22)", "Visits (16)")]
    lead = Block(PARAGRAPH, "The subjects of the 104 complaints upheld:")
    text = Block(PARAGRAPH, "Between them the three account for 73 complaints, 70% of those upheld.")
    claims = check_paper(Paper("paper", (lead, *items, text)))
    assert verdicts(claims, "share") == [(RIGHT, "70%")]


def test_a_column_of_shares_is_judged_by_its_heading_though_what_is_left_fits_as_many_rows():
    claims = checked(
        "Service | Number | In time | Late | % in time",
        "Parks | 15 | 14 | 1 | 93%",
        "Roads | 9 | 6 | 3 | 67%",
        "Waste | 16 | 16 | 0 | 88%",
        "Rents | 13 | 12 | 1 | 92%",
        "Total | 53 | 48 | 5 | 91%",
    )
    stated = [(RIGHT, "93%"), (RIGHT, "67%"), (WRONG, "88%"), (RIGHT, "92%"), (RIGHT, "91%")]
    assert verdicts(claims, "table percentage") == stated


@pytest.mark.parametrize(
    "heading",
    ["Average rate of similar councils %", "England %", "Benchmark %", "Target %", "Statistical neighbours %"],
)
def test_a_column_of_what_others_reached_or_of_an_aim_is_no_share_of_the_rows_own_counts(heading):
    # 44 is 88% of the 50 above it, which the aim or average happens to be near.
    rows = (
        f"Year | Decided | Upheld | Upheld % | {heading}",
        "2021/22 | 50 | 40 | 80% | 92%",
        "2020/21 | 44 | 33 | 75% | 88%",
    )
    assert verdicts(checked(*rows)) == [(RIGHT, "80%"), (RIGHT, "75%")]


@pytest.mark.parametrize(("stated", "verdict"), [("85%", RIGHT), ("75%", WRONG)])
def test_a_share_of_answers_within_a_target_is_one_of_the_rows_own_counts(stated, verdict):
    rows = (
        "Team | Answered | Within target | % within target",
        "North | 40 | 30 | 75%",
        f"South | 20 | 17 | {stated}",
        "East | 50 | 35 | 70%",
    )
    assert verdicts(checked(*rows)) == [(RIGHT, "75%"), (verdict, stated), (RIGHT, "70%")]


FOUR_YEARS = ("Type | 2019 | 2020 | 2021 | 2022", "Letters | 90 | 84 | 71 | 66", "Praise | 12 | 18 | 25 | 31")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Letters fell from 71 to 66. That is the lowest of the last four years.", RIGHT),
        ("Letters fell from 71 to 66. That is the second highest of the last four years.", CANNOT_TELL),
        ("Praise rose to 31. This is the highest total in the last three years.", RIGHT),
    ],
)
def test_it_is_the_lowest_of_years_is_judged_by_what_the_sentence_before_gives(after, expected):
    assert [verdict for verdict, _ in verdicts(checked(*FOUR_YEARS, after=after), "extreme")] == [expected]


SITES = (
    "Site | Visits | Complaints",
    "North | 3,100 | 17",
    "South | 5,200 | 4",
    "East | 9,600 | 11",
    "West | 4,900 | 2",
)


@pytest.mark.parametrize(
    ("after", "verdict", "stated"),
    [
        ("Though North had the lowest visits, it was liked.", RIGHT, "North: lowest"),
        ("This site received the most complaints, with 17.", RIGHT, "North: the most"),
        ("West had the highest visits of the sites.", WRONG, "West: highest"),
        ("That place had the highest number of complaints, with 12.", CANNOT_TELL, "highest"),
    ],
)
def test_the_highest_of_a_column_is_that_of_the_column_named_after_it(after, verdict, stated):
    assert verdicts(checked(*SITES, after=after), "extreme") == [(verdict, stated)]


def test_a_rate_below_the_average_is_judged_by_the_column_of_averages():
    rows = ("Year | Rate | Average county", "2021 | 70% | 74%", "2022 | 81% | 76%")
    claims = checked(*rows, after="In 2022 the upheld percentage was above the average.")
    assert (RIGHT, "above") in verdicts(claims, "direction")
    claims = checked(*rows, after="In 2021 the upheld percentage was above the average.")
    assert (CANNOT_TELL, "above") in verdicts(claims, "direction")


def test_words_for_a_share_are_judged_by_the_outcomes_that_the_sentence_before_lists():
    text = "18 were upheld, 22 partially upheld, 31 not upheld and 9 withdrawn, making 80. "
    half, third = (f"{text}{word} of them were therefore upheld to some extent." for word in ("Half", "A third"))
    found = [check_paper(Paper("paper", (Block(PARAGRAPH, words),))) for words in (half, third)]
    assert [verdicts(claims, "share") for claims in found] == [[(RIGHT, "Half")], [(CANNOT_TELL, "A third")]]


def test_outcomes_that_miss_what_stands_before_them_are_listed():
    text = "We took in 73 cases. Four were invalid, 27 closed and 25 sent back. Eight were upheld and six not upheld."
    claims = check_paper(Paper("paper", (Block(PARAGRAPH, text),)))
    assert (CANNOT_TELL, "73") in verdicts(claims, "total")


@pytest.mark.parametrize(
    "text", ["Staff had the greatest respect for families.", "We saw those with the most complex needs."]
)
def test_the_most_of_what_nobody_counts_is_no_claim(text):
    assert verdicts(check_paper(Paper("paper", (Block(PARAGRAPH, text),)))) == []


def test_a_share_in_a_list_that_fits_the_whole_of_the_others_is_right():
    items = ("Roads: 72 letters (36%)", "Parks: 50 letters (25%)", "Trees: 47 letters (24%)", "Bins: 31 letters (16%)")
    blocks = (
        *(Block(ITEM, item) for item in items),
        Block(PARAGRAPH, "Total: 200 letters, of which 80 (40%) were late"),
    )
    claims = check_paper(Paper("paper", blocks))
    assert WRONG not in [claim.verdict for claim in claims]
    assert (RIGHT, "24%") in verdicts(claims, "share")


def test_a_share_of_a_list_that_is_compared_with_an_earlier_one_is_not_of_that_number():
    items = ("Letters received: 200, down 20% from 250", "Late: 80 (40%), down from 125 (50%)")
    claims = check_paper(Paper("paper", tuple(Block(ITEM, item) for item in items)))
    assert WRONG not in [claim.verdict for claim in claims]


def test_the_years_of_a_table_judge_a_row_that_a_sentence_names_in_part_and_the_total_where_it_names_none():
    table = (
        ("", "2021/22", "2022/23", "2023/24"),
        ("Planned repairs finished", "310", "340", "395"),
        ("Urgent repairs", "90", "75", "60"),
        ("Total", "400", "415", "455"),
    )
    block = Block(TABLE, rows=table, heads=1)

    def told(sentence: str) -> list[Verdict]:
        claims = check_paper(Paper("paper", (block, Block(PARAGRAPH, sentence))))
        return [claim.verdict for claim in claims if claim.kind in ("direction", "extreme")]

    assert told("The number of repairs finished has risen each year.") == [Verdict.RIGHT]
    assert Verdict.WRONG not in told("The number of repairs finished has fallen each year.")
    assert told("The number in 2023/24 was the highest of the three years.") == [Verdict.RIGHT]
    assert Verdict.WRONG not in told("The number in 2023/24 was the lowest of the three years.")


BY_TEAM_AND_QUARTER = (
    "Team | Q1 | Q2 | Q3 | Q4",
    "Adults | 21 | 34 | 28 | 17",
    "Children | 12 | 9 | 11 | 14",
    "Place | 140 | 166 | 151 | 131",
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Adults' complaints fell in both of the last two quarters.", [(RIGHT, "fell")]),
        ("Children's complaints fell in each of the last two quarters.", [(WRONG, "fell")]),
        ("Children's complaints were the same in quarter 1 as in quarter 4.", [(WRONG, "the same")]),
    ],
)
def test_a_direction_over_the_last_quarters_is_that_of_each_step(sentence, expected):
    assert verdicts(checked(*BY_TEAM_AND_QUARTER, after=sentence), "direction") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Satisfaction has improved.", [(RIGHT, "improved")]),
        ("Satisfaction has worsened.", [(WRONG, "worsened")]),
        ("We replied more quickly this year.", [(RIGHT, "more quickly")]),
    ],
)
def test_what_got_better_is_told_by_what_the_row_measures(sentence, expected):
    rows = ("Measure | 2022/23 | 2023/24", "Average days to reply | 21.3 | 16.8", "Satisfaction | 41% | 46%")
    assert verdicts(checked(*rows, after=sentence), "direction") == expected


@pytest.mark.parametrize(("number", "verdict"), [("405", RIGHT), ("301", CANNOT_TELL)])
def test_doubled_in_each_of_two_years_is_shown_by_both_steps_of_a_list(number, verdict):
    items = [Block(ITEM, text) for text in ("2020: 101", "2021: 196", f"2022: {number}")]
    text = Block(PARAGRAPH, "Appeals have about doubled in each of the last two years.")
    found = check_paper(Paper("paper", (Block(PARAGRAPH, "Appeals by year:"), *items, text)))
    assert verdicts(found, "multiple") == [(verdict, "about doubled")]


@pytest.mark.parametrize(
    ("lead", "total", "expected"),
    [
        ("Refunds by cause:", "95", [(RIGHT, "95")]),
        ("Refunds by cause:", "98", [(WRONG, "98")]),
        ("The main causes of refunds were:", "98", []),
    ],
)
def test_a_total_after_a_list_of_all_its_parts_is_held_against_them(lead, total, expected):
    items = [
        Block(ITEM, text) for text in ("Machine fault: 41", "Permit shown late: 33", "Signs unclear: 12", "Other: 9")
    ]
    text = Block(PARAGRAPH, f"The total number of refunds was {total}.")
    found = check_paper(Paper("paper", (Block(PARAGRAPH, lead), *items, text)))
    assert [one for one in verdicts(found, "figure", "total") if one[1] in ("95", "98")] == expected
