"""Damages bundles at random for as long as one likes, and stops at the first crash, hang or leak.

python scripts/fuzz_bundles.py [--seconds 600] [--seed 1]

Each damaged bundle is checked as a container and as an application bundle, from a
ZIP file in a folder of its own. What breaks a promise is kept in the working folder
as ``crash-<seed>-<number>.zip``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import tracemalloc
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator.intake.bundles.container import check_container  # noqa: E402 - found by the line above
from evaluator.intake.bundles.reading import check_bundle  # noqa: E402
from tests.unit.intake.bundles.mutations import mutated, seeds  # noqa: E402

LONGEST_SECONDS = 10
MOST_MEMORY = 64 * 1024**2
_SPLICES = 4
"""Every so many bundles, one is made of two."""


class HangError(Exception):
    """A check took too long."""


def _hang(*_: object) -> None:
    raise HangError


def _next(rng: random.Random, pool: list[bytes]) -> bytes:
    chosen = rng.choice(pool)
    if rng.randrange(_SPLICES) == 0:
        other = rng.choice(pool)
        chosen = chosen[: rng.randrange(len(chosen) + 1)] + other[rng.randrange(len(other) + 1) :]
    return mutated(chosen, rng)


def _try(path: Path) -> set[str]:
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _hang)
        signal.alarm(LONGEST_SECONDS)
    tracemalloc.start()
    try:
        found = check_bundle(path) + check_container(path).all
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)
    if peak > MOST_MEMORY:
        raise MemoryError(f"{peak} bytes")
    if [each.name for each in path.parent.iterdir()] != [path.name]:
        raise RuntimeError("a file was left behind")
    return {each.code for each in found}


def main() -> int:
    """Run until the time is over; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, pool, seen = random.Random(options.seed), seeds(), set[str]()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-bundles-"))
    count, end = 0, time.monotonic() + options.seconds
    try:
        while time.monotonic() < end:
            count += 1
            content = _next(rng, pool)
            path = folder / "x.zip"
            path.write_bytes(content)
            try:
                codes = _try(path)
            except Exception:  # noqa: BLE001 - whatever escapes is what we look for
                kept = Path(f"crash-{options.seed}-{count}.zip")
                kept.write_bytes(content)
                traceback.print_exc()
                print(f"kept as {kept}")
                return 1
            if codes - seen:  # it reached something new: go on from there
                seen |= codes
                pool.append(content)
    finally:
        shutil.rmtree(folder)
    print(f"{count} bundles, {len(seen)} kinds of findings, nothing broken")
    return 0


if __name__ == "__main__":
    sys.exit(main())
