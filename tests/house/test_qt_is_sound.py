"""The Qt that is installed counts references right."""

import subprocess
import sys

from evaluator.doctor.display import check_qt

CALLS = """
from PySide6.QtGui import QFont, QGuiApplication
application = QGuiApplication([])
font = QFont()
for _ in range(100_000):
    font.setPixelSize(12)
print("sound")
"""


def test_pyside_survives_100000_calls_that_return_nothing():
    environment = {"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, env=environment, check=False
    )

    assert done.stdout == "sound\n", done.stderr
    assert done.returncode == 0


def test_a_version_that_aborts_on_this_python_is_refused(tmp_path, monkeypatch):
    qt = tmp_path / "PySide6"
    qt.mkdir()
    (qt / "__init__.py").touch()
    for part in ("QtCore", "QtGui", "QtWidgets", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg"):
        (qt / f"{part}.abi3.so").touch()
    (tmp_path / "pyside6_essentials-6.12.0.dist-info").mkdir()
    spec = type("Spec", (), {"submodule_search_locations": [str(qt)]})
    monkeypatch.setattr("evaluator.doctor.display.find_spec", lambda _: spec)
    monkeypatch.setattr("evaluator.doctor.display.sys.version_info", (3, 11, 7))

    check = check_qt()

    assert (check.ok, check.state, check.facts["version"]) == (False, "unsound", "6.12.0")


def test_looking_for_qt_does_not_import_it():
    code = "import sys, evaluator.doctor.run as doctor; doctor.run_checks(); print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
