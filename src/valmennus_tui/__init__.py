"""Valmennus: a terminal program for job coaching that lives in Excel workbooks."""

__version__ = "0.1.0"
