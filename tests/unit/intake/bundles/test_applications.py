"""The applications in a bundle: forms, files, and what a form may not say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.domain.bundles import Gravity
from evaluator.intake.bundles import limits
from evaluator.intake.bundles.reading import OpenedBundle, check_bundle, looks_like_bundle
from tests.unit.intake.bundles.bags import PDF, a_bag, a_form, an_application, as_folder, as_zip

FORM = "data/2020-101/application.json"


def check(tmp_path: Path, payload: dict[str, bytes], **more) -> dict[str, Gravity]:
    found = check_bundle(as_zip(tmp_path, a_bag(payload, **more)))
    return {each.code: each.severity for each in found}


def errors(tmp_path: Path, payload: dict[str, bytes], **more) -> set[str]:
    return {code for code, weight in check(tmp_path, payload, **more).items() if weight is Gravity.ERROR}


def with_text(text: str | bytes) -> dict[str, bytes]:
    return an_application() | {FORM: text.encode() if isinstance(text, str) else text}


def form_text(**changes) -> str:
    return json.dumps(a_form(**changes), ensure_ascii=False)


def test_a_right_bundle_has_no_findings_as_zip_and_as_folder(tmp_path):
    files = a_bag({**an_application(), **an_application("2020-102")}, tag_manifest=True)

    assert check_bundle(as_zip(tmp_path, files)) == ()
    assert check_bundle(as_folder(tmp_path, files)) == ()


def test_forms_are_given_by_id_and_files_stream_with_their_names(tmp_path):
    from evaluator.domain.bundles import FileEnd, FileStart

    payload = {**an_application("2020-102", files={"a.txt": b"aa"}), **an_application("2020-101")}
    with OpenedBundle(as_zip(tmp_path, a_bag(payload))) as bundle:
        events = list(bundle.stream())

        assert [each.form.id for each in bundle.forms] == ["2020-101", "2020-102"]
        assert not bundle.refused
    starts = [each for each in events if isinstance(each, FileStart)]
    assert [(each.application, each.path, each.size) for each in starts] == [
        ("2020-101", "attachments/plan.pdf", len(PDF)),
        ("2020-102", "attachments/a.txt", 2),
    ]
    assert all(each.claimed is not None for each in starts)
    assert b"".join(each for each in events if isinstance(each, bytes)) == PDF + b"aa"
    assert [each.sha512 for each in events if isinstance(each, FileEnd)] == [s.claimed for s in starts]


@pytest.mark.parametrize("algorithms", [("sha512",), ("sha256",), ("sha512", "md5"), ("sha256", "sha3_256")])
def test_sha_256_or_sha_512_must_be_among_the_manifests(algorithms, tmp_path):
    files = a_bag(an_application(), algorithms=algorithms)
    files = {path.replace("sha3_256", "sha3256"): content for path, content in files.items()}

    assert all(each.severity is not Gravity.ERROR for each in check_bundle(as_zip(tmp_path, files)))


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha384"])
def test_a_weak_or_rare_manifest_alone_is_not_enough(algorithm, tmp_path):
    assert errors(tmp_path, an_application(), algorithms=(algorithm,)) == {"manifest-weak"}


STRAY = {
    "file beside the applications": ({**an_application(), "data/lue.txt": b"x"}, "file-unexpected"),
    "file beside the form": ({**an_application(), "data/2020-101/x.txt": b"x"}, "file-unexpected"),
    "folder name that is no id": (
        {f"data/Hakemus 1{path[13:]}": content for path, content in an_application().items()},
        "folder-name",
    ),
    "no form": ({"data/2020-101/attachments/plan.pdf": PDF}, "form-missing"),
    "another id than the folder": (with_text(form_text(id="2020-999")), "form-id"),
    "attachment not there": ({FORM: form_text().encode()}, "attachment-missing"),
    "attachment not declared": (
        {**an_application(), "data/2020-101/attachments/x.txt": b"x"},
        "attachment-undeclared",
    ),
    "attachment declared elsewhere": (
        with_text(
            form_text(attachments=[{"path": "../2020-102/application.json", "kind": "other", "title": "x"}])
        ),
        "attachment-path",
    ),
    "attachment declared as the form": (
        with_text(form_text(attachments=[{"path": "application.json", "kind": "other", "title": "x"}])),
        "attachment-path",
    ),
}


@pytest.mark.parametrize("kind", STRAY)
def test_what_does_not_belong_or_lacks_is_an_error(kind, tmp_path):
    payload, code = STRAY[kind]

    assert code in errors(tmp_path, payload)


def test_a_bag_without_any_file_has_no_application(tmp_path):
    path = as_folder(tmp_path, a_bag({}))
    (path / "data").mkdir()

    assert {each.code for each in check_bundle(path)} == {"no-application"}


TEXTS = {
    "latin-1": (form_text(title="Säkylä").encode("latin-1"), "form-encoding"),
    "utf-16": (form_text().encode("utf-16"), "form-encoding"),
    "byte-order mark": (b"\xef\xbb\xbf" + form_text().encode(), "form-encoding"),
    "overlong utf-8": (form_text(title="xx").encode().replace(b"xx", b"\xc0\xaf"), "form-encoding"),
    "binary": (bytes(range(256)), "form-encoding"),
    "empty": (b"", "form-syntax"),
    "cut off": (form_text()[:-20], "form-syntax"),
    "two values": (form_text() + "{}", "form-syntax"),
    "comment": ("// x\n" + form_text(), "form-syntax"),
    "single quotes": (form_text().replace('"', "'"), "form-syntax"),
    "deep lists": ("[" * 100_000 + "]" * 100_000, "form-too-deep"),
    "deep objects": ('{"a":' * 100_000 + "1" + "}" * 100_000, "form-too-deep"),
    "deep and never closed": ("[" * 3_000_000, "form-too-deep"),
    "repeated key": (form_text().replace('"format": 1', '"format": 1, "format": 1'), "form-repeated-key"),
    "repeated key, escaped": (form_text().replace('"id"', '"\\u0069d": "x", "id"', 1), "form-repeated-key"),
    "endless integer": (form_text().replace("6800000", "9" * 100_000), "form-number"),
    "not a number": (form_text().replace("6800000", "NaN"), "form-number"),
    "infinity": (form_text().replace("6800000", "-Infinity"), "form-number"),
    "the first moment of the calendar": (
        form_text(submitted="0001-01-01T00:00:00+14:00"),
        "form-field-value",
    ),
    "the last moment of the calendar": (form_text(submitted="9999-12-31T23:59:59-14:00"), "form-field-value"),
    "seconds since 1970": (form_text(submitted="1601546400"), "form-field-value"),
    "a time of no zone": (form_text(submitted="2020-10-01T12:00:00"), "form-field-value"),
    "a day in seconds": (
        form_text(partners=[{"name": "Akaan kaupunki", "decided_on": "1601510400"}]),
        "form-field-value",
    ),
    "half a character": (form_text(title="x").replace('"x"', '"\\ud800"'), "form-characters"),
    "zero character": (form_text(title="x\x00y"), "form-characters"),
    "escape sequence": (form_text(title="x\x1b[31my"), "form-characters"),
    "control character in a key": (form_text(**{"a\x07": 1}), "form-characters"),
    "a list": ("[]", "form-field-value"),
    "a text": ('"hei"', "form-field-value"),
    "null": ("null", "form-field-value"),
    "unknown field": (form_text(salainen=1), "form-field-unknown"),
    "missing field": (json.dumps({k: v for k, v in a_form().items() if k != "title"}), "form-field-missing"),
    "newer form": (form_text(format=2), "form-newer"),
    "format as text": (form_text(format="1"), "form-field-value"),
    "negative amount": (
        form_text(financing={"requested_cents": -1, "own_cents": 0}),
        "form-field-value",
    ),
    "amount as a decimal": (form_text().replace("6800000", "68000.00"), "form-field-value"),
    "amount as a huge decimal": (form_text().replace("6800000", "1e400"), "form-field-value"),
    "amount as text": (form_text().replace("6800000", '"68000"'), "form-field-value"),
    "amount as a truth value": (form_text().replace("6800000", "true"), "form-field-value"),
    "absurd amount": (form_text().replace("6800000", "999999999999999"), "form-field-value"),
    "time as a number": (form_text(submitted=1601542800), "form-field-value"),
    "time without a zone": (form_text(submitted="2020-10-01T12:00:00"), "form-field-value"),
    "time beyond the calendar": (form_text(submitted="10000-01-01T00:00:00Z"), "form-field-value"),
    "english": (form_text(language="en"), "form-field-value"),
    "empty title": (form_text(title="  "), "form-field-value"),
    "name without a letter": (form_text(lead={"name": "---"}), "form-field-value"),
    "title too long": (form_text(title="x" * 601), "form-field-value"),
    "id with a slash": (form_text(id="a/b"), "form-field-value"),
    "too many partners": (form_text(partners=[{"name": f"K{n}"} for n in range(501)]), "form-field-value"),
    "question answered twice": (
        form_text(answers=[{"question": "a", "text": "1"}, {"question": "a", "text": "2"}]),
        "form-repeated",
    ),
    "line id twice": (form_text(costs=[a_form()["costs"][0]] * 2), "form-repeated"),
    "attachment declared twice": (form_text(attachments=[a_form()["attachments"][0]] * 2), "form-repeated"),
    "attachment of a partner that is not": (
        form_text(attachments=[{**a_form()["attachments"][0], "partner": 2}]),
        "form-partner",
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_form_that_cannot_be_used_says_why(kind, tmp_path):
    text, code = TEXTS[kind]

    assert code in errors(tmp_path, with_text(text))


def test_a_form_too_large_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FORM", 500)

    assert errors(tmp_path, an_application()) == {"form-too-large"}


def test_too_many_applications_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_APPLICATIONS", 1)

    assert "too-many-applications" in errors(tmp_path, {**an_application("a1"), **an_application("a2")})


def test_the_place_of_a_wrong_value_is_counted_as_people_count(tmp_path):
    found = check_bundle(
        as_zip(tmp_path, a_bag(with_text(form_text(partners=[{"name": "A"}, {"name": ""}]))))
    )

    assert [each.facts["field"] for each in found if each.code == "form-field-value"] == ["partners[2].name"]


DOCX = b"PK\x03\x04" + b"x" * 100 + b"PK\x05\x06" + b"\0" * 18
LOOKS = {
    "a.pdf": (PDF, None),
    "junk-before.pdf": (b"\n" * 500 + PDF, None),
    "b.pdf": (b"<html>", "attachment-content"),
    "cut.pdf": (PDF[:-10], "attachment-damaged"),
    "beyond.pdf": (PDF.replace(b"\n9\n", b"\n99999\n"), "attachment-damaged"),
    "absurd.pdf": (PDF.replace(b"\n9\n", b"\n" + b"9" * 5000 + b"\n"), "attachment-damaged"),
    "c.docx": (DOCX, None),
    "d.docx": (PDF, "attachment-content"),
    "e.xlsx": (DOCX[:50], "attachment-damaged"),
    "f.png": (b"\x89PNG\r\n\x1a\n", None),
    "g.jpg": (b"GIF89a", "attachment-content"),
    "h.txt": (b"hei", None),
    "i.txt": (b"hei\x00", "attachment-content"),
    "j.bin": (b"\x01", "attachment-content"),
    "paateton": (b"x", "attachment-content"),
    "k.pdf": (b"", "attachment-empty"),
    "l.exe": (b"MZ", "attachment-program"),
    "m.pdf": (b"MZ\x90", "attachment-program"),
    "n.txt": (b"#!/bin/sh", "attachment-program"),
    "o.docm": (DOCX, "attachment-program"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_an_odd_attachment_is_pointed_at_and_does_not_make_the_bundle_invalid(name, tmp_path):
    content, code = LOOKS[name]

    found = check(tmp_path, an_application(files={name: content}))

    assert set(found) == ({code} if code else set())
    assert Gravity.ERROR not in found.values()


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ({"name": "Alavuden kaupunki", "code": "010"}, None),
        ({"name": "Alavuden kaupunki"}, None),
        ({"name": "Alavuden kaupunki", "code": "020"}, "code-disagrees"),
        ({"name": "Alavuden kaupunki", "code": "999"}, "code-unknown"),
        ({"name": "Pohjanmaan kuntayhtymä", "code": "010"}, None),
    ],
)
def test_codes_are_held_against_the_register(lead, code, tmp_path):
    found = check(tmp_path, an_application(lead=lead))

    assert found == ({code: Gravity.WARNING} if code else {})


def test_a_folder_or_a_zip_is_a_bundle_and_a_workbook_is_not(tmp_path):
    path = as_zip(tmp_path, a_bag())

    assert looks_like_bundle(path)
    assert looks_like_bundle(path.rename(tmp_path / "ilman"))
    assert looks_like_bundle(tmp_path)
    assert looks_like_bundle(tmp_path / "ei-ole.ZIP")
    assert not looks_like_bundle((tmp_path / "ilman").rename(tmp_path / "kirja.xlsx"))
    assert not looks_like_bundle(tmp_path / "ei-ole.csv")
