"""Can a window open here? Answered without importing Qt, which would end the process if not."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from evaluator.doctor.checks import Check
from evaluator.doctor.sonames import PRINTING, QT, WINDOW, install_command, missing_packages

PARTS: Final = ("QtCore", "QtGui", "QtWidgets", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg")


def platform() -> str:
    """Give the Qt platform a window would use: for example xcb, wayland, offscreen or windows."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen or not sys.platform.startswith("linux"):
        return chosen or sys.platform
    on_wayland_only = os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY")
    return "wayland" if on_wayland_only else "xcb"


def check_qt() -> Check:
    """Look whether Qt is installed with the parts that are used, in a version that is sound here."""
    spec = find_spec("PySide6")
    folders = [Path(each) for each in (spec.submodule_search_locations or ())] if spec else []
    for part in PARTS:
        if not any(True for folder in folders for _ in folder.glob(f"{part}.*")):
            return Check(name="qt", ok=False, state="missing", facts={"part": part})
    version = _pyside_version(folders[0])
    if sys.version_info < (3, 12) and _number(version) >= (6, 12):
        # 6.12 gives back one reference to None too many on 3.11; Python aborts after some thousand calls.
        return Check(name="qt", ok=False, state="unsound", facts={"version": version, "python": _python()})
    return Check(name="qt", ok=True, facts={"version": version})


def check_libraries() -> Check:
    """Look whether the shared libraries are there that the platform of the window needs."""
    needed = {**QT, **WINDOW} if platform() == "xcb" else QT
    packages = missing_packages(needed)
    if not packages:
        return Check(name="libraries", ok=True)
    facts = {"packages": ", ".join(packages)}
    return Check(name="libraries", ok=False, state="missing", facts=facts, command=install_command(packages))


def check_display() -> Check:
    """Look whether there is a screen to open a window on."""
    used = platform()
    wants = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}.get(used)
    if wants is None or os.environ.get(wants):
        return Check(name="display", ok=True, facts={"platform": used})
    return Check(name="display", ok=False, needed=False, state="missing", facts={"variable": wants})


def check_printing() -> Check:
    """Look whether Qt will find printers."""
    packages = missing_packages(PRINTING)
    if not packages:
        return Check(name="printing", ok=True)
    command = install_command(packages)
    return Check(name="printing", ok=False, needed=False, state="missing", command=command)


def what_stops_the_window() -> Check | None:
    """Give the first check that a window cannot do without and that fails, or None."""
    for look in (check_qt, check_libraries, check_display):
        check = look()
        if not check.ok:
            return check
    return None


def _pyside_version(folder: Path) -> str:
    """Read the version off the installation's folder name; reading metadata would delay the first paint."""
    for each in folder.parent.glob("[Pp]y[Ss]ide6_[Ee]ssentials-*.dist-info"):
        return each.name.removesuffix(".dist-info").split("-")[1]
    return ""  # a frozen program, whose version was judged when it was built


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _python() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])
