"""How the facts of papers are keyed: which field of which application a key is about."""

from __future__ import annotations

import re

LOG_HEAD = "log.head"
"""The digest of the log's entry that vouches for a paper, in hexadecimal; ``log.number`` is its number."""

_APPLICATION = "application."
_FIELDS = {
    "number": "number",
    "title": "title",
    "applicants": "applicants",
    "lead": "lead",
    "receiver_fi": "receiver",
    "receiver_sv": "receiver",
    "requested": "requested_cents",
    "granted": "granted_cents",
    "place": "place",
    "points": "points",
    "verdict": "outcome",
}
"""What of an application the papers state, by the last step of the fact's key."""


def field_of(key: str) -> tuple[str, str] | None:
    """Take the key of a fact about an application apart: its id, and the field of the data."""
    if not key.startswith(_APPLICATION):
        return None
    application, _, what = key.removeprefix(_APPLICATION).rpartition(".")
    return (application, _FIELDS[what]) if application and what in _FIELDS else None


_SHARE = re.compile(r"summary\.(?P<by>[a-z]+)\.[^.]+\.(?P<what>count|requested)")
_OVERLAPPING = "target"
"""An application may belong to several targets: their counts do not add up to the whole."""
_WHOLE = {"count": "applications.count", "requested": "requested.total"}


def share_of(key: str) -> tuple[str, str] | None:
    """Take the key of a class of a summary apart: its breakdown, and the key of the whole."""
    found = _SHARE.fullmatch(key)
    return None if found is None or found["by"] == _OVERLAPPING else (found["by"], _WHOLE[found["what"]])
