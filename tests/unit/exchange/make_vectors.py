"""Writes the test vectors of the four files; run again only when the format changes.

python -m tests.unit.exchange.make_vectors

Keys and contents are fixed. The sealed bytes differ with each run, because age draws
a fresh key for each file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage

from evaluator.domain.exchanged import RoundFileContents, criteria_version
from evaluator.domain.people import Card, spoken
from evaluator.exchange.card_files import write_card
from evaluator.exchange.packages import write_package
from evaluator.exchange.review_files import write_review
from evaluator.exchange.round_files import write_round
from evaluator.keys.identity import Identity, SecretKeys, renewed
from tests.builders import a_call
from tests.unit.exchange.conftest import HEAD, NOON, People, answer_to, package_for

FOLDER = Path(__file__).parents[3] / "docs" / "test-vectors"
PLAN = b"A plan that nobody wrote.\n" * 10
COPY = b"In a real file this is an SQLCipher database.\n"


class Copy:
    sha512 = hashlib.sha512(COPY).hexdigest()
    size = len(COPY)

    @staticmethod
    def chunks():
        yield COPY


def person(role: str, name: str, known: dict[str, dict[str, str]]) -> Identity:
    keys = SecretKeys(
        signing=hashlib.sha256(f"evaluator test vector {role}".encode()).digest(),
        receiving=known.get(role, {}).get("receiving") or str(pyrage.x25519.Identity.generate()),
    )
    return Identity(
        card=Card(name=name, organisation="Esimerkkivirasto", keys=keys.public, made=NOON), keys=keys
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    keys_file = FOLDER / "keys.json"
    known = json.loads(keys_file.read_text()) if keys_file.exists() else {}
    people = People(
        official=person("official", "Esimerkkiesittelijä", known),
        chair=person("chair", "Esimerkkipuheenjohtaja", known),
        reviewer=person("reviewer", "Esimerkkiarvioija 1", known),
        other=person("other", "Esimerkkiarvioija 2", known),
    )
    keys_file.write_text(
        json.dumps(
            {
                role: {
                    "signing": each.keys.signing.hex(),
                    "receiving": each.keys.receiving,
                    "fingerprint": each.card.fingerprint,
                    "spoken": spoken(each.card.fingerprint),
                }
                for role, each in vars(people).items()
            },
            indent=1,
        )
        + "\n"
    )
    for path in FOLDER.glob("*.ev*"):
        path.unlink()
    write_files(people)
    write_bad_files()


def write_files(people: People) -> None:
    sha512 = hashlib.sha512(PLAN).hexdigest()
    package = replace(package_for(people), call=a_call())
    attached = replace(package.applications[0].attachments[0], sha512=sha512, size=len(PLAN))
    package = replace(
        package, applications=tuple(replace(each, attachments=(attached,)) for each in package.applications)
    )
    write_card(FOLDER / "card.evcard", people.reviewer)
    write_card(FOLDER / "renewed.evcard", renewed(people.reviewer, NOON + timedelta(days=1)))
    write_package(FOLDER / "package.evpack", package, people.official, people.reviewer.card, lambda _: [PLAN])
    to = [people.chair.card, people.official.card]
    write_review(FOLDER / "review.evreview", answer_to(package), people.reviewer, to, NOON)
    write_review(FOLDER / "unknown-signer.evreview", answer_to(package), people.other, to, NOON)
    contents = RoundFileContents(
        round=package.round,
        criteria=criteria_version(package.call),
        log_head=HEAD,
        key=bytes(range(32)),
        revoked=(people.other.card,),
    )
    write_round(FOLDER / "round.evround", contents, people.official, [people.chair.card], NOON, Copy())


def write_bad_files() -> None:
    good = (FOLDER / "review.evreview").read_bytes()
    (FOLDER / "damaged.evreview").write_bytes(good[:500] + bytes([good[500] ^ 1]) + good[501:])
    (FOLDER / "cut-off.evreview").write_bytes(good[:-1])
    (FOLDER / "renamed.evreview").write_bytes((FOLDER / "package.evpack").read_bytes())


if __name__ == "__main__":
    main()
