"""LibreOffice as the judge: random workbooks, calculated by it before and after an edit."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

Content = object
Cells = dict[tuple[str, str], Content]
"""Contents by sheet and address; texts that start with ``=`` are formulas."""

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_RESULT = re.compile(rb"(<c [^>]*?)( t=\"\w+\")?(>)(<f[ >][^<]*</f>|<f[^>]*/>)<v>[^<]*</v>|<v></v>")


def convert(files: Iterable[Path], target: Path, profile: Path) -> None:
    """Have LibreOffice open each file and save it as .xlsx in ``target``."""
    assert SOFFICE is not None
    target.mkdir(parents=True, exist_ok=True)
    listed = list(files)
    for first in range(0, len(listed), 50):  # of very many files at once it leaves some out
        _convert(listed[first : first + 50], target, profile)


def _convert(files: list[Path], target: Path, profile: Path) -> None:
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(target),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def write(path: Path, cells: Cells, date1904: bool = False) -> None:
    """A workbook without any stored results, so that LibreOffice must calculate."""
    plain = path.with_suffix(".plain")
    book = xlsxwriter.Workbook(
        plain, {"date_1904": date1904, "default_date_format": "d.m.yyyy", "strings_to_formulas": False}
    )
    book.use_zip64()
    for name in dict.fromkeys(sheet for sheet, _address in cells):
        book.add_worksheet(name)
    for (sheet, address), content in cells.items():
        page = book.get_worksheet_by_name(sheet)
        if content is None:
            continue
        if isinstance(content, str) and content.startswith("="):
            page.write_formula(address, content)
        elif isinstance(content, date):
            page.write_datetime(address, content)
        else:
            page.write(address, content)
    book.close()
    without_results(plain, path)
    plain.unlink()


def without_results(source: Path, target: Path) -> None:
    """A copy of a workbook whose formula cells have lost their results."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if "/worksheets/" in name and name.endswith(".xml"):
                content = _RESULT.sub(rb"\1\3\4", content)
            new.writestr(name, content)


