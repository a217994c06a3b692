"""A tree of XML that keeps raw text, so that a part can be written again in any legal spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+", re.S
)
_TAG = re.compile(r"<(/?)([^\s/>]+)(.*?)(/?)>\Z", re.S)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.S)


@dataclass
class Element:
    """One element. Attribute values and strings among the children are raw: still escaped.

    ``open`` asks for a start and an end tag even without children.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    open: bool = False

    def find(self, name: str) -> Element | None:
        """The first child element of that name."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Every child element of that name."""
        return (child for child in self.elements() if child.name == name)

    def elements(self) -> Iterator[Element]:
        """Every child element."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """The element and every element below it."""
        yield self
        for child in self.elements():
            yield from child.walk()

    @property
    def text(self) -> str:
        """The raw text among the children."""
        return "".join(child for child in self.children if isinstance(child, str))


@dataclass
class Style:
    """How a tree is spelt when it is written."""

    prefix: str = ""
    quote: str = '"'
    spaced: bool = False
    """Spaces around ``=`` and before ``>``, line breaks between attributes."""
    raw_greater: bool = False
    """``>`` as it is in attribute values instead of ``&gt;``."""


@dataclass
class Part:
    """One XML part: what stands before the root, the root, and how to write it."""

    prolog: str
    root: Element
    style: Style = field(default_factory=Style)
    bom: bool = False
    after: Callable[[str], str] = str
    """A last change of the whole text, such as other line ends."""

    @classmethod
    def parse(cls, data: bytes) -> Part:
        text = data.decode("utf-8-sig")
        root: Element | None = None
        prolog, stack = "", list[Element]()
        for token in _TOKEN.findall(text):
            if not token.startswith("<") or token[1] in "!?":
                if stack:
                    stack[-1].children.append(token)
                elif root is None:
                    prolog += token
                continue
            closing, name, rest, empty = _tag(token)
            if closing:
                stack.pop()
                continue
            element = Element(name, {n: v[1:-1] for n, v in _ATTRIBUTE.findall(rest)})
            if stack:
                stack[-1].children.append(element)
            root = root or element
            if not empty:
                stack.append(element)
        if root is None:
            raise ValueError("no root element")
        return cls(prolog, root)

    def to_bytes(self) -> bytes:
        text = self.after(self.prolog + "".join(_write(self.root, self.style)))
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode("utf-8")


def _tag(token: str) -> tuple[str, str, str, str]:
    match = _TAG.match(token)
    if match is None:
        raise ValueError(f"not a tag: {token[:40]}")
    closing, name, rest, empty = match.groups()
    return closing, name, rest, empty


def _write(element: Element, style: Style) -> Iterator[str]:
    name = _named(element.name, style)
    attributes = "".join(_attribute(n, v, style) for n, v in element.attributes.items())
    end = " " if style.spaced else ""
    if not element.children and not element.open:
        yield f"<{name}{attributes}{end}/>"
        return
    yield f"<{name}{attributes}{end}>"
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _write(child, style)
    yield f"</{name}{end}>"


def _named(name: str, style: Style) -> str:
    return f"{style.prefix}:{name}" if style.prefix and ":" not in name else name


def _attribute(name: str, value: str, style: Style) -> str:
    if style.prefix and name == "xmlns":
        name = f"xmlns:{style.prefix}"
    if style.raw_greater:
        value = value.replace("&gt;", ">")
    if style.quote == "'":
        value = value.replace("&quot;", '"').replace("'", "&apos;")
    elif '"' in value:
        value = value.replace('"', "&quot;")
    equals = " =\t" if style.spaced else "="
    return f"{chr(10) + '  ' if style.spaced else ' '}{name}{equals}{style.quote}{value}{style.quote}"
