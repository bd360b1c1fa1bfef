"""What argparse complains about, said in the person's language.

argparse gives its complaints as English sentences only, so they are known by their form;
a form that is not known is said without argparse's words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.messages.catalogue import Catalogue

_NAME = r"argument (?P<name>.+?): "
_FORMS = tuple(
    (key, re.compile(form, re.DOTALL))
    for key, form in (
        ("required", r"the following arguments are required: (?P<names>.+)"),
        ("one-required", r"one of the arguments (?P<names>.+) is required"),
        ("unrecognised", r"unrecognized arguments: (?P<names>.+)"),
        ("ambiguous", r"ambiguous option: (?P<name>.+) could match (?P<choices>.+)"),
        ("expected-one", _NAME + r"expected (?:one|1) argument"),
        ("expected-at-most-one", _NAME + r"expected at most one argument"),
        ("expected-some", _NAME + r"expected at least one argument"),
        ("expected-number", _NAME + r"expected (?P<number>\d+) arguments"),
        ("invalid-choice", _NAME + r"invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)"),
        (
            "invalid-choice",
            _NAME + r"invalid choice: (?P<value>.*), (?:maybe.*)\(choose from (?P<choices>.*)\)",
        ),
        ("invalid-value", _NAME + r"invalid \S+ value: (?P<value>.*)"),
        ("not-with", _NAME + r"not allowed with argument (?P<other>.+)"),
        ("no-value", _NAME + r"ignored explicit argument (?P<value>.+)"),
    )
)


def complaint(message: str, catalogue: Catalogue) -> str:
    """Give the part of a sentence that says what argparse complains about."""
    for key, form in _FORMS:
        if found := form.fullmatch(message):
            facts = {name: _plain(text) for name, text in found.groupdict().items()}
            return catalogue.say(f"cli.parser.{key}", **facts)
    return catalogue.say("cli.parser.not-understood")


def _plain(text: str) -> str:
    """Take off the quotation marks that Python puts around texts."""
    return text.replace("'", "")
