"""The clocks of the procedures, in words."""

from feedback_report.measures.time_limits import clocks
from feedback_report.settings import Clock, Council, Procedure, Service

COUNCIL = Council(
    name="Test Council",
    short_name="the Council",
    area="the town",
    area_code="X1",
    services=[Service(key="homes", name="Homes", short_name="Homes")],
    procedures={
        "corporate": Procedure(
            name="corporate procedure",
            stages={1: Clock(target=12, extended=15, starts="acknowledged", source="the policy")},
        )
    },
)


def test_every_stage_of_both_procedures_has_a_row():
    assert len(clocks(COUNCIL)) == 6


def test_a_clock_tells_its_limits_and_the_event_that_starts_it():
    row = clocks(COUNCIL).set_index(["procedure", "stage"]).loc[("corporate", 1)]
    assert (row.given, row.target, row.extended) == (True, 12, 15)
    assert row.starts == "the day the complaint was acknowledged"


def test_a_stage_that_the_council_does_not_use_is_there_and_not_given():
    row = clocks(COUNCIL).set_index(["procedure", "stage"]).loc[("statutory", 3)]
    assert not row.given
    assert row.isna().target


def test_two_limits_are_named_and_one_alone_where_they_are_the_same():
    row = clocks(COUNCIL).set_index(["procedure", "stage"]).loc[("corporate", 1)]
    assert row.limits == "12 working days, or 15 working days where more time is needed"
    assert row.limits_named == "the target is 12 working days and the extended limit 15 working days"
    one = Clock(target=1, extended=1, starts="received", source="the policy")
    procedure = Procedure(name="corporate procedure", stages={1: one})
    council = COUNCIL.model_copy(update={"procedures": {"corporate": procedure}})
    row = clocks(council).set_index(["procedure", "stage"]).loc[("corporate", 1)]
    assert (row.limits, row.limits_named) == ("1 working day", "the limit is 1 working day")
