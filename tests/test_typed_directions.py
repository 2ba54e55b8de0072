"""Words of comparison that a fact contradicts, or that nothing supports, are found; turns of phrase are left alone."""

import pytest
from narrative_specimens import SERVICES, YEAR, passages, specimen_facts

from feedback_report.facts import Facts, collect
from feedback_report.narrative.directions import typed_directions
from feedback_report.narrative.fixed_text import FixedText
from feedback_report.settings import Style

FACTS = specimen_facts()

# Facts: complaints fell by 40% and are the lowest of four years, compliments rose by 140% and are the highest,
# comments stayed the same; 70% of the parks' complaints were upheld, 40% of the roads'.
NO_CLAIM = [
    "The most important lesson was about letters.",
    "More time was agreed with the family.",
    "At least a letter should be sent, at most a visit made.",
    "Almost every officer was trained; most recently the new ones.",
    "Complaints about parks fall under the corporate policy.",
    "It fell to the manager to answer the complaint.",
    "The matter fell outside the procedure and the case fell behind.",
    "This gave rise to complaints, and staff rose to the challenge.",
    "Children who are growing up in care were asked.",
    "She dropped the complaint after a call.",
    "Families can use the drop-in sessions for their requests.",
    "The pupil's reduced timetable led to the complaint.",
    "We want to reduce the number of complaints.",
    "The new letters should increase the share of early answers.",
    "It is hoped that complaints will fall.",
    "The number of complaints did not rise.",
    "There was no increase in complaints, nor a fall.",
    "Whether complaints rose is not known.",
    "Did complaints fall because of the letters?",
    "Which teams received the most complaints?",
    "Staff hold themselves to the highest standards.",
    "The office aims at the highest, and moved to the lowest floor.",
    "The case went to the highest court, as the lowest priority.",
    "The minority ethnic communities were asked, and the majority party.",
    "More about this is said below; no more is known.",
    "One or more complaints can be merged.",
    "Anyone can ask for more than a letter.",
    "Prices rose and the budget fell.",
    "Demand for housing increased across the country.",
    "The panel has more experience, and better training.",
    "Answers are sent sooner and in plainer words.",
    "The upper floor was closed, and the office went up in smoke.",
    "Up to date letters follow up on each call.",
    "The county grew together with its neighbours.",
    "People who complain are told of the higher tribunal.",
    "A lower court decided.",
    "The peak district was visited.",
    "Thanks to higher awareness, letters are clearer.",
    "The double door was replaced, halfway through.",
    "The team took the opportunity to double-check.",
    "Compliments {{< var council.compliments.change >}}.",
    "A fall in the park was reported.",
    "There was a rise in awareness.",
    "The growth of trees was the subject.",
    "He was on the up and left for the greater good.",
    "Letters made up 12% of them.",
    "Answers may take up to {{< var parks.days >}}.",
]

