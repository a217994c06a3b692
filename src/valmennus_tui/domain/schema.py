"""The record kinds and their fields: the names used in JSON, in ``FIELD=VALUE`` and in profiles.

The names are a contract (``docs/cli.md``): once shipped they are never renamed. Labels are English message
ids; the Finnish catalogue holds the labels of the coach workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from valmennus_tui.i18n import N_, _


class RecordKind(StrEnum):
    """What a record is about. ``support`` is a client contact around a job.

    The kinds come in three families: those of a coach's workbook and its log, those of the team workbook,
    and those of the workbook of the quality criteria.
    """

    CLIENT = "client"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    CONTACT = "contact"
    SUPPORT = "support"
    COACH = "coach"
    WORK_LOG = "work_log"
    ASSESSMENT = "assessment"
    CRITERION = "criterion"


COACH_KINDS = (
    RecordKind.CLIENT,
    RecordKind.EMPLOYMENT,
    RecordKind.EDUCATION,
    RecordKind.CONTACT,
    RecordKind.SUPPORT,
)
"""The records of a coach's workbook and of its log of contacts: all are about clients."""
TEAM_KINDS = (RecordKind.COACH, RecordKind.WORK_LOG)
"""The records of the team workbook (seurantataulukko): none is about a client."""
FIDELITY_KINDS = (RecordKind.ASSESSMENT, RecordKind.CRITERION)
"""The records of the workbook of the quality criteria (koontilomake)."""


class FieldKind(StrEnum):
    """How a field's value is read, checked and written."""

    CODE = "code"
    """An identifier: text even where the cell holds a number, never shown with a thousands separator."""
    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"
    NUMBER = "number"
    INTEGER = "integer"
    CHOICE = "choice"
    PERIOD = "period"
    """A month, quarter, half-year or year, as ``reporting_period.Period`` writes it."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record kind.

    ``sensitive`` fields are hidden unless asked for. ``required`` fields must be given when a record is
    added. ``choices`` is the key of the list in ``data/choices.toml``; ``free`` marks free text, which is
    searched for personal identity codes, telephone numbers and e-mail addresses.
    """

    name: str
    kind: FieldKind
    label: str
    sensitive: bool = False
    required: bool = False
    choices: str | None = None
    free: bool = False

    @property
    def shown_label(self) -> str:
        """The label in the language in force."""
        return _(self.label)


def _code(name: str, label: str, *, required: bool = False) -> FieldSpec:
    return FieldSpec(name, FieldKind.CODE, label, required=required)


def _text(name: str, label: str, *, sensitive: bool = False, free: bool = True) -> FieldSpec:
    return FieldSpec(name, FieldKind.TEXT, label, sensitive=sensitive, free=free)


def _date(name: str, label: str, *, required: bool = False) -> FieldSpec:
    return FieldSpec(name, FieldKind.DATE, label, required=required)


def _number(name: str, label: str) -> FieldSpec:
    return FieldSpec(name, FieldKind.NUMBER, label)


def _yes_no(name: str, label: str) -> FieldSpec:
    return FieldSpec(name, FieldKind.YES_NO, label)


def _choice(name: str, label: str, choices: str) -> FieldSpec:
    return FieldSpec(name, FieldKind.CHOICE, label, choices=choices)


_CLIENT = (
    _code("code", N_("Client code"), required=True),
    _text("name", N_("Client's name"), sensitive=True, free=False),
    _code("coach", N_("Job coach")),
    _date("referral_date", N_("Date of referral")),
    _choice("referral_source", N_("Referred by"), "referral_source"),
    _choice("linked_team", N_("Linked team"), "linked_team"),
    _date("service_start", N_("Service started")),
    _yes_no("employed_at_entry", N_("Employed when the service started")),
    _date("profile_started", N_("Vocational profile started")),
    _date("profile_done", N_("Vocational profile done")),
    _date("job_search_plan", N_("Job-search plan made or updated")),
    _date("first_employer_contact", N_("First face-to-face employer contact")),
    _date("benefits_advice", N_("Benefits advice given")),
    _date("disclosure_discussed", N_("Disclosure discussed on")),
    FieldSpec("disclosure_count", FieldKind.INTEGER, N_("Disclosure discussed, times")),
    _choice("phase", N_("Phase"), "phase"),
    _date("service_end", N_("Service ended")),
    _choice("end_reason", N_("Reason for the end of the service"), "client_end_reason"),
    _text("notes", N_("Notes"), sensitive=True),
)

