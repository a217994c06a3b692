"""The actions of the assessment screens: a part of the one registry (``tui.actions``)."""

from __future__ import annotations

from valmennus_tui.i18n import N_
from valmennus_tui.tui.action import Action, Scope
from valmennus_tui.tui.action import make_action as _action

_H, _A, _C, _V = Scope.ASSESSMENTS, Scope.ASSESS, Scope.CRITERION, Scope.COMPARE

ASSESSMENT_ACTIONS: tuple[Action, ...] = (
    _action(_H, "assessment_open", "enter", N_("Open"), N_("Open the assessment."), "f"),
    _action(_H, "assessment_add", "n insert", N_("New"), N_("Begin a new assessment."), "fu"),
    _action(
        _H, "assessment_edit", "f2 e", N_("Edit"), N_("Edit the day, the assessors and the service."), "fu"
    ),
    _action(_H, "assessment_mark", "x space", N_("Mark"), N_("Mark an assessment to compare with."), "f"),
    _action(_H, "assessment_compare", "w", N_("Compare"), N_("Two assessments side by side."), "f"),
    _action(_H, "assessment_trend", "l", N_("Trend"), N_("Each criterion and the total over time."), "f"),
    _action(
        _H,
        "assessment_remove",
        "d delete",
        N_("Remove"),
        N_("Remove the assessment with all its scores."),
        "u",
    ),
    _action(_A, "score_1", "1", N_("1 point"), N_("Give 1 point."), "u"),
    _action(_A, "score_2", "2", N_("2 points"), N_("Give 2 points."), "u"),
    _action(_A, "score_3", "3", N_("3 points"), N_("Give 3 points."), "u"),
    _action(_A, "score_4", "4", N_("4 points"), N_("Give 4 points."), "u"),
    _action(_A, "score_5", "5", N_("5 points"), N_("Give 5 points."), "u"),
    _action(_A, "score_clear", "0 delete", N_("No score"), N_("Take the score away."), "u"),
    _action(_A, "score_proposed", "h", N_("Proposal"), N_("Give the score that the data propose."), "fu"),
    _action(
        _A, "criterion_open", "enter", N_("Evidence"), N_("All about the criterion and its evidence."), "f"
    ),
    _action(
        _A,
        "criterion_edit",
        "f2 e",
        N_("Write"),
        N_("Write the reason, comment, strength and development action."),
        "fu",
    ),
    _action(_A, "criterion_ticks", "k", N_("Components"), N_("Tick the components that are in place."), "fu"),
    _action(
        _A,
        "unscored_next",
        "plus n",
        N_("Next unscored"),
        N_("Go to the next criterion without a score."),
        "f",
    ),
    _action(
        _A, "band_next", "b", N_("Next level"), N_("What is missing for the next level, cheapest first."), "f"
    ),
    _action(_A, "assess_compare", "w", N_("Compare"), N_("This assessment beside the one before.")),
    _action(_A, "evidence_folder", "f7 g", N_("Evidence folder"), N_("Compute the evidence from a folder.")),
    _action(_A, "evidence_stop", "x", N_("Stop reading"), N_("Stop reading the folder.")),
    _action(
        _C,
        "evidence_row_open",
        "enter",
        N_("Show the record"),
        N_("Open the record in its own workbook, to look at."),
        "f",
    ),
    _action(_C, "criterion_next", "plus", N_("Next criterion"), N_("Go to the next criterion."), "f"),
    _action(
        _C, "criterion_previous", "minus", N_("Previous criterion"), N_("Go to the criterion before."), "f"
    ),
    _action(
        Scope.TICKS, "tick", "space x", N_("Tick"), N_("Tick the component, or take the tick away."), "f"
    ),
    _action(
        _V, "compare_other", "w", N_("Other pair"), N_("Compare with an assessment one step earlier."), "f"
    ),
)
"""In the order in which help and footer show them."""
