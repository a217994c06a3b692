"""Criterion 22: written plans for support during the job. They only limit the score."""

from __future__ import annotations

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, limited
from valmennus_tui.domain.evidence.plans import support_plans_count
from valmennus_tui.domain.evidence.scene import Scene, refs
from valmennus_tui.domain.evidence.texts import lacking, left_out, missing, no_records, percent
from valmennus_tui.domain.indicators.figures import rounded
from valmennus_tui.i18n import _, format_date


def support_plans(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 22: working clients with a plan divided by working clients past the grace.

    Below 100 per cent the score is at most the one that the written-plan rule names; above that it is for
    people to judge.
    """
    plan = criterion.written_plan
    highest = criterion.anchors[0].score
    below = plan.below if plan else highest
    text = _(
        "Working clients with a written support plan on {day} divided by working clients whose job has"
        " lasted more than {grace} days; below 100 % at most {below}. Judge the support itself yourself."
    )
    text = text.format(day=format_date(scene.day), grace=scene.rules.plan_grace_days, below=below)
    rule = ("support_plans", text)
    needs = scene.lacks("employment.support_plan")
    plans = support_plans_count(scene)
    known = (*plans.with_plan, *plans.without)
    if needs or not known:
        nothing = no_records(_("No working client's job has lasted past the grace."))
        needs = needs or (("employment.support_plan",) if plans.unknown else ("employment",))
        return missing(
            criterion, *rule, needs, nothing if needs == ("employment",) else left_out(refs(plans.unknown))
        )
    value = percent(len(plans.with_plan), len(known))
    status, cap = limited(below if plans.without else highest, highest)
    return Evidence(
        criterion.number,
        status,
        *rule,
        unit=criterion.unit,
        numerator=len(plans.with_plan),
        denominator=len(known),
        value=value,
        rounded=rounded(value),
        cap=cap,
        warnings=(*left_out(refs(plans.unknown)), *lacking(scene, "employment.support_plan")),
        rows=refs(known),
        against=refs(plans.without),
        plans=plans.all,
    )
