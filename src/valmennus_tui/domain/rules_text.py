"""Rules on what must not stand in texts: personal identity codes, telephone numbers, e-mail addresses.

None of the messages repeats what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.free_text import Trace, find_codes_only
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.schema import client_field
from valmennus_tui.i18n import N_, _

_MESSAGES = {
    Trace.IDENTITY_CODE: N_("There is a personal identity code here. Remove it: the client code is enough."),
    Trace.IDENTITY_CODE_TYPO: N_(
        "This looks like a personal identity code with a typing error. Remove it if it is one."
    ),
    Trace.IDENTITY_CODE_START: N_(
        "This looks like the beginning of a personal identity code. Remove it if it is one."
    ),
    Trace.PHONE_NUMBER: N_(
        "There seems to be a telephone number here. Keep it in the client information system."
    ),
    Trace.EMAIL_ADDRESS: N_(
        "There seems to be an e-mail address here. Keep it in the client information system."
    ),
}


def _trace_test(trace: Trace) -> Callable[[Record, Context], Iterator[Hit]]:
    def test(record: Record, context: Context) -> Iterator[Hit]:
        """Warning: the text is unlawful to keep needlessly, yet it must not stop the day's work.

        A code with a wrong check character is a hint, since it may be something else.
        """
        key_field = client_field(record.record_kind)
        for name, traces in context.traces(record).items():
            if name != key_field and trace in traces:
                yield Hit(name, _(_MESSAGES[trace]))

    return test


def identity_code_as_client_code(record: Record, context: Context) -> Iterator[Hit]:
    """A client code that looks like a personal identity code, whole or nearly. Error: it is the key of
    every row and would spread to keys, lists and file names; the code must be a random one.
    """
    name = client_field(record.record_kind)
    if any(find_codes_only(code) for code in record.client_codes):
        yield Hit(
            name,
            _(
                "The client code looks like a personal identity code. Give the client a code that tells"
                " nothing about the person."
            ),
        )


RULES: tuple[Rule[Record], ...] = (
    Rule("text.identity_code_as_client_code", Severity.ERROR, identity_code_as_client_code),
    *(
        Rule(
            f"text.{trace}",
            Severity.HINT if trace is Trace.IDENTITY_CODE_TYPO else Severity.WARNING,
            _trace_test(trace),
        )
        for trace in Trace
    ),
)
