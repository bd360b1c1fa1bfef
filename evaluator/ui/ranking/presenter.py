"""Connects the ranking's view with the session."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator.ui.ranking.delegates import columns
from evaluator.ui.ranking.view import RankingView
from evaluator.ui.shared.large import written_out
from evaluator.ui.shared.ranked import RankedModel, ranked_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import Review
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.ui.actions import Actions
    from evaluator.ui.session import Session
    from evaluator.ui.shared.ranked import RankedRow

_DENSE = "ranking/dense"


class RankingPresenter(QObject):
    """Shows the round's ranking; it changes nothing."""

    def __init__(self, view: RankingView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        view.density_changed.connect(lambda dense: session.settings.keep_flag(_DENSE, dense))
        view.set_density(session.settings.flag(_DENSE))
        session.changed.connect(self._on_changed)
        session.evidenced.connect(self._on_evidenced)
        if session.outcome is not None:
            self._on_changed(session.outcome)

    def _on_changed(self, outcome: Outcome) -> None:
        def show(rows: Sequence[RankedRow]) -> None:
            if self._session.outcome is outcome:  # not worked out anew meanwhile
                self._view.beside.use(self._session.evidence, outcome)
                self._view.show_round(outcome, rows, _by_application(outcome))

        written_out(self, len(outcome.standings), lambda: ranked_rows(outcome), show)

    def _on_evidenced(self, evidence: Evidence) -> None:
        self._view.show_evidence(evidence, self._session.outcome)


def _by_application(outcome: Outcome) -> dict[ApplicationId, list[Review]]:
    reviews: dict[ApplicationId, list[Review]] = defaultdict(list)
    for each in outcome.contents.reviews:
        reviews[each.application].append(each)
    return reviews


def build(session: Session, actions: Actions) -> RankingView:
    """Make the workspace."""
    view = RankingView(RankedModel(columns((), dense=False)), actions)
    RankingPresenter(view, session)
    return view
