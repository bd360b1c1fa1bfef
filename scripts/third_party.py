"""Write docs/third-party.md: what the program is built on, under which licence.

Licences are read from the metadata of what is installed; where that says nothing, or
says it unclearly, the table below says what the project's own licence file says.

    .venv/bin/python scripts/third_party.py
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "third-party.md"

STATED = {
    "lxml": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later with an exception for what it builds",
    "pyinstaller-hooks-contrib": "Apache-2.0 (what is built in); GPL-2.0-or-later (the hooks)",
    "pyside6-addons": "LGPL-3.0-only",
    "pyside6-essentials": "LGPL-3.0-only",
    "pyside6-pdf": "LGPL-3.0-only",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib; SQLCipher itself BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "macholib": "MIT",
    "pefile": "MIT",
    "pyrage": "MIT",
}
"""By the licence files; of a choice of licences, the one this program takes."""

HEAD = """# Third parties

What the program is built on, under which licence. Written by `scripts/third_party.py`
from the metadata of the installed packages; `make lock` writes it anew. Versions and
hashes are in `requirements/`.

No part of the program is under the GPL. Qt is used under the LGPL 3.0: its libraries lie as
files of their own beside the frozen program and may be replaced. Qt's own parts under the GPL
(charts, virtual keyboard and others of PySide6-Addons) are neither imported nor frozen.
Typefaces and icons have their notices beside them in `resources/`.
"""


def names(requirements: Path) -> list[str]:
    """Give the names that a requirements file pins, each once."""
    found = re.findall(r"^([a-z0-9._-]+)==", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    return list(dict.fromkeys(found))


def licence(name: str) -> str:
    """Give the licence of a package.

    Raises:
        LookupError: Neither its metadata nor the table here says it.
    """
    if name in STATED:
        return STATED[name]
    try:
        known = metadata(name)
    except PackageNotFoundError as error:
        raise LookupError(f"{name} is not installed: state its licence in {Path(__file__).name}") from error
    said = [each for field in ("License-Expression", "License") for each in known.get_all(field, [])]
    said += [each.split(" :: ")[-1] for each in known.get_all("Classifier", []) if each.startswith("License")]
    for each in said:
        if each.strip() and "\n" not in each and len(each) < 90:  # noqa: PLR2004 - longer ones are whole licence texts
            return str(each).strip()
    raise LookupError(f"{name} does not say its licence: state it in {Path(__file__).name}")


def purpose(name: str) -> str:
    """Give what the package says it is."""
    try:
        return str(metadata(name)["Summary"]).replace("|", "/").strip()
    except PackageNotFoundError:
        return "For other systems or versions of Python"


def table(title: str, wanted: list[str]) -> str:
    """Give a chapter with a table."""
    rows = [f"| {name} | {licence(name)} | {purpose(name)} |" for name in wanted]
    return "\n".join([f"\n## {title}\n", "| package | licence | what it is |", "|---|---|---|", *rows, ""])


def main() -> None:
    """Write the list."""
    running = names(ROOT / "requirements" / "run.txt")
    building = [each for each in names(ROOT / "requirements" / "dev.txt") if each not in running]
    text = HEAD + table("What runs", running) + table("What builds and tests, and is not handed on", building)
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
