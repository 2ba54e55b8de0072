"""The rules of the gate that publishing adds, the figures that changed, and the notice of a revision."""

from dataclasses import replace

import pytest
from lxml import html
from small_data import YEAR, a_council
from small_project import small_draft, small_project

from feedback_report.disclosure.plan import Plan
from feedback_report.errors import ReportError
from feedback_report.facts import Fact, Facts
from feedback_report.publishing import gate
from feedback_report.publishing.changes import Revision, changed_figures, with_notice
from feedback_report.publishing.gate import Subject
from feedback_report.publishing.rules import Rule, Standing
from feedback_report.publishing.versions import Changed
from feedback_report.running.year_tables import read_paper_tables
from feedback_report.settings import Style
from feedback_report.wording import Withheld

HEADINGS = {"1-counts": "How many"}
PAGE = '<html><body><main id="main" tabindex="-1">\n<h1>Paper</h1></main></body></html>'


def facts(now: int, before: int = 30) -> dict[str, Fact]:
    held = Facts("1-counts", YEAR, Style())
    held.change("roads.cases.change", now, before)
    held.count("roads.cases.total", now, "case")
    held.text("roads.name", f"Roads {now}")
    return {fact.name: fact for fact in held}


def test_the_figures_that_changed_are_listed_once_without_those_that_stand_beside_them():
    assert [changed.name for changed in changed_figures(facts(40), facts(44), HEADINGS)] == [
        "roads.cases.change",
        "roads.cases.total",
    ]
    assert changed_figures(facts(40), facts(44), HEADINGS)[1] == Changed("How many", "roads.cases.total", "40", "44")
    assert changed_figures(facts(40), facts(40), HEADINGS) == ()


def test_a_figure_that_is_new_or_gone_is_listed_too():
    one, both = {"a.b": Fact("a.b", 1, "1")}, {"a.b": Fact("a.b", 1, "1"), "c.d": Fact("c.d", 2, "2")}
    assert changed_figures(one, both, {}) == (Changed("", "c.d", "", "2"),)
    assert changed_figures(both, one, {}) == (Changed("", "c.d", "2", ""),)


def test_the_notice_says_when_and_what_and_nothing_of_it_is_markup():
    revision = Revision("2031-10-03", (Changed("<b>", "x.y-to-z", "1 < 2", ""),))
    page = html.fromstring(with_notice(PAGE, revision))
    said = " ".join(page.text_content().split())
    assert "Revised on 3 October 2031. 1 figure changed since the version before." in said
    assert "<b> (x, y to z): was 1 < 2, now not in it" in said
    assert page.xpath("//main/*[1]/@role") == ["note"]


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        (Revision("2031-10-03"), "No figure changed since the version before."),
        (Revision("2031-10-03", compared=False), "Revised on 3 October 2031.</strong></p>"),
    ],
)
def test_the_notice_claims_no_more_than_is_known(revision, said):
    assert said in with_notice(PAGE, revision)


def test_a_first_version_has_no_notice_and_a_page_without_a_place_is_told():
    assert with_notice(PAGE, None) == PAGE
    with pytest.raises(ReportError, match="no <main>"):
        with_notice("<html></html>", Revision("2031-10-03"))


@pytest.fixture
def subject(tmp_path):
    project = small_project(tmp_path / "project")
    draft = small_draft(project)
    held = read_paper_tables(project / "data", draft.council, draft.settings)
    return Subject(project, project / "data", draft, held)


def test_a_commentary_that_no_paragraph_prints_is_signed_by_nobody(subject):
    told = "2024-25/year.yml, commentary.parks: no paragraph prints it, so that nobody has signed it."
    assert [problem.partition(" Print")[0] for problem in gate._unprinted(subject)] == [told]
    report = subject.project / "report.qmd"
    text = report.read_text(encoding="utf-8")
    for asked in ("commentary.parks", "facts.commentary.service-given"):
        report.write_text(f"{text}\n{{{{< var {asked} >}}}}\n", encoding="utf-8")
        assert list(gate._unprinted(subject)) == []


def with_threshold(subject: Subject, threshold: int) -> Subject:
    clock = {"target": 10, "extended": 20, "starts": "received", "source": "the test"}
    later = clock | {"starts": "requested"}
    procedures = {name: {"name": name, "stages": {1: clock, 2: later}} for name in ("corporate", "statutory")}
    council = a_council(disclosure_threshold=threshold, procedures=procedures)
    return replace(subject, draft=replace(subject.draft, council=council))


def disclosed(subject: Subject) -> list[str]:
    return list(gate._disclosure(subject))


def test_without_a_threshold_small_counts_may_be_printed(subject, tmp_path):
    (tmp_path / "figure.csv").write_text("year,count\n2031,1\n", encoding="utf-8")
    assert disclosed(replace(subject, files={"figures/figure-01.csv": tmp_path / "figure.csv"})) == []


def test_with_a_threshold_a_small_count_in_the_data_of_a_figure_is_a_fault(subject, tmp_path):
    (tmp_path / "figure.csv").write_text("year,count,count_before\n2031,4,0\n2032,5,[c]\n", encoding="utf-8")
    held = with_threshold(replace(subject, files={"figures/figure-01.csv": tmp_path / "figure.csv"}), 5)
    assert disclosed(held) == ["figures/figure-01.csv, column count: holds 1 count below 5."]


def test_with_a_threshold_a_small_count_that_the_plan_leaves_is_a_fault(subject, monkeypatch):
    assert disclosed(with_threshold(subject, 5)) == []
    monkeypatch.setattr(gate, "plan_of", lambda *_: Plan())
    found = disclosed(with_threshold(subject, 5))
    assert found
    assert all(problem.endswith("a count below 5 is not withheld.") for problem in found)


def test_a_withheld_count_that_can_be_told_closely_is_a_fault(subject, monkeypatch):
    monkeypatch.setattr(gate, "plan_of", lambda *_: Plan({"cases/2031/parks/complaint=2": Withheld(1, 3)}))
    assert any(
        problem == "cases/2031/parks/complaint: what is withheld can be told to within less than 5."
        for problem in disclosed(with_threshold(subject, 5))
    )


def test_wrong_and_undecided_arithmetic_of_the_papers_are_two_rules(tmp_path):
    words = "Complaints fell by 50%, from 20 in 2030/31 to 15 in 2031/32."
    (tmp_path / "report.html").write_text(f"<html><body><p>{words}</p></body></html>", encoding="utf-8")
    wrong, undecided = gate._claims([tmp_path / "report.html"])
    assert (wrong.name, wrong.standing) == ("claims-right", Standing.fails)
    assert "report.html" in wrong.found[0]
    assert "25" in wrong.found[0]
    assert (undecided.name, undecided.standing) == ("claims-decided", Standing.holds)


def test_arithmetic_that_cannot_be_recomputed_is_told_and_stops_nothing(tmp_path):
    words = "In all 40 complaints came in. About roads were 37%, and the rest about parks and schools."
    (tmp_path / "report.html").write_text(f"<html><body><p>{words}</p></body></html>", encoding="utf-8")
    _, undecided = gate._claims([tmp_path / "report.html"])
    assert undecided.standing is Standing.not_checked
    assert undecided.told == "the papers do not give the numbers of 1 claim"
    assert "37%" in undecided.found[1]


def test_a_check_that_cannot_be_made_breaks_its_rule():
    def cannot() -> list[str]:
        raise ReportError("The file is gone.")

    assert gate._rule("x", "X", cannot) == Rule("x", "X", Standing.fails, ["not checked: The file is gone."])
