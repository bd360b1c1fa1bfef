"""A round's raw data as files."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from evaluator.decision.data.catalogue import grounds_of, shown
from evaluator.decision.data.columns import Kind
from evaluator.decision.data.separated import SeparatedValues
from evaluator.decision.data.sheets import RawWorkbook
from evaluator.decision.errors import NameLeftError
from evaluator.decision.leaks import Inside
from evaluator.decision.office.package import Properties
from evaluator.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from evaluator.domain.language import Language
    from evaluator.scoring.whole_round import WholeRound


class RawDataFiles:
    """Writes a round's raw data; the same round, day and language give the same bytes."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Take what the files need besides the round.

        Args:
            today: Gives the date that the files bear.
        """
        self._today = today

    def workbook(
        self, whole: WholeRound, stream: IO[bytes], *, language: Language, public: bool
    ) -> dict[str, int]:
        """Write a workbook (XLSX) and give each table with the number of its rows.

        Raises:
            NameLeftError: A text of a public copy names a reviewer or quotes one.
        """
        if public:
            _check_names(whole, language)
        book = RawWorkbook(whole, Catalogue(language), public=public)
        return book.write(stream, self._properties(whole, language))

    def separated(
        self, whole: WholeRound, new: Callable[[str], IO[bytes]], *, language: Language, public: bool
    ) -> dict[str, int]:
        """Write a CSV file for each table with a description, and give each table with its rows.

        Args:
            whole: The round.
            new: Gives a stream for the file of a name.
            language: Of titles and explanations; the columns' names are the same in all.
            public: Leave out what a public copy does without.

        Raises:
            NameLeftError: A text of a public copy names a reviewer or quotes one.
        """
        if public:
            _check_names(whole, language)
        values = SeparatedValues(whole, Catalogue(language), public=public)
        return values.write(new, self._properties(whole, language))

    def _properties(self, whole: WholeRound, language: Language) -> Properties:
        call, say = whole.outcome.contents.round.call, Catalogue(language).say
        return Properties(
            title=say("export.title", call=call.title.to(language)),
            subject=say("export.subject"),
            creator=call.authority.to(language),
            language={"fi": "fi-FI", "sv": "sv-FI"}.get(language.value, "en-GB"),
            day=self._today(),
        )


def _check_names(whole: WholeRound, language: Language) -> None:
    """Look through every text of a public copy, as is done with papers for outside."""
    inside, say = Inside(whole.outcome.contents), Catalogue(language).say
    for each in shown(grounds_of(whole, public=True)):
        texts = [at for at, one in enumerate(each.columns) if one.kind in {Kind.TEXT, Kind.PROSE}]
        for row in each.rows(whole):
            if any(isinstance(text := row[at], str) and inside.told_by(text) for at in texts):
                raise NameLeftError(place=say(f"export.tables.{each.table.name}.sheet"))
