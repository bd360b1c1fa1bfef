"""What all tests share: how Hypothesis searches."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Time is what the bench measures; on a busy machine a deadline would fail at random.
settings.register_profile("evaluator", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("evaluator")
