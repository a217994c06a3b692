"""Forms: moving, drop-downs, dates, inline findings, leaving."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.tui.driving import Screens, running
from valmennus_tui.tui.widgets.choice_box import ChoiceBox, completed, narrowed
from valmennus_tui.tui.widgets.field_row import FieldRow


@asynccontextmanager
async def client_form(path: Path, **options: object) -> AsyncIterator[Screens]:
    """The form of the first client."""
    async with running(path, **options) as screens:  # type: ignore[arg-type]
        await screens.press("f2")
        assert screens.name == "FormScreen"
        yield screens


def row(screens: Screens, name: str) -> FieldRow:
    return screens.get(FieldRow, f"#field-{name}")


async def go_to(screens: Screens, name: str) -> None:
    for _step in range(25):
        if row(screens, name).box is screens.app.focused:
            return
        await screens.press("down")
    raise AssertionError(f"no way to the field {name}")


async def test_the_form_holds_every_field_of_the_template_and_what_stands_in_it(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        entry = screens.app.session.book.entry("client:A-001")
        for found in screens.app.screen.query(FieldRow):
            assert found.field.spec.name in entry.places
        assert row(screens, "code").text == "A-001"
        assert row(screens, "service_start").text == "30.6.2025"
        assert "Palvelu alkoi" in screens.text


async def test_arrows_and_enter_go_from_field_to_field_and_stop_at_the_ends(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await screens.press("up", "up")
        assert row(screens, "code").box is screens.app.focused
        await screens.press("down", "enter", "up", "tab")
        assert row(screens, "referral_date").box is screens.app.focused


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tänään", "2.3.2026"),
        ("+7", "9.3.2026"),
        ("-2", "28.2.2026"),
        ("1.4.", "1.4.2026"),
        ("3/2026", "3/2026"),
        ("vko 45", "vko 45"),
    ],
)
async def test_short_dates_are_written_out_and_partial_ones_stay(
    coach_book: Path, typed: str, written: str
) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "profile_started")
        await screens.type(typed)
        await screens.press("down")
        assert row(screens, "profile_started").text == written


async def test_page_keys_go_day_by_day_and_the_weekday_shows(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "profile_started")
        await screens.press("pagedown")
        assert row(screens, "profile_started").text == "2.3.2026"
        await screens.press("pagedown", "pageup", "pageup")
        assert row(screens, "profile_started").text == "1.3.2026"
        line = next(line for line in screens.lines if "1.3.2026" in line)
        assert line.endswith("su")


async def test_a_list_narrows_while_typing_and_is_completed_on_leaving(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "referral_source")
        await screens.type("työp")
        assert "työpaja" in screens.text
        await screens.press("escape")
        assert screens.name == "FormScreen"
        await screens.press("down")
        assert row(screens, "referral_source").text == "työpaja"


async def test_the_whole_list_opens_with_the_present_value_marked(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "phase")
        await screens.press("f4", "down", "enter")
        assert row(screens, "phase").text.startswith("3 ")


async def test_what_is_not_in_the_list_is_an_error_that_stops_the_form(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "end_reason")
        await screens.type("qqq")
        await screens.press("f8")
        assert screens.name == "FormScreen"
        assert "✖ Tätä arvoa ei ole kentän" in screens.text
        assert not screens.app.session.dirty


async def test_findings_show_under_the_field_and_go_when_corrected(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "profile_done")
        await screens.type("huomenna kai")
        assert "✖ Tätä ei ymmärretä päivämääräksi" in screens.text
        assert row(screens, "profile_done").has_class("-error")
        await screens.press("end", "ctrl+u")
        assert "Tätä ei ymmärretä" not in screens.text
        assert not row(screens, "profile_done").has_class("-error")


async def test_a_personal_identity_code_in_notes_is_pointed_out(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "notes")
        await screens.type("soita 010190-999X")
        note = next(line for line in screens.lines if "henkilötunnu" in line.lower())
        assert "999X" not in note


async def test_leaving_a_changed_form_asks_once_and_an_unchanged_one_does_not(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await screens.press("escape")
        assert screens.name == "CaseloadScreen"
        await screens.press("f2")
        await go_to(screens, "profile_done")
        await screens.type("1.2.2026")
        await screens.press("escape")
        assert screens.name == "ChoiceDialog"
        await screens.press("enter")
        assert screens.name == "FormScreen"
        assert row(screens, "profile_done").text == "1.2.2026"
        await screens.press("escape", "down", "enter")
        assert screens.name == "CaseloadScreen"
        assert not screens.app.session.dirty


async def test_accepting_an_unchanged_form_changes_nothing(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await screens.press("f8")
        assert screens.name == "CaseloadScreen"
        assert not screens.app.session.book.can_undo


async def test_names_and_notes_are_masked_while_names_are_hidden(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "notes")
        await screens.type("salaisuus")
        await screens.press("f8")
        await screens.press("p", "f2")
        await go_to(screens, "notes")
        assert "salaisuus" not in screens.text


async def test_a_new_client_needs_a_code(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("n", "f8")
        assert screens.name == "FormScreen"
        assert "✖ Asiakastunnus puuttuu." in screens.text
        await screens.press("home")
        await screens.type("A-099")
        await screens.press("f8")
        assert screens.name == "CaseloadScreen"
        assert screens.message == "Lisätty: Asiakas A-099"
        assert [row[0] for row in screens.grid_texts("#clients")][-1] == "A-099"


def test_narrowing_puts_beginnings_first() -> None:
    choices = ["muutto", "terveys", "oma toive", "ei tavoitettu", "muu"]
    assert narrowed(choices, "mu") == ["muutto", "muu"]
    assert narrowed(choices, "to") == ["muutto", "oma toive"]
    assert narrowed(choices, "") == choices


def test_completion_needs_one_meaning() -> None:
    choices = ["muutto", "muu", "terveys"]
    assert completed(choices, "muu") is None
    assert completed(choices, "MUU") == "muu"
    assert completed(choices, "ter") == "terveys"
    assert completed(choices, "mu") is None
    assert completed(choices, "") is None


async def test_typing_into_an_open_list_keeps_the_form_still(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "phase")
        await screens.press("f4")
        box = screens.app.focused
        assert isinstance(box, ChoiceBox)
        assert box.is_open
        await screens.press("down", "up", "escape")
        assert box is screens.app.focused
        assert not box.is_open


async def test_the_label_of_the_field_in_focus_stands_out_and_no_other(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        for key in ("down", "down", "up"):
            await screens.press(key)
            styles = {
                found.name_of_field: found.query_one(".field-label").styles.text_style.bold
                for found in screens.app.screen.query(FieldRow)
            }
            bold = [name for name, is_bold in styles.items() if is_bold]
            focused = [each.name_of_field for each in screens.app.screen.query(FieldRow) if each.box]
            here = [n for n in focused if row(screens, n).box is screens.app.focused]
            assert bold == here, key


async def test_typing_replaces_a_proposed_text_and_required_fields_come_first(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("m", "down", "enter", "v", "n")
        assert screens.app.focused is row(screens, "date").box
        coach = row(screens, "coach")
        assert coach.box is not None
        coach.box.value, coach.touched = "TV1", False
        await screens.press("down")
        assert screens.app.focused is coach.box
        await screens.type("TV2")
        assert coach.text == "TV2"


async def test_an_added_record_without_a_code_is_not_named_by_its_place(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("m", "down", "enter", "v", "n")
        await screens.type("2.3.2026")
        await screens.press("f8")
        assert screens.message.startswith("Lisätty: ")
        assert "@" not in screens.message


async def test_leaving_a_form_says_how_many_fields_have_been_changed(coach_book: Path) -> None:
    async with client_form(coach_book) as screens:
        await go_to(screens, "notes")
        await screens.type("x")
        await screens.press("escape")
        assert "Yhtä kenttää on muutettu." in screens.text
