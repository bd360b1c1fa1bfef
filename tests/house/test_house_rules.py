"""Rules that no other tool watches: sizes, sentences in three languages, what files may name."""

import ast
import importlib
import pkgutil
import re
import shutil
import string
import subprocess
import tomllib
from pathlib import Path

import pytest

import evaluator
from evaluator.domain.language import Language
from evaluator.errors import EvaluatorError, InputError, RefusedError, RuleError, StorageError
from evaluator.messages.catalogue import Catalogue

ROOT = Path(evaluator.__file__).parent.parent
MESSAGES = ROOT / "resources" / "messages"
LARGEST_MODULE = 400
LARGEST_FUNCTION = 60
FAMILIES = {EvaluatorError, InputError, RefusedError, RuleError, StorageError}


def tracked_files() -> list[Path]:
    """What the project consists of, committed or about to be; a plain copy counts whole."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        ignored = {".venv", ".git", ".hypothesis", "__pycache__"}
        made = {"build", "dist", "demo"}
        return [
            each
            for each in ROOT.rglob("*")
            if each.is_file()
            and each.relative_to(ROOT).parts[0] not in made
            and not any(part in ignored or part.endswith("_cache") for part in each.relative_to(ROOT).parts)
        ]
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    found = [ROOT / name for name in listed.decode().split("\0") if name]
    return [each for each in found if each.is_file()]


def product_modules() -> list[Path]:
    return sorted((ROOT / "evaluator").rglob("*.py"))


def every_module() -> list[str]:
    names = [each.name for each in pkgutil.walk_packages(evaluator.__path__, "evaluator.")]
    return [name for name in names if ".migrations" not in name and name != "evaluator.__main__"]


def error_classes() -> list[type[EvaluatorError]]:
    for name in every_module():
        importlib.import_module(name)
    found: set[type[EvaluatorError]] = set()
    waiting = [EvaluatorError]
    while waiting:
        for each in waiting.pop().__subclasses__():
            found.add(each)
            waiting.append(each)
    return sorted(
        (each for each in found if each.__module__.startswith("evaluator.") and each not in FAMILIES),
        key=lambda each: each.code,
    )


def sentences(value: object, path: str = "") -> dict[str, str]:
    """Flatten a message file into dotted keys."""
    if isinstance(value, dict):
        flat: dict[str, str] = {}
        for key, inner in value.items():
            flat |= sentences(inner, f"{path}.{key}" if path else key)
        return flat
    return {path: value} if isinstance(value, str) else {path: "\n".join(map(str, value))}


def placeholders(sentence: str) -> set[str]:
    return {
        field.split(".")[0].split("[")[0] for _, field, _, _ in string.Formatter().parse(sentence) if field
    }


def without_language(names: set[str]) -> set[str]:
    """A fact that is itself in a language carries it at the end: ``sector_fi``, ``sector_sv``."""
    return {re.sub(r"_(fi|sv|en)$", "_*", name) for name in names}


def areas() -> list[str]:
    return sorted({file.stem for file in MESSAGES.glob("*/*.toml")})


def area(language: str, name: str) -> dict[str, str]:
    return sentences(tomllib.loads((MESSAGES / language / f"{name}.toml").read_text(encoding="utf-8")))


def test_no_module_is_longer_than_a_person_reads_in_one_sitting():
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in product_modules()}

    assert {str(f.relative_to(ROOT)): n for f, n in lengths.items() if n > LARGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen():
    long = {}
    for file in product_modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LARGEST_FUNCTION and "migrations" not in file.parts:
                    long[f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"] = length

    assert long == {}


def test_every_error_has_a_code_of_its_own():
    codes: dict[str, list[str]] = {}
    for each in error_classes():
        if "code" in vars(each):
            codes.setdefault(each.code, []).append(each.__qualname__)

    assert {code: names for code, names in codes.items() if len(names) > 1} == {}


@pytest.mark.parametrize("language", list(Language))
def test_every_error_says_a_sentence_with_no_fact_it_does_not_carry(language):
    catalogue = Catalogue(language)
    known = area(language.value, "errors")
    wrong = []
    for each in error_classes():
        if "code" not in vars(each):  # a family inside a package; its members are said
            continue
        said = [
            text
            for key, text in known.items()
            if key in {each.code, f"{each.code}.one", f"{each.code}.other"}
        ]
        if not said or not catalogue.has(f"errors.{each.code}"):
            wrong.append(f"{each.code}: no sentence")
        wrong += [
            f"{each.code}: {fact} is not among its facts"
            for text in said
            for fact in sorted(placeholders(text) - set(each.fact_names))
        ]

    assert wrong == []


def test_no_sentence_about_an_error_is_left_over():
    codes = {each.code for each in error_classes()}
    known = {re.sub(r"\.(one|other)$", "", key) for key in area("fi", "errors")}

    assert sorted(known - codes) == []


@pytest.mark.parametrize("name", areas())
def test_the_three_languages_have_the_same_keys_and_placeholders(name):
    per_language = {each.value: area(each.value, name) for each in Language}
    finnish = per_language["fi"]

    for known in per_language.values():
        assert sorted(known) == sorted(finnish)
        assert {key: without_language(placeholders(text)) for key, text in known.items()} == {
            key: without_language(placeholders(text)) for key, text in finnish.items()
        }


@pytest.mark.parametrize("name", areas())
def test_no_sentence_is_empty_or_shouts(name):
    for language in Language:
        for key, text in area(language.value, name).items():
            assert text.strip(), f"{language.value} {name}.{key}"
            assert "!" not in text, f"{language.value} {name}.{key}"


def test_every_decision_record_is_in_the_index():
    folder = ROOT / "docs" / "adr"
    records = {file.name for file in folder.glob("[0-9]*.md")}
    index = (folder / "README.md").read_text(encoding="utf-8")

    assert records
    assert set(re.findall(r"\((\d[^)]*\.md)\)", index)) == records


def test_no_file_names_a_place_of_one_machine_or_a_package_index():
    # Put together here, so that this file does not hold what it forbids.
    forbidden = re.compile(
        "|".join(
            (
                "/wo" + "rk/",
                "/ro" + "ot/",
                "/home/[a-z]",
                "/t" + "mp/",
                "--index" + "-url|py" + "pi\\.org/simple",
            )
        )
    )
    allowed_option = "--no-emit-" + "index-url"
    found = []
    for file in tracked_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{file.relative_to(ROOT)}:{number}"
            for number, line in enumerate(text.splitlines(), start=1)
            if forbidden.search(line.replace(allowed_option, ""))
        ]

    assert found == []


def test_every_pinned_dependency_has_a_hash():
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        entries = re.findall(r"^[a-z0-9._-]+==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)

        assert entries
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_has_its_licence_in_the_list_and_none_that_runs_is_gpl():
    listed = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    licences = dict(re.findall(r"^\| ([a-z0-9._-]+) \| ([^|]+) \|", listed, re.MULTILINE))
    running = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements/run.txt").read_text("utf-8"), re.MULTILINE)
    )
    building = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements/dev.txt").read_text("utf-8"), re.MULTILINE)
    )

    assert (running | building) - set(licences) == set()
    assert {name for name in running if re.search(r"(?<!L)GPL", licences[name])} == set()


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert [int(each) for each in re.findall(r"^(\d+)\. [A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert text.rstrip().endswith("new EUPL version.")


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="a plain copy ignores nothing"
)
def test_version_control_overlooks_no_part_of_the_program():
    command = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "-o",
        "-i",
        "--exclude-standard",
        "evaluator",
        "resources",
    ]
    overlooked = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()

    assert [name for name in overlooked if not name.endswith(".pyc")] == []
