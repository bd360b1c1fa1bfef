"""Files: all papers or none, the same bytes for the same round, nothing lost or cut."""

from __future__ import annotations

import pikepdf
import pytest

from evaluator.decision.content import PaperKind
from evaluator.decision.errors import IncompleteDraftError, PaperFolderError, UnprintableTextError
from evaluator.decision.papers import PdfPapers
from evaluator.decision.pdf.fonts import width
from evaluator.decision.pdf.painter import Painter
from evaluator.decision.pdf.styles import LEFT, RIGHT
from evaluator.domain.language import Language
from evaluator.services.ports import PaperOrder
from tests import builders as make
from tests.decision.hostile import TITLES, UNBROKEN, hostile_outcome
from tests.decision.reading import read
from tests.decision.rounds import DAY, ROWS, a_writer, small_outcome, the_register


def written(outcome, folder, language=Language.FI, **changes):
    return a_writer()(outcome, folder, **{"language": language, "order": PaperOrder.RANKED, **changes})


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            Language.FI,
            ["arviointimuistio.pdf", "paatosluonnos.pdf", "liite-1.pdf", "tiivistelma.pdf", "poytakirja.pdf"],
        ),
        (
            Language.SV,
            [
                "utvarderingspromemoria.pdf",
                "utkast-till-beslut.pdf",
                "bilaga-1.pdf",
                "sammanfattning.pdf",
                "protokoll.pdf",
            ],
        ),
    ],
)
def test_all_papers_are_written_and_nothing_else(tmp_path, language, names):
    papers = written(small_outcome(), tmp_path / "new", language)

    assert [each.path.name for each in papers] == names
    assert sorted(each.name for each in (tmp_path / "new").iterdir()) == sorted(names)
    assert [each.kind for each in papers] == ["memo", "decision", "annex", "summary", "minutes"]
    for each in papers:
        with pikepdf.open(each.path) as pdf:
            assert len(pdf.pages) == each.pages
        assert each.path.is_absolute()
        assert each.conforms == ("PDF/UA-1", "PDF/A-2a")


def test_the_same_round_gives_the_same_bytes(tmp_path):
    one = written(small_outcome(), tmp_path / "one")
    other = written(small_outcome(), tmp_path / "other")

    assert [each.path.read_bytes() for each in one] == [each.path.read_bytes() for each in other]


def test_papers_in_memory_are_the_files_and_touch_no_disk(tmp_path, monkeypatch):
    files = written(small_outcome(), tmp_path)
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    monkeypatch.chdir(tmp_path)

    papers = a_writer().rendered(small_outcome(), language=Language.FI, order=PaperOrder.RANKED)

    assert [(each.name, each.data) for each in papers] == [
        (each.path.name, each.path.read_bytes()) for each in files
    ]
    assert sorted(tmp_path.iterdir()) == before


