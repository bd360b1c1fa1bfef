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
    from evaluator.domain.variants import Edition
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import Missing, Paper, PaperOrder, Progress


class WritePapers(Protocol):
    """Makes the papers of a round that was worked out."""

    @property
    def file_names(self) -> frozenset[str]:
        """The names that its files can have."""

    def missing(self, outcome: Outcome) -> tuple[Missing, ...]:
        """Tell what the decision draft still lacks; nothing when it may be drafted."""

    def untranslated(self, outcome: Outcome, language: Language) -> tuple[Missing, ...]:
        """Tell what the decision draft in a language prints in the other one."""

    def __call__(
        self,
        outcome: Outcome,
        folder: Path,
        *,
        language: Language,
        order: PaperOrder,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        edition: Edition = ...,
    ) -> tuple[Paper, ...]:
        """Write every paper into ``folder``, the decision draft only when nothing is missing."""

    def rendered(
        self,
        outcome: Outcome,
        *,
        language: Language,
        order: PaperOrder,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        edition: Edition = ...,
    ) -> tuple[RenderedPaper, ...]:
        """Make the same papers in memory; nothing of them touches the disk."""

    def save(self, path: Path, data: bytes) -> None:
        """Put one paper into a file, whole or not at all."""


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

    def waiting(
        self,
        outcome: Outcome,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
    ) -> tuple[Missing, ...]:
        """Tell which texts keep extracts from being printed, because they are in the other language."""

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

    @property
    def untranslated(self) -> int:
        """How many texts a decision draft prints in the other language."""
