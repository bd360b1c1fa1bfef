from evaluator.domain.search import Finder, folded, searchable
from tests.builders import an_application


def test_accents_and_case_do_not_matter():
    assert folded("JÄMSÄ") == folded("jamsa")


def test_every_word_must_occur_in_any_order():
    text = folded("Jämsä: Älykkäiden lomakkeiden käyttöönotto")

    assert Finder("lomakkeiden jamsa").matches_text(text)
    assert not Finder("jamsa multia").matches_text(text)


def test_an_empty_search_finds_everything():
    assert Finder("  ").matches(an_application())


def test_a_number_finds_its_application():
    application = an_application(number=17)

    assert "17" in searchable(application).split("\n")
