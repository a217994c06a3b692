"""The screens. Only this package knows Textual; nothing here knows xlsx, zip or thresholds.

Textual reads ``TEXTUAL_*`` variables when it is imported: some of them write all screen text to a file
(``TEXTUAL_LOG``, ``TEXTUAL_SCREENSHOT``) or press keys. They are cleared here, before any module of this
package can import Textual.
"""

from __future__ import annotations

from valmennus_tui.tui.environment import clear_textual_variables
from valmennus_tui.tui.launching import launch

clear_textual_variables()

__all__ = ["launch"]
