"""What the headers of one table mean together: which record kind, and which field each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from valmennus_tui.domain.schema import RecordKind, client_field
from valmennus_tui.workbook.grid import Header
from valmennus_tui.workbook.headers import normalise
from valmennus_tui.workbook.layouts import Column
from valmennus_tui.workbook.shapes.readings import TITLED, Reading, readings
from valmennus_tui.workbook.vocabulary import BARE, CERTAIN, Vocabulary


@dataclass(frozen=True, slots=True)
class Need:
    """What a table must have to count as one of a kind: all of ``fields``, one of each of ``either``.

    ``own`` are fields that speak for the kind by themselves; at least ``least_own`` of them must stand
    there under a header that says enough.
    """

    either: tuple[frozenset[str], ...]
    own: frozenset[str]
    least_own: int
    least: int


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEEDS: Mapping[RecordKind, Need] = {
    RecordKind.CLIENT: Need(
        (),
        _names(
            "coach referral_date referral_source linked_team service_start employed_at_entry profile_started "
            "profile_done job_search_plan first_employer_contact benefits_advice disclosure_discussed phase "
            "service_end"
        ),
        2,
        2,
    ),
    RecordKind.EMPLOYMENT: Need(
        (_names("start end"), _names("employer job_title")),
        _names(
            "employer job_title contract open_market wage_subsidy wage_subsidy_end hours_per_week "
            "collective_pay support_plan start end"
        ),
        1,
        2,
    ),
    RecordKind.EDUCATION: Need(
        (_names("start end"), _names("kind school")), _names("school kind study_plan start"), 1, 2
    ),
    RecordKind.CONTACT: Need(
        (_names("date"), _names("employer")), _names("employer face_to_face purpose visit_number date"), 2, 2
    ),
    RecordKind.SUPPORT: Need((_names("date"),), _names("date face_to_face place"), 1, 2),
    RecordKind.COACH: Need((_names("code"), _names("fte valid_from")), _names("code fte"), 1, 2),
    RecordKind.WORK_LOG: Need(
        (_names("coach"), _names("period")), _names("period hours_total hours_employment_services"), 1, 2
    ),
    RecordKind.ASSESSMENT: Need((_names("date"),), _names("date assessors edition"), 1, 2),
    RecordKind.CRITERION: Need(
        (_names("assessment"), _names("number"), _names("score")), _names("number score"), 2, 3
    ),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One repeating group found in a client's row."""

    kind: RecordKind
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The best reading of a table's headers."""

    kind: RecordKind
    columns: Mapping[str, Column]
    own: int
    groups: tuple[Group, ...] = ()
    taken: frozenset[int] = field(default=frozenset())
    trusted: bool = False

    @property
    def score(self) -> float:
        slots = sum(column.score for group in self.groups for column in group.columns.values())
        return sum(column.score for column in self.columns.values()) + slots

    @property
    def has_client(self) -> bool:
        return client_field(self.kind) in self.columns

    @property
    def complete(self) -> bool:
        """Whether there is enough to call it a table of its kind (the owner aside)."""
        need = NEEDS[self.kind]
        if self.trusted:
            return len(self.columns) > 1 and (
                self.has_client or all(e & set(self.columns) for e in need.either)
            )
        enough = len(self.columns) >= need.least + self.has_client and self.own >= need.least_own
        return enough and all(each & set(self.columns) for each in need.either)


def read_headers(
    headers: Sequence[Header], vocabulary: Vocabulary, titles: Iterable[RecordKind] = ()
) -> tuple[Meaning, ...]:
    """Every kind that the headers could be a table of, the likeliest first.

    ``titles`` are the kinds that the sheet's name or a title above speaks for.
    """
    return _read_headers(tuple(headers), vocabulary, frozenset(titles))


@lru_cache(maxsize=256)
def _read_headers(
    headers: tuple[Header, ...], vocabulary: Vocabulary, spoken: frozenset[RecordKind]
) -> tuple[Meaning, ...]:
    """Remembered: a team's workbooks have the same headers."""
    found_readings = {header.column: readings(header, vocabulary) for header in headers}
    found = []
    for kind in RecordKind:
        columns, own = _assign(kind, headers, found_readings, titled=kind in spoken)
        if not columns:
            continue
        meaning = Meaning(
            kind,
            columns,
            own,
            taken=frozenset(c.column for c in columns.values()),
            trusted=vocabulary.trusted,
        )
        bonus = 1.5 if kind in spoken else 0.0
        found.append((meaning.complete, meaning.score + bonus, meaning))
    found.sort(key=lambda each: (each[0], each[1]), reverse=True)
    return tuple(meaning for _complete, _score, meaning in found)


def _assign(
    kind: RecordKind,
    headers: Sequence[Header],
    readings: Mapping[int, tuple[Reading, ...]],
    *,
    titled: bool,
) -> tuple[dict[str, Column], int]:
    """The columns of a kind's fields, each field and each column once, the best matches first.

    Also counts the fields whose headers say enough by themselves. A field that two equal headers claim stays
    without a column: which of them is meant cannot be told.
    """
    options = _options(kind, headers, readings, titled=titled)
    columns: dict[str, Column] = {}
    used: set[int] = set()
    own = 0
    for score, reading in sorted(options, key=lambda each: (-each[0], each[1].header.column)):
        match, column = reading.match, reading.header.column
        if match.field in columns or column in used:
            continue
        if match.field != client_field(kind) and _claimed_twice(score, reading, options):
            continue
        columns[match.field] = Column(match.field, column, reading.header.leaf, score)
        used.add(column)
        own += match.field in NEEDS[kind].own and (not match.bare or titled)
    return columns, own


def _options(
    kind: RecordKind,
    headers: Sequence[Header],
    readings: Mapping[int, tuple[Reading, ...]],
    *,
    titled: bool,
) -> list[tuple[float, Reading]]:
    """Every reading of every column as a field of the kind that is certain enough, with its score."""
    found: list[tuple[float, Reading]] = []
    for index, header in enumerate(headers):
        for reading in readings[header.column]:
            match, score = reading.match, reading.match.score
            if match.kind is not kind:
                continue
            if kind is RecordKind.CLIENT and (
                reading.number is not None or (match.bare and _among_others(index, headers, readings))
            ):
                continue
            if match.bare:
                score = TITLED if titled else min(score, BARE)
            if score >= CERTAIN:
                found.append((score, reading))
    return found


def _among_others(index: int, headers: Sequence[Header], readings: Mapping[int, tuple[Reading, ...]]) -> bool:
    """Whether the nearest telling header before a column speaks of other records than clients.

    After an employer “Alkoi” begins the job, not the service.
    """
    for header in reversed(headers[:index]):
        telling = {r.match.kind for r in readings[header.column] if not r.match.bare and r.match.score >= 0.9}
        if telling:
            return RecordKind.CLIENT not in telling
    return False


def _claimed_twice(score: float, reading: Reading, options: Iterable[tuple[float, Reading]]) -> bool:
    header = reading.header
    return any(
        other.match.field == reading.match.field
        and other_score == score
        and other.header.column != header.column
        and normalise(other.header.leaf) == normalise(header.leaf)
        and [text for text, _begins in other.header.parents] == [text for text, _begins in header.parents]
        for other_score, other in options
    )
