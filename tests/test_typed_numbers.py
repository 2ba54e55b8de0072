"""Numbers that are typed by hand are found, whatever stands round them; dates, laws and references are left alone."""

import pytest
from narrative_specimens import SERVICES, passages, specimen_facts

from feedback_report.narrative.fixed_text import FixedText
from feedback_report.narrative.typed_numbers import facts_of_value, typed_numbers, unused

FACTS = specimen_facts()

LEFT_ALONE = [
    "The meeting was held on 16 September 2025.",
    "Work began in September 2025 and ended on 3 March.",
    "Between 1 April 2024 and 31 March 2025 the rules changed.",
    "The panel met on the 21st of May and on 2nd June 2025.",
    "The file is dated 2025-09-16, the letter 16/09/2025.",
    "In 2024/25 the procedure changed, as it had in 2019-20.",
    "The years 2023 to 2024 and 2024 to 2025 are compared.",
    "Since 2019 the team has been called otherwise.",
    "The Census 2021 and a survey of the 1990s ask the same.",
    "The office opens at 9am and closes at 17:30.",
    "In the first half of the year the portal was closed.",
    "The duty comes from regulation 13 and regulations 14 to 17.",
    "The Children Act 1989 and section 26(3D) of it apply.",
    "Regulations 2006 (SI 2006/1738), reg. 9, set the limits.",
    "The Code's 8.1 asks for a self-assessment; 8.2 of the Complaint Handling Code for a response.",
    "The page meets WCAG 2.2 AA and EN 301 549, the quality rules ISO 9001.",
    "Article 8, schedule 2 and Part 3 of the Act are quoted.",
    "See [2019] EWHC 2095 on this.",
    "As Figure 3 and Figures 4 to 6 show, and Table 2 repeats.",
    "See paragraph 3.62, section 4, page 12 and Appendix 1.",
    "Agenda item 7 and minute 12 deal with it.",
    "@fig-types and [](#par-total-2) show more; see [@sec-part2].",
    "Read the [guidance](https://www.example.org/2024/v2/page10.html).",
    "Write to feedback24@example.org or see https://example.org/5/6.",
    "# A heading {#sec-part2 .unnumbered}",
    "[]{#par-total-7}The words follow an anchor.",
    "1. The first item\n2. The second item",
    "(a) A lettered item\n\n(b) Another one.",
    "Complaints {{< var council.complaints.change >}} in {{< var year.label >}}.",
    '[The {{< var parks.name >}} rose.]{.content-visible when-meta="facts.parks.complaints.many"}',
    "During COVID-19 paper of size A4 was sent, form B12 too.",
    "Telephone 01234 567890 or +44 20 7946 0958, post SW1A 2AA.",
    "No one knew, and every one of them asked; anyone could.",
    "One another's letters were read; each one was kept.",
    "A complaint can be a small one, or one that takes years.",
    "One or more services can be concerned, one by one.",
    "They moved from one team to another and from one to the other.",
    "It is a one-off, a one-stop office, one of the main reasons.",
    "One day, on one hand, at one time, for one.",
    "Someone's phone[^3] rang. <!-- 12 of 20 -->",
    "[^3]: A footnote.",
    "Families asked again in the half-term, half an hour later.",
    "Tony often intended to attend the Seventh-day meeting.",
    "![A bridge](bridge-2024.png)",
    "&#8212; and &frac12; are signs.",
    '[None were upheld.]{.content-visible when-meta="facts.parks.complaints.many"}',
    '::: {.content-visible when-meta="facts.parks.complaints.many"}\nBoth complaints are closed.\n:::',
    "Both services train staff, and neither does so alone, none the less.",
    "Part III of the Act, Schedules IV and V, and Title II say so; so did King Charles III.",
    "I see the IT plan, the CV and a MIX of both.",
    "A third party and a third letter were heard; a third officer joined.",
    "The board meets once a quarter, the panel twice a year, and the group twice each month.",
    "Staff think twice before they write, and ask once or twice.",
    "The Adoption and Children Act 2002 c. 38 and the Care Act 2014 (c. 23) apply.",
    "The third stage is the panel, the second letter the last.",
    "The portal aims to double capacity and pairs each couple with an officer.",
    "| Name | Words |\n|:-----|------:|\n| Parks | green |",
]

