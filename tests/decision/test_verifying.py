"""A paper is worked out from its data anew: every changed figure is found, in the data and in the print."""

from __future__ import annotations

import copy
import json
import zlib
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.decision.annex import annex
from evaluator.decision.content import (
    BulletList,
    Document,
    KeyValues,
    NumberedList,
    Paragraph,
    Row,
    Table,
    text_of,
)
from evaluator.decision.draft import draft
from evaluator.decision.embedding import rendered_with_data
from evaluator.decision.memo import memo
from evaluator.decision.paper_file_errors import (
    DamagedPaperError,
    DataFormError,
    DataTooLargeError,
    EncryptedPaperError,
    NoDataError,
    NotPdfError,
    PaperTooLargeError,
    PaperUnreadableError,
    UnknownDataError,
)
from evaluator.decision.pdf import reader
from evaluator.decision.pdf.reader import read_paper
from evaluator.decision.recomputing import worked_out
from evaluator.decision.verifying import PaperVerdict, _end_of, data_from, verify, verify_file
from evaluator.domain.call import AllocationRule, TieRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.domain.paper_data import FILE_NAME
from evaluator.domain.variants import Variant
from evaluator.errors import InputError
from evaluator.scoring.outcome import work_out
from evaluator.services.ports import PaperOrder
from tests import builders as make
from tests.decision.editions import EDITIONS, papers
from tests.decision.hostile import hostile_outcome
from tests.decision.rounds import ROWS, a_scribe, a_writer, an_application, findings, small_contents

NAMES = {name: f"2020-{number:03d}" for number, name in enumerate("abcdefgh", 1)}


def checked(content: bytes) -> PaperVerdict:
    read = read_paper(content, "paperi.pdf")
    return verify(data_from(read.data, "paperi.pdf"), read.texts)


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_paper_follows_from_its_data(edition, language):
    found = {kind: checked(each.data) for kind, each in papers(edition, language).items()}

    assert {kind: each.differences for kind, each in found.items() if not each.follows} == {}
    assert {"print", "totals", "ranking", "order"} <= set(found["memo"].checked)
    assert ("scores" in found["memo"].checked) is (edition == "internal")
    assert ("allocation" in found["memo"].checked) is (edition in {"internal", "public"})
    assert ("ranking" in found["decision"].checked) is (edition == "internal")


def test_papers_with_hostile_texts_follow_too():
    for paper in a_writer().rendered(
        hostile_outcome(), language=Language.SV, order=PaperOrder.ALPHABETICAL, edition=EDITIONS["internal"]
    ):
        assert checked(paper.data).differences == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1003 (jaettu)", True),
        ("1 003", True),
        ("11003", False),
        ("1 0031", False),
        ("1003 000", False),
        ("1002", False),
    ],
)
def test_a_place_beyond_a_thousand_is_read_with_and_without_a_space(text, read):
    found = _end_of("application.2020-001.place", 1003, text, 0, Language.FI)

    assert (found is not None) is read


# Changed data


def _numbers(told: object, path: tuple = ()) -> list[tuple]:
    """Give the path of every figure of embedded data but the places of statements."""
    if isinstance(told, dict):
        return [found for key, each in told.items() if key != "at" for found in _numbers(each, (*path, key))]
    if isinstance(told, list):
        return [found for at, each in enumerate(told) for found in _numbers(each, (*path, at))]
    is_figure = isinstance(told, int) and not isinstance(told, bool)
    is_score = isinstance(told, str) and told.replace("/", "").isdigit() and path[-1] == "total"
    return [path] if is_figure or is_score else []


def _changed(told: dict, path: tuple) -> dict:
    changed = copy.deepcopy(told)
    owner = changed
    for step in path[:-1]:
        owner = owner[step]
    value = owner[path[-1]]
    owner[path[-1]] = value + 1 if isinstance(value, int) else str(Fraction(value) * Fraction(98, 99))
    return changed


UNHEEDED = {"reviewer", "unit_cents", "amount_cents", "bound_cents", "scale_lowest", "scale_highest"}
"""Figures that may change without any result doing so: another unit, a higher bound of no effect."""


@pytest.mark.parametrize("paper", ["memo", "decision", "annex"])
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_a_changed_figure_in_the_data_is_found(edition, paper):
    content = papers(edition)[paper].data
    read = read_paper(content, "x")
    told = json.loads(read.data)

    kept = [
        path
        for path in _numbers(told)
        if path[-1] not in UNHEEDED
        and verify(data_from(json.dumps(_changed(told, path)).encode(), "x"), read.texts).follows
    ]

    # The internal decision carries numbers and requests to be worked out from; it prints few of them.
    silent = {"number", "requested_cents"} if paper == "decision" else set()
    assert [path for path in kept if path[-1] not in silent] == []


