"""What consolidation would write: which cells, which values, from which rows; and what it leaves alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.consolidation.plan_making import (
    AUGUST,
    JOB,
    JULY,
    MARCH,
    coach_book,
    found,
    plan_of,
    read,
    team_book,
)
from tests.document.making import opened, written
from tests.profiles.test_shapes import card
from valmennus_tui.consolidation.figure_values import as_decimal, is_same
from valmennus_tui.consolidation.gathered import DuplicateConflict, Gathered, Problem
from valmennus_tui.consolidation.plan import Plan, Withheld, periods_within
from valmennus_tui.document.history import Step
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.errors import UsageError
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.figures import find_figures

CLIENTS = [
    ("K-1", "TV-1", None, MARCH, None, None),
    ("K-2", "TV-1", None, JULY, AUGUST, None),
    ("K-3", "TV-1", None, AUGUST, None, None),
]
JOBS = [("K-1", "Keksitty Oy", JULY, None, "kyllä"), ("K-3", "Toinen Oy", AUGUST, None, "kyllä")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two coaches' workbooks and the team workbook. Not to be written to."""
    folder = tmp_path_factory.mktemp("tiimi")
    coach_book(folder / "yksi.xlsx", CLIENTS, JOBS)
    coach_book(folder / "kaksi.xlsx", [("K-1", "TV-2", None, MARCH, None, None)])
    team_book(folder / "tiimi.xlsx", "TV-1", "TV-2")
    return folder


@pytest.fixture(scope="module")
def both(folder: Path) -> Gathered:
    return read(folder / "yksi.xlsx", folder / "kaksi.xlsx")


@pytest.fixture(scope="module")
def plan(folder: Path, both: Gathered) -> Plan:
    return plan_of(folder / "tiimi.xlsx", both)


def reasons(plan: Plan) -> set[tuple[Withheld, str | None]]:
    return {(each.reason, each.coach) for each in plan.not_written}


# ----------------------------------------------------------------------------------- periods and values
@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ("2026-08", date(2026, 11, 24), ("2026-08",)),
        ("2026-Q3", date(2026, 11, 24), ("2026-07", "2026-08", "2026-09", "2026-Q3")),
        ("2026-Q4", date(2026, 11, 24), ("2026-10", "2026-11", "2026-Q4")),
        ("2026-Q4", date(2026, 10, 1), ("2026-10", "2026-Q4")),
        (
            "2026-H1",
            date(2026, 4, 1),
            ("2026-01", "2026-02", "2026-03", "2026-04", "2026-Q1", "2026-Q2", "2026-H1"),
        ),
        ("2026", date(2026, 1, 31), ("2026-01", "2026-Q1", "2026-H1", "2026")),
    ],
)
def test_a_period_brings_the_shorter_ones_in_it_that_have_begun(
    period: str, as_of: date, expected: tuple[str, ...]
) -> None:
    assert tuple(map(str, periods_within(Period.parse(period), as_of))) == expected


def test_a_period_that_has_not_begun_is_refused(folder: Path, both: Gathered) -> None:
    with pytest.raises(UsageError):
        plan_of(folder / "tiimi.xlsx", both, "2027")


@pytest.mark.parametrize(
    ("indicator", "period", "coach", "value"),
    [
        ("served", "2026-07", "TV-1", 2),
        ("served", "2026-08", "TV-1", 3),
        ("served", "2026-09", "TV-1", 2),
        ("served", "2026-Q3", "TV-1", 3),
        ("served", "2026-Q3", "TV-2", 1),
        ("served", "2026-Q3", None, 4),
        ("new", "2026-07", "TV-1", 1),
        ("new", "2026-09", "TV-1", 0),
        ("job_starts", "2026-08", "TV-1", 1),
        ("working", "2026-09", "TV-1", 2),
        ("share_worked_all", "2026-07", "TV-1", Decimal("0.5")),
        ("share_worked_all", "2026-Q3", None, Decimal("0.5")),
        ("share_worked_all", "2026-Q3", "TV-1", Decimal("0.6666666667")),
    ],
)
def test_figures_counted_by_hand(
    plan: Plan, indicator: str, period: str, coach: str | None, value: object
) -> None:
    """Three clients of TV-1 (March on, July to August, August on), one of TV-2 with a code of TV-1's."""
    assert found(plan.changes, indicator, period, coach).new == value


def test_formulas_are_never_planned(folder: Path, plan: Plan) -> None:
    """The quarters' sums and the team's months are formulas; what they cannot add up is planned."""
    document = opened(folder / "tiimi.xlsx")
    assert not [each for each in plan.changes if document.sheet(each.sheet).cell(each.ref).is_formula]
    quarter = {each.indicator for each in plan.changes if str(each.period) == "2026-Q3"}
    assert "served" in quarter
    assert not quarter & {"new", "job_starts", "active", "working"}


