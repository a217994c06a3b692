"""Run import-linter on this tree (its own command line needs a console script on PATH; this does not)."""

from __future__ import annotations

import sys

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def main() -> int:
    """0 when every contract in pyproject.toml holds."""
    return 0 if lint_imports() == EXIT_STATUS_SUCCESS else 1


if __name__ == "__main__":
    sys.exit(main())
