"""The one spelling of a paper's data, and the digest that they carry of themselves."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.paper_data import PaperData


def digest_of(data: PaperData) -> str:
    """Give the digest that data carry of themselves."""
    return hashlib.sha256(encoded(data.model_copy(update={"digest": None}))).hexdigest()


def encoded(data: PaperData) -> bytes:
    """Write data in one spelling: sorted, without what is absent."""
    told = data.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
