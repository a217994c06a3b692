"""Criterion 18: whether employers are met more than once. A hint only: the quality is for people to judge."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.employers import employer_keys, written
from valmennus_tui.domain.evidence.model import Evidence, limited
from valmennus_tui.domain.evidence.scene import ContactRow, Scene, refs
from valmennus_tui.domain.evidence.texts import left_out, missing, no_records, percent, share, window_text
from valmennus_tui.domain.indicators.figures import rounded
from valmennus_tui.i18n import _


def repeat_visits(scene: Scene, criterion: Criterion) -> Evidence:
    """Of the employers met in the window, the share met at least twice so far, and at least three times.

    A visit counts from the log, or by the visit number that a row gives. Where no visit was repeated, the
    data limit the score.
    """
    least = criterion.rule["visits"]
    text = _(
        "Employers met face to face in {window} who have been met at least {least} times, divided by all such"
        " employers. Judge the quality of the contacts yourself; without any repeated visit at most {score}."
    )
    score = criterion.rule["no_repeat_score"]
    rule = ("repeat_visits", text.format(window=window_text(scene), least=least, score=score))
    needs = scene.lacks("contact.date", "contact.employer", "contact.face_to_face")
    visits, unknown = _visits(scene)
    met = {
        key: rows for key, rows in visits.items() if any(scene.in_window(row.contact.date) for row in rows)
    }
    if needs or not met:
        nothing = no_records(_("No employer was met face to face in the window."))
        return missing(criterion, *rule, needs or ("contact",), () if needs else nothing)
    often = {key for key, rows in met.items() if _times(rows) >= least}
    three = sum(_times(rows) > least for rows in met.values())
    value = percent(len(often), len(met))
    status, cap = limited(criterion.anchors[0].score if often else score, criterion.anchors[0].score)
    return Evidence(
        criterion.number,
        status,
        *rule,
        unit=criterion.unit,
        numerator=len(often),
        denominator=len(met),
        value=value,
        rounded=rounded(value),
        cap=cap,
        warnings=tuple(left_out(refs(unknown))),
        rows=refs([row for rows in met.values() for row in rows]),
        against=refs([row for key, rows in met.items() if key not in often for row in rows]),
        figures=(share("one_more_visit", three, len(met)),),
    )


def _visits(scene: Scene) -> tuple[dict[str, list[ContactRow]], list[ContactRow]]:
    """The face-to-face contacts up to the day by employer, and those of the window that name no employer."""
    past = [
        row
        for row in scene.contacts
        if isinstance(row.contact.date, date)
        and row.contact.date <= scene.day
        and row.contact.face_to_face is True
    ]
    named = [(row, employer) for row in past if (employer := written(row.contact.employer))]
    keys = employer_keys([employer for _row, employer in named], scene.rules.same_employers)
    found: dict[str, list[ContactRow]] = defaultdict(list)
    for (row, _employer), key in zip(named, keys, strict=True):
        found[key].append(row)
    nameless = [row for row in past if not written(row.contact.employer)]
    return dict(found), [row for row in nameless if scene.in_window(row.contact.date)]


def _times(rows: list[ContactRow]) -> int:
    """How many times an employer has been met: the rows, or more where a row's visit number says so."""
    numbers = [row.contact.visit_number for row in rows if isinstance(row.contact.visit_number, int)]
    return max(len(rows), *numbers, 0)
