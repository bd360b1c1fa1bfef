from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from evaluator.domain.call import Anchor, CallText, Scale
from evaluator.domain.identifiers import CriterionId
from evaluator.domain.language import Language
from tests.builders import a_call, a_criterion, a_group, a_named, a_text, some_anchors


@pytest.mark.parametrize("written", [1, "1/3", "0.25", Decimal("0.1"), Fraction(2, 7)])
def test_weights_are_exact(written: Any) -> None:
    assert a_group(weight=written).weight == Fraction(written)


@pytest.mark.parametrize(
    "written",
    [
        0.5,
        True,
        None,
        "",
        "half",
        "1/0",
        "1e9",
        Decimal("1E+999999"),
        Decimal("NaN"),
        Decimal("Infinity"),
        0,
        -1,
    ],
)
def test_a_weight_that_is_not_exact_and_positive_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        a_group(weight=written)


def test_a_text_is_given_in_the_language_asked_for_and_in_finnish_where_there_is_none() -> None:
    text = CallText(fi="haku", sv="utlysning")

    assert (text.to(Language.SV), text.to(Language.EN)) == ("utlysning", "haku")


@pytest.mark.parametrize("missing", ["", " ", "\n"])
def test_a_text_without_a_translation_is_refused(missing: str) -> None:
    with pytest.raises(ValidationError):
        a_text("haku", missing)


def test_anchors_cover_the_scale_in_order() -> None:
    scale = Scale(lowest=0, highest=5)
    whole = some_anchors(scale)
    for anchors in (whole[:-1], whole[::-1], (*whole, whole[-1]), ()):
        with pytest.raises(ValidationError, match="anchors"):
            a_call(groups=(a_group(criteria=(a_criterion(anchors=anchors),)),))

    call = a_call(groups=(a_group(criteria=(a_criterion(anchors=whole),)),))
    assert [anchor.value for anchor in call.criteria[0].anchors] == list(scale.steps)


def test_a_half_step_is_no_step_of_the_scale() -> None:
    anchors = (*some_anchors(Scale(lowest=0, highest=4)), Anchor(value=Fraction(9, 2), text=a_text()))

    with pytest.raises(ValidationError, match="anchors"):
        a_call(groups=(a_group(criteria=(a_criterion(anchors=anchors),)),))


@pytest.mark.parametrize(
    ("threshold", "fits"), [(0, True), (5, True), (Fraction(5, 2), True), (6, False), (-1, False)]
)
def test_a_threshold_lies_on_the_scale(threshold: Any, fits: bool) -> None:
    groups = (a_group(criteria=(a_criterion(threshold=threshold),)),)
    if fits:
        assert a_call(groups=groups).criteria[0].threshold == threshold
    else:
        with pytest.raises(ValidationError, match="threshold"):
            a_call(groups=groups)


@pytest.mark.parametrize(
    "groups",
    [
        (a_group("g", ("c1", "c1")),),
        (a_group("g", ("c1",)), a_group("h", ("c1",))),
        (a_group("g", ("c1",)), a_group("g", ("c2",))),
        (a_group("g", ("g",)),),
    ],
    ids=["in-a-group", "in-two-groups", "groups", "group-and-criterion"],
)
def test_an_id_names_one_thing(groups: Any) -> None:
    with pytest.raises(ValidationError, match="twice"):
        a_call(groups=groups)


def test_targets_and_reasons_have_ids_of_their_own() -> None:
    assert a_call(targets=(a_named("a"),), standard_reasons=(a_named("a"),))
    with pytest.raises(ValidationError, match="twice"):
        a_call(standard_reasons=(a_named("a"), a_named("a")))


def test_a_call_opens_before_it_closes() -> None:
    noon = datetime(2020, 10, 5, 12, tzinfo=UTC)

    assert a_call(opens=noon.replace(month=9), closes=noon, closes_on=noon.date())
    for changes in (
        {"opens": noon, "closes": noon},
        {"opens": noon.replace(day=6)},
        {"closes": noon.replace(day=6)},
    ):
        with pytest.raises(ValidationError, match=r"opens-late|closing-day"):
            a_call(closes_on=date(2020, 10, 5), **changes)


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValidationError):
        a_call(closes=datetime(2020, 10, 5, 16, 15))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(("lowest", "highest"), [(5, 5), (5, 0), (-1, 5)])
def test_a_scale_rises_from_zero_or_above(lowest: int, highest: int) -> None:
    with pytest.raises(ValidationError):
        Scale(lowest=lowest, highest=highest)


def test_what_is_not_published_may_be_left_out() -> None:
    call = a_call(max_rate=None, vat=None, envelope_cents=None, groups=())

    assert call.max_rate is None
    assert call.criteria == ()


def test_criteria_follow_the_order_of_the_groups() -> None:
    call = a_call(groups=(a_group("g", ("c2", "c1")), a_group("h", ("c0",))))

    assert [each.id for each in call.criteria] == [CriterionId(name) for name in ("c2", "c1", "c0")]
