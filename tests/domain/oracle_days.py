"""Days in possible worlds, for the naive reading of the indicators: no code shared with the product.

What a partial or unclear date may mean is tried out: a statement holds if it holds for every day that
matters, and is open if it holds for some of them only.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from valmennus_tui.domain.values import PartialDate

Answer = bool | None
Pair = tuple[date, date | None]
EVER = (date.min, date.max)


def plus(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def bounds(value: Any) -> tuple[date, date]:
    if isinstance(value, date):
        return value, value
    if isinstance(value, PartialDate) and value.year:
        if value.week:
            monday = date.fromisocalendar(value.year, value.week, 1)
            return monday, monday + timedelta(6)
        months = (value.month, value.month) if value.month else (1, 12)
        last = monthrange(value.year, months[1])[1]
        return date(value.year, months[0], 1), date(value.year, months[1], last)
    return EVER


def worlds(pairs: list[tuple[Any, Any]], marks: list[date]) -> Iterator[tuple[Pair, ...]]:
    """Every way to read some periods, with the days that matter to any comparison."""
    ends = [day for pair in pairs for value in pair if value is not None for day in bounds(value)]
    base = {*ends, *marks}
    days = {plus(day, step) for day in base for step in (-89, -1, 0, 1, 89)} | {plus(d, -90) for d in marks}
    options = []
    for start, end in pairs:
        starts = readings(start, days)
        finals: list[date | None] = [None] if end is None else [*readings(end, days)]
        all_pairs = [(s, e) for s in starts for e in finals]
        sound = [(s, e) for s, e in all_pairs if e is None or s <= e]
        options.append(sound or all_pairs)
    yield from product(*options)


def readings(value: Any, days: set[date]) -> list[date]:
    low, high = bounds(value)
    return [low] if low == high else sorted({low, high, *(day for day in days if low <= day <= high)})


def settle(answers: Iterator[Answer]) -> Answer:
    found = set()
    for answer in answers:
        found.add(answer)
        if len(found) > 1 or None in found:
            return None
    return found.pop() if found else None


def every(*answers: Answer) -> Answer:
    return False if False in answers else None if None in answers else True


def some(*answers: Answer) -> Answer:
    return True if True in answers else None if None in answers else False


def no(answer: Answer) -> Answer:
    return None if answer is None else not answer


def share_a_day(pair: Pair, first: date, last: date) -> Answer:
    start, end = pair[0], pair[1] or date.max
    if end < start:  # contradictory: whether there was such a day is anyone's guess
        return None if start <= last and end >= first else False
    return start <= last and end >= first


def inside(day: date, service: Pair, first: date, last: date) -> Answer:
    start, end = service[0], service[1] or date.max
    if end < start:
        return None if first <= day <= last else False
    return first <= day <= last and start <= day <= end


def month_after(day: date, months: int) -> date:
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_of(start: date, last: date) -> int:
    count = 0
    if last < start or start == date.min:
        return 999 if start == date.min else 0
    while month_after(start, count + 1) <= last + timedelta(1):
        count += 1
    return count
