"""What all tests share: how Hypothesis searches, and that nobody's own data are looked at."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

# Time is what the bench measures; on a busy machine a deadline would fail at random.
settings.register_profile("evaluator", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("evaluator")

# The identities of whoever runs the tests are none of theirs.
_NOBODY = TemporaryDirectory(prefix="evaluator-tests-")
os.environ["EVALUATOR_DATA_DIR"] = _NOBODY.name
