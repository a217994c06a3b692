"""What a save may change, checked without the program's own code: member by member, token by token.

The closed list: the edited cells; the stored results of formulas; ``dimension`` and row ``spans``; the
``ref`` of tables and their filters; ``calcPr``; cell formats appended to ``cellXfs``. :func:`differences`
names all else.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

Place = tuple[int, int]
_TOKEN = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+""", re.DOTALL
)
_ATTRIBUTE = re.compile(rb"""\s+([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass
class _Sheet:
    """A worksheet part in pieces: cells by place, and everything around them in order."""

    cells: dict[Place, bytes] = field(default_factory=dict)
    rows: dict[int, bytes] = field(default_factory=dict)
    around: list[bytes] = field(default_factory=list)
    between: dict[int, bytes] = field(default_factory=dict)


def differences(
    old: bytes, new: bytes, edited: dict[str, Collection[Place]], results: dict[str, Collection[Place]]
) -> list[str]:
    """What differs outside the closed list; ``edited`` and ``results`` give places by sheet part."""
    before, after = zipfile.ZipFile(io.BytesIO(old)), zipfile.ZipFile(io.BytesIO(new))
    found: list[str] = []
    if [_metadata(i) for i in before.infolist()] != [_metadata(i) for i in after.infolist()]:
        found.append("members, their order or metadata")
    for name in before.namelist():
        one, other = before.read(name), after.read(name)
        if one == other:
            continue
        if name in edited or name in results:
            found += [
                f"{name}: {what}" for what in _sheet(one, other, edited.get(name, ()), results.get(name, ()))
            ]
        elif name.endswith("styles.xml"):
            if not appended_formats(one, other):
                found.append(name)
        elif _without(one, name) != _without(other, name):
            found.append(name)
    return found


def _metadata(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return (
        info.filename,
        info.date_time,
        info.compress_type,
        info.comment,
        info.extra,
        info.create_system,
        info.create_version,
        info.extract_version,
        info.internal_attr,
        info.external_attr,
        info.flag_bits & ~8,
    )


def _local(token: bytes) -> bytes:
    name = re.match(rb"</?([^\s/>]+)", token)
    return name[1].rpartition(b":")[2] if name else b""


def _walk(part: bytes) -> Iterator[tuple[tuple[bytes, ...], bytes]]:
    """Every token with the path that it stands in; a tag with the path that it makes."""
    path: list[bytes] = []
    for match in _TOKEN.finditer(part):
        token = match[0]
        if not token.startswith(b"<") or token[1:2] in b"!?":
            yield tuple(path), token
        elif token.startswith(b"</"):
            yield tuple(path), token
            path.pop()
        else:
            path.append(_local(token))
            yield tuple(path), token
            if token.endswith(b"/>"):
                path.pop()


def _attribute(tag: bytes, name: bytes) -> str | None:
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            text = match[2][1:-1].decode()
            return re.sub(r"&#(x?)([0-9A-Fa-f]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), text)
    return None


def _removed(tag: bytes, *names: bytes) -> bytes:
    """A tag without some attributes, and the same whether it is closed in itself or not."""
    kept = _ATTRIBUTE.sub(lambda match: b"" if match[1] in names else match[0], tag)
    return kept.rstrip(b"/> \t\r\n")


def _pieces(part: bytes) -> _Sheet:
    sheet = _Sheet()
    row = column = 0
    cell: list[bytes] = []
    for path, token in _walk(part):
        inner = path[1:]
        is_tag = token.startswith(b"<") and token[1:2] not in b"!?/"
        if inner[:3] == (b"sheetData", b"row", b"c"):
            if is_tag and len(inner) == 3:
                address = _attribute(token, b"r")
                column = _column(address) if address else column + 1
                cell = []
            cell.append(token)
            sheet.cells[row, column] = b"".join(cell)
        elif inner == (b"sheetData", b"row"):
            if is_tag:
                number = _attribute(token, b"r")
                row, column = int(number) if number else row + 1, 0
                sheet.rows[row] = token
            elif not token.startswith(b"</"):
                sheet.between[row] = sheet.between.get(row, b"") + token
        elif inner == (b"sheetData",) and (is_tag or token.startswith(b"</")):
            sheet.around += [_removed(token)] if is_tag else []
        elif inner == (b"dimension",):
            sheet.around.append(_removed(token, b"ref"))
        else:
            sheet.around.append(token)
    return sheet


def _column(address: str) -> int:
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def _sheet(old: bytes, new: bytes, edited: Collection[Place], results: Collection[Place]) -> Iterator[str]:
    one, other = _pieces(old), _pieces(new)
    if one.around != other.around or one.between != other.between:
        yield "what stands around the cells"
    rows = {row for row, _column in edited}
    for row in one.rows.keys() | other.rows.keys():
        if row not in one.rows:
            if row not in rows:
                yield f"row {row} added"
        elif row not in other.rows or _removed(one.rows[row], b"spans") != _removed(
            other.rows[row], b"spans"
        ):
            yield f"row {row}"
        elif row not in rows and one.rows[row] != other.rows[row]:
            yield f"the tag of row {row}"
    for place in one.cells.keys() | other.cells.keys():
        before, after = one.cells.get(place), other.cells.get(place)
        if before == after or place in edited:
            continue
        if before is None or after is None or place not in results:
            yield f"cell {place}"
        elif _without_result(before) != _without_result(after):
            yield f"the formula of {place}"


def _without_result(cell: bytes) -> bytes:
    kept: list[bytes] = []
    for path, token in _walk(cell):
        if len(path) > 1 and path[1] in (b"v", b"is"):
            continue
        own_tag = len(path) == 1 and token.startswith(b"<") and token[1:2] not in b"!?/"
        kept.append(_removed(token, b"t", b"vm") if own_tag else token)
    return b"".join(kept)


def _without(part: bytes, name: str) -> list[bytes]:
    """The tokens of a part without what the closed list lets change in it."""
    kept = []
    for path, token in _walk(part):
        where = path[1:]
        if name.endswith("workbook.xml") and where[:1] == (b"calcPr",):
            continue
        if name.endswith("styles.xml") and where == (b"cellXfs",) and not token.startswith(b"</"):
            token = _removed(token, b"count")
        if "/tables/" in name and where in ((), (b"autoFilter",)) and token.startswith(b"<"):
            token = _removed(token, b"ref")
        kept.append(token)
    return kept


def appended_formats(old: bytes, new: bytes) -> list[bytes] | None:
    """The tokens that a styles part has before the end of ``cellXfs`` beyond those of another.

    None where it differs in anything else.
    """
    one, other = _without(old, "styles.xml"), _without(new, "styles.xml")
    extra = len(other) - len(one)
    pairs = enumerate(zip(one, other, strict=False))
    start = next((index for index, (before, after) in pairs if before != after), len(one))
    end = next(i for i, token in enumerate(one) if token.startswith(b"</") and _local(token) == b"cellXfs")
    return other[start : start + extra] if start <= end and one[start:] == other[start + extra :] else None
