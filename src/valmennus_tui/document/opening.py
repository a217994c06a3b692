"""Opening: the workbook, its companion, and whether they may be saved."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.document.companion import companion_path, is_companion
from valmennus_tui.document.source import Source
from valmennus_tui.errors import FileRefused
from valmennus_tui.i18n import _
from valmennus_tui.workbook.leftovers import sweep
from valmennus_tui.workbook.profile import Profile
from valmennus_tui.workbook.profile_files import load_profile, shipped_profiles, user_profiles
from valmennus_tui.workbook.refusals import Reason, sentence

MAIN = "main"
COMPANION = "contacts"
_LOCKED_AWAY = (Reason.ENCRYPTED, Reason.NOT_DECRYPTED)
"""A password helps: no reason to go on without the file."""


@dataclass(frozen=True)
class Opened:
    """The open files; ``left_out`` is why the companion is not among them though it lies there."""

    sources: tuple[Source, ...]
    left_out: FileRefused | None = None


def read_sources(path: Path, profile: Path | None, password: str | None = None) -> Opened:
    """The workbook and, where it lies beside it, its companion; ``password`` opens either.

    A companion that cannot be read is left out: it keeps nobody from the workbook. Raises FileRefused (also
    for a companion that waits for its password), ConfigError.
    """
    sweep(path.parent)  # what a killed save of ours left behind
    profiles = profiles_for(profile)
    main = Source.read(MAIN, path, profiles, password)
    beside = companion_path(path)
    if is_companion(path) or not beside.is_file():
        return Opened((main,))
    try:
        return Opened((main, Source.read(COMPANION, beside, profiles_for(None), password)))
    except FileRefused as refused:
        if refused.reason in _LOCKED_AWAY:
            raise
        return Opened((main,), refused)


def profiles_for(profile: Path | None) -> tuple[Profile, ...]:
    """The one named, else the user's own and the shipped ones."""
    if profile is not None:
        return (load_profile(profile),)
    return (*user_profiles(), *shipped_profiles())


def make_companion(path: Path, coach: str | None) -> Source:
    """A new companion workbook from its template, read."""
    from valmennus_tui.document.new import new_workbook

    new_workbook("contacts", path, coach=coach)
    return Source.read(COMPANION, path, profiles_for(None))


def fingerprint(sources: Sequence[Source]) -> str:
    """One file's SHA-256, or that of several files' together."""
    if len(sources) == 1:
        return sources[0].book.fingerprint
    joined = "\n".join(source.book.fingerprint for source in sources)
    return hashlib.sha256(joined.encode("ascii")).hexdigest()


def read_only_sentence(source: Source, *, asked: bool) -> str | None:
    """Why the workbook cannot be saved, None where it can."""
    if source.book.read_only_reason is not None:
        return sentence(source.book.read_only_reason)
    if asked:
        return _("The workbook is open for reading only.")
    if not os.access(source.path, os.W_OK):
        return _("You may read this file but not write it. Save a copy under another name.")
    return None
