"""Damages bundles or spreadsheets, led by which lines of the readers each input reaches.

python scripts/fuzz_guided.py bundles|workbooks|tables [--seconds 180] [--seed 1]

Needs atheris (``pip install atheris``; Linux and macOS), which is no dependency of the
project: it is loaded only here. An input that is not refused in the reader's own words,
takes too long or too much memory stops the run and is kept as ``crash-*``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402 - found by the line above

with atheris.instrument_imports(include=["evaluator.intake", "evaluator.domain"]):
    from evaluator.errors import InputError
    from evaluator.intake.bundles.container import check_container
    from evaluator.intake.bundles.reading import check_bundle
    from evaluator.intake.spreadsheets import read_spreadsheet
from tests.unit.intake.bundles.mutations import seeds  # noqa: E402
from tests.unit.intake.spreadsheets.workbooks import a_workbook  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SECONDS = 10
MOST_MEGABYTES = 1024

TABLES = (
    "nro;hakija;hanke;haettu\n1;Alavuden kaupunki (Kuortane);Hanke;68 000,50\n",
    '\ufeffnro,hakija,hanke,haettu,saapunut\n1,"Alavus, Akaa","Han""ke",68000.00,5.10.2020 12.00\n',
    "nro\thakija\thanke\thaettu\n2\tEsbo stad (Vanda stad)\tProjekt\t1 000 €\n",
)


def bundle(path: Path) -> None:
    """Check a bundle both ways."""
    check_bundle(path)
    check_container(path)


def spreadsheet(path: Path) -> None:
    """Read a spreadsheet; refusing it is right, too."""
    with suppress(InputError):
        read_spreadsheet(path).refuse()


def begin_with(kind: str, folder: Path) -> tuple[Callable[[Path], None], str]:
    """Write the sound files to begin with; give what reads them and how they end."""
    if kind == "bundles":
        for number, content in enumerate(seeds()):
            (folder / str(number)).write_bytes(content)
        return bundle, ".zip"
    if kind == "workbooks":
        a_workbook(folder / "a.xlsx")
        return spreadsheet, ".xlsx"
    for number, text in enumerate(TABLES):
        for encoding in ("utf-8", "utf-16", "cp1252"):
            (folder / f"{number}-{encoding}").write_bytes(text.encode(encoding, "replace"))
    return spreadsheet, ".csv"


def main() -> None:
    """Run until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", choices=["bundles", "workbooks", "tables"])
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made:
        corpus, work = Path(made) / "corpus", Path(made) / "work"
        corpus.mkdir()
        work.mkdir()
        read, suffix = begin_with(options.kind, corpus)
        path = work / f"x{suffix}"

        def one(data: bytes) -> None:
            path.write_bytes(data)
            read(path)
            if [each.name for each in work.iterdir()] != [path.name]:
                raise RuntimeError("a file was left behind")

        limits = [f"-max_total_time={options.seconds}", f"-timeout={LONGEST_SECONDS}"]
        limits += [f"-rss_limit_mb={MOST_MEGABYTES}", f"-seed={options.seed}", "-max_len=20000"]
        atheris.Setup([sys.argv[0], str(corpus), *limits], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
