"""Bounds of settings: marks on the types, which pydantic enforces and error messages put into words.

They speak pydantic's protocol (``__get_pydantic_core_schema__``) without importing it: the settings module
is imported at every start, pydantic only when there is something to check.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from valmennus_tui.i18n import _

Handler: TypeAlias = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    low: int
    high: int

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _("a whole number from {low} to {high}").format(low=self.low, high=self.high)

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        return {**handler(source), "strict": True, "ge": self.low, "le": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number within bounds, both included."""

    low: float
    high: float

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _("a number from {low} to {high}, with a decimal point").format(
            low=f"{self.low:g}", high=f"{self.high:g}"
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        return {**handler(source), "strict": True, "ge": self.low, "le": self.high, "allow_inf_nan": False}


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text of at most ``length`` characters."""

    length: int

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _('one line of text in quotation marks, such as "…"')

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*$"
        return {**handler(source), "strict": True, "max_length": self.length, "pattern": pattern}


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _("true or false, without quotation marks")

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        return {**handler(source), "strict": True}


@dataclass(frozen=True, slots=True)
class Day:
    """A date of TOML's own kind: no text, no time of day."""

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _("a date without quotation marks, such as 2026-01-31")

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        return {**handler(source), "strict": True}


@dataclass(frozen=True, slots=True)
class Ascending:
    """A list of whole numbers, each greater than the one before."""

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _("a list of whole numbers in rising order, such as [30, 60]")

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        from pydantic_core import core_schema

        schema: Any = handler(source)
        return dict(core_schema.no_info_after_validator_function(_rising, {**schema, "min_length": 1}))


def _rising(values: tuple[int, ...]) -> tuple[int, ...]:
    if any(later <= earlier for earlier, later in pairwise(values)):
        raise ValueError("not rising")
    return values


@dataclass(frozen=True, slots=True)
class Groups:
    """A list of lists of texts, each of two or more."""

    def expected(self) -> str:
        """The form in words, for error messages."""
        return _('a list of lists of at least two texts, such as [["A", "B"]]')

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> dict[str, Any]:
        from pydantic_core import core_schema

        return dict(core_schema.no_info_after_validator_function(_two_or_more, handler(source)))


def _two_or_more(values: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if any(len(group) < 2 for group in values):
        raise ValueError("a group of one")
    return values
