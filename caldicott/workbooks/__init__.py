"""Reads the first visible sheet of a workbook (XLSX) that somebody sends."""

from .cells import EMPTY, Cell, Kind, letter
from .container import is_workbook
from .sheet import Line, first_sheet

__all__ = ["EMPTY", "Cell", "Kind", "Line", "first_sheet", "is_workbook", "letter"]
