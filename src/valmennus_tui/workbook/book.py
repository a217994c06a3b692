"""A workbook as read: its sheets, names, tables and lists over one package. Immutable; edits are planned on
it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook import limits, xml
from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.cellreader import SheetContext
from valmennus_tui.workbook.cells import Cell, NewValue
from valmennus_tui.workbook.encryption import decrypt, is_encrypted
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.precheck import checked_package, read_file
from valmennus_tui.workbook.refusals import Reason, refuse_file
from valmennus_tui.workbook.relationships import Relationship, read_relationships
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.strings import SharedString, read_shared_strings
from valmennus_tui.workbook.styles import Styles
from valmennus_tui.workbook.tables import Table, read_tables
from valmennus_tui.workbook.validations import Validation, ValidationKind, read_validations, validation_at

if TYPE_CHECKING:
    from valmennus_tui.workbook.formulas.stale import StaleResults
    from valmennus_tui.workbook.lists import Choices
    from valmennus_tui.workbook.names import DefinedName

_KINDS = {"worksheet": "worksheet", "chartsheet": "chartsheet", "dialogsheet": "dialogsheet"}
_STATES = frozenset({"visible", "hidden", "veryHidden"})


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet's place: ``state`` is visible, hidden or veryHidden; ``kind`` worksheet, chartsheet or
    dialogsheet.
    """

    name: str
    part: str
    state: str
    kind: str


