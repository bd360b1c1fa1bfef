"""Versions of the draft and the document to be edited, kept in memory; comparing is the real one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from evaluator.domain.canonical import Hash
from evaluator.domain.draft_comparison import compare
from evaluator.domain.draft_versions import DraftContent, DraftedApplication, DraftVersion
from evaluator.domain.language import Language
from evaluator.services.draft_versions import Comparison

CONTENT = DraftContent(
    language=Language.FI,
    day="2020-12-09",
    applications=(
        DraftedApplication(
            id="2020-002", number=2, name="Alavus: Esimerkkihanke", verdict="granted", cents=6_800_000
        ),
    ),
    order=("2020-002",),
    texts=(),
)


def a_version(number: int, content: DraftContent = CONTENT) -> DraftVersion:
    return DraftVersion(
        number=number,
        language=content.language,
        content=content.canonical(),
        digest=content.digest,
        outcome=Hash("0" * 64),
        by="esittelijä",
        at=datetime(2020, 11, 2, 10, number, tzinfo=UTC),
    )


def with_amount(cents: int) -> DraftContent:
    return replace(CONTENT, applications=(replace(CONTENT.applications[0], cents=cents),))


@dataclass
class MemoryVersions:
    versions: list[DraftVersion] = field(default_factory=list)

    def keep(self, workspace, language, order, *, by: str) -> DraftVersion:
        self.versions.append(a_version(len(self.versions) + 1, replace(CONTENT, language=language)))
        return self.versions[-1]

    def all(self, workspace) -> tuple[DraftVersion, ...]:
        return tuple(self.versions)

    def compare(self, workspace, before: int, after: int) -> Comparison:
        old, new = self.versions[before - 1], self.versions[after - 1]
        return Comparison(before=old, after=new, differences=compare(old.read(), new.read()))


@dataclass
class MemoryEditable:
    saved: list[tuple[Path, Language]] = field(default_factory=list)

    def name(self, language: Language) -> str:
        return "paatosluonnos.docx"

    def __call__(self, workspace, path: Path, language: Language, order, *, by: str) -> None:
        self.saved.append((path, language))
