"""A round's raw data as files."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from evaluator.decision.data.catalogue import shown
from evaluator.decision.data.columns import Kind
from evaluator.decision.data.separated import SeparatedValues
from evaluator.decision.data.sheets import RawWorkbook
from evaluator.decision.data.withheld import withheld
from evaluator.decision.errors import NameLeftError
from evaluator.decision.leaks import Inside
from evaluator.decision.office.package import Properties
from evaluator.domain.variants import Variant
from evaluator.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from evaluator.domain.language import Language
    from evaluator.domain.variants import Edition
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
        self, whole: WholeRound, stream: IO[bytes], *, language: Language, edition: Edition
    ) -> dict[str, int]:
        """Write a workbook (XLSX) and give each table with the number of its rows.

        Raises:
            NameLeftError: A text of a copy for outside names a reviewer or quotes one.
        """
        _check_names(whole, language, edition)
        book = RawWorkbook(whole, Catalogue(language), edition)
        return book.write(stream, self._properties(whole, language))

    def separated(
        self, whole: WholeRound, new: Callable[[str], IO[bytes]], *, language: Language, edition: Edition
    ) -> dict[str, int]:
        """Write a CSV file for each table with a description, and give each table with its rows.

        Args:
            whole: The round.
            new: Gives a stream for the file of a name.
            language: Of titles and explanations; the columns' names are the same in all.
            edition: For whom.

        Raises:
            NameLeftError: A text of a copy for outside names a reviewer or quotes one.
        """
        _check_names(whole, language, edition)
        values = SeparatedValues(whole, Catalogue(language), edition)
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


def _check_names(whole: WholeRound, language: Language, edition: Edition) -> None:
    """Look through every text of a copy for outside, as is done with papers."""
    if edition.variant is Variant.INTERNAL:
        return
    inside, say = Inside(whole.outcome.contents), Catalogue(language).say
    for each in shown(withheld(whole.outcome.contents.round.call, edition)):
        texts = [at for at, one in enumerate(each.columns) if one.kind in {Kind.TEXT, Kind.PROSE}]
        for row in each.rows(whole):
            if any(isinstance(text := row[at], str) and inside.told_by(text) for at in texts):
                raise NameLeftError(place=say(f"export.tables.{each.table.name}.sheet"))
