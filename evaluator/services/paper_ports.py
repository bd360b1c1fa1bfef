"""What a paper is while it is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.domain.log import LoggedEntry
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import Paper, Progress


class WriteLetters(Protocol):
    """Writes the letters that ask applicants to complete."""

    def __call__(
        self, outcome: Outcome, folder: Path, languages: Mapping[ApplicationId, Language]
    ) -> Mapping[ApplicationId, Paper]:
        """Write a letter for each request in force; ``languages`` are those that applications say."""

    def rendered(
        self, outcome: Outcome, application: ApplicationId, languages: Mapping[ApplicationId, Language]
    ) -> bytes | None:
        """Give one letter in memory, or None where nothing is asked of the applicant."""


class WriteExtracts(Protocol):
    """Makes the extracts of a round, each checked against the round's other papers."""

    def __call__(
        self,
        outcome: Outcome,
        folder: Path,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
        progress: Progress | None = None,
    ) -> tuple[Paper, ...]:
        """Write those of some applications or of all into ``folder``, by number."""

    def rendered(
        self,
        outcome: Outcome,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
    ) -> Iterator[RenderedPaper]:
        """Make the same in memory, one after the other."""


class WritePack(Protocol):
    """Writes the appeal pack of one application."""

    def __call__(
        self,
        outcome: Outcome,
        application: ApplicationId,
        folder: Path,
        *,
        log: Sequence[LoggedEntry],
        versions: Sequence[DraftVersion] = (),
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
    ) -> tuple[Paper, ...]:
        """Write its files into ``folder``, the table of contents first."""


class RenderedPaper(Protocol):
    """A paper in memory."""

    @property
    def kind(self) -> str:
        """memo, decision, annex, summary, minutes or extract."""

    @property
    def name(self) -> str:
        """The file name that it would have."""

    @property
    def language(self) -> Language:
        """The language it is in."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def conforms(self) -> Sequence[str]:
        """The standards it is made to conform to."""

    @property
    def about(self) -> str:
        """The id of the application that it is about, or empty."""

    @property
    def data(self) -> bytes:
        """The PDF."""
