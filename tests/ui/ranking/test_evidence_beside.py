"""The evidence beside the ranking: worked out after it is shown, spoken, and never what decides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel

from evaluator.domain.deviations import DeviationKind
from evaluator.domain.language import Language
from evaluator.scoring.evidence.analysis import Options
from evaluator.scoring.evidence.figures import Evidence
from evaluator.scoring.evidence.of_round import evidence_of
from evaluator.scoring.evidence.zone import Zone
from evaluator.ui.actions import ActionId
from evaluator.ui.ranking.beside import Beside
from evaluator.ui.ranking.delegates import columns
from evaluator.ui.ranking.interval import IntervalKey, interval_column
from evaluator.ui.ranking.model import Filter, counts
from evaluator.ui.ranking.words import tr
from evaluator.ui.session import Deed
from evaluator.ui.shared.ranked import RankedModel, line_of, ranked_rows
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import THEME
from tests.builders import a_deviation, a_review, a_reviewer, an_application, an_even_review, some_contents
from tests.ui.cut_texts import cut_texts
from tests.ui.demo_round import demo_contents, worked

pytestmark = pytest.mark.usefixtures("dressed")
QUICK = Options(draws=400)


def without_threshold():
    """Give the demonstration's round where money alone draws the line."""
    base = demo_contents()
    return replace(base, round=replace(base.round, threshold=None))


def beside_of(outcome) -> tuple[Beside, Evidence]:
    beside, evidence = Beside(), evidence_of(outcome, QUICK)
    beside.use(evidence, outcome)
    return beside, evidence


@pytest.fixture
def ranking(desk):
    made = desk(without_threshold())
    view = made.window.place_named("ranking")
    view.desk = made
    made.qtbot.waitUntil(lambda: made.session.evidence is not None, timeout=20_000)
    return view


def words_in(widget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.text()]


def spoken(view, place: str) -> list[str]:
    at = next(at for at, row in enumerate(view.model.rows) if getattr(row, "place", "") == place)
    return [view.model.data(view.model.index(at, column)) for column in range(view.model.columnCount())]


def test_the_ranking_is_there_before_its_evidence(desk):
    made = desk(without_threshold())
    seen = []
    made.session.changed.connect(lambda _: seen.append("ranking"))
    made.session.evidenced.connect(lambda _: seen.append("evidence"))
    made.session.reload()

    def both() -> bool:  # evidence of the opening may still come before
        return "ranking" in seen and "evidence" in seen[seen.index("ranking") :]

    made.qtbot.waitUntil(both, timeout=20_000)
    assert seen.index("ranking") < len(seen) - 1 - seen[::-1].index("evidence")


def test_a_change_makes_the_evidence_anew_and_the_old_one_is_not_shown_meanwhile(ranking):
    session = ranking.desk.session
    id_ = session.outcome.ranked[0].application.id
    shown = []
    session.changed.connect(lambda _: shown.append(ranking.beside.evidence))
    session.do(
        Deed(said="", do=lambda program, ws, by: program.deviate(ws, id_, DeviationKind.HOLD, "Syy.", by))
    )
    ranking.desk.qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    ranking.desk.qtbot.waitUntil(lambda: session.evidence is not None, timeout=20_000)

    assert shown[0] is None
    assert ranking.beside.evidence is session.evidence


def test_the_interval_is_spoken_with_the_score(ranking):
    words = spoken(ranking, "31")
    said = next(each for each in words if each.startswith("Pisteet "))

    assert "50 prosentin väli" in said
    assert "90 prosentin väli" in said


def test_a_probability_is_never_nothing_or_everything(ranking):
    said = [spoken(ranking, place)[-3] for place in ("1", "57")]

    assert said == ["≥\u00a099\u00a0%", "≤\u00a01\u00a0%"]


