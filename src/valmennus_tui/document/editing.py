"""Edits: from a draft or a record to a step of the history, and carrying a step out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from valmennus_tui.document import placing
from valmennus_tui.document.drafts import Draft, changes, make_draft
from valmennus_tui.document.entries import COACHED, Entry, Place
from valmennus_tui.document.history import CellStep, GrowthStep, Step
from valmennus_tui.document.renaming import edit_of, followers
from valmennus_tui.document.source import Source
from valmennus_tui.domain.schema import COACH_KINDS, RecordKind, client_field, kind_label
from valmennus_tui.errors import InvalidEdit, ProtectedData, Unrecognised
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref, quote_sheet
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.checks import check_edit, why_not

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document


def places_for(
    document: Document, kind: RecordKind, entry: Entry | None, client: str | None
) -> Mapping[str, Place]:
    """The cells of a record's fields; of a new record, those it would go to.

    Raises Unrecognised (no layout for it), CellRefused (no blank row left).
    """
    return entry.places if entry is not None else placing.new_places(home_of(document, kind), kind, client)


def home_of(document: Document, kind: RecordKind) -> Source:
    """The open file that has a place for records of a kind. Raises Unrecognised."""
    for source in document.sources.values():
        if source.recognition.of_kind(kind):
            return source
    if not document.recognised:
        raise Unrecognised(" ".join(document.missing), path=document.path)
    if kind is RecordKind.CONTACT:
        document.require_whole()
        from valmennus_tui.document.companion import no_home_sentence

        raise Unrecognised(no_home_sentence(document.path), reason="no_contact_area", path=document.path)
    raise Unrecognised(
        _("This workbook has no place for the records “{kind}”.").format(kind=kind_label(kind)),
        reason="no_area",
        path=document.path,
    )


def given(document: Document, kind: RecordKind, client: str | None) -> dict[str, str]:
    """The texts that a new record starts with: whose it is and whose work."""
    texts = {} if client is None else {client_field(kind): client}
    if kind in COACHED and document.coach is not None:
        texts["coach"] = document.coach
    return texts


def owner(entry: Entry | None, client: str | None) -> str | None:
    """The client code of a form's record."""
    return client if entry is None else entry.record.client_code


def refusals(document: Document, places: Mapping[str, Place]) -> dict[str, str]:
    """Why fields cannot be written (formulas, locked cells), as sentences by field."""
    found = {}
    for name, place in places.items():
        refused = why_not(document.sources[place.source].view, place.sheet, place.ref)
        if refused is not None:
            found[name] = refused.message
    return found


def draft(
    document: Document, kind: RecordKind, key: str | None, texts: Mapping[str, str], client: str | None
) -> Draft:
    """A record as typed, checked. For a new record of a client her code is filled in."""
    entry = None if key is None else document.entry(key)
    if entry is None and client is None and kind is not RecordKind.CLIENT and kind in COACH_KINDS:
        client = texts.get(client_field(kind)) or None
    places = places_for(document, kind, entry, client)
    field = client_field(kind)
    if entry is None and client is not None and field in places:
        texts = {field: client, **texts}
    if entry is None and kind in COACHED and "coach" in places and document.coach is not None:
        texts = _with_coach(document, places["coach"], document.coach, texts)
    if field in texts and field not in places and texts[field] == owner(entry, client):
        texts = {name: text for name, text in texts.items() if name != field}
    return make_draft(document, kind, entry, places, texts, client)


def _with_coach(document: Document, place: Place, coach: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a new record with its coach, unless the prepared row has one (or a formula) already."""
    view = document.sources[place.source].view
    if texts.get("coach", coach) != coach:
        return dict(texts)
    if view.sheet(place.sheet).cell(place.ref).is_blank and why_not(view, place.sheet, place.ref) is None:
        return {"coach": coach, **texts}
    return {name: text for name, text in texts.items() if name != "coach"}


def add_step(document: Document, made: Draft) -> Step:
    """The step that adds a drafted record. Raises InvalidEdit, CellRefused."""
    made.require_valid()
    source = home_of(document, made.kind)
    values = {name: each.new for name, each in made.typed.items() if each.new is not None}
    edits, growths = placing.placement(source, made.kind, values, made.client)
    return Step(
        _("Add: {kind}").format(kind=kind_label(made.kind)),
        _steps(source, edits),
        tuple(GrowthStep(source.name, growth) for growth in growths),
    )


def set_step(document: Document, made: Draft) -> Step:
    """The step that changes a record's fields; with a client code those of her records change too.

    Raises InvalidEdit, CellRefused.
    """
    entry = made.entry
    assert entry is not None
    made.require_valid()
    edits = [
        CellEdit(made.places[name].sheet, made.places[name].ref, each.new)
        for name, each in made.typed.items()
        if changes(entry, each)
    ]
    steps = _steps(document.sources[entry.source], edits)
    values = {name: each.value for name, each in made.typed.items()}
    for follower, code in followers(document, entry, values):
        found = edit_of(follower, code)
        if found is not None:
            steps += _steps(document.sources[found[0]], [found[1]])
    return Step(_("Change: {kind}").format(kind=kind_label(made.kind)), steps)


def remove_step(document: Document, entry: Entry) -> Step:
    """The step that blanks a record's input cells.

    Raises ProtectedData for a client who still has records: they would be left without a client.
    """
    if entry.kind is RecordKind.CLIENT and document.records_of(entry.key):
        raise ProtectedData(
            _(
                "This client still has employments, studies or contacts. Remove those first, or erase the"
                " client with everything about her."
            ),
            reason="has_records",
            sheet=entry.sheet,
        )
    source = document.sources[entry.source]
    return Step(
        _("Remove: {kind}").format(kind=kind_label(entry.kind)),
        _steps(source, placing.removal(source, entry)),
    )


def cell_step(document: Document, sheet: str, ref: Ref, value: NewValue) -> Step:
    """The step that writes one raw cell of the workbook. Raises CellRefused."""
    place = f"{quote_sheet(sheet)}!{ref}"
    return Step(_("Cell {place}").format(place=place), _steps(document.main, [CellEdit(sheet, ref, value)]))


def _steps(source: Source, edits: list[CellEdit]) -> tuple[CellStep, ...]:
    for edit in edits:
        check_edit(source.view, edit)
    return source.steps(edits)


def no_record(anchor: Place) -> InvalidEdit:
    """The refusal of an edit after which no record would be read where it was made."""
    return InvalidEdit(
        _(
            "Nothing that is read as a record would stand in the row: it would be blank or look like an"
            " example. To take a record out, remove it."
        ),
        reason="no_record",
        sheet=anchor.sheet,
        cell=str(anchor.ref),
    )


def carry_out(document: Document, step: Step, *, back: bool = False) -> None:
    """Make the cells hold what they hold after the step, or before it."""
    for growth in step.growths:
        document.sources[growth.source].grow(growth.growth, back=back)
    for cell in step.cells:
        place = (cell.sheet, cell.ref)
        document.sources[cell.source].put(place, cell.before if back else cell.after)
