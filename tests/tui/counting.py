"""A driver that keeps what would reach the terminal, so that bytes can be counted exactly."""

from __future__ import annotations

from typing import Any

from textual.drivers.headless_driver import HeadlessDriver


class CountingDriver(HeadlessDriver):
    """Writes to a list in place of a terminal; Textual takes it for a real one."""

    written: list[str]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.written = []

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written.append(data)

    def flush(self) -> None:
        pass

    def take(self) -> int:
        """The bytes written since the last call."""
        count = len("".join(self.written).encode("utf-8"))
        self.written.clear()
        return count
