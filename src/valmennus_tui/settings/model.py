"""The settings' shape. Plain dataclasses: reading them needs no pydantic, checking them does.

What each setting means is said in ``config.toml``, to its readers; here stand types and bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from valmennus_tui.settings.bounds import Ascending, Day, Groups, Number, Switch, Text, Whole

Line: TypeAlias = Annotated[str, Text(200)]
Lines: TypeAlias = tuple[Line, ...]
Count: TypeAlias = Annotated[int, Whole(0, 1_000)]
Days: TypeAlias = Annotated[int, Whole(0, 3_650)]
RisingDays: TypeAlias = Annotated[tuple[Days, ...], Ascending()]
OpenDay: TypeAlias = Annotated[date, Day()] | None
OnOff: TypeAlias = Annotated[bool, Switch()]

_CLOSED = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach's share of full time in a period (None: open-ended). ``weeks_absent`` None: not told."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    code: Annotated[str, Text(40)]
    fte: Annotated[float, Number(0, 1.5)]
    valid_from: OpenDay = None
    valid_to: OpenDay = None
    weeks_absent: Annotated[float, Number(0, 53)] | None = None
    linked_teams: Lines = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who the program works for. ``leader_fte`` is the team leader's share of full time (None: not told)."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    name: Line
    team: Line
    leader_fte: Annotated[float, Number(0, 1.5)] | None = None
    coaches: tuple[Coach, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of the caseload view and the rules. Days, clients, hours a week."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    caseload_per_coach: Annotated[int, Whole(1, 1_000)]
    yearly_low: Count
    yearly_high: Count
    waiting_days: RisingDays
    warn_before_days: RisingDays
    plan_grace_days: Days
    hours_per_week_max: Annotated[int, Whole(1, 168)]
    full_time_hours: Annotated[int, Whole(1, 168)]


@dataclass(frozen=True, slots=True)
class Criteria:
    """How evidence for the quality criteria is computed. Of ``same_employers`` the first counts for all."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    window_months: Annotated[int, Whole(1, 24)]
    variety_jobs: Literal["held_in_window", "started_in_window"]
    same_allowed: Annotated[int, Whole(1, 100)]
    same_employers: Annotated[tuple[Lines, ...], Groups()]
    competitive: Literal["lenient", "strict"]
    competitive_jobs: Literal["held_on_day", "held_in_window", "started_in_window"]
    with_subsidised: OnOff
    with_placements: OnOff
    three_contacts_score: Annotated[int, Whole(2, 3)]
    contacts_tracked: Literal["auto", "yes", "no"]
    log_share_percent: Annotated[int, Whole(1, 100)]


@dataclass(frozen=True, slots=True)
class Team:
    """How a folder of coaches' workbooks is read together."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    codes_are_team_wide: OnOff
    recursive: OnOff
    workers: Annotated[int, Whole(1, 32)]
    seconds_per_file: Annotated[int, Whole(5, 3600)]
    megabytes_per_file: Annotated[int, Whole(256, 65536)]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is remembered, what shows at once, and which counts are too small for outsiders."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    shared_workstation: OnOff
    recent_files: Annotated[int, Whole(0, 50)]
    reveal_at_start: OnOff
    smallest_count: Annotated[int, Whole(3, 100)]

    @property
    def remembered_files(self) -> int:
        """How many recent files to remember: none on a shared workstation."""
        return 0 if self.shared_workstation else self.recent_files


@dataclass(frozen=True, slots=True)
class Interface:
    """Language and look."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    language: Literal["auto", "fi", "sv", "en"]
    theme: Literal["auto", "dark", "light", "contrast", "ansi"]
    glyphs: Literal["unicode", "ascii"]
    mouse: OnOff

    @property
    def wanted_language(self) -> str | None:
        """For ``i18n.set_language``: None leaves it to the locale."""
        return None if self.language == "auto" else self.language


@dataclass(frozen=True, slots=True)
class Saving:
    """How many earlier versions stay beside a workbook."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    backups: Annotated[int, Whole(0, 99)]


@dataclass(frozen=True, slots=True)
class ExtraChoices:
    """Texts that an organisation adds to the choice lists of the same name (``data/choices.toml``)."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    referral_source: Lines = ()
    linked_team: Lines = ()
    client_end_reason: Lines = ()
    employment_end_reason: Lines = ()
    job_type: Lines = ()
    education_kind: Lines = ()
    contact_purpose: Lines = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings in force."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    organisation: Organisation
    limits: Limits
    criteria: Criteria
    team: Team
    privacy: Privacy
    interface: Interface
    saving: Saving
    choices: ExtraChoices


SECTIONS: dict[str, type[Any]] = {
    "organisation": Organisation,
    "limits": Limits,
    "criteria": Criteria,
    "team": Team,
    "privacy": Privacy,
    "interface": Interface,
    "saving": Saving,
    "choices": ExtraChoices,
}
