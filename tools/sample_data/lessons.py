"""What the sample council learnt from complaints, and what it did and planned: all of it invented."""

from dataclasses import dataclass, field

import pandas as pd

from feedback_report.years import Year

COLUMNS = ["action_id", "service", "lesson", "action", "owner", "kind", "due", "status", "carried_from"]
CHILDREN, EDUCATION = "Children and Families", "Education"


@dataclass(frozen=True)
class Plan:
    """An action planned in one year; ``later`` says how it stood at the end of each year after.

    ``note`` says why, where it was not done in time.
    """

    action_id: str
    year: int
    service: str
    lesson: str
    action: str
    owner: str
    due: str
    later: dict[int, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Taken:
    """An action taken within the year, without having been planned the year before."""

    action_id: str
    year: int
    service: str
    lesson: str
    action: str
    owner: str
    done: str


PLANS = [
    Plan(
        "A22-04",
        2022,
        CHILDREN,
        "Parents often heard of a change of social worker only when the new one arrived.",
        "Write to the family before a worker changes, and name the manager they can ring meanwhile.",
        "Service Manager, Safeguarding",
        "2023-09-30",
        {2023: "done"},
    ),
    Plan(
        "A22-05",
        2022,
        CHILDREN,
        "Young people did not know that an advocate could help them to complain.",
        "Put the advocacy offer on the first page of every letter about a complaint.",
        "Complaints Manager",
        "2023-07-31",
        {2023: "done"},
    ),
    Plan(
        "A22-06",
        2022,
        CHILDREN,
        "Assessments reached parents too late to be checked before a meeting.",
        "Share a draft assessment before each meeting and record that it was shared.",
        "Head of Service, Assessment",
        "2023-12-31",
        {2023: "under way", 2024: "done"},
        "Begun with two teams; the others follow after the restructure.",
    ),
    Plan(
        "A22-07",
        2022,
        EDUCATION,
        "Families could not tell how far their child's assessment had come.",
        "Send a short update at each step of an assessment of special educational needs.",
        "Service Manager, SEND and Inclusion",
        "2023-10-31",
        {2023: "done"},
    ),
    Plan(
        "A22-08",
        2022,
        EDUCATION,
        "Refusals of a school place did not explain how places had been offered.",
        "Rewrite the refusal letter with a plain account of the oversubscription rules.",
        "Admissions Manager",
        "2023-08-31",
        {2023: "done"},
    ),
    Plan(
        "A22-09",
        2022,
        EDUCATION,
        "Calls about special educational needs were passed from one officer to another.",
        "Open one telephone line for families, with a call back when an officer is away.",
        "Head of Service, Education",
        "2024-01-31",
        {2023: "not done"},
        "Not done: the line waits for a new telephone contract.",
    ),
    Plan(
        "A23-04",
        2023,
        CHILDREN,
        "Replies took longest where two teams had to answer one complaint.",
        "Name one lead manager for each complaint on the day it is acknowledged.",
        "Complaints Manager",
        "2024-06-30",
        {2024: "done"},
    ),
    Plan(
        "A23-05",
        2023,
        CHILDREN,
        "Records of supervised family time were disputed because parents had not seen them.",
        "Offer parents the record of each visit and room to add their view.",
        "Service Manager, Family Time",
        "2024-10-31",
        {2024: "done"},
    ),
    Plan(
        "A23-06",
        2023,
        CHILDREN,
        "Carers of disabled children met long gaps between reviews of short breaks.",
        "Keep a calendar of reviews and tell carers the date of the next one.",
        "Service Manager, Children with Disabilities",
        "2024-12-31",
        {2024: "under way"},
        "The calendar is kept; not every carer has been told a date yet.",
    ),
    Plan(
        "A23-07",
        2023,
        EDUCATION,
        "Final plans were issued late, and families were not told why.",
        "Write to each family before a deadline is missed, with the reason and a new date.",
        "Service Manager, SEND and Inclusion",
        "2024-09-30",
        {2024: "done"},
    ),
    Plan(
        "A23-08",
        2023,
        EDUCATION,
        "Schools and the Council gave families different answers about the same provision.",
        "Agree with schools who answers which question, and publish it.",
        "Head of Service, Education",
        "2025-01-31",
        {2024: "not done"},
        "Not done: talks with schools were put off until a national review had reported.",
    ),
    Plan(
        "A23-09",
        2023,
        EDUCATION,
        "Comments were treated as complaints, which made simple requests slow.",
        "Train officers to answer a request at once and to log it as a comment.",
        "Complaints Manager",
        "2024-07-31",
        {2024: "done"},
    ),
    Plan(
        "A24-05",
        2024,
        CHILDREN,
        "Complaints about how staff spoke to families turned on what had been said in one meeting.",
        "Send a note of agreed points after every difficult meeting.",
        "Head of Service, Initial Response",
        "2025-10-31",
    ),
    Plan(
        "A24-06",
        2024,
        CHILDREN,
        "Many complaints from one family were answered apart before they were looked at together.",
        "Review repeated complaints every month and offer one meeting and one answer.",
        "Complaints Manager",
        "2025-07-31",
    ),
    Plan(
        "A24-07",
        2024,
        CHILDREN,
        "Statements of complaint at the second stage took long to agree.",
        "Give investigating officers a standard form and a date for agreeing it.",
        "Complaints Manager",
        "2025-09-30",
    ),
    Plan(
        "A24-08",
        2024,
        EDUCATION,
        "Families asked again because letters used words that only officers use.",
        "Test every standard letter about special educational needs with a group of parents.",
        "Service Manager, SEND and Inclusion",
        "2025-12-31",
    ),
    Plan(
        "A24-09",
        2024,
        EDUCATION,
        "Annual reviews ran late where a school had sent its report late.",
        "Ask schools for reports earlier and tell families when one is missing.",
        "Service Manager, SEND and Inclusion",
        "2026-01-31",
    ),
    Plan(
        "A24-10",
        2024,
        EDUCATION,
        "Complaints were opened late in busy months because one person shared them out.",
        "Train a second officer to share out complaints before the busy months.",
        "Head of Service, Education",
        "2025-08-31",
    ),
]

TAKEN = [
    Taken(
        "A22-01",
        2022,
        CHILDREN,
        "Care leavers were unsure which costs the Council pays.",
        "Published a short guide to the local offer for care leavers.",
        "Service Manager, Leaving Care",
        "2022-11-30",
    ),
    Taken(
        "A22-02",
        2022,
        CHILDREN,
        "Replies did not say how to take a complaint further.",
        "Added the next step and its time limit to every reply.",
        "Complaints Manager",
        "2022-09-30",
    ),
    Taken(
        "A22-03",
        2022,
        EDUCATION,
        "Evidence sent with a school application was overlooked.",
        "Added a check of attachments before offers are made.",
        "Admissions Manager",
        "2023-01-31",
    ),
    Taken(
        "A23-01",
        2023,
        CHILDREN,
        "Letters about child protection reached separated parents at different times.",
        "Changed the process so that letters to both parents leave on the same day.",
        "Service Manager, Safeguarding",
        "2023-11-30",
    ),
    Taken(
        "A23-02",
        2023,
        EDUCATION,
        "Learners did not know whom to ask about a cancelled course.",
        "Put a contact and a refund rule into each course confirmation.",
        "Service Manager, Adult and Community Learning",
        "2023-10-31",
    ),
    Taken(
        "A23-03",
        2023,
        EDUCATION,
        "Families waited for answers while an officer was on leave.",
        "Set up a shared mailbox with a daily reader for each area team.",
        "Service Manager, SEND and Inclusion",
        "2024-02-29",
    ),
    Taken(
        "A24-01",
        2024,
        CHILDREN,
        "After the restructure families did not know which team to contact.",
        "Published a plain list of teams and sent it to every open family.",
        "Head of Service, Initial Response",
        "2024-08-31",
    ),
    Taken(
        "A24-02",
        2024,
        CHILDREN,
        "Thanks from families did not reach the workers they were meant for.",
        "Began to log compliments in team meetings and to tell the worker.",
        "Complaints Manager",
        "2024-11-30",
    ),
    Taken(
        "A24-03",
        2024,
        EDUCATION,
        "Decisions not to assess were explained by quoting the law alone.",
        "Added a summary of the evidence considered to each decision letter.",
        "Service Manager, SEND and Inclusion",
        "2024-12-31",
    ),
    Taken(
        "A24-04",
        2024,
        EDUCATION,
        "Replies to complaints differed in length and tone.",
        "Held workshops on answering complaints and introduced a checklist.",
        "Head of Service, Education",
        "2025-02-28",
    ),
]


def make_actions(year: int) -> pd.DataFrame:
    """Make a year's actions: those carried from earlier years, those taken, and those planned for the next."""
    carried = [_carried(plan, plan.later[year]) for plan in PLANS if year in plan.later]
    taken = [(*_begin(item, item.action), "done", item.done, "done", "") for item in TAKEN if item.year == year]
    planned = [(*_begin(item, item.action), "planned", item.due, "not done", "") for item in PLANS if item.year == year]
    return pd.DataFrame([*carried, *taken, *planned], columns=COLUMNS)


def _carried(plan: Plan, status: str) -> tuple[str, ...]:
    kind, action = ("done", plan.action) if status == "done" else ("planned", f"{plan.action} {plan.note}")
    return (*_begin(plan, action), kind, plan.due, status, Year(plan.year).label)


def _begin(item: Plan | Taken, action: str) -> tuple[str, ...]:
    return item.action_id, item.service, item.lesson, action, item.owner
