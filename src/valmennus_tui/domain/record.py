"""What every record has: a key, its fields, and how its values stood in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, cast

from valmennus_tui.domain.schema import COACH_KINDS, RecordKind, client_field, field_spec
from valmennus_tui.domain.values import FieldValue


class Oddity(StrEnum):
    """What is odd about a cell: its value is understood but Excel cannot use it, or it has none."""

    TEXT_DATE = "text_date"
    """A date written as text: Excel cannot count days with it."""
    TWO_DIGIT_YEAR = "two_digit_year"
    """A text date whose year has two digits; taken as 20yy."""
    UNFORMATTED_DATE = "unformatted_date"
    """A day number in a cell that has no date format: people see 46082, not a date."""
    TEXT_NUMBER = "text_number"
    """A number written as text: Excel leaves it out of sums."""
    ERROR_VALUE = "error_value"
    """An Excel error such as ``#N/A`` stands where a value should."""
    STALE = "stale"
    """The result of a formula that waits for Excel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of all record kinds.

    ``key`` is the name under which the record is edited (``client:A-1``). ``absent`` holds the fields that
    the workbook has no column for: they are neither shown nor judged. ``oddities`` tells which understood
    values stand in the file in a form that Excel cannot count with.
    """

    record_kind: ClassVar[RecordKind]
    key: str = ""
    absent: frozenset[str] = frozenset()
    oddities: Mapping[str, Oddity] = field(default_factory=dict, hash=False)

    def get(self, name: str) -> FieldValue:
        """The value of a field by its code name. Raises KeyError for a name that the kind does not have."""
        return cast(FieldValue, getattr(self, field_spec(self.record_kind, name).name))

    def has(self, name: str) -> bool:
        """Whether the workbook has a place for this field at all."""
        return name not in self.absent

    @property
    def client_code(self) -> str | None:
        """The client code that the record belongs to, None where there is none."""
        if self.record_kind not in COACH_KINDS:
            return None
        return cast("str | None", getattr(self, client_field(self.record_kind)))

    @property
    def client_codes(self) -> tuple[str, ...]:
        """The client codes that the record belongs to: at most one, but for employer contacts."""
        return (self.client_code,) if self.client_code else ()
