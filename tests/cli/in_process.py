"""Runs a command in this process: the same entrance as the program's, without starting Python anew."""

from __future__ import annotations

import json
import os
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from evaluator.cli.main import main
from tests.cli.program import Ran


def command(*words: str | Path, passphrase: str | None = "salasana") -> Ran:
    """Run ``evaluator WORDS --json``; the passphrase goes through the environment."""
    out, err = StringIO(), StringIO()
    surroundings = {} if passphrase is None else {"EVALUATOR_PASSPHRASE": passphrase}
    with patch.dict(os.environ, surroundings), redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, words), "--json"])
    json.loads(out.getvalue())
    return Ran(code, out.getvalue(), err.getvalue())