def test_only_the_zone_at_the_line_is_a_badge_with_its_side(ranking):
    rows = {row.standing.application.id: row for row in ranking.model.rows if hasattr(row, "standing")}
    figures = ranking.beside.evidence.analysis.applications
    at_line = [each for each in figures if each.zone is Zone.LINE]
    column = ranking.model.columns[-2]

    assert 0 < len(at_line) < len(figures) / 2
    for each in figures:
        said = column.speak(rows[each.id])
        granted = rows[each.id].standing.award.by_rule.granted
        side = tr("evidence.above" if granted else "evidence.below")
        assert (said == side) == (each.zone is Zone.LINE)


def test_what_was_decided_by_hand_is_said_before_the_zone():
    base = without_threshold()
    beside, _ = beside_of(worked(base))
    id_ = next(each.id for each in beside.evidence.analysis.applications if each.zone is Zone.LINE)
    outcome = worked(replace(base, deviations=(a_deviation(id_, DeviationKind.HOLD),)))
    row = next(each for each in ranked_rows(outcome) if each.standing.application.id == id_)

    assert columns((), dense=False, beside=beside)[-2].speak(row) == row.verdict_word


def test_the_segment_shows_those_at_the_line(ranking):
    ranking.filters.set_value(list(Filter).index(Filter.AT_LINE))
    ranking._on_filter(list(Filter).index(Filter.AT_LINE))
    shown = [row for row in ranking.model.rows if hasattr(row, "standing")]

    assert len(shown) == ranking.beside.count_at_line
    assert counts(ranking._rows, ranking.beside)[1] == len(shown)


def test_sorting_by_probability_follows_the_figures(ranking):
    at = next(at for at, each in enumerate(ranking.model.columns) if each.title == tr("column.probability"))
    ranking.model.order(at, descending=True)
    shares = [ranking.beside.probability(row) for row in ranking.model.rows]
    known = [share for share in shares if share is not None]

    assert known == sorted(known, reverse=True)
    assert shares[: len(known)] == known


def test_the_inspector_titles_the_evidence_as_deciding_nothing(ranking):
    number = next(
        row.key for row in ranking.model.rows if hasattr(row, "standing") and ranking.beside.at_line(row)
    )
    ranking.show_thing(str(number))
    said = words_in(ranking.inspector)

    assert "Näyttö rinnalla, ei ratkaise" in said
    for key in ("expected_rank", "interval_50", "interval_90", "p", "without_one", "median", "weights"):
        assert tr(f"evidence.{key}") in said
    assert tr("evidence.leniency") in said
    assert any(each.startswith("Menetelmä 1, priori default") for each in said)


def test_every_figure_of_the_inspector_is_said_with_its_name(ranking):
    names = [each.accessibleName() for each in ranking.inspector.findChildren(QLabel)]

    assert any(each.startswith("Odotettu sija: ") for each in names)
    assert any(each.startswith("Rahoituksen todennäköisyys: ") for each in names)


def test_the_inspector_grows_with_its_contents_at_once(ranking):
    ranking.table.step(1)
    inner = ranking.inspector.area.widget()

    assert inner.height() >= inner.heightForWidth(inner.width())


def test_an_envelope_that_is_enough_says_why_nothing_is_at_the_line(desk):
    made = desk(demo_contents())
    view = made.window.place_named("ranking")
    made.qtbot.waitUntil(lambda: made.session.evidence is not None, timeout=20_000)

    assert view.beside.count_at_line == 0
    assert any("pisterajat ratkaisevat" in each for each in words_in(view.inspector))


