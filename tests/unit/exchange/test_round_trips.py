"""What was sealed comes out as it went in, for its receivers and its sender."""

from __future__ import annotations

import hashlib
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.domain.canonical import encode
from evaluator.domain.exchanged import SubmittedRevision
from evaluator.domain.people import Trust
from evaluator.domain.reviews import NotApplicable, Recused, Review, RiskEntry, Scored, Unanswered, Withdrawn
from evaluator.exchange.card_files import read_card, write_card
from evaluator.exchange.packages import read_package, write_package
from evaluator.exchange.review_content import review_from, review_told
from evaluator.exchange.review_files import read_review, restore_review
from evaluator.keys.identity import renewed

from .conftest import NOON, PLAN, PLAN_SHA512, answer_to, chunks_of_plan, issued


def test_a_card_comes_out_as_it_went_in(tmp_path, people):
    path = tmp_path / "a.evcard"
    write_card(path, people.reviewer)

    assert read_card(path) == people.reviewer.card


def test_a_renewed_card_carries_the_keys_that_vouch_for_it(tmp_path, people):
    twice = renewed(renewed(people.reviewer, NOON + timedelta(1)), NOON + timedelta(2))
    path = tmp_path / "a.evcard"
    write_card(path, twice)

    card = read_card(path)

    assert card.known_as[0] == people.reviewer.card.fingerprint
    assert len(set(card.known_as)) == 3


@pytest.mark.parametrize("who", ["reviewer", "official"])
def test_reviewer_and_sender_open_a_package(people, package, packed, who):
    person = getattr(people, who)

    opened = read_package(packed, person, Trust())

    assert opened.contents == package
    assert opened.sender == people.official.card
    assert [(each.sha512, b"".join(chunks)) for each, chunks in opened.files(person)] == [(PLAN_SHA512, PLAN)]


def test_an_attachment_of_two_applications_travels_once(people, packed):
    assert packed.stat().st_size < 1.6 * len(PLAN)


def test_a_package_without_attachments_has_nothing_behind_it(tmp_path, people, package):
    bare = replace(
        package, applications=tuple(replace(each, attachments=()) for each in package.applications)
    )
    path = tmp_path / "b.evpack"
    write_package(path, bare, people.official, people.reviewer.card, chunks_of_plan)

    opened = read_package(path, people.reviewer, Trust())

    assert opened.contents == bare
    assert list(opened.files(people.reviewer)) == []


def test_an_empty_attachment_travels_as_well(tmp_path, people, package):
    nothing = hashlib.sha512(b"").hexdigest()
    attached = replace(package.applications[0].attachments[0], sha512=nothing, size=0)
    contents = replace(package, applications=(replace(package.applications[0], attachments=(attached,)),))
    path = tmp_path / "b.evpack"
    write_package(path, contents, people.official, people.reviewer.card, lambda _: [])

    opened = read_package(path, people.reviewer, Trust())

    assert [(each.sha512, b"".join(chunks)) for each, chunks in opened.files(people.reviewer)] == [
        (nothing, b"")
    ]


def test_whoever_stops_in_the_middle_of_an_attachment_leaves_no_thread(people, packed):
    files = read_package(packed, people.reviewer, Trust()).files(people.reviewer)
    _, chunks = next(files)
    next(chunks)

    files.close()

    import threading

    assert not [each for each in threading.enumerate() if each.name == "opening"]


def test_a_review_file_reaches_chair_and_deputy(people, package, review_file):
    path = review_file(receivers=[people.chair.card, people.official.card])

    for person in (people.chair, people.official):
        opened = read_review(path, person, issued(package))
        assert opened.contents == answer_to(package)
        assert opened.sender == people.reviewer.card


def test_the_reviewer_restores_from_the_own_file(people, package, review_file):
    assert restore_review(review_file(), people.reviewer).contents == answer_to(package)


def test_a_file_to_former_keys_opens_after_renewal(people, packed, package):
    after = renewed(people.reviewer, NOON + timedelta(1))

    assert read_package(packed, after, Trust()).contents == package


def test_who_is_known_by_former_keys_may_sign_with_the_new_ones(people, package, review_file):
    after = renewed(people.reviewer, NOON + timedelta(1))

    opened = read_review(review_file(sender=after), people.chair, issued(package))

    assert opened.sender.fingerprint != package.reviewer


def test_memory_does_not_grow_with_the_size_of_attachments(tmp_path, people, package):
    piece = bytes(1 << 20)
    sizes = (4, 40)
    peaks = []
    for size in sizes:
        whole = hashlib.sha512()
        for _ in range(size):
            whole.update(piece)
        attached = replace(package.applications[0].attachments[0], sha512=whole.hexdigest(), size=size << 20)
        contents = replace(package, applications=(replace(package.applications[0], attachments=(attached,)),))
        path = tmp_path / f"{size}.evpack"
        tracemalloc.start()
        write_package(
            path,
            contents,
            people.official,
            people.reviewer.card,
            lambda _, size=size: (piece for _ in range(size)),
        )
        opened = read_package(path, people.reviewer, Trust())
        assert [sum(map(len, chunks)) for _, chunks in opened.files(people.reviewer)] == [size << 20]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + (2 << 20)


def test_signed_content_is_the_same_each_time(tmp_path, people, package, packed):
    again = tmp_path / "again.evpack"
    write_package(again, package, people.official, people.reviewer.card, chunks_of_plan)

    one, two = (read_package(path, people.reviewer, Trust()).verified for path in (packed, again))

    assert (one.header.canonical, one.payload) == (two.header.canonical, two.payload)


def test_nothing_readable_lies_in_a_sealed_file(packed: Path):
    content = packed.read_bytes()

    assert b"Alavu" not in content
    assert b"Esimerkki" not in content
    assert b"%PDF" not in content


def test_a_failed_sealing_leaves_no_file(tmp_path, people, package):
    def stops(_sha512):
        yield PLAN[:100]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_package(tmp_path / "c.evpack", package, people.official, people.reviewer.card, stops)

    assert not list(tmp_path.iterdir())


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
STATES = st.one_of(
    st.fractions(0, 100, max_denominator=50).map(Scored),
    st.builds(
        Scored,
        st.fractions(0, 100, max_denominator=50),
        st.builds(
            RiskEntry,
            likelihood=st.integers(1, 10),
            severity=st.integers(1, 10),
            preparedness=st.integers(0, 10),
        ),
    ),
    TEXT.map(NotApplicable),
    st.sampled_from([Unanswered(), Recused(), Withdrawn()]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    scores=st.dictionaries(TEXT, STATES, max_size=6),
    comments=st.dictionaries(TEXT, TEXT, max_size=4),
    reason=TEXT,
)
def test_every_state_and_every_sentence_survives_the_journey(package, scores, comments, reason):
    review = Review(
        application="2020-001", reviewer=package.reviewer, scores=scores, comments=comments, submitted=NOON
    )
    one = SubmittedRevision(review=review, content=package.applications[0].content)
    two = replace(one, review=replace(review, revision=2), previous=one.hash, reason=reason)
    contents = replace(answer_to(package), revisions=(one, two))

    read = review_from(encode(review_told(contents)))

    assert read == contents
    assert [each.hash for each in read.revisions] == [one.hash, two.hash]
