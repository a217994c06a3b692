"""What validation has to say, gravest first; Enter goes to the field."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.schema import RecordKind, field_spec
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.hiding import discreet
from valmennus_tui.tui.models.list_model import ListColumn, ListModel, SortKey
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.showing import record_name, severity_sign, severity_tone, severity_word
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import Ref

_ORDER = list(Severity)


def findings_model(findings: tuple[Finding, ...]) -> ListModel[Finding]:
    """Findings as a table, the gravest first."""

    def gravity(finding: Finding) -> SortKey:
        return (0, _ORDER.index(finding.severity))

    columns: list[ListColumn[Finding]] = [
        ListColumn(
            _("Gravity"),
            11,
            lambda f: f"{severity_sign(f.severity)} {severity_word(f.severity)}",
            lambda f: severity_tone(f.severity),
            gravity,
        ),
        ListColumn(_("Record"), 20, lambda f: record_name(f.record or "")),
        ListColumn(_("Finding"), 40, lambda f: f.message, grow=True),
    ]
    return ListModel(columns, sorted(findings, key=lambda f: _ORDER.index(f.severity)))


def field_label(finding: Finding) -> str:
    """The label of the field that a finding is about; blank where it is about none."""
    if finding.record is None or finding.field is None:
        return ""
    kind = finding.record.partition(":")[0]
    try:
        return field_spec(RecordKind(kind), finding.field).shown_label
    except (KeyError, ValueError):
        return finding.field


class FindingsScreen(DocumentScreen):
    """The list of findings; the message line tells the whole sentence, the field and the cell."""

    SCOPES = (Scope.FINDINGS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Findings")
    HELP = N_(
        "Errors must be corrected, warnings looked at; hints are for your information. Enter goes there."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.FINDINGS)
    AUTO_FOCUS = "#findings"

    def __init__(self) -> None:
        super().__init__()
        self._model: ListModel[Finding] = findings_model(())

    def compose_body(self) -> ComposeResult:
        yield FilterLine()
        yield RecordGrid(
            widget_id="findings", row_cursor=True, empty=_("Nothing to correct: there are no findings.")
        )

    def show_document(self) -> None:
        model = findings_model(self.session.book.findings())
        model.arrange_like(self._model)
        self._model = model
        self.query_one("#findings", RecordGrid).set_model(model)

    def resting_text(self) -> str:
        count = self._model.row_count
        here = ngettext("{n} finding", "{n} findings", count).format(n=count)
        finding = self.current
        if finding is None:
            return here
        cell = f"{finding.sheet}!{finding.cell}" if finding.sheet and finding.cell else ""
        cell = discreet(self.session, cell)
        places = ", ".join(part for part in (field_label(finding), cell) if part)
        return f"{here}. {finding.message}" + (f" ({places})" if places else "")

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        if self._model.row_count == 0:
            return None
        return self._model.record(self.query_one("#findings", RecordGrid).row)

    def on_record_grid_moved(self) -> None:
        self.renew()

    def on_record_grid_chosen(self) -> None:
        self.action_finding_go()

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        self._model.filter(event.text)
        self.query_one("#findings", RecordGrid).set_model(self._model, row=0)
        self.renew()

    def on_filter_line_done(self) -> None:
        self.set_focus(self.query_one("#findings", RecordGrid))

    def action_finding_filter(self) -> None:
        self.query_one(FilterLine).open()

    def available(self, action_id: str) -> bool:
        if action_id == "findings":  # they are shown here
            return False
        return self.current is not None if action_id == "finding_go" else super().available(action_id)

    def action_finding_go(self) -> None:
        finding = self.current
        if finding is None:
            return
        if finding.record is not None and self.session.can_edit:
            from valmennus_tui.tui.screens.record_form import show_form

            kind = RecordKind(finding.record.partition(":")[0])
            show_form(self, kind, finding.record, field=finding.field)
        elif (
            finding.sheet
            and finding.cell
            and finding.sheet in {info.name for info in self.session.book.sheets}
        ):
            from valmennus_tui.tui.screens.sheet import SheetScreen

            self.app.push_screen(SheetScreen(finding.sheet, Ref.parse(finding.cell)))
