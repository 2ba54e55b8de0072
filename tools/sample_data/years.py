"""The plans of the sample's three years.

2024/25 follows a published paper wherever that printed a number, and so do a few totals of
2023/24 and 2022/23; the comments name what is published. All else is invented.
"""

from tools.sample_data.plans import MergedGroup, Plan, elsewhere, fates, in_service, outcomes, remedies

CHILDREN, EDUCATION = "Children and Families", "Education"
WHO_CHILDREN = {"parent or carer": 74, "child or young person": 11, "advocate": 10, "other": 5}
WHO_EDUCATION = {"parent or carer": 92, "child or young person": 2, "advocate": 4, "other": 2}

# The restructure of 2024/25: before it, other teams.
CHILDREN_TEAMS_BEFORE = (
    "Assessment Team East",
    "Assessment Team West",
    "Safeguarding Team East",
    "Safeguarding Team West",
    "Children with Disabilities Team",
    "Looked After Children Team",
    "Leaving Care Team",
    "Fostering Team",
    "Family Support Team",
    "Contact and Referral Team",
)

COMMUNITIES_TEAMS = {
    **in_service("Highways", {"Highways Maintenance": 34, "Street Lighting": 9, "Traffic and Road Safety": 13}),
    **in_service("Waste and Environment", {"Recycling Centres": 12, "Countryside": 5}),
    **in_service("Transport", {"School Transport": 14, "Passenger Transport": 8}),
    **in_service("Trading Standards", {"Consumer Advice": 5}),
}
RESOURCES_TEAMS = {
    **in_service("Customer Services", {"Contact Centre": 38, "Blue Badges": 24}),
    **in_service("Finance", {"Payments and Income": 21}),
    **in_service("Legal and Governance", {"Information Requests": 17}),
}
CARE_TEAMS = {
    **in_service("Public Health", {"Health Improvement": 5}),
    **in_service("Commissioning", {"Contracts and Quality": 7}),
}

