"""Forms: the fields of one record with what stands in them, what may be chosen, and what may be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from valmennus_tui.document.entries import Entry, Place
from valmennus_tui.document.typed import ListOf
from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.record import Oddity
from valmennus_tui.domain.schema import FieldKind, FieldSpec, RecordKind, fields
from valmennus_tui.i18n import _
from valmennus_tui.workbook.lists import doubt_sentence
from valmennus_tui.workbook.values import display

_AS_WRITTEN = frozenset({Oddity.TEXT_DATE, Oddity.TWO_DIGIT_YEAR, Oddity.TEXT_NUMBER})


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    ``text`` is what stands in it as it would be typed. ``choices`` are what a drop-down offers (None: none);
    ``note`` says why a list that Excel has cannot be offered. ``why_not`` says why the field cannot be
    written; None where it can.
    """

    spec: FieldSpec
    text: str
    choices: tuple[str, ...] | None = None
    note: str | None = None
    why_not: str | None = None

    @property
    def writable(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an existing record (``key``) or of a new one, for a client's record with her code."""

    kind: RecordKind
    key: str | None
    fields: tuple[FormField, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


def build_form(
    kind: RecordKind,
    entry: Entry | None,
    places: Mapping[str, Place],
    refusals: Mapping[str, str],
    list_of: ListOf,
    choices: Choices,
    today: date,
    given: Mapping[str, str],
) -> Form:
    """The form over ``places``: fields that the workbook has no place for are left out.

    ``refusals`` are the sentences that say why a field cannot be written, ``given`` the texts that a new
    record starts with.
    """
    found = []
    for spec in fields(kind):
        if spec.name not in places:
            continue
        text = given.get(spec.name, "") if entry is None else _stands(entry, spec)
        offered, note = _offered(spec, places[spec.name], list_of, choices, today)
        found.append(FormField(spec, text, offered, note, refusals.get(spec.name)))
    return Form(kind, entry.key if entry else None, tuple(found), {f.spec.name: f.text for f in found})


def _stands(entry: Entry, spec: FieldSpec) -> str:
    """What stands in a field: as the cell has it where Excel cannot use that, so that it can be corrected."""
    if entry.record.oddities.get(spec.name) in _AS_WRITTEN:
        return entry.raw[spec.name]
    return display(entry.record.get(spec.name), spec)


def _offered(
    spec: FieldSpec, place: Place, list_of: ListOf, choices: Choices, today: date
) -> tuple[tuple[str, ...] | None, str | None]:
    """What the drop-down offers: the cell's own list, else the shipped list of the field."""
    own = list_of(place)
    if own is not None and own.values is not None:
        return tuple(value for value in own.values if value), None
    note = None if own is None or own.why is None else doubt_sentence(own.why)
    if spec.kind is FieldKind.YES_NO:
        return (_("yes"), _("no")), note
    known = choices.get(spec.choices)
    if known is None:
        return None, note
    return tuple(choice.text for choice in known.offered(today)), note
