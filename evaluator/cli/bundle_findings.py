"""How findings of bundles are shown, as JSON and as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.bundles import BundleFinding
    from evaluator.messages.catalogue import Catalogue


def shape(finding: BundleFinding, catalogue: Catalogue) -> dict[str, object]:
    """Shape one finding with its sentence."""
    # Without a path it is about the bundle as a whole, and the sentence says so.
    path = finding.path or catalogue.say("bundles.whole")
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "message": catalogue.say(f"bundles.finding.{finding.code}", **{**finding.facts, "path": path}),
    }


def line(finding: BundleFinding, catalogue: Catalogue) -> str:
    """Give the line that people read."""
    severity = catalogue.say(f"bundles.severity.{finding.severity.value}")
    return f"{severity}: {shape(finding, catalogue)['message']}"
