import pytest

from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from evaluator.services.errors import ReasonMissingError


def test_a_number_chooses_the_form():
    catalogue = Catalogue(Language.FI)

    assert catalogue.say("cli.draft.paper", count=1, path="a.pdf") == "a.pdf (1 sivu)"
    assert catalogue.say("cli.draft.paper", count=2, path="a.pdf") == "a.pdf (2 sivua)"


def test_an_error_becomes_a_sentence_with_its_facts():
    said = Catalogue(Language.SV).error(ReasonMissingError(id="2020-017"))

    assert said.startswith("Avgörandet om ansökan 2020-017 saknar motivering.")


def test_an_unknown_sentence_is_a_bug():
    with pytest.raises(KeyError):
        Catalogue(Language.FI).say("cli.no-such-sentence")


def test_it_tells_whether_a_sentence_exists():
    catalogue = Catalogue(Language.EN)

    assert catalogue.has("cli.draft.paper")
    assert not catalogue.has("cli.draft")
    assert not catalogue.has("nothing.at.all")
