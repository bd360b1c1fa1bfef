"""A passphrase gives the same key wherever the file is, and a different one for each file."""

from __future__ import annotations

import pytest

from evaluator.domain.language import Language
from evaluator.keys import errors
from evaluator.keys.secrets import PassphraseSecret, RawSecret
from evaluator.messages.catalogue import Catalogue

SALT = bytes(range(16))


def test_a_passphrase_gives_the_key_that_argon2id_gives() -> None:
    key = PassphraseSecret("Esimerkki 1").key_of(b"evaluator--salt!")

    # printf 'Esimerkki 1' | argon2 'evaluator--salt!' -id -t 3 -m 16 -p 4 -l 32 -r
    assert key.hex() == "d35227cc4fb2d460b0d322a4dbfd80dec42c80f55b620b05acc4b2a530988be9"


def test_each_file_gets_another_key_from_the_same_passphrase() -> None:
    secret = PassphraseSecret("Esimerkki 1")

    assert secret.key_for_new(SALT) == secret.key_of(SALT)
    assert secret.key_of(bytes(16)) != secret.key_of(SALT)


def test_a_letter_typed_as_two_code_points_is_the_same_letter() -> None:
    assert PassphraseSecret("yo\u0308").key_of(SALT) == PassphraseSecret("yö").key_of(SALT)


def test_letters_that_only_look_alike_are_different() -> None:
    assert PassphraseSecret("ﬁ").key_of(SALT) != PassphraseSecret("fi").key_of(SALT)


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(errors.EmptyPassphraseError):
        PassphraseSecret("")


def test_bytes_of_the_environment_that_are_no_text_still_give_a_key() -> None:
    assert len(PassphraseSecret("a\udcff").key_of(SALT)) == 32


def test_the_key_itself_serves_for_any_file() -> None:
    secret = RawSecret(bytes(32))

    assert secret.key_for_new(SALT) == secret.key_of(bytes(16)) == bytes(32)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        RawSecret(bytes(length))


def test_no_secret_shows_itself_when_printed() -> None:
    assert "Esimerkki" not in repr(vars(PassphraseSecret)) + repr(PassphraseSecret("Esimerkki"))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "error",
    [
        errors.EmptyPassphraseError,
        errors.NoKeyringError,
        errors.KeyringLockedError,
        errors.KeyringSilentError,
        errors.KeyringFailedError,
        errors.KeyMissingError,
    ],
)
def test_every_error_has_a_sentence_in_every_language(error, language) -> None:
    assert Catalogue(language).error(error(**dict.fromkeys(error.fact_names, 3)))
