"""Data validations: what a cell takes, from ordinary rules and from the x14 extension.

Sources: ECMA-376 part 1, 18.3.1.32–33; [MS-XLSX] 2.6.11 (``x14:dataValidation``), where the areas stand in
``xm:sqref`` and the formulas in ``xm:f``. Excel writes a rule into the extension when its list lies on
another sheet; a reader that knows ordinary rules only (openpyxl) does not see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from valmennus_tui.workbook.address import Area, Ref, parse_areas
from valmennus_tui.workbook.xml_nodes import Node, nodes, without_cells

E = TypeVar("E", bound=StrEnum)
_REMEMBERED = 1 << 15
"""Rules in more bytes than this are not remembered."""


class ValidationKind(StrEnum):
    """What a rule checks; the values are the format's own."""

    ANY = "none"
    WHOLE = "whole"
    DECIMAL = "decimal"
    LIST = "list"
    DATE = "date"
    TIME = "time"
    TEXT_LENGTH = "textLength"
    CUSTOM = "custom"


class Operator(StrEnum):
    """How a value is compared with the rule's bounds; the values are the format's own."""

    BETWEEN = "between"
    NOT_BETWEEN = "notBetween"
    EQUAL = "equal"
    NOT_EQUAL = "notEqual"
    LESS = "lessThan"
    LESS_OR_EQUAL = "lessThanOrEqual"
    GREATER = "greaterThan"
    GREATER_OR_EQUAL = "greaterThanOrEqual"


class ErrorStyle(StrEnum):
    """What Excel does with a value that the rule does not take: only ``STOP`` refuses it."""

    STOP = "stop"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Validation:
    """One rule and the areas it holds for. Formulas are stored text without ``=``, "" where absent.

    ``extended`` tells that the rule stands in the x14 extension. ``has_arrow`` is False where a list is
    checked but its drop-down arrow is hidden.
    """

    areas: tuple[Area, ...]
    kind: ValidationKind
    operator: Operator = Operator.BETWEEN
    formula1: str = ""
    formula2: str = ""
    allow_blank: bool = False
    shows_error: bool = False
    error_style: ErrorStyle = ErrorStyle.STOP
    error_title: str = ""
    error: str = ""
    prompt_title: str = ""
    prompt: str = ""
    has_arrow: bool = True
    extended: bool = False

    def covers(self, ref: Ref) -> bool:
        return any(ref in area for area in self.areas)

    @property
    def base(self) -> Ref:
        """The cell that relative references in the formulas start from."""
        return self.areas[0].first if self.areas else Ref(1, 1)

    @property
    def is_strict(self) -> bool:
        """Whether Excel refuses other values (a warning or a switched-off error lets them through)."""
        return self.shows_error and self.error_style is ErrorStyle.STOP


def read_validations(part_xml: bytes) -> tuple[Validation, ...]:
    """All rules of a worksheet part, ordinary ones first. Raises FileRefused where it is not well-formed.

    A rule without usable areas is left out; an unknown kind counts as ``CUSTOM`` (nothing can be told).
    """
    if b"dataValidation" not in part_xml:
        return ()
    around = without_cells(part_xml)
    return _rules(around) if len(around) <= _REMEMBERED else _rules.__wrapped__(around)


@lru_cache(maxsize=64)
def _rules(around: bytes) -> tuple[Validation, ...]:
    """Remembered by the very bytes: the workbooks of a team have the same rules."""
    found = [_validation(node) for node in nodes(around, "dataValidation")]
    rules = [rule for rule in found if rule is not None]
    return tuple(sorted(rules, key=lambda rule: rule.extended))


def validation_at(validations: Iterable[Validation], ref: Ref) -> Validation | None:
    """The rule that holds for a cell, or None."""
    return next((rule for rule in validations if rule.covers(ref)), None)


def _validation(node: Node) -> Validation | None:
    sqref = node.child("sqref")
    try:
        areas = parse_areas(node.get("sqref") or (sqref.text if sqref else ""))
    except ValueError:
        return None
    if not areas:
        return None
    return Validation(
        areas,
        _member(ValidationKind, node.get("type", "none"), ValidationKind.CUSTOM),
        _member(Operator, node.get("operator", "between"), Operator.BETWEEN),
        _formula(node, "formula1"),
        _formula(node, "formula2"),
        node.flag("allowBlank"),
        node.flag("showErrorMessage"),
        _member(ErrorStyle, node.get("errorStyle", "stop"), ErrorStyle.STOP),
        node.get("errorTitle"),
        node.get("error"),
        node.get("promptTitle"),
        node.get("prompt"),
        # The format's name for the attribute is the wrong way round.
        not node.flag("showDropDown"),
        "ext" in node.above,
    )


def _formula(node: Node, name: str) -> str:
    child = node.child(name)
    return child.all_text().strip() if child else ""


def _member(kinds: type[E], text: str, default: E) -> E:
    return kinds(text) if text in {kind.value for kind in kinds} else default
