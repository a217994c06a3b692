"""The report of an assessment: points, level, next steps, development, evidence, history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import TODAY
from tests.document.making import written
from tests.profiles.test_shapes import card
from valmennus_tui import i18n
from valmennus_tui.assessment.evidence import EvidenceReport, evidence_report
from valmennus_tui.assessment.standing import Standing
from valmennus_tui.consolidation.collect import gather
from valmennus_tui.document.demo import write_demo
from valmennus_tui.domain.assessment import Assessment, CriterionScore
from valmennus_tui.reports.assessment_report import assessment_report, total_sentence
from valmennus_tui.reports.csv_file import as_csv
from valmennus_tui.reports.model import Chart, ChartKind, Paragraph, Report, Section, Table, Value
from valmennus_tui.reports.text_file import text_lines
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

EDITION = shipped_criteria().default
EARLIER, NOW = date(2026, 5, 20), date(2026, 11, 20)
CRITERIA = range(1, 26)


def assessed(day: date, scores: Mapping[int, int], **texts: Any) -> Assessment:
    """An assessment; ``texts`` stand on the line of criterion 17."""
    lines = {number: CriterionScore(number=number, score=score) for number, score in scores.items()}
    if texts:
        lines[17] = replace(lines.get(17, CriterionScore(number=17)), **texts)
    return Assessment(date=day, lines=lines, service="Keksityn seudun palvelu", assessors="TJ-1")


def scored(total: int) -> dict[int, int]:
    """Scores of all criteria with a total."""
    full, rest = divmod(total - 25, 4)
    return {n: 5 if n <= full else 1 + rest if n == full + 1 else 1 for n in CRITERIA}


def made(one: Assessment, *earlier: Assessment, reveal: bool = False) -> Report:
    return assessment_report(Standing(one), (*earlier, one), TODAY, reveal=reveal)


def section(report: Report, title: str) -> Section:
    return next(one for one in report.sections if one.title == title)


def tables(report: Report, title: str) -> list[Table]:
    return [block for block in section(report, title).blocks if isinstance(block, Table)]


def charts(report: Report, title: str) -> list[Chart]:
    return [block for block in section(report, title).blocks if isinstance(block, Chart)]


def words(report: Report, title: str) -> str:
    return "\n".join(block.text for block in section(report, title).blocks if isinstance(block, Paragraph))


def column(table: Table, title: str) -> list[Value]:
    place = [each.title for each in table.columns].index(title)
    return [row[place] for row in table.rows]


@pytest.mark.parametrize(
    ("total", "band"), [(73, 0), (74, 1), (99, 1), (100, 2), (114, 2), (115, 3), (125, 3), (25, 0)]
)
def test_the_total_has_its_level(total: int, band: int) -> None:
    level = EDITION.bands[-1 - band].words.text()
    assert total_sentence(Standing(assessed(NOW, scored(total)))) == f"{total} points of 125: {level}"


def test_24_scores_have_no_level_and_no_next_level() -> None:
    report = made(assessed(NOW, {n: 5 for n in CRITERIA if n != 9}))
    assert words(report, "Results").startswith("24/25 scored, 120 points so far. There is no level")
    assert "Next level" not in [one.title for one in report.sections]
    assert not any(band.words.text() in words(report, "Results") for band in EDITION.bands)
    assert column(tables(report, "Results")[0], "Share of the maximum").count(None) == 1


def test_sections_add_up() -> None:
    (table,) = tables(made(assessed(NOW, scored(90))), "Results")
    assert sum(int(str(each)) for each in column(table, "Points")) == 90
    assert column(table, "Maximum") == [15, 40, 70]
    assert column(table, "Scored") == column(table, "Criteria") == [3, 8, 14]


def test_scores_stand_beside_the_last_time() -> None:
    earlier = assessed(EARLIER, {n: 3 for n in CRITERIA if n != 9})
    oldest = assessed(date(2025, 11, 20), dict.fromkeys(CRITERIA, 1))
    report = made(assessed(NOW, dict.fromkeys(CRITERIA, 4) | {1: 2}), oldest, earlier)
    (table,) = tables(report, "Scores")
    assert column(table, "No.") == list(CRITERIA)
    assert column(table, "Score") == [2, *[4] * 24]
    assert column(table, "Last time") == [3] * 8 + [None] + [3] * 16
    assert column(table, "Change") == [-1, *[1] * 7, None, *[1] * 16]
    bars, profile = charts(report, "Scores")
    assert (bars.kind, profile.kind) == (ChartKind.BAR, ChartKind.RADAR)
    assert {one.series for one in (bars, profile)} == {(2, 4)}
    assert bars.highest == 5


def test_the_first_assessment_is_compared_with_nothing() -> None:
    report = made(assessed(NOW, scored(90)))
    (table,) = tables(report, "Scores")
    assert "Last time" not in [each.title for each in table.columns]
    assert charts(report, "Scores")[0].series == (2,)


def test_the_next_level_has_its_steps_and_what_they_need() -> None:
    report = made(assessed(NOW, scored(97)))
    assert words(report, "Next level").startswith("3 points are missing from the next level, ")
    (table,) = tables(report, "Next level")
    assert len(table.rows) == 3
    for number, _name, score, to, _needs, meaning in table.rows:
        assert to == int(str(score)) + 1
        assert meaning == EDITION.criterion(int(str(number))).anchor(int(str(to))).words.text()
    assert "Next level" not in [one.title for one in made(assessed(NOW, scored(125))).sections]


TEXTS = {
    "reason": "Syy",
    "comment": "Asiakas Aino Keksitty",
    "strength": "Vahva kohta",
    "action": "Tavataan työnantajia",
    "who": "TV-2",
    "evidence": "Tapaamislokit",
}


def test_development_tells_who_and_when() -> None:
    line = assessed(NOW, scored(90), **TEXTS)
    line = replace(line, lines={**line.lines, 17: replace(line.line(17), due=date(2027, 1, 31))})
    actions, strengths = tables(made(line), "Development")
    name = EDITION.criterion(17).name
    assert actions.rows == ((17, name, "Tavataan työnantajia", "TV-2", date(2027, 1, 31)),)
    assert strengths.rows == ((17, name, "Vahva kohta"),)
    assert tables(made(line), "Evidence")[0].rows == ((17, name, "Tapaamislokit"),)
    assert column(tables(made(line), "Scores")[0], "Reason for differing")[16] == "Syy"


def test_comments_stay_out_unless_asked_for() -> None:
    line = assessed(NOW, scored(90), **TEXTS)
    assert "Aino" not in as_csv(made(line)).decode()
    assert "Aino" in as_csv(made(line, reveal=True)).decode()


def test_what_the_scores_mean() -> None:
    ticked = CriterionScore(number=5, score=4, ticks=frozenset("abde"))
    report = made(Assessment(date=NOW, lines={1: CriterionScore(number=1, score=5), 5: ticked}))
    (table,) = tables(report, "What the scores mean")
    assert column(table, "No.") == [1, 5]
    assert column(table, "What the score means")[0] == EDITION.criterion(1).anchor(5).words.text()
    states = [line.split(": ")[0] for line in str(column(table, "What the score means")[1]).split("\n")]
    assert states == ["a) in place", "b) in place", "c) not in place", "d) in place", "e) in place"]
    assert column(table, "The next score")[0] == ""
    assert str(column(table, "The next score")[1]).startswith("5: ")


def test_full_points_without_the_plans_need_a_reason() -> None:
    bare = assessed(NOW, dict.fromkeys(CRITERIA, 5))
    assert words(made(bare), "Scores").count(EDITION.criterion(16).name) == 1
    reasons = {n: replace(bare.line(n), reason="suunnitelmat nähty") for n in (16, 22)}
    assert words(made(replace(bare, lines={**bare.lines, **reasons})), "Scores") == ""


def test_the_history_and_when_the_next_one_is_due() -> None:
    days = [date(2024, 1, 10), date(2024, 7, 10), date(2025, 1, 10), date(2025, 7, 10), date(2026, 1, 10)]
    every = [assessed(day, scored(80 + 5 * n)) for n, day in enumerate(days)]
    report = made(every[-1], *every[:-1])
    totals, first, second = tables(report, "History")
    assert column(totals, "Total") == [80, 85, 90, 95, 100]
    assert [each.title for each in first.columns[2:]] == ["10.1.2024", "10.7.2024", "10.1.2025", "10.7.2025"]
    assert [each.title for each in second.columns[2:]] == ["10.1.2026"]
    assert column(second, "10.1.2026") == [scored(100)[n] for n in CRITERIA]
    assert words(report, "History") == "Next assessment by 10.1.2027 (12 months after the last whole one)."
    late = assessment_report(Standing(every[0]), every[:1], TODAY)
    assert words(late, "History").endswith("The assessment is overdue.")
    none = made(assessed(NOW, {1: 3}))
    assert words(none, "History") == "No whole assessment yet: the first one is due now."
    assert column(tables(none, "History")[0], "Total") == [None]


def test_each_threshold_tells_its_source_and_confidence() -> None:
    criteria, bands = tables(made(assessed(NOW, {})), "Thresholds")
    assert {row[0] for row in criteria.rows} == set(CRITERIA)
    assert all(row[2] and row[3] for row in criteria.rows)
    assert len(criteria.rows) >= 25
    assert [row[0] for row in bands.rows] == ["115–125", "100–114", "74–99", "25–73"]


# --- with evidence ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> EvidenceReport:
    """The evidence of the demo team's folder."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    gathered = gather(folder, settings=load_settings(), today=TODAY)
    return evidence_report(gathered, settings=load_settings(), as_of=TODAY)


