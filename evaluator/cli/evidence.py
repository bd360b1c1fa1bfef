"""The evidence as JSON and as lines, alike for a table of ratings and for a round."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.messages import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.evidence.figures import Analysis
    from evaluator.scoring.evidence.method import Method
    from evaluator.scoring.evidence.notes import Note


def common(found: Analysis, catalogue: Catalogue) -> dict[str, object]:
    """Shape what an analysis has beside applications, reviewers and method."""
    return {
        "sd": {
            "application": found.sd.application,
            "reviewer": found.sd.reviewer,
            "residual": found.sd.residual,
        },
        "reliability": {
            "icc_single": found.reliability.icc_single,
            "icc_mean": found.reliability.icc_mean,
            "alpha_interval": found.reliability.alpha_interval,
            "ac2": found.reliability.ac2,
        },
        "components": len(found.graph.components),
        "graph": {
            "components": found.graph.components if len(found.graph.components) > 1 else [],
            "cut_reviewers": found.graph.cut_reviewers,
            "cut_applications": found.graph.cut_applications,
        },
        "scale": None
        if found.scale is None
        else {"lowest": float(found.scale.lowest), "highest": float(found.scale.highest)},
        "notes": [
            {
                "code": each.code.value,
                "figures": each.figures,
                "missing": each.missing,
                "facts": dict(each.facts),
                "message": sentence(each, catalogue),
            }
            for each in found.notes
        ],
    }


def method(value: Method) -> dict[str, object]:
    """Shape how the figures came about."""
    return {
        "version": value.version,
        "seed": value.seed,
        "draws": value.draws,
        "prior": value.prior.value,
        "funded_above": value.limits.funded_above,
        "not_funded_below": value.limits.not_funded_below,
    }


def sentence(note: Note, catalogue: Catalogue) -> str:
    """Say a note."""
    return catalogue.say(f"analyse.note.{note.code.value}", **note.facts)


def sentences(found: Analysis, catalogue: Catalogue) -> list[str]:
    """Say agreement, method, what the figures are, and every note."""
    say, words = catalogue.say, Words(catalogue)
    sd, agreed, how = found.sd, found.reliability, found.method
    figures = [
        say(
            "analyse.sd",
            application=words.number(sd.application, 3),
            reviewer=words.number(sd.reviewer, 3),
            residual=words.number(sd.residual, 3),
        ),
        say(
            "analyse.reliability",
            icc_single=words.number(agreed.icc_single, 3),
            icc_mean=words.number(agreed.icc_mean, 3),
            alpha=words.number(agreed.alpha_interval, 3),
            ac2=words.number(agreed.ac2, 3),
        ),
        say("analyse.components", components=len(found.graph.components)),
        say("analyse.method", prior=how.prior.value, draws=words.number(how.draws, 0), seed=how.seed),
        say("analyse.information"),
    ]
    notes = [sentence(each, catalogue) for each in found.notes]
    return [*figures, *([""] if notes else []), *notes]


class Words:
    """Writes the figures in one language; a missing one is a dash."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def number(self, value: float | None, decimals: int = 2) -> str:
        """Write a figure."""
        return "–" if value is None else formats.number(Fraction(value), self._catalogue.language, decimals)

    def share(self, value: float | None) -> str:
        """Write a probability; it is never quite 0 or 1."""
        return "–" if value is None else formats.probability(value, self._catalogue.language)

    def between(self, ends: Sequence[float] | None, decimals: int) -> str:
        """Write an interval."""
        if ends is None:
            return "–"
        return f"{self.number(ends[0], decimals)} … {self.number(ends[1], decimals)}"

    def header(self, *names: str) -> list[str]:
        """Give the heads of columns."""
        return [self._catalogue.say(f"analyse.column.{name}") for name in names]
