"""The arithmetic of a project's money: costs, what is accepted of them, who pays.

All amounts are integer cents. Nothing here changes an applicant's figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.call import VatRule
from evaluator.domain.money import Cents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from evaluator.domain.application_form import ApplicationForm, CostLine
    from evaluator.domain.call import Call, Named
    from evaluator.domain.costs import AcceptedCost

VAT_KIND = "vat"
"""The id under which a call names value added tax among the kinds of costs."""


def total_costs(form: ApplicationForm) -> Cents:
    """Give the sum of the budget without value added tax."""
    return Cents(sum(each.amount_cents for each in form.costs))


def total_vat(form: ApplicationForm) -> Cents:
    """Give the value added tax in the budget, on lines and as lines of its own."""
    own_lines = sum(each.amount_cents for each in form.costs if each.kind == VAT_KIND)
    return Cents(sum(each.vat_cents for each in form.costs) + own_lines)


def total_funding(form: ApplicationForm) -> Cents:
    """Give what everybody pays together: the grant asked for, own money and other money."""
    money = form.financing
    return Cents(money.requested_cents + money.own_cents + sum(each.amount_cents for each in money.other))


def costs_to_fund(form: ApplicationForm) -> Cents:
    """Give what the funding has to cover: the budget, with the tax where the sums contain it."""
    tax = sum(each.vat_cents for each in form.costs) if form.financing.includes_vat else 0
    return Cents(total_costs(form) + tax)


def own_share(costs: Cents, rate: Fraction) -> Cents:
    """Give what is left for the applicants to pay when a grant covers ``rate`` of the costs.

    The grant is rounded down to full cents, so that both together are the costs.
    """
    return Cents(costs - int(costs * rate))


def even_shares(amount: Cents, count: int) -> tuple[Cents, ...]:
    """Divide an amount evenly; the first ones pay the cents that do not divide."""
    each, over = divmod(amount, count)
    return tuple(Cents(each + (1 if at < over else 0)) for at in range(count))


def kind_of(line: CostLine, kinds: Iterable[Named]) -> Named | None:
    """Give the kind of a line among ``kinds``, or None."""
    return next((each for each in kinds if each.id == line.kind), None)


def eligible_costs(form: ApplicationForm, call: Call) -> Cents:
    """Give the sum of the lines whose kind the call does not rule out."""
    return Cents(
        sum(most_of(line, call) for line in form.costs if kind_of(line, call.ineligible_costs) is None)
    )


def most_of(line: CostLine, call: Call) -> Cents:
    """Give the most that can be accepted of a line: with the tax only where the call counts it."""
    return Cents(line.amount_cents + (line.vat_cents if call.vat is VatRule.INCLUDED else 0))


def in_force(form: ApplicationForm, accepted: Iterable[AcceptedCost]) -> Mapping[str, AcceptedCost]:
    """Give the official's word on each line of the budget, the latest of each line.

    A word on a line that has changed since, or that is gone, counts no more: the
    official judged another figure.

    Args:
        form: The application as it is now.
        accepted: The words on its budget, oldest first.
    """
    asked = {each.id: each.amount_cents for each in form.costs}
    latest = {each.line: each for each in accepted if each.application == form.application_id}
    return {line: each for line, each in latest.items() if asked.get(line) == each.asked}


def accepted_total(form: ApplicationForm, accepted: Iterable[AcceptedCost], call: Call) -> Cents | None:
    """Give the accepted costs that the grant is worked out from, without value added tax.

    A line of a kind that the call rules out (licences, equipment) counts only as far
    as it was accepted. While the official has said nothing yet of any other line, or
    there is no budget, the costs are not known.

    Args:
        form: The application as it is now.
        accepted: The words on its budget, oldest first.
        call: The call that it answers.

    Returns:
        The sum, or None while it is not known.
    """
    said = in_force(form, accepted)
    total = 0
    for line in form.costs:
        word = said.get(line.id)
        if word is not None:
            total += word.accepted
        elif kind_of(line, call.ineligible_costs) is None:
            return None
    return Cents(total) if said else None