def test_cells_are_in_the_order_of_the_sheet_and_none_is_planned_twice(plan: Plan) -> None:
    own = [each.ref for each in plan.changes if (each.coach, str(each.period)) == ("TV-1", "2026-07")]
    assert own == sorted(own)
    places = [(each.sheet, each.ref) for each in plan.changes]
    assert len(set(places)) == len(places) > 100


def test_what_cannot_be_told_leaves_the_cell_alone(plan: Plan) -> None:
    """The workbooks have no column for plans: the cells stay blank, which is no change and no conflict."""
    assert found(plan.same, "plans_job_search", "2026-07").new is None
    assert not [each for each in plan.changes if each.new is None]
    assert plan.conflicts == ()


# --------------------------------------------------------------------------------------- where from
def test_rows_and_files_behind_a_figure(plan: Plan) -> None:
    served = found(plan.changes, "served", "2026-08")
    assert [(rows.file, rows.sheet, rows.rows) for rows in served.counted] == [
        ("yksi.xlsx", "Asiakkaat", (2, 3, 4))
    ]
    starts = found(plan.changes, "job_starts", "2026-08")
    assert [(rows.sheet, rows.rows) for rows in starts.counted] == [("Työsuhteet", (3,))]
    share = found(plan.changes, "share_worked_all", "2026-07")
    assert [rows.rows for rows in share.counted] == [(2,)]
    assert [rows.rows for rows in share.of] == [(2, 3)]
    team = found(plan.changes, "served", "2026-Q3", None)
    assert {rows.file for rows in team.counted} == {"yksi.xlsx", "kaksi.xlsx"}


def test_a_nought_tells_the_files_looked_through(plan: Plan) -> None:
    none = found(plan.changes, "job_starts", "2026-09", "TV-2")
    assert (none.new, none.counted, none.files) == (0, (), ("kaksi.xlsx",))
    assert plan.files.keys() == {"yksi.xlsx", "kaksi.xlsx"}


def test_two_records_on_one_row_are_two(folder: Path, tmp_path: Path) -> None:
    rows = [
        (*(None,) * 4, "Työsuhde 1", None, None, None, "Työsuhde 2", None, None, None),
        (
            *("Asiakastunnus", "Työhönvalmentaja", "Palvelu alkoi", "Palvelu päättyi"),
            *("Työnantaja", "Alkoi", "Päättyi", "Avoimet työmarkkinat") * 2,
        ),
        ("K-1", "TV-1", MARCH, None, *("Keksitty Oy", JULY, None, "kyllä") * 2),
    ]
    path = written(tmp_path / "ryhmat.xlsx", {"Kooste": rows}, merges={"Kooste": ["E1:H1", "I1:L1"]})
    plan = plan_of(folder / "tiimi.xlsx", read(path))
    starts = found(plan.changes, "job_starts", "2026-07")
    assert (starts.new, [rows.rows for rows in starts.counted]) == (2, [(3, 3)])


def test_a_clients_own_sheet_is_told_by_its_number(folder: Path, tmp_path: Path) -> None:
    """The sheet of a card is called after the client: neither code nor name may leave the workbook."""
    sheets = {"Ohje": [("Ohje",)], "Maija M": card("K-77", ("Keksitty Oy", MARCH, None))}
    gathered = read(written(tmp_path / "kortit.xlsx", sheets))
    (file,) = gathered.files
    assert {place.label for place in file.places.values()} == {"#2"}
    plan = plan_of(folder / "tiimi.xlsx", gathered)
    own = found(plan.changes, "served", "2026-Q3", "TV-1")
    assert [rows.sheet for rows in own.counted] == ["#2"]
    assert "Maija" not in repr([each.counted for each in plan.changes])


# ---------------------------------------------------------------------------------- what is not written
def test_coaches_without_a_row_without_a_workbook_and_without_a_code(folder: Path, tmp_path: Path) -> None:
    coach_book(tmp_path / "uusi.xlsx", [("K-1", "TV-9", None, MARCH, None, None)])
    coach_book(tmp_path / "nimeton.xlsx", [("K-1", None, None, MARCH, None, None)])
    gathered = read(folder / "yksi.xlsx", tmp_path / "uusi.xlsx", tmp_path / "nimeton.xlsx")
    plan = plan_of(folder / "tiimi.xlsx", gathered)
    assert reasons(plan) == {
        (Withheld.NO_ROW, "TV-9"),
        (Withheld.NO_WORKBOOK, "TV-2"),
        (Withheld.NO_COACH, "nimeton.xlsx"),
        (Withheld.INCOMPLETE, None),
    }
    assert {each.coach for each in plan.changes} == {"TV-1"}


def test_a_coach_who_had_left_before_is_not_missed(folder: Path) -> None:
    team = opened(folder / "tiimi.xlsx")
    team.set("coach:TV-2", {"valid_to": "30.6.2026"})
    plan = plan_of(team, read(folder / "yksi.xlsx"))
    assert reasons(plan) == {(Withheld.NO_WORKBOOK, "TV-2")}
    assert None in {each.coach for each in plan.changes}