PLANS = [
    Plan(
        year=2022,
        directorate=CHILDREN,
        by_month=(16, 18, 17, 19, 14, 20, 21, 19, 12, 16, 15, 17),
        compliments=38,
        comments=5,
        subjects=(44, 38, 55, 51, 8, 1, 1, 2, 1, 3),
        teams=in_service(
            CHILDREN, dict(zip(CHILDREN_TEAMS_BEFORE, (30, 27, 33, 25, 24, 19, 9, 11, 15, 11), strict=True))
        ),
        statutory=124,
        fates=fates(withdrawn=16, refused=7, paused=3, still_open=4, answered=46),
        outcomes=outcomes(upheld=17, partially=49, not_upheld=44, old_other=18, new_other=0),
        within_target=61,
        within_extended=38,
        methods=(0, 0, 0, 0, 0),
        remedies=remedies(98, 17, 8, 5, 4, 3, 1),
        raised_by=WHO_CHILDREN,
    ),
    Plan(
        year=2022,
        directorate=EDUCATION,  # published: 133 complaints, 68 of them about admissions
        by_month=(22, 18, 11, 8, 4, 13, 10, 8, 5, 8, 9, 17),
        compliments=3,
        comments=6,
        subjects=(6, 47, 6, 52, 4, 1, 1, 9, 1, 6),
        teams=in_service(
            EDUCATION,
            {
                "Admissions": 68,
                "SEND and Inclusion": 52,
                "Adult and Community Learning": 6,
                "Attendance": 4,
                "Virtual School": 3,
            },
        ),
        statutory=0,
        fates=fates(withdrawn=7, refused=4, paused=1, still_open=4, answered=33),
        outcomes=outcomes(upheld=27, partially=22, not_upheld=24, old_other=11, new_other=0),
        within_target=46,
        within_extended=24,
        methods=(0, 0, 0, 0, 0),
        remedies=remedies(62, 15, 5, 4, 2, 2, 1),
        raised_by=WHO_EDUCATION,
    ),
    elsewhere(2022, "Communities", (1079, 268, 117), COMMUNITIES_TEAMS),
    elsewhere(2022, "Resources", (284, 154, 30), RESOURCES_TEAMS),
    elsewhere(2022, "Social Care and Health", (89, 49, 6), CARE_TEAMS),
    Plan(
        year=2023,
        directorate=CHILDREN,  # published: 183, 25 and 2 cases; 45% of closed complaints within the target
        by_month=(14, 17, 16, 18, 13, 17, 19, 16, 11, 14, 13, 15),
        compliments=25,
        comments=2,
        subjects=(41, 33, 49, 45, 7, 1, 1, 2, 1, 3),
        teams=in_service(
            CHILDREN, dict(zip(CHILDREN_TEAMS_BEFORE, (26, 24, 29, 22, 23, 17, 9, 10, 13, 10), strict=True))
        ),
        statutory=116,
        fates=fates(withdrawn=14, refused=6, paused=4, still_open=5, answered=34),
        outcomes=outcomes(upheld=14, partially=47, not_upheld=41, old_other=12, new_other=6),
        within_target=54,
        within_extended=36,
        methods=(61, 27, 8, 3, 1),
        remedies=remedies(94, 13, 6, 5, 4, 2, 1),
        merged=[MergedGroup({5: 1, 6: 2, 7: 1}, "not upheld")],
        raised_by=WHO_CHILDREN,
    ),
    Plan(
        year=2023,
        directorate=EDUCATION,  # published: 105, 1 and 7 cases; 38% about communication; two teams; over 50% within
        by_month=(8, 12, 9, 8, 4, 14, 9, 8, 5, 8, 7, 13),
        compliments=1,
        comments=7,
        subjects=(8, 40, 5, 38, 4, 1, 1, 3, 1, 4),
        teams=in_service(
            EDUCATION,
            {
                "SEND and Inclusion": 74,
                "Admissions": 24,
                "Adult and Community Learning": 4,
                "Attendance": 2,
                "Virtual School": 1,
            },
        ),
        statutory=0,
        fates=fates(withdrawn=6, refused=3, paused=1, still_open=3, answered=22),
        outcomes=outcomes(upheld=24, partially=20, not_upheld=18, old_other=6, new_other=2),
        within_target=37,
        within_extended=20,
        methods=(65, 28, 5, 2, 0),
        remedies=remedies(53, 12, 4, 3, 2, 1, 1),
        raised_by=WHO_EDUCATION,
    ),
    elsewhere(2023, "Communities", (894, 252, 152), COMMUNITIES_TEAMS),
    elsewhere(2023, "Resources", (256, 132, 48), RESOURCES_TEAMS),
    elsewhere(2023, "Social Care and Health", (82, 44, 9), CARE_TEAMS),
    Plan(
        year=2024,
        directorate=CHILDREN,
        # Published: July, and 9 to 12 in May, October, November, December and March.
        by_month=(15, 11, 18, 24, 17, 16, 12, 10, 9, 17, 17, 11),
        compliments=120,
        comments=28,
        subjects=(49, 24, 50, 44, 6, 0, 1, 0, 0, 3),
        # Published: the first three teams.
        teams=in_service(
            CHILDREN,
            {
                "Initial Response South": 23,
                "Children with Disabilities Team": 18,
                "Nuneaton Children's Team": 18,
                "Initial Response North": 16,
                "Initial Response Central": 15,
                "Children in Care Team South": 14,
                "Children in Care Team North": 13,
                "Family Support Service": 12,
                "Safeguarding and Review": 11,
                "Leaving Care Service": 10,
                "Fostering Service": 9,
                "Family Time": 7,
                "Front Door": 6,
                "Early Help": 5,
            },
        ),
        statutory=144,
        fates=fates(withdrawn=15, refused=8, paused=6, still_open=9),
        outcomes=outcomes(upheld=9, partially=54, not_upheld=51, old_other=0, new_other=25),
        within_target=74,
        within_extended=37,
        methods=(208, 104, 7, 4, 2),
        remedies=remedies(115, 12, 6, 3, 4, 2, 1),
        # Published: 60 complaints raised by one person, merged into two.
        merged=[
            MergedGroup({6: 9, 7: 15, 8: 10}, "partially upheld"),
            MergedGroup({11: 4, 12: 3, 1: 9, 2: 7, 3: 3}, "not upheld"),
        ],
        raised_by=WHO_CHILDREN,
    ),
    Plan(
        year=2024,
        directorate=EDUCATION,
        by_month=(7, 19, 9, 8, 3, 18, 9, 7, 5, 7, 8, 19),  # published: May, September, March; August lowest
        compliments=8,
        comments=23,
        subjects=(17, 9, 3, 82, 3, 0, 1, 1, 0, 3),
        teams=in_service(
            EDUCATION,
            {
                "SEND and Inclusion": 110,
                "Admissions": 5,
                "Adult and Community Learning": 2,
                "Attendance": 1,
                "Virtual School": 1,
            },
        ),
        statutory=0,
        fates=fates(withdrawn=5, refused=3, paused=1, still_open=4),
        outcomes=outcomes(upheld=45, partially=32, not_upheld=24, old_other=0, new_other=5),
        within_target=46,
        within_extended=33,
        methods=(104, 43, 2, 1, 0),
        remedies=remedies(83, 17, 4, 3, 2, 2, 1),
        raised_by=WHO_EDUCATION,
    ),
    elsewhere(2024, "Communities", (409, 316, 391), COMMUNITIES_TEAMS),
    elsewhere(2024, "Resources", (119, 154, 159), RESOURCES_TEAMS),
    elsewhere(2024, "Social Care and Health", (45, 52, 27), CARE_TEAMS),
]
