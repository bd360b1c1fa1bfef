"""Own sentences for the papers: every fault with file and line, and nothing half taken."""

from __future__ import annotations

import pytest

from evaluator.domain.language import Language
from evaluator.intake.template_errors import (
    BracesError,
    MissingFieldError,
    NotTextError,
    PartsError,
    TemplateError,
    TemplateFolderError,
    TemplateSyntaxError,
    UnknownFieldError,
    UnknownSentenceError,
)
from evaluator.intake.templates import read_templates
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource


def faults(folder, text: str | bytes):
    (folder / "fi.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TemplateError) as caught:
        read_templates(folder)
    return caught.value.problems or (caught.value,)


def test_a_folder_without_files_has_no_own_sentences(tmp_path):
    assert read_templates(tmp_path / "nothing") == {}


def test_a_folder_that_was_named_must_hold_one(tmp_path):
    with pytest.raises(TemplateFolderError):
        read_templates(tmp_path, required=True)


def test_single_sentences_are_taken_for_one_language(tmp_path):
    (tmp_path / "sv.toml").write_text('[draft]\nname = "Beslutsutkast"\n', encoding="utf-8")

    assert read_templates(tmp_path) == {Language.SV: {"draft": {"name": "Beslutsutkast"}}}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_programs_own_file_is_a_good_file(tmp_path, language):
    content = resource("papers", f"{language}.toml").read_bytes()
    (tmp_path / f"{language}.toml").write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))

    assert list(read_templates(tmp_path)) == [Language(language)]


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        ("x = 'y'", UnknownSentenceError, {"line": 1, "sentence": "x"}),
        ("[draft]\n\nnope = 'y'", UnknownSentenceError, {"line": 3, "sentence": "draft.nope"}),
        ("[memo]\nsources = 1", UnknownSentenceError, {"line": 2, "sentence": "memo.sources"}),
        ("[draft]\nname = 1", NotTextError, {"line": 2}),
        ("[draft]\nname = ' '", NotTextError, {"line": 2}),
        ("[draft]\nname = ['a']", NotTextError, {"line": 2}),
        ("[draft]\ntotal = '{count} {sum}'", PartsError, {"line": 2, "parts": "one, other"}),
        ("[draft]\nasked = 'Haettiin.'", MissingFieldError, {"line": 2, "field": "{sum}"}),
        ("[draft]\nasked = '{sum} {x}'", UnknownFieldError, {"field": "{x}", "known": "{sum}"}),
        ("[draft]\nasked = '{sum'", BracesError, {"line": 2}),
        ("[draft]\nasked = '{sum} {}'", BracesError, {"line": 2}),
        ("[draft]\nasked = '{sum!r}'", BracesError, {"line": 2}),
        ("[draft]\nasked = '{sum:>900000000}'", BracesError, {"line": 2}),
        ("[draft]\nasked = '{sum.fact}'", BracesError, {"line": 2}),
        ("[draft]\nasked = 'a", TemplateSyntaxError, {}),
        (b"\xff\xfe", TemplateError, {}),
        (b"#" * (1 << 21), TemplateError, {}),
    ],
)
def test_each_fault_is_named_with_its_line(tmp_path, text, kind, facts):
    found = faults(tmp_path, text)

    assert type(found[0]) is kind
    assert found[0].facts["file"] == "fi.toml"
    assert {name: found[0].facts[name] for name in facts} == facts
    for language in Language:
        assert "{" not in Catalogue(language).error(found[0]).replace("{sum}", "").replace("{x}", "")


def test_all_faults_of_a_file_are_told_at_once(tmp_path):
    found = faults(tmp_path, "a = 'b'\n[draft]\nasked = 'x'\nname = 2\n")

    assert [each.cell for each in found] == ["fi.toml:1", "fi.toml:3", "fi.toml:4"]
