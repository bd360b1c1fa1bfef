"""Rows to values and back, one module for each aggregate."""
