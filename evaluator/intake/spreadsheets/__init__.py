"""Spreadsheets of applications: what an e-form tool or a spreadsheet program saves.

``read_spreadsheet`` is the entrance. A file becomes rows of plain cells (``csv_grid``,
``xlsx_grid``), its headers tell which column holds what (``columns``), and every row
becomes an application or a list of errors with the addresses of their cells (``rows``).
"""

from evaluator.intake.spreadsheets.reader import Reading, read_spreadsheet

__all__ = ["Reading", "read_spreadsheet"]
