"""The entrance: ``valmennus`` and ``python -m valmennus_tui``.

Light on purpose: ``--version`` is answered before anything else is imported.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from valmennus_tui import ALLOCATIONS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code (see ``docs/cli.md``)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given in (["--version"], ["-V"]):
        from valmennus_tui import __version__

        sys.stdout.write(f"valmennus {__version__}\n")
        return 0
    gc.set_threshold(ALLOCATIONS)
    from valmennus_tui.cli.main import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
