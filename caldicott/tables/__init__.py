"""Rows as files for spreadsheets and programs: CSV and XLSX, streamed from any queryset."""

from .download import FORMATS, download
from .table import Column, Table, moment

__all__ = ["FORMATS", "Column", "Table", "download", "moment"]
