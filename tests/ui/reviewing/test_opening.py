"""From a package file to the first question, and from nothing to a card."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from evaluator.composition import compose
from evaluator.domain.people import spoken
from evaluator.ui.people.dialogs import CardDialog, FingerprintDialog, PackageDialog
from scripts.made_up_package import PASSPHRASE
from tests.ui.reviewing.conftest import ReviewDesk


@pytest.fixture
def machine(dressed, qtbot, settings, made_up, tmp_path):
    """A window on a machine whose keyring is out of reach."""

    def start(data) -> ReviewDesk:
        return ReviewDesk(qtbot, settings, compose(data_dir=data), tmp_path / "oma.evaluator")

    return start


def shown(made, kind, qtbot):
    qtbot.waitUntil(lambda: isinstance(made.controller.people.dialog, kind))
    return made.controller.people.dialog


def test_a_dropped_package_asks_who_and_where_and_opens_the_desk(machine, made_up, qtbot, tmp_path):
    fresh = tmp_path / "kone"  # it has met nobody yet
    shutil.copytree(made_up.reviewer_data / "identities", fresh / "identities")
    made = machine(fresh)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(made_up.package))])
    made.window.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    dialog = shown(made, PackageDialog, qtbot)
    assert dialog.workspace == made_up.package.with_suffix(".evaluator")
    dialog.where.setText(str(made.path))
    dialog.accept()
    qtbot.waitUntil(dialog.passphrases.isVisible, timeout=10_000)
    dialog.passphrases.first.setText("väärä")
    dialog.passphrases.again.setText("väärä")
    dialog.accept()
    qtbot.waitUntil(dialog.complaint.isVisible, timeout=10_000)
    assert not made.path.exists()

    dialog.passphrases.first.setText(PASSPHRASE)
    dialog.accept()
    qtbot.waitUntil(lambda: made.session.outcome is not None, timeout=10_000)
    qtbot.waitUntil(lambda: made.view.desk is not None)
    assert [each.text() for each in made.window._rail.buttons if each.isVisible()] == ["Arviointi", "Loki"]
    met = shown(made, FingerprintDialog, qtbot)
    assert "Esimerkkiesittelijä" in met.accessibleDescription()
    made.session.close()


@pytest.fixture
def from_somebody_new(made_up, tmp_path):
    """A further package of the same round, by an official whom the reviewer does not know."""
    office = compose(data_dir=tmp_path / "uusi esittelijä")
    card = office.identities.new("Esimerkkiesittelijä 2", "", office.identity_secret(passphrase=PASSPHRASE))
    person = office.identities.open(None, office.identity_secret(passphrase=PASSPHRASE))
    copy = Path(shutil.copy(made_up.round, tmp_path / "kopio.evaluator"))
    with closing(office.open(copy, PASSPHRASE)) as workspace:
        (package,) = office.make_packages(workspace, person, tmp_path / "paketit")
    return package.path, spoken(card.fingerprint)


def test_a_package_from_somebody_new_waits_until_the_digits_were_compared(
    program, taken, from_somebody_new, dressed, qtbot, settings, tmp_path
):
    made = ReviewDesk(qtbot, settings, program, Path(shutil.copy(taken, tmp_path / "oma.evaluator")))
    package, digits = from_somebody_new
    made.controller.open_file(package)
    dialog = shown(made, PackageDialog, qtbot)
    dialog.where.setText(str(made.path))
    dialog.accept()
    qtbot.waitUntil(dialog.passphrases.isVisible, timeout=10_000)
    dialog.passphrases.first.setText(PASSPHRASE)
    dialog.accept()

    qtbot.waitUntil(dialog._sender.isVisible, timeout=10_000)
    assert digits not in dialog.complaint.accessibleName()  # they come over the telephone
    assert made.session.outcome is None
    dialog._sender.setText(digits)
    dialog.accept()

    qtbot.waitUntil(lambda: made.session.outcome is not None, timeout=10_000)
    assert "Esimerkkiesittelijä 2" in shown(made, FingerprintDialog, qtbot).accessibleDescription()
    made.session.close()


def test_without_an_identity_a_package_leads_to_a_card(machine, made_up, qtbot, tmp_path):
    made = machine(tmp_path / "tyhja")
    made.controller.open_file(made_up.package)
    dialog = shown(made, CardDialog, qtbot)
    card = tmp_path / "kortti.evcard"
    made.controller.people.ask_card_file = lambda *_: card
    dialog.name_field.setText("Esimerkkiarvioija 9")
    dialog.accept()
    qtbot.waitUntil(dialog.passphrases.isVisible, timeout=10_000)
    dialog.passphrases.first.setText("yksi")
    dialog.passphrases.again.setText("toinen")
    dialog.accept()
    assert dialog.complaint.isVisible()
    dialog.passphrases.again.setText("yksi")
    dialog.accept()
    told = shown(made, FingerprintDialog, qtbot)

    assert card.is_file()
    assert spoken(made.program.read_card(card).fingerprint)
    assert told.isVisible()
