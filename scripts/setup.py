"""Set up the program in this checkout: Debian packages, ``.venv``, pinned dependencies, the command.

Runs on any Python 3.11 or newer with nothing installed, as often as one likes; where
nothing has changed it ends at once. Exit code 0: ready; 1: something must be done first, and
the last lines say what.

    python3 scripts/setup.py            what running the program needs
    python3 scripts/setup.py --dev      what the tests and the freezing need besides
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have any Python
    sys.exit(
        "Evaluator needs Python 3.11 or newer, and this is {}.{}: install a newer one and run make again, "
        "or name it with make PYTHON=/path/to/python3.".format(*sys.version_info[:2])
    )

import argparse
import compileall
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator.doctor import sonames  # noqa: E402 - found only by the line above

VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
CERTIFICATES_TOOL = Path("/usr/sbin/update-ca-certificates")
"""Comes with the package ca-certificates, which venv's package pulls in and which writes the former anew.
Where an organisation has put its own certificates there by hand, they are kept: pip needs them."""

UNIX_COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from evaluator.__main__ import main

sys.exit(main())
"""
"""The shell's line stands in for a ``#!`` line, which may hold neither spaces nor long paths."""

WINDOWS_COMMAND = '@"%~dp0python.exe" -P -m evaluator %*\r\n'


class CannotGoOnError(Exception):
    """Something must be done by a person first; the text says what."""


def run(what: str, *command: str | Path) -> None:
    """Run a command silently, with one line about it.

    Raises:
        CannotGoOnError: It failed; carries what it printed.
    """
    started = time.monotonic()
    print(what, end=" … ", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        print("failed")
        raise CannotGoOnError(f"{done.stdout.strip()}\n\nThe command was: {' '.join(words)}")
    print(f"{time.monotonic() - started:.0f} s")


def missing_packages(*, dev: bool) -> list[str]:
    """Give the Debian packages that are missing, judged by the libraries and programs they bring."""
    libraries = {**sonames.QT, **sonames.WINDOW, **sonames.PRINTING}
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    is_debians_python = Path(sys.base_prefix) == Path("/usr")
    if dev and is_debians_python:
        # Debian's interpreter holds this library inside; a frozen program needs it as a file.
        libraries[f"libpython{version}.so.1.0"] = f"libpython{version}"
    missing = list(sonames.missing_packages(libraries, sonames.TOOLS if dev else {}))
    if is_debians_python and importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, f"python{version}-venv")
    return missing


def provide_packages(*, dev: bool) -> None:
    """Install what is missing when run as root on Debian or its kin.

    Raises:
        CannotGoOnError: Something is missing and cannot be installed from here.
    """
    missing = missing_packages(dev=dev)
    if not missing:
        return
    command = sonames.install_command(missing)
    if shutil.which("apt-get") is None:
        raise CannotGoOnError(
            "These libraries or programs are missing, named as Debian's packages: "
            + " ".join(missing)
            + "\nInstall what your system calls them and run make again, or go on with --skip-system."
        )
    if os.geteuid() != 0:
        raise CannotGoOnError(f"Debian packages are missing. Run this, then make again:\n\n    {command}\n")
    by_hand = CERTIFICATES.read_bytes() if CERTIFICATES.exists() and not CERTIFICATES_TOOL.exists() else None
    run("Reading Debian's package lists", "apt-get", "update", "-q")
    run(
        f"Installing {' '.join(missing)}",
        *("apt-get", "install", "-q", "-y", "--no-install-recommends", *missing),
    )
    if by_hand is not None:
        CERTIFICATES.write_bytes(by_hand)
    still = missing_packages(dev=dev)
    if still:
        raise CannotGoOnError(f"Installed, and yet not found: {' '.join(still)}.")


def wanted_state(*, dev: bool) -> dict[str, str]:
    """Give what the environment is made from: Python, the place, and the pinned files by hash."""
    files = ["run.txt", *(["dev.txt"] if dev else [])]
    hashes = {name: hashlib.sha256((ROOT / "requirements" / name).read_bytes()).hexdigest() for name in files}
    return {"python": sys.version, "home": sys.base_prefix, "root": str(ROOT), **hashes}


def present_state() -> dict[str, str]:
    """Give what the environment was made from, or nothing where there is none that works."""
    try:
        subprocess.run([PYTHON, "-c", ""], check=True, stderr=subprocess.DEVNULL)
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return {str(key): str(value) for key, value in dict(stamp).items()}


def make_environment(wanted: dict[str, str], present: dict[str, str]) -> None:
    """Make ``.venv`` with what is wanted, anew if it belongs to another Python or another place."""
    if any(wanted[key] != present.get(key) for key in ("python", "home", "root")):
        run("Making the virtual environment .venv", sys.executable, "-m", "venv", "--clear", VENV)
    STAMP.unlink(missing_ok=True)
    files = [
        word for name in wanted if name.endswith(".txt") for word in ("-r", ROOT / "requirements" / name)
    ]
    # pip compiles what it installs; only wheels, whose contents the hashes vouch for.
    pip = (PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "--only-binary", ":all:")
    run("Installing the pinned dependencies, some 300 MB the first time", *pip, *files)
    link_command()
    STAMP.write_text(json.dumps(wanted, indent=1), encoding="utf-8")


def link_command() -> None:
    """Make the checkout importable in ``.venv`` and put the command ``evaluator`` there."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    where = subprocess.run([PYTHON, "-c", code], check=True, text=True, stdout=subprocess.PIPE).stdout.strip()
    Path(where, "evaluator.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if os.name == "nt":
        (BIN / "evaluator.cmd").write_text(WINDOWS_COMMAND, encoding="utf-8")
        return
    command = BIN / "evaluator"
    command.write_text(UNIX_COMMAND.format(python=PYTHON), encoding="utf-8")
    command.chmod(0o755)


def compile_bytecode() -> None:
    """Compile the program's own modules, so that its first start is as quick as the others."""
    compileall.compile_dir(ROOT / "evaluator", quiet=2, workers=1)


def main() -> int:
    """Set up; see the module."""
    parser = argparse.ArgumentParser(description="Set up Evaluator in this checkout.")
    parser.add_argument("--dev", action="store_true", help="also what tests and freezing need")
    parser.add_argument("--skip-system", action="store_true", help="do not look for Debian packages")
    options = parser.parse_args()
    try:
        if not options.skip_system:
            provide_packages(dev=options.dev)
        present = present_state()
        wanted = wanted_state(dev=options.dev or "dev.txt" in present)
        if wanted != present:
            make_environment(wanted, present)
        compile_bytecode()
    except CannotGoOnError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
