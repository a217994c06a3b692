"""Two assessments side by side, and the trend of each criterion over all of them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from valmennus_tui.assessment.standing import edition_of
from valmennus_tui.document.assessments import history
from valmennus_tui.domain.assessment import Assessment, compare, dated
from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.assessment_tables import day_text
from valmennus_tui.tui.models.comparison_tables import comparison_model, trend_model
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.widgets.record_grid import RecordGrid


class CompareScreen(DocumentScreen):
    """Before and after, with what rose and what fell."""

    SCOPES = (Scope.COMPARE, Scope.DOCUMENT)
    TITLE_TEXT = N_("Comparison")
    HELP = N_("Two assessments side by side. A section or total is compared only where all of it is scored.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.COMPARE)
    AUTO_FOCUS = "#comparison"

    def __init__(self, before: Assessment, after: Assessment) -> None:
        super().__init__()
        self._before = before.key
        self._after = after.key

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="compare-line")
        yield RecordGrid(widget_id="comparison", row_cursor=True)

    @property
    def _known(self) -> dict[str, Assessment]:
        """The assessments as they are now, by key, the oldest first."""
        return {one.key: one for _day, one in dated(history(self.session.book))}

    def show_document(self) -> None:
        known = self._known
        before, after = known.get(self._before), known.get(self._after)
        if before is None or after is None:
            self.app.call_later(self._gone)
            return
        edition = edition_of(after)
        found = compare(before, after, edition)
        parts = [
            f"{day_text(before)} {glyphs().arrow} {day_text(after)}",
            f"{glyphs().rising} " + _("higher: {n}").format(n=len(found.risen)),
            f"{glyphs().falling} " + _("lower: {n}").format(n=len(found.fallen)),
        ]
        if not found.same_edition:
            parts.append(f"{glyphs().warning} " + _("made with different editions of the criteria"))
        self.query_one("#compare-line", Static).update(plain("   ".join(parts)))
        self.query_one(RecordGrid).set_model(comparison_model(before, after, edition))

    def _gone(self) -> None:
        if self.is_current and not self.valmennus.is_first:
            self.app.pop_screen()

    def available(self, action_id: str) -> bool:
        if action_id == "compare_other":
            return len(self._known) > 2
        return super().available(action_id)

    def action_compare_other(self) -> None:
        """The one before steps back in time; from the first it begins again next to the other."""
        earlier = [key for key in self._known if key != self._after]
        place = earlier.index(self._before)
        self._before = earlier[place - 1]
        self.show_document()
        self.renew()


class TrendScreen(DocumentScreen):
    """Every criterion, section and the total over the assessments."""

    SCOPES = (Scope.COMPARE, Scope.DOCUMENT)
    TITLE_TEXT = N_("Trend")
    HELP = N_("How each criterion, section and the total have gone; the latest assessment stands first.")
    AUTO_FOCUS = "#trend"

    def compose_body(self) -> ComposeResult:
        yield RecordGrid(widget_id="trend")

    def show_document(self) -> None:
        known = history(self.session.book)
        edition = edition_of(known[-1] if known else Assessment(date=None))
        self.query_one(RecordGrid).set_model(trend_model(known, edition))

    def available(self, action_id: str) -> bool:
        return action_id != "compare_other" and super().available(action_id)
