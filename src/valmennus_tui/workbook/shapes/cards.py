"""Cards: a sheet about one client, with labels beside or above their values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.grid import Grid
from valmennus_tui.workbook.shapes.meaning import NEEDS
from valmennus_tui.workbook.vocabulary import CERTAIN, Match, Vocabulary

_LEAST_LABELS = 4
_SECTION_REACH = 8


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the cell of its value."""

    match: Match
    text: str
    label: Ref
    value: Ref


@dataclass(frozen=True, slots=True)
class FoundCard:
    """The labelled values of one client's sheet, and label-like texts that no field was found for."""

    sheet: str
    labels: Mapping[str, Label]
    unmapped: tuple[tuple[Ref, str], ...]

    @property
    def score(self) -> float:
        return sum(label.match.score for label in self.labels.values())


def has_labels(grid: Grid, vocabulary: Vocabulary, header_rows: Collection[int]) -> bool:
    """Whether a sheet has enough labels outside its tables' headers to be worth a closer look."""
    fields = {
        match.field
        for row, texts in grid.texts.items()
        if row not in header_rows
        for text in texts.values()
        for match in vocabulary.matches(text)
        if match.kind is RecordKind.CLIENT
    }
    return "code" in fields and len(fields) >= _LEAST_LABELS


def find_card(grid: Grid, vocabulary: Vocabulary, taken_rows: Iterable[range]) -> FoundCard | None:
    """The card that a sheet is, or None. ``taken_rows`` are the rows of its small tables."""
    taken = {row for rows in taken_rows for row in rows}
    texts = {Ref(r, c): t for r, row in grid.texts.items() if r not in taken for c, t in row.items()}
    spoken = RecordKind.CLIENT in vocabulary.title_kinds(grid.sheet.name)
    candidates = {}
    for ref, text in texts.items():
        match = _label_match(grid, ref, text, vocabulary, spoken=spoken)
        if match is not None:
            candidates[ref] = (match, text)
    labels = _placed(grid, candidates, texts)
    if not _is_card(labels):
        return None
    known = {label.label for label in labels.values()} | {label.value for label in labels.values()}
    rest = tuple(
        (ref, text) for ref, text in texts.items() if text.rstrip().endswith(":") and ref not in known
    )
    return FoundCard(grid.sheet.name, labels, rest)


def _is_card(labels: Mapping[str, Label]) -> bool:
    own = [n for n, label in labels.items() if n in NEEDS[RecordKind.CLIENT].own and not label.match.bare]
    rows = {label.label.row for label in labels.values()}
    return "code" in labels and len(labels) >= _LEAST_LABELS and len(own) >= 2 and len(rows) > 1


def _label_match(grid: Grid, ref: Ref, text: str, vocabulary: Vocabulary, *, spoken: bool) -> Match | None:
    found = [m for m in vocabulary.matches(text) if m.kind is RecordKind.CLIENT]
    strong = [m for m in found if not m.bare]
    section = _section(grid, ref)
    if not strong and section:
        joined = [m for m in vocabulary.matches(f"{section} {text}") if m.kind is RecordKind.CLIENT]
        strong = [m for m in joined if not m.bare]
    if not strong and section and vocabulary.title_kinds(section):
        if RecordKind.CLIENT not in vocabulary.title_kinds(section):
            return None
        spoken = True
    best = max(strong or found, key=lambda m: m.score, default=None)
    if best is None or best.score < CERTAIN:
        return None
    return best._replace(bare=False) if best.bare and spoken else best


def _section(grid: Grid, ref: Ref) -> str:
    """The nearest text above that stands alone in its row: the title of a section of the card."""
    for row in range(ref.row - 1, max(0, ref.row - _SECTION_REACH), -1):
        texts = grid.texts.get(row, {})
        if len(texts) == 1 and not grid.filled.get(row):
            ((column, text),) = texts.items()
            alone = not text.rstrip().endswith(":")
            if alone and column <= ref.column:
                return text
    return ""


def _placed(
    grid: Grid, candidates: Mapping[Ref, tuple[Match, str]], texts: Mapping[Ref, str]
) -> dict[str, Label]:
    """Each field's label and its value's place: beside or below, as most labels of the sheet have it."""
    options: dict[Ref, list[tuple[str, Ref]]] = {}
    for ref in candidates:
        found = []
        for way, place in (("right", _beside(grid, ref)), ("below", _below(grid, ref))):
            if place is not None and not _looks_like_label(place, candidates, texts):
                found.append((way, place))
        options[ref] = found
    _settle_runs(options)
    only = [each[0][0] for each in options.values() if len(each) == 1]
    usual = "below" if only.count("below") > only.count("right") else "right"
    labels: dict[str, Label] = {}
    used: set[Ref] = set()
    for ref, (match, text) in sorted(candidates.items(), key=lambda each: (-each[1][0].score, each[0])):
        found = sorted(options[ref], key=lambda each: each[0] != usual)
        for _way, place in found:
            if match.field not in labels and place not in used:
                labels[match.field] = Label(match, text, ref, place)
                used.add(place)
    return labels


def _settle_runs(options: dict[Ref, list[tuple[str, Ref]]]) -> None:
    """Labels side by side have their values below, the last of them too though the cell beside is free."""
    for ref, found in options.items():
        in_run = (
            options.get(ref.shifted(columns=-1)) is not None
            or options.get(ref.shifted(columns=1)) is not None
        )
        below = [each for each in found if each[0] == "below"]
        if in_run and below:
            options[ref] = below


def _beside(grid: Grid, ref: Ref) -> Ref | None:
    area = grid.merge(ref.row, ref.column)
    column = (area.last.column if area else ref.column) + 1
    place = grid.sheet.anchor(Ref(ref.row, column))
    return place if place.row <= ref.row else None


def _below(grid: Grid, ref: Ref) -> Ref | None:
    area = grid.merge(ref.row, ref.column)
    row = (area.last.row if area else ref.row) + 1
    place = grid.sheet.anchor(Ref(row, ref.column))
    return place if place.column == ref.column else None


def _looks_like_label(
    place: Ref, candidates: Mapping[Ref, tuple[Match, str]], texts: Mapping[Ref, str]
) -> bool:
    return place in candidates or texts.get(place, "").rstrip().endswith(":")
