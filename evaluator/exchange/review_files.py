"""Review files: from a reviewer to the chair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from evaluator.domain.canonical import Hash, encode
from evaluator.domain.people import Trust, spoken
from evaluator.exchange.errors import (
    OtherCriteriaError,
    OtherRoundError,
    RevokedSignerError,
    SignatureError,
    SignerError,
    UnassignedApplicationError,
    UnknownPackageError,
    UnknownSignerError,
    WrongSignerError,
)
from evaluator.exchange.frame import Kind, look_at
from evaluator.exchange.header import About
from evaluator.exchange.opening import decrypt, verify
from evaluator.exchange.review_content import review_from, review_told
from evaluator.exchange.sealing import seal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.exchanged import Issued, ReviewFileContents
    from evaluator.domain.people import Card, Person
    from evaluator.exchange.header import Header


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedReview:
    """A review file that was verified and answers a package of the round.

    Attributes:
        header: The signed header.
        contents: What it says.
    """

    header: Header
    contents: ReviewFileContents

    @property
    def sender(self) -> Card:
        """Who signed it: the package's reviewer."""
        return self.header.sender

    @property
    def hash(self) -> Hash:
        """What the next file of the series calls the previous one."""
        return self.header.payload


def write_review(
    path: Path,
    contents: ReviewFileContents,
    sender: Person,
    receivers: Iterable[Card],
    made: datetime,
) -> Hash:
    """Write a review file, sealed to the receivers that the package named and to its sender.

    Returns:
        What the next file of the series calls the previous one.

    Raises:
        TargetExistsError: There is a file already.
        TargetError: It cannot be written.
    """
    payload = encode(review_told(contents))
    return seal(path, Kind.REVIEW, _about(contents, made), payload, sender, receivers).payload


def read_review(path: Path, identity: Person, issued: Issued) -> OpenedReview:
    """Open a review file, and see whether it answers what the round gave away.

    Args:
        path: The file.
        identity: The chair, the deputy or the official.
        issued: The round, and what it issued.

    Raises:
        ExchangeError: It is none, is not for this identity, or does not answer a
            package of this round, each reason with its own code.
        NotCanonicalError: What was signed is not spelled canonically.
        ContentError: What was signed is no review file.
    """
    decrypted = decrypt(look_at(path, Kind.REVIEW), identity)
    # Whether the signer counts depends on the package; a file of another round should say that.
    verified = verify(decrypted, identity, Trust(revoked=issued.revoked))
    _answers(verified.header, issued, path.name)
    contents = review_from(verified.payload)
    about = verified.header.about
    package = issued.packages[contents.package]
    if about != _about(contents, about.made) or contents.reviewer != package.reviewer:
        raise SignatureError(file=path.name)
    assigned = _assigned_to(verified.header.sender, issued)
    for each in _spoken_of(contents):
        if each not in assigned:
            raise UnassignedApplicationError(file=path.name, application=each)
    return OpenedReview(header=verified.header, contents=contents)


def restore_review(path: Path, identity: Person) -> OpenedReview:
    """Open one's own review file again, after the workspace was lost.

    Raises:
        ExchangeError: It is none, or somebody else's.
        NotCanonicalError: What was signed is not spelled canonically.
        ContentError: What was signed is no review file.
    """
    decrypted = decrypt(look_at(path, Kind.REVIEW), identity)
    own = frozenset(identity.card.known_as)
    verified = verify(decrypted, identity, Trust(known=own))
    contents = review_from(verified.payload)
    if verified.header.about != _about(contents, verified.header.about.made):
        raise SignatureError(file=path.name)
    return OpenedReview(header=verified.header, contents=contents)


def _answers(header: Header, issued: Issued, name: str) -> None:
    about, sender = header.about, header.sender
    if about.round != issued.round:
        raise OtherRoundError(file=name, round=about.round or "–")
    if about.criteria != issued.criteria:
        found = about.criteria
        raise OtherCriteriaError(
            file=name, call=found.call if found else "–", version=found.version if found else 0
        )
    package = None if about.package is None else issued.packages.get(about.package)
    if package is None:
        raise UnknownPackageError(file=name, package=about.package or "–")
    if package.reviewer in sender.known_as:
        if set(sender.known_as) & issued.revoked:
            # Verification lets no revoked keys sign; here they vouch for others, and may not.
            _refuse(RevokedSignerError, header, name)
        return
    everybody = {each.reviewer for each in issued.packages.values()}
    _refuse(WrongSignerError if everybody & set(sender.known_as) else UnknownSignerError, header, name)


def _assigned_to(sender: Card, issued: Issued) -> set[str]:
    """Give what any package brought to a person: a file answers the latest, and tells of all."""
    known = set(sender.known_as)
    return {
        application
        for package in issued.packages.values()
        if package.reviewer in known
        for application in package.applications
    }


def _refuse(error: type[SignerError], header: Header, name: str) -> NoReturn:
    sender = header.sender
    raise error(file=name, name=sender.name, fingerprint=spoken(sender.fingerprint))


def _about(contents: ReviewFileContents, made: datetime) -> About:
    return About(
        made=made,
        round=contents.round,
        criteria=contents.criteria,
        package=contents.package,
        # The content that the latest revision was scored against.
        applications={each.review.application: each.content for each in contents.revisions},
        revision=contents.revision,
        previous=contents.previous,
        log_head=contents.log_head,
    )


def _spoken_of(contents: ReviewFileContents) -> list[str]:
    found = {each.review.application for each in contents.revisions}
    found.update(each.application for each in contents.declarations)
    found.update(each.application for each in contents.declined)
    return sorted(found)
