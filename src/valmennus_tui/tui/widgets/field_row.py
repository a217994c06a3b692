"""One field of a form: label, editor, and the findings about it below.

A form has some twenty fields and each widget costs time at every layout: so a row is one line of fixed
height, and its drop-down list and its findings become widgets only when there is something to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.schema import FieldKind
from valmennus_tui.i18n import _
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.showing import severity_sign
from valmennus_tui.tui.widgets.choice_box import ChoiceBox, ChoiceList
from valmennus_tui.tui.widgets.date_box import DateBox
from valmennus_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from valmennus_tui.document.forms import FormField

LABEL_WIDTH = 34
"""As in ``styles/forms.tcss``; one column of it is a gap."""


class FieldRow(Horizontal):
    """A field. ``text`` is what the user has typed, or what stands in the file."""

    class Edited(Message):
        """The text has changed."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: FormField, today: date, *, mask: bool, given: bool = False) -> None:
        """``mask``: show signs in place of the text (names while they are hidden). ``given``: the text is a
        proposal, which typing replaces."""
        super().__init__(id=f"field-{field.spec.name}")
        self.field = field
        self.touched = False
        self._today = today
        self._mask = mask
        self._shown: tuple[str, ...] = ()
        self._note: Static | None = None
        self._hint: Static | None = None
        self._label = plain(field.spec.shown_label + (" *" if field.spec.required else ""))
        self.styles.height = len(self._label.wrap(LABEL_WIDTH - 1))
        self.box: TextBox | None = self._editor() if field.writable else None
        """The editor, None for a field that cannot be written."""
        if given and self.box is not None and self.box.value:
            self.box.select_on_focus = True

    @property
    def name_of_field(self) -> str:
        """The field's code name."""
        return self.field.spec.name

    def compose(self) -> ComposeResult:
        yield Static(self._label, markup=False, classes="field-label")
        if self.box is None:
            yield Static(plain(self._fixed()), markup=False, classes="field-fixed")
            return
        yield self.box
        mark = glyphs().falling if isinstance(self.box, ChoiceBox) else ""
        self._hint = Static(plain(mark), markup=False, classes="field-hint")
        yield self._hint

    def _fixed(self) -> str:
        why_not = self.field.why_not
        return f"{self.field.text}  ({why_not})" if why_not else self.field.text

    def _choices(self) -> Sequence[str]:
        if self.field.choices:
            return self.field.choices
        return (_("yes"), _("no")) if self.field.spec.kind is FieldKind.YES_NO else ()

    def _editor(self) -> TextBox:
        choices = self._choices()
        if choices:
            return ChoiceBox(self.field.text, choices, self)
        if self.field.spec.kind is FieldKind.DATE:
            return DateBox(self.field.text, self._today)
        box = TextBox(self.field.text)
        box.password = self._mask and self.field.spec.sensitive
        return box

    def place_list(self, popup: ChoiceList) -> None:
        """Put a drop-down list under the field (the editor asks for it when it first opens)."""
        assert self.parent is not None
        self.screen.query_one("FormBody").mount(popup, after=self)

    @property
    def text(self) -> str:
        """What the field holds now."""
        return self.box.value if self.box is not None else self.field.text

    @property
    def changed(self) -> bool:
        """Whether the text is another than at the start."""
        return self.text != self.field.text

    @property
    def choosing(self) -> bool:
        """Whether a list is open: what is half typed is not yet worth a finding."""
        return isinstance(self.box, ChoiceBox) and self.box.is_open

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.changed or self.touched:
            self.touched = True
            event.input.select_on_focus = False
            self.post_message(self.Edited(self))
        if isinstance(event.input, DateBox) and self._hint is not None:
            self._hint.update(plain(event.input.hint))

    def on_input_blurred(self, event: Input.Blurred) -> None:
        event.stop()
        if self.changed or self.touched:
            self.touched = True
            self.post_message(self.Edited(self))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what validation says of this field, one line each, the gravest sign and colour."""
        texts = tuple(f"{severity_sign(f.severity)} {f.message}" for f in findings)
        if texts == self._shown:
            return
        self._shown = texts
        error = any(f.severity is Severity.ERROR for f in findings)
        self.set_class(error, "-error")
        self._show_note("\n".join(texts), error=error)
        if texts:
            self.bring_into_view()

    def _show_note(self, text: str, *, error: bool) -> None:
        if self._note is None:
            if not text:
                return
            self._note = Static(plain(text), markup=False, classes="field-note")
            popup = self.box.popup if isinstance(self.box, ChoiceBox) else None
            self.screen.query_one("FormBody").mount(self._note, after=popup or self)
        else:
            self._note.update(plain(text))
            self._note.display = bool(text)
        self._note.set_class(error, "-error")

    def bring_into_view(self) -> None:
        """Scroll so far that the field shows with its findings, if it is the one in focus."""
        if self.box is not None and self.box.has_focus:
            self.call_after_refresh(self._scroll_here)

    def _scroll_here(self, tries: int = 3) -> None:
        """``tries``: how often to wait for findings that are shown but have no place on the screen yet."""
        region = self.virtual_region
        if self._note is not None and self._note.display:
            if not self._note.size.height and tries:
                self.call_after_refresh(self._scroll_here, tries - 1)
                return
            region = region.union(self._note.virtual_region)
        self.screen.query_one("FormBody").scroll_to_region(region, animate=False)
