"""Reads the first visible sheet of a workbook (XLSX) that somebody sends, in bounded time and memory.

By the standard library. Of the libraries that read workbooks, python-calamine lays a sheet out whole, so that 5 KB with
a cell in the last corner abort the process, and openpyxl holds a row whole, so that 500 KB take a minute and all of it.
"""

from .cells import EMPTY, Cell, Kind, letter
from .container import is_workbook
from .sheet import Line, first_sheet

__all__ = ["EMPTY", "Cell", "Kind", "Line", "first_sheet", "is_workbook", "letter"]
