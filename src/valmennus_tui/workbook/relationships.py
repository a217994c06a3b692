"""Relationships between parts (``_rels/*.rels``), for ordinary and Strict OOXML alike."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.refusals import Reason, refuse_file


@dataclass(frozen=True, slots=True)
class Relationship:
    """``kind`` is the last word of the type (``worksheet``, ``styles``…), the same in both dialects.

    ``target`` is the part's name in the package; for an external one the address as it is written.
    """

    id: str
    kind: str
    target: str
    external: bool = False


def relationships_part(part: str) -> str:
    """The name of the part that holds the relationships of ``part`` (``""`` is the package itself)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def read_relationships(package: Package, part: str = "") -> tuple[Relationship, ...]:
    """The relationships of a part, in the order of the file. Raises FileRefused where one leaves the
    package.
    """
    source = relationships_part(part)
    if not package.has(source):
        return ()
    found: list[Relationship] = []

    def start(name: str, attributes: xml.Attributes) -> None:
        if xml.local(name) != "Relationship":
            return
        target = attributes.get("Target", "")
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
        external = attributes.get("TargetMode") == "External"
        if not external and not target.startswith("#"):
            target = resolve(part, target)
            if target.startswith(".."):
                raise refuse_file(Reason.BAD_RELATIONSHIP, package.path, part=source)
            if package.has(target):
                # Names are compared without case; the member's own spelling is the one used from here on.
                target = package.member(target).name
        found.append(Relationship(attributes.get("Id", ""), kind, target, external))

    content = package.read(source)
    xml.check_part(content, source, package.path, well_formed=False)
    xml.parse(content, source, package.path, start=start)
    return tuple(found)


def resolve(part: str, target: str) -> str:
    """The part that ``target`` names, seen from ``part``."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
