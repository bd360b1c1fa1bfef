"""The shipped registers and the published round, shared by the tests of this folder."""

from __future__ import annotations

import csv
from functools import cache

from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.applicants import Applicants
from evaluator.intake.registers import bodies, municipalities
from evaluator.resources import resource

CONFIRMED = {
    "Teurva": "846",
    "Säkyä": "783",
    "Tuku": "853",
    "Kärämäki": "317",
    "Vesilähti": "922",
    "Koski TI": "284",
}
"""The six misprints of the annex and the municipalities they mean."""

FUNDED = (
    *(2, 5, 6, 7, 10, 11, 13, 15, 16, 18, 21, 23, 24, 25, 26, 29),
    *(31, 32, 33, 38, 41, 44, 47, 48, 50, 53, 54, 57, 58),
)
"""Rows of the annex that the ministry funded."""


def parse(text: str, confirmed: dict[str, str] | None = None) -> Applicants:
    return parse_applicants(text, municipalities(), bodies(), confirmed or {})


@cache
def annex() -> dict[int, dict[str, str]]:
    path = resource("rounds", "2020", "applications.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["annex_row"]): row for row in csv.DictReader(file)}


@cache
def annex_applicants(*, confirmed: bool) -> dict[int, Applicants]:
    return {
        number: parse(row["applicants_as_printed"], CONFIRMED if confirmed else {})
        for number, row in annex().items()
    }
