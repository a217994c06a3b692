"""From typed texts to field values and to what is written into the cell.

What a cell's own drop-down list holds is what gets written: ``kyllä`` in a list of ``kyllä, ei``, the list's
spelling of a choice. Without a list the column's habit decides (``x``, ``k``), else the Finnish word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from valmennus_tui.document.entries import Entry, Place
from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.schema import FieldKind, FieldSpec, RecordKind, field_spec
from valmennus_tui.domain.values import FieldValue, Unclear
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import NewValue
from valmennus_tui.workbook.lists import Choices as CellList
from valmennus_tui.workbook.values import parse_typed, to_new_value
from valmennus_tui.workbook.yes_no_text import parse_yes_no

ListOf = Callable[[Place], CellList | None]
"""The drop-down list of a cell, None where it has none."""

YES, NO = "kyllä", "ei"  # what stands in the official lists; the file's language, not the screen's


@dataclass(frozen=True, slots=True)
class Typed:
    """One field's text understood. ``new`` is None where the value is unclear or blank."""

    spec: FieldSpec
    text: str
    value: FieldValue
    new: NewValue


def understand_all(
    kind: RecordKind,
    texts: Mapping[str, str],
    places: Mapping[str, Place],
    list_of: ListOf,
    choices: Choices,
    entries: Iterable[Entry],
) -> dict[str, Typed]:
    """Each field's text understood. Raises UsageError for a field that the kind or the workbook lacks."""
    found = {}
    same_kind = [entry for entry in entries if entry.kind is kind]
    for name, text in texts.items():
        spec = known_field(kind, name)
        if name not in places:
            raise UsageError(
                _("This workbook has no column for the field {field}.").format(field=name), reason="no_column"
            )
        found[name] = understand(text, spec, list_of(places[name]), choices, same_kind)
    return found


def known_field(kind: RecordKind, name: str) -> FieldSpec:
    """The field's description. Raises UsageError naming the nearest known field."""
    try:
        return field_spec(kind, name)
    except KeyError:
        raise UsageError(_no_field(kind, name), reason="unknown_field") from None


def _no_field(kind: RecordKind, name: str) -> str:
    from difflib import get_close_matches

    from valmennus_tui.domain.schema import field_names

    near = get_close_matches(name, field_names(kind), n=1, cutoff=0.4)
    known = near[0] if near else ", ".join(field_names(kind))
    return _("{kind} has no field {field}; known: {known}.").format(kind=kind.value, field=name, known=known)


def understand(
    text: str, spec: FieldSpec, cell_list: CellList | None, choices: Choices, entries: Iterable[Entry]
) -> Typed:
    """One text understood for a field whose cell has ``cell_list``."""
    listed = cell_list.values if cell_list is not None and spec.kind is FieldKind.CHOICE else None
    value = parse_typed(text, spec, choices=choices, listed=listed)
    if isinstance(value, Unclear) and _allowed_by_hand(value, cell_list):
        value = text.strip()
    return Typed(
        spec, text, value, None if isinstance(value, Unclear) else _written(value, spec, cell_list, entries)
    )


def _allowed_by_hand(value: Unclear, cell_list: CellList | None) -> bool:
    """A list that only warns takes other texts too, as Excel does."""
    return value.reason == "not_in_list" and cell_list is not None and not cell_list.exact


def _written(
    value: FieldValue, spec: FieldSpec, cell_list: CellList | None, entries: Iterable[Entry]
) -> NewValue:
    if not isinstance(value, bool):
        return to_new_value(value)
    yes, no = _words(cell_list) or _habit(spec.name, entries) or (YES, NO)
    return to_new_value(value, yes, no)


def _words(cell_list: CellList | None) -> tuple[NewValue, NewValue] | None:
    """The list's own words for yes and no."""
    if cell_list is None or cell_list.values is None:
        return None
    meant = {parse_yes_no(text): text for text in reversed(cell_list.values)}
    yes = meant.get(True)
    return None if yes is None else (yes, meant.get(False))


def _habit(name: str, entries: Iterable[Entry]) -> tuple[NewValue, NewValue] | None:
    """What the column's other cells use for yes and no, the most frequent of each."""
    words: dict[bool, Counter[tuple[type, NewValue]]] = {True: Counter(), False: Counter()}
    for entry in entries:
        value = entry.record.get(name) if entry.record.has(name) else None
        if isinstance(value, bool) and name in entry.cells:
            held = entry.cells[name].value
            if isinstance(held, str | bool | int):
                words[value][type(held), held] += 1
    if not words[True]:
        return None
    yes = words[True].most_common(1)[0][0][1]
    no = words[False].most_common(1)[0][0][1] if words[False] else _opposite(yes)
    return yes, no


def _opposite(yes: NewValue) -> NewValue:
    """The customary no beside a yes; a column of ``x`` leaves it blank."""
    if isinstance(yes, bool | int):
        return type(yes)(0)
    pairs = {"k": "e", "kyllä": "ei", "ja": "nej", "yes": "no", "1": "0"}
    return pairs.get(str(yes).casefold())
