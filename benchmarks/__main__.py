"""Run the named benchmarks, or all: ``start``, ``save``, ``grid``, ``team``."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("start", "save", "grid", "team")


def main() -> int:
    wanted = sys.argv[1:] or list(NAMES)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    print(f"Python {sys.version.split()[0]} on {sys.platform}; CPU time, medians (lowest–highest)")
    for name in wanted:
        import_module(f"benchmarks.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
