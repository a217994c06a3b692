"""Which spellings of an employer count as one (criteria 18 and 20)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from valmennus_tui.domain.employer import is_business_id, normalised, same_employer


@dataclass(frozen=True, slots=True)
class Written:
    """An employer as a row writes it, with the business ID where the row has a valid one."""

    name: str
    business_id: str | None = None


def written(name: str | None, business_id: str | None = None) -> Written | None:
    """An employer from a row's texts; None where the row has neither a name nor a valid business ID."""
    known = business_id.strip() if business_id and is_business_id(business_id) else None
    bare = name.strip() if name else ""
    return Written(bare or str(known), known) if bare or known else None


def employer_keys(rows: Sequence[Written], merges: Mapping[str, str]) -> tuple[str, ...]:
    """For each row a key that rows of the same employer share.

    The same valid business ID is the same employer, and different ones are different employers. Without an
    ID a name counts as in the merge list, else by its spelling without case, punctuation and company form,
    and one letter apart in long names; it joins the employer with an ID where just one is spelt so.
    """
    merged = {normalised(name): target for name, target in merges.items()}
    names = [merged.get(normalised(row.name), row.name) for row in rows]
    leaders = same_employer(names)
    plain = [normalised(leaders.get(name, name)) for name in names]
    ids: dict[str, set[str]] = defaultdict(set)
    for row, name in zip(rows, plain, strict=True):
        if row.business_id:
            ids[name].add(row.business_id)
    return tuple(_key(row, name, ids[name]) for row, name in zip(rows, plain, strict=True))


def _key(row: Written, name: str, ids: set[str]) -> str:
    if row.business_id:
        return row.business_id
    return next(iter(ids)) if len(ids) == 1 else name


def spellings(rows: Sequence[Written], keys: Sequence[str]) -> int:
    """How many employers are written in more than one way."""
    found: dict[str, set[str]] = defaultdict(set)
    for row, key in zip(rows, keys, strict=True):
        found[key].add(row.name)
    return sum(len(names) > 1 for names in found.values())
