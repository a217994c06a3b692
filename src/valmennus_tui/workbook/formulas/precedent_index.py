"""Finding the formulas that read a cell, without asking each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from valmennus_tui.workbook.formulas.syntax import Span

if TYPE_CHECKING:
    from valmennus_tui.workbook.formulas.graph import Formula

_ROWS: Final = 64
_COLUMNS: Final = 8
_MOST_BLOCKS: Final = 512
"""An area that lies in more blocks than this is kept in a list of its own."""
_MOST_CELLS: Final = 4096


class Block(NamedTuple):
    """64 rows by 8 columns of a sheet; areas are entered in the blocks they touch."""

    sheet: str
    row: int
    column: int


class PrecedentIndex:
    """Areas read by formulas, by the place where they lie. Does not change once made."""

    def __init__(self, formulas: Sequence[Formula]) -> None:
        self.readers: dict[Span, list[Formula]] = {}
        for formula in formulas:
            for span in formula.precedents.spans:
                self.readers.setdefault(span, []).append(formula)
        self.blocks: dict[Block, list[Span]] = {}
        self.wide: dict[str, list[Span]] = {}
        for span in self.readers:
            blocks = _blocks(span)
            if len(blocks) > _MOST_BLOCKS:
                self.wide.setdefault(span.sheet, []).append(span)
                continue
            for row in blocks.rows:
                for column in blocks.columns:
                    self.blocks.setdefault(Block(span.sheet, row, column), []).append(span)

    def search(self) -> Search:
        """Begin a search that gives each area's readers once."""
        return Search(self)

    def readers_within(self, formula: Formula, reached: Callable[[Span], bool]) -> Iterator[Formula]:
        """The formulas that read an area of the formula's sheet for which ``reached`` says yes."""
        for span, readers in self.readers.items():
            if span.sheet == formula.place.sheet and reached(span):
                yield from readers


class _Blocks(NamedTuple):
    rows: range
    columns: range

    def __len__(self) -> int:
        return len(self.rows) * len(self.columns)


def _blocks(span: Span) -> _Blocks:
    return _Blocks(
        range(span.top // _ROWS, span.bottom // _ROWS + 1),
        range(span.left // _COLUMNS, span.right // _COLUMNS + 1),
    )


class Search:
    """One walk through the index. What was found once is not looked at again."""

    def __init__(self, index: PrecedentIndex) -> None:
        self._index = index
        self._found: set[Span] = set()
        self._blocks: dict[Block, list[Span]] = {}
        self._wide: dict[str, list[Span]] = {}

    def readers(self, cells: Span) -> Iterator[Formula]:
        """The formulas that read any cell of ``cells`` and were not given before."""
        for span in self._hits(cells):
            if span not in self._found:
                self._found.add(span)
                yield from self._index.readers[span]

    def _hits(self, cells: Span) -> list[Span]:
        if cells.size > _MOST_CELLS:
            return [span for span in self._index.readers if span.overlaps(cells)]
        wide = self._wide.get(cells.sheet)
        if wide is None:
            wide = self._index.wide.get(cells.sheet, [])
        hits, self._wide[cells.sheet] = _part(wide, cells)
        blocks = _blocks(cells)
        for row in blocks.rows:
            for column in blocks.columns:
                block = Block(cells.sheet, row, column)
                spans = self._blocks.get(block)
                if spans is None:
                    spans = self._index.blocks.get(block, [])
                found, self._blocks[block] = _part(spans, cells)
                hits += found
        return hits


def _part(spans: Iterable[Span], cells: Span) -> tuple[list[Span], list[Span]]:
    """Those that overlap ``cells``, and the rest."""
    hits: list[Span] = []
    rest: list[Span] = []
    for span in spans:
        (hits if span.overlaps(cells) else rest).append(span)
    return hits, rest
