"""What xlsxwriter cannot write, added to the finished package, the same bytes every time.

That is x14 drop-downs, and the type of results that are empty texts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_URI = "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_EMPTY_RESULT = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v></c>)')
"""A formula whose result is an empty text: Excel marks it as text, xlsxwriter does not."""
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class ExtensionList:
    """One x14 drop-down: the cells it covers and the range of its list on another sheet."""

    cells: str
    source: str
    error: str


def add_lists(data: bytes, lists: Mapping[str, Sequence[ExtensionList]]) -> bytes:
    """The package ``data`` with x14 lists added to the sheets named.

    Results that are empty texts are marked as text. Members keep their order; every time stamp is the ZIP
    epoch, so equal input gives equal output.
    """
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: _part_of(source, name) for name in lists}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                content = _EMPTY_RESULT.sub(rb'\1 t="str"\2', content)
            for name, part in parts.items():
                if part == member.filename:
                    content = _with_extension(content, lists[name])
            info = zipfile.ZipInfo(member.filename, _DOS_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            out.writestr(info, content)
    return target.getvalue()


def _part_of(package: zipfile.ZipFile, sheet: str) -> str:
    workbook = package.read("xl/workbook.xml").decode()
    found = re.search(rf'<sheet name="{re.escape(escape(sheet))}" [^>]*r:id="(rId\d+)"', workbook)
    if not found:
        raise ValueError(f"no sheet {sheet}")
    relations = package.read("xl/_rels/workbook.xml.rels").decode()
    target = re.search(rf'<Relationship Id="{found[1]}" [^>]*Target="([^"]+)"', relations)
    if not target:
        raise ValueError(f"no part for sheet {sheet}")
    return "xl/" + target[1]


def _with_extension(content: bytes, lists: Sequence[ExtensionList]) -> bytes:
    text = content.decode()
    if "<extLst>" in text:
        raise ValueError("the sheet has an extension list already")
    rules = "".join(_rule(one) for one in lists)
    extension = (
        f'<extLst><ext uri="{_URI}" xmlns:x14="{_X14}">'
        f'<x14:dataValidations count="{len(lists)}" xmlns:xm="{_XM}">{rules}</x14:dataValidations>'
        "</ext></extLst>"
    )
    return text.replace("</worksheet>", extension + "</worksheet>").encode()


def _rule(one: ExtensionList) -> str:
    return (
        '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" '
        f'errorTitle="Arvo ei ole luettelossa" error="{escape(one.error, {chr(34): "&quot;"})}">'
        f"<x14:formula1><xm:f>{escape(one.source)}</xm:f></x14:formula1>"
        f"<xm:sqref>{one.cells}</xm:sqref></x14:dataValidation>"
    )
