"""``docs/keys.md``, generated from the registry."""

from __future__ import annotations

from valmennus_tui.i18n import _
from valmennus_tui.tui.actions import Action, Scope, actions_of, scope_title
from valmennus_tui.tui.keys import key_name


def keys_markdown() -> str:
    """The page of all keys in the language in force, as Markdown; ends with a line break."""
    heads = (_("Key"), _("Action"), _("What it does"))
    parts = ["# " + _("Keys"), _("This page is generated from the program's table of actions.")]
    for scope in Scope:
        lines = [
            f"## {scope_title(scope)}",
            "| " + " | ".join(heads) + " |",
            "| --- | --- | --- |",
        ]
        lines += [_row(action) for action in actions_of([scope])]
        parts.append("\n".join([lines[0], "", *lines[1:]]))
    return "\n\n".join(parts) + "\n"


def _row(action: Action) -> str:
    keys = ", ".join(key_name(key) for key in action.keys)
    undoable = " " + _("(Can be undone.)") if action.undoable else ""
    return f"| {keys} | {action.shown_label} | {action.shown_help}{undoable} |"
