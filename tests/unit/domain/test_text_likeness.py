"""Nearly the same summaries and answers are found, whatever their titles say."""

from __future__ import annotations

import random
import time
from fractions import Fraction

from evaluator.domain.eligibility_rules import find_among
from evaluator.domain.likeness import likeness
from evaluator.domain.text_likeness import FEWEST, LONGEST, alike_texts, pairs
from tests.builders import an_application

WORDS = [
    f"{start}{end}"
    for start in ["kalo", "puhe", "tieto", "järje", "palve", "verko"]
    for end in ["ntaisu", "aminen", "lma"]
]


def a_text(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.choice(WORDS)}" for _ in range(words))


def edited(text: str, every: int) -> str:
    return " ".join("toinen" if at % every == 0 else word for at, word in enumerate(text.split()))


def test_a_text_that_was_edited_here_and_there_is_like_the_first_and_no_other():
    texts = {"a": a_text(1), "b": a_text(2), "c": edited(a_text(1), 10), "d": a_text(3)}

    assert alike_texts(texts) == {"a": ("c",), "c": ("a",)}
    assert likeness(pairs(texts["a"]), pairs(texts["c"])) < Fraction(9, 10)


def test_what_is_shown_is_exactly_what_agrees_by_half():
    texts = {str(at): edited(a_text(1), at) for at in range(2, 12)}
    sets = {name: pairs(text) for name, text in texts.items()}

    found = alike_texts(texts)

    for name, mine in sets.items():
        half = {
            each for each, other in sets.items() if each != name and likeness(mine, other) >= Fraction(1, 2)
        }
        assert set(found.get(name, ())) == half


def test_short_answers_are_nobody_else_s():
    short = " ".join(a_text(1).split()[:FEWEST])

    assert alike_texts({"a": short, "b": short}) == {}
    assert alike_texts({"a": "", "b": ""}) == {}


def test_case_accents_digits_and_spaces_make_no_difference():
    text = a_text(1)

    assert alike_texts({"a": text, "b": text.upper().replace("Ä", "A").replace(" ", "\n 7 ")}) == {
        "a": ("b",),
        "b": ("a",),
    }


def test_the_finding_names_both_applications_and_the_title_alone_would_not():
    first, other, third = (
        an_application(at, title=title) for at, title in enumerate(("Yksi", "Kaksi", "Kolme"), 1)
    )
    texts = {first.id: a_text(1), third.id: edited(a_text(1), 20)}

    found = find_among([first, other, third], texts)

    (one,) = found[first.id]
    assert (one.rule, one.others, one.facts["numbers"]) == ("similar-text", (third.id,), "3")
    assert found[third.id][0].others == (first.id,)
    assert other.id not in found


def test_ten_thousand_texts_are_compared_in_a_few_times_what_reading_them_takes():
    texts = {at: a_text(at) for at in range(3_000)} | {
        at: edited(a_text(at - 3_000), 9) for at in range(3_000, 3_100)
    }
    started = time.process_time()
    for text in texts.values():
        pairs(text)
    reading = time.process_time() - started

    started = time.process_time()
    found = alike_texts(texts)
    taken = time.process_time() - started

    assert {name for name in found if name >= 3_000} == set(range(3_000, 3_100))
    assert taken < 8 * reading


def test_many_copies_of_one_text_are_short_answers():
    text = a_text(1)[:LONGEST]
    texts = {at: text if at % 2 else edited(text, 5 + at % 300) for at in range(2_000)}

    found = alike_texts(texts)

    assert len(found) == 2_000
    assert max(map(len, found.values())) == 10