class Workbook:
    """One .xlsx, .xltx or .xlsm file in memory. Sheets are read when they are asked for, and kept."""

    def __init__(self, package: Package, data: bytes, path: Path | None) -> None:
        """Use :meth:`load` or :meth:`from_bytes`."""
        self.package = package
        self.data = data
        self.path = path
        self.part = self._find_part()
        self.relationships = read_relationships(package, self.part)
        self.encrypted_fingerprint: str | None = None
        """SHA-256 of the encrypted file that this was read from; None for an ordinary file."""
        self.date1904 = False
        self.calculation: dict[str, str] = {}
        """The attributes of ``calcPr``, as they are written; empty where there is none."""
        self.sheets: tuple[SheetInfo, ...] = ()
        self._read_map()
        self._sheets: dict[str, Sheet] = {}
        self._overlays: dict[str, dict[Ref, Cell]] = {}
        self._shown: dict[str, Sheet] = {}

    @classmethod
    def load(cls, path: Path, password: str | None = None) -> Workbook:
        """Read a file. Raises FileRefused with a reason to act on.

        ``password`` opens an encrypted one, for reading only; an ordinary file needs none.
        """
        data = read_file(path)
        if password is None or not is_encrypted(data):
            return cls.from_bytes(data, path)
        book = cls.from_bytes(decrypt(data, password, path), path)
        book.encrypted_fingerprint = hashlib.sha256(data).hexdigest()
        return book

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | None = None, like: Workbook | None = None) -> Workbook:
        """Read a file's bytes; ``path`` only names it in errors and to its users. Raises FileRefused.

        ``like`` is another version of the file: members that are the same to the byte are not proved again.
        """
        return cls(checked_package(data, path, like.package if like else None), data, path)

    # ----------------------------------------------------------------- sheets
    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. Raises UsageError where there is none, FileRefused where it cannot be
        read.
        """
        sheet = self._sheets.get(name)
        if sheet is None:
            info = self.info(name)
            content = self.package.read(info.part) if info.kind == "worksheet" else None
            sheet = self._sheets[name] = Sheet(name, content, self.context)
        overlay = self._overlays.get(name)
        if overlay is None:
            return sheet
        shown = self._shown.get(name)
        if shown is None:
            shown = self._shown[name] = sheet.with_cells(overlay)
        return shown

    def info(self, name: str) -> SheetInfo:
        """Where the sheet of that name lies. Raises UsageError where there is none."""
        for info in self.sheets:
            if info.name == name:
                return info
        raise UsageError(_("The workbook has no sheet named “{name}”.").format(name=name), sheet=name)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        return tuple(info.name for info in self.sheets)

    @property
    def worksheets(self) -> tuple[SheetInfo, ...]:
        """The sheets that have cells."""
        return tuple(info for info in self.sheets if info.kind == "worksheet")

    @cached_property
    def has_formulas(self) -> bool:
        return any(self.sheet(info.name).has_formulas for info in self.worksheets)

    # ----------------------------------------------------------- shared parts
    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the file in hexadecimal: what ``--if`` and the save compare."""
        return self.encrypted_fingerprint or hashlib.sha256(self.data).hexdigest()

    @property
    def encrypted(self) -> bool:
        """Whether the file is behind a password (then it cannot be saved)."""
        return self.encrypted_fingerprint is not None

    @cached_property
    def context(self) -> SheetContext:
        return SheetContext(self.strings, self.styles, self.date1904, self.path)

    @cached_property
    def strings(self) -> tuple[SharedString, ...]:
        part = self.related("sharedStrings")
        return () if part is None else read_shared_strings(self.package.read(part), part, self.path)

    @cached_property
    def styles(self) -> Styles:
        part = self.related("styles")
        return Styles(None if part is None else self.package.read(part), part, self.path)

    @cached_property
    def names(self) -> tuple[DefinedName, ...]:
        from valmennus_tui.workbook.names import read_names

        found = read_names(self.package.read(self.part), self.sheet_names)
        for name in found:
            if max(len(name.name), len(name.text)) > limits.NAME_CHARS:
                raise refuse_file(Reason.TOO_MUCH_DATA, self.path)
        return found

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return read_tables(self.package, [(info.name, info.part) for info in self.worksheets])

    @cached_property
    def pivot_areas(self) -> tuple[tuple[str, Area], ...]:
        """Where pivot tables put their output, each area with its sheet's name."""
        from valmennus_tui.workbook.pivots import pivot_areas

        return pivot_areas(self)

    @cached_property
    def read_only_reason(self) -> Reason | None:
        """Why the file can be read but must not be saved; None where it can."""
        if self.encrypted:
            return Reason.ENCRYPTED_BOOK
        if any(name.casefold().startswith("_xmlsignatures/") for name in self.package.names):
            return Reason.SIGNED
        shared = {"revisionHeaders", "usernames"}
        if any(relationship.kind in shared for relationship in self.relationships):
            return Reason.SHARED_WORKBOOK
        return None

    def related(self, kind: str) -> str | None:
        """The part that the workbook relates to by ``kind`` (``styles``, ``sharedStrings``,
        ``calcChain``…).
        """
        for relationship in self.relationships:
            if relationship.kind == kind and not relationship.external:
                return relationship.target if self.package.has(relationship.target) else None
        return None

    # ------------------------------------------------------------------ lists
    def validations(self, sheet: str) -> tuple[Validation, ...]:
        """The data validation rules of a sheet, ordinary and extension ones."""
        found = self._validations.get(sheet)
        if found is None:
            info = self.info(sheet)
            found = read_validations(self.package.read(info.part)) if info.kind == "worksheet" else ()
            self._validations[sheet] = found
        return found

    @cached_property
    def _validations(self) -> dict[str, tuple[Validation, ...]]:
        return {}

    def choices(self, sheet: str, ref: Ref) -> Choices | None:
        """The drop-down list of a cell: its values, or why they cannot be told; None where it has no list."""
        validation = validation_at(self.validations(sheet), ref)
        if validation is None or validation.kind is not ValidationKind.LIST:
            return None
        from valmennus_tui.workbook.lists import resolve

        return resolve(validation, self, sheet, ref)

    # ---------------------------------------------------------------- overlay
    def with_cells(
        self, edits: Mapping[tuple[str, Ref], NewValue], results: StaleResults | None = None
    ) -> Workbook:
        """This workbook as it would read after ``edits``: for showing, not for saving.

        ``results`` (of :func:`formulas.stale.stale_results`) shows recomputed results, and those that wait
        for Excel as stale.
        """
        other = object.__new__(Workbook)
        other.__dict__.update(self.__dict__)
        overlays = {name: dict(cells) for name, cells in self._overlays.items()}
        for (name, ref), value in edits.items():
            overlays.setdefault(name, {})[ref] = self.sheet(name).edited_cell(ref, value)
        if results is not None:
            for (name, ref), result in results.recomputed.items():
                overlays.setdefault(name, {})[ref] = self.sheet(name).value_cell(ref, result)
            for name, ref in results.dropped:
                old = self.sheet(name).cell(ref)
                stale = Cell(ref, None, old.style, old.number_format, old.formula, stale=True)
                overlays.setdefault(name, {})[ref] = stale
        other._overlays, other._shown = overlays, {}
        return other

    @property
    def is_overlay(self) -> bool:
        """Whether this shows unsaved edits (then it cannot be saved itself)."""
        return bool(self._overlays)

    # ---------------------------------------------------------------- reading
    def _find_part(self) -> str:
        for relationship in read_relationships(self.package):
            if relationship.kind == "officeDocument" and not relationship.external:
                if not self.package.has(relationship.target):
                    raise refuse_file(Reason.MISSING_PART, self.path, part=relationship.target)
                return relationship.target
        raise refuse_file(Reason.NOT_EXCEL, self.path)

    def _read_map(self) -> None:
        by_id = {relationship.id: relationship for relationship in self.relationships}
        found: list[SheetInfo] = []
        path: list[str] = []

        def start(name: str, attributes: xml.Attributes) -> None:
            path.append(xml.local(name))
            if path[1:] == ["workbookPr"]:
                self.date1904 = attributes.get("date1904") in ("1", "true")
            elif path[1:] == ["calcPr"]:
                self.calculation = attributes
            elif path[1:] == ["sheets", "sheet"]:
                found.append(self._sheet_info(attributes, by_id))

        def end(_name: str) -> None:
            path.pop()

        xml.parse(self.package.read(self.part), self.part, self.path, start=start, end=end)
        names = [info.name.casefold() for info in found]
        if not found or len(set(names)) != len(names):
            raise refuse_file(Reason.BAD_NAME, self.path)
        self.sheets = tuple(found)

    def _sheet_info(self, attributes: xml.Attributes, by_id: dict[str, Relationship]) -> SheetInfo:
        ids = [value for key, value in attributes.items() if ":" in key and xml.local(key) == "id"]
        relationship = by_id.get(ids[0]) if ids else None
        name = attributes.get("name", "")
        if not name or len(name) > 255:
            raise refuse_file(Reason.BAD_NAME, self.path)
        if relationship is None or relationship.external or not self.package.has(relationship.target):
            missing = name if relationship is None else relationship.target
            raise refuse_file(Reason.MISSING_PART, self.path, sheet=name, part=missing)
        state = attributes.get("state", "visible")
        kind = _KINDS.get(relationship.kind, "dialogsheet")
        return SheetInfo(name, relationship.target, state if state in _STATES else "visible", kind)
