"""The papers of a round as files: all checked, then all written, or none."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluator.decision.annex import annex
from evaluator.decision.completeness import Missing, missing_parts, untranslated
from evaluator.decision.content import Document, PaperKind
from evaluator.decision.crosscheck import differences
from evaluator.decision.draft import draft
from evaluator.decision.errors import DifferingPapersError, IncompleteDraftError, PaperFolderError
from evaluator.decision.leaks import check_names
from evaluator.decision.memo import memo
from evaluator.decision.minutes import minutes
from evaluator.decision.scribe import Scribe
from evaluator.decision.summary import summary
from evaluator.domain.language import Language
from evaluator.domain.variants import WHOLE, Edition, Part, Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.known_bodies import KnownBodies
    from evaluator.domain.municipalities import Register
    from evaluator.scoring.figures import Outcome

ALPHABETICAL = "alphabetical"

_BUILDERS: dict[PaperKind, Callable[[Scribe], Document]] = {
    PaperKind.MEMO: memo,
    PaperKind.DECISION: draft,
    PaperKind.ANNEX: annex,
    PaperKind.SUMMARY: summary,
    PaperKind.MINUTES: minutes,
}
ALL = tuple(_BUILDERS)
"""The papers that are made together and checked against each other."""

_FILES = {
    (PaperKind.MEMO, Language.FI): "arviointimuistio.pdf",
    (PaperKind.DECISION, Language.FI): "paatosluonnos.pdf",
    (PaperKind.ANNEX, Language.FI): "liite-1.pdf",
    (PaperKind.SUMMARY, Language.FI): "tiivistelma.pdf",
    (PaperKind.MINUTES, Language.FI): "poytakirja.pdf",
    (PaperKind.MEMO, Language.SV): "utvarderingspromemoria.pdf",
    (PaperKind.DECISION, Language.SV): "utkast-till-beslut.pdf",
    (PaperKind.ANNEX, Language.SV): "bilaga-1.pdf",
    (PaperKind.SUMMARY, Language.SV): "sammanfattning.pdf",
    (PaperKind.MINUTES, Language.SV): "protokoll.pdf",
}
_SUFFIXES = {
    (Variant.PARTY, Language.FI): "-asianosainen",
    (Variant.PUBLIC, Language.FI): "-julkinen",
    (Variant.PARTY, Language.SV): "-part",
    (Variant.PUBLIC, Language.SV): "-offentlig",
}


Templates = dict[Language, dict[str, Any]]
"""The official's own sentences by language, each a part of the tables of ``resources/papers``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPaper:
    """A paper that was written; see ``services.ports.Paper``."""

    kind: str
    path: Path
    language: Language
    pages: int
    conforms: tuple[str, ...]
    about: str = ""
    untranslated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPaper:
    """A paper in memory; see ``services.paper_ports.RenderedPaper``."""

    kind: str
    name: str
    language: Language
    pages: int
    conforms: tuple[str, ...]
    data: bytes
    about: str = ""
    untranslated: int = 0


