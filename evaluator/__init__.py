"""Evaluator: decide on grants fairly, from applications to a decision draft."""

__version__ = "0.1.0"