@pytest.mark.parametrize("paper", ["memo", "decision"])
def test_a_log_s_digest_that_is_not_the_printed_one_is_found(paper):
    read = read_paper(papers("public")[paper].data, "x")
    told = json.loads(read.data)

    changed = verify(data_from(json.dumps({**told, "log_head": "0" * 64}).encode(), "x"), read.texts)
    unsaid = [each for each in told["statements"] if each["about"] != "log.head"]
    silent = verify(data_from(json.dumps({**told, "statements": unsaid}).encode(), "x"), read.texts)

    assert [each.what for each in changed.differences] == ["log.head"]
    assert [each.what for each in silent.differences] == ["log.head"]


@pytest.mark.parametrize("paper", ["memo", "decision"])
def test_a_grant_to_an_application_that_has_no_place_is_found(paper):
    read = read_paper(papers("internal")[paper].data, "x")
    told = json.loads(read.data)
    next(each for each in told["applications"] if each.get("granted_cents"))["eligible"] = False

    found = verify(data_from(json.dumps(told).encode(), "x"), read.texts)

    assert {"application.2020-001.granted", "order"} <= {each.what for each in found.differences}


def test_the_classes_of_a_summary_must_add_up_to_the_whole():
    read = read_paper(papers("internal")["summary"].data, "x")
    told = json.loads(read.data)
    key = next(key for key in told["figures"] if key.startswith("summary.sum.") and key.endswith(".count"))
    data = data_from(json.dumps(_changed(told, ("figures", key))).encode(), "x")
    wrong = [each for each in verify(data, read.texts).differences if each.where == "data"]

    assert "totals" in verify(data, read.texts).checked
    assert [(each.what, each.stated, each.follows) for each in wrong] == [
        ("applications.count", len(ROWS), len(ROWS) + 1)
    ]


def test_totals_are_said_to_be_checked_only_where_the_paper_lists_what_they_are_made_of():
    checks = {kind: checked(paper.data).checked for kind, paper in papers("internal").items()}

    assert {kind for kind, what in checks.items() if "totals" in what} == {
        "memo", "decision", "annex", "summary"
    }  # fmt: skip
    assert checks["minutes"] == ("print",)


# Changed print


def _slips(document: Document) -> list[Document]:
    """Give a paper once for each of its figures and names, printed wrongly there."""
    return [
        replace(document, blocks=(*document.blocks[:at], changed, *document.blocks[at + 1 :]))
        for at, block in enumerate(document.blocks)
        for changed in _block_slips(block)
    ]


def _block_slips(block):
    match block:
        case Paragraph(runs=runs):
            yield from (replace(block, runs=each) for each in _inline_slips(runs))
        case KeyValues(pairs=pairs):
            for at, (name, value) in enumerate(pairs):
                for each in _inline_slips(value):
                    yield replace(block, pairs=(*pairs[:at], (name, each), *pairs[at + 1 :]))
        case NumberedList(items=items):
            for at, item in enumerate(items):
                for each in _inline_slips(item[0]):
                    yield replace(block, items=(*items[:at], (each, *item[1:]), *items[at + 1 :]))
        case Table(rows=rows, footer=footer):
            for part, field in ((rows, "rows"), (footer, "footer")):
                for at, row in enumerate(part):
                    for each in _row_slips(row):
                        yield replace(block, **{field: (*part[:at], each, *part[at + 1 :])})
        case BulletList():
            return


def _row_slips(row):
    if not isinstance(row, Row):
        yield from (replace(row, runs=each) for each in _inline_slips(row.runs))
        return
    for at, cell in enumerate(row.cells):
        for each in _inline_slips(cell):
            yield replace(row, cells=(*row.cells[:at], each, *row.cells[at + 1 :]))


def _inline_slips(runs):
    for at, run in enumerate(runs):
        if run.fact is not None:
            yield (*runs[:at], replace(run, text=_slip(run.text)), *runs[at + 1 :])


def _slip(text: str) -> str:
    """Change the first digit of a figure, or the first letter of a name."""
    at = next((n for n, each in enumerate(text) if each.isdigit()), 0) if text[:1].isdigit() else 0
    other = str((int(text[at]) + 1) % 10) if text[at].isdigit() else "X"
    return text[:at] + other + text[at + 1 :]


