"""A round on the command line: an official, a chair and three reviewers, each on their own machine."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evaluator.intake.call_files import ShippedCalls
from evaluator.keys.secrets import PassphraseSecret
from tests.cli.in_process import command
from tests.cli.program import ANNEX, CALL, Ran

APPLICATIONS = 3
REVIEWERS = {
    "one": ("Esimerkkiarvioija 1", "Akaan kaupunki"),
    "two": ("Esimerkkiarvioija 2", "Esimerkkivirasto"),
    "three": ("Esimerkkiarvioija 3", ""),
}
OFFICES = {"official": "Esimerkkiesittelijä", "chair": "Esimerkkipuheenjohtaja"}

CRITERIA = [each.id for each in ShippedCalls().get(CALL).criteria]
RISKY = "data-protection"
RISK = "2/3/1"


_derive = PassphraseSecret.key_of


@cache
def _derived(passphrase: bytes, salt: bytes) -> bytes:
    return _derive(PassphraseSecret(passphrase.decode()), salt)


def remembered(secret: PassphraseSecret, salt: bytes) -> bytes:
    """Derive a key as the program does, once: a story of fifty commands would else wait ten seconds."""
    return _derived(secret._passphrase, salt)


@dataclass(frozen=True)
class World:
    """Everybody's machines and files, under one folder."""

    folder: Path

    @property
    def round(self) -> Path:
        """The official's workspace."""
        return self.folder / "kierros.evaluator"

    def desk(self, who: str) -> Path:
        """The reviewer's workspace."""
        return self.folder / f"{who}.evaluator"

    def card(self, who: str) -> Path:
        return self.folder / f"{who}.evcard"

    def run(self, who: str, *words: str | Path) -> Ran:
        """Run a command on somebody's machine."""
        with patch.object(PassphraseSecret, "key_of", remembered):
            return command(*words, "--data-dir", self.folder / f"machine of {who}")

    def done(self, who: str, *words: str | Path) -> dict[str, Any]:
        """Run a command that must go well, and give its answer."""
        ran = self.run(who, *words)
        assert ran.code == 0, ran.out
        return ran.json

    def refused(self, who: str, *words: str | Path) -> tuple[int, str]:
        """Run a command that must fail, and give exit code and error code; it has its sentence."""
        ran = self.run(who, *words)
        assert ran.code != 0
        assert ran.error["message"].strip()
        return ran.code, ran.error["code"]

    def identity(self, who: str, name: str, organisation: str = "") -> None:
        self.done(who, "identity", "new", "--name", name, "--organisation", organisation)
        self.done(who, "identity", "card", "--out", self.card(who))

    def packages(self, out: str = "paketit") -> dict[str, Path]:
        """Make packages; give each by its reviewer's machine."""
        made = self.done(
            "official", "package", self.round, "--out", self.folder / out, "--to", self.card("chair")
        )
        by_name = {name: who for who, (name, _) in REVIEWERS.items()}
        return {by_name.get(each["name"], each["name"]): Path(each["path"]) for each in made["packages"]}

    def ids(self, who: str) -> list[str]:
        """The applications on a reviewer's desk, in reading order."""
        return [each["id"] for each in self.done(who, "review", "show", self.desk(who))["applications"]]

    def scores(self, applications: list[str], value: int, changed: dict[str, str] | None = None) -> Path:
        """Write a table of scores."""
        path = self.folder / "pisteet.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["application", "criterion", "value", "comment"])
            for application in applications:
                for criterion in CRITERIA:
                    given = (changed or {}).get(criterion, RISK if criterion == RISKY else str(value))
                    writer.writerow([application, criterion, given, f"Perustelu: {criterion}."])
        return path

    def opened(self, packages: dict[str, Path]) -> None:
        """Open each reviewer's package."""
        for who, path in packages.items():
            self.done(who, "review", "open", path, "--workspace", self.desk(who))

    def merge(self, *files: Path, who: str = "official") -> Ran:
        return self.run(who, "merge", self.round, *files)

    def review(self, who: str, value: int, out: str, applications: list[str] | None = None) -> Path:
        """Declare, score, submit and export; give the review file."""
        wanted = self.ids(who) if applications is None else applications
        for each in wanted:
            self.done(who, "review", "declare", self.desk(who), each, "--conflict", "no")
        self.done(who, "review", "score", self.desk(who), "--file", self.scores(wanted, value))
        self.done(who, "review", "submit", self.desk(who), *wanted)
        return self.export(who, out)

    def export(self, who: str, out: str) -> Path:
        path = self.folder / out
        self.done(who, "review", "export", self.desk(who), "--out", path)
        return path


def annex_of(folder: Path, first: int, last: int) -> Path:
    """Write some rows of the real annex as a table of their own."""
    lines = ANNEX.read_text(encoding="utf-8").splitlines()
    path = folder / f"liite {first}-{last}.csv"
    path.write_text("\n".join([lines[0], *lines[first : last + 1]]) + "\n", encoding="utf-8")
    return path


def build(folder: Path) -> World:
    """Make the round and its people, and let everybody read everything that the law lets them read."""
    world = World(folder)
    for who, name in OFFICES.items():
        world.identity(who, name)
    for who, (name, organisation) in REVIEWERS.items():
        world.identity(who, name, organisation)
    world.done("official", "round", "new", world.round, "--call", CALL)
    world.done("official", "import", world.round, annex_of(folder, 1, APPLICATIONS))
    world.done("official", "reviewers", "add", world.round, *(world.card(who) for who in REVIEWERS))
    world.done("official", "assign", world.round, "--per-application", "3", "--seed", "7")
    world.opened(world.packages())
    world.review("one", 3, "one.evreview")
    world.review("two", 4, "two.evreview")
    return world
