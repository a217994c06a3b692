"""Cell formats of the templates, made once per workbook."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

DATE = "d.m.yyyy"
_INPUT: dict[str, Any] = {"locked": 0, "border": 1, "border_color": "#BFBFBF", "valign": "top"}
_HEAD: dict[str, Any] = {
    "bold": 1,
    "border": 1,
    "text_wrap": 1,
    "valign": "vcenter",
    "align": "center",
    "bg_color": "#D9E7F2",
}
_TOTAL: dict[str, Any] = {"bold": 1, "top": 6, "bg_color": "#EFEFEF"}

_CALC: dict[str, Any] = {"border": 1, "border_color": "#BFBFBF", "bg_color": "#F4F4F4"}
_SUM: dict[str, Any] = {**_CALC, "bold": 1, "bg_color": "#E3E9EE"}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": 1, "font_size": 16},
    "notice": {"italic": 1, "font_color": "#9C0006", "text_wrap": 1, "valign": "top"},
    "label": {"bold": 1},
    "plain": {"text_wrap": 1, "valign": "top"},
    "group": {**_HEAD, "bg_color": "#B7CFE3"},
    "head": _HEAD,
    "code": {**_INPUT, "num_format": "@"},
    "text": {**_INPUT, "text_wrap": 1},
    "choice": _INPUT,
    "date": {**_INPUT, "num_format": DATE, "align": "left"},
    "number": {**_INPUT, "num_format": "0.0"},
    "integer": {**_INPUT, "num_format": "0"},
    "percent": {**_INPUT, "num_format": "0 %"},
    "formula": {
        "border": 1,
        "border_color": "#BFBFBF",
        "num_format": "0",
        "bg_color": "#F4F4F4",
        "valign": "top",
    },
    "total": {**_TOTAL, "num_format": "0"},
    "mean": {**_TOTAL, "num_format": "0.0"},
    "code_out": {"num_format": "@"},
    "date_out": {"num_format": DATE, "align": "left"},
    "number_out": {"num_format": "0", "border": 1},
    "mean_out": {"num_format": "0.0", "border": 1},
    "percent_out": {"num_format": "0 %", "border": 1},
    "line_out": {"num_format": "0", "border": 1, "valign": "top"},
    "change_out": {"num_format": "+0;-0;0", "border": 1, "valign": "top"},
    "number_calc": {**_CALC, "num_format": "0"},
    "mean_calc": {**_CALC, "num_format": "0.0"},
    "percent_calc": {**_CALC, "num_format": "0 %"},
    "number_sum": {**_SUM, "num_format": "0"},
    "mean_sum": {**_SUM, "num_format": "0.0"},
    "percent_sum": {**_SUM, "num_format": "0 %"},
    "key": _CALC,
    "key_top": {**_CALC, "bold": 1, "top": 2},
    "text_out": {"border": 1, "text_wrap": 1, "valign": "top"},
    "day_out": {"num_format": DATE, "border": 1, "align": "left", "valign": "top"},
}
_CONDITIONAL: dict[str, dict[str, Any]] = {
    "closed": {"font_color": "#7F7F7F", "italic": 1},
    "warning": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "error": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "good": {"bg_color": "#C6EFCE", "font_color": "#006100"},
}


class Looks:
    """The formats of one workbook by name; conditional ones under ``if_`` names."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._formats = {name: book.add_format(look) for name, look in _LOOKS.items()}
        for name, look in _CONDITIONAL.items():
            self._formats[f"if_{name}"] = book.add_format(look)

    def __getitem__(self, name: str) -> Format:
        return self._formats[name]
