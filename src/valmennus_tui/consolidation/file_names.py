"""What a file's name says of it being a copy (``data/file_names.toml``)."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

from valmennus_tui import data

_NUMBER = re.compile(r"(?<=.)\s*\(\d{1,2}\)$")


def original_name(path: Path) -> str:
    """The name without the marks of a copy, in small letters: ``Kooste (1).xlsx`` is of ``kooste.xlsx``."""
    name = normalize("NFC", path.name).casefold()
    ending = Path(name).suffix
    stem = name.removesuffix(ending)
    while (shorter := _without_mark(stem)) != stem:
        stem = shorter
    return stem + ending


def is_copy(path: Path) -> bool:
    """Whether the name says that the file is a copy of another."""
    return original_name(path) != normalize("NFC", path.name).casefold()


def _without_mark(stem: str) -> str:
    """A name less one mark; a name that is nothing but a mark stays."""
    marks = data.load("file_names.toml")["copy"]
    shorter = _NUMBER.sub("", stem)
    for mark in marks["before"]:
        shorter = shorter.removeprefix(mark) or shorter
    for mark in marks["after"]:
        shorter = shorter.removesuffix(mark) or shorter
    return shorter.strip() or stem