def few_reviews(*scores):
    """Give a round where each application has its reviews by r1, r2, …"""
    return some_contents(
        applications=tuple(an_application(number) for number in range(1, len(scores) + 1)),
        reviewers=(a_reviewer(1), a_reviewer(2)),
        reviews=tuple(
            an_even_review(value, f"2020-{number:03d}", f"r{at}")
            for number, values in enumerate(scores, start=1)
            for at, value in enumerate(values, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        pytest.param(few_reviews((5,), (3,)), "Arvioijia on yksi", id="one reviewer"),
        pytest.param(few_reviews((5, 4)), "Hakemuksia on yksi", id="one application"),
        pytest.param(few_reviews((4, 4), (4, 4)), "Kaikki arviot ovat samoja", id="all equal"),
    ],
)
def test_a_figure_that_cannot_be_had_is_a_sentence_in_the_inspector(desk, contents, sentence):
    made = desk(contents)
    view = made.window.place_named("ranking")
    made.qtbot.waitUntil(lambda: made.session.evidence is not None, timeout=20_000)

    assert any(sentence in each for each in words_in(view.inspector))
    assert view.model.columns[3].speak(view.model.rows[0]) == tr("evidence.no_interval")
    assert view.model.columns[-3].speak(view.model.rows[0]) == "–"
    assert made.told == []


def test_a_round_where_everyone_is_recused_opens_all_the_same(desk):
    recused = a_review(recused=True, recusal_reason="Yhteistyö hankkeessa.", submitted=None)
    made = desk(some_contents(reviews=(recused,)))
    view = made.window.place_named("ranking")
    made.qtbot.waitUntil(lambda: made.session.evidence is not None, timeout=20_000)

    assert view.beside.count_at_line is None
    assert made.told == []


def test_the_axis_holds_every_interval_and_the_line():
    outcome = worked(without_threshold())
    beside, evidence = beside_of(outcome)
    ends = [end for each in evidence.analysis.applications for end in each.score_90]

    assert beside.axis.lowest <= max(0, min(ends))
    assert beside.axis.highest >= min(100, max(ends))
    assert beside.axis.line == float(outcome.grants[-1].score.total)
    assert beside.axis.share(-50) == 0
    assert beside.axis.share(500) == 1


def test_a_round_without_scores_has_a_whole_axis():
    beside = Beside()
    beside.use(None, worked(some_contents()))

    assert (beside.axis.lowest, beside.axis.highest, beside.axis.line) == (0, 100, None)


def test_the_tick_of_the_score_stands_between_its_interval_ends():
    outcome = worked(without_threshold())
    beside, _ = beside_of(outcome)
    row = next(each for each in ranked_rows(outcome) if beside.at_line(each))
    image = QImage(160, 42, QImage.Format.Format_RGB32)
    image.fill(THEME.colour("surface"))
    painter = QPainter(image)
    interval_column(beside, wide=False).paint(painter, QRect(0, 0, 160, 42), row, False)  # noqa: FBT003 - the column's own form
    painter.end()
    middle = QRect(0, 0, 160, 42).center().y()
    ink = THEME.colour("text").name()
    ticks = [x for x in range(160) if image.pixelColor(x, middle).name() == ink]
    rule = [x for x in range(160) if image.pixelColor(x, middle).name() == THEME.colour("iv90").name()]

    assert len(ticks) == 2
    assert rule[0] < ticks[0] < ticks[1] < rule[-1]


def test_the_key_of_the_intervals_is_spoken(ranking):
    assert isinstance(ranking.key, IntervalKey)
    assert "Välit eivät ratkaise" in ranking.key.accessibleName()


def test_the_model_with_evidence_keeps_the_rules_of_qt(qtmodeltester):
    outcome = worked(without_threshold())
    beside, _ = beside_of(outcome)
    model = RankedModel(columns(outcome.contents.round.call.groups, dense=True, beside=beside))
    model.set_ranking(ranked_rows(outcome), line_of(outcome, "Raja"))

    qtmodeltester.check(model)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [1280, 1600])
def test_no_word_of_the_evidence_is_cut(desk, language, width):
    TEXTS.use(language)
    made = desk(without_threshold())
    made.window.resize(width, 800)
    view = made.window.place_named("ranking")
    made.qtbot.waitUntil(lambda: made.session.evidence is not None, timeout=20_000)
    made.trigger(ActionId.TO_LINE)
    made.qtbot.wait(20)
    head = view.table.horizontalHeader()

    assert cut_texts(view) == []
    assert sum(head.sectionSize(at) for at in range(head.count())) <= view.table.viewport().width()
    assert head.orientation() is Qt.Orientation.Horizontal
