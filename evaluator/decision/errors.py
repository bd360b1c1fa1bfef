"""What keeps a paper from being printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.errors import InputError, RuleError, StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.decision.completeness import Missing
    from evaluator.decision.crosscheck import Difference


class UnprintableTextError(InputError):
    """A text has characters that the papers' typeface cannot show."""

    code = "input.paper.unprintable"
    fact_names = ("characters", "place", "count")


class IncompleteDraftError(RuleError):
    """The decision draft lacks parts that the law requires.

    Attributes:
        missing: The parts, in the order of the decision.
    """

    code = "rule.paper.incomplete"
    fact_names = ("count", "parts")

    def __init__(self, missing: Sequence[Missing]) -> None:
        codes = ", ".join(dict.fromkeys(each.code for each in missing))
        super().__init__(count=len(missing), parts=codes)
        self.missing = tuple(missing)


class UntranslatedExtractError(RuleError):
    """A text of an application is not in the language of its extract, which is the party's own paper.

    Attributes:
        missing: The texts, by the applications' numbers.
    """

    code = "rule.paper.untranslated"
    fact_names = ("count", "texts")

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(count=len(missing), texts=", ".join(str(each.facts["id"]) for each in missing))
        self.missing = tuple(missing)


class DifferingPapersError(RuleError):
    """Two papers of one round state different things; nothing was printed.

    Attributes:
        differences: What differs.
    """

    code = "rule.paper.differs"
    fact_names = ("count", "first")

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__(count=len(differences), first=str(differences[0]))
        self.differences = tuple(differences)


class PaperFolderError(StorageError):
    """The papers cannot be written where they were to go."""

    code = "storage.paper.folder"
    fact_names = ("path",)


class NameLeftError(RuleError):
    """A text of a version that leaves the authority names a reviewer."""

    code = "rule.paper.name-left"
    fact_names = ("place",)
