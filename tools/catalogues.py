"""Message catalogues: extract the messages, update the languages, compile, and check that all is complete.

    tools/catalogues.py update   add new messages to the .po files, drop unused ones, compile
    tools/catalogues.py check    end with 1 when a message lacks a translation or a .mo file is out of date

English message ids are the English texts; Finnish and Swedish are in ``locale/LANG/LC_MESSAGES``.
"""

from __future__ import annotations

import string
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "valmennus_tui"
LANGUAGES = ("fi", "sv")
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def extracted() -> Catalog:
    """Every message that the source marks, with the files that use it."""
    catalogue = Catalog(project="valmennus", charset="utf-8")
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for filename, _line, message, _comments, context in found:
        catalogue.add(message, None, [(filename, None)], context=context)
    return catalogue


def po_path(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "valmennus.po"


def load(language: str) -> Catalog:
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> int:
    """Bring each language's .po in line with the source and compile it."""
    template = extracted()
    for language in LANGUAGES:
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = load(language) if path.exists() else Catalog(locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True, omit_header=False, width=110)
        path.with_suffix(".mo").write_bytes(compiled(load(language)))
    return 0


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def texts(message: Message) -> tuple[list[str], list[str]]:
    """The message's ids and its translations, as lists (plural messages have two of each)."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return ids, strings


def complaint(message: Message) -> str | None:
    ids, strings = texts(message)
    if not all(strings):
        return "not translated"
    if message.fuzzy:
        return "fuzzy"
    wanted = placeholders(ids[-1])
    if any(placeholders(text) - wanted for text in strings) or placeholders(strings[-1]) != wanted:
        return "other placeholders"
    return None


def problems(language: str, template: Catalog) -> list[str]:
    """What is wrong with one language, a line each."""
    catalogue = load(language)
    found: list[str] = []
    for message in template:
        if not message.id:
            continue
        translated = catalogue.get(message.id, message.context)
        reason = "missing" if translated is None else complaint(translated)
        if reason:
            found.append(f"{language}: {reason}: {message.id!r} ({message.locations[0][0]})")
    mo = po_path(language).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalogue):
        found.append(f"{language}: {mo.name} is out of date: run python3 dev.py make catalogues")
    return found


def check() -> int:
    template = extracted()
    found = [line for language in LANGUAGES for line in problems(language, template)]
    print("\n".join(found) if found else f"{len(template)} messages in {len(LANGUAGES)} languages, complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
