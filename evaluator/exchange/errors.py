"""Why a file from elsewhere is refused; each says what is the matter and what helps."""

from __future__ import annotations

from typing import ClassVar

from evaluator.errors import InputError, RefusedError, StorageError


class ExchangeError(InputError):
    """A file from elsewhere cannot be used.

    Facts:
        file: Its name without folders.
    """

    fact_names: ClassVar[tuple[str, ...]] = ("file",)


class NotFoundError(ExchangeError):
    """There is no such file."""

    code = "input.exchange.not-found"


class UnreadableError(ExchangeError):
    """The system does not let the file be read, or it is a folder."""

    code = "input.exchange.unreadable"


class NotOursError(ExchangeError):
    """It is no file of this kind at all, whatever its name says."""

    code = "input.exchange.not-ours"


class RenamedBundleError(ExchangeError):
    """It is a ZIP, such as an application bundle, under another name."""

    code = "input.exchange.renamed-bundle"


class WrongKindError(ExchangeError):
    """It is one of our files, but another one of the four is wanted here.

    Facts:
        found: The ending of what it is (".evpack").
        wanted: The ending of what is wanted.
    """

    code = "input.exchange.wrong-kind"
    fact_names = ("file", "found", "wanted")


class CutOffError(ExchangeError):
    """The file is shorter than it says itself."""

    code = "input.exchange.cut-off"


class DamagedError(ExchangeError):
    """The bytes are not those that were sealed."""

    code = "input.exchange.damaged"


class NewerError(ExchangeError):
    """A later version of the program made the file.

    Facts:
        version: The version of its format.
    """

    code = "input.exchange.newer"
    fact_names = ("file", "version")


class NoKeyError(ExchangeError):
    """The file was sealed to others: no key of this identity opens it.

    Facts:
        name: The identity that tried.
    """

    code = "input.exchange.no-key"
    fact_names = ("file", "name")


class NotReceiverError(ExchangeError):
    """The sender did not name this identity; somebody else sealed the content on."""

    code = "input.exchange.not-receiver"
    fact_names = ("file", "name")


class SignatureError(ExchangeError):
    """The signature does not belong to the content."""

    code = "input.exchange.signature"


class SignerError(ExchangeError):
    """The signature is good, but who made it may not.

    Facts:
        name: The signer, as the card says.
        fingerprint: The signer's fingerprint, as it is read aloud.
    """

    fact_names = ("file", "name", "fingerprint")


class UnknownSignerError(SignerError):
    """Nobody here knows the signer."""

    code = "input.exchange.unknown-signer"


class RevokedSignerError(SignerError):
    """The signer's card was revoked."""

    code = "input.exchange.revoked-signer"


class WrongSignerError(SignerError):
    """The signer is known, but this file is another person's to sign."""

    code = "input.exchange.wrong-signer"


class OtherRoundError(ExchangeError):
    """The file belongs to another round.

    Facts:
        round: The round it belongs to.
    """

    code = "input.exchange.other-round"
    fact_names = ("file", "round")


class OtherCriteriaError(ExchangeError):
    """The file was made for another call, or another version of its criteria.

    Facts:
        call: The call it was made for.
        version: The version of that call.
    """

    code = "input.exchange.other-criteria"
    fact_names = ("file", "call", "version")


class UnknownPackageError(ExchangeError):
    """The round never issued the package that the file answers.

    Facts:
        package: The package's id.
    """

    code = "input.exchange.unknown-package"
    fact_names = ("file", "package")


class UnassignedApplicationError(ExchangeError):
    """The file speaks of an application that was not in its package.

    Facts:
        application: Its id.
    """

    code = "input.exchange.unassigned"
    fact_names = ("file", "application")


class TooLargeError(ExchangeError):
    """A part of the file that must fit into memory is larger than any such part can be."""

    code = "input.exchange.too-large"


class TargetExistsError(RefusedError):
    """There is a file of that name already; it was not touched."""

    code = "refused.exchange.exists"
    fact_names = ("file",)


class TargetError(StorageError):
    """The file cannot be written where it should be."""

    code = "storage.exchange.target"
    fact_names = ("file",)
