"""An attacker who has all published tables, a pencil and much time.

It shares no code with the suppression: it knows what anyone knows about the tables (totals are sums, the
half-years' events make the year, who worked was served) and reckons in two ways, together: exact elimination
of the equations, and narrowing of whole-number bounds through equations and inequalities until nothing moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

Name = tuple[str, str]
Equation = tuple[dict[Name, Fraction], Fraction]

EVENTS = ("exits", "exits_job", "exits_study", "exits_other", "job_starts", "job_ends", "kept_due")
EVENTS += ("kept_90", "education_starts")
PEOPLE = ("served", "new", "worked", "first_job_clients")
H1, H2, YEAR = "2026-H1", "2026-H2", "2026"
FAR = 10**6


def equations(periods: tuple[str, ...]) -> list[dict[Name, int]]:
    """Sums that are zero. ``idle``: served but did not work; ``lost``: due but not kept."""
    found: list[dict[Name, int]] = []
    for p in periods:
        found.append({("exits", p): -1, ("exits_job", p): 1, ("exits_study", p): 1, ("exits_other", p): 1})
        found.append({("served", p): -1, ("worked", p): 1, ("idle", p): 1})
        found.append({("kept_due", p): -1, ("kept_90", p): 1, ("lost", p): 1})
    if YEAR in periods:
        # The half-year that is not in the tables is reckoned with all the same.
        found += [{(row, YEAR): -1, (row, H1): 1, (row, H2): 1} for row in (*EVENTS, "lost")]
    return found


def inequalities(periods: tuple[str, ...]) -> list[dict[Name, int]]:
    """Sums that are at most zero."""
    found: list[dict[Name, int]] = []
    for p in periods:
        found += [{("new", p): 1, ("served", p): -1}, {("first_job_clients", p): 1, ("worked", p): -1}]
        found.append({("first_job_clients", p): 1, ("job_starts", p): -1})
    for half in (H1, H2):
        if YEAR in periods and half in periods:
            found += [{(row, half): 1, (row, YEAR): -1} for row in PEOPLE]
    if periods == (H1, H2, YEAR):
        found += [{(row, YEAR): 1, (row, H1): -1, (row, H2): -1} for row in (*PEOPLE, "idle")]
        found.append({("served", YEAR): 1, ("served", H1): -1, ("new", H2): -1})
        found.append({("served", YEAR): 1, ("served", H2): -1, ("exits", H1): -1})
    return found


def attack(
    periods: tuple[str, ...], published: Mapping[Name, int], percents: Mapping[Name, int]
) -> dict[Name, tuple[int, int]]:
    """The least and the greatest value that each count can have, as far as this attacker can tell."""
    rules = equations(periods)
    names = {name for rule in rules for name in rule} | {
        (row, p) for row in (*PEOPLE, *EVENTS) for p in periods
    }
    bounds = {name: (published.get(name, 0), published.get(name, FAR)) for name in names}
    plain: list[Equation] = [({n: Fraction(f) for n, f in rule.items()}, Fraction(0)) for rule in rules]
    solved = eliminate(plain, published)
    limits: list[Equation] = [
        ({n: Fraction(f) for n, f in rule.items()}, Fraction(0)) for rule in inequalities(periods)
    ]
    for (row, p), percent in percents.items():
        whole = {"worked": "served", "kept_90": "kept_due"}[row]
        low, high = Fraction(2 * percent - 1, 200), Fraction(2 * percent + 1, 200)
        limits.append(({(row, p): Fraction(-1), (whole, p): low}, Fraction(0)))
        limits.append(({(row, p): Fraction(1), (whole, p): -high}, Fraction(0)))
    both_ways = [*plain, *solved]
    limits += both_ways + [({n: -f for n, f in terms.items()}, -total) for terms, total in both_ways]
    while sum(narrow(limit, bounds) for limit in limits):
        pass
    return bounds


def eliminate(rules: list[Equation], published: Mapping[Name, int]) -> list[Equation]:
    """The equations in the hidden counts alone, each solved for one of them as far as it goes."""
    rows: list[Equation] = []
    for terms, total in rules:
        left = {n: f for n, f in terms.items() if n not in published}
        rows.append((left, total - sum(f * published[n] for n, f in terms.items() if n in published)))
    done: list[Equation] = []
    while rows:
        terms, total = rows.pop()
        if not terms:
            assert total == 0, "the published counts contradict each other"
            continue
        pivot, factor = min(terms.items())
        row: Equation = ({n: f / factor for n, f in terms.items()}, total / factor)
        rows = [without(other, row, pivot) for other in rows]
        done = [without(other, row, pivot) for other in done] + [row]
    return done


def without(other: Equation, row: Equation, pivot: Name) -> Equation:
    share = other[0].get(pivot, Fraction(0))
    terms = {n: other[0].get(n, Fraction(0)) - share * row[0].get(n, Fraction(0)) for n in other[0] | row[0]}
    return {n: f for n, f in terms.items() if f}, other[1] - share * row[1]


def narrow(limit: Equation, bounds: dict[Name, tuple[int, int]]) -> bool:
    """Tighten the bounds by a sum that is at most a total; whether anything moved."""
    terms, total = limit
    moved = False
    least = {n: f * bounds[n][0 if f > 0 else 1] for n, f in terms.items()}
    for name, factor in terms.items():
        room = total - sum(value for n, value in least.items() if n != name)
        low, high = bounds[name]
        if factor > 0:
            high = min(high, floor(room / factor))
        else:
            low = max(low, ceil(room / factor))
        if (low, high) != bounds[name]:
            bounds[name] = (low, high)
            moved = True
    return moved
