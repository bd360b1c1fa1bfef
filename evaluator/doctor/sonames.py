"""Which shared libraries and programs are needed, and the Debian packages that bring them.

A package is judged by what it brings, not by its name in a package database: other
distributions, other releases and hand-built libraries then count as well. Standard
library only; set-up runs this before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

QT: Final[Mapping[str, str]] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
}
"""What Qt's parts that the program uses need on any platform, the offscreen one included."""

WINDOW: Final[Mapping[str, str]] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X server needs besides."""

PRINTING: Final[Mapping[str, str]] = {"libcups.so.2": "libcups2"}
"""Without it Qt finds no printer; papers can still be saved."""

TOOLS: Final[Mapping[str, str]] = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "secret-tool": "libsecret-tools",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "javac": "default-jdk-headless",
    "/usr/share/java/jaxb-runtime.jar": "libjaxb-java",
    "objdump": "binutils",
    "strace": "strace",
    "gio": "libglib2.0-bin",
    "update-mime-database": "shared-mime-info",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
}
"""What the tests and the freezing need: programs on the search path, or files."""


def is_loadable(soname: str) -> bool:
    """Tell whether the dynamic loader finds a shared library and all it needs itself."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _is_there(tool: str) -> bool:
    return os.path.exists(tool) if tool.startswith("/") else shutil.which(tool) is not None  # noqa: PTH110


def missing_packages(libraries: Mapping[str, str], tools: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Give the Debian packages that bring what is missing, each once, in the table's order.

    Elsewhere than on Linux nothing is missing: the wheels bring all they need.
    """
    if not sys.platform.startswith("linux"):
        return ()
    absent = [package for soname, package in libraries.items() if not is_loadable(soname)]
    absent += [package for tool, package in (tools or {}).items() if not _is_there(tool)]
    return tuple(dict.fromkeys(absent))


def install_command(packages: Iterable[str]) -> str:
    """Give the one command that installs the packages on Debian and its kin."""
    # A minimal system has no sudo, and its administrator needs none.
    words = [] if getattr(os, "geteuid", lambda: 0)() == 0 else ["sudo"]
    return " ".join([*words, "apt-get install --no-install-recommends", *packages])
