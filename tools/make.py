"""Made files: everything in the repository that a program writes, made again or checked.

    python3 dev.py make [NAME ...]    templates, catalogues, keys, screenshots (all without a name)
    tools/make.py --check             end with 1 when a made file is not what would be made now

Screenshots are only made, not checked: the snapshot tests watch the screens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def templates(*, check: bool) -> int:
    from tools import make_templates

    return make_templates.main(["--check"] if check else [])


def catalogues(*, check: bool) -> int:
    from tools import catalogues as tool

    return tool.check() if check else tool.update()


def keys(*, check: bool) -> int:
    """``docs/keys.md`` in Finnish, from the action registry."""
    from valmennus_tui import i18n
    from valmennus_tui.tui.keys_page import keys_markdown

    i18n.set_language("fi")
    path, text = ROOT / "docs" / "keys.md", keys_markdown()
    if check:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return 0
        print("docs/keys.md is not up to date: run python3 dev.py make keys", file=sys.stderr)
        return 1
    path.write_text(text, encoding="utf-8")
    return 0


def screenshots(*, check: bool) -> int:
    if check:
        return 0
    from tools.screenshots import make

    make(ROOT / "docs" / "images")
    return 0


MAKERS: dict[str, Callable[..., int]] = {
    "templates": templates,
    "catalogues": catalogues,
    "keys": keys,
    "screenshots": screenshots,
}


def main() -> int:
    arguments = sys.argv[1:]
    check = "--check" in arguments
    names = [argument for argument in arguments if argument != "--check"] or list(MAKERS)
    unknown = [name for name in names if name not in MAKERS]
    if unknown:
        print(f"Nothing is called {', '.join(unknown)}; there are {', '.join(MAKERS)}", file=sys.stderr)
        return 2
    return max(MAKERS[name](check=check) for name in names)


if __name__ == "__main__":
    sys.exit(main())
