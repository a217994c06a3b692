"""Forms of an assessment: its day and assessors; what is written about a criterion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from valmennus_tui.assessment import editing
from valmennus_tui.document.forms import Form
from valmennus_tui.domain.assessment import Assessment
from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import DateValue
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _, format_date
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.screens.record_form import FormScreen

Put = Callable[[Mapping[str, str]], str]
Then = Callable[[str | None], None]


class GivenFormScreen(FormScreen):
    """A form with a title of its own, over a part of a record's fields; ``put`` carries the texts out."""

    def __init__(
        self,
        form: Form,
        put: Put,
        *,
        title: str,
        fixed: Mapping[str, str] | None = None,
        field: str | None = None,
    ) -> None:
        """``fixed``: texts of a new record that are not asked for."""
        super().__init__(form, field=field)
        self._own_title = title
        self._put = put
        self._fixed = dict(fixed or {})

    def place(self) -> str:
        return self._own_title

    def resting_text(self) -> str:
        needed = any(field.spec.required for field in self.form.fields)
        return super().resting_text() if needed else ""

    @property
    def texts(self) -> dict[str, str]:
        return {**self._fixed, **super().texts}

    def put(self) -> str:
        return self._put(super().texts)

    def action_form_save(self) -> None:
        if self._fixed and not super().texts:
            self.dismiss(None)
            return
        super().action_form_save()


def show_new_assessment(screen: BaseScreen, then: Then | None, day: DateValue = None) -> None:
    """Ask for the day, the assessors and the service of a new assessment."""
    book = screen.session.book
    try:
        given = editing.given_texts(book)
        form = book.form(RecordKind.ASSESSMENT)
    except ValmennusError as error:
        screen.complain(error.message)
        return
    if isinstance(day, date):
        given["date"] = format_date(day)
    fields = tuple(replace(field, text=given.get(field.spec.name, field.text)) for field in form.fields)

    def put(texts: Mapping[str, str]) -> str:
        return editing.start(book, texts)

    shown = GivenFormScreen(replace(form, fields=fields), put, title=_("New assessment"), field="assessors")
    screen.app.push_screen(shown, then)


def show_assessment(screen: BaseScreen, key: str) -> None:
    """Change the day, the assessors or the service of an assessment; its criteria follow the day."""
    book = screen.session.book
    try:
        form = book.form(RecordKind.ASSESSMENT, key)
    except ValmennusError as error:
        screen.complain(error.message)
        return

    def put(texts: Mapping[str, str]) -> str:
        return editing.set_details(book, key, texts)

    screen.app.push_screen(GivenFormScreen(form, put, title=_("Edit the assessment")))


def show_criterion(screen: BaseScreen, assessment: Assessment, criterion: Criterion) -> None:
    """Write the reason, evidence, comment, strength and development action of a criterion."""
    book = screen.session.book
    key = assessment.line(criterion.number).key or None
    try:
        form = book.form(RecordKind.CRITERION, key)
        fixed = {} if key else editing.new_line(assessment, criterion.number)
    except ValmennusError as error:
        screen.complain(error.message)
        return
    fields = tuple(field for field in form.fields if field.spec.name in editing.WRITTEN)

    def put(texts: Mapping[str, str]) -> str:
        return editing.set_texts(book, assessment, criterion.number, texts)

    title = f"{criterion.number} {criterion.name}"
    screen.app.push_screen(GivenFormScreen(replace(form, fields=fields), put, title=title, fixed=fixed))
