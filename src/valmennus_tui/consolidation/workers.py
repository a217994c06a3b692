"""Reading files in worker processes: one that hangs, eats memory or dies never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from valmennus_tui.consolidation.gathered import Problem, Progress
from valmennus_tui.consolidation.one_file import LEFT_OUT, FileResult, ReadRequest, read_file
from valmennus_tui.domain.findings import Severity
from valmennus_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import SpawnContext

Reader = Callable[[ReadRequest], FileResult]
_TICK_SECONDS = 0.1
"""How often a cancelled reading is noticed while a file takes its time."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How many files at one time, and what one file may take."""

    workers: int
    seconds: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far the reading is, and who may stop it."""

    progress: Callable[[Progress], None] = lambda _progress: None
    cancelled: Callable[[], bool] = lambda: False


def read_all(
    requests: Sequence[ReadRequest], limits: ReadLimits, watch: Watch, reader: Reader = read_file
) -> Iterator[FileResult]:
    """The files' results as they come. A cancelled reading ends early.

    A file beyond the limits, or one whose process dies, gives a problem. ``reader`` must be importable by
    name (it runs in other processes).
    """
    if not requests:
        return
    from pebble import ProcessPool

    pool = ProcessPool(
        max_workers=min(limits.workers, len(requests)),
        initializer=_begin,
        initargs=(limits.megabytes,),
        context=_spawning(),
    )
    ready: SimpleQueue[Future[FileResult]] = SimpleQueue()
    try:
        of_future: dict[Future[FileResult], ReadRequest] = {}
        for request in requests:
            future = pool.schedule(reader, args=[request], timeout=limits.seconds)
            of_future[future] = request
            future.add_done_callback(ready.put)
        for number in range(1, len(requests) + 1):
            done = _next(ready, watch)
            if done is None:
                return
            request = of_future[done]
            watch.progress(Progress(number, len(requests), request.name))
            yield _result_of(request.path, done, limits)
    finally:
        pool.stop()
        pool.join()


def _next(ready: SimpleQueue[Future[FileResult]], watch: Watch) -> Future[FileResult] | None:
    """The next file that is done with; None where reading is cancelled before."""
    while not watch.cancelled():
        try:
            return ready.get(timeout=_TICK_SECONDS)
        except Empty:
            continue
    return None


def _result_of(path: Path, future: Future[FileResult], limits: ReadLimits) -> FileResult:
    error = future.exception()
    if error is None:
        return future.result()
    code, message = _why(error, limits)
    return FileResult(path, problems=(Problem(path, Severity.ERROR, code, message, LEFT_OUT),))


def _why(error: BaseException, limits: ReadLimits) -> tuple[str, str]:
    """Why a file's process gave no result: a stable word and a sentence. Values of the error are not told."""
    if isinstance(error, TimeoutError):
        text = ngettext(
            "Reading the file took more than {n} second, so it is left out.",
            "Reading the file took more than {n} seconds, so it is left out.",
            limits.seconds,
        )
        return "too_slow", text.format(n=limits.seconds)
    if isinstance(error, MemoryError):
        text = _("Reading the file took more than {n} megabytes of memory, so it is left out.")
        return "too_much_memory", text.format(n=limits.megabytes)
    return "reader_failed", _("Reading the file failed unexpectedly, so it is left out.")


def _spawning() -> SpawnContext:
    """Workers begin from nothing on every system: a copy of this process would share its terminal's state."""
    import multiprocessing

    _begin_tracker()
    return multiprocessing.get_context("spawn")


def _begin_tracker() -> None:
    """Begin the process that Python keeps beside its workers while standard error is a real file.

    It inherits that file; while the screens run, ``sys.stderr`` is a stand-in without one.
    """
    import os
    import sys

    if os.name == "posix" and sys.__stderr__ is not None:
        from multiprocessing import resource_tracker

        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()  # type: ignore[attr-defined, unused-ignore]


def _begin(megabytes: int) -> None:
    """Settle a worker as the program itself is settled, and bound its memory."""
    import gc

    from valmennus_tui import ALLOCATIONS

    gc.set_threshold(ALLOCATIONS)
    _limit_memory(megabytes)


def _limit_memory(megabytes: int) -> None:
    """Bound a worker's address space where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = megabytes << 20
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with suppress(OSError, ValueError):  # a system that has the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
