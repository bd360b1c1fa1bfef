"""A round whose texts try to break the papers, and must come through whole."""

from __future__ import annotations

from evaluator.domain.language import Language
from evaluator.scoring.figures import Outcome
from evaluator.scoring.outcome import work_out
from tests import builders as make
from tests.decision.rounds import ROWS, SWEDISH, findings, small_contents

LONG = ("kuntienyhteistoiminnan " * 30)[:600].strip()
UNBROKEN = "Digitaalisaatiohankekokonaisuus" * 20
MARKUP = "<b>&amp; Hanke </b> & <para> {0} %s \\n"
SAMI = "Čáhppes giella – sámegiela ođasmahttin ŋ ŧ ž ǥ"
EURO = "5 € – \u201dlainaus\u201d \u2212 1\u202f000 m² ½ …"

TITLES = (LONG, UNBROKEN, MARKUP, SAMI, EURO, "  rivi\nvaihto\tja  välit ")


def hostile_outcome() -> Outcome:
    rows = [(applicants, title, cents) for (applicants, _, cents), title in zip(ROWS, TITLES, strict=False)]
    rows.append(("Esimerkkiyhdistys ry", "Ei missään rekisterissä", 999_999_999_99))
    contents = small_contents(
        rows=tuple(rows),
        conditions=(make.a_condition("2020-001", LONG),),
        deviations=(),
        translations={(text, Language.SV): f"{MARKUP} {text}" for text in (LONG, *SWEDISH)},
    )
    return work_out(contents, findings)
