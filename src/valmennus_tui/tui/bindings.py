"""Textual bindings drawn from the registry."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from valmennus_tui.tui.actions import Scope, actions_of


def bindings(*scopes: Scope) -> list[BindingType]:
    """The bindings of these scopes for a ``BINDINGS`` class attribute.

    They carry no description: footer, help and palette take their words from the registry, in the language
    in force when they are shown.
    """
    return [
        Binding(
            ",".join(action.keys),
            action.id,
            show=False,
            priority=action.at_once,
            id=f"{action.scope}.{action.id}",
        )
        for action in actions_of(scopes)
    ]
