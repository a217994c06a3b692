"""A second, naive reading of every indicator: possible worlds, day by day comparisons, plain dictionaries.

It shares no code with ``valmennus_tui.domain.indicators``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from tests.domain.oracle_days import (
    Answer,
    bounds,
    every,
    inside,
    no,
    plus,
    settle,
    some,
)
from tests.domain.oracle_rows import Row
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.values import Unclear


class Team:
    """Every indicator of a team over one window, told naively."""

    def __init__(
        self,
        sources: dict[str, RecordSet],
        coach_of: dict[str, str],
        first: date,
        last: date,
        wide: bool,
        strict: bool,
        subsidised: bool,
        weeks: dict[str, Fraction],
    ) -> None:
        self.first, self.last, self.wide, self.strict = first, last, wide, strict
        self.subsidised, self.weeks = subsidised, weeks
        self.rows: list[Row] = []
        self.contacts: list[tuple[str, Any]] = []
        for coach in dict.fromkeys(coach_of.values()):
            own = {name: one for name, one in sources.items() if coach_of[name] == coach}
            pooled = RecordSet(
                clients=tuple(c for one in own.values() for c in one.clients),
                employments=tuple(j for one in own.values() for j in one.employments),
                education=tuple(e for one in own.values() for e in one.education),
                contacts=tuple(k for one in own.values() for k in one.contacts),
                choices=next(iter(own.values())).choices,
            )
            for name, one in own.items():
                self.rows += [Row(client, name, coach, pooled, self) for client in one.clients]
            self.contacts += [(k.coach or coach, k) for k in pooled.contacts]
        named = [row.coach for row in self.rows] + [coach for coach, _ in self.contacts]
        self.coaches = set(named) | {
            coach for coach in coach_of.values() if not self._says_anything(sources, coach_of, coach)
        }
        self.facts = list(self._facts())

    @staticmethod
    def _says_anything(sources: dict[str, RecordSet], coach_of: dict[str, str], coach: str) -> bool:
        return any(coach_of[name] == coach and (one.clients or one.contacts) for name, one in sources.items())

    def _facts(self) -> Iterator[tuple[str, str, Any, Answer, Answer, int]]:
        """(indicator, coach, who, in the denominator, in the numerator, days)."""
        for number, row in enumerate(self.rows):
            for name, who, whole, part, days in self._of_row(row, number):
                yield name, row.coach, who, whole, part, days
        for number, (coach, contact) in enumerate(self.contacts):
            low, high = bounds(contact.date)
            days_ = {low, high, self.first, self.last, plus(self.first, -1), plus(self.last, 1)}
            when = settle(self.first <= day <= self.last for day in days_ if low <= day <= high)
            face = None if isinstance(contact.face_to_face, Unclear) else contact.face_to_face is True
            yield "contacts", coach, ("contact", number), True, every(when, face), 0

    def _of_row(self, row: Row, number: int) -> Iterator[tuple[str, Any, Answer, Answer, int]]:
        f, d, who, own = self.first, self.last, row.who, ("row", number)
        served, active = row.served(f, d), row.served(d, d)
        yield "served", who, True, served, 0
        yield "active", who, True, active, 0
        started = row.ask(lambda s: f <= s[0] <= d) if row.in_service else False
        yield "new", who, True, started, 0
        ended = row.ask(lambda s: f <= (s[1] or date.max) <= d) if row.c.service_end is not None else False
        yield "exits", own, True, ended, 0
        yield f"exits_{self.exit_kind(row.c.end_reason)}", own, True, ended, 0
        yield "working", who, True, every(active, row.working()), 0
        yield "seekers", who, True, row.seeking(), 0
        worked, entry = row.worked(), row.at_entry()
        yield "worked", who, True, every(served, worked), 0
        yield "share_worked_all", who, served, worked, 0
        yield "share_worked_entry", who, every(served, no(entry)), worked, 0
        yield from self._of_jobs(row, number)
        first_job = every(no(entry), row.first_job())
        yield "first_job_clients", who, True, first_job, 0
        yield from self._delays(row, own, first_job)
        yield "waiting_contact", who, True, row.waits_for_contact(), 0
        yield "waiting_job", who, True, row.waits_for_job(), 0
        since = (d - row.c.service_start).days if isinstance(row.c.service_start, date) else None
        for name, waits in (("contact", row.waits_for_contact()), ("job", row.waits_for_job())):
            yield (
                f"waiting_{name}_days",
                own,
                True,
                None if since is None and waits else waits,
                since or 0,
            )
        studying = []
        for index, study in enumerate(row.studies):
            yield "education_starts", (own, index), True, row.began(study, f, d), 0
            over = row.records.choices.code_of("education_outcome", study.outcome) in (
                "graduated",
                "dropped_out",
            )
            on = row.on(study, d, d)
            studying.append(None if on and over and study.end is None else on)
        yield "in_education", who, True, every(active, some(*studying)), 0
        yield (
            "plans_job_search",
            who,
            every(row.seeking(), row.past_grace(row.c.service_start)),
            row.has_plan(row.c.job_search_plan),
            0,
        )
        due = [
            every(row.on(job, d, d), row.past_grace(job.start), row.past_grace(row.c.service_start))
            for job in row.real
        ]
        planned = [
            True if row.has_plan(job.support_plan) else no(must)
            for job, must in zip(row.real, due, strict=True)
        ]
        yield "plans_support", who, every(active, some(*due)), every(*planned), 0
        whole, steady = row.steady()
        yield "steady_workers", who, whole, steady, 0

    def _of_jobs(self, row: Row, number: int) -> Iterator[tuple[str, Any, Answer, Answer, int]]:
        f, d = self.first, self.last
        for index, (job, grade) in enumerate(row.open_market):
            this = ("job", number, index)
            yield "job_starts", this, True, every(grade, row.began(job, f, d)), 0
            ended: Answer = False
            if row.in_service and job.end is not None:
                ended = every(grade, row.ask(lambda s, j: inside(j[1] or date.max, s, f, d), job))
            yield "job_ends", this, True, ended, 0
            yield f"job_ends_{self.reason(row, job.end_reason)}", this, True, ended, 0
            due = every(grade, row.began(job, plus(f, -89), plus(d, -89)))
            reached = row.ask(lambda _, j: (j[1] or date.max) >= plus(j[0], 89), job)
            yield "kept_90", this, due, reached, 0

    def _delays(
        self, row: Row, own: Any, first_job: Answer
    ) -> Iterator[tuple[str, Any, Answer, Answer, int]]:
        start, day = row.c.service_start, row.contact_day()
        written = row.c.first_employer_contact
        if row.in_service and day is not None and self.first <= day <= self.last:
            known = isinstance(start, date) and day >= start
            yield "days_to_contact", own, True, known or None, (day - start).days if known else 0
        elif row.in_service and day is None and written is not None:
            low, high = bounds(written)
            inside_ = high >= self.first and low <= self.last
            if inside_ and row.served(self.first, self.last) is not False:
                yield "days_to_contact", own, True, None, 0
        if first_job is None:
            yield "days_to_job", own, True, None, 0
        elif first_job:
            begun = [
                (bounds(job.start)[0], isinstance(job.start, date) and bool(grade))
                for job, grade in row.open_market
                if every(grade, row.began(job, self.first, self.last)) is not False
            ]
            earliest = min(low for low, _ in begun)
            sure = all(known for low, known in begun if low == earliest) and isinstance(start, date)
            yield "days_to_job", own, True, sure or None, (earliest - start).days if sure else 0

    @staticmethod
    def exit_kind(reason: Any) -> str:
        if not isinstance(reason, str):
            return "unknown"
        kinds = {"työllistynyt, tuki ei enää tarpeen": "job", "siirtynyt opiskelemaan": "study"}
        return kinds.get(reason, "other")

    @staticmethod
    def reason(row: Row, reason: Any) -> str:
        if not isinstance(reason, str):
            return "unknown"
        return row.records.choices.code_of("employment_end_reason", reason) or "other"

    def figure(self, name: str, coach: str | None) -> tuple[Any, Any, Any, int]:
        """Value, numerator, denominator and how many are uncertain."""
        wanted = "contacts" if name == "contacts_per_week" else name
        people: dict[Any, list[tuple[Answer, Answer, int]]] = {}
        for fact, whose, who, whole, part, days in self.facts:
            if fact != wanted or coach not in (None, whose):
                continue
            if name == "contacts_per_week" and whose not in self.weeks:
                continue
            people.setdefault(who, []).append((whole, part, days))
        inn = {who: some(*(w for w, _, _ in rows)) for who, rows in people.items()}
        yes = {who: some(*(every(w, p) for w, p, _ in rows)) for who, rows in people.items()}
        total = sum(days for rows in people.values() for w, p, days in rows if every(w, p))
        counted = sum(answer is True for answer in yes.values())
        base = sum(answer is True for answer in inn.values())
        unsure = sum(yes[who] is not True and None in (yes[who], inn[who]) for who in people)
        if name == "contacts_per_week":
            coaches = [c for c in (self.coaches if coach is None else {coach}) if c in self.weeks]
            weeks = sum((self.weeks[c] for c in coaches), Fraction(0))
            if not coaches:
                return None, None, None, 0
            return (Fraction(counted) / weeks if weeks else None), counted, weeks, unsure
        if name.startswith("days_to") or name.endswith("_days"):
            return (Fraction(total, counted) if counted else None), total, counted, unsure
        if name.startswith(("share_", "plans_")):
            return (Fraction(counted, base) if base else None), counted, base, unsure
        return counted, counted, base if name in ("kept_90", "steady_workers") else None, unsure
