"""The actions of the team leader's screens: a part of the one registry (``tui.actions``)."""

from __future__ import annotations

from valmennus_tui.i18n import N_
from valmennus_tui.tui.action import Action, Scope
from valmennus_tui.tui.action import make_action as _action

_T, _F, _R, _K = Scope.TEAM, Scope.TEAM_FIGURES, Scope.TEAM_RECORDS, Scope.CONSOLIDATE

TEAM_ACTIONS: tuple[Action, ...] = (
    _action(_T, "team_open", "enter", N_("Rows"), N_("The rows behind the figure, coach or alarm."), "f"),
    _action(
        _T,
        "team_fill_in",
        "b",
        N_("Fill in"),
        N_("Fill in the figures of the team workbook from the coaches' workbooks: first a plan."),
        "f",
    ),
    _action(
        _T, "team_figures", "i", N_("Indicators"), N_("All indicators of a period, coach by coach."), "f"
    ),
    _action(_T, "team_trend", "l", N_("Trend"), N_("The team's indicators quarter by quarter."), "f"),
    _action(
        _T, "team_files", "a", N_("Files"), N_("The files that were read, and what is wrong in them."), "f"
    ),
    _action(_T, "team_coaches", "k", N_("Coaches"), N_("The coaches' share of full time and teams."), "f"),
    _action(_T, "team_log", "w", N_("Work log"), N_("The coaches' hours, meetings and reviews."), "f"),
    _action(_T, "team_folder", "f7 g", N_("Folder"), N_("Read the coaches' workbooks of another folder.")),
    _action(_T, "team_again", "y", N_("Read again"), N_("Read the folder again."), "f"),
    _action(_T, "team_stop", "escape x", N_("Stop reading"), N_("Stop reading the folder."), "f"),
    _action(
        Scope.TEAM_ROWS,
        "team_row_open",
        "enter",
        N_("Show the record"),
        N_("Open the record in its own workbook, to look at."),
        "f",
    ),
    _action(
        Scope.TEAM_ROWS,
        "team_row_filter",
        "f3 slash",
        N_("Filter"),
        N_("Show only the rows that contain what you type."),
        "fo",
    ),
    _action(_F, "figure_open", "enter", N_("Rows"), N_("The rows behind the figure."), "f"),
    _action(_F, "period_next", "plus", N_("Later"), N_("The period after this one."), "f"),
    _action(_F, "period_previous", "minus", N_("Earlier"), N_("The period before this one."), "f"),
    _action(_F, "period_kind", "k", N_("Length"), N_("Month, quarter, half-year or year."), "f"),
    _action(
        Scope.TEAM_FILES,
        "team_file_open",
        "enter",
        N_("Open"),
        N_("Look at the workbook, or choose which of a coach's workbooks counts."),
        "f",
    ),
    _action(
        Scope.TEAM_FINDINGS,
        "team_finding_go",
        "enter",
        N_("Show the record"),
        N_("Open the record in its own workbook, to look at."),
        "f",
    ),
    _action(
        Scope.TEAM_FINDINGS,
        "team_finding_filter",
        "f3 slash",
        N_("Filter"),
        N_("Show only the rows that contain what you type."),
        "fo",
    ),
    _action(
        Scope.TEAM_FINDINGS,
        "team_todo",
        "e",
        N_("To-do lists"),
        N_("Write a list of what to correct for each coach."),
        "f",
    ),
    _action(_R, "team_record_edit", "enter f2 e", N_("Edit"), N_("Edit the chosen line."), "fu"),
    _action(_R, "team_record_add", "n insert", N_("Add"), N_("Add a line to this table."), "fu"),
    _action(_R, "team_record_remove", "d delete", N_("Remove"), N_("Remove the chosen line."), "fu"),
    _action(
        _R,
        "team_record_filter",
        "f3 slash",
        N_("Filter"),
        N_("Show only the rows that contain what you type."),
        "fo",
    ),
    _action(
        _R,
        "team_record_sort",
        "s",
        N_("Sort"),
        N_("Sort by this column; again: backwards; again: file order."),
        "f",
    ),
    _action(_K, "fill_confirm", "f8 ctrl+s", N_("Write and save"), N_("Write these figures and save."), "f"),
    _action(
        _K,
        "conflict_turn",
        "space",
        N_("Keep or replace"),
        N_("Keep what a person has typed in this cell, or replace it."),
        "f",
    ),
    _action(_K, "conflict_keep", "k", N_("Keep all"), N_("Keep everything that a person has typed."), "f"),
    _action(
        _K,
        "conflict_replace",
        "x",
        N_("Replace all"),
        N_("Replace everything that a person has typed and that differs."),
        "f",
    ),
    _action(_K, "planned_open", "enter", N_("Rows"), N_("The rows that the figure was counted from."), "f"),
    _action(_K, "fill_period", "g", N_("Period"), N_("Choose another period."), "f"),
    _action(_K, "fill_cancel", "escape", N_("Cancel"), N_("Go back without writing anything."), "f"),
)
"""In the order in which help and footer show them."""
