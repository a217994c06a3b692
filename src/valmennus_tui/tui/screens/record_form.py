"""The form of one record: the template's own lists, and findings while one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.schema import RecordKind, kind_label
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.screens.dialogs import ChoiceDialog
from valmennus_tui.tui.showing import record_name, severity_sign, severity_tone
from valmennus_tui.tui.widgets.choice_box import ChoiceBox
from valmennus_tui.tui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from valmennus_tui.document.forms import Form

STAY, DROP = "stay", "drop"


def show_form(
    screen: BaseScreen,
    kind: RecordKind,
    key: str | None = None,
    *,
    client: str | None = None,
    field: str | None = None,
    then: Callable[[str | None], None] | None = None,
) -> None:
    """Open the form of a record, or of a new one; say on ``screen`` why that cannot be done."""
    try:
        form = screen.session.book.form(kind, key, client)
    except ValmennusError as error:
        screen.complain(error.message)
        return
    screen.app.push_screen(FormScreen(form, client=client, field=field), then)


class FormBody(VerticalScroll, inherit_bindings=False, can_focus=False):
    """The scrolling fields; the arrow keys go from field to field."""


class FormScreen(BaseScreen):
    """Add (``key`` None) or edit a record. Returns its key, or None when left."""

    SCOPES = (Scope.FORM,)
    HELP = N_(
        "Enter or the arrow keys go from field to field. Nothing is put into the workbook before you accept, "
        "and nothing into the file before you save."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.FORM)

    def __init__(self, form: Form, *, client: str | None = None, field: str | None = None) -> None:
        """``client``: whose record is added. ``field``: the field to begin in."""
        super().__init__()
        self.form = form
        self.kind = form.kind
        self._key = key = form.key
        self._client = client
        self._field = field
        self._show_all = key is not None
        self._rows: list[FieldRow] = []

    def compose_body(self) -> ComposeResult:
        with FormBody():
            for field in self.form.fields:
                yield FieldRow(
                    field, self.session.today, mask=self.session.hide_names, given=self._key is None
                )

    def on_mount(self) -> None:
        rows = [row for row in self.rows if row.box is not None]
        wanted = [row for row in rows if row.name_of_field == self._field]
        empty = [row for row in rows if not row.text] if self._key is None else []
        needed = [row for row in empty if row.field.spec.required]
        for row in (wanted or needed or empty or rows)[:1]:
            self._focus(row)
        if self._key is not None:
            self._check()

    @property
    def rows(self) -> list[FieldRow]:
        """The fields in order."""
        if not self._rows:
            self._rows = list(self.query(FieldRow))
        return self._rows

    def place(self) -> str:
        title = _("Edit: {kind}") if self._key else _("New: {kind}")
        who = (self._key or "").partition(":")[2] or self._client or ""
        shown = title.format(kind=kind_label(self.kind))
        return f"{shown} {glyphs().separator} {who}" if who else shown

    def resting_text(self) -> str:
        return _("* must be filled in")

    # --- checking ------------------------------------------------------------------------------------

    @property
    def texts(self) -> dict[str, str]:
        """The fields that differ from what stands in the workbook; when adding, all that are filled in."""
        adding = self._key is None
        return {
            row.name_of_field: row.text
            for row in self.rows
            if row.changed or row.touched or (adding and row.text)
        }

    def on_field_row_edited(self) -> None:
        self._check()

    def _check(self) -> tuple[Finding, ...] | None:
        """Ask the document what it would say of the texts, and show it field by field.

        None where there is no place for the record (another client's card without a blank row, …).
        """
        try:
            findings = self.session.book.check_form(self.kind, self._key, self.texts, self._client)
        except ValmennusError as error:
            self.complain(error.message)
            return None
        for row in self.rows:
            mine = [f for f in findings if f.field == row.name_of_field]
            wanted = (self._show_all or row.touched) and not row.choosing
            row.show_findings(mine if wanted else [])
        others = [f for f in findings if f.field not in {row.name_of_field for row in self.rows}]
        if others and self._show_all:
            self.say(
                f"{severity_sign(others[0].severity)} {others[0].message}", severity_tone(others[0].severity)
            )
        return findings

    def on_descendant_focus(self) -> None:
        self._mark_row()

    def on_descendant_blur(self) -> None:
        self._mark_row()

    def _mark_row(self) -> None:
        """The label of the field in focus stands out, and no other (``:focus-within`` comes too late)."""
        for row in self.rows:
            row.set_class(row.box is not None and row.box is self.focused, "-here")

    # --- moving --------------------------------------------------------------------------------------

    def _focus(self, row: FieldRow) -> None:
        if row.box is not None:
            self.set_focus(row.box)  # at once: focus() would come after the next key of a fast typist

    def action_form_next(self) -> None:
        self._step(1)

    def action_form_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        rows = [row for row in self.rows if row.box is not None]
        index = next((i for i, row in enumerate(rows) if row.box is self.focused), None)
        if index is not None and 0 <= index + by < len(rows):
            self._focus(rows[index + by])

    # --- leaving -------------------------------------------------------------------------------------

    def active_scopes(self) -> tuple[Scope, ...]:
        """The form's own keys first: accepting matters more than what a date field can do."""
        found = super().active_scopes()
        return (Scope.FORM, *(scope for scope in found if scope is not Scope.FORM))

    def available(self, action_id: str) -> bool:
        if action_id in ("form_next", "form_previous"):
            return not (isinstance(self.focused, ChoiceBox) and self.focused.is_open)
        return self.session.can_edit if action_id == "form_save" else super().available(action_id)

    def action_form_save(self) -> None:
        if self._key is not None and not self.texts:
            self.dismiss(None)
            return
        self._show_all = True
        findings = self._check()
        if findings is None:
            return
        errors = [f for f in findings if f.severity is Severity.ERROR]
        if errors:
            self._stop_at(errors)
            return
        try:
            key = self.put()
        except ValmennusError as error:
            self.complain(error.message)
            return
        message = _("Added: {key}") if self._key is None else _("Changed: {key}")
        self.valmennus.leave_screen(self, key, message.format(key=record_name(key)))

    def put(self) -> str:
        """Put the texts into the workbook; returns the record's key. Raises what the document raises."""
        book = self.session.book
        if self._key is None:
            return book.add(self.kind, self.texts, self._client)
        return book.set(self._key, self.texts)

    def _stop_at(self, errors: list[Finding]) -> None:
        count = len(errors)
        text = ngettext("{n} error to correct first.", "{n} errors to correct first.", count).format(n=count)
        fields = {error.field for error in errors}
        row = next((row for row in self.rows if row.name_of_field in fields), None)
        if row is not None:
            self._focus(row)
        else:
            text = errors[0].message
        self.say(f"{glyphs().error} {text}", Tone.ALARM)

    def action_form_cancel(self) -> None:
        changed = [row for row in self.rows if row.changed]
        if not changed:
            self.dismiss(None)
            return
        answers = [(STAY, _("Go on editing")), (DROP, _("Leave without the changes"))]
        sentence = ngettext(
            "{n} field has been changed.", "{n} fields have been changed.", len(changed)
        ).format(n=len(changed))

        def answered(answer: str | None) -> None:
            if answer == DROP:
                self.dismiss(None)

        self.app.push_screen(ChoiceDialog(_("Leave the form?"), [sentence], answers), answered)
