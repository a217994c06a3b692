"""Criteria 1 and 4: how many clients a coach has, and which teams they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.choices import Choices, folded
from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status
from valmennus_tui.domain.evidence.scene import Case, Scene, refs
from valmennus_tui.domain.evidence.texts import (
    lacking,
    left_out,
    may_change,
    mean_score,
    missing,
    no_records,
    percent,
)
from valmennus_tui.domain.indicators.figures import rounded
from valmennus_tui.domain.situation import ServiceState
from valmennus_tui.i18n import _, format_date, ngettext


def caseload(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 1: active clients of the day for one full-time coach, the coaches together."""
    text = _(
        "Active clients on {day} divided by the coaches' full-time equivalents, rounded to whole clients."
    )
    rule = ("caseload", text.format(day=format_date(scene.day)))
    absent = scene.lacks("client.service_start")
    if absent or not scene.active:
        note = no_records(_("No client is on the caseload on the day of the assessment."))
        return missing(criterion, *rule, absent or ("client",), () if absent else note)
    notes = [*left_out(refs(_uncertain(scene))), *lacking(scene, "client.service_start"), *_elsewhere(scene)]
    shares = {coach: _fte(scene, coach) for coach in _working_coaches(scene)}
    unknown = [coach for coach, fte in shares.items() if fte is None]
    total = sum((fte for fte in shares.values() if fte is not None), Decimal(0))
    parts = tuple(_load(scene, criterion, coach, fte) for coach, fte in shares.items())
    count = len(scene.active)
    if unknown or not total:
        return Evidence(
            criterion.number,
            Status.MISSING,
            *rule,
            unit=criterion.unit,
            numerator=count,
            missing=_needs(unknown),
            warnings=(*_without_share(unknown), *notes),
            rows=refs(scene.active),
            coaches=parts,
        )
    value = Fraction(count) / Fraction(total)
    return Evidence(
        criterion.number,
        Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=count,
        denominator=Fraction(total),
        value=value,
        rounded=rounded(value),
        proposed=criterion.score_for(rounded(value)),
        warnings=tuple(notes),
        rows=refs(scene.active),
        coaches=parts,
    )


def _needs(unknown: Sequence[str]) -> tuple[str, ...]:
    """The columns without which the full-time equivalents are not known."""
    named = ("coach.fte",) if any(unknown) or not unknown else ()
    return (("client.coach",) if "" in unknown else ()) + named


def _uncertain(scene: Scene) -> list[Case]:
    return [case for case in scene.cases if case.now.state is ServiceState.UNCERTAIN]


def _fte(scene: Scene, coach: str) -> Decimal | None:
    term = scene.term(coach) if coach else None
    return term.fte if term and isinstance(term.fte, Decimal) else None


def _working_coaches(scene: Scene) -> tuple[str, ...]:
    """The coaches with clients on the day, and those with a workbook whose share is known."""
    with_clients = {case.coach for case in scene.active}
    return tuple(coach for coach in scene.coaches if coach in with_clients or _fte(scene, coach) is not None)


def _load(scene: Scene, criterion: Criterion, coach: str, fte: Decimal | None) -> Part:
    own = [case for case in scene.active if case.coach == coach]
    if not fte:
        return Part(coach, len(own), 0, None, rows=refs(own))
    value = Fraction(len(own)) / Fraction(fte)
    whole = rounded(value)
    return Part(coach, len(own), Fraction(fte), value, whole, criterion.score_for(whole), refs(own))


def _without_share(coaches: Sequence[str]) -> list[Note]:
    named = [coach for coach in coaches if coach]
    notes = []
    if named:
        message = _(
            "The share of full-time work is not known for: {coaches}. It is never taken for full time."
        )
        notes.append(Note("coach_fte", message.format(coaches=", ".join(named))))
    if len(named) < len(coaches):
        notes.append(Note("client_coach", _("Some clients have no coach in the workbook.")))
    return notes


def _elsewhere(scene: Scene) -> list[Note]:
    """Coaches of the team in force on the day whose workbooks are not among the sources: their time is not
    counted, since their clients are not.
    """
    others = [term.code for term in scene.team.on(scene.day) if term.code not in scene.coaches]
    if not others:
        return []
    message = ngettext(
        "{count} coach of the team has no workbook here and is left out: {coaches}.",
        "{count} coaches of the team have no workbook here and are left out: {coaches}.",
        len(others),
    )
    return [Note("elsewhere", message.format(count=len(others), coaches=", ".join(others)))]


