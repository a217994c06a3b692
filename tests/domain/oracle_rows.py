"""One client row, read naively: what holds of it in every possible world (see ``indicator_oracle``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.domain.oracle_days import (
    EVER,
    Answer,
    Pair,
    bounds,
    every,
    inside,
    month_after,
    months_of,
    no,
    plus,
    settle,
    share_a_day,
    some,
    worlds,
)
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.values import Unclear

if TYPE_CHECKING:
    from tests.domain.indicator_oracle import Team


class Row:
    """One client row with what belongs to it."""

    def __init__(self, client: Client, source: str, coach: str, records: RecordSet, team: Team) -> None:
        self.c, self.source, self.team = client, source, team
        self.coach = client.coach or coach
        self.records = records
        self.first, self.last = team.first, team.last
        self.in_service = not (client.service_start is None and client.service_end is None)
        self.jobs = [j for j in records.employments if j.client == client.code and self.owns(j.start)]
        self.studies = [e for e in records.education if e.client == client.code and self.owns(e.start)]
        self.contacts = [k for k in records.contacts if client.code in k.client_codes and self.owns(k.date)]
        if not client.code:
            self.jobs, self.studies, self.contacts = [], [], []
        self.real = [job for job in self.jobs if self.trait(job, "employment") is not False]
        graded = [(job, self.competitive(job)) for job in self.real]
        self.open_market = [(job, grade) for job, grade in graded if grade is not False]

    @property
    def who(self) -> Any:
        if not self.c.code:
            return (self.source, self.c.key)
        return self.c.code if self.team.wide else (self.coach, self.c.code)

    def trait(self, job: Employment, name: str) -> Any:
        return self.records.choices.trait("contract", job.contract, name)

    def owns(self, when: Any) -> bool:
        rows = [row for row in self.records.clients if row.code == self.c.code]
        if len(rows) == 1:
            return True
        begun = sorted((r for r in rows if isinstance(r.service_start, date)), key=lambda r: r.service_start)
        if not begun:
            return rows[-1] is self.c
        if not isinstance(when, date):
            return begun[-1] is self.c
        before = [row for row in begun if row.service_start <= when]
        return (before[-1] if before else begun[0]) is self.c

    def competitive(self, job: Employment) -> Answer:
        kind = self.trait(job, "competitive")
        against = kind == "never" or job.open_market is False or job.collective_pay is False
        if against or (self.team.strict and kind == "lenient"):
            return False
        if not self.team.subsidised and job.wage_subsidy is True:
            return False
        if not self.team.subsidised and isinstance(job.wage_subsidy, Unclear):
            return None
        if self.team.strict:
            return True if kind == "strict" else None
        return True if kind or job.open_market is True else None

    def ask(self, statement: Callable[..., Answer], *things: Employment | Education) -> Answer:
        """A statement about the service and some jobs or studies, in all worlds."""
        pairs = [(self.c.service_start, self.c.service_end)] if self.in_service else [EVER]
        pairs += [(thing.start, thing.end) for thing in things]
        return settle(statement(*world) for world in worlds(pairs, [self.first, self.last]))

    def served(self, first: date, last: date) -> Answer:
        return self.ask(lambda s: share_a_day(s, first, last)) if self.in_service else False

    def began(self, thing: Employment | Education, first: date, last: date) -> Answer:
        if not self.in_service:
            return False
        return self.ask(lambda s, j: inside(j[0], s, first, last), thing)

    def on(self, thing: Employment | Education, first: date, last: date) -> Answer:
        return self.ask(lambda _, j: share_a_day(j, first, last), thing)

    def working(self) -> Answer:
        return some(*(self.on(job, self.last, self.last) for job in self.real))

    def seeking(self) -> Answer:
        marked = (self.c.phase or "").startswith("3 ") if isinstance(self.c.phase, str) else False
        return every(self.served(self.last, self.last), True if marked else no(self.working()))

    def at_entry(self) -> Answer:
        said = self.c.employed_at_entry
        if isinstance(said, Unclear):
            return None
        if said is not None:
            return said
        if not self.in_service:
            return False

        def held(s: Pair, j: Pair) -> Answer:
            return j[0] < s[0] <= (j[1] or date.max)

        return some(*(every(grade, self.ask(held, job)) for job, grade in self.open_market))

    def worked(self) -> Answer:
        return some(*(every(grade, self.on(job, self.first, self.last)) for job, grade in self.open_market))

    def first_job(self) -> Answer:
        """Whether the earliest competitive job begun in the service began in the window."""
        if not self.in_service:
            return False
        jobs = [job for job, _ in self.open_market]
        doubtful = [i for i, (_, grade) in enumerate(self.open_market) if grade is None]

        def answers() -> Iterator[Answer]:
            pairs = [(self.c.service_start, self.c.service_end)] + [(job.start, job.end) for job in jobs]
            for world in worlds(pairs, [self.first, self.last]):
                for taken in product((True, False), repeat=len(doubtful)):
                    out = {i for i, yes in zip(doubtful, taken, strict=True) if not yes}
                    begun = [
                        (pair[0], inside(pair[0], world[0], *EVER))
                        for i, pair in enumerate(world[1:])
                        if i not in out
                    ]
                    if any(answer is None for _, answer in begun):  # contradictory service dates
                        yield None if any(self.first <= day <= self.last for day, _ in begun) else False
                        continue
                    firsts = [day for day, answer in begun if answer]
                    yield bool(firsts) and self.first <= min(firsts) <= self.last

        return settle(answers()) if jobs else False

    def contact_day(self) -> date | None:
        written = self.c.first_employer_contact
        if isinstance(written, date):
            return written
        start = self.c.service_start
        days = [
            k.date
            for k in self.contacts
            if isinstance(k.date, date) and k.face_to_face is True and k.client_specific is not False
        ]
        return min((d for d in days if not isinstance(start, date) or d >= start), default=None)

    def waits_for_contact(self) -> Answer:
        day, written = self.contact_day(), self.c.first_employer_contact
        told = day or (bounds(written)[0] if written is not None else None)
        had = told is not None and told <= self.last
        begun = some(*(self.ask(lambda _, j: j[0] <= self.last, job) for job in self.jobs))
        return every(self.seeking(), no(self.at_entry()), no(begun), not had)

    def waits_for_job(self) -> Answer:
        begun = some(*(every(grade, self.began(job, date.min, self.last)) for job, grade in self.open_market))
        return every(self.served(self.last, self.last), no(self.at_entry()), no(begun))

    def past_grace(self, start: Any) -> Answer:
        low, high = bounds(start)
        days = {low, high, plus(self.last, -22), plus(self.last, -21), plus(self.last, -20)}
        return settle(plus(day, 21) < self.last for day in days if low <= day <= high)

    def has_plan(self, written: Any) -> bool:
        return written is not None and (bounds(written) == EVER or bounds(written)[0] <= self.last)

    def steady(self) -> tuple[Answer, Answer]:
        """Followed a year or more, and worked in half of its months."""
        served = self.served(self.first, self.last)
        if served is False:
            return False, False
        low, high = bounds(self.c.service_start)
        end_low, end_high = bounds(self.c.service_end) if self.c.service_end else (date.max, date.max)
        end_low, high = max(low, end_low), min(high, end_high)
        months = {
            months_of(start, min(end, self.last)) for start in (low, high) for end in (end_low, end_high)
        }
        if max(months) < 12:
            return False, False
        if len(months) > 1 or low != high or served is None:
            return None, None
        count = months.pop()
        need = -(-count // 2)

        def counts() -> Iterator[Answer]:
            for pick in product(*(worlds([(j.start, j.end)], []) for j, _ in self.open_market)):
                grades = [(True,) if grade else (True, False) for _, grade in self.open_market]
                for taken in product(*grades):
                    held = [p[0] for p, yes in zip(pick, taken, strict=True) if yes]
                    answers = []
                    for number in range(count):
                        begin = month_after(low, number)
                        close = month_after(low, number + 1) - timedelta(1)
                        answers.append(some(*(share_a_day(pair, begin, close) for pair in held)))
                    sure, maybe = answers.count(True), len(answers) - answers.count(False)
                    yield True if sure >= need else False if maybe < need else None

        return True, settle(counts())
