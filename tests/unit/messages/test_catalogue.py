import pytest

from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource
from evaluator.services.errors import PhaseNotReadyError, ReasonMissingError


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.FI, "1\u00a0234,50\u00a0€ 85\u00a0% 5.10.2020\u00a0klo\u00a016.15.01"),
        (Language.SV, "1\u00a0234,50\u00a0€ 85\u00a0% 5.10.2020\u00a0kl.\u00a016.15.01"),
        (Language.EN, "€1,234.50 85% 2020-10-05\u00a0at\u00a016:15:01"),
    ],
)
def test_a_placeholder_may_say_how_its_fact_is_written(language, said):
    facts = {"asked": 123_450, "rate": "17/20", "costs": 0, "most": 0}
    written = Catalogue(language).say("findings.rate-above-maximum.text", **facts)
    late = Catalogue(language).say(
        "findings.late.text", received="2020-10-05T13:15:01+00:00", closed="2020-10-05T13:15:00+00:00"
    )
    amount, rate, moment = said.replace("€1,234.50", "1,234.50\u00a0€").split(" ")

    assert amount in written
    assert rate in written
    assert moment in late


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, ("kelpoisuus", "arviointi")),
        (Language.SV, ("stödberättigande", "bedömning")),
        (Language.EN, ("eligibility", "review")),
    ],
)
def test_a_phase_is_named_in_the_language_of_the_sentence(language, words):
    said = Catalogue(language).error(PhaseNotReadyError(phase="eligibility", next="review", open=3))

    assert all(word in said for word in words)


@pytest.mark.parametrize("language", list(Language))
def test_no_sentence_shows_a_phase_as_it_is_stored(language):
    text = resource("messages", language.value, "errors.toml").read_text(encoding="utf-8")

    assert "{phase}" not in text
    assert "{next}" not in text


def test_a_share_that_is_no_full_percent_keeps_its_decimals():
    facts = {"asked": 0, "rate": "1/3", "costs": 0, "most": 0}

    assert "33,33\u00a0%" in Catalogue(Language.FI).say("findings.rate-above-maximum.text", **facts)
