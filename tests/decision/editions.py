"""Papers of the small round in every version and language, with their data, made once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from evaluator.decision.papers import RenderedPaper
from evaluator.domain.identifiers import ApplicationId, CriterionId
from evaluator.domain.language import Language
from evaluator.domain.variants import Edition, Variant
from evaluator.scoring.figures import Outcome
from evaluator.scoring.outcome import work_out
from evaluator.services.ports import PaperOrder
from tests import builders as make
from tests.decision.rounds import a_writer, findings, small_contents

PARTY = ApplicationId("2020-002")
REVIEWERS = ("Tuulikki Esimerkkiarvioija", "Åke Exempelbedömare", "Sáára Ovdamearka")
COMMENTS = ("Hanke muuttaa toimintaa vain osittain, mielestäni.", "Riskit on arvioitu liian kevyesti tässä.")
EMAIL = "tuulikki@esimerkki.invalid"
RECUSAL = "Arvioija on kunnan palveluksessa ja hänen puolisonsa hankkeessa."
EDITIONS = {
    "internal": Edition(embed_data=True),
    "party": Edition(variant=Variant.PARTY, party=PARTY, embed_data=True),
    "any-party": Edition(variant=Variant.PARTY, embed_data=True),
    "public": Edition(variant=Variant.PUBLIC, embed_data=True),
}
SECRETS = (*REVIEWERS, *(part for name in REVIEWERS for part in name.split()), *COMMENTS, EMAIL, RECUSAL)
"""What no attachment may hold, and no version for outside may print."""


@cache
def told_outcome() -> Outcome:
    """Work out the small round, its reviewers named, its reviews full of comments."""
    contents = small_contents()
    commented = tuple(
        replace(
            each,
            comments={CriterionId("change-effects"): COMMENTS[0], CriterionId("change"): COMMENTS[1] + EMAIL},
            recusal_reason=RECUSAL if each.recused else "",
        )
        for each in contents.reviews
    )
    named = tuple(
        make.a_reviewer(at, name=name, organisation="Esimerkkivirasto")
        for at, name in enumerate(REVIEWERS, 1)
    )
    return work_out(replace(contents, reviews=commented, reviewers=named), findings)


@cache
def papers(edition: str, language: Language = Language.FI) -> dict[str, RenderedPaper]:
    """Give the papers of one version by kind."""
    made = a_writer().rendered(
        told_outcome(), language=language, order=PaperOrder.RANKED, edition=EDITIONS[edition]
    )
    return {each.kind: each for each in made}
