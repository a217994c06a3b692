"""Lock files of other programs: who has the workbook open, and since when.

Excel writes ``~$NAME`` and LibreOffice ``.~lock.NAME#`` beside the file. Both formats are as LibreOffice's
own readers have them (svl/source/misc: msodocumentlockfile.cxx, documentlockfile.cxx, lockfilecommon.cxx).
What they say is **untrusted text**: anyone may have written it. A lock can also be a leftover of a crash,
so it is a reason to ask, never to refuse for good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from valmennus_tui.i18n import _, format_date
from valmennus_tui.workbook.filesystem import FileSystem, is_regular

_EXCEL_LIMIT = 4096
_EXCEL_NAME_LIMIT = 52
_EXCEL_LENGTH_AT = 55
_LIBREOFFICE_LIMIT = 32_000
_LIBREOFFICE_FIELDS = 5
_TEXT_LIMIT = 100
"""Characters of a name worth showing."""


class Program(StrEnum):
    """The program that wrote the lock."""

    EXCEL = "Excel"
    LIBREOFFICE = "LibreOffice"


@dataclass(frozen=True, slots=True)
class LockNotice:
    """Another program has the file open. ``who`` and ``host`` are raw text from the lock, None when it does
    not say; ``since`` is local time (the lock's own word, else the age of the lock file)."""

    program: Program
    who: str | None
    host: str | None
    since: datetime | None
    path: Path

    def sentence(self) -> str:
        """Who has the file open, in one sentence (holds raw text from the lock)."""
        name, who = self.path.name, self.who or _("an unknown user")
        if self.host:
            who = f"{who} ({self.host})"
        if self.since is None:
            return _("{name} is open in {program} by {who}.").format(name=name, program=self.program, who=who)
        since = f"{format_date(self.since.date())} {self.since:%H:%M}"
        return _("{name} is open in {program} by {who} since {since}.").format(
            name=name, program=self.program, who=who, since=since
        )


def excel_lock(path: Path) -> Path:
    """Where Excel's lock of a workbook lies."""
    return path.with_name(f"~${path.name}")


def libreoffice_lock(path: Path) -> Path:
    """Where LibreOffice's lock of a document lies."""
    return path.with_name(f".~lock.{path.name}#")


def open_elsewhere(path: Path, files: FileSystem | None = None) -> LockNotice | None:
    """Who has ``path`` open, or None. Never raises: a lock that cannot be read is one by an unknown user."""
    files = files or FileSystem()
    return next(_notices(path, files), None)


def _notices(path: Path, files: FileSystem) -> Iterator[LockNotice]:
    lock = excel_lock(path)
    if is_regular(files, lock):
        who = parse_excel(_content(lock, _EXCEL_LIMIT, files))
        yield LockNotice(Program.EXCEL, who, None, _age(lock, files), path)
    lock = libreoffice_lock(path)
    if is_regular(files, lock):
        owner = parse_libreoffice(_content(lock, _LIBREOFFICE_LIMIT + 1, files))
        since = owner.since or _age(lock, files)
        yield LockNotice(Program.LIBREOFFICE, owner.who, owner.host, since, path)


def _content(lock: Path, limit: int, files: FileSystem) -> bytes:
    """The start of the lock file; nothing when its program does not let others read it (Excel on Windows)."""
    try:
        return files.read(lock, limit)
    except OSError:
        return b""


def _age(lock: Path, files: FileSystem) -> datetime | None:
    try:
        return datetime.fromtimestamp(files.stat(lock).st_mtime)
    except (OSError, OverflowError, ValueError):
        return None


def _clean(text: str) -> str | None:
    return text.strip(" \0")[:_TEXT_LIMIT] or None


def parse_excel(data: bytes) -> str | None:
    """The user name in an Excel lock; None where there is none to be read.

    Byte 0: length (1–52) of the name in the Windows code page, from byte 1; bytes 55–56: length again, then
    the name in UTF-16-LE, which is preferred since the code page is not recorded (1252 is a guess).
    """
    wide = int.from_bytes(data[_EXCEL_LENGTH_AT : _EXCEL_LENGTH_AT + 2], "little")
    start = _EXCEL_LENGTH_AT + 2
    if 1 <= wide <= _EXCEL_NAME_LIMIT and len(data) >= start + 2 * wide:
        name = _clean(data[start : start + 2 * wide].decode("utf-16-le", "replace"))
        if name:
            return name
    narrow = data[0] if data else 0
    if 1 <= narrow <= _EXCEL_NAME_LIMIT and len(data) > narrow:
        return _clean(data[1 : 1 + narrow].decode("cp1252", "replace"))
    return None


@dataclass(frozen=True, slots=True)
class LockOwner:
    """The fields of a LibreOffice lock that are worth telling; None where it does not say."""

    who: str | None = None
    host: str | None = None
    since: datetime | None = None


def parse_libreoffice(data: bytes) -> LockOwner:
    """The owner in a LibreOffice lock: display name, system user, host, time, profile URL; all unknown when
    it is not such a file."""
    if len(data) > _LIBREOFFICE_LIMIT:
        return LockOwner()
    fields = _split(data.decode("utf-8", "replace"))
    if len(fields) != _LIBREOFFICE_FIELDS:
        return LockOwner()
    display, user, host, time, _profile = fields
    return LockOwner(_clean(display) or _clean(user), _clean(host), _time(time))


def _split(text: str) -> list[str]:
    """Fields between ``,`` up to ``;``, where ``\\`` escapes these three signs; empty for anything else."""
    fields, current = [], []
    signs = iter(text)
    for sign in signs:
        if sign == "\\":
            escaped = next(signs, "")
            if escaped not in ("\\", ",", ";"):
                return []
            current.append(escaped)
        elif sign in ",;":
            fields.append("".join(current))
            current = []
            if sign == ";":
                return fields
        else:
            current.append(sign)
    return []


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%d.%m.%Y %H:%M")
    except ValueError:
        return None
