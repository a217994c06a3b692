"""What all screens have in common: title, message line, footer, and actions checked against the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope, action, is_registered
from valmennus_tui.tui.footer import Offer, offers
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.session import Session
from valmennus_tui.tui.widgets.bars import KeyFooter, MessageLine, TitleBar

if TYPE_CHECKING:
    from valmennus_tui.tui.app import ValmennusApp

FOCUS_BINDINGS: list[BindingType] = [
    Binding("tab", "app.focus_next", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", show=False, priority=True),
]
"""Textual's own, without its English words."""


class BaseScreen(Screen[Any], inherit_bindings=False):
    """A screen of the program. Subclasses say their ``SCOPES``, ``TITLE_TEXT`` and ``HELP``."""

    BINDINGS: ClassVar[list[BindingType]] = FOCUS_BINDINGS
    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    TITLE_TEXT: ClassVar[str] = N_("Valmennus")
    HELP: ClassVar[str] = ""
    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False

    _seen: int = -1
    """The session's version that the widgets show."""

    @property
    def valmennus(self) -> ValmennusApp:
        """The program, typed."""
        return cast("ValmennusApp", self.app)

    @property
    def session(self) -> Session:
        """What the screens share."""
        return self.valmennus.session

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield from self.compose_body()
        yield MessageLine()
        yield KeyFooter(self)

    def compose_body(self) -> ComposeResult:
        """The widgets between title and message line."""
        yield from ()

    # --- title, message, footer ----------------------------------------------------------------------

    def place(self) -> str:
        """What the title says on the left; may hold outside text."""
        name = self.session.book.name if self.session.document else ""
        title = _(self.TITLE_TEXT)
        return f"{title} {glyphs().separator} {name}" if name else title

    def state(self) -> str:
        """What the title says on the right."""
        session, words = self.session, []
        if session.hide_names and session.document is not None:
            words.append(_("names hidden"))
        if session.document is not None and not session.can_edit:
            words.append(_("read-only"))
        if session.dirty:
            words.append(glyphs().dirty + " " + _("unsaved changes"))
        return "  ".join(words)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a sentence on the message line."""
        self.query_one(MessageLine).say(text, tone)

    def complain(self, text: str) -> None:
        """Show a sentence that something could not be done, with a sign."""
        self.say(f"{glyphs().error} {text}", Tone.ALARM)

    def renew(self) -> None:
        """Bring title and footer up to date."""
        if not self.is_mounted:
            return
        for bar in self.query(TitleBar):
            bar.show(self.place(), self.state())
        for message in self.query(MessageLine):
            message.rest(self.resting_text())
        for footer in self.query(KeyFooter):
            footer.renew()

    def resting_text(self) -> str:
        """What the message line says while there is no message; may hold outside text."""
        return ""

    def show_document(self) -> None:
        """Fill the screen from the document anew. Called on mount and after every change."""

    def fill(self) -> None:
        """Show the session's present state, unless this screen already does."""
        if self._seen != self.session.version:
            self._seen = self.session.version
            self.show_document()
        self.renew()

    def on_mount(self) -> None:
        self.fill()

    def on_screen_resume(self) -> None:
        visit = self.session.visit
        if visit is not None and len(self.app.screen_stack) <= visit.depth:
            self.session.end_visit()
        self.fill()

    def on_descendant_focus(self) -> None:
        self.renew()

    def on_key(self, event: events.Key) -> None:
        self.say(self.why_nothing(event.key))

    def begin_typing(self, event: events.Key) -> bool:
        """Take a key that moves the focus to a text field and is its first letter; False: an ordinary key."""
        return False

    def why_nothing(self, key: str) -> str:
        """Why a key does nothing now, where that needs saying."""
        return ""

    # --- actions -------------------------------------------------------------------------------------

    def active_scopes(self) -> tuple[Scope, ...]:
        """Scopes that hold now: that of the focused widget, the screen's own, and everywhere."""
        focused = self.focused
        own = [scope for scope in _scopes_of(focused) if scope not in self.SCOPES]
        return (*own, *self.SCOPES, Scope.APP)

    def available(self, action_id: str) -> bool:
        """Whether an action makes sense now. Subclasses refine it and ask ``super()``."""
        document = self.session.document
        if action_id in ("filter", "finding_filter", "contact_filter"):
            return not isinstance(self.focused, Input)
        if action_id in ("undo", "redo"):
            return document is not None and (document.can_undo if action_id == "undo" else document.can_redo)
        if action_id == "save":
            return self.session.dirty and self.session.can_edit
        if is_registered(action_id) and action(action_id).undoable:
            return self.session.can_edit
        return True

    def check_action(self, action_name: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual's question before it runs an action."""
        return self.available(action_name) if is_registered(action_name) else True

    def footer_offers(self, width: int) -> list[Offer]:
        """What the footer shows."""
        typing = isinstance(self.focused, Input)
        return offers(self.active_scopes(), self.available, width - 1, typing=typing)

    def help_texts(self) -> tuple[str, ...]:
        """What F1 says of the focused widget and of this screen, as message ids."""
        own = getattr(self.focused, "HELP", "")
        return tuple(text for text in (own, self.HELP) if text)

    async def perform(self, action_id: str) -> None:
        """Carry out an action by id, wherever it is defined: focused widget, screen or program."""
        for node in (self.focused, self, self.app):
            if node is not None and hasattr(node, f"action_{action_id}"):
                await self.app.run_action(action_id, node)
                return


def _scopes_of(widget: Widget | None) -> tuple[Scope, ...]:
    scopes = getattr(widget, "SCOPES", None) or getattr(widget, "SCOPE", None)
    if scopes is None:
        return ()
    return (scopes,) if isinstance(scopes, Scope) else tuple(scopes)
