"""Find applications by words, or by a municipality that takes part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.identifiers import MunicipalityCode
from evaluator.services.errors import UnknownMunicipalityError

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.municipalities import Municipality, Register
    from evaluator.services.ports import Workspace


class FindApplications:
    """Looks into the workspace's own index."""

    def __init__(self, register: Callable[[], Register]) -> None:
        self._register = register

    def __call__(
        self, workspace: Workspace, text: str = "", municipality: str | None = None
    ) -> tuple[ApplicationId, ...]:
        """Give the applications that match both, by number.

        Args:
            workspace: The open workspace.
            text: Words; each must begin a word of title, applicants or form. Case and
                accents do not matter. Empty finds all.
            municipality: Code or name of one that leads or takes part, or None.

        Raises:
            UnknownMunicipalityError: There is no such municipality.
        """
        code = None if municipality is None else self._named(municipality).code
        with workspace.read() as unit:
            found = unit.find_applications(text)
            taking_part = None if code is None else set(unit.applications_of(code))
        return tuple(each for each in found if taking_part is None or each in taking_part)

    def _named(self, written: str) -> Municipality:
        register = self._register()
        found = register.get(MunicipalityCode(written.strip())) or register.find(written)
        if found is None:
            raise UnknownMunicipalityError(text=written)
        return found