REPORTED = [
    ("Complaints fell by 43%.", ["43%"]),
    ("There were 869 complaints.", ["869"]),
    ("In all 1,520 people wrote.", ["1,520"]),
    ("The average was 11.8 days.", ["11.8"]),
    ("Some 12 per cent were late.", ["12 per cent"]),
    ("A fall of 7.5 % was seen.", ["7.5 %"]),
    ("It cost £300.", ["300"]),
    ("It took 10 to 20 days.", ["10", "20"]),
    ("Twelve complaints were upheld.", ["Twelve"]),
    ("Ninety-nine people wrote.", ["Ninety-nine"]),
    ("One hundred and twenty people wrote.", ["One hundred and twenty"]),
    ("Two thousand people wrote.", ["Two thousand"]),
    ("A hundred per cent were answered.", ["A hundred per cent"]),
    ("One complaint was upheld.", ["One"]),
    ("Each has one reason, and two homes.", ["one", "two"]),
    ("Only three of them were upheld.", ["three"]),
    ("Half of the complaints were late.", ["Half"]),
    ("Nearly half were late.", ["half"]),
    ("Two thirds were upheld.", ["Two thirds"]),
    ("A third of complaints were upheld.", ["A third"]),
    ("Three quarters of them came by post.", ["Three quarters"]),
    ("Hundreds of people wrote.", ["Hundreds"]),
    ("Dozens were late.", ["Dozens"]),
    ("In March 12 complaints came in.", ["12"]),
    ("In May 2024 complaints were made.", ["2024"]),
    ("The 2024 complaints were read.", ["2024"]),
    ("In 2024/25 there were 12.", ["12"]),
    ("At stage 2 it was reviewed.", ["2"]),
    ("Under regulation 13, 40 complaints were made.", ["40"]),
    ("In section 4 complaints were read.", ["4"]),
    ("Figure 3 shows 24 cases.", ["24"]),
    ("# The 24 cases {#sec-a1}", ["24"]),
    ("- A first item with 12\n- A second", ["12"]),
    ("1. A first item with 12", ["12"]),
    ("| Team | Complaints |\n|---|---|\n| Parks | 30 |", ["30"]),
    ("**43%** were *12* times late.", ["43%", "12"]),
    ("The rate is 141 per 100,000 residents.", ["141", "100,000"]),
    ("Of these (15%), many were late.", ["15%"]),
    ("See [the 12 letters](https://example.org/3).", ["12"]),
    ('::: {.callout-note title="The 12 letters"}\nText.\n:::', ["12"]),
    ("It ended zero to nil.", ["zero", "nil"]),
    ('[Only 12 were.]{.content-visible when-meta="facts.parks.complaints.many"}', ["12"]),
    ("{{< var council.complaints.total >}} of 1,250", ["1,250"]),
    ("A 12-month limit; a two-year wait.", ["12", "two"]),
    ("It is the 5th year.", ["5th"]),
    ("The last five years are shown.", ["five"]),
    ("> Quoted: 12 letters", ["12"]),
    ("Complaints rose by a third.", ["a third"]),
    ("They were up a third on last year.", ["a third"]),
    ("Nearly a quarter came by post.", ["a quarter"]),
    ("Over a third said nothing.", ["a third"]),
    ("About an eighth of cases were late.", ["an eighth"]),
    ("Twice the number of last year came in.", ["Twice"]),
    ("Families waited twice as long.", ["twice"]),
    ("Families had to ask twice.", ["twice"]),
    ("Double the number of last year came in.", ["Double"]),
    ("A tenfold rise, or a three-fold one.", ["tenfold", "three-fold"]),
    ("A couple of complaints and a handful of letters came.", ["A couple", "a handful"]),
    ("Scores of families wrote.", ["Scores"]),
    ("About c. 40 complaints and c.200 letters came.", ["40", "200"]),
    ("It cost £2M, and 5K letters came.", ["2", "5"]),
    ("Some ½ of them, and ¾ of those.", ["½", "¾"]),
    ("Complaints fell for the third year in a row.", ["third"]),
    ("It was the second consecutive rise.", ["second"]),
    ("There were nought complaints.", ["nought"]),
    ("None were upheld, and both complaints are closed.", ["None", "both"]),
    ("Neither of them was late; both of the reviews were.", ["Neither", "both"]),
    ("The panel heard XIV cases, III of them late.", ["XIV", "III"]),
    ("Two in five were late, one in ten never answered.", ["Two", "five", "one", "ten"]),
]


