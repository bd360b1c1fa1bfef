"""The material of the demonstration, gathered from the files that ship with the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from evaluator.intake.demo_reviews import read_demo_reviewers, read_demo_reviews
from evaluator.intake.demo_settings import read_demo_settings
from evaluator.resources import resource

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction
    from pathlib import Path

    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import Review, Reviewer
    from evaluator.intake.demo_settings import DemoSettings

CALL_ID = "2020-joint-projects"


class Calls(Protocol):
    """Gives the calls that ship with the program."""

    def get(self, call_id: str) -> Call:
        """Give a shipped call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What the demonstration is made of; ``services.run_demo.DemoMaterial`` describes each part."""

    call: Call
    table: Path
    reviewers: tuple[Reviewer, ...]
    reviews: tuple[Review, ...]
    threshold: Fraction
    official: str
    moment: datetime
    eligible_reason: str
    translations: tuple[tuple[str, str], ...]
    extracts: tuple[ApplicationId, ...]
    not_eligible: tuple[tuple[ApplicationId, str], ...]
    conditions: tuple[tuple[ApplicationId, str], ...]


def load_demonstration(calls: Calls) -> Demonstration:
    """Read the real annex's place and everything made up around it.

    Raises:
        InputError: A file was damaged or edited wrongly; says which and where.
    """
    call = calls.get(CALL_ID)
    settings = read_demo_settings(resource("demo", "settings_2020.toml"))
    reviewers = read_demo_reviewers(resource("demo", "reviewers_2020.csv"))
    return Demonstration(
        call=call,
        table=resource("rounds", "2020", "applications.csv"),
        reviewers=reviewers,
        reviews=read_demo_reviews(
            resource("demo", "reviews_2020.csv"), call, reviewers, submitted=settings.moment
        ),
        threshold=settings.threshold,
        official=settings.official,
        moment=settings.moment,
        eligible_reason=settings.eligible_reason,
        translations=_translations(settings),
        extracts=settings.extracts,
        not_eligible=tuple((each.application, each.text) for each in settings.not_eligible),
        conditions=tuple((each.application, each.text) for each in settings.conditions),
    )


def _translations(settings: DemoSettings) -> tuple[tuple[str, str], ...]:
    """Give each Finnish text once with its Swedish one."""
    notes = {each.text: each.text_sv for each in (*settings.not_eligible, *settings.conditions)}
    return ((settings.eligible_reason, settings.eligible_reason_sv), *notes.items())