def test_a_clients_own_sheet_is_told_by_its_number(tmp_path: Path) -> None:
    """The sheet of a card is called after the client: her name must not come into the report."""
    sheets = {"Ohje": [("Ohje",)], "Maija M": card("K-77", ("Keksitty Oy", date(2026, 9, 1), None))}
    written(tmp_path / "kortit.xlsx", sheets)
    gathered = gather(tmp_path, settings=load_settings(), today=TODAY)
    found = evidence_report(gathered, settings=load_settings(), as_of=TODAY)
    standing = Standing(assessed(TODAY, scored(90)), found)
    text = as_csv(assessment_report(standing, (standing.assessment,), TODAY)).decode()
    assert "kortit.xlsx, #2:" in text
    assert not re.search("Maija|K-77", text)


def test_the_evidence_of_each_criterion(evidence: EvidenceReport) -> None:
    standing = Standing(assessed(TODAY, scored(90)), evidence)
    report = assessment_report(standing, (standing.assessment,), TODAY)
    (table,) = tables(report, "Evidence")
    assert column(table, "No.") == list(CRITERIA)
    assert all(column(table, "Evidence"))
    found = str(column(table, "Evidence")[20])
    computed = evidence.evidence[21]
    assert f"({computed.numerator}/{computed.denominator})" in found
    assert computed.rule_text in found
    rows = re.findall(r"^Rows: (\S+), ([^:]+): ([\d, ]+)$", found, re.MULTILINE)
    assert sum(len(numbers.split(", ")) for _file, _sheet, numbers in rows) == len(evidence.evidence[21].rows)
    proposals = column(tables(report, "Scores")[0], "Proposal")
    assert proposals == [evidence.evidence[n].proposed for n in CRITERIA]


