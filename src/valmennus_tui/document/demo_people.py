"""Invents the demo's clients and what happened to them, as of a day. Pure: no files, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from valmennus_tui import data
from valmennus_tui.document.demo_chance import Chance, workday
from valmennus_tui.workbook.cells import NewValue
from valmennus_tui.workbook.shipped_choices import shipped_choices

Values = dict[str, NewValue]
_LOG_WEEKS = 12
"""How far back the log of employer contacts goes apart from first contacts."""
_LOG_ROWS = 95


@dataclass
class Coach:
    """One coach's records, as field values ready to be written."""

    code: str
    file: str
    clients: list[Values] = field(default_factory=list)
    employments: list[Values] = field(default_factory=list)
    education: list[Values] = field(default_factory=list)
    support: list[Values] = field(default_factory=list)
    contacts: list[Values] = field(default_factory=list)


def invent_team(today: date, seed: int) -> tuple[Coach, ...]:
    """The four coaches with their records. The same day and seed give the same team."""
    words = data.load("demo.toml")
    chance = Chance(seed)
    codes = chance.codes()
    team = []
    for entry in words["coach"]:
        coach = Coach(entry["id"], entry["file"])
        writer = _Writer(coach, today, chance, words)
        for story, count in entry["stories"].items():
            for _number in range(count):
                writer.client(next(codes), story)
        writer.general_contacts()
        _by_hand(coach, chance)
        coach.contacts.sort(key=lambda each: (str(each["date"]), str(each["employer"])))
        del coach.contacts[: max(0, len(coach.contacts) - _LOG_ROWS)]
        team.append(coach)
    return tuple(team)


def _listed(key: str, today: date) -> tuple[str, ...]:
    found = shipped_choices().get(key)
    assert found is not None
    return tuple(choice.text for choice in found.offered(today))


