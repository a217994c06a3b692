"""Shipped data as TOML: choice lists and phases. A leaf: it reads and parses, and knows no meaning.

Parsing TOML takes some thirty times as long as parsing JSON, and the same files are read at every start. So
what a shipped file parses to is kept as JSON in the user's state folder under the file's SHA-256; where that
is missing, of another content or cannot be written, the file is parsed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from valmennus_tui import paths

_PARSED = "parsed"


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed contents of a shipped data file (``choices.toml``). Read once; not to be changed."""
    return parsed(paths.data_file(name))


def parsed(path: Path) -> dict[str, Any]:
    """What a shipped TOML file parses to. Raises OSError, ValueError."""
    content = path.read_bytes()
    seal = sha256(content).hexdigest()
    kept = paths.user_state_folder() / _PARSED / f"{path.stem}.json"
    tree = _kept(kept, seal)
    if tree is None:
        import tomllib

        tree = tomllib.loads(content.decode("utf-8"))
        _keep(kept, seal, tree)
    return tree


def _kept(path: Path, seal: str) -> dict[str, Any] | None:
    """What was kept of a file of this content: the first line is the seal, the second the tree."""
    with contextlib.suppress(OSError, ValueError):
        first, _line, rest = path.read_text("utf-8").partition("\n")
        if first == seal:
            tree = json.loads(rest)
            return tree if isinstance(tree, dict) else None
    return None


def _keep(path: Path, seal: str, tree: Mapping[str, Any]) -> None:
    """Keep a tree for the next start. Trees with dates, which JSON has not, and read-only homes are left."""
    with contextlib.suppress(OSError, TypeError):
        text = f"{seal}\n{json.dumps(tree, ensure_ascii=False)}"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_suffix(f".{sha256(text.encode()).hexdigest()[:8]}.tmp")
        beside.write_text(text, "utf-8")
        beside.replace(path)
