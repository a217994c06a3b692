"""Criterion 16: whether employer contacts follow the clients' plans, and whether the plans exist."""

from __future__ import annotations

from dataclasses import replace

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Status
from valmennus_tui.domain.evidence.plans import PlanCount, job_search_plans
from valmennus_tui.domain.evidence.scene import ContactRow, Scene, refs
from valmennus_tui.domain.evidence.texts import bounded_score, lacking, left_out, window_text
from valmennus_tui.i18n import _


def matching_contacts(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 16: employer contacts in line with the client's plan; full points need the written plans."""
    plans = job_search_plans(scene)
    needs = scene.lacks("contact.date", "contact.matches_plan")
    plan_column = scene.lacks("client.job_search_plan")
    known, unknown = _by_plan(scene)
    cap = _plan_cap(criterion, plans)
    evidence = Evidence(
        criterion.number,
        Status.MISSING if cap is None else Status.CAP,
        "matching_contacts",
        _text(scene, criterion),
        unit=criterion.unit,
        cap=cap,
        missing=(*(needs or ("contact.matches_plan",)), *plan_column),
        warnings=(*lacking(scene, "contact.matches_plan"), *left_out(refs(plans.unknown)), *_planless(plans)),
        figures=(plans.part(),),
        plans=plans.all,
    )
    if needs or not known:
        return evidence
    matching = [row for row in known if row.contact.matches_plan is True]
    value, whole, score, change = bounded_score(criterion, len(matching), len(known), len(unknown))
    # Without the plans' column the contacts only limit a score that would need the plans.
    open_plans = bool(plan_column) and score > criterion.rule["no_plan_score"]
    return replace(
        evidence,
        status=Status.CAP if open_plans else Status.COMPUTED,
        numerator=len(matching),
        denominator=len(known),
        value=value,
        rounded=whole,
        proposed=None if open_plans else score if cap is None else min(score, cap),
        cap=score if open_plans else cap,
        missing=plan_column,
        warnings=(*left_out(refs(unknown)), *change, *evidence.warnings),
        rows=refs(known),
        against=refs([row for row in known if row.contact.matches_plan is False]),
    )


def _text(scene: Scene, criterion: Criterion) -> str:
    text = _(
        "Employer contacts in line with the client's plan divided by those of which it is known, {window},"
        " rounded to whole per cent. With no plan at all at most {none}, with some missing at most {some}."
    )
    none, some = criterion.rule["no_plan_score"], _some_missing(criterion)
    return text.format(window=window_text(scene), none=none, some=some)


def _some_missing(criterion: Criterion) -> int:
    plan = criterion.written_plan
    return plan.below if plan else criterion.anchors[0].score


def _plan_cap(criterion: Criterion, plans: PlanCount) -> int | None:
    """What the plans allow at most; None where nothing is known to be missing."""
    if plans.none:
        return criterion.rule["no_plan_score"]
    return _some_missing(criterion) if plans.without else None


def _by_plan(scene: Scene) -> tuple[list[ContactRow], list[ContactRow]]:
    """The window's contacts about clients: those of which it is known whether they match, and the others."""
    about = [
        row
        for row in scene.window_contacts
        if row.contact.client_specific is not False and row.contact.has("matches_plan")
    ]
    known = [row for row in about if isinstance(row.contact.matches_plan, bool)]
    return known, [row for row in about if not isinstance(row.contact.matches_plan, bool)]


def _planless(plans: PlanCount) -> list[Note]:
    if not plans.without:
        return []
    part = plans.part()
    message = _("Job seekers with a written job-search plan: {with_plan} of {all} ({share} %).")
    text = message.format(with_plan=part.numerator, all=part.denominator, share=part.rounded)
    return [Note("plans", text, refs(plans.without))]
