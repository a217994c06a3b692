"""The lines above and below every screen: title, message, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from valmennus_tui.tui.footer import Offer
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.widgets.grid_paint import Piece, fit, strip_of

if TYPE_CHECKING:
    from valmennus_tui.tui.screens.base import BaseScreen


class TitleBar(Widget):
    """One line: where we are on the left, the state of the file on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--place", "title-bar--state"}

    def __init__(self) -> None:
        super().__init__()
        self.place = ""
        self.state = ""

    def show(self, place: str, state: str) -> None:
        """Set both texts; redraws only if something is different."""
        if (place, state) != (self.place, self.state):
            self.place, self.state = place, state
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        state = self.state[: max(width // 2, 0)]
        left = self.get_component_rich_style("title-bar--place")
        right = self.get_component_rich_style("title-bar--state")
        gap = " " if state else ""
        place = fit(" " + self.place, max(width - len(gap + state) - 1, 0)) + gap
        pieces = [(place, left), (state + " ", right)]
        return strip_of(pieces, width, left)


class MessageLine(Static):
    """What has just happened, or why something cannot be done; with the next key the resting text again."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._resting = ""
        self.text = ""

    def rest(self, text: str) -> None:
        """Set the text shown while there is no message (outside text is made safe here)."""
        if text != self._resting:
            was_resting = self.text == self._resting
            self._resting = text
            if was_resting:
                self._show(text, Tone.FAINT)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a sentence (outside text in it is made safe here); an empty one clears the line."""
        self._show(text or self._resting, tone if text else Tone.FAINT)

    def _show(self, text: str, tone: Tone) -> None:
        if text != self.text:
            self.text = text
            self.set_classes(f"-{tone}")
            self.update(plain(text))


class KeyFooter(Widget):
    """The keys that matter here, from the registry. A click does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-footer--key", "key-footer--label"}

    def __init__(self, owner: BaseScreen) -> None:
        super().__init__()
        self._owner = owner
        self._shown: list[Offer] = []

    def renew(self) -> None:
        """Look again at what is possible; redraws only if the entries are others."""
        found = self._owner.footer_offers(self.size.width)
        if found != self._shown:
            self._shown = found
            self.refresh()

    def on_resize(self) -> None:
        self.renew()

    async def on_click(self, event: events.Click) -> None:
        for offer in self._shown:
            if offer.start <= event.x - 1 < offer.end:
                await self._owner.perform(offer.action.id)
                return

    def render_line(self, y: int) -> Strip:
        key_style = self.get_component_rich_style("key-footer--key")
        label_style = self.get_component_rich_style("key-footer--label")
        pieces: list[Piece] = [(" ", label_style)]
        x = 0
        for offer in self._shown:
            pieces.append((" " * (offer.start - x), label_style))
            pieces.append((offer.key, key_style))
            pieces.append((" " + offer.label, label_style))
            x = offer.end
        return strip_of(pieces, self.size.width, label_style)