def linked_teams(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 4: clients from the one or two teams that the coach is attached to, coach by coach."""
    text = _(
        "Clients on {day} who come from the coach's one or two teams, divided by the clients whose team is"
        " known; with more teams at most {score}. The mean of the coaches' scores."
    )
    score = criterion.rule["many_teams_score"]
    rule = ("linked_teams", text.format(day=format_date(scene.day), score=score))
    absent = scene.lacks("client.linked_team")
    known = [case for case in scene.active if isinstance(case.client.linked_team, str)]
    if absent or not known:
        note = no_records(_("No client on the caseload has a linked team."))
        return missing(criterion, *rule, absent or ("client.linked_team",), () if absent else note)
    unknown = [case for case in scene.active if not isinstance(case.client.linked_team, str)]
    coaches = tuple(dict.fromkeys(case.coach for case in known))
    attached = {coach: _attached(scene, coach) for coach in coaches}
    rated = [_Rated(criterion, coach, known, unknown, attached[coach]) for coach in coaches]
    count = sum(one.inside for one in rated)
    value = percent(count, len(known))
    told = all(attached.values())
    mean = mean_score([one.score for one in rated])
    low, high = (rounded(mean_score([one.bounds[side] for one in rated])) for side in (0, 1))
    return Evidence(
        criterion.number,
        Status.COMPUTED if told else Status.MISSING,
        *rule,
        unit=criterion.unit,
        numerator=count,
        denominator=len(known),
        value=value,
        rounded=rounded(value),
        mean=mean if told else None,
        proposed=rounded(mean) if told else None,
        missing=() if told else ("coach.linked_teams",),
        warnings=(*left_out(refs(unknown)), *(may_change(low, high) if told else [])),
        rows=refs(known),
        against=refs([case for one in rated for case in one.outside]),
        coaches=tuple(one.part(told=bool(attached[one.coach])) for one in rated),
    )


def _attached(scene: Scene, coach: str) -> frozenset[str]:
    """The teams that the coach is attached to; empty where the team's data do not tell."""
    term = scene.term(coach)
    lists = scene.sources[0].records.choices
    return frozenset(_plain(team, lists) for team in term.linked_teams) if term else frozenset()


class _Rated:
    """One coach's clients by team.

    Where the attached teams are not told, the commonest stand in: then the share is shown but not scored.
    """

    def __init__(
        self,
        criterion: Criterion,
        coach: str,
        known: Sequence[Case],
        unknown: Sequence[Case],
        attached: frozenset[str],
    ) -> None:
        self.coach = coach
        self.own = [case for case in known if case.coach == coach]
        most = criterion.rule["most_teams"]
        named = {case.ref: _team(case) for case in self.own}
        counts = Counter(team for team in named.values() if not attached or team in attached)
        best = {team for team, _count in counts.most_common(most)}
        self.outside = [case for case in self.own if named[case.ref] not in best]
        self.inside = len(self.own) - len(self.outside)
        self.value = percent(self.inside, len(self.own))
        top = criterion.rule["many_teams_score"] if len(attached) > most else criterion.anchors[0].score
        more = sum(case.coach == coach for case in unknown)
        shares = (
            self.value,
            percent(self.inside, len(self.own) + more),
            percent(self.inside + more, len(self.own) + more),
        )
        scores = [min(criterion.score_for(rounded(one)), top) for one in shares]
        self.score, self.bounds = scores[0], (scores[1], scores[2])

    def part(self, *, told: bool) -> Part:
        """The coach's figure, scored only where the attached teams are told."""
        score = self.score if told else None
        return Part(
            self.coach, self.inside, len(self.own), self.value, rounded(self.value), score, refs(self.own)
        )


def _team(case: Case) -> str:
    """A client's team in the form in which teams are compared."""
    return _plain(str(case.client.linked_team), case.source.records.choices)


def _plain(text: str, lists: Choices) -> str:
    """A team's name for comparison: the list's own text, or the text itself."""
    known = lists.get("linked_team")
    choice = known.find(text) if known else None
    return folded(choice.text if choice else text)
