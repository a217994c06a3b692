"""Write the Excel templates of ``workbooks/``, the same bytes every time.

    python tools/make_templates.py            writes workbooks/coach.xlsx and the others
    python tools/make_templates.py --check    says whether they are up to date; ends with 1 when not

``--check`` compares the members of the packages, not the compressed bytes: zlib differs between machines.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def templates() -> dict[str, Callable[[], bytes]]:
    """File name and builder of each template."""
    from tools.templates.coach import build_coach
    from tools.templates.contacts import build_contacts
    from tools.templates.fidelity import build_fidelity
    from tools.templates.team import build_team

    return {
        "coach.xlsx": build_coach,
        "contacts.xlsx": build_contacts,
        "team.xlsx": build_team,
        "fidelity.xlsx": build_fidelity,
    }


def members(data: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of a package's members, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def outdated(folder: Path) -> list[str]:
    """The templates in ``folder`` that are missing or differ from what this tool would write."""
    wrong = []
    for name, build in templates().items():
        path = folder / name
        if not path.exists() or members(path.read_bytes()) != members(build()):
            wrong.append(name)
    return wrong


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write or check the Excel templates.")
    parser.add_argument("--check", action="store_true", help="only say whether the templates are up to date")
    parser.add_argument("--folder", type=Path, default=ROOT / "workbooks")
    options = parser.parse_args(arguments)
    if options.check:
        wrong = outdated(options.folder)
        for name in wrong:
            print(f"{name} is not up to date: run python tools/make_templates.py", file=sys.stderr)
        return 1 if wrong else 0
    for name, build in templates().items():
        (options.folder / name).write_bytes(build())
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