def test_one_paper_is_saved_whole_or_the_former_file_stays(tmp_path, monkeypatch):
    path = tmp_path / "paper.pdf"
    a_writer().save(path, b"one")

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PaperFolderError):
        a_writer().save(path, b"two")

    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_bears_the_given_date_and_no_clock(tmp_path):
    (paper,) = written(small_outcome(), tmp_path, kinds=["annex"])

    with pikepdf.open(paper.path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20201209000000Z"
        assert b"2020-12-09T00:00:00Z" in bytes(pdf.Root.Metadata.read_bytes())


def test_an_incomplete_draft_is_left_out_and_the_others_are_printed(tmp_path):
    outcome = small_outcome(eligibility=())

    papers = written(outcome, tmp_path)

    assert [each.kind for each in papers] == ["memo", "annex", "summary", "minutes"]
    assert {each.code for each in a_writer().missing(outcome)} == {"eligibility"}


def test_an_incomplete_draft_that_is_asked_for_is_refused_with_what_it_lacks(tmp_path):
    with pytest.raises(IncompleteDraftError) as caught:
        written(small_outcome(eligibility=()), tmp_path / "new", kinds=["decision"])

    assert caught.value.facts["count"] == len(ROWS)
    assert len(caught.value.missing) == len(ROWS)
    assert not (tmp_path / "new").exists()


def test_a_hostile_title_comes_through_whole(tmp_path):
    listing = {
        each.kind: read(each.path).root
        for each in written(hostile_outcome(), tmp_path)
        if each.kind in {"memo", "decision", "annex"}
    }

    assert len(listing) == 3
    for kind, root in listing.items():
        cells = (each.text for role in ("TH", "TD", "LBody", "P") for each in root.find(role))
        texts = " ".join(" ".join(each.split()) for each in cells)
        for title in TITLES:
            assert " ".join(title.split()) in texts, (kind, title)


def test_no_text_is_drawn_outside_the_margins_however_long_its_words(monkeypatch):
    ends: list[tuple[float, float]] = []
    draw = Painter.text

    def noted(self, element, at, text, style, face):
        ends.append((at[0], at[0] + width(text.rstrip(), face, style.size)))
        draw(self, element, at, text, style, face)

    monkeypatch.setattr(Painter, "text", noted)
    a_writer().rendered(hostile_outcome(), language=Language.FI, order=PaperOrder.RANKED)

    assert len(ends) > len(UNBROKEN) / 10
    assert min(left for left, _ in ends) >= LEFT - 0.01
    assert max(right for _, right in ends) <= RIGHT + 0.01


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Iloinen 🎉 hanke", "🎉 (U+1F389)"),
        ("שלום hanke", "U+05E9"),
        ("Käännetty \u202e suunta", "U+202E"),
        ("Nolla \x00 merkki", "U+0000"),
        ("中文", "中 (U+4E2D)"),
    ],
)
def test_characters_that_cannot_be_shown_are_named_before_anything_is_written(tmp_path, title, named):
    outcome = small_outcome(rows=(ROWS[0], (ROWS[1][0], title, ROWS[1][2])))

    with pytest.raises(UnprintableTextError) as caught:
        written(outcome, tmp_path / "new")

    assert named in str(caught.value.facts["characters"])
    assert caught.value.facts["place"] == "2020-002"
    assert not (tmp_path / "new").exists()


def test_mathematical_signs_and_arrows_are_printed_in_a_second_typeface(tmp_path):
    title = "Vaihe 1 \u2192 2: kattavuus \u2265 60 % \u2713"
    outcome = small_outcome(rows=(ROWS[0], (ROWS[1][0], title, ROWS[1][2])))
    annex = next(each for each in written(outcome, tmp_path) if each.kind == PaperKind.ANNEX)

    with pikepdf.open(annex.path) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert any("+Inter" in each for each in fonts)
    assert any(title in cell.text for cell in read(annex.path).root.find("TD"))


def test_what_stands_on_every_page_must_be_printable_too(tmp_path):
    own = {Language.FI: {"status": "LUONNOS 🎉"}}
    writer = PdfPapers(the_register(), lambda: DAY, templates=lambda: own)

    with pytest.raises(UnprintableTextError) as caught:
        writer(small_outcome(), tmp_path / "new", language=Language.FI, order=PaperOrder.RANKED)

    assert "U+1F389" in str(caught.value.facts["characters"])
    assert not (tmp_path / "new").exists()


def test_no_grant_is_said_in_words(tmp_path):
    outcome = small_outcome(
        round=make.a_round(call=make.a_call(), envelope=make.euros(100)), call=make.a_call(), deviations=()
    )

    papers = written(outcome, tmp_path, kinds=["memo", "annex"])

    memo = " ".join(each.text for each in read(papers[0].path).root.find("P"))
    assert not outcome.grants
    assert "Ehdotetaan 0 avustusta" in memo


def test_a_round_with_nothing_in_it_prints(tmp_path):
    outcome = small_outcome(rows=(), eligibility=(), confirmations=())

    assert [each.kind for each in written(outcome, tmp_path)] == ["memo", "annex", "summary", "minutes"]


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "taken").write_text("x")

    with pytest.raises(PaperFolderError):
        written(small_outcome(), tmp_path / "taken")


def test_a_name_that_is_taken_by_a_folder_leaves_the_other_papers_as_they_were(tmp_path):
    (tmp_path / "liite-1.pdf").mkdir()

    with pytest.raises(PaperFolderError):
        written(small_outcome(), tmp_path)

    assert [each.name for each in tmp_path.iterdir()] == ["liite-1.pdf"]
