"""Which files and rows the figures come from, told without clients' codes and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from valmennus_tui.consolidation.gathered import CoachFile, Gathered
from valmennus_tui.consolidation.provenance import CountedRows
from valmennus_tui.domain.indicators.figures import RecordRef


def told_name(file: CoachFile, path: Path) -> str:
    """What a coach's workbook, or the companion beside it, is called: its name within the folder."""
    return str(PurePosixPath(file.source.name).with_name(path.name))


def fingerprints(gathered: Gathered) -> dict[str, str]:
    """The files by name with their hash; a workbook and its companion share the hash of both."""
    return {name: file.fingerprint for file in gathered.files for name in _names(file)}


def _names(file: CoachFile) -> Iterator[str]:
    for path in dict.fromkeys((file.path, *(place.path for place in file.places.values()))):
        yield told_name(file, path)


class Origins:
    """The rows behind figures, and whose figures each file may be behind."""

    def __init__(self, gathered: Gathered) -> None:
        self._places = {
            (file.source.name, key): (told_name(file, place.path), place.label or place.sheet, place.row)
            for file in gathered.files
            for key, place in file.places.items()
        }
        self._by_coach = _files_by_coach(gathered.files)
        self.every = tuple(dict.fromkeys(name for file in gathered.files for name in _names(file)))

    def files(self, coach: str | None) -> tuple[str, ...]:
        """The files that were looked through for a coach's figures, or for the team's (None)."""
        return self.every if coach is None else self._by_coach.get(coach, ())

    def knows(self, coach: str) -> bool:
        """Whether any file is about a coach."""
        return coach in self._by_coach

    def rows(self, refs: Iterable[RecordRef]) -> tuple[CountedRows, ...]:
        """Where records stand, file by file and sheet by sheet."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for ref in refs:
            place = self._places.get((ref.source, ref.key))
            if place is not None:
                name, sheet, row = place
                found[name, sheet].append(row)
        return tuple(
            CountedRows(file=file, sheet=sheet, rows=tuple(sorted(rows)))
            for (file, sheet), rows in found.items()
        )


def _files_by_coach(files: Iterable[CoachFile]) -> Mapping[str, tuple[str, ...]]:
    """The files' names by the coaches that they or their rows name, as the indicators group them."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        records = file.source.records
        own = file.source.own_coach or file.source.name
        named = {client.coach or own for client in records.clients}
        named |= {contact.coach or own for contact in records.contacts}
        for coach in named or {own}:
            found[coach] += _names(file)
    return {coach: tuple(dict.fromkeys(names)) for coach, names in found.items()}
