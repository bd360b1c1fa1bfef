"""Letters to applicants as files: all built and checked, then all written, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.answering import answering_language
from evaluator.decision.completion_letter import completion_letter
from evaluator.decision.papers import Templates, WrittenPaper, write_files
from evaluator.decision.scribe import Scribe
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from evaluator.decision.content import Document
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.known_bodies import KnownBodies
    from evaluator.domain.municipalities import Register
    from evaluator.scoring.figures import Outcome

_FILES = {Language.FI: "taydennyspyynto-{id}.pdf", Language.SV: "begaran-om-komplettering-{id}.pdf"}


class PdfLetters:
    """Writes the letters that ask applicants to complete, each in its applicant's language."""

    def __init__(
        self,
        register: Register,
        today: Callable[[], date],
        bodies: KnownBodies | None = None,
        templates: Callable[[], Templates] = dict,
    ) -> None:
        """Take what letters need besides the round.

        Args:
            register: Municipalities, for official names and languages.
            today: Gives the date that the letters bear.
            bodies: Other bodies known by name.
            templates: Gives the official's own sentences, read anew for each round of letters.
        """
        self._register = register
        self._today = today
        self._bodies = bodies
        self._templates = templates

    def documents(
        self, outcome: Outcome, languages: Mapping[ApplicationId, Language]
    ) -> dict[ApplicationId, Document]:
        """Build the letter of every application that is asked to complete, by number.

        Args:
            outcome: The round.
            languages: The languages of applications that say theirs.
        """
        found: dict[ApplicationId, Document] = {}
        templates = self._templates()
        for standing in sorted(outcome.standings, key=lambda each: each.application.number):
            decision = standing.eligibility
            if decision is None or decision.outcome is not EligibilityOutcome.COMPLETE:
                continue
            scribe = Scribe(
                outcome=outcome,
                register=self._register,
                bodies=self._bodies,
                language=answering_language(
                    standing.application, self._register, languages.get(standing.application.id)
                ),
                day=self._today(),
                templates=templates,
            )
            found[standing.application.id] = completion_letter(scribe, standing, decision)
        return found

    def rendered(
        self, outcome: Outcome, application: ApplicationId, languages: Mapping[ApplicationId, Language]
    ) -> bytes | None:
        """Give one letter in memory, or None where nothing is asked of the applicant.

        Raises:
            UnprintableTextError: A character cannot be shown.
        """
        from evaluator.decision.pdf.render import render  # noqa: PLC0415 - as below
        from evaluator.decision.printable import check_printable  # noqa: PLC0415

        letter = self.documents(outcome, languages).get(application)
        if letter is None:
            return None
        check_printable([letter])
        return render(letter).data

    def __call__(
        self, outcome: Outcome, folder: Path, languages: Mapping[ApplicationId, Language]
    ) -> dict[ApplicationId, WrittenPaper]:
        """Write the letters into a folder, which is made if it is not there.

        Raises:
            UnprintableTextError: A character cannot be shown; nothing was written.
            PaperFolderError: The folder cannot be written to.
        """
        # ReportLab takes a while to load; whoever prints nothing does not wait for it.
        from evaluator.decision.pdf.render import CONFORMS, render  # noqa: PLC0415
        from evaluator.decision.printable import check_printable  # noqa: PLC0415

        letters = self.documents(outcome, languages)
        check_printable(letters.values())
        target = folder.absolute()
        rendered = {
            id_: (target / _FILES[letter.language].format(id=id_), render(letter))
            for id_, letter in letters.items()
        }
        if rendered:
            write_files(target, [(path, each.data) for path, each in rendered.values()])
        return {
            id_: WrittenPaper(
                kind=letters[id_].kind.value,
                path=path,
                language=letters[id_].language,
                pages=each.pages,
                conforms=CONFORMS,
            )
            for id_, (path, each) in rendered.items()
        }
