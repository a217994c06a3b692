"""The registry: every key usable on a Finnish keyboard and in every terminal, every action reachable."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import valmennus_tui.tui as tui
from valmennus_tui import i18n
from valmennus_tui.tui.actions import ACTIONS, Action, Scope, action, actions_of, is_registered, scope_title
from valmennus_tui.tui.footer import is_typed, offers
from valmennus_tui.tui.keys import ALTGR, EATEN, EXCEPTION, key_name
from valmennus_tui.tui.keys_page import keys_markdown

_TEXTUAL_KEYS = {"tab", "shift+tab"}


def nodes() -> Iterator[type[DOMNode]]:
    """Every widget, screen and program class of the package."""
    for module in pkgutil.walk_packages(tui.__path__, tui.__name__ + "."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, DOMNode) and found.__module__ == module.name:
                yield found


NODES = list(dict.fromkeys(nodes()))


def bound(node: type[DOMNode]) -> list[Binding]:
    return list(Binding.make_bindings(node.__dict__.get("BINDINGS", ())))


@pytest.mark.parametrize("found", ACTIONS, ids=lambda found: found.id)
def test_no_key_needs_altgr(found: Action) -> None:
    assert not set(found.keys) & ALTGR


@pytest.mark.parametrize("found", ACTIONS, ids=lambda found: found.id)
def test_no_key_is_eaten_by_terminals_tmux_or_editors(found: Action) -> None:
    eaten = set(found.keys) & set(EATEN)
    assert eaten <= {EXCEPTION}
    assert set(found.keys) - {EXCEPTION}, "F1 needs a twin"


@pytest.mark.parametrize("found", ACTIONS, ids=lambda found: found.id)
def test_every_action_has_a_route_without_control_keys(found: Action) -> None:
    plain = [key for key in found.keys if "+" not in key]
    assert plain or found.scope in (Scope.TEXT, Scope.GRID)


def test_ids_are_unique_and_words_are_there() -> None:
    assert max(Counter(found.id for found in ACTIONS).values()) == 1
    for found in ACTIONS:
        assert found.keys
        assert found.label
        assert found.help.endswith(".")
        assert action(found.id) is found


def test_what_is_bound_is_in_the_registry() -> None:
    for node in NODES:
        for binding in bound(node):
            if binding.key in _TEXTUAL_KEYS and binding.action.startswith("app.focus_"):
                continue
            assert is_registered(binding.action), (node, binding)
            assert binding.key in action(binding.action).keys
            assert binding.description == ""


def test_every_action_is_bound_and_has_its_method() -> None:
    places = {binding.action: node for node in NODES for binding in bound(node)}
    for found in ACTIONS:
        assert found.id in places, found.id
        node = places[found.id]
        owners = [other for other in NODES if issubclass(other, node)]
        assert any(callable(getattr(owner, f"action_{found.id}", None)) for owner in owners), found.id


def test_everything_but_movement_and_typing_is_in_the_palette() -> None:
    moving = {
        Scope.GRID,
        Scope.TEXT,
        Scope.CHOICE,
        Scope.DATE,
        Scope.FILTER,
        Scope.DIALOG,
        Scope.PALETTE,
        Scope.HELP,
    }
    for found in ACTIONS:
        assert found.in_palette or found.scope in moving or found.id in ("form_next", "form_previous")


def test_no_textual_binding_of_its_own_is_inherited() -> None:
    """Textual's bindings carry English words, and keys that we do not use."""
    for node in NODES:
        if issubclass(node, Screen):
            keys = {
                binding.key
                for base in node.__mro__
                for binding in bound(base)
                if base.__module__.startswith(tui.__name__)
            }
            assert "ctrl+c" not in keys
            assert "ctrl+q" not in keys


@pytest.mark.parametrize(
    "screen", [node for node in NODES if getattr(node, "SCOPES", ()) and issubclass(node, Screen)]
)
def test_keys_of_a_screen_do_not_clash(screen: type[Screen[object]]) -> None:
    scopes = (*screen.SCOPES, Scope.APP)  # type: ignore[attr-defined]
    # what a screen has for itself goes before what holds everywhere; within one scope a key is used once
    for scope in {*scopes, Scope.GRID, Scope.TEXT, Scope.FILTER}:
        keys = Counter(key for found in actions_of([scope]) for key in found.keys)
        assert all(count == 1 for count in keys.values()), scope
    moving = {key for found in actions_of([Scope.GRID]) for key in found.keys}
    for scope in scopes:
        own = {key for found in actions_of([scope]) for key in found.keys}
        if scope is not Scope.FORM:
            assert not own & moving, scope
    hidden = (
        {key for found in actions_of([Scope.DOCUMENT]) for key in found.keys}
        if Scope.DOCUMENT in scopes
        else set()
    )
    for found in actions_of([screen.SCOPES[0]]):  # type: ignore[attr-defined]
        assert not set(found.keys) & hidden - {"escape"} or found.scope is Scope.SAVE, found.id


@pytest.mark.parametrize(
    "screen", [node for node in NODES if getattr(node, "SCOPES", ()) and issubclass(node, Screen)]
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_two_actions_of_a_place_are_called_the_same(screen: type[Screen[object]], language: str) -> None:
    i18n.set_language(language)
    scopes = (*screen.SCOPES, Scope.APP)  # type: ignore[attr-defined]
    labels = Counter(found.shown_label for found in actions_of(scopes) if found.in_palette)
    assert [label for label, count in labels.items() if count > 1] == []


def test_the_footer_offers_no_key_that_does_something_else_here() -> None:
    shown = {
        offer.action.id for offer in offers([Scope.HELP, Scope.APP], lambda _id: True, 200, typing=False)
    }
    assert "help_close" in shown
    assert "quit" not in shown, "q closes the help"
    usual = {
        offer.action.id for offer in offers([Scope.START, Scope.APP], lambda _id: True, 200, typing=False)
    }
    assert "quit" in usual


@pytest.mark.parametrize("language", ["fi", "sv", "en", i18n.PSEUDO])
@pytest.mark.parametrize("width", [40, 79, 119])
def test_a_footer_fits_and_keeps_help_and_actions(language: str, width: int) -> None:
    i18n.set_language(language)
    for scope in Scope:
        shown = offers([scope, Scope.APP], lambda _id: True, width, typing=False)
        assert all(offer.end <= width for offer in shown) or width == 40
        assert {"help", "palette"} <= {offer.action.id for offer in shown}


def test_while_typing_the_footer_names_no_key_that_would_be_typed() -> None:
    for scope in Scope:
        shown = offers([scope, Scope.APP], lambda _id: True, 200, typing=True)
        for offer in shown:
            assert any(key_name(key) == offer.key and not is_typed(key) for key in offer.action.keys)


def test_the_page_of_keys_names_every_action() -> None:
    page = keys_markdown()
    assert page.startswith("# Näppäimet\n")
    assert page.endswith("|\n")
    for found in ACTIONS:
        assert found.shown_label in page
        assert found.shown_help in page
    for scope in Scope:
        assert f"## {scope_title(scope)}\n" in page


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("f8", "F8"),
        ("ctrl+s", "Ctrl+S"),
        ("question_mark", "?"),
        ("n", "n"),
        ("shift+tab", "Shift+Sarkain"),
        ("plus", "+"),
    ],
)
def test_key_names(key: str, name: str) -> None:
    assert key_name(key) == name
