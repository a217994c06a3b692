"""Small trees of the elements one asks for, read from a part. For small parts and tails, not for cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from valmennus_tui.workbook import xml

_CELLS = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s>])")


@dataclass(slots=True)
class Node:
    """An element: local name, attributes by local name, the text directly inside it, its children.

    ``above`` holds the local names of the elements around it, outermost first.
    """

    name: str
    attributes: dict[str, str]
    above: tuple[str, ...] = ()
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def flag(self, name: str, default: bool = False) -> bool:
        """An xsd:boolean attribute."""
        value = self.attributes.get(name)
        return default if value is None else value.strip() in ("1", "true", "on")

    def all_text(self) -> str:
        """The text inside the element and inside its children (``<formula1><xm:f>…``)."""
        return self.text + "".join(child.all_text() for child in self.children)

    def child(self, name: str) -> Node | None:
        return next((child for child in self.children if child.name == name), None)

    def every(self, name: str) -> Iterator[Node]:
        """All elements of that name inside this one, at any depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.every(name)


def nodes(part: bytes, *names: str) -> list[Node]:
    """The outermost elements with one of the local names, each with everything inside it.

    Raises FileRefused where the part is not well-formed.
    """
    found: list[Node] = []
    above: list[str] = []
    inside: list[Node] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = xml.local(name)
        if inside or name in names:
            node = Node(name, {xml.local(key): value for key, value in attributes.items()}, tuple(above))
            (inside[-1].children if inside else found).append(node)
            inside.append(node)
        above.append(name)

    def end(_name: str) -> None:
        above.pop()
        if inside:
            inside.pop()

    def text(data: str) -> None:
        if inside:
            inside[-1].text += data

    xml.parse(part, start=start, end=end, text=text)
    return found


def without_cells(part: bytes) -> bytes:
    """A worksheet part with nothing between its ``sheetData`` tags, so that its tail is read quickly.

    Where that cannot be done surely (comments and CDATA sections can hide tags, other namespaces can have the
    same name), the part comes back as it is.
    """
    found = [] if b"<!" in part else list(_CELLS.finditer(part))
    if len(found) != 1:
        return part
    start = xml.tag_end(part, found[0].start())
    end = part.rfind(b"</" + found[0][1] + b"sheetData")
    return part[:start] + part[end:] if end >= start else part
