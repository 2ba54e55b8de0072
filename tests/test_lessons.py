from tiny_tables import a_council, tables

from feedback_report.measures.lessons import actions_done, actions_planned, by_status, last_years_plans


def action(action_id, year=2024, *, kind="planned", status="not done", carried_from=None, service="Roads"):
    texts = {"lesson": "What was learnt", "action": "What to do", "owner": "Manager"}
    return (
        {"action_id": action_id, "year": year, "kind": kind, "status": status, "service": service}
        | texts
        | {"carried_from": carried_from}
    )


def plans(*rows):
    return last_years_plans(tables(actions=list(rows)).actions, a_council(), 2024)


def test_each_plan_of_last_year_has_what_became_of_it():
    found = plans(
        *(action("a", 2023), action("b", 2023)),
        action("a", 2024, kind="done", status="done", carried_from=2023),
        action("b", 2024, status="under way", carried_from=2023),
    )

    assert list(zip(found["action_id"], found["status"], found["carried_from"], strict=True)) == [
        *(("a", "done", 2023), ("b", "under way", 2023))
    ]


def test_a_plan_that_this_year_does_not_mention_is_not_reported_and_never_dropped():
    found = plans(action("a", 2023), action("n", 2024))

    assert list(zip(found["action_id"], found["status"], found["carried_from"], strict=True)) == [
        ("a", "not reported", 2023)
    ]


def test_a_plan_left_under_way_is_followed_into_the_next_year_but_a_finished_one_is_not():
    found = plans(
        action("a", 2023, status="under way", carried_from=2022),
        action("b", 2023, kind="done", status="done", carried_from=2022),
    )

    assert list(zip(found["action_id"], found["status"], found["carried_from"], strict=True)) == [
        ("a", "not reported", 2022)
    ]


def test_what_was_done_and_what_is_planned_leave_carried_actions_out():
    actions = tables(
        actions=[
            *(action("a", 2024, kind="done", status="done"), action("b", 2024)),
            action("c", 2024, kind="done", status="done", carried_from=2023),
            action("d", 2024, status="under way", carried_from=2023),
            action("e", 2023, kind="done", status="done"),
        ]
    ).actions

    assert list(actions_done(actions, a_council(), 2024)["action_id"]) == ["a"]
    assert list(actions_planned(actions, a_council(), 2024)["action_id"]) == ["b"]


def test_actions_follow_the_order_of_services_and_those_of_none_come_last():
    actions = tables(
        actions=[action("a", service=None), action("b", service="Parks"), action("c"), action("d", service="Parks")]
    ).actions

    found = actions_planned(actions, a_council(), 2024)

    assert list(found["action_id"]) == ["c", "b", "d", "a"]
    assert list(found["service_key"].fillna("-")) == ["roads", "parks", "parks", "-"]


def test_without_actions_every_list_is_empty_and_has_its_columns():
    actions = tables().actions

    for listed in (last_years_plans, actions_done, actions_planned):
        found = listed(actions, a_council(), 2024)
        assert found.empty
        assert list(found.columns) == [
            *("service_key", "service", "action_id", "lesson", "action", "owner", "due", "status", "carried_from")
        ]


def test_plans_of_all_services_are_counted_by_what_became_of_them():
    found = plans(
        *(action("a", 2023), action("b", 2023), action("c", 2023, service=None)),
        action("a", 2024, kind="done", status="done", carried_from=2023),
        action("b", 2024, status="under way", carried_from=2023),
    )

    assert by_status(found) == {"done": 1, "under way": 1, "not reported": 1}
    assert by_status(plans()) == {}


def test_an_action_of_no_one_service_belongs_to_the_whole_council():
    held = tables(actions=[action("a", service=None)]).actions
    assert list(actions_planned(held, a_council(), 2024)["service"]) == ["Whole council"]
