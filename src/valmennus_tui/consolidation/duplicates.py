"""Workbooks of one coach: copies, files that continue each other, and files that tell of the same clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

from valmennus_tui.consolidation.file_names import is_copy, original_name
from valmennus_tui.consolidation.gathered import CoachFile, DuplicateConflict, Duplicates, Gathered, Problem
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.period import earliest, latest
from valmennus_tui.i18n import _, ngettext

REFUSED = 4
"""The exit code where a person has to choose (``docs/cli.md``)."""
SAME_COACH = "same_coach"
"""The code of the problem that a coach has several workbooks with the same clients."""
ROWS_TOLD = 10
"""So many rows are enough to find out what is the matter."""


@dataclass(frozen=True, slots=True)
class DuplicateRule:
    """What to do with overlapping workbooks of one coach. ``use`` names files that count instead of the
    others."""

    policy: Duplicates = Duplicates.ASK
    use: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sorted:
    """The files that count, and what is to be known of the others."""

    files: tuple[CoachFile, ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[DuplicateConflict, ...]


def sort_out(files: Sequence[CoachFile], rule: DuplicateRule, *, team_wide: bool) -> Sorted:
    """Which files count. ``team_wide``: a client code means the same person with every coach."""
    kept, problems = _without_copies(files)
    conflicts = []
    for group in _groups(kept):
        shared = _overlapping(group)
        if not shared:
            continue
        dropped, told, conflict = _decide(group, shared, rule)
        kept = [file for file in kept if file not in dropped]
        problems += told
        conflicts += [conflict] if conflict else []
    problems += _shared_codes(kept, team_wide=team_wide)
    return Sorted(tuple(kept), tuple(problems), tuple(conflicts))


def set_aside(gathered: Gathered) -> bool:
    """Whether workbooks of one coach were left out because they tell of the same clients."""
    read = {file.path for file in gathered.files}
    return any(problem.code == SAME_COACH and problem.path not in read for problem in gathered.problems)


def _groups(files: Iterable[CoachFile]) -> Iterable[list[CoachFile]]:
    """Files of one coach; where a file does not say whose it is, the copies of it by their names."""
    groups: dict[tuple[str, Path | None], list[CoachFile]] = defaultdict(list)
    for file in files:
        coach = file.source.own_coach
        groups[coach, None if coach else file.path.with_name(original_name(file.path))].append(file)
    return groups.values()


def _without_copies(files: Sequence[CoachFile]) -> tuple[list[CoachFile], list[Problem]]:
    """Of files with the same content one counts: with a log beside it, and no copy by its name.

    Where the logs beside them differ they are no copies, and somebody has to choose.
    """
    by_content: dict[str, list[CoachFile]] = defaultdict(list)
    for file in files:
        by_content[file.content or file.fingerprint].append(file)
    problems: list[Problem] = []
    dropped = []
    for group in by_content.values():
        counted = min(group, key=lambda file: (not file.has_log, is_copy(file.path)))
        for file in group:
            if file is not counted and not (file.has_log and file.fingerprint != counted.fingerprint):
                dropped.append(file)
                message = _("The file is the same as {name} and is counted once.")
                text = message.format(name=counted.source.name)
                problems.append(Problem(file.path, Severity.WARNING, "copy", text))
    return [file for file in files if file not in dropped], problems


def _overlapping(group: Sequence[CoachFile]) -> frozenset[str]:
    """Client codes that stand in more than one of the files, for times that overlap."""
    return frozenset(code for one, other in combinations(group, 2) for code in _in_both(one, other))


def _in_both(one: CoachFile, other: CoachFile) -> Iterator[str]:
    theirs = _by_code(other.source.records.clients)
    for code, mine in _by_code(one.source.records.clients).items():
        if any(_meet(a, b) for a in mine for b in theirs.get(code, ())):
            yield code


def _by_code(clients: Iterable[Client]) -> dict[str, list[Client]]:
    found: dict[str, list[Client]] = defaultdict(list)
    for client in clients:
        if client.code:
            found[client.code].append(client)
    return found


def _meet(a: Client, b: Client) -> bool:
    """Whether two service periods share a day; what is not known may be any day."""
    return _first(a) <= _last(b) and _first(b) <= _last(a)


def _first(client: Client) -> date:
    return earliest(client.service_start) or date.min


def _last(client: Client) -> date:
    return latest(client.service_end) or date.max


def _decide(
    group: Sequence[CoachFile], shared: Collection[str], rule: DuplicateRule
) -> tuple[list[CoachFile], list[Problem], DuplicateConflict | None]:
    """The files that do not count, what is said of them, and the choice that waits."""
    chosen = [file for file in group if rule.use & {file.source.name, file.path.name}]
    count = len(shared)
    if chosen:
        dropped = [file for file in group if file not in chosen]
        message = _("The file is left out: {name} was chosen instead of it.")
        text = message.format(name=", ".join(file.source.name for file in chosen))
        return dropped, [Problem(file.path, Severity.WARNING, "not_chosen", text) for file in dropped], None
    if rule.policy is Duplicates.UNITE:
        told = _in_both_sentence(count) + " " + _("They are counted from all of them.")
        return [], [_same_coach(file, group, told) for file in group[1:]], None
    told = _in_both_sentence(count) + " " + _("None of the files is counted.")
    if rule.policy is Duplicates.LEAVE_OUT:
        return list(group), [_same_coach(file, group, told) for file in group], None
    told += " " + _("Choose which one counts, or take the others out of the folder.")
    problems = [
        replace(_same_coach(file, group, told), severity=Severity.ERROR, exit_code=REFUSED) for file in group
    ]
    paths = tuple(file.path for file in group)
    return list(group), problems, DuplicateConflict(group[0].source.own_coach or None, paths, count)


def _in_both_sentence(count: int) -> str:
    text = ngettext(
        "{n} client is in more than one of them at the same time.",
        "{n} clients are in more than one of them at the same time.",
        count,
    )
    return text.format(n=count)


def _same_coach(file: CoachFile, group: Sequence[CoachFile], told: str) -> Problem:
    """That a file is not the only one, and what follows from it."""
    coach = file.source.own_coach
    names = ", ".join(other.source.name for other in group if other is not file)
    if not coach:
        first = _("By their names, this file and {names} are copies of one workbook.").format(names=names)
    else:
        first = _("The coach {coach} has another workbook too: {names}.").format(coach=coach, names=names)
    return Problem(file.path, Severity.WARNING, SAME_COACH, f"{first} {told}")


def _shared_codes(files: Sequence[CoachFile], *, team_wide: bool) -> Iterator[Problem]:
    """A client code with two coaches: two people by the rule in force, or a slip. Only the rows are told."""
    for one, other in combinations(files, 2):
        coach = one.source.own_coach
        if coach and coach == other.source.own_coach:
            continue
        theirs, mine = (_by_code(file.source.records.clients) for file in (one, other))
        clients = [client for code in mine if code in theirs for client in mine[code]]
        if not clients:
            continue
        places = [place for client in clients if (place := other.places.get(client.key))]
        rows = ", ".join(str(place.row) for place in places[:ROWS_TOLD])
        rows += " …" if len(places) > ROWS_TOLD else ""
        text = _("Client codes of this file (on rows {rows}) are in {name} too.")
        text = text.format(rows=rows, name=one.source.name) + " "
        text += (
            _("They are taken for the same people.") if team_wide else _("They are taken for other people.")
        )
        sheet = (places[0].label or places[0].sheet) if places else None
        yield Problem(other.path, Severity.HINT, "shared_codes", text, sheet=sheet)
