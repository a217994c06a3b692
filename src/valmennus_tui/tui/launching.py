"""The way in: choose theme and signs, open the file, run the program, return its exit code."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from valmennus_tui.tui.environment import clear_textual_variables, shows_unicode

if TYPE_CHECKING:
    from valmennus_tui.settings import Settings


def launch(
    path: Path | None,
    *,
    settings: Settings,
    demo: bool = False,
    today: date,
    profile: Path | None = None,
    read_only: bool = False,
) -> int:
    """Run the screens on a workbook, a folder or (``path`` None) from the start screen.

    ``demo`` says that the file belongs to the invented team. Returns the exit code: 0, or 70 after an
    internal error, of which only a code and a sentence are printed, never a value.
    """
    clear_textual_variables()
    gc.disable()  # until the first screen is drawn
    import_asyncio()
    from valmennus_tui.tui.app import ValmennusApp
    from valmennus_tui.tui.glyphs import use_glyphs
    from valmennus_tui.tui.session import Session

    interface = settings.interface
    encoding = getattr(sys.stdout, "encoding", None)
    use_glyphs(interface.glyphs, unicode_terminal=shows_unicode(os.environ, encoding))
    session = Session(settings=settings, today=today, profile=profile, read_only=read_only, demo=demo)
    session.hide_names = not settings.privacy.reveal_at_start
    app = ValmennusApp(session, path)
    with quiet_hooks():
        app.run(mouse=interface.mouse)
    return app.return_code or 0


def import_asyncio() -> None:
    """Import asyncio without TLS, as on a Python built without OpenSSL: no connection is ever opened here.

    A module that is None in ``sys.modules`` counts as missing; afterwards ``import ssl`` works as usual.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    modules: dict[str, ModuleType | None] = cast("dict[str, ModuleType | None]", sys.modules)
    modules["ssl"] = None
    try:
        import asyncio  # noqa: F401
    finally:
        del modules["ssl"]


@contextmanager
def quiet_hooks() -> Iterator[None]:
    """While the screens run, an exception outside Textual's reach prints a code and no values."""
    from valmennus_tui.tui.crash import print_crash

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        print_crash(error)

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            print_crash(arguments.exc_value)

    before, thread_before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = hook, thread_hook
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before, thread_before
