"""Valmennus: a terminal program for job coaching that lives in Excel workbooks."""

__version__ = "0.1.0"

ALLOCATIONS = 200_000
"""Objects made between two searches for garbage in cycles. Starting and reading make many and hardly any
cycles; with Python's own 700 the searches take a tenth of the time.
"""