class _Writer:
    """Writes one coach's clients, each with one of six stories."""

    def __init__(self, coach: Coach, today: date, chance: Chance, words: dict[str, Any]) -> None:
        self.coach, self.today, self.chance, self.words = coach, today, chance, words
        self.phases = _listed("phase", today)
        self.employed = 0

    def ago(self, days: int) -> date:
        """The working day that many days before today."""
        return workday(self.today - timedelta(days=days))

    def after(self, day: date, least: int, most: int) -> date | None:
        """A working day between ``least`` and ``most`` days after a day; None when it is not past yet."""
        found = workday(day + timedelta(days=self.chance.between(least, most)))
        return found if day <= found <= self.today else None

    # ------------------------------------------------------------------ clients
    def client(self, code: str, story: str) -> None:
        """Add one client with everything that belongs to the story."""
        spans = {"new": (2, 20), "profiling": (18, 45), "seeking": (45, 200), "working": (120, 620)}
        start = self.ago(self.chance.between(*spans.get(story, (200, 640))))
        values = self._beginning(code, start, story)
        getattr(self, f"_{story}")(values, start)
        self.coach.clients.append(values)

    def _beginning(self, code: str, start: date, story: str) -> Values:
        chance = self.chance
        referral = workday(start - timedelta(days=chance.between(3, 25)))
        values: Values = {
            "code": code,
            "coach": self.coach.code,
            "referral_date": referral,
            "referral_source": chance.one_of(_listed("referral_source", self.today)),
            "linked_team": chance.one_of(_listed("linked_team", self.today)),
            "service_start": start,
            "employed_at_entry": self._yes(story == "working" and chance.happens(0.12)),
            "profile_started": self.after(start, 0, 9),
        }
        if story != "new":
            values["profile_done"] = self.after(start, 10, 24)
            values["benefits_advice"] = self.after(start, 5, 40) if chance.happens(0.8) else None
            if chance.happens(0.75):
                values["disclosure_discussed"] = self.after(start, 8, 60)
                values["disclosure_count"] = chance.between(1, 3)
        if chance.happens(0.15):
            values["notes"] = chance.one_of(self.words["words"]["notes"])
        return values

    def _new(self, values: Values, _start: date) -> None:
        values["phase"] = self.phases[0 if self.chance.happens(0.6) else 1]

    def _profiling(self, values: Values, start: date) -> None:
        values["phase"] = self.phases[1]
        if self.chance.happens(0.4):
            self._first_contact(values, start, 10, 25)

    def _seeking(self, values: Values, start: date) -> None:
        values["phase"] = self.phases[2]
        if self.chance.happens(0.8):
            values["job_search_plan"] = self.after(start, 14, 40)
        if self.chance.happens(0.75):
            self._first_contact(values, start, 8, 70)

    def _working(self, values: Values, start: date) -> None:
        values["job_search_plan"] = self.after(start, 14, 35)
        self._first_contact(values, start, 6, 28)
        self.employed += 1
        begins = self.after(start, 40, 110) or self.ago(20)
        if self.chance.happens(0.3):
            ended = self._job(values, begins, ends_after=self.chance.between(14, 40))
            begins = self.after(ended, 8, 40) or self.ago(6)
        self._job(values, begins, ends_after=None)
        fresh = (self.today - begins).days < 60
        values["phase"] = self.phases[3 if fresh else 4]

    def _studying(self, values: Values, start: date) -> None:
        values["job_search_plan"] = self.after(start, 14, 40)
        self._first_contact(values, start, 10, 50)
        values["phase"] = self.phases[2]
        self._studies(values, self.after(start, 60, 120) or self.ago(15), finished=False)

    def _ended(self, values: Values, start: date) -> None:
        values["job_search_plan"] = self.after(start, 14, 40)
        self._first_contact(values, start, 8, 40)
        reasons = _listed("client_end_reason", self.today)
        reason = reasons[self.chance.between(0, 3)]
        ended = self.after(start, 150, 190) or self.ago(5)
        if reason == reasons[0]:
            self._job(values, self.after(start, 40, 90) or self.ago(120), ends_after=None, quiet=True)
            values["phase"] = self.phases[4]
        elif reason == reasons[1]:
            self._studies(
                values, self.after(start, 60, 120) or self.ago(90), finished=self.chance.happens(0.5)
            )
            values["phase"] = self.phases[2]
        else:
            values["phase"] = self.phases[2]
        values["service_end"] = ended
        values["end_reason"] = reason

    # --------------------------------------------------------------- what happened
    def _job(self, client: Values, begins: date, ends_after: int | None, *, quiet: bool = False) -> date:
        """One employment; an ongoing one when ``ends_after`` is None. Returns its last day so far."""
        chance = self.chance
        employer = chance.one_of(self.words["employer"])
        contracts = _listed("contract", self.today)
        contract = contracts[0 if chance.happens(0.55) else chance.between(1, 4)]
        subsidy = chance.happens(0.35) and not quiet
        values: Values = {
            "client": client["code"],
            "start": begins,
            "employer": employer["name"],
            "job_title": employer["title"],
            "job_type": self._job_type(employer["type"]),
            "contract": contract,
            "open_market": self._yes(chance.happens(0.9)),
            "wage_subsidy": self._yes(subsidy),
            "hours_per_week": chance.one_of((15, 18.5, 20, 25, 30, 37.5)),
            "collective_pay": self._yes(True),
            "support_plan": self.after(begins, 0, 14) if chance.happens(0.75) else None,
        }
        if subsidy and ends_after is None:
            values["wage_subsidy_end"] = self.today + timedelta(days=chance.one_of((12, 25, 48, 75, 140)))
        last = self.today
        if ends_after is not None:
            last = begins + timedelta(weeks=ends_after)
            last = min(last, self.ago(30))
            self._job_ends(values, last)
        elif contract == contracts[1]:
            values["end"] = self.today + timedelta(days=chance.one_of((20, 45, 90, 150)))
        self.coach.employments.append(values)
        self._support_contacts(str(client["code"]), begins, last)
        return last

    def _job_ends(self, values: Values, last: date) -> None:
        reasons = _listed("employment_end_reason", self.today)
        values["end"] = last
        values["end_reason"] = reasons[self.chance.between(0, 4)]
        values["loss_known"] = last + timedelta(days=self.chance.between(0, 2))
        values["contact_after"] = last + timedelta(days=self.chance.between(1, 5))

    def _studies(self, client: Values, begins: date, *, finished: bool) -> None:
        chance = self.chance
        kinds = _listed("education_kind", self.today)
        outcomes = _listed("education_outcome", self.today)
        self.coach.education.append(
            {
                "client": client["code"],
                "start": begins,
                "end": self.ago(chance.between(5, 25)) if finished else None,
                "kind": kinds[chance.between(0, 3)],
                "school": chance.one_of(self.words["words"]["schools"]),
                "study_plan": self.after(begins, 0, 20) if chance.happens(0.8) else None,
                "outcome": outcomes[0] if finished else outcomes[2],
            }
        )

    def _support_contacts(self, code: str, begins: date, last: date) -> None:
        """A meeting before the first day, then one every few weeks while the job lasts; at most four."""
        days = [workday(begins - timedelta(days=self.chance.between(1, 6)))]
        day = begins
        while len(days) < 4:
            day = workday(day + timedelta(days=self.chance.between(5, 28)))
            if day > last:
                break
            days.append(day)
        for day in days:
            face_to_face = self.chance.happens(0.8)
            places = self.words["words"]["places"]
            place = self.chance.one_of(places) if face_to_face else None
            self.coach.support.append(
                {"client": code, "date": day, "face_to_face": self._yes(face_to_face), "place": place}
            )

    # ----------------------------------------------------------- employer contacts
    def _first_contact(self, values: Values, start: date, least: int, most: int) -> None:
        day = self.after(start, least, most)
        if day is None:
            return
        values["first_employer_contact"] = day
        self._contact(day, str(values["code"]), visit=1, face_to_face=True)

    def general_contacts(self) -> None:
        """Contacts of the last weeks that no single client stands behind, and follow-ups."""
        for week in range(_LOG_WEEKS):
            for _number in range(self.chance.between(2, 6)):
                day = self.ago(7 * week + self.chance.between(0, 6))
                self._contact(day, None, self.chance.between(1, 3), face_to_face=self.chance.happens(0.65))

    def _contact(self, day: date, code: str | None, visit: int, *, face_to_face: bool) -> None:
        chance = self.chance
        purposes = _listed("contact_purpose", self.today)
        self.coach.contacts.append(
            {
                "date": day,
                "coach": self.coach.code,
                "employer": chance.one_of(self.words["employer"])["name"],
                "face_to_face": self._yes(face_to_face),
                "client_specific": self._yes(code is not None),
                "client": code,
                "visit_number": visit,
                "purpose": purposes[2] if code else chance.one_of(purposes),
                "matches_plan": self._yes(chance.happens(0.9)) if code else None,
                "next_step": chance.one_of(self.words["words"]["next_steps"])
                if chance.happens(0.3)
                else None,
            }
        )

    def _yes(self, value: bool) -> str:
        return str(self.words["yes"] if value else self.words["no"])

    def _job_type(self, code: str) -> str | None:
        found = shipped_choices().get("job_type")
        choice = found.by_code(code) if found else None
        return choice.text if choice else None


def _by_hand(coach: Coach, chance: Chance) -> None:
    """What people leave behind: a date typed as text, one with a short year, one known to the month only."""
    dated = [values for values in coach.clients if isinstance(values.get("benefits_advice"), date)]
    if len(dated) < 3:
        return
    first, second, third = (dated.pop(chance.between(0, len(dated) - 1)) for _ in range(3))
    for values, form in ((first, "{0.day}.{0.month}.{0.year}"), (second, "{0.day}.{0.month}.{0:%y}")):
        values["benefits_advice"] = form.format(values["benefits_advice"])
    partial = "{0.month}/{0.year}"
    third["benefits_advice"] = partial.format(third["benefits_advice"])
