"""Rules on employer contacts."""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui.domain.contact import EmployerContact
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.i18n import _


def employer_missing(contact: EmployerContact, context: Context) -> Iterator[Hit]:
    """No employer. Hint: the contact counts, but repeat visits (criterion 18) cannot be seen."""
    if contact.employer is None and contact.has("employer"):
        yield Hit("employer", _("The employer is missing. Add it if you know it."))


def employer_spelling(contact: EmployerContact, context: Context) -> Iterator[Hit]:
    """The employer is written in another way on an earlier row. Hint: visits would not add up."""
    if contact.employer in context.employer_spellings:
        message = _("Another row writes what seems to be the same employer differently. Choose one spelling.")
        yield Hit("employer", message)


def client_missing(contact: EmployerContact, context: Context) -> Iterator[Hit]:
    """A contact about a particular client names none. Warning: it cannot be that client's first contact."""
    if contact.client_specific is True and not contact.client_codes and contact.has("client"):
        message = _("The contact is about a particular client, but the client code is missing. Add it.")
        yield Hit("client", message)


def client_contradicts(contact: EmployerContact, context: Context) -> Iterator[Hit]:
    """A client is named although the contact is said not to be about one. Hint: either may be meant."""
    if contact.client_specific is False and contact.client_codes:
        message = _(
            "A client code is given, though the contact is not about a particular client. Check both."
        )
        yield Hit("client_specific", message)


RULES: tuple[Rule[EmployerContact], ...] = (
    Rule("contact.employer_missing", Severity.HINT, employer_missing),
    Rule("contact.employer_spelling", Severity.HINT, employer_spelling),
    Rule("contact.client_missing", Severity.WARNING, client_missing),
    Rule("contact.client_contradicts", Severity.HINT, client_contradicts),
)
