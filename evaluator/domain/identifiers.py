"""Names of things, kept apart by type so that one is never passed for another."""

from __future__ import annotations

from typing import NewType

CallId = NewType("CallId", str)
RoundId = NewType("RoundId", str)
ApplicationId = NewType("ApplicationId", str)
ReviewerId = NewType("ReviewerId", str)
GroupId = NewType("GroupId", str)
CriterionId = NewType("CriterionId", str)
MunicipalityCode = NewType("MunicipalityCode", str)
