"""Where text stands in an XML part: every run of text and attribute value with the bytes it occupies.

Erasing takes bytes out of parts that this program otherwise never interprets, so it needs two things that
an ordinary parser does not give: the exact bytes of a text (also across formatting runs, entities and
``_xHHHH_`` escapes), and the certainty that nothing was skipped (comments, CDATA and processing
instructions are text too).
The part must be well-formed UTF-8 without a DOCTYPE (``xml.check_part``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from valmennus_tui.workbook.splices import Splice

_TOKEN = re.compile(
    rb"<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?(?P<pi>.*?)\?>"
    rb"|<(?P<tag>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|(?P<text>[^<]+)",
    re.DOTALL,
)
_NAME = re.compile(rb"/?([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"([^\s=/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ESCAPE = re.compile(r"&(#[xX][0-9A-Fa-f]+|#[0-9]+|[A-Za-z]+);|_x([0-9A-Fa-f]{4})_")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

RUN_CONTAINERS = frozenset({"si", "is", "comment", "p", "pt"})
"""Elements whose text is one text for the reader although it may be cut into formatting runs."""


class Step(NamedTuple):
    """An open element: its local name and where its start tag begins (which also identifies it)."""

    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of text or one attribute value: ``part[start:end]``, still escaped unless ``literal``."""

    start: int
    end: int
    path: tuple[Step, ...]
    attribute: str | None = None
    literal: bool = False

    @property
    def element(self) -> str:
        return self.path[-1].name if self.path else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as the reader sees it: one piece, or the joined runs of one string, comment or paragraph."""

    pieces: tuple[Piece, ...]
    text: str

    @property
    def path(self) -> tuple[Step, ...]:
        return self.pieces[0].path

    @property
    def attribute(self) -> str | None:
        return self.pieces[0].attribute

    @property
    def element(self) -> str:
        return self.pieces[0].element

    def within(self, name: str) -> Step | None:
        """The innermost open element of that local name, or None."""
        return next((step for step in reversed(self.path) if step.name == name), None)


def local(name: bytes) -> str:
    """The name without its prefix."""
    return name.rpartition(b":")[2].decode("utf-8", "replace")


def attributes(part: bytes, start: int) -> dict[str, str]:
    """The attributes of the tag that begins at ``start``, by local name, decoded."""
    match = _TOKEN.match(part, start)
    tag = match["tag"] if match else None
    if tag is None:
        return {}
    return {local(m[1]): decode(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(tag)}


def starts_of(part: bytes, name: str) -> Iterator[int]:
    """Where the start tags of the elements with that local name begin."""
    for match in _TOKEN.finditer(part):
        tag = match["tag"]
        if tag is not None and not tag.startswith(b"/") and local(_tag_name(tag)) == name:
            yield match.start()


def pieces(part: bytes, skip: tuple[int, int] | None = None) -> Iterator[Piece]:
    """Every text, attribute value, comment and processing instruction, in the order of the file.

    A comment or instruction has the attribute name ``#comment`` or ``#pi``: it belongs to no element's text.
    White space between elements is left out. ``skip`` leaves out the bytes between two tags that match.
    """
    path: tuple[Step, ...] = ()
    for match in _tokens(part, skip):
        kind = match.lastgroup
        if kind == "text":
            if not match[0].isspace() or (path and path[-1].name in ("t", "v")):
                yield Piece(match.start(), match.end(), path)
        elif kind == "tag":
            tag = match["tag"]
            if tag.startswith(b"/"):
                path = path[:-1]
                continue
            inner = (*path, Step(local(_tag_name(tag)), match.start()))
            yield from _attribute_pieces(tag, match.start("tag"), inner)
            if not tag.endswith(b"/"):
                path = inner
        elif kind == "cdata":
            yield Piece(match.start("cdata"), match.end("cdata"), path, literal=True)
        elif kind:
            yield Piece(match.start(kind), match.end(kind), path, f"#{kind}", literal=True)


def _tokens(part: bytes, skip: tuple[int, int] | None) -> Iterator[re.Match[bytes]]:
    if skip is None:
        return _TOKEN.finditer(part)
    return chain(_TOKEN.finditer(part, 0, skip[0]), _TOKEN.finditer(part, skip[1]))


def _tag_name(tag: bytes) -> bytes:
    match = _NAME.match(tag)
    return match[1] if match else b""


def _attribute_pieces(tag: bytes, offset: int, path: tuple[Step, ...]) -> Iterator[Piece]:
    for match in _ATTRIBUTE.finditer(tag):
        if not match[1].startswith(b"xmlns"):
            start, end = match.span(2) if match[2] is not None else match.span(3)
            yield Piece(offset + start, offset + end, path, local(match[1]))


def passages(part: bytes, skip: tuple[int, int] | None = None) -> Iterator[Passage]:
    """The pieces, with the formatting runs of one string, comment or paragraph joined (phonetic text apart).

    ``skip`` as for :func:`pieces`. A container's passages come when it ends.
    """
    waiting: dict[bool, list[Piece]] = {}
    open_container = -1
    for piece in pieces(part, skip):
        container = _container(piece)
        if container != open_container:
            yield from _joined(part, waiting.values())
            waiting.clear()
            open_container = container
        if piece.attribute:
            yield Passage((piece,), _text(part, piece))
        else:
            phonetic = any(step.name == "rPh" for step in piece.path)
            waiting.setdefault(phonetic, []).append(piece)
    yield from _joined(part, waiting.values())


def _container(piece: Piece) -> int:
    """Where the string, comment or paragraph begins that a piece belongs to; else its own element."""
    own = piece.path[-1].start if piece.path else -1
    return next((step.start for step in reversed(piece.path) if step.name in RUN_CONTAINERS), own)


def _joined(part: bytes, groups: Iterable[list[Piece]]) -> Iterator[Passage]:
    for group in groups:
        yield Passage(tuple(group), "".join(_text(part, piece) for piece in group))


def _text(part: bytes, piece: Piece) -> str:
    raw = part[piece.start : piece.end]
    return raw.decode("utf-8", "replace") if piece.literal else decode(raw)


def decode(raw: bytes) -> str:
    """Escaped bytes as text: entities, character references and the ``_xHHHH_`` escapes of SpreadsheetML."""
    text = raw.decode("utf-8", "replace")
    return _ESCAPE.sub(lambda m: _character(m), text) if "&" in text or "_x" in text else text


def _character(match: re.Match[str]) -> str:
    entity, escaped = match[1], match[2]
    if escaped:
        return chr(int(escaped, 16))
    if entity.startswith("#"):
        number = int(entity[2:], 16) if entity[1] in "xX" else int(entity[1:])
        return chr(number) if number < 0x110000 else match[0]
    return _ENTITIES.get(entity, match[0])


def removals(part: bytes, passage: Passage, start: int, end: int, put: bytes) -> list[Splice]:
    """The splices that take characters ``start`` to ``end`` out of a passage and leave ``put`` there.

    Bytes around them stay as they are, whatever runs, entities or escapes the text is written with.
    """
    splices: list[Splice] = []
    position = 0
    for piece in passage.pieces:
        offsets = _offsets(part, piece)
        length = len(offsets) - 1
        low, high = max(start - position, 0), min(end - position, length)
        if low < high:
            new = put if not splices else b""
            splices.append(Splice(offsets[low], offsets[high], new))
        position += length
    return splices


def _offsets(part: bytes, piece: Piece) -> list[int]:
    """The byte at which each character of a piece begins, and its end."""
    text = part[piece.start : piece.end].decode("utf-8", "replace")
    offsets: list[int] = []
    byte, index = piece.start, 0
    while index < len(text):
        match = None if piece.literal else _ESCAPE.match(text, index)
        source = match[0] if match else text[index]
        length = len(_character(match)) if match else 1
        offsets.extend([byte] * length)
        byte += len(source.encode("utf-8"))
        index += len(source)
    offsets.append(byte)
    return offsets
