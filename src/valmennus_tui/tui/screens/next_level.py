"""What is missing for the next level, the cheapest criteria first; Enter goes to the criterion."""

from __future__ import annotations

from valmennus_tui.assessment.standing import Standing
from valmennus_tui.domain.next_band import NextBand, Step
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.screens.dialogs import ChoiceDialog
from valmennus_tui.tui.widgets.record_grid import RecordGrid


class NextLevelDialog(ChoiceDialog):
    """The steps to the next level. Answers with the number of the criterion chosen."""

    HELP = N_("Each line is one point more. Enter goes to the criterion.")

    def __init__(self, standing: Standing, found: NextBand) -> None:
        points = ngettext("{n} point", "{n} points", found.points).format(n=found.points)
        missing = _("Missing for the level “{level}”: {points}.").format(
            level=found.band.words.text(), points=points
        )
        order = _("The cheapest criteria come first; the first {n} are enough.").format(n=len(found.steps))
        self._steps = (*found.steps, *found.others)
        self._texts = [_step_text(standing, step) for step in self._steps]
        answers = [(str(step.number), text) for step, text in zip(self._steps, self._texts, strict=True)]
        super().__init__(_("Next level"), [missing, order], answers)

    def resting_text(self) -> str:
        """The whole text of the line under the cursor: the list may cut it."""
        return self._texts[self.query_one(RecordGrid).row]

    def on_record_grid_moved(self) -> None:
        self.renew()


def why_no_steps(standing: Standing) -> str:
    """Why there is nothing to list: not all is scored, or the level is the highest."""
    if standing.scoring.complete:
        return _("This is the highest level.")
    numbers = ", ".join(map(str, standing.scoring.unscored))
    return _("There is no level before all criteria are scored. Unscored: {numbers}.").format(numbers=numbers)


def _step_text(standing: Standing, step: Step) -> str:
    name = standing.edition.criterion(step.number).name
    return f"{step.number:2}  {step.score} {glyphs().arrow} {step.to}  {name}: {step.kind.label}"
