"""A temporary file beside the target: made for its owner only, fully written, forced to disk, read back."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from pathlib import Path

from valmennus_tui.errors import SaveFailed
from valmennus_tui.i18n import _
from valmennus_tui.workbook import leftovers
from valmennus_tui.workbook.filesystem import FileSystem
from valmennus_tui.workbook.metadata import Metadata, restore


@contextlib.contextmanager
def written(
    folder: Path,
    data: bytes,
    files: FileSystem,
    *,
    access: Metadata | None = None,
    verify: Callable[[bytes], None] | None = None,
) -> Iterator[Path]:
    """A file in ``folder`` that holds ``data``, with the access rights of ``access`` (else its owner's only).

    It is closed, opened again and read back before the block runs: the bytes must be those written, and
    ``verify`` may look at them too. The caller renames the file in the block; what still has the temporary
    name at the end is removed, whatever happened.
    Raises OSError, SaveFailed when other bytes came back, and what ``verify`` raises.
    """
    path = folder / leftovers.temporary_name()
    try:
        _fill(path, data, files, access)
        came_back = files.read(path)
        if came_back != data:
            raise SaveFailed(
                _("The disk did not give back what was written to it, so nothing was changed."),
                reason="not_as_written",
            )
        if verify is not None:
            verify(came_back)
        yield path
    finally:
        with contextlib.suppress(OSError):  # after a rename there is nothing to remove
            files.unlink(path)
        leftovers.done_with(path.name)


def _fill(path: Path, data: bytes, files: FileSystem, access: Metadata | None) -> None:
    descriptor = files.create(path)
    try:
        rest = memoryview(data)
        while rest:
            taken = files.write(descriptor, rest)
            if taken <= 0:
                raise OSError(errno.EIO, "the disk takes nothing")
            rest = rest[taken:]
        if access is not None:
            restore(access, path, files)
        files.sync(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            files.close(descriptor)
        raise
    files.close(descriptor)