UNSUPPORTED = [
    ("Complaints fell.", "fell"),
    ("The number of complaints rose last year.", "rose"),
    ("Complaints about roads have increased.", "increased"),
    ("It rose again.", "rose"),
    ("They also fell sharply.", "fell"),
    ("The rise in complaints worries us.", "rise"),
    ("There was a sharp drop in compliments.", "drop"),
    ("So the rise shows better recording.", "rise"),
    ("A growing number of people complain.", "growing number"),
    ("Growth in requests goes on.", "Growth"),
    ("Fewer people complained.", "Fewer"),
    ("There were fewer letters.", "fewer"),
    ("More complaints came in.", "More complaints"),
    ("More independent reviews were asked for.", "More independent reviews"),
    ("Complaints went up.", "went up"),
    ("Compliments were down on the year before.", "down on the"),
    ("The rate was higher than ever, a higher rate.", "higher rate"),
    ("A smaller share was upheld.", "smaller share"),
    ("Complaints doubled.", "doubled"),
    ("Twice as many complaints came in.", "Twice as many"),
    ("The number of cases more than halved.", "more than halved"),
    ("Complaints were the highest ever.", "highest"),
    ("The highest number was in May.", "highest"),
    ("The lowest number of complaints was in May.", "lowest"),
    ("May was the busiest month.", "busiest"),
    ("The peak of complaints was in May.", "peak"),
    ("Most complaints were about noise.", "Most complaints"),
    ("Most of the complaints were late.", "Most of the complaints"),
    ("The team with the most complaints is busy.", "the most complaints"),
    ("A majority of complaints were upheld.", "majority"),
    ("Only a minority of complaints were upheld.", "minority"),
    ("Complaints were more often upheld.", "more often"),
    ("They were most often about noise.", "most often"),
    ("The number of complaints remained stable.", "remained stable"),
    ("Complaints were unchanged.", "unchanged"),
    ("Complaints about noise were the second highest.", "second highest"),
    ("Complaints rose in {{< var year.label >}}.", "rose"),
    ("In {{< var parks.name >}} most complaints were about noise.", "most complaints"),
    ("The largest share came by post.", "largest"),
    ("In May complaints arrived, the most ever and the highest on record.", "highest"),
    ("Complaints about noise came often; the fewest of all, in May.", "fewest"),
    ("Requests rose since letters say how to ask.", "rose"),
    ("Their number falls as the new system takes over.", "falls"),
    ("Complaints are falling.", "falling"),
    ("In all 92 came, an increase of 15%.", "increase"),
    ("This is a 30 per cent fall.", "fall"),
    ("There were 72, 12 more than before.", "more"),
    ("In all 98 came, up 12% on the year.", "up"),
]

CONTRADICTED = [
    ("Complaints rose by {{< var council.complaints.change-percent >}}.", "rose", "council.complaints.change"),
    ("An increase of {{< var council.complaints.change-difference >}}.", "increase", "council.complaints.change"),
    ("Complaints went up to {{< var council.complaints.total >}}.", "went up", "council.complaints.change"),
    (
        "There were more complaints, {{< var council.complaints.total >}}.",
        "more complaints",
        "council.complaints.change",
    ),
    ("Compliments fell by {{< var council.compliments.change-percent >}}.", "fell", "council.compliments.change"),
    ("Fewer compliments came, {{< var council.compliments.total >}}.", "Fewer", "council.compliments.change"),
    ("The fall of {{< var council.compliments.change-percent >}} is sad.", "fall", "council.compliments.change"),
    ("Comments rose to {{< var council.comments.change-now >}}.", "rose", "council.comments.change"),
    ("Complaints were unchanged at {{< var council.complaints.total >}}.", "unchanged", "council.complaints.change"),
    ("Complaints doubled to {{< var council.complaints.total >}}.", "doubled", "council.complaints.change"),
    ("Complaints halved to {{< var council.complaints.total >}}.", "halved", "council.complaints.change"),
    ("Compliments trebled to {{< var council.compliments.total >}}.", "trebled", "council.compliments.change"),
    ("Complaints were the highest: {{< var council.complaints.extreme >}}.", "highest", "council.complaints.extreme"),
    (
        "Complaints fell to {{< var council.complaints.total >}}, the highest of all: "
        "{{< var council.complaints.extreme >}}.",
        "highest",
        "council.complaints.extreme",
    ),
    ("The lowest number, {{< var council.compliments.extreme >}}.", "lowest", "council.compliments.extreme"),
    ("The highest rate of all: {{< var council.position >}}.", "highest", "council.position"),
    ("The second highest rate: {{< var council.position >}}.", "second highest", "council.position"),
    (
        "The highest number of complaints was about {{< var parks.subjects-second >}}.",
        "highest",
        "parks.subjects-second",
    ),
    (
        "The second highest number was about {{< var parks.subjects-first >}}.",
        "second highest",
        "parks.subjects-first",
    ),
    ("The fewest complaints came in {{< var parks.months.top >}}.", "fewest", "parks.months.top"),
    ("Most complaints, {{< var roads.outcomes.upheld >}}, were upheld.", "Most complaints", "roads.outcomes.upheld"),
    ("A majority ({{< var roads.outcomes.upheld-percent >}}) was upheld.", "majority", "roads.outcomes.upheld-percent"),
    ("Only a minority, {{< var parks.outcomes.upheld >}}, was upheld.", "minority", "parks.outcomes.upheld"),
    ("More than half ({{< var roads.outcomes.upheld >}}) were.", "More than half", "roads.outcomes.upheld"),
    ("Over {{< var council.complaints.total >}} complaints came.", "Over", "council.complaints.total"),
    ("Nearly {{< var council.complaints.total >}} complaints came.", "Nearly", "council.complaints.total"),
    ("Complaints were up by {{< var council.complaints.change-percent >}}.", "up by", "council.complaints.change"),
    ("The share fell, from {{< var parks.outcomes.change-before >}}.", "fell", "parks.outcomes.change"),
]