def typed(text, fixed=(), **options):
    return [found.number.typed for passage in passages(text, **options) for found in typed_numbers(passage, fixed)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_result_may_be_typed(text):
    assert typed(text) == []


@pytest.mark.parametrize(("text", "numbers"), REPORTED)
def test_every_other_number_is_reported(text, numbers):
    assert typed(text) == numbers


def test_there_are_enough_sentences_of_both_kinds():
    assert len(LEFT_ALONE) >= 40
    assert len(REPORTED) >= 40


def suggested(text, **options):
    (found,) = [found for passage in passages(text, **options) for found in typed_numbers(passage)]
    return facts_of_value(found, FACTS, SERVICES)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Complaints fell by 40%.", "council.complaints.change-percent"),
        ("Compliments rose by 140 per cent.", "council.compliments.change-percent"),
        ("There were 750 complaints in all.", "council.complaints.total"),
        ("There had been 1,250 complaints.", "council.complaints.change-before"),
        ("Answers took 11.8 working days.", "parks.days-number"),
        ("In Parks and Paths 70% were upheld.", "parks.outcomes.upheld-percent"),
        ("In Roads 40% were upheld.", "roads.outcomes.upheld-percent"),
        ("The rate was 125.", "council.rate-number"),
        ("One hundred and twenty complaints were about Parks.", "parks.complaints.total"),
    ],
)
def test_the_fact_that_fits_the_sentence_is_named_first(text, fact):
    assert suggested(text)[0] == fact


def test_a_percentage_is_no_count_of_the_same_size():
    assert all(FACTS[name].unit == "%" for name in suggested("Something was 45%."))
    assert "roads.complaints.total" in suggested("Something was 45.")


def test_facts_that_the_paragraph_prints_make_their_companions_likelier():
    text = "It {{< var parks.complaints.change >}}. That is 50%."
    assert suggested(text)[0] == "parks.complaints.change-percent"


def test_in_a_cell_for_each_service_the_fact_is_named_for_the_service():
    assert "service.complaints.total" in suggested("There were 120 complaints.", each_service=True)


def test_a_number_that_no_fact_has_gets_no_name():
    assert suggested("There were 9,999 complaints.") == []


def test_a_small_number_gets_no_name_by_chance():
    assert suggested("We met five times.") == []


def test_at_most_three_facts_are_named():
    assert len(suggested("There were 120 complaints.")) <= 3


def test_fixed_text_covers_its_own_words_only():
    fixed = [FixedText("stage 2", "a name"), FixedText("per 100,000 residents", "the unit of rates")]
    assert typed("At stage 2 there were 12, or 3 per 100,000\nresidents.", fixed) == ["12", "3"]
    assert typed("At stage 20 and stage 2.", fixed) == ["20"]
    assert typed("At Stage 2.", fixed) == ["2"]


def test_fixed_text_that_is_gone_is_found():
    entries = [FixedText("stage 2", "a name"), FixedText("stage 3", "a name")]
    assert [entry.text for entry in unused(entries, passages("At stage 2 it was reviewed."))] == ["stage 3"]


def test_the_excerpt_shows_the_words_round_the_number():
    text = "The first sentence. " + "Long words stand here. " * 9 + "In all 869 complaints came in. The end."
    (found,) = [found for passage in passages(text) for found in typed_numbers(passage)]
    assert found.excerpt == "In all 869 complaints came in."
