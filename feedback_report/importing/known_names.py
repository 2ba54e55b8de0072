"""The names that recording systems commonly give to columns and values, for the first draft of a mapping."""

from collections.abc import Mapping

# What exports shorten, and the whole word.
SHORT_FORMS: Mapping[str, str] = {
    "no": "number", "num": "number", "nbr": "number", "nr": "number", "ref": "reference", "dt": "date",
    "datetime": "date time", "ack": "acknowledgement", "ackd": "acknowledged", "acknowledgment": "acknowledgement",
    "recd": "received", "rec": "received", "rcvd": "received", "cust": "customer", "comp": "complaint",
    "cpl": "complaint", "dept": "department", "dir": "directorate", "svc": "service", "serv": "service",
    "cat": "category", "categories": "category", "ext": "extension", "resp": "response", "s1": "stage 1",
    "stage1": "stage 1", "stg": "stage", "org": "organisation",
}  # fmt: skip
# With one of these a day is another one than that of receipt, acknowledgement or closing.
OTHER_DAYS = frozenset((
    "due", "target", "deadline", "expected", "expiry", "planned", "modified", "updated", "amended", "last", "birth",
    "review", "sla", "chase", "reminder", "next", "escalated", "reopened", "assigned", "allocated", "incident",
    "occurred",
))  # fmt: skip


def _days(*done: str) -> tuple[str, ...]:
    """Write each way in which the day of something that was done is headed."""
    forms = ("{}", "date {}", "{} date", "{} on", "{} at", "date time {}", "{} time", "day {}", "when {}")
    return tuple(form.format(each) for each in done for form in forms)


# Column of cases.csv: what exports call it, the likeliest first. Compared in small letters, words alone, written out.
COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "case_id": (
        "case id", "case reference", "case ref", "case number", "case no", "reference", "reference number", "ref no",
        "ref", "complaint id", "complaint reference", "complaint number", "complaint ref", "feedback reference",
        "feedback id", "enquiry id", "case enquiry id", "request id", "service request number", "unique key",
        "ticket number", "ticket id", "id",
        "case", "our reference", "unique reference", "unique reference number", "incident number", "record number",
        "record id", "enquiry reference", "enquiry number", "form reference", "submission reference", "job number",
        "log number", "file reference", "urn",
    ),
    "received": (
        *_days("received"), "date of receipt", "receipt date", "complaint receipt date",
        *_days("logged", "opened", "created", "raised", "registered", "submitted", "recorded", "lodged", "reported"),
        "open date", "open dt", "logging date", "submission date", "registration date", "date of complaint",
        "complaint date", "case date", "date entered", "entered on", "requested date", "start date", "date started",
    ),
    "feedback_type": (
        "feedback type", "type of feedback", "case type", "type of case", "contact type", "record type", "nature",
        "complaint compliment comment", "type",
        "feedback category", "contact classification", "contact category", "form name", "form type", "feedback",
        "record category", "enquiry type", "request type", "case category", "complaint or compliment",
        "customer feedback type",
    ),
    "directorate": ("directorate", "directorate name", "department", "department name", "group", "business group"),
    "service": (
        "service", "service area", "service name", "service unit", "division", "business area", "agency name", "agency",
        "service team", "service group", "service responsible", "responsible service", "service complained about",
        "owning service", "head of service area", "organisation unit", "business unit", "department service",
    ),
    "team": (
        "team", "team name", "responsible team", "owning team", "assigned team", "team assigned", "section", "queue",
        "unit", "sub team", "subteam",
    ),
    "contact_method": (
        "contact method", "method of contact", "contact channel", "channel", "channel of receipt", "method", "source",
        "how received", "received via", "received by method", "submitted via", "origin", "case origin",
        "access channel", "open data channel type",
        "method received", "receipt method", "how was it received", "how made", "received by", "contact type",
        "contact route", "route", "intake channel", "medium", "media", "mode of contact", "communication method",
        "channel received",
    ),
    "subject": (
        "subject", "complaint subject", "subject of complaint", "complaint category", "category", "complaint reason",
        "reason for complaint", "reason", "nature of complaint", "issue", "complaint theme", "theme", "complaint type",
        "topic", "main topic", "primary topic", "topic of complaint", "classification", "complaint classification",
        "subject matter", "primary category", "main category", "category 1", "issue type", "issue category",
        "main issue", "complaint about", "complaint issue", "case subject", "reason code", "primary reason",
        "reason category", "cause", "complaint cause", "cause of complaint", "root cause", "complaint heading",
        "heading", "feedback topic", "service issue", "nature of feedback",
    ),
    "procedure": (
        "procedure", "complaints procedure", "complaint procedure", "process", "complaint process", "policy",
        "statutory or corporate", "corporate or statutory", "statutory",
        "complaint procedure type", "regime", "complaint regime", "legislation", "complaints policy", "procedure type",
        "process type", "statutory type",
    ),
    "customer_ref": (
        "customer reference", "customer ref", "customer id", "customer number", "client id", "client reference",
        "person id", "person reference", "contact id", "citizen id", "party id", "crm id", "complainant id",
        "customer", "client number", "client ref", "contact number id", "contact reference", "person number",
        "citizen number", "citizen reference", "party reference", "complainant reference", "complainant number",
        "requester id", "individual id", "account number", "account reference", "crm reference", "customer account",
    ),
    "merged_into": (
        "merged into", "merged with", "parent case", "parent case id", "parent reference", "parent case reference",
        "master case", "lead case", "duplicate of", "linked to case",
        "merged case", "merged to", "master reference", "main case", "main reference", "original case",
        "original reference", "duplicate reference", "related case", "linked case", "linked to",
    ),
    "acknowledged": (
        *_days("acknowledged", "acknowledgement sent", "acknowledgement"), "date of acknowledgement",
        "acknowledgement letter sent", "acknowledgement letter date", "acknowledgement issued",
        "date acknowledgement issued", "acknowledgement completed",
    ),
    "extension_agreed": (
        "extension agreed", "extension", "extended", "extension granted", "extension given", "time extended",
        "deadline extended",
        "extension applied", "extension requested", "extension y n", "extended deadline", "extended y n",
        "deadline extension",
    ),
    "closed": (
        *_days("closed"), "closing date", "close date", "closure date", "date of closure",
        *_days("resolved", "completed", "finalised", "concluded", "finished"), "resolution date", "completion date",
        "actual end", "actual completion date", "actual response date",
        *_days("responded", "response sent", "response issued", "replied", "reply sent", "answered"),
        "response date", "date of response", "reply date", "date of reply", "full response", "final response date",
        "outcome date", "decision date", "end date",
    ),
    "outcome": (
        "outcome", "complaint outcome", "outcome of complaint", "decision", "finding", "stage 1 outcome",
        "case outcome", "outcome description", "upheld", "result",
        "findings", "complaint finding", "overall finding", "outcome of stage 1", "overall outcome", "final outcome",
        "determination", "conclusion", "verdict", "decision outcome", "outcome code", "outcome type",
        "outcome category", "resolution code", "resolution type", "resolution", "complaint upheld", "upheld or not",
        "upheld y n", "justified", "complaint justified", "closure outcome",
    ),
    "status": (
        "status", "case status", "complaint status", "current status", "state", "case state", "state of case",
        "stage status", "progress", "open or closed", "open closed", "record status", "status code", "status reason",
    ),
    "raised_by": (
        "raised by type", "complainant type", "customer type", "type of complainant", "relationship to child",
        "made by type", "representative type",
    ),
    "age_band": ("age band", "age group", "age range"),
    "gender": ("gender", "sex"),
    "ethnicity": ("ethnicity", "ethnic group", "ethnic origin"),
    "disability": ("disability", "disabled", "disability status"),
}  # fmt: skip

