"""The window's words in the language in force: what ``tr`` is to other Qt programs.

There is one language for the whole window, as there is one theme; the window is
built anew when it changes. Sentences come from the catalogue's area ``ui``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal

from evaluator.domain.language import Language
from evaluator.domain.money import Cents, parse_euros
from evaluator.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction
    from types import ModuleType

    from PySide6.QtCore import QCoreApplication

    from evaluator.errors import EvaluatorError


_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?")
NAME_OF_LANGUAGE = {Language.FI: "Suomi", Language.SV: "Svenska", Language.EN: "English"}
"""Each language by its own name."""


class Texts(QObject):
    """Speaks one language at a time; ``changed`` after it became another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.catalogue = Catalogue(Language.FI)
        self._own_dialogs: QTranslator | None = None

    @property
    def language(self) -> Language:
        """The language in force."""
        return self.catalogue.language

    def use(self, language: Language, app: QCoreApplication | None = None) -> None:
        """Change the language, also that of Qt's own dialogs when ``app`` is given."""
        self.catalogue = Catalogue(language)
        QLocale.setDefault(QLocale(language.value))
        if app is not None:
            if self._own_dialogs is not None:
                app.removeTranslator(self._own_dialogs)
            self._own_dialogs = QTranslator(self)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._own_dialogs.load(f"qtbase_{language.value}", folder):
                app.installTranslator(self._own_dialogs)
        self.changed.emit()


TEXTS = Texts()


def tr(key: str, **facts: object) -> str:
    """Give the window's sentence for ``key`` (an area's key: ``applications.title``)."""
    return TEXTS.catalogue.say(f"ui.{key}", **facts)


def say(key: str, **facts: object) -> str:
    """Give a sentence of any area: ``findings.late``."""
    return TEXTS.catalogue.say(key, **facts)


def explain(error: EvaluatorError) -> str:
    """Give the sentence for an error; an unknown code is said with its name."""
    if TEXTS.catalogue.has(f"errors.{error.code}"):
        return TEXTS.catalogue.error(error)
    return tr("crash.unknown", code=error.code)


def _formats() -> ModuleType:
    """Import the writing of figures when the first one is written: the start has none."""
    from evaluator.messages import formats  # noqa: PLC0415 - after the first paint

    return formats


def number(value: Fraction | int, decimals: int = 0) -> str:
    """Write a number: ``72,3``."""
    return str(_formats().number(value, TEXTS.language, decimals))


def money(amount: Cents, *, cents: bool | None = None, unit: str = "€") -> str:
    """Write an amount: ``9 694 600 €``."""
    return str(_formats().money(amount, TEXTS.language, cents=cents, unit=unit))


def money_typed(text: str) -> Cents:
    """Read an amount that was typed, or shown by `money` in the language in force.

    English sets commas between thousands; where it is not the language, a comma is a decimal comma.

    Raises:
        ValueError: It is no amount.
    """
    if TEXTS.language is Language.EN and _ENGLISH_THOUSANDS.fullmatch(text.strip()):
        text = text.replace(",", "")
    return parse_euros(text)


def probability(share: float) -> str:
    """Write a probability: ``56 %``, ``≥ 99 %``; never 0 or 100."""
    return str(_formats().probability(share, TEXTS.language))


def day(value: date) -> str:
    """Write a date: ``5.10.2020``."""
    return str(_formats().day(value, TEXTS.language))


def moment(value: datetime) -> str:
    """Write a time in Helsinki's clock: ``5.10.2020 klo 16.15``."""
    return str(_formats().moment(value, TEXTS.language))


def clock(value: datetime) -> str:
    """Write the time of day in Helsinki's clock: ``14.32``."""
    local = value.astimezone(_formats().HELSINKI)
    mark = ":" if TEXTS.language is Language.EN else "."
    return f"{local.hour}{mark}{local.minute:02d}"
