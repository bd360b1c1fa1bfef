"""Every rule by name: its weights, and what it looks at. ``docs/eligibility.md`` shows the same."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.domain.eligibility import Severity

BLOCK, WARN, LOOK = Severity.BLOCK, Severity.WARN, Severity.LOOK


@dataclass(frozen=True, slots=True)
class Listed:
    """One rule.

    Attributes:
        rule: Its name; ``findings.<rule>`` of the messages has title, text and source.
        severities: The weights it can have, the heaviest first.
        looks_at: ``row``: what every application has; ``form``: what only a form has;
            ``round``: the other applications.
    """

    rule: str
    severities: tuple[Severity, ...]
    looks_at: str


LISTED = (
    Listed("late", (BLOCK,), "row"),
    Listed("completed-late", (WARN,), "row"),
    Listed("min-municipalities", (BLOCK,), "row"),
    Listed("applicant-kind", (BLOCK,), "row"),
    Listed("unconfirmed-name", (WARN,), "row"),
    Listed("unknown-body", (LOOK,), "row"),
    Listed("lead-repeated", (LOOK,), "row"),
    Listed("requested-nothing", (WARN,), "row"),
    Listed("requested-above-envelope", (WARN,), "row"),
    Listed("excluded-sector", (LOOK,), "row"),
    Listed("target-missing", (WARN,), "form"),
    Listed("target-outside", (BLOCK, WARN), "form"),
    Listed("excluded-sector-text", (LOOK,), "form"),
    Listed("code-disagrees", (WARN,), "form"),
    Listed("decision-missing", (WARN,), "form"),
    Listed("decision-unassigned", (LOOK,), "form"),
    Listed("rate-above-maximum", (WARN,), "form"),
    Listed("budget-missing", (WARN,), "form"),
    Listed("funding-differs", (WARN,), "form"),
    Listed("requested-differs", (WARN,), "form"),
    Listed("shares-differ", (WARN,), "form"),
    Listed("share-missing", (LOOK,), "form"),
    Listed("vat-in-costs", (WARN,), "form"),
    Listed("vat-unknown", (WARN,), "form"),
    Listed("costs-ineligible", (WARN,), "form"),
    Listed("costs-conditional", (LOOK,), "form"),
    Listed("costs-unknown", (LOOK,), "form"),
    Listed("support-above-costs", (WARN,), "form"),
    Listed("other-aid", (LOOK,), "form"),
    Listed("other-aid-unranked", (LOOK,), "form"),
    Listed("similar-title", (LOOK,), "round"),
    Listed("similar-text", (LOOK,), "round"),
    Listed("same-figures", (LOOK,), "round"),
)
