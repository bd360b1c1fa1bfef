"""How Finnish, Swedish and English write amounts, numbers, dates and times.

Spaces inside figures are no-break spaces; the minus is U+2212.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

    from evaluator.domain.money import Cents

NO_BREAK = "\u00a0"
MINUS = "\u2212"
_LARGEST_SHOWN = 0.99
_SWEDISH_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def _grouped(digits: str, language: Language) -> str:
    separator = "," if language is Language.EN else NO_BREAK
    head = len(digits) % 3
    parts = [digits[:head]] if head else []
    return separator.join(parts + [digits[at : at + 3] for at in range(head, len(digits), 3)])


def number(value: Fraction | int | Decimal, language: Language, decimals: int = 0) -> str:
    """Write an exact number with ``decimals`` decimals, half away from zero.

    The rounding is done on the exact value, so 62.345 is 62,35 however it was computed.
    """
    scaled = abs(value) * 10**decimals
    whole = int(scaled)
    if (scaled - whole) * 2 >= 1:
        whole += 1
    digits = str(whole).rjust(decimals + 1, "0")
    head, tail = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    mark = "." if language is Language.EN else ","
    text = _grouped(head, language) + (mark + tail if tail else "")
    return (MINUS if value < 0 and whole else "") + text


def money(amount: Cents, language: Language, *, cents: bool | None = None, unit: str = "€") -> str:
    """Write an amount: ``9 694 600 €``, ``57 239,00 €``.

    Args:
        amount: In cents.
        language: Whose habits.
        cents: Show cents; None shows them only where there are any.
        unit: What stands after the figure; empty for none.
    """
    shown = amount % 100 != 0 if cents is None else cents
    text = number(Decimal(amount) / 100, language, 2 if shown else 0)
    return f"{text}{NO_BREAK}{unit}" if unit else text


def day(value: date, language: Language) -> str:
    """Write a date: ``5.10.2020``; English writes ``2020-10-05``, which nobody misreads."""
    if language is Language.EN:
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    return f"{value.day}.{value.month}.{value.year}"


def day_in_words(value: date, language: Language) -> str:
    """Write a date as a sentence has it: ``5.10.2020``, ``den 5 oktober 2020``."""
    if language is not Language.SV:
        return day(value, language)
    return f"den {value.day} {_SWEDISH_MONTHS[value.month - 1]} {value.year}".replace(" ", NO_BREAK)


def moment(value: datetime, language: Language, *, seconds: bool = False) -> str:
    """Write an aware time in Helsinki's clock: ``5.10.2020 klo 16.15``.

    Args:
        value: The time.
        language: Whose habits.
        seconds: Show seconds, where there are any.
    """
    local = value.astimezone(HELSINKI)
    mark = ":" if language is Language.EN else "."
    tail = f"{mark}{local.second:02d}" if seconds and local.second else ""
    return f"{day(local, language)} {_clock(local, language)}{tail}".replace(" ", NO_BREAK)


def moment_in_words(value: datetime, language: Language) -> str:
    """Write an aware time as a sentence has it: ``den 5 oktober 2020 kl. 16.15``."""
    local = value.astimezone(HELSINKI)
    return f"{day_in_words(local, language)} {_clock(local, language)}".replace(" ", NO_BREAK)


def _clock(local: datetime, language: Language) -> str:
    word = {Language.FI: "klo", Language.SV: "kl.", Language.EN: "at"}[language]
    mark = ":" if language is Language.EN else "."
    return f"{word} {local.hour}{mark}{local.minute:02d}"


def percent(share: Fraction | Decimal, language: Language, decimals: int = 0) -> str:
    """Write a share of one as percent: ``85 %``."""
    sign = "%" if language is Language.EN else f"{NO_BREAK}%"
    return f"{number(share * 100, language, decimals)}{sign}"


def probability(share: float, language: Language) -> str:
    """Write a probability: ``56 %``; at the ends ``≥ 99 %`` and ``≤ 1 %``, never 0 or 100."""
    if share >= _LARGEST_SHOWN:
        return f"≥{NO_BREAK}{percent(Decimal('0.99'), language)}"
    if share <= 1 - _LARGEST_SHOWN:
        return f"≤{NO_BREAK}{percent(Decimal('0.01'), language)}"
    return percent(Decimal(repr(share)), language)
