"""The clock of the official's days: closing times and dates go by Helsinki's."""

from __future__ import annotations

from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
