"""The demonstration, made once."""

from tests.cli.conftest import demo as demo  # noqa: PLC0414