_EMPLOYMENT = (
    _code("client", N_("Client code"), required=True),
    _date("start", N_("Job started"), required=True),
    _date("end", N_("Job ended")),
    _text("employer", N_("Employer")),
    FieldSpec("business_id", FieldKind.CODE, N_("Business ID")),
    _text("job_title", N_("Job title")),
    _choice("job_type", N_("Occupation group"), "job_type"),
    _choice("contract", N_("Kind of contract"), "contract"),
    _yes_no("open_market", N_("Open labour market")),
    _yes_no("wage_subsidy", N_("Wage subsidy")),
    _date("wage_subsidy_end", N_("Wage subsidy ends")),
    _number("hours_per_week", N_("Hours per week")),
    _yes_no("collective_pay", N_("Pay by collective agreement")),
    _date("support_plan", N_("Plan for support during the job")),
    _choice("end_reason", N_("Reason for the end of the job"), "employment_end_reason"),
    _date("loss_known", N_("End of the job came to be known")),
    _date("contact_after", N_("Contact after the end of the job")),
    _date("leave_start", N_("Lay-off or break started")),
    _date("leave_end", N_("Lay-off or break ended")),
)

_EDUCATION = (
    _code("client", N_("Client code"), required=True),
    _date("start", N_("Studies started"), required=True),
    _date("end", N_("Studies ended")),
    _choice("kind", N_("Kind of education"), "education_kind"),
    _text("school", N_("School")),
    _date("study_plan", N_("Plan for the studies")),
    _choice("outcome", N_("Outcome of the studies"), "education_outcome"),
)

_CONTACT = (
    _date("date", N_("Date"), required=True),
    _code("coach", N_("Job coach")),
    _text("employer", N_("Employer")),
    _yes_no("face_to_face", N_("Face to face")),
    _yes_no("client_specific", N_("About a particular client")),
    _code("client", N_("Client code")),
    FieldSpec("visit_number", FieldKind.INTEGER, N_("Visit number")),
    _choice("purpose", N_("Purpose"), "contact_purpose"),
    _yes_no("matches_plan", N_("In line with the client's plan")),
    _text("next_step", N_("Next step"), sensitive=True),
)

_SUPPORT = (
    _code("client", N_("Client code"), required=True),
    _date("date", N_("Date"), required=True),
    _yes_no("face_to_face", N_("Face to face")),
    _text("place", N_("Place")),
)

_COACH = (
    _code("code", N_("Job coach"), required=True),
    _number("fte", N_("Share of full-time work")),
    _date("valid_from", N_("In force from")),
    _date("valid_to", N_("In force until")),
    _number("weeks_absent", N_("Weeks absent")),
    _text("linked_teams", N_("Linked teams")),
)

_WORK_LOG = (
    _code("coach", N_("Job coach"), required=True),
    FieldSpec("period", FieldKind.PERIOD, N_("Month or other period"), required=True),
    _number("hours_total", N_("Hours worked")),
    _number("hours_employment_services", N_("Hours of job coaching")),
    _number("hours_outside_office", N_("Hours outside the office")),
    _number("team_meetings", N_("Team meetings, times")),
    _number("supervisions", N_("Reviews of client situations, times")),
    _number("field_mentoring", N_("Field mentoring, times")),
    _number("outcome_reviews", N_("Reviews of outcomes, times")),
    _number("log_reviews", N_("Contact log gone through, times")),
    _number("partner_meetings", N_("Meetings with employment services and Kela, times")),
    _number("partner_contacts", N_("Contacts about clients with employment services and Kela, times")),
    _number("rate_reports", N_("Share of people at work reported, times")),
    _choice("log_reviewed", N_("Contact log gone through, how often"), "log_review"),
)

