"""A round's raw data as tables: a workbook for people, files of values for programs."""