def test_no_code_of_a_client_is_in_the_report(evidence: EvidenceReport) -> None:
    codes = {
        str(client.code)
        for file in evidence.gathered.files
        for client in file.source.records.clients
        if client.code
    }
    standing = Standing(assessed(TODAY, scored(90)), evidence)
    shown = as_csv(assessment_report(standing, (standing.assessment,), TODAY)).decode()
    assert len(codes) > 50
    assert not [code for code in codes if re.search(rf"{re.escape(code)}(?!\d)", shown)]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_english_is_left(language: str, evidence: EvidenceReport) -> None:
    i18n.set_language(language)
    standing = Standing(assessed(TODAY, scored(90), **TEXTS), evidence)
    earlier = assessed(EARLIER, scored(80))
    report = assessment_report(standing, (earlier, standing.assessment), TODAY, reveal=True)
    titles = {each.title for block in report.blocks() if isinstance(block, Table) for each in block.columns}
    titles |= {one.title for one in report.sections} | {report.title}
    titles |= {block.title for block in report.blocks() if isinstance(block, Chart)}
    i18n.set_language("en")
    other = assessment_report(standing, (earlier, standing.assessment), TODAY, reveal=True)
    english = {each.title for block in other.blocks() if isinstance(block, Table) for each in block.columns}
    english |= {one.title for one in other.sections} | {other.title}
    english |= {block.title for block in other.blocks() if isinstance(block, Chart)}
    days = {title for title in titles if re.fullmatch(r"[\d.]+", title)}
    assert titles & english - days == set()


def test_the_text_is_as_wide_as_a_terminal(evidence: EvidenceReport) -> None:
    standing = Standing(assessed(TODAY, scored(90), **TEXTS), evidence)
    for language in ("fi", "sv", "en"):
        i18n.set_language(language)
        lines = text_lines(assessment_report(standing, (standing.assessment,), TODAY))
        assert max(map(len, lines)) <= 80
