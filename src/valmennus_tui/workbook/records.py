"""Records in a recognised workbook: reading them, adding one, removing one."""

from valmennus_tui.workbook.placement import FreePlace, NoRoom, Placement, free_place, plan_add, plan_remove
from valmennus_tui.workbook.reading import RawRecord, code_text, read_rows, same_code

__all__ = [
    "FreePlace",
    "NoRoom",
    "Placement",
    "RawRecord",
    "code_text",
    "free_place",
    "plan_add",
    "plan_remove",
    "read_rows",
    "same_code",
]