class PdfPapers:
    """Makes a round's papers as accessible PDF, in memory or as files."""

    def __init__(
        self,
        register: Register,
        today: Callable[[], date],
        bodies: KnownBodies | None = None,
        templates: Callable[[], Templates] = dict,
    ) -> None:
        """Take what the papers need besides the round.

        Args:
            register: Municipalities, for official names and receivers.
            today: Gives the date that the papers bear.
            bodies: Other bodies known by name, for their Swedish names.
            templates: Gives the official's own sentences, read anew for each draft.
        """
        self._register = register
        self._today = today
        self._bodies = bodies
        self._templates = templates

    @property
    def file_names(self) -> frozenset[str]:
        """The names that files of papers can have."""
        return frozenset(_FILES.values()) | {
            _with_suffix(name, _SUFFIXES[variant, language])
            for (_, language), name in _FILES.items()
            for variant in (Variant.PARTY, Variant.PUBLIC)
        }

    def missing(self, outcome: Outcome) -> tuple[Missing, ...]:
        """Give what the decision draft still lacks; see ``completeness``."""
        return missing_parts(outcome)

    def untranslated(self, outcome: Outcome, language: Language) -> tuple[Missing, ...]:
        """Give what the decision draft prints in the other language; English gives Finnish."""
        return untranslated(outcome, _paper_language(language))

    def scribe(
        self,
        outcome: Outcome,
        *,
        language: Language,
        order: str = ALPHABETICAL,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        edition: Edition = WHOLE,
    ) -> Scribe:
        """Give the hand that writes a round's papers in Finnish or Swedish.

        Raises:
            EvaluatorError: The official's own sentences cannot be used.
        """
        return Scribe(
            outcome=outcome,
            register=self._register,
            bodies=self._bodies,
            language=_paper_language(language),
            day=self._today(),
            alphabetical=order == ALPHABETICAL,
            forms=forms or {},
            templates=self._templates(),
            variant=edition.variant,
            party=edition.party if edition.variant is Variant.PARTY else None,
        )

    def documents(
        self,
        outcome: Outcome,
        *,
        language: Language,
        order: str,
        kinds: Collection[str] = ALL,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
    ) -> tuple[Document, ...]:
        """Build papers and check them against each other, printing nothing.

        Raises:
            DifferingPapersError: Two statements of the papers contradict each other.
        """
        return self._documents(self.scribe(outcome, language=language, order=order, forms=forms), kinds)

    @staticmethod
    def _documents(scribe: Scribe, kinds: Collection[str]) -> tuple[Document, ...]:
        papers = {kind: build(scribe) for kind, build in _BUILDERS.items()}
        if found := differences(papers.values()):
            raise DifferingPapersError(found)
        return tuple(paper for kind, paper in papers.items() if kind in kinds)

    def __call__(
        self,
        outcome: Outcome,
        folder: Path,
        *,
        language: Language,
        order: str,
        kinds: Collection[str] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        edition: Edition = WHOLE,
    ) -> tuple[WrittenPaper, ...]:
        """Write papers into a folder, which is made if it is not there.

        All but the decision draft can always be printed; that only when nothing is
        missing from it. Papers are in Finnish or Swedish; English gives Finnish.

        Args:
            outcome: The round, worked out.
            folder: Where to; files of the same names are replaced.
            language: Finnish or Swedish.
            order: In which order the decision lists its grants, a ``PaperOrder``.
            kinds: Which papers of ``ALL``; None gives all of them, the decision draft
                only if nothing is missing from it.
            forms: What the forms of applications say, for those that have one.
            edition: For whom, and whether with embedded data.

        Raises:
            NameLeftError: A text names a reviewer whose name must not leave the authority.
            IncompleteDraftError: ``kinds`` asks for the draft, and it lacks something.
            DifferingPapersError: The papers contradict each other.
            UnprintableTextError: A character cannot be shown.
            PaperFolderError: The folder cannot be written to.
        """
        rendered = self.rendered(
            outcome, language=language, order=order, kinds=kinds, forms=forms, edition=edition
        )
        target = folder.absolute()
        write_files(target, [(target / each.name, each.data) for each in rendered])
        return tuple(
            WrittenPaper(
                kind=each.kind,
                path=target / each.name,
                language=each.language,
                pages=each.pages,
                conforms=each.conforms,
                untranslated=each.untranslated,
            )
            for each in rendered
        )

    def rendered(
        self,
        outcome: Outcome,
        *,
        language: Language,
        order: str,
        kinds: Collection[str] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        edition: Edition = WHOLE,
    ) -> tuple[RenderedPaper, ...]:
        """Make papers in memory; nothing of them touches the disk.

        Args and errors are those of the call that writes them, without the folder.
        """
        # ReportLab takes a while to load; whoever prints nothing does not wait for it.
        from evaluator.decision.embedding import rendered_with_data  # noqa: PLC0415
        from evaluator.decision.pdf.render import CONFORMS, CONFORMS_WITH_DATA, render  # noqa: PLC0415
        from evaluator.decision.printable import check_printable  # noqa: PLC0415

        missing = self.missing(outcome)
        if missing and kinds is not None and PaperKind.DECISION in kinds:
            raise IncompleteDraftError(missing)
        if kinds is None:
            kinds = [kind for kind in _BUILDERS if not (missing and kind is PaperKind.DECISION)]
        scribe = self.scribe(outcome, language=language, order=order, forms=forms, edition=edition)
        if scribe.omits(Part.MINUTES):
            kinds = [kind for kind in kinds if kind != PaperKind.MINUTES]
        papers = self._documents(scribe, kinds)
        check_printable(papers)
        if edition.variant is not Variant.INTERNAL:
            check_names(papers, outcome.contents)
        with_data = edition.embed_data
        foreign = len(self.untranslated(outcome, scribe.language))
        rendered = [
            (paper, rendered_with_data(paper, scribe) if with_data else render(paper)) for paper in papers
        ]
        return tuple(
            RenderedPaper(
                kind=paper.kind.value,
                name=_file_name(paper, scribe),
                language=paper.language,
                pages=each.pages,
                conforms=CONFORMS_WITH_DATA if with_data else CONFORMS,
                data=each.data,
                untranslated=foreign if paper.kind is PaperKind.DECISION else 0,
            )
            for paper, each in rendered
        )

    def save(self, path: Path, data: bytes) -> None:
        """Put one paper into a file, whole or not at all; a file of that name is replaced.

        Raises:
            PaperFolderError: It cannot be written there.
        """
        write_files(path.parent, [(path, data)])


def _paper_language(language: Language) -> Language:
    return Language.SV if language is Language.SV else Language.FI


def _file_name(paper: Document, scribe: Scribe) -> str:
    """Name a file by its paper and version; that for a party also by its application's number."""
    name = _FILES[paper.kind, paper.language]
    if scribe.variant is Variant.INTERNAL:
        return name
    application = scribe.find(scribe.party) if scribe.party is not None else None
    number = f"-{application.number}" if application is not None else ""
    return _with_suffix(name, _SUFFIXES[scribe.variant, paper.language] + number)


def _with_suffix(name: str, suffix: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}{suffix}.{ending}"


def write_files(folder: Path, files: Iterable[tuple[Path, bytes]]) -> None:
    """Write all files beside their names first, then put each in its place."""
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in files:
            if path.is_dir():
                raise PaperFolderError(path=str(path))
            staged.append((_staged(folder, data), path))
        for temporary, path in staged:
            temporary.replace(path)
    except OSError as error:
        raise PaperFolderError(path=str(folder)) from error
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _staged(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".paper-", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:  # Ctrl+C, too, leaves nothing half written behind
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
