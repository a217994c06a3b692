"""The only writer to stdout and stderr. stdout is data, stderr is words."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.safe_text import safe, safe_json


class Output:
    """Where a command's results go: JSON or plain text to stdout, remarks to stderr."""

    def __init__(self, stdout: TextIO, stderr: TextIO, *, as_json: bool = False) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self.as_json = as_json

    @classmethod
    def for_process(cls, *, as_json: bool = False) -> Output:
        """The process's own streams; JSON is UTF-8 whatever the console, text never fails on a character."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                encoding = "utf-8" if as_json and stream is sys.stdout else None
                stream.reconfigure(encoding=encoding, errors="replace")
        return cls(sys.stdout or _nowhere(), sys.stderr or _nowhere(), as_json=as_json)

    def json(self, data: Any) -> None:
        """Print one JSON document."""
        self._stdout.write(safe_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")

    def file(self, content: str) -> None:
        """Print the content of a text file, to be stored as it is: UTF-8 whatever the console."""
        if isinstance(self._stdout, io.TextIOWrapper):
            self._stdout.reconfigure(encoding="utf-8")
        self._stdout.write(content)

    def line(self, text: str = "") -> None:
        """Print one line; outside text in it becomes safe here."""
        self._stdout.write(safe(text) + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print columns aligned by their widest text."""
        shown = [[safe(cell) for cell in row] for row in (header, *rows)]
        widths = [max(len(row[i]) for row in shown) for i in range(len(header))]
        for row in shown:
            padded = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self._stdout.write(padded.rstrip() + "\n")

    def note(self, text: str) -> None:
        """A remark for the person: stderr."""
        self._stderr.write(safe(text) + "\n")

    def error(self, error: ValmennusError) -> None:
        """An error: to stdout as an object in JSON mode, else a sentence with its place to stderr."""
        if self.as_json:
            self.json({"error": error.as_json()})
            return
        place = ", ".join(str(p) for p in (error.path, error.sheet, error.cell) if p)
        self.note(_("Error: {message}").format(message=error.message) + (f" [{place}]" if place else ""))

    def internal_error(self, place: str) -> None:
        """An unexpected error, without any value."""
        message = _("An internal error happened; nothing more was written. Code for support: {place}").format(
            place=place
        )
        if self.as_json:
            self.json(
                {"error": {"code": "internal", "message": message} | dict.fromkeys(("path", "sheet", "cell"))}
            )
        else:
            self.note(message)

    def flush(self) -> None:
        """Hand over what was printed, while a failure can still be told. Raises OSError."""
        self._stdout.flush()

    def abandon(self) -> None:
        """Nobody can take what is printed: let the rest vanish, or the interpreter complains at its end."""
        with contextlib.suppress(OSError, ValueError):  # a stream of its own kind may have no file number
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stdout.fileno())
            os.close(nowhere)


def is_terminal(*streams: TextIO | None) -> bool:
    """Whether a person sits at all the streams; one that was closed is None."""
    return all(stream is not None and stream.isatty() for stream in streams)


def _nowhere() -> TextIO:
    """A stand-in for a stream that was closed before the program began."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  (lives until exit)
