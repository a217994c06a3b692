"""XML as bytes: checks before parsing, where tags begin and end, attributes changed in place, escapes.

Parsing is expat's, without namespaces: names keep their prefixes, byte offsets stay those of the part. No
document type is ever accepted, so there are no entities but XML's own five.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from valmennus_tui.workbook import limits
from valmennus_tui.workbook.refusals import Reason, refuse_file

BOM = b"\xef\xbb\xbf"
Attributes = dict[str, str]

_DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
ATTRIBUTE = re.compile(rb"""\s+([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
TAG_REST = rb"""[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>"""
"""A pattern for the rest of a tag after its name: quoted values may hold ``>``."""
_TAG = re.compile(rb"<" + TAG_REST)
_PREFIX = re.compile(rb"<([^\s:/>]+:)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NEEDS_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_part(
    content: bytes, part: str = "", path: Path | str | None = None, *, well_formed: bool = True
) -> None:
    """Prove that a part is UTF-8 XML without a document type (and well-formed). Raises FileRefused."""
    if content[:2] in _UTF16_MARKS:
        raise refuse_file(Reason.ENCODING, path, part=part)
    declared = _DECLARATION.match(content)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise refuse_file(Reason.ENCODING, path, part=part)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refuse_file(Reason.DOCTYPE, path, part=part)
    if well_formed:
        parse(content, part, path)


def parse(
    content: bytes,
    part: str = "",
    path: Path | str | None = None,
    *,
    start: Callable[[str, Attributes], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    parser: expat.XMLParserType | None = None,
) -> None:
    """Run expat over a part. Raises FileRefused (bad_xml) where it is not well-formed.

    Pass a ``parser`` (from :func:`new_parser`) where the handlers need its ``CurrentByteIndex``.
    """
    parser = parser or new_parser(part, path)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise refuse_file(Reason.BAD_XML, path, part=part) from None


def new_parser(
    part: str = "", path: Path | str | None = None, *, namespaces: bool = False
) -> expat.XMLParserType:
    """An expat parser that gives text in whole pieces and refuses any document type.

    With ``namespaces`` names come as :func:`split_name` takes them; prefixes are then of no matter.
    """
    # The encoding is given, so that a declaration cannot make Python look for a codec of its choice.
    parser = expat.ParserCreate("utf-8", " " if namespaces else None)
    parser.buffer_text = True

    def refuse_doctype(*_declaration: object) -> None:
        raise refuse_file(Reason.DOCTYPE, path, part=part)

    parser.StartDoctypeDeclHandler = refuse_doctype
    return parser


def split_name(name: str) -> tuple[str, str]:
    """Namespace and local name of an element, from a parser made with ``namespaces``."""
    uri, _, local_name = name.rpartition(" ")
    return uri, local_name


def tag_prefix(content: bytes, at: int) -> str:
    """The prefix, colon included, of the tag that begins at ``at`` (``""`` for none)."""
    found = _PREFIX.match(content, at)
    return found[1].decode() if found else ""


def check_depth(content: bytes, part: str = "", path: Path | str | None = None) -> None:
    """Refuse a part nested deeper than limits.DEPTH. Raises FileRefused."""
    if _SHALLOW.fullmatch(content):
        return
    depth = 0

    def start(_name: str, _attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.DEPTH:
            raise refuse_file(Reason.TOO_DEEP, path, part=part)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parse(content, part, path, start=start, end=end)


def _shallow_pattern(levels: int) -> bytes:
    """A pattern for XML of at most ``levels`` levels, without backtracking.

    It proves at C speed what the handlers would prove 10 times slower: a tag is taken to end at the first
    ``>``, which can only make a well-formed part fail to match (and be counted), never look shallower than
    it is by more than one level.
    """
    inside = b"[^<]*+"
    for _level in range(levels):
        inside = rb"(?:[^<]++|<[^/!?<>][^<>]*+>(?:(?<=/>)|" + inside + rb"</[^<>]*+>))*+"
    return rb"(?:\xef\xbb\xbf)?(?:<\?[^<>?]*+\?>)?" + inside


_SHALLOW = re.compile(_shallow_pattern(10))


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def tag_end(content: bytes, at: int) -> int:
    """The offset just after the tag that begins at ``at``, heeding ``>`` inside quoted attribute values."""
    found = _TAG.match(content, at)
    if found is None:
        raise ValueError("not a tag")
    return found.end()


def attributes_of(tag: bytes) -> dict[str, str]:
    """The attributes of one start tag, values unescaped. The tag comes from a part that is well-formed."""
    return {match[1].decode(): unescape(match[2][1:-1]) for match in ATTRIBUTE.finditer(tag)}


def set_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """A start tag with one attribute set or replaced in its place, or removed (``None``)."""
    encoded = name.encode()
    for match in ATTRIBUTE.finditer(tag):
        if match[1] == encoded:
            if value is None:
                return tag[: match.start()] + tag[match.end() :]
            fresh = b'"' + escape(value, quotes=True).encode() + b'"'
            return tag[: match.start(2)] + fresh + tag[match.end(2) :]
    if value is None:
        return tag
    cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
    kept = tag[:cut].rstrip()
    return kept + b" " + encoded + b'="' + escape(value, quotes=True).encode() + b'"' + tag[cut:]


def escape(text: str, *, quotes: bool = False) -> str:
    """Text as XML content, or as an attribute's value in double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quotes:
        text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return text


_ENTITIES = {b"amp": "&", b"lt": "<", b"gt": ">", b"quot": '"', b"apos": "'"}
_ENTITY = re.compile(rb"&(#x[0-9A-Fa-f]+|#[0-9]+|amp|lt|gt|quot|apos);")


def unescape(content: bytes) -> str:
    """Text from raw content without tags: line ends made one, the five entities and numbers resolved."""
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"&" not in content:
        return content.decode()
    parts, last = [], 0
    for match in _ENTITY.finditer(content):
        parts.append(content[last : match.start()].decode())
        code = match[1]
        if code.startswith(b"#"):
            parts.append(chr(int(code[2:], 16) if code[1:2] in b"xX" else int(code[1:])))
        else:
            parts.append(_ENTITIES[code])
        last = match.end()
    parts.append(content[last:].decode())
    return "".join(parts)


def escape_text(text: str) -> str:
    """Cell text as the format writes it (ST_Xstring, ECMA-376 22.9.2.19), XML-escaped.

    Characters that XML cannot hold become ``_xHHHH_``, as Excel writes them, rather than being refused: a
    value that a file held must survive an undo, and every reader of the format knows the escape. A carriage
    return is escaped too (an XML reader would turn it into a line feed), and so is text that only looks like
    an escape: ``_x0041_`` is stored as ``_x005F_x0041_``. Raises ValueError for half a surrogate pair, which
    is no character.
    """
    if _SURROGATE.search(text):
        raise ValueError("half a surrogate pair")
    return escape(_NEEDS_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def unescape_text(text: str) -> str:
    """Cell text with its ``_xHHHH_`` escapes resolved. Half a surrogate pair stays as it is written."""
    if "_x" not in text:
        return text
    decoded = _ESCAPED.sub(_decoded, text)
    if _SURROGATE.search(decoded):
        decoded = decoded.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        decoded = _SURROGATE.sub(lambda match: f"_x{ord(match[0]):04X}_", decoded)
    return decoded


def _decoded(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