_ASSESSMENT = (
    _date("date", N_("Date of assessment"), required=True),
    _text("assessors", N_("Assessors"), free=False),
    _text("service", N_("Service"), free=False),
    _code("edition", N_("Edition of the criteria")),
)

_CRITERION = (
    _date("assessment", N_("Date of assessment"), required=True),
    FieldSpec("number", FieldKind.INTEGER, N_("Criterion"), required=True),
    FieldSpec("score", FieldKind.INTEGER, N_("Score")),
    FieldSpec("proposed", FieldKind.INTEGER, N_("Proposal")),
    _text("reason", N_("Reason for differing")),
    _text("evidence", N_("Evidence")),
    _text("comment", N_("Comment"), sensitive=True),
    _text("strength", N_("Strength")),
    _text("action", N_("Development action")),
    _text("who", N_("Who"), free=False),
    _date("due", N_("By when")),
    _text("ticks", N_("Components in place"), free=False),
)

_FIELDS: Mapping[RecordKind, tuple[FieldSpec, ...]] = {
    RecordKind.CLIENT: _CLIENT,
    RecordKind.EMPLOYMENT: _EMPLOYMENT,
    RecordKind.EDUCATION: _EDUCATION,
    RecordKind.CONTACT: _CONTACT,
    RecordKind.SUPPORT: _SUPPORT,
    RecordKind.COACH: _COACH,
    RecordKind.WORK_LOG: _WORK_LOG,
    RecordKind.ASSESSMENT: _ASSESSMENT,
    RecordKind.CRITERION: _CRITERION,
}

_NAMES: Mapping[RecordKind, str] = {
    RecordKind.CLIENT: N_("Client"),
    RecordKind.EMPLOYMENT: N_("Employment"),
    RecordKind.EDUCATION: N_("Education"),
    RecordKind.CONTACT: N_("Employer contact"),
    RecordKind.SUPPORT: N_("Support contact"),
    RecordKind.COACH: N_("Job coach"),
    RecordKind.WORK_LOG: N_("Work log"),
    RecordKind.ASSESSMENT: N_("Assessment"),
    RecordKind.CRITERION: N_("Criterion"),
}


def fields(kind: RecordKind) -> tuple[FieldSpec, ...]:
    """The fields of a record kind, in the order of the template."""
    return _FIELDS[kind]


@cache
def _by_name(kind: RecordKind) -> dict[str, FieldSpec]:
    return {spec.name: spec for spec in _FIELDS[kind]}


def field_spec(kind: RecordKind, name: str) -> FieldSpec:
    """The field ``name`` of a record kind. Raises KeyError for a name that it does not have."""
    return _by_name(kind)[name]


@cache
def field_names(kind: RecordKind) -> tuple[str, ...]:
    """The code names of a kind's fields, in the order of the template."""
    return tuple(spec.name for spec in _FIELDS[kind])


def kind_label(kind: RecordKind) -> str:
    """The record kind's name in the language in force."""
    return _(_NAMES[kind])


def client_field(kind: RecordKind) -> str:
    """The field that holds the client code in records of this kind.

    Records of the team and of assessments have no such field: none of theirs is called so.
    """
    return "code" if kind is RecordKind.CLIENT else "client"


_KEY_FIELDS: Mapping[RecordKind, tuple[str, ...]] = {
    RecordKind.CLIENT: ("code",),
    RecordKind.CONTACT: (),
    RecordKind.COACH: ("code",),
    RecordKind.WORK_LOG: ("coach", "period"),
    RecordKind.ASSESSMENT: ("date",),
    RecordKind.CRITERION: ("assessment", "number"),
}


def key_fields(kind: RecordKind) -> tuple[str, ...]:
    """The fields that a record's key is made from; none where its place alone names it."""
    return _KEY_FIELDS.get(kind, ("client",))
