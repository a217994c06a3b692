"""Evidence in words: figures with their unit, what is missing, what the status means for the score."""

from __future__ import annotations

from collections.abc import Mapping

from valmennus_tui.domain.criteria import Unit
from valmennus_tui.domain.evidence.model import Evidence, Part, Rational
from valmennus_tui.domain.schema import RecordKind, field_names, field_spec, kind_label
from valmennus_tui.i18n import N_, _, format_number, ngettext

_OTHER_NEEDS: Mapping[str, str] = {
    "coach.code": N_("the coaches with their shares of full-time work"),
    "team.leader_fte": N_("the team leader's share of full-time work"),
}
_FIGURES: Mapping[str, str] = {
    "waiting": N_("Still waiting, days on average"),
    "lenient": N_("Competitive, any kind of contract"),
    "strict": N_("Competitive, permanent only"),
    "with_subsidised": N_("Jobs on wage subsidy counted"),
    "without_subsidised": N_("Jobs on wage subsidy not counted"),
    "plans": N_("With a written plan"),
    "one_more_visit": N_("Met once more than that"),
    "meetings": N_("Scheduled meetings, and months"),
    "full_time": N_("Full-time coaches"),
    "before": N_("Met in the week before the start"),
    "after": N_("Met within three days of the start"),
    "weekly": N_("Met in each of the first weeks"),
    "monthly": N_("Met in each month after that"),
    "loss": N_("Contact soon after hearing of a job's end"),
    "met_month": N_("Jobs met in the month that decides"),
}
_DAYS = frozenset({"waiting"})
_PLAIN = frozenset({"full_time", "meetings"})


def amount(value: Rational | None) -> str:
    """A number as people read it, with two decimals at most: one would hide which way it was rounded."""
    return "–" if value is None else format_number(round(float(value), 2))


def with_unit(value: Rational, unit: Unit | None) -> str:
    """A value with its unit."""
    count = 1 if value == 1 else 2
    words = {
        None: "{value}",
        Unit.PERCENT: _("{value} %"),
        Unit.CLIENTS: ngettext(
            "{value} client for one full-time coach", "{value} clients for one full-time coach", count
        ),
        Unit.DAYS: ngettext("{value} day", "{value} days", count),
        Unit.PER_WEEK: _("{value} a week"),
        Unit.PER_MONTH: _("{value} a month"),
    }
    return words[unit].format(value=amount(value))


def need_words(need: str) -> str:
    """A missing column (``coach.fte``) or record kind in words."""
    if need in _OTHER_NEEDS:
        return _(_OTHER_NEEDS[need])
    kind, _dot, column = need.partition(".")
    if kind not in list(RecordKind):
        return need
    record_kind = RecordKind(kind)
    label = kind_label(record_kind)
    if column not in field_names(record_kind):
        return label
    return f"{label}: {field_spec(record_kind, column).shown_label}"


def outcome(evidence: Evidence) -> str:
    """What the evidence means for the score: a proposal, a limit, or the status."""
    limit = None if evidence.cap is None else _("at most {score}").format(score=evidence.cap)
    if evidence.proposed is not None:
        proposal = _("proposal {score}").format(score=evidence.proposed)
        return f"{proposal} ({limit})" if limit else proposal
    return limit or evidence.status.label


def figure(evidence: Evidence) -> str:
    """The criterion's figure with what it is made of and how it was rounded; "" where there is none."""
    if evidence.value is None:
        return ""
    text = with_unit(evidence.value, evidence.unit)
    if evidence.numerator is not None and evidence.denominator is not None:
        text += f" ({amount(evidence.numerator)}/{amount(evidence.denominator)})"
    if evidence.rounded is not None and evidence.rounded != evidence.value:
        text += ", " + _("rounded {number}").format(number=evidence.rounded)
    if evidence.mean is not None:
        text += "; " + _("mean of the coaches' scores {mean}").format(mean=amount(evidence.mean))
    return text


def coach_line(part: Part, unit: Unit | None) -> str:
    """One coach's figure and score."""
    name = part.id or _("no coach named")
    if part.value is None:
        return f"{name}: {amount(part.numerator)}"
    text = f"{name}: {with_unit(part.value, unit)} ({amount(part.numerator)}/{amount(part.denominator)})"
    return text if part.score is None else f"{text}, " + _("score {score}").format(score=part.score)


def figure_line(part: Part) -> str:
    """A second figure by its name; one that is not known by name is shown by its id."""
    name = _(_FIGURES[part.id]) if part.id in _FIGURES else part.id
    made_of = f"{amount(part.numerator)}/{amount(part.denominator)}"
    if part.id in _PLAIN or part.value is None:
        return f"{name}: {amount(part.numerator) if part.id == 'full_time' else made_of}"
    unit = Unit.DAYS if part.id in _DAYS else Unit.PERCENT
    return f"{name}: {with_unit(part.value, unit)} ({made_of})"
