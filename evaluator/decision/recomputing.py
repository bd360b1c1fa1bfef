"""What follows from a paper's data: scores, places, grants and totals, by the code that made them.

Only what the data allow is worked out: the answers of reviewers give the scores, the
scores the places, places and deviations the grants; without them the sums of what the
paper lists remain. Values are keyed as the statements of the paper are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import clean
from evaluator.decision.fact_keys import LOG_HEAD, share_of
from evaluator.decision.ordering import collation_key
from evaluator.decision.restored_round import restored
from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId
from evaluator.messages import formats
from evaluator.scoring.figures import ApplicationScore
from evaluator.scoring.outcome import divide
from evaluator.scoring.transparent import score_applications

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.language import Language
    from evaluator.domain.paper_data import ApplicationData, MethodData, PaperData
    from evaluator.scoring.figures import Allocation, Placing

Value = int | str
Values = dict[str, Value]

_LISTS_ALL = frozenset({"memo", "decision", "annex"})
_LISTS_REQUESTS = frozenset({"memo", "annex"})
_LISTS_GRANTS = frozenset({"memo", "decision"})
"""Papers that name every application, with the sum it asks, and with what it gets."""


def said(data: PaperData) -> Values:
    """Give everything that the data say outright."""
    values: Values = dict(data.figures)
    if data.log_head is not None:
        values[LOG_HEAD] = data.log_head
    for each in data.applications:
        values |= said_of(each, data.language)
    return values


def said_of(each: ApplicationData, language: str) -> Values:
    """Give what the data say outright of one application."""
    fields = {
        "number": each.number,
        "title": each.title,
        "applicants": each.applicants,
        "lead": each.lead,
        f"receiver_{language}": each.receiver,
        "requested": each.requested_cents,
        "granted": each.granted_cents,
        "place": each.place,
        "points": each.points,
        "decided": each.verdict,
        "verdict": each.outcome,
    }
    values: Values = {key_of(each, name): value for name, value in fields.items() if value is not None}
    if each.score is not None:
        values[key_of(each, "score")] = str(each.score.total)
        values |= {key_of(each, f"score.{group}"): str(x) for group, x in each.score.groups.items()}
    return values


def key_of(application: ApplicationData, field: str) -> str:
    """Give the key of a field of an application."""
    return f"application.{application.id}.{field}"


def sums(data: PaperData) -> Values:
    """Add up what the paper lists."""
    requested = [each.requested_cents or 0 for each in data.applications]
    granted = [each.granted_cents for each in data.applications if each.granted_cents]
    values: Values = {}
    if data.paper in _LISTS_ALL:
        values["applications.count"] = len(data.applications)
    if data.paper in _LISTS_REQUESTS:
        values["requested.total"] = sum(requested)
    if data.paper in _LISTS_GRANTS:
        values["granted.total"] = sum(granted)
        values["grants.count"] = len(granted)
        values["refusals.count"] = len(data.applications) - len(granted)
        if data.envelope_cents is not None:
            values |= {"envelope": data.envelope_cents, "unspent": data.envelope_cents - sum(granted)}
    return values


def shares(data: PaperData) -> tuple[Values, ...]:
    """Add up the classes of each breakdown of a summary; each must give the whole."""
    found: dict[str, Values] = {}
    for key, value in data.figures.items():
        if (share := share_of(key)) is not None:
            by, total = share
            values = found.setdefault(by, {})
            values[total] = int(values.get(total, 0)) + value
    return tuple(found.values())


def worked_out(data: PaperData, language: Language) -> Values:
    """Work out scores, places and grants as far as the data allow.

    Raises:
        EvaluatorError: The data break the rules of scoring, such as a score off the scale.
    """
    if data.method is None:
        return {}
    contents = restored(data, data.method)
    has_answers = any(
        each.score and (each.score.reviews or each.score.consensus) for each in data.applications
    )
    scores = (
        score_applications(contents.round.call, contents.reviews, contents.consensus)
        if has_answers
        else _given(data, data.method)
    )
    placings, allocation = divide(contents, scores)
    values = _scores(data, scores, language)
    values |= {f"application.{each.score.application}.place": each.place for each in placings}
    if data.allocation is not None:
        values |= _money(data, placings, allocation)
    return values


def in_order(data: PaperData, placed: Mapping[str, int]) -> list[str]:
    """Give the ids of the applications as the paper must list them, by place or by name.

    Args:
        data: What the paper says; its grants are listed, of the memo all that have a place.
        placed: The place of each application that has one.
    """
    listed = [each for each in data.applications if each.granted_cents or data.paper != "decision"]
    if data.paper == "decision" and data.order == "alphabetical":
        return [each.id for each in sorted(listed, key=_by_name)]
    listed = [each for each in listed if each.id in placed]
    return [each.id for each in sorted(listed, key=lambda each: (placed[each.id], each.number or 0, each.id))]


def _by_name(application: ApplicationData) -> tuple[str, str, int]:
    lead, title = application.lead or "", clean(application.title or "")
    return collation_key(lead), collation_key(title), application.number or 0


def _given(data: PaperData, method: MethodData) -> dict[ApplicationId, ApplicationScore]:
    """Take the scores as they are said; a criterion is there only where it misses its threshold."""
    return {
        ApplicationId(each.id): ApplicationScore(
            application=ApplicationId(each.id),
            total=each.score.total,
            groups={
                GroupId(group.id): each.score.groups[group.id]
                for group in method.groups
                if group.id in each.score.groups
            },
            criteria={CriterionId(missed.criterion): missed.mean for missed in each.score.missed},
            reviews=(),
        )
        for each in data.applications
        if each.score is not None
    }


def _scores(data: PaperData, scores: Mapping[ApplicationId, ApplicationScore], language: Language) -> Values:
    values: Values = {}
    for each in data.applications:
        score = scores.get(ApplicationId(each.id))
        if score is None:
            continue
        values[key_of(each, "score")] = str(score.total)
        values |= {key_of(each, f"score.{group}"): str(x) for group, x in score.groups.items()}
        if each.points is not None:
            decimals = len(each.points.partition(",")[2])
            values[key_of(each, "points")] = formats.number(score.total, language, min(decimals, 40))
    return values


def _money(data: PaperData, placings: Iterable[Placing], allocation: Allocation) -> Values:
    asked = {each.id: each.requested_cents or 0 for each in data.applications}
    values: Values = {
        "envelope": allocation.envelope,
        "granted.total": allocation.granted,
        "grants.count": sum(each.verdict.granted for each in allocation.awards),
        "unspent": allocation.unspent,
        "held.total": allocation.held,
        "rule.count": allocation.rule_count,
        "rule.granted": allocation.rule_granted,
        "rule.left": allocation.rule_left,
        "ranked.requested": sum(asked[each.score.application] for each in placings),
    }
    for award in allocation.awards:
        values[f"application.{award.application}.decided"] = award.verdict.value
        values[f"application.{award.application}.granted"] = award.amount
    return values
