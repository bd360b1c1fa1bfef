"""Analyse a plain table of ratings, without a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from evaluator.scoring.evidence.figures import Analysis
    from evaluator.scoring.evidence.ratings import Rating, RatingScale

    ReadRatings = Callable[[Path, tuple[str, str, str] | None], Sequence[Rating]]


class AnalyseRatings:
    """Reads ratings and works out the evidence they give."""

    def __init__(self, read: ReadRatings) -> None:
        self._read = read

    def __call__(
        self,
        path: Path,
        *,
        columns: tuple[str, str, str] | None,
        scale: RatingScale | None,
        prior: str,
        fundable: int | None,
        draws: int,
        seed: int,
    ) -> Analysis:
        """Analyse a table.

        Args:
            path: The table.
            columns: Names of the columns for application, reviewer and score, or None for
                the usual ones.
            scale: Ends of the scale, or None for the data's own extremes.
            prior: Name of the prior, ``default`` or ``snsf``.
            fundable: How many of the best are funded, or None if nobody said.
            draws: Of the posterior.
            seed: Of the draws.

        Raises:
            InputError: The table, a rating or the number of draws cannot be used.
        """
        # Numpy and scipy are dear to import; who does not analyse does not wait for them.
        from evaluator.scoring.evidence.analysis import Options, analyse  # noqa: PLC0415
        from evaluator.scoring.evidence.funded import FirstPlaces  # noqa: PLC0415
        from evaluator.scoring.evidence.method import PriorName  # noqa: PLC0415

        options = Options(scale=scale, prior=PriorName(prior), draws=draws, seed=seed)
        funding = None if fundable is None else FirstPlaces(fundable)
        return analyse(self._read(path, columns), options, funding)
