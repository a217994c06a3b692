"""Use cases on an open workbook: records, edits, undo, views, saving. No screens, no printing."""
