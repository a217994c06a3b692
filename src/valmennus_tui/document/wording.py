"""Words for states and alarms, shared by the screens and their plain twins."""

from __future__ import annotations

from valmennus_tui.domain.alarms import Alarm, AlarmKind
from valmennus_tui.domain.situation import ServiceState, Situation
from valmennus_tui.i18n import _, ngettext, pgettext


def state_word(state: ServiceState) -> str:
    """A service state in a word."""
    words = {
        ServiceState.REFERRED: pgettext("service state", "referred"),
        ServiceState.UPCOMING: pgettext("service state", "upcoming"),
        ServiceState.ACTIVE: pgettext("service state", "active"),
        ServiceState.ENDED: pgettext("service state", "ended"),
        ServiceState.UNCERTAIN: pgettext("service state", "unclear"),
    }
    return words[state]


def status_words(now: Situation) -> str:
    """What a client does now: working, seeking, studying (they overlap), or the state of the service."""
    if not now.active:
        return state_word(now.state)
    words = [
        word
        for holds, word in (
            (now.working, pgettext("client status", "working")),
            (now.seeking, pgettext("client status", "seeking")),
            (now.studying, pgettext("client status", "studying")),
        )
        if holds
    ]
    return " + ".join(words)


def alarm_sentence(alarm: Alarm) -> str:
    """An alarm as a sentence."""
    days = alarm.days if alarm.days is not None else 0
    if alarm.kind is AlarmKind.FIRST_CONTACT:
        return ngettext(
            "Waiting for the first employer contact for {n} day.",
            "Waiting for the first employer contact for {n} days.",
            days,
        ).format(n=days)
    if alarm.kind is AlarmKind.JOB_SEARCH_PLAN:
        return _("The written job-search plan is missing.")
    if alarm.kind is AlarmKind.SUPPORT_PLAN:
        return _("The written plan for support during the job is missing.")
    if alarm.kind is AlarmKind.SUBSIDY_ENDING:
        return ngettext(
            "The wage subsidy ends in {n} day.", "The wage subsidy ends in {n} days.", days
        ).format(n=days)
    return ngettext("The job ends in {n} day.", "The job ends in {n} days.", days).format(n=days)


def alarm_word(alarm: Alarm) -> str:
    """An alarm in a word or two, for a narrow column."""
    days = alarm.days if alarm.days is not None else 0
    words = {
        AlarmKind.FIRST_CONTACT: pgettext("alarm", "no contact {n} d"),
        AlarmKind.JOB_SEARCH_PLAN: pgettext("alarm", "no search plan"),
        AlarmKind.SUPPORT_PLAN: pgettext("alarm", "no support plan"),
        AlarmKind.SUBSIDY_ENDING: pgettext("alarm", "subsidy ends {n} d"),
        AlarmKind.JOB_ENDING: pgettext("alarm", "job ends {n} d"),
    }
    return words[alarm.kind].format(n=days)