def results(path: Path) -> dict[tuple[str, str], object]:
    """All values of a workbook as stored, dates as openpyxl reads them."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: dict[tuple[str, str], object] = {}
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    found[page.title, cell.coordinate] = cell.value
    return found


WORDS = ["open", "Open", "closed", "työ", "TYÖ", "yes", "", "x 5", "work*", "5", "12", "a~b", "?"]


@dataclass
class Sample:
    """A random workbook and an edit to it."""

    cells: Cells
    edits: dict[tuple[str, str], object]
    date1904: bool

    @property
    def after(self) -> Cells:
        return {**self.cells, **self.edits}


class Maker:
    """Makes samples from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sample(self) -> Sample:
        cells: Cells = {}
        for row in range(1, 11):
            for column in "ABCDE":
                cells["Data", f"{column}{row}"] = self.content(column)
        for index in range(30):
            cells["Calc", f"{'ABC'[index % 3]}{index // 3 + 1}"] = self.formula(index)
        for row in range(1, 6):
            cells["Data", f"G{row}"] = self.formula(30)
        inputs = [key for key in cells if key[0] == "Data" and key[1][0] != "G"]
        edits = {
            key: self.content(key[1][0]) for key in self.random.sample(inputs, self.random.choice([1, 3, 12]))
        }
        return Sample(cells, edits, self.random.random() < 0.2)

    def content(self, column: str) -> object:
        pick = self.random.random()
        if pick < 0.2:
            return None
        if column == "B":
            return self.random.choice([w for w in WORDS if w])
        if column == "D":
            return date(2023, 1, 1).fromordinal(738_000 + self.random.randrange(1500))
        if column == "E":
            return self.random.choice([1, 0, 2, "yes", "no", True, False, 7.5])
        if pick < 0.3:
            return self.random.choice([w for w in WORDS if w])
        return self.random.choice([0, 1, -3, 5, 12, 0.1, 0.2, 2.675, -0.5, 1e6, 1 / 3, 100.25])

    def cell(self, columns: str = "ABCDE") -> str:
        row = self.random.randint(1, 11)
        mark = self.random.choice(["", "$"])
        return f"Data!{mark}{self.random.choice(columns)}{mark}{row}"

    def area(self, columns: str = "ABCDE") -> str:
        first, last = sorted((self.random.randint(1, 11), self.random.randint(1, 11)))
        left = self.random.choice(columns)
        right = self.random.choice([left, left, left, chr(min(ord(left) + 1, ord("E")))])
        return self.random.choice([f"Data!{left}{first}:{right}{last}", f"Data!{left}:{left}"])

    def earlier(self, index: int) -> str:
        if not index:
            return "1"
        place = self.random.randrange(index)
        return f"Calc!{'ABC'[place % 3]}{place // 3 + 1}"

    def criterion(self) -> str:
        return self.random.choice(
            [
                '"open"',
                '"<>open"',
                '">0"',
                '">=5"',
                "5",
                '"<>"',
                '"="',
                '""',
                '"o*"',
                '"?pen"',
                '"w*k~*"',
                '"5"',
                '"<>5"',
                '"<0"',
                "12",
                '"=työ"',
                '"nothing"',
                self.cell("ABE"),
            ]
        )

    def formula(self, index: int) -> str:
        pick = self.random.choice
        number = pick([self.cell("AC"), self.cell("AC"), self.cell("D"), self.earlier(index), "2", "0.1"])
        other = pick([self.cell("AC"), self.earlier(index), self.cell("E"), "3"])
        text = pick([self.cell("B"), self.cell("AB"), '"open"', '""', self.earlier(index)])
        day, later = self.cell("D"), self.cell("D")
        column = pick("AC")
        row = self.random.randint(1, 9)
        same = f"Data!{column}{row}:{column}10"
        key_column = pick("BDE")
        keys = f"Data!{key_column}{row}:{key_column}10"
        test = pick(
            [
                f"{number}>{other}",
                f"{number}={other}",
                f'{text}="open"',
                f'{text}=""',
                f"{day}<{later}",
                number,
            ]
        )
        aggregate = pick(["SUM", "COUNT", "COUNTA", "AVERAGE", "MIN", "MAX", "MEDIAN", "PRODUCT"])
        return "=" + pick(
            [
                f"{aggregate}({self.area()})",
                f"{aggregate}({self.area('AC')},{self.area('CD')},{number})",
                f"COUNTBLANK({self.area()})",
                f"COUNTIF({self.area()},{self.criterion()})",
                f"COUNTIF({self.area('B')},{self.criterion()})",
                f"SUMIF({keys},{self.criterion()},{same})",
                f"SUMIF({same},{self.criterion()})",
                f"AVERAGEIF({keys},{self.criterion()},{same})",
                f"COUNTIFS({keys},{self.criterion()},{same},{self.criterion()})",
                f"SUMIFS({same},{keys},{self.criterion()},{same},{self.criterion()})",
                f"MAX({number},{other})-MIN({number},{other})",
                f"IF({test},{number},{other})",
                f'IF({test},"",{number})',
                f"IF({test},{text})",
                f"IF({number}=0,,{number})",
                f"IFERROR({number}/{other},0)",
                f'IFERROR({number}/{other},"")',
                f"AND({test},{number}>0)",
                f"OR({test},{other}<0)",
                f"NOT({test})",
                f"ROUND({number},{pick([0, 1, 2, -1])})",
                f"ROUNDUP({number},{pick([0, 1, 2])})",
                f"ROUNDDOWN({number}*{other},{pick([0, 1, 2])})",
                f"INT({number}*{other})",
                f"ABS({number}-{other})",
                f"MOD({number},{other})",
                f"{number}+{other}*2",
                f"{number}-{other}",
                f"-{number}^2",
                f"{number}/{other}",
                f"{number}%",
                f"{text}&{pick([text, number, other])}",
                f"LEN({text})",
                f"LEFT({text},2)&RIGHT({text})",
                f"TRIM({text})&UPPER({text})&LOWER({text})",
                f"{later}-{day}",
                f"DATE(YEAR({day}),MONTH({day})+1,1)",
                f"EDATE({day},{pick([1, -1, 3])})",
                f"EOMONTH({day},0)",
                f"WEEKDAY({day},2)",
                f'DATEDIF({day},{later},"{pick(["D", "M", "Y", "YM"])}")',
                f"VLOOKUP({pick([text, number])},Data!{pick('ABC')}1:E10,2,FALSE)",
                f"MATCH({pick([text, number])},{same},0)",
                f"MATCH({text},Data!B1:B10,0)",
                f"INDEX({same},{pick([1, 2, 3])})",
                f"INDEX(Data!A1:C10,{pick([1, 2, 3])},{pick([1, 2, 3, 4])})",
                f"SUBTOTAL({pick([9, 109, 2, 103, 1])},{same})",
                f"ISBLANK({self.cell()})",
                f"ISNUMBER({self.cell()})",
                f"ISTEXT({self.cell()})",
                f"ISERROR({number}/{other})",
                f"SUM({self.earlier(index)}:{self.earlier(index)})".replace(":Calc!", ":"),
                f"SUM(Data!A1:A{row})+SUM(Data!C1:C{row})",
                f"SUM({number},{other},TRUE)",
                f"CHOOSE({pick([1, 2])},{number},{text})",
                f"{number}={other}",
                f"{text}={other}",
                f"{text}<>{pick([text, chr(34) + 'x' + chr(34)])}",
                f"LARGE({same},{pick([1, 2])})",
                f"SMALL({same},1)",
                f"ROW()+COLUMN({day})+ROWS({same})",
            ]
        )


def make(folder: Path, samples: Mapping[str, Sample]) -> dict[str, tuple[Path, Path]]:
    """Each sample as LibreOffice saves it before the edit, and after."""
    for when in ("before", "after"):
        (folder / when).mkdir(parents=True)
        for name, sample in samples.items():
            cells = sample.cells if when == "before" else sample.after
            write(folder / when / f"{name}.xlsx", cells, sample.date1904)
        files = sorted((folder / when).glob("*.xlsx"))
        convert(files, folder / f"{when}-calculated", folder / "profile")
    return {
        name: tuple(folder / f"{when}-calculated" / f"{name}.xlsx" for when in ("before", "after"))
        for name in samples
    }
