"""Tell whether a paper follows from the data it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class PaperDifference(Protocol):
    """Something that does not follow."""

    @property
    def what(self) -> str:
        """The figure ("granted.total"), or "order" or "method"."""

    @property
    def where(self) -> str:
        """Where: "data" where the data contradict themselves, "paper" where the print differs."""

    @property
    def stated(self) -> int | str | None:
        """What is stated; None where it is not stated at all."""

    @property
    def follows(self) -> int | str | None:
        """What should be; None where nothing of the kind follows."""


class PaperVerdict(Protocol):
    """What the check of one paper found."""

    @property
    def paper(self) -> str:
        """Which paper it says it is."""

    @property
    def variant(self) -> str:
        """For whom it says it is."""

    @property
    def language(self) -> str:
        """Its language."""

    @property
    def checked(self) -> Sequence[str]:
        """What could be checked."""

    @property
    def differences(self) -> Sequence[PaperDifference]:
        """Everything that does not follow."""

    @property
    def follows(self) -> bool:
        """Whether the paper follows from its data."""


class VerifyPaper:
    """Checks a PDF by itself; needs neither workspace nor key."""

    def __init__(self, verify: Callable[[Path], PaperVerdict]) -> None:
        self._verify = verify

    def __call__(self, path: Path) -> PaperVerdict:
        """Work the paper out from its data and compare.

        Raises:
            InputError: It is no PDF of this program with data.
        """
        return self._verify(path)
