"""Taking a person's text out of single parts: notes, filter values, pivot and chart caches, shared strings.

These are the places of the closed list (what a save may change). Elements are never removed: indexes, counts
and relations between parts stay true, and so does every other byte of the part. A whole value becomes empty;
inside a longer text the words become ``...`` so that the rest keeps its sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.sensitive import Sensitive, normal
from valmennus_tui.workbook.splices import Splice, apply
from valmennus_tui.workbook.text_spans import (
    Passage,
    attributes,
    passages,
    removals,
    starts_of,
)

MARK = b"..."
"""What stands where words were taken out of a longer text; plain ASCII, so right in any escaping."""

_ROOT = re.compile(rb"<(?![?!])(?:[^\s:<>/]+:)?([^\s:<>/]+)")
_FILTER_VALUES = {"filter": ("val", "stringValue1", "stringValue2"), "customFilter": ("val",)}


class Erasable(StrEnum):
    """The kinds of places where a person's text may be taken out."""

    NOTE = "note"
    FILTER = "filter"
    PIVOT_CACHE = "pivot_cache"
    PIVOT_NUMBER = "pivot_number"
    CHART_CACHE = "chart_cache"
    CHART_NUMBER = "chart_number"


_FILTERED = frozenset({"worksheet", "table", "pivotTableDefinition"})
_NUMBERS = (Erasable.PIVOT_NUMBER, Erasable.CHART_NUMBER)


def root_name(part: bytes) -> str:
    """The local name of the root element, "" where the part is not XML in UTF-8."""
    head = part.lstrip(b"\xef\xbb\xbf \t\r\n")
    match = _ROOT.search(part) if head.startswith(b"<") else None
    return match[1].decode("utf-8", "replace") if match else ""


def erasable(root: str, passage: Passage) -> Erasable | None:
    """What kind of erasable place a passage of a part with that root element is, or None."""
    element, attribute = passage.element, passage.attribute
    if attribute is not None:
        if root in _FILTERED and attribute in _FILTER_VALUES.get(element, ()):
            return Erasable.FILTER
        return _pivot_value(root, element, attribute)
    names = {step.name for step in passage.path}
    if root == "comments":
        return Erasable.NOTE if names & {"comment", "author"} else None
    if root == "ThreadedComments":
        return Erasable.NOTE if "text" in names else None
    if root == "chartSpace":
        if "numCache" in names or "numDim" in names:
            return Erasable.CHART_NUMBER if names & {"v", "pt"} else None
        cached = any(name.endswith("Cache") for name in names) or "lvl" in names
        return Erasable.CHART_CACHE if cached and names & {"v", "pt"} else None
    return None


def _pivot_value(root: str, element: str, attribute: str) -> Erasable | None:
    if root in ("pivotCacheDefinition", "pivotCacheRecords"):
        if element == "s" and attribute in ("v", "c"):
            return Erasable.PIVOT_CACHE
        if (element, attribute) == ("n", "v"):
            return Erasable.PIVOT_NUMBER
        if element == "sharedItems" and attribute in ("minValue", "maxValue"):
            return Erasable.PIVOT_NUMBER
    if root == "pivotTableDefinition" and (element, attribute) == ("item", "n"):
        return Erasable.PIVOT_CACHE
    return None


@dataclass(frozen=True, slots=True)
class NoteKeeper:
    """Which notes of one part are hers because they hang on her cells.

    ``cells`` are her cells in the part's sheet; ``guidance`` the texts of notes that hang on other cells too:
    a template's advice repeated on every row is nobody's.
    """

    cells: frozenset[Ref] = frozenset()
    guidance: frozenset[str] = frozenset()

    def is_hers(self, part: bytes, passage: Passage) -> bool:
        owner = passage.within("comment") or passage.within("threadedComment")
        if owner is None or normal(passage.text) in self.guidance:
            return False
        return _anchor(part, owner.start) in self.cells


def notes_on_other_cells(part: bytes, cells: frozenset[Ref]) -> frozenset[str]:
    """The texts of the notes of one part that do not hang on ``cells``."""
    found = set()
    for passage in passages(part):
        owner = passage.within("comment") or passage.within("threadedComment")
        if owner is not None and passage.attribute is None and _anchor(part, owner.start) not in cells:
            found.add(normal(passage.text))
    return frozenset(found)


def _anchor(part: bytes, start: int) -> Ref | None:
    try:
        return Ref.parse(attributes(part, start).get("ref", ""))
    except ValueError:
        return None


def erase_part(
    part: bytes,
    sensitive: Sensitive,
    keeper: NoteKeeper | None = None,
    skip: tuple[int, int] | None = None,
) -> bytes:
    """The part without her text where it may be erased. ``skip``: bytes to pass over (the cells)."""
    root, keeper = root_name(part), keeper or NoteKeeper()
    splices: list[Splice] = []
    marks = 0
    for passage in passages(part, skip):
        place = erasable(root, passage)
        if place is None:
            continue
        spans = sensitive.spans(passage.text)
        if place in _NUMBERS:
            spans = ((0, len(passage.text)),) if sensitive.is_number(passage.text) else ()
        if place is Erasable.NOTE and keeper.is_hers(part, passage):
            spans = ((0, len(passage.text)),)
        for start, end in spans:
            marks += 1
            put = _put(part, place, passage, (start, end), marks)
            splices += removals(part, passage, start, end, put)
    return apply(part, splices) if splices else part


def _put(part: bytes, place: Erasable, passage: Passage, span: tuple[int, int], marks: int) -> bytes:
    """What stands in place of the text taken out."""
    whole = span == (0, len(passage.text))
    if place in _NUMBERS:
        return b"0"
    if place is Erasable.PIVOT_CACHE and not passage.within("pivotCacheRecords"):
        # Excel repairs a file in which two items of a pivot field, or two captions, are alike.
        return MARK * marks
    owner = passage.within("threadedComment")
    if owner is not None and b"<mentions" in part[owner.start : _owner_end(part, owner.start)]:
        # A mention is placed by character numbers, so the text keeps its length.
        return b"." * len(passage.text[slice(*span)].encode("utf-16-le")[::2])
    return b"" if whole else MARK


def _owner_end(part: bytes, start: int) -> int:
    end = part.find(b"threadedComment>", start)
    return len(part) if end < 0 else end


def blank_strings(part: bytes, unwanted: Iterable[int]) -> bytes:
    """The shared string part with the given entries emptied in place, phonetic text and runs' text included.

    Their places in the table stay, so no other cell's index changes.
    """
    wanted = frozenset(unwanted)
    if not wanted:
        return part
    splices = [
        Splice(piece.start, piece.end, b"")
        for number, passage in string_passages(part)
        if number in wanted
        for piece in passage.pieces
    ]
    return apply(part, splices) if splices else part


def string_passages(part: bytes) -> Iterator[tuple[int, Passage]]:
    """The texts of a shared string part with the number of the entry that each belongs to.

    Entries without any text have none. One entry can have two passages: its text and its phonetic guide.
    """
    starts = {start: number for number, start in enumerate(starts_of(part, "si"))}
    for passage in passages(part):
        entry = passage.within("si")
        if entry is not None and passage.attribute is None:
            yield starts[entry.start], passage