AGREEING = [
    "Complaints fell by {{< var council.complaints.change-percent >}}.",
    "The fall of {{< var council.complaints.change-difference >}} is welcome.",
    "Fewer complaints came, {{< var council.complaints.total >}}.",
    "Compliments more than doubled, to {{< var council.compliments.total >}}.",
    "Complaints halved to {{< var roads.complaints.total >}}.",
    "Complaints rose ({{< var parks.complaints.change-percent >}}) "
    "while those on roads fell ({{< var roads.complaints.change-percent >}}).",
    "The third highest rate: {{< var council.position >}}.",
    "Complaints are the lowest: {{< var council.complaints.extreme >}}.",
    "Compliments reached their highest number: {{< var council.compliments.extreme >}}.",
    "Most complaints came in {{< var parks.months.top >}}.",
    "The fewest complaints came in {{< var parks.months.low >}}.",
    "The highest number of complaints was about {{< var parks.subjects-first >}}.",
    "The second highest number was about {{< var parks.subjects-second >}}.",
    "Most complaints, {{< var parks.outcomes.upheld >}}, were upheld.",
    "Only a minority, {{< var roads.outcomes.upheld >}}, was upheld.",
    "Comments were unchanged at {{< var council.comments.change-now >}}.",
    "The share rose to {{< var parks.outcomes.change-now >}}.",
    "Complaints fell and compliments rose, by {{< var council.complaints.change-percent >}} "
    "and {{< var council.compliments.change-percent >}}.",
    "No more than {{< var council.complaints.total >}} complaints came.",
    "Complaints {{< var parks.complaints.change >}}, as prices rose.",
]


def found(text, **options):
    return [
        (problem.word.word, problem.fact)
        for passage in passages(text, **options)
        for problem in typed_directions(passage, FACTS, SERVICES)
    ]


@pytest.mark.parametrize("text", NO_CLAIM)
def test_words_that_claim_nothing_about_numbers_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(("text", "word"), UNSUPPORTED)
def test_a_comparison_without_a_fact_in_its_sentence_is_reported(text, word):
    assert found(text) == [(word, "")]


@pytest.mark.parametrize(("text", "word", "fact"), CONTRADICTED)
def test_a_comparison_that_the_fact_beside_it_contradicts_is_reported(text, word, fact):
    assert found(text) == [(word, fact)]


@pytest.mark.parametrize("text", AGREEING)
def test_a_comparison_that_agrees_with_its_fact_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("now", "right", "wrong"),
    [
        (200, ["doubled"], ["trebled", "more than doubled", "halved"]),
        (230, ["doubled", "more than doubled"], ["nearly doubled", "trebled"]),
        (180, ["nearly doubled"], ["doubled", "more than doubled"]),
        (50, ["halved"], ["more than halved", "doubled"]),
        (45, ["halved", "more than halved"], ["nearly halved"]),
        (55, ["halved", "nearly halved"], ["more than halved"]),
        (300, ["trebled", "more than doubled"], ["doubled"]),
    ],
)
def test_doubled_and_its_like_are_held_against_the_size_of_the_change(now, right, wrong):
    facts = Facts("03", YEAR, Style())
    facts.change("trees.change", now, 100)
    facts.count("trees.total", now, "tree")
    book = collect([("", facts)])

    def is_reported(word):
        (passage,) = passages(f"Complaints {word}, to {{{{< var trees.total >}}}}.")
        return bool(list(typed_directions(passage, book, SERVICES)))

    assert [word for word in right if is_reported(word)] == []
    assert [word for word in wrong if not is_reported(word)] == []


