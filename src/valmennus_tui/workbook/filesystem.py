"""The few file calls that saving needs, behind one small object.

Saving goes through :class:`FileSystem` and nothing else, so that tests can make each call fail in turn, on
any platform, also with the errors that only Windows gives. Methods do one call each and let ``OSError``
through; what an error means is decided by the callers.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from pathlib import Path

_NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOINHERIT", 0)
)


class FileSystem:
    """The real file system."""

    def resolve(self, path: Path) -> Path:
        """The file itself where ``path`` is a symbolic link. Raises FileNotFoundError for a dangling one."""
        return path.resolve(strict=True)

    def stat(self, path: Path) -> os.stat_result:
        """Facts about the file itself: links are not followed."""
        return path.lstat()

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, in no order."""
        return [entry.name for entry in folder.iterdir()]

    def read(self, path: Path, limit: int | None = None) -> bytes:
        """The whole content, or its first ``limit`` bytes."""
        with path.open("rb", buffering=0) as file:
            if limit is None:
                return file.readall()
            return file.read(limit) or b""

    def writable(self, path: Path) -> bool:
        """Whether this user may write to the file as it stands (write protection, read-only medium)."""
        return os.access(path, os.W_OK)

    def create(self, path: Path) -> int:
        """Make a file that must not exist yet, for its owner only; returns the descriptor for writing."""
        return os.open(path, _NEW_FILE, 0o600)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of ``data``; returns how many bytes were taken (may be fewer)."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Force the file's content to the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close the file; some network drives report only now that a write failed."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Put ``source`` in the place of ``target`` in one step."""
        source.replace(target)

    def rename_new(self, source: Path, target: Path) -> None:
        """Give ``source`` a name that nothing has yet. Raises FileExistsError.

        Linux and macOS rename over an existing file, so there the new name is a second link first, which
        the system refuses when the name is taken. Where links are not to be had (FAT, some shares), the name
        is looked up before the rename: two programs choosing the same new name in the same instant could
        then collide, nothing else.
        """
        if sys.platform == "win32":
            source.rename(target)
        else:
            _rename_new(source, target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for the same file. Raises FileExistsError, or another OSError where unsupported."""
        target.hardlink_to(source)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def chmod(self, path: Path, mode: int) -> None:
        """Change the mode bits."""
        path.chmod(mode)

    def chown(self, path: Path, uid: int, gid: int) -> None:
        """Change owner and group (-1 keeps); nothing on Windows."""
        if sys.platform != "win32":
            os.chown(path, uid, gid)

    def attributes(self, path: Path) -> dict[str, bytes]:
        """The extended attributes (access lists among them); empty where the system has none."""
        found: dict[str, bytes] = {}
        if sys.platform == "linux":
            found = {name: os.getxattr(path, name) for name in os.listxattr(path)}
        return found

    def set_attribute(self, path: Path, name: str, value: bytes) -> None:
        """Set an extended attribute."""
        if sys.platform == "linux":
            os.setxattr(path, name, value)

    def remove_attribute(self, path: Path, name: str) -> None:
        """Remove an extended attribute."""
        if sys.platform == "linux":
            os.removexattr(path, name)

    def sync_folder(self, folder: Path) -> None:
        """Force the folder's names to the disk (a no-op or an error on many shares and on Windows)."""
        if sys.platform != "win32":
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def hide(self, path: Path) -> None:
        """Set Windows' hidden attribute; elsewhere the leading dot of the name hides."""
        if sys.platform == "win32":
            import ctypes

            attributes = path.lstat().st_file_attributes | stat.FILE_ATTRIBUTE_HIDDEN
            ctypes.windll.kernel32.SetFileAttributesW(str(path), attributes)

    def pause(self, seconds: float) -> None:
        """Wait: virus scanners and sync clients hold a file for a moment."""
        time.sleep(seconds)


def _rename_new(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        source.rename(target)
    else:
        with contextlib.suppress(OSError):  # the new name stands; the old one is swept up later
            source.unlink()


def is_regular(files: FileSystem, path: Path) -> bool:
    """Whether an ordinary file (no link, no folder) has this name."""
    with contextlib.suppress(OSError):
        return stat.S_ISREG(files.stat(path).st_mode)
    return False
