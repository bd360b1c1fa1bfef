"""What the command line itself refuses."""

from __future__ import annotations

from evaluator.errors import InputError


class UsageError(InputError):
    """The words of the command are off."""

    code = "input.usage"
    fact_names = ("reason",)


class NoTerminalError(InputError):
    """A passphrase is needed and nobody can be asked."""

    code = "input.passphrase.no-terminal"


class PassphraseFileError(InputError):
    """The passphrase file cannot be read or is empty."""

    code = "input.passphrase.file"
    fact_names = ("file",)


class RecoveryKeyFileError(InputError):
    """The file with the recovery key cannot be read."""

    code = "input.recovery-key.file"
    fact_names = ("file",)


class NotDigestError(InputError):
    """A head of a log is no digest of 64 hexadecimal digits."""

    code = "input.option.digest"
    fact_names = ("option", "value")


class NewKeyMissingError(InputError):
    """The new key is to come from a passphrase, and none was given."""

    code = "input.passphrase.new-missing"


class NotANumberError(InputError):
    """An option wants a number or an amount."""

    code = "input.option.not-a-number"
    fact_names = ("option", "value")


class WholeNumberError(InputError):
    """An option wants a whole number that is neither too small nor too large."""

    code = "input.option.whole-number"
    fact_names = ("option", "value", "least", "most")


class ScaleOptionError(InputError):
    """``--scale`` does not give two ends, the lower first."""

    code = "input.option.scale"
    fact_names = ("value",)


class ColumnsOptionError(InputError):
    """``--columns`` does not name three different columns."""

    code = "input.option.columns"
    fact_names = ("value",)


class OptionAloneError(InputError):
    """An option means nothing without another."""

    code = "input.option.alone"
    fact_names = ("option", "wanted")


class EmptyOptionError(InputError):
    """An option was given an empty text."""

    code = "input.option.empty"
    fact_names = ("option",)


class OptionsApartError(InputError):
    """Two options do not go together."""

    code = "input.option.apart"
    fact_names = ("option", "other")