def test_there_are_enough_sentences_of_both_kinds():
    assert len(NO_CLAIM) + len(AGREEING) >= 40
    assert len(UNSUPPORTED) + len(CONTRADICTED) >= 40


def test_in_a_cell_for_each_service_every_service_is_held_against_its_own_facts():
    # The parks' complaints rose, the roads' fell: neither word is right for both.
    assert found("Complaints rose to {{< var service.complaints.total >}}.", each_service=True) == [
        ("rose", "roads.complaints.change")
    ]
    assert found("Complaints fell to {{< var service.complaints.total >}}.", each_service=True) == [
        ("fell", "parks.complaints.change")
    ]


def test_a_service_for_which_the_text_is_not_shown_need_not_support_it():
    # The roads have no complaint, and so no months to name.
    facts = Facts("months", YEAR, Style())
    for service, any_at_all in (("parks", True), ("roads", False)):
        facts.condition(f"{service}.months.any", any_at_all)
        facts.text(f"{service}.months.top", "July 2024 (6)" if any_at_all else "none")
    text = under('when-meta="facts.service.months.any"', "Most complaints came in {{< var service.months.top >}}.")
    held = {fact.name: fact for fact in facts}
    shown = held | {"roads.months.any": held["parks.months.any"]}

    def reported(book):
        each = passages(text, each_service=True)
        return [problem.word.word for passage in each for problem in typed_directions(passage, book, SERVICES)]

    assert reported(held) == []
    assert len(reported(shown)) == len(reported({})) == 1


def under(condition, text):
    return f"::: {{.content-visible {condition}}}\n{text}\n:::"


def test_a_word_may_stand_under_the_condition_that_says_the_same():
    rose = under(
        'when-meta="facts.service.complaints.change-rose"', "Complaints rose to {{< var service.complaints.total >}}."
    )
    assert found(rose, each_service=True) == []
    assert found(under('when-meta="facts.council.complaints.change-fell"', "Complaints fell.")) == []


def test_a_word_may_not_stand_under_the_condition_that_says_the_opposite():
    text = under('when-meta="facts.council.complaints.change-fell"', "Complaints rose.")
    assert found(text) == [("rose", "council.complaints.change-fell")]


def test_the_condition_of_a_stretch_of_a_sentence_counts_too():
    text = '[Complaints rose.]{.content-visible when-meta="facts.council.complaints.change-rose"} It is so.'
    assert found(text) == []


def test_what_this_year_hides_is_not_held_against_this_years_facts():
    text = under('when-meta="facts.roads.complaints.many"', "Complaints rose to {{< var roads.complaints.total >}}.")
    assert found(text) == []


def test_fixed_text_may_compare():
    (passage,) = passages("The table lists the teams with the most complaints.")
    fixed = [FixedText("teams with the most complaints", "what the table lists")]
    assert list(typed_directions(passage, FACTS, SERVICES, fixed)) == []


def test_the_fact_and_its_words_are_told():
    (passage,) = passages("Complaints rose by {{< var council.complaints.change-percent >}}.")
    (problem,) = typed_directions(passage, FACTS, SERVICES)
    assert problem.otherwise == "decreased by 40%, from 1,250 in 2030/31 to 750 in 2031/32"


def test_a_fact_that_nobody_recorded_supports_nothing():
    assert found("Complaints rose by {{< var council.unheard-of >}}.") == [("rose", "")]


@pytest.mark.parametrize(
    ("printed", "problems"),
    [
        ("May 2031", [("rose", "")]),
        ("2030/31 and 2031/32", [("rose", "")]),
        ("May 2031 (14)", []),
        ("no complaints in May 2031", []),
    ],
)
def test_the_name_of_a_month_or_year_supports_no_comparison(printed, problems):
    facts = Facts("months", YEAR, Style())
    facts.text("parks.months.named", printed)
    (passage,) = passages("Complaints rose: {{< var parks.months.named >}}.")
    found_here = typed_directions(passage, collect([("", facts)]), SERVICES)
    assert [(problem.word.word, problem.fact) for problem in found_here] == problems
