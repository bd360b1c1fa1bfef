"""How long a bundle with large attachments takes, against reading, hashing and writing the same bytes.

Ours: verify every checksum while the attachments stream into the encrypted workspace,
in one transaction, on the disk when it ends. The reference: read the same bytes,
compute their SHA-512 once, write them to a plain file, on the disk when it ends.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.bench.measure import Result, in_turn, seconds

if TYPE_CHECKING:
    from evaluator.composition import Program

GOAL_RATIO = 2.0
MEGABYTES = 500
_FILES = 50
_RUNS = 5
_PIECE = 256 * 1024
_CALL = "2020-joint-projects"
_ID = "bench"


def measure(program: Program, scale: float) -> Result:
    """Import a made-up application with ``scale`` x 500 MB of attachments."""
    size = max(1, round(MEGABYTES * scale)) * 1_000_000
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name:
        folder = Path(name)
        bundle = _made_up_bundle(program, folder, size)
        ours, reference = in_turn(
            lambda: _import(program, folder, bundle), lambda: _copy(bundle, folder / "copy"), _RUNS
        )
    return Result(
        name="bundles",
        ours=ours,
        reference=reference,
        unit="s",
        goal=GOAL_RATIO,
        n=_RUNS,
        size=f"{size // 1_000_000} MB",
    )


def _made_up_bundle(program: Program, folder: Path, size: int) -> Path:
    source = folder / "source" / _ID
    (source / "attachments").mkdir(parents=True)
    names = [f"{number:02}.bin" for number in range(_FILES)]
    rng = random.Random(1)  # noqa: S311 - any bytes that do not compress
    for file in names:
        (source / "attachments" / file).write_bytes(rng.randbytes(size // _FILES))
    form = {
        "format": 1,
        "id": _ID,
        "call": _CALL,
        "submitted": "2020-10-01T12:00:00+03:00",
        "language": "fi",
        "title": "Mittaus",
        "lead": {"name": "Alavuden kaupunki", "code": "010"},
        "financing": {"requested_cents": 100_00, "own_cents": 0},
        "attachments": [{"path": f"attachments/{file}", "kind": "other", "title": file} for file in names],
    }
    (source / "application.json").write_text(json.dumps(form), encoding="utf-8")
    program.make_bundle(source.parent, folder / "bundle.zip")
    return folder / "bundle.zip"


def _import(program: Program, folder: Path, bundle: Path) -> float:
    path = folder / "bench.evaluator"
    secret = program.secret(passphrase="bench")  # noqa: S106 - guards nothing but random bytes
    workspace = program.create_round(path, secret, program.calls.get(_CALL), by="bench", made_up=True)
    try:
        return seconds(lambda: program.import_bundle(workspace, bundle))
    finally:
        workspace.close()
        path.unlink()


def _copy(bundle: Path, target: Path) -> float:
    def deed() -> None:
        digest = hashlib.sha512()
        with bundle.open("rb", buffering=0) as source, target.open("wb", buffering=0) as copy:
            while piece := source.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
            os.fsync(copy.fileno())

    taken = seconds(deed)
    target.unlink()
    return taken