# What systems call the values that the data contract allows.
VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "feedback_type": {
        "complaint": (
            "complaints", "formal complaint", "corporate complaint", "statutory complaint", "stage 1 complaint",
            "stage 1", "complaint stage 1", "service complaint", "customer complaint", "complaint - stage 1",
            "new complaint",
        ),
        "compliment": (
            "compliments", "praise", "thanks", "thank you", "positive feedback", "commendation", "customer compliment",
        ),
        "comment": (
            "comments", "suggestion", "suggestions", "comment or suggestion", "general comment", "customer comment",
        ),
    },
    "contact_method": {
        "email": ("e-mail", "mail (electronic)", "email received", "by email"),
        "portal": (
            "web", "online", "online form", "web form", "webform", "website", "web portal", "self service", "e-form",
            "eform", "customer portal", "internet", "mobile app", "app",
        ),
        "telephone": ("phone", "phone call", "telephone call", "call", "by phone", "tel", "contact centre"),
        "post": ("letter", "mail", "postal", "by post", "letter/post", "postal mail"),
        "in person": ("face to face", "face-to-face", "visit", "walk in", "walk-in", "reception", "in-person"),
    },
    "procedure": {
        "corporate": (
            "corporate complaint", "corporate complaints", "corporate procedure", "non-statutory", "corporate stage 1",
        ),
        "statutory": (
            "statutory complaint", "statutory complaints", "children act", "children's statutory",
            "childrens statutory", "statutory children", "children's social care", "statutory stage 1",
        ),
    },
    "extension_agreed": {"yes": ("y", "true", "1", "agreed", "extended"), "no": ("n", "false", "0", "not agreed")},
    "status": {
        "open": (
            "in progress", "new", "active", "assigned", "pending", "under investigation", "ongoing", "reopened",
            "live", "allocated", "registered", "logged", "acknowledged", "investigating", "with service", "researching",
        ),
        "paused": ("on hold", "suspended", "awaiting information", "waiting", "waiting for details", "clock stopped"),
        "closed": (
            "complete", "completed", "resolved", "finished", "responded", "answered",
            "problem solved", "information provided", "case closed", "response sent", "concluded",
        ),
        "withdrawn": (
            "withdrawn by customer", "withdrawn by complainant", "cancelled by customer", "cancelled", "canceled",
        ),
        "refused": ("rejected", "not accepted", "declined", "out of scope"),
    },
    "outcome": {
        "upheld": ("fully upheld", "complaint upheld", "justified"),
        "partially upheld": ("partly upheld", "part upheld", "upheld in part", "partially justified"),
        "not upheld": ("complaint not upheld", "not justified", "unjustified", "unfounded", "no fault found"),
        "withdrawn": ("complaint withdrawn", "withdrawn by customer", "withdrawn by complainant"),
        "question answered": ("query answered", "enquiry answered", "questions answered"),
    },
    "raised_by": {
        "child or young person": ("child", "young person", "child/young person", "care leaver", "service user (child)"),
        "parent or carer": ("parent", "carer", "parent/carer", "mother", "father", "foster carer", "guardian"),
        "advocate": ("advocacy", "advocate on behalf of child", "independent advocate"),
        "other": ("other person", "member of public", "family member", "grandparent", "professional"),
    },
}  # fmt: skip
