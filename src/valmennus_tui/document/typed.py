"""From typed texts to field values and to what is written into the cell.

What a cell's own drop-down list holds is what gets written: ``kyllä`` in a list of ``kyllä, ei``, the list's
spelling of a choice, a number from a list of numbers. Without a list the column's habit decides (``x``,
``k``; codes as numbers), else the Finnish word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from valmennus_tui.document.entries import Entry, Place
from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.schema import FieldKind, FieldSpec, RecordKind, client_field, field_spec
from valmennus_tui.domain.values import FieldValue, Unclear
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import CellError, CellValue, NewValue
from valmennus_tui.workbook.lists import Choices as CellList
from valmennus_tui.workbook.typed_text import opposite_word, written_yes_no
from valmennus_tui.workbook.values import parse_typed, to_new_value
from valmennus_tui.workbook.yes_no_text import parse_yes_no

ListOf = Callable[[Place], CellList | None]
"""The drop-down list of a cell, None where it has none."""

_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
"""A text that Excel would turn into a whole number and show as it was."""


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
    known = tuple(entries)
    same_kind = [entry for entry in known if entry.kind is kind]
    for name, text in texts.items():
        spec = known_field(kind, name)
        if name not in places:
            raise UsageError(
                _("This workbook has no column for the field {field}.").format(field=name), reason="no_column"
            )
        column = [entry.cells[name].value for entry in same_kind if name in entry.cells]
        if name == client_field(kind) and not any(column):
            column = [entry.cells["code"].value for entry in known if entry.kind is RecordKind.CLIENT]
        found[name] = understand(text, spec, list_of(places[name]), choices, same_kind, column)
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
    text: str,
    spec: FieldSpec,
    cell_list: CellList | None,
    choices: Choices,
    entries: Iterable[Entry],
    column: Iterable[CellValue] = (),
) -> Typed:
    """One text understood for a field whose cell has ``cell_list``; ``column`` is what stands in its column,
    ``entries`` the records of the same kind.
    """
    listed = cell_list.values if cell_list is not None and spec.kind is FieldKind.CHOICE else None
    value = parse_typed(text, spec, choices=choices, listed=listed)
    if isinstance(value, Unclear) and _allowed_by_hand(value, cell_list):
        value = text.strip()
    new = None if isinstance(value, Unclear) else _written(value, spec, cell_list, entries)
    if spec.kind is FieldKind.CODE and isinstance(new, str) and are_numbers(column):
        new = as_number(new)
    return Typed(spec, text, value, new)


def _allowed_by_hand(value: Unclear, cell_list: CellList | None) -> bool:
    """A list that only warns takes other texts too, as Excel does."""
    return value.reason == "not_in_list" and cell_list is not None and not cell_list.exact


def _written(
    value: FieldValue, spec: FieldSpec, cell_list: CellList | None, entries: Iterable[Entry]
) -> NewValue:
    if isinstance(value, bool):
        yes, no = _words(cell_list) or _habit(spec.name, entries) or written_yes_no()
        return _behind(to_new_value(value, yes, no), cell_list)
    return _behind(to_new_value(value), cell_list)


def _behind(written: NewValue, cell_list: CellList | None) -> NewValue:
    """What Excel itself enters when the text is chosen from the cell's list: the value behind it.

    From a list that stands in the rule itself Excel enters numbers as if they were typed.
    """
    if cell_list is None or cell_list.values is None or written not in cell_list.values:
        return written
    if cell_list.case_matters:
        return as_number(str(written))
    behind = cell_list.cells[cell_list.values.index(str(written))]
    return written if isinstance(behind, time | CellError) or behind is None else behind


def are_numbers(column: Iterable[CellValue]) -> bool:
    """Whether a column of codes holds numbers only: Excel's own look-ups would miss a text among them."""
    filled = [value for value in column if value not in (None, "")]
    return bool(filled) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in filled
    )


def as_number(text: str) -> NewValue:
    """A text of digits as the whole number that Excel would make of it; any other as it is."""
    return int(text) if _WHOLE.fullmatch(text) else text


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
    no = opposite_word(str(yes))
    return no.upper() if no is not None and str(yes).isupper() else no
