"""Which actions the last line offers, and where each stands. No drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from valmennus_tui.tui.actions import Action, Scope, action, actions_of
from valmennus_tui.tui.keys import key_name

ALWAYS = ("save", "help", "palette", "quit")
"""Kept even where there is little room: from these everything else is found."""

_GAP = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry of the footer."""

    action: Action
    key: str
    label: str
    start: int

    @property
    def end(self) -> int:
        return self.start + cell_len(self.key) + 1 + cell_len(self.label)


def usable_key(found: Action, *, typing: bool) -> str | None:
    """The key to name: while text is being typed, not one that would be typed itself."""
    keys = [key for key in found.keys if not (typing and is_typed(key))]
    return keys[0] if keys else None


def is_typed(key: str) -> bool:
    """Whether a key writes a character into a text field."""
    return len(key) == 1 or key in ("question_mark", "slash", "plus", "minus", "full_stop", "comma", "space")


def offers(
    scopes: Iterable[Scope], available: Callable[[str], bool], width: int, *, typing: bool
) -> list[Offer]:
    """The entries that fit: those of the place first, help, actions and quit always at the end."""
    held = actions_of(scopes := tuple(scopes))
    last = [
        found
        for found in map(_entry(typing), map(action, ALWAYS))
        if found and found[0] in held and available(found[0].id) and not _shadowed(found[0], held, available)
    ]
    room = width - sum(_width(entry) for entry in last)
    taken: list[tuple[Action, str, str]] = []
    keys_taken: set[str] = set()
    for found in actions_of(scopes):
        entry = _entry(typing)(found)
        if not found.in_footer or found.id in ALWAYS or entry is None or not available(found.id):
            continue
        if entry[1] in keys_taken or _width(entry) > room:
            continue
        taken.append(entry)
        keys_taken.add(entry[1])
        room -= _width(entry)
    return _placed([*taken, *last])


def _shadowed(found: Action, held: Sequence[Action], available: Callable[[str], bool]) -> bool:
    """Whether every key of an action does something else here: a nearer scope has it."""
    nearer = {key for each in held[: held.index(found)] if available(each.id) for key in each.keys}
    return nearer.issuperset(found.keys)


def _entry(typing: bool) -> Callable[[Action], tuple[Action, str, str] | None]:
    def entry(found: Action) -> tuple[Action, str, str] | None:
        key = usable_key(found, typing=typing)
        return None if key is None else (found, key_name(key), found.shown_label)

    return entry


def _width(entry: tuple[Action, str, str]) -> int:
    return cell_len(entry[1]) + 1 + cell_len(entry[2]) + _GAP


def _placed(entries: Sequence[tuple[Action, str, str]]) -> list[Offer]:
    found, x = [], 0
    for entry in entries:
        found.append(Offer(*entry, start=x))
        x += _width(entry)
    return found
