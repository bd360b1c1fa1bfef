"""Help and complaints are in the person's language; nothing of argparse's English shows."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO

import pytest

from evaluator.cli.main import main
from tests.cli.in_process import command

ENGLISH = (
    "usage:",
    "positional arguments",
    "options:",
    "show this help",
    "show program",
    "choose from",
    "argument",
)


def help_of(*words: str) -> str:
    out = StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    return out.getvalue()


@pytest.mark.parametrize("words", [[], ["round"], ["round", "new"], ["import"]], ids=" ".join)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_help_is_in_the_language_asked_for(words, language):
    said = help_of("--language", language, *words)

    assert said.startswith({"fi": "käyttö: evaluator", "sv": "användning: evaluator"}[language])
    assert [each for each in ENGLISH if each in said] == []


COMPLAINTS = {
    (): "puuttuu COMMAND",
    ("rank",): "puuttuu",
    ("rank", "a", "--oops"): "tuntematon sana tai valitsin --oops",
    ("nonsense",): "COMMAND ei voi olla nonsense; valitse",
    ("--language", "xx", "demo"): "--language ei voi olla xx; valitse fi, sv, en",
    ("rank", "a", "--identity"): "--identity vaatii yhden arvon",
    ("bench", "--scale", "much"): "--scale ei voi olla much",
    ("demo", "--json=1"): "--json ei ota arvoa 1",
}


@pytest.mark.parametrize(("words", "reason"), COMPLAINTS.items(), ids=" ".join)
def test_a_complaint_is_a_sentence_of_ours(words, reason):
    ran = command(*words)

    assert (ran.code, ran.error["code"]) == (2, "input.usage")
    assert reason in ran.error["message"]
    assert [each for each in ENGLISH if each in ran.error["message"]] == []
