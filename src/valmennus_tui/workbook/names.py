"""Defined names: text, scope, hidden ones, print areas (ECMA-376 part 1, 18.2.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valmennus_tui.workbook.address import Area, parse_qualified
from valmennus_tui.workbook.xml_nodes import nodes

_BUILT_IN = "_xlnm."


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name and the formula text it stands for. ``scope`` is a sheet's name, None for the whole workbook."""

    name: str
    text: str
    scope: str | None = None
    hidden: bool = False
    is_macro: bool = False
    comment: str = ""

    @property
    def built_in(self) -> str | None:
        """``Print_Area``, ``Print_Titles``, ``_FilterDatabase`` … for the names that Excel makes itself."""
        name = self.name
        return name[len(_BUILT_IN) :] if name.casefold().startswith(_BUILT_IN) else None

    def areas(self) -> tuple[tuple[str | None, Area], ...]:
        """The areas it names, each with its sheet; empty where it is anything but plain areas."""
        try:
            return tuple(parse_qualified(part) for part in split_union(self.text))
        except ValueError:
            return ()


def read_names(workbook_xml: bytes, sheet_names: Sequence[str]) -> tuple[DefinedName, ...]:
    """The names of ``xl/workbook.xml``; ``sheet_names`` in workbook order resolve the scopes.

    A name whose scope points to no sheet is left out: Excel does not show it either.
    """
    found = []
    for node in nodes(workbook_xml, "definedName"):
        scope = None
        if "localSheetId" in node.attributes:
            index = node.get("localSheetId").strip()
            if not index.isdecimal() or int(index) >= len(sheet_names):
                continue
            scope = sheet_names[int(index)]
        found.append(
            DefinedName(
                node.get("name"),
                node.text.strip(),
                scope,
                node.flag("hidden"),
                node.flag("function") or node.flag("vbProcedure") or node.flag("xlm"),
                node.get("comment"),
            )
        )
    return tuple(found)


def find_name(names: Iterable[DefinedName], name: str, sheet: str | None) -> DefinedName | None:
    """The name as a formula on ``sheet`` sees it: the sheet's own before the workbook's; case is ignored."""
    key, scope = name.casefold(), None if sheet is None else sheet.casefold()
    for_workbook = None
    for each in names:
        if each.name.casefold() != key:
            continue
        if each.scope is None:
            for_workbook = for_workbook or each
        elif each.scope.casefold() == scope:
            return each
    return for_workbook


def print_areas(names: Iterable[DefinedName]) -> dict[str, tuple[Area, ...]]:
    """The print areas by sheet."""
    return {
        each.scope: tuple(area for _sheet, area in each.areas())
        for each in names
        if each.built_in == "Print_Area" and each.scope is not None
    }


def split_union(text: str) -> list[str]:
    """``A!$A$1,'B, c'!$B$2`` in its parts: at commas outside quotes, brackets and parentheses."""
    parts, start, depth, quote = [], 0, 0, ""
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and not depth:
            parts.append(text[start:index].strip())
            start = index + 1
    parts.append(text[start:].strip())
    return parts