def test_a_coach_without_clients_has_noughts(folder: Path, tmp_path: Path) -> None:
    later = coach_book(tmp_path / "kaksi.xlsx", [("K-1", "TV-2", None, date(2026, 10, 1), None, None)])
    plan = plan_of(folder / "tiimi.xlsx", read(folder / "yksi.xlsx", later))
    assert found(plan.changes, "served", "2026-Q3", "TV-2").new == 0
    assert reasons(plan) == set()


def test_the_teams_figures_wait_while_a_coachs_file_cannot_be_read(folder: Path, both: Gathered) -> None:
    broken = folder / "rikki.xlsx"
    waiting = plan_of(folder / "tiimi.xlsx", read(folder / "yksi.xlsx", left_out=[broken]))
    assert (Withheld.INCOMPLETE, None) in reasons(waiting)
    assert {each.coach for each in waiting.changes} == {"TV-1"}
    assert waiting.left_out == 1
    stray = Gathered(both.files, read(left_out=[broken]).problems)
    whole = plan_of(folder / "tiimi.xlsx", stray)
    assert None in {each.coach for each in whole.changes}, "every coach was read: the file is nobody's"


def test_the_teams_figures_wait_where_a_coachs_workbooks_were_left_out_by_choice(folder: Path) -> None:
    """``--duplicates leave-out``: the coach's clients are nowhere, though no file was at fault."""
    set_aside = [
        Problem(folder / name, Severity.WARNING, "same_coach", "kaksi") for name in ("a.xlsx", "b.xlsx")
    ]
    gathered = Gathered(read(folder / "yksi.xlsx").files, tuple(set_aside))
    plan = plan_of(folder / "tiimi.xlsx", gathered)
    assert (Withheld.INCOMPLETE, None) in reasons(plan)
    assert {each.coach for each in plan.changes} == {"TV-1"}


def test_a_coach_is_looked_for_by_the_shorter_periods_rows_too(folder: Path) -> None:
    """A team workbook with months only knows its coaches all the same."""
    team = opened(folder / "tiimi.xlsx")
    profile = team.main.recognition.profile
    assert profile is not None
    quarters = [
        CellEdit(sheet.sheet, Ref(row, 2), None)
        for sheet in find_figures(team.main.shown, profile)
        for (coach, when), row in sheet.rows.items()
        if coach and when == "2026-Q3"
    ]
    team.do(Step("neljännekset pois", team.main.steps(quarters)))
    plan = plan_of(team, read(folder / "yksi.xlsx", left_out=[folder / "rikki.xlsx"]))
    assert {(Withheld.NO_WORKBOOK, "TV-2"), (Withheld.INCOMPLETE, None)} <= reasons(plan)
    assert None not in {each.coach for each in plan.changes}


@pytest.mark.parametrize("cancelled", [True, False])
def test_the_teams_figures_wait_for_a_choice_and_for_the_whole_folder(
    folder: Path, both: Gathered, cancelled: bool
) -> None:
    conflicts = () if cancelled else (DuplicateConflict("TV-3", (folder / "a.xlsx", folder / "b.xlsx"), 1),)
    plan = plan_of(folder / "tiimi.xlsx", Gathered(both.files, conflicts=conflicts, cancelled=cancelled))
    assert None not in {each.coach for each in plan.changes}
    assert (Withheld.INCOMPLETE, None) in reasons(plan)


def test_a_column_that_one_workbook_lacks_withholds_the_teams_figure_only(
    folder: Path, tmp_path: Path
) -> None:
    header = ("Asiakastunnus", "Palvelu alkoi", "Palvelu päättyi", "Työnhakusuunnitelma laadittu")
    clients = [(*header, "Työhönvalmentaja"), ("K-1", MARCH, None, MARCH, "TV-2")]
    path = written(tmp_path / "kaksi.xlsx", {"Asiakkaat": clients, "Työsuhteet": [JOB]})
    plan = plan_of(folder / "tiimi.xlsx", read(folder / "yksi.xlsx", path))
    assert found(plan.changes, "plans_job_search", "2026-07", "TV-2").new == 1
    withheld = {
        each.indicator for each in plan.not_written if each.reason is Withheld.PARTIAL and each.coach is None
    }
    assert "plans_job_search" in withheld
    assert "served" not in withheld


def test_a_workbook_without_places_for_figures_is_refused(tmp_path: Path, both: Gathered) -> None:
    path = coach_book(tmp_path / "x.xlsx", CLIENTS)
    with pytest.raises(UsageError):
        plan_of(path, both)


# -------------------------------------------------------------------------------------------- numbers
@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (None, None, True),
        ("", None, True),
        (0, None, False),
        (None, 0, False),
        (12.0, 12, True),
        (Decimal("0.3333333333333333"), as_decimal(Fraction(1, 3)), True),
        (0.333, as_decimal(Fraction(1, 3)), False),
        ("12", 12, False),
        (True, 1, False),
        ("–", None, False),
    ],
)
def test_which_values_are_the_same(old: object, new: object, same: bool) -> None:
    assert is_same(old, new) is same  # type: ignore[arg-type]
