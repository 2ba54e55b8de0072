"""The names that recording systems commonly give to columns and values, for the first draft of a mapping."""

from collections.abc import Mapping

# Column of cases.csv: what exports call it, the likeliest first. Compared in small letters, words alone.
COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "case_id": (
        "case id", "case reference", "case ref", "case number", "case no", "reference", "reference number", "ref no",
        "ref", "complaint id", "complaint reference", "complaint number", "complaint ref", "feedback reference",
        "feedback id", "enquiry id", "case enquiry id", "request id", "service request number", "unique key",
        "ticket number", "ticket id", "id",
    ),
    "received": (
        "received", "date received", "received date", "received on", "date of receipt", "receipt date",
        "complaint receipt date", "date opened", "opened", "open date", "open dt", "opened date", "created date",
        "date created", "created on", "created", "date logged", "logged date", "date raised", "date recorded",
        "complaint date", "requested date", "start date",
    ),
    "feedback_type": (
        "feedback type", "type of feedback", "case type", "type of case", "contact type", "record type", "nature",
        "complaint compliment comment", "type",
    ),
    "directorate": ("directorate", "directorate name", "department", "group"),
    "service": (
        "service", "service area", "service name", "service unit", "division", "business area", "agency name", "agency",
    ),
    "team": ("team", "team name", "responsible team", "assigned team", "team assigned", "section", "queue", "unit"),
    "contact_method": (
        "contact method", "method of contact", "contact channel", "channel", "channel of receipt", "method", "source",
        "how received", "received via", "received by method", "submitted via", "origin", "case origin",
        "access channel", "open data channel type",
    ),
    "subject": (
        "subject", "complaint subject", "subject of complaint", "complaint category", "category", "complaint reason",
        "reason for complaint", "reason", "nature of complaint", "issue", "complaint theme", "theme", "complaint type",
    ),
    "procedure": (
        "procedure", "complaints procedure", "complaint procedure", "process", "complaint process", "policy",
        "statutory or corporate", "corporate or statutory", "statutory",
    ),
    "customer_ref": (
        "customer reference", "customer ref", "customer id", "customer number", "client id", "client reference",
        "person id", "person reference", "contact id", "citizen id", "party id", "crm id", "complainant id",
    ),
    "merged_into": (
        "merged into", "merged with", "parent case", "parent case id", "parent reference", "parent case reference",
        "master case", "lead case", "duplicate of", "linked to case",
    ),
    "acknowledged": (
        "acknowledged", "date acknowledged", "acknowledged date", "acknowledgement date", "date of acknowledgement",
        "acknowledgement sent", "ack date", "acknowledgement sent date",
    ),
    "extension_agreed": (
        "extension agreed", "extension", "extended", "extension granted", "extension given", "time extended",
        "deadline extended",
    ),
    "closed": (
        "closed", "date closed", "closed date", "closed on", "closing date", "close date", "closed dt", "date resolved",
        "resolved date", "resolution date", "date completed", "completed date", "response date", "date of response",
        "response sent", "date responded", "end date",
    ),
    "outcome": (
        "outcome", "complaint outcome", "outcome of complaint", "decision", "finding", "stage 1 outcome",
        "case outcome", "outcome description", "upheld", "result",
    ),
    "status": ("status", "case status", "complaint status", "current status", "state of case", "stage status"),
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
            "stage 1", "complaint stage 1", "service complaint",
        ),
        "compliment": ("compliments", "praise", "thanks", "thank you", "positive feedback", "commendation"),
        "comment": ("comments", "suggestion", "suggestions", "comment or suggestion", "general comment"),
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
        "open": ("in progress", "new", "active", "assigned", "pending", "under investigation", "ongoing", "reopened"),
        "paused": ("on hold", "suspended", "awaiting information", "waiting"),
        "closed": ("complete", "completed", "resolved", "finished", "responded", "answered"),
        "withdrawn": ("withdrawn by customer", "withdrawn by complainant", "cancelled by customer"),
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
