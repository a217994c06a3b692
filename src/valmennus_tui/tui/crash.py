"""An internal error: a code that leads the developers to the place, and a sentence. Never a value.

Textual's own handler prints the local variables of every frame on the ordinary screen, where they stay in
the scroll-back: names and identity codes among them.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from valmennus_tui.i18n import _

INTERNAL_ERROR = 70


def crash_code(error: BaseException) -> str:
    """Class of the error and its place in the code; its own words are left out, they may quote a cell."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "valmennus_tui" in Path(frame.filename).parts] or frames
    place = f"{Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} {place}"


def crash_sentence(error: BaseException) -> str:
    """What is printed after the screen has been left."""
    return _(
        "Valmennus stopped because of an internal error ({code}). The workbook is as it was last saved."
    ).format(code=crash_code(error))


def print_crash(error: BaseException) -> None:
    """Print the sentence to standard error."""
    print(crash_sentence(error), file=sys.__stderr__)