@pytest.mark.parametrize("build", [memo, draft, annex])
def test_a_changed_print_is_found_wherever_it_stands(build):
    scribe = a_scribe()
    whole = build(scribe)
    slips = _slips(whole)

    assert len(slips) > 25
    for wrong in slips[:: max(1, len(slips) // 40)]:
        assert not checked(rendered_with_data(wrong, scribe).data).follows


@pytest.mark.parametrize("at", [0, 1])
def test_a_figure_that_a_sentence_prints_twice_is_looked_for_twice(at):
    own = {"draft": {"total": {"other": "Yhteensä {count} avustusta, {sum} eli {sum}."}}}
    scribe = replace(a_scribe(), templates={Language.FI: own})
    paper = draft(scribe)
    said = next(
        each
        for each in paper.blocks
        if isinstance(each, Paragraph) and text_of(each.runs).startswith("Yhteensä 4 avustusta")
    )
    sums = [place for place, run in enumerate(said.runs) if run.fact and run.fact.key == "granted.total"]
    changed = list(said.runs)
    changed[sums[at]] = replace(changed[sums[at]], text=_slip(changed[sums[at]].text))
    blocks = tuple(Paragraph(tuple(changed)) if each is said else each for each in paper.blocks)

    assert len(sums) == 2
    assert checked(rendered_with_data(paper, scribe).data).follows
    (found,) = checked(rendered_with_data(replace(paper, blocks=blocks), scribe).data).differences
    assert (found.what, found.where) == ("granted.total", "paper")


def test_two_grants_in_each_other_s_place_are_found():
    scribe = a_scribe()
    whole = draft(scribe)
    at, listed = next((n, each) for n, each in enumerate(whole.blocks) if isinstance(each, NumberedList))
    first, second, *rest = listed.items
    swapped = replace(listed, items=(second, first, *rest))
    wrong = replace(whole, blocks=(*whole.blocks[:at], swapped, *whole.blocks[at + 1 :]))

    found = checked(rendered_with_data(wrong, scribe).data)

    assert [each.what for each in found.differences] == ["order"]


def test_the_alphabet_is_checked_where_the_decision_lists_by_it():
    scribe = a_scribe(alphabetical=True)
    whole = draft(scribe)
    at, listed = next((n, each) for n, each in enumerate(whole.blocks) if isinstance(each, NumberedList))
    turned = replace(listed, items=listed.items[::-1])
    wrong = replace(whole, blocks=(*whole.blocks[:at], turned, *whole.blocks[at + 1 :]))

    assert checked(rendered_with_data(whole, scribe).data).follows
    assert not checked(rendered_with_data(wrong, scribe).data).follows


# Any round


@st.composite
def rounds(draw):
    """Draw a small round of any kind: rules, ties, recusals by absence, deviations, refusals."""
    count = draw(st.integers(1, 6))
    weights = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9)
    groups = tuple(
        make.a_group(
            f"g{at}",
            [
                make.a_criterion(f"g{at}c{n}", weight=draw(weights), may_be_not_applicable=True)
                for n in range(2)
            ],
            weight=draw(weights),
            threshold=draw(st.sampled_from([None, None, Fraction(30)])),
        )
        for at in range(2)
    )
    call = make.a_call(groups=groups, tie_rule=draw(st.sampled_from(TieRule)))
    applications = tuple(
        replace(an_application(at, *ROWS[at - 1]), requested=draw(st.integers(0, 40_000_00)))
        for at in range(1, count + 1)
    )
    answers = st.one_of(st.integers(0, 5), st.none())
    reviews = tuple(
        make.a_review({str(each.id): draw(answers) for each in call.criteria}, str(one.id), f"r{reviewer}")
        for one in applications
        for reviewer in range(1, draw(st.integers(1, 4)))
    )
    refused = [str(each.id) for each in applications if draw(st.integers(0, 5)) == 0]
    kinds = draw(
        st.lists(
            st.tuples(
                st.sampled_from(applications),
                st.sampled_from([None, *DeviationKind]),
                st.integers(1, 40_000_00),
            ),
            max_size=4,
        )
    )
    return small_contents(
        round=make.a_round(
            call=call,
            envelope=draw(st.integers(0, 60_000_00)),
            rule=draw(st.sampled_from(AllocationRule)),
            threshold=draw(st.sampled_from([None, Fraction(50)])),
        ),
        call=call,
        rows=(),
        applications=applications,
        reviews=reviews,
        eligibility=tuple(
            make.an_eligibility_decision(each, EligibilityOutcome.NO, reason="Ei kelpaa.") for each in refused
        ),
        deviations=tuple(
            make.a_deviation(
                str(of.id),
                kind,
                amount=amount if kind is DeviationKind.REDUCE else None,
                at=make.NOON + timedelta(minutes=at),
            )
            for at, (of, kind, amount) in enumerate(kinds)
        ),
        accepted_costs={
            each.id: draw(st.integers(0, 50_000_00)) for each in applications if draw(st.booleans())
        },
        conditions=(),
        confirmations=(),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(Variant), st.booleans())
def test_the_papers_of_any_round_follow_from_their_data(contents, variant, alphabetical):
    outcome = work_out(contents, findings)
    language = Language.SV if alphabetical else Language.FI
    scribe = a_scribe(outcome, language, variant=variant, alphabetical=alphabetical)

    for build in (memo, draft, annex):
        found = checked(rendered_with_data(build(scribe), scribe).data)
        assert found.differences == (), build.__name__


# Files that are none of ours


def with_data(data: bytes, name: str = FILE_NAME) -> bytes:
    made = pikepdf.Pdf.new()
    made.add_blank_page()
    made.attachments[name] = pikepdf.AttachedFileSpec(made, data, filename=name)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def told_memo() -> dict:
    return json.loads(read_paper(papers("public")["memo"].data, "x").data)


def without_data() -> bytes:
    (paper,) = a_writer().rendered(
        work_out(small_contents(), findings), language=Language.FI, order=PaperOrder.RANKED, kinds=["annex"]
    )
    return paper.data


def encrypted() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(papers("public")["annex"].data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="salainen", owner="salainen"))
    return out.getvalue()


