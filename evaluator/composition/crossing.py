"""Deeds between machines."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.composition.foundation import Foundation
from evaluator.exchange.card_files import CardFiles, read_card
from evaluator.exchange.packages import read_package, write_package
from evaluator.exchange.review_files import read_review, restore_review, write_review
from evaluator.exchange.round_files import read_round, write_round
from evaluator.intake.scores import read_pairs, read_scores
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import Identity, IdentityMaker
from evaluator.keys.identity_files import IdentityFiles, StoredIdentity
from evaluator.keys.identity_secret import IdentitySecret
from evaluator.services.identities import Identities
from evaluator.services.packages import MakePackages
from evaluator.services.reviewing_deeds import ReviewingDeeds, ReviewingPorts
from evaluator.services.round_files import ExportRound, ImportRound, TakeBackRound
from evaluator.storage.workspace import SqlWorkspaces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evaluator.domain.people import Card


class Crossing(Foundation):
    """Deeds between machines: identities, packages, reviews, merging, and the round as a baton."""

    def identity_secret(
        self, *, passphrase: str | None, ask: Callable[[], str] | None = None
    ) -> IdentitySecret:
        """Give the source of an identity's key."""
        return IdentitySecret(passphrase, ask)

    @cached_property
    def contacts(self) -> Contacts:
        """Whom this machine has met."""
        return Contacts(self.data_dir)

    @cached_property
    def identities(self) -> Identities[Identity, StoredIdentity, IdentitySecret]:
        """Makes, shows, renews and revokes identities."""
        store = IdentityFiles(self.data_dir / "identities")
        return Identities(store, self.contacts, IdentityMaker(), CardFiles(), self.clock)

    def read_card(self, path: Path) -> Card:
        """Read somebody's identity card; compare the fingerprint with its owner."""
        return read_card(path)

    @cached_property
    def make_packages(self) -> MakePackages:
        """Makes the reviewers' packages."""
        return MakePackages(write_package, self.contacts, self.clock)

    @cached_property
    def export_round(self) -> ExportRound:
        """Gives the round to somebody else."""
        return ExportRound(write_round, self.contacts, self.contacts.revoked_cards, self.clock)

    @cached_property
    def import_round(self) -> ImportRound:
        """Takes in a round that was given, or that comes back."""
        return ImportRound(SqlWorkspaces(), read_round, self.contacts, self.clock)

    @cached_property
    def take_back_round(self) -> TakeBackRound:
        """Takes back a round that was given away."""
        return TakeBackRound(self.clock)

    @cached_property
    def reviewing(self) -> ReviewingDeeds:
        """Assigns, reviews and merges."""
        ports = ReviewingPorts(
            workspaces=self.workspaces,
            contacts=self.contacts,
            read_card=read_card,
            read_package=read_package,
            read_review=read_review,
            write_review=write_review,
            restore_review=restore_review,
            read_scores=read_scores,
            read_pairs=read_pairs,
            understand=self.understand,
        )
        return ReviewingDeeds(ports, self.clock)
