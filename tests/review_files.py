"""Reviewers and their files as values: what a reviewer does, and what each file would say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from evaluator.domain.exchanged import (
    Declaration,
    Declined,
    LogHead,
    ReviewFileContents,
    SubmittedRevision,
    criteria_version,
)
from evaluator.domain.merging import ReviewerFile
from tests.builders import NOON, a_call, an_even_review

CALL = a_call()
HEAD = LogHead(number=0, digest=bytes(32))
CONTENT = "c" * 64


def a_revision(application, reviewer, value, previous=None, at=NOON, content=CONTENT, **changes):
    """A submitted revision that gives every criterion one value, from the one before."""
    review = an_even_review(
        value,
        application,
        reviewer,
        revision=1 if previous is None else previous.review.revision + 1,
        comments={"c1": f"Perustelu {value}.", "g2": "Perustelu.", "g3": "Perustelu.", **extremes(value)},
        submitted=at,
    )
    return SubmittedRevision(
        review=review,
        content=content,
        previous=None if previous is None else previous.hash,
        reason="" if previous is None else "Luin uudelleen.",
        **changes,
    )


def extremes(value):
    """Sentences for scores at the ends of the scale."""
    return {f"c{number}": f"Perustelu {value}." for number in range(1, 7)} if value in {0, 5} else {}


@dataclass
class Desk:
    """A reviewer's machine; a copy of it is another machine with the same history."""

    reviewer: str
    histories: dict[str, list[SubmittedRevision]] = field(default_factory=dict)
    declarations: list[Declaration] = field(default_factory=list)
    declined: list[Declined] = field(default_factory=list)
    content: str = CONTENT
    exports: int = 0
    now: datetime = NOON

    def copy(self):
        histories = {each: list(of) for each, of in self.histories.items()}
        return replace(
            self,
            histories=histories,
            declarations=list(self.declarations),
            declined=list(self.declined),
        )

    def submit(self, application, value):
        self.now += timedelta(minutes=1)
        history = self.histories.setdefault(application, [])
        history.append(
            a_revision(
                application,
                self.reviewer,
                value,
                history[-1] if history else None,
                self.now,
                content=self.content,
            )
        )

    def declare(self, application):
        self.declarations.append(
            Declaration(application=application, conflict=True, reason="Läheinen.", at=self.now)
        )
        self.histories.pop(application, None)

    def decline(self, application):
        self.declined.append(Declined(application=application, reason="En ehdi.", at=self.now))

    def gave_back(self, application):
        return any(each.application == application for each in self.declined)

    def conflicted(self, application):
        return any(each.application == application for each in self.declarations)

    def export(self):
        self.exports += 1
        return ReviewerFile(
            name=f"{self.reviewer}-{self.exports}.evreview",
            reviewer=self.reviewer,
            contents=ReviewFileContents(
                package=f"package of {self.reviewer}",
                round="example-round",
                criteria=criteria_version(CALL),
                reviewer=self.reviewer,
                revision=self.exports,
                previous=None,
                declarations=tuple(self.declarations),
                declined=tuple(self.declined),
                revisions=tuple(each for _, of in sorted(self.histories.items()) for each in of),
                log_head=HEAD,
                package_log_head=HEAD,
            ),
        )