def readable_but_encrypted() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(papers("public")["annex"].data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="salainen"))
    return out.getvalue()


FILES = {
    "nothing": (lambda: b"", NotPdfError),
    "text": (lambda: b"Tervehdys", NotPdfError),
    "encrypted": (encrypted, EncryptedPaperError),
    "encrypted for changing": (readable_but_encrypted, EncryptedPaperError),
    "half": (lambda: papers("public")["memo"].data[:20_000], DamagedPaperError),
    "only a header": (lambda: b"%PDF-1.7\n", DamagedPaperError),
    "no data": (without_data, NoDataError),
    "other attachment": (lambda: with_data(b"{}", "kuva.json"), NoDataError),
    "no JSON": (lambda: with_data(b"\xff\x00"), DataFormError),
    "a list": (lambda: with_data(b"[]"), DataFormError),
    "deep": (lambda: with_data(b"[" * 200_000), DataFormError),
    "a huge number": (lambda: with_data(b'{"paper":' + b"9" * 100_000 + b"}"), DataFormError),
    "not a number": (lambda: with_data(b'{"format": NaN}'), DataFormError),
    "a key twice": (lambda: with_data(b'{"paper":"memo","paper":"annex"}'), DataFormError),
    "another form": (lambda: with_data(b'{"format":"evaluator-paper/9"}'), UnknownDataError),
    "a part missing": (lambda: with_data(b'{"format":"evaluator-paper/1"}'), DataFormError),
    "an unknown field": (lambda: with_data(json.dumps({**told_memo(), "extra": 1}).encode()), DataFormError),
    "a rational not in lowest terms": (
        lambda: with_data(json.dumps(told_memo()).replace('"total": "', '"total": "00').encode()),
        DataFormError,
    ),
    "a bomb": (
        lambda: b"%PDF-1.7\n1 0 obj <<>> stream\n" + zlib.compress(bytes(600 << 20), 1) + b"endstream",
        PaperTooLargeError,
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_cannot_be_checked_says_why(file, tmp_path):
    make_it, error = FILES[file]
    path = tmp_path / "paperi.pdf"
    path.write_bytes(make_it())

    with pytest.raises(error):
        verify_file(path)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(PaperUnreadableError):
        verify_file(tmp_path / "ei-ole.pdf")


def test_data_larger_than_any_paper_s_are_refused(monkeypatch):
    monkeypatch.setattr(reader, "LARGEST_DATA", 1000)

    with pytest.raises(DataTooLargeError):
        read_paper(with_data(b" " * 1001), "x")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=12))
def test_a_file_with_changed_bytes_is_refused_or_read_and_never_crashes(at, noise):
    content = papers("public")["annex"].data
    at %= len(content)
    spoilt = content[:at] + noise + content[at + len(noise) :]

    with suppress(InputError):
        checked(spoilt)


def test_data_beside_a_print_without_structure_do_not_follow():
    data = read_paper(papers("public")["annex"].data, "x").data

    found = checked(with_data(data))

    assert {each.where for each in found.differences} == {"paper"}


def test_a_score_off_the_scale_does_not_follow():
    told = json.loads(read_paper(papers("internal")["memo"].data, "x").data)
    answers = told["applications"][0]["score"]["reviews"][0]["answers"]
    answers[next(iter(answers))] = "6"

    found = verify(data_from(json.dumps(told).encode(), "x"), ())

    assert "method" in {each.what for each in found.differences}


def test_the_test_vector_gives_what_its_description_says():
    content = (Path(__file__).parents[2] / "docs" / "test-vectors" / "paper-data.json").read_bytes()

    found = worked_out(data_from(content, "x"), Language.FI)

    assert [found[f"application.2020-00{at}.place"] for at in (1, 2, 3)] == [1, 2, 3]
    assert [found[f"application.2020-00{at}.granted"] for at in (1, 2, 3)] == [
        68_000_00,
        524_300_00,
        400_000_00,
    ]
    assert (found["granted.total"], found["rule.granted"]) == (992_300_00, 1_037_800_00)
    assert found["unspent"] == 507_700_00
