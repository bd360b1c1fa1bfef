"""Whatever a bundle is made of: no crash, no hang, no file elsewhere, no memory beyond the limits."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evaluator.domain.bundles import Gravity
from evaluator.domain.language import Language
from evaluator.intake.bundles.container import check_container
from evaluator.intake.bundles.findings import Findings
from evaluator.intake.bundles.forms import read_form
from evaluator.intake.bundles.manifests import Files, ManifestReader, names_in
from evaluator.intake.bundles.reading import check_bundle
from evaluator.intake.bundles.tag_files import Version, read_declaration, read_fetch, read_metadata
from evaluator.messages.catalogue import Catalogue
from tests.unit.intake.bundles.bags import Raw, a_form, raw_zip
from tests.unit.intake.bundles.mutations import mutated, seeds

SEEDS = seeds()
MOST_MEMORY = 24 * 1024**2


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def sane(folder: Path, content: bytes) -> None:
    """Check both ways and hold the reader to its promises."""
    path = folder / "x.zip"
    path.write_bytes(content)
    tracemalloc.start()
    found = check_bundle(path) + check_container(path).all
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_MEMORY
    assert [each.name for each in folder.iterdir()] == ["x.zip"]
    catalogue = Catalogue(Language.EN)
    for each in found:
        assert each.path.isprintable()
        assert catalogue.say(
            f"bundles.finding.{each.code}", **{**each.facts, "path": each.path}
        ).isprintable()
    path.write_bytes(b"")


@given(st.sampled_from(SEEDS), st.integers(0, 2**64))
@settings(max_examples=400)
def test_a_damaged_bundle_is_a_finding_and_never_a_crash(folder, seed, number):
    sane(folder, mutated(seed, random.Random(number)))


@given(st.binary(max_size=600))
@settings(max_examples=200)
def test_any_bytes_are_a_finding_and_never_a_crash(folder, content):
    sane(folder, b"PK\3\4" + content)


names = st.one_of(
    st.text(max_size=40),
    st.binary(max_size=20),
    st.sampled_from(
        ["p/bagit.txt", "p/data/../x", "p/data/a", "p/", "/", "..", "p/manifest-sha512.txt", "p/bagit.txt/x"]
    ),
)
entries = st.builds(
    Raw,
    name=names.map(lambda each: each if isinstance(each, bytes) else each.encode("utf-8", "surrogatepass")),
    content=st.binary(max_size=80),
    method=st.sampled_from([0, 8, 8, 12, 99]),
    flags=st.sampled_from([0, 0x800, 0x801, 0x808, 0x2800]),
    mode=st.sampled_from([0, 0o100644, 0o120777, 0o040755, 0o010644]),
    size=st.none() | st.integers(0, 2**32 - 1),
    crc=st.none() | st.integers(0, 2**32 - 1),
    packed=st.none() | st.binary(max_size=60),
    offset=st.none() | st.integers(0, 2**32 - 1),
    extra=st.binary(max_size=30),
)


@given(st.lists(entries, max_size=6), st.binary(max_size=30), st.none() | st.integers(0, 65535))
@settings(max_examples=300)
def test_a_zip_of_any_entries_is_a_finding_and_never_a_crash(folder, listed, tail, count):
    sane(folder, raw_zip(listed, tail=tail, count=count))


texts = st.text(st.characters(codec="utf-8"), max_size=300) | st.text(
    "ab/.\\~%0AD25 \t\r\n*:#-", max_size=300
)


@given(texts, st.sampled_from(Version))
@example("00 data/%0a", Version.V1_0)
def test_any_tag_file_is_read_without_a_crash(text, version):
    findings = Findings(strict=False)
    (name,) = names_in(["manifest-shake128.txt"], findings)

    ManifestReader(Files(["data/a"]), version, findings).read(name, text)
    read_metadata(text, version, findings)
    list(read_fetch(text, findings))
    read_declaration(text.encode(), findings)

    assert all(each.path.isprintable() for each in findings.all)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(sorted(a_form())), json_values, max_size=5))
def test_any_values_in_a_form_are_findings_or_a_form(changes):
    import json

    findings = Findings(strict=True)
    text = json.dumps({**a_form(), **changes}, ensure_ascii=True)

    received = read_form(text.encode(), "x", findings)

    assert (received is None) == any(each.severity is Gravity.ERROR for each in findings.all)


@given(st.binary(max_size=200) | st.text('{}[]":,0123456789.eE+-\\u truefalsn', max_size=200).map(str.encode))
def test_any_bytes_as_a_form_are_findings(content):
    findings = Findings(strict=True)

    assert read_form(content, "x", findings) is None
    assert findings.fatal
