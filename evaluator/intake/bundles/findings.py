"""What can be found in a bundle: every code with its weight, and the list that collects them."""

from __future__ import annotations

from typing import Final

from evaluator.domain.bundles import BundleFinding, Gravity
from evaluator.intake.bundles.limits import LONGEST_SHOWN, MOST_FINDINGS

_E, _W, _L = Gravity.ERROR, Gravity.WARNING, Gravity.LOOK

ALWAYS_ERRORS: Final = frozenset(
    (
        # the file or folder
        *("not-a-bundle", "unreadable", "changed", "link", "special-file", "too-many-files"),
        *("name-unsafe", "name-encoding", "name-repeated", "name-both", "several-folders"),
        *("zip-truncated", "zip-damaged", "zip-encrypted", "zip-method", "zip-overlap", "zip-header"),
        *("zip-size", "zip-checksum", "zip-ratio"),
        # the bag
        *("bagit-missing", "bagit-form", "bagit-mark", "bagit-version", "bagit-encoding", "data-missing"),
        *("manifest-missing", "manifest-algorithm", "manifest-algorithm-twice", "manifest-line"),
        *("manifest-hash", "manifest-unsafe", "manifest-outside", "manifest-percent", "manifest-repeated"),
        *("tag-files-too-large", "tag-file-encoding", "tag-manifest-incomplete", "tag-manifest-of-itself"),
        *("file-missing", "file-unlisted", "checksum", "bag-info-line"),
        *("oxum-form", "oxum-repeated", "oxum-wrong"),
        *("fetch-line", "fetch-unsafe", "fetch-outside", "fetch-unlisted", "fetch-unmet"),
        # the applications
        *("manifest-weak", "too-many-applications", "no-application", "folder-name", "file-unexpected"),
        *("form-missing", "form-too-large", "form-encoding", "form-syntax", "form-too-deep"),
        *("form-repeated-key", "form-number", "form-characters", "form-newer", "form-field-missing"),
        *("form-field-unknown", "form-field-value", "form-id", "form-repeated", "form-partner"),
        *("attachment-missing", "attachment-undeclared", "attachment-path"),
        *("other-call", "form-applicant"),
    )
)

ERRORS_AT_IMPORT: Final = frozenset(
    (
        *("name-control", "name-reserved", "name-too-long", "name-too-deep", "name-collides"),
        *("no-folder", "file-too-large", "bundle-too-large"),
        *("manifest-asterisk", "manifest-spelling"),
    )
)
"""What RFC 8493 allows, at least with a warning, and an application bundle may not have."""

WARNINGS: Final = frozenset(
    (
        *("zip-name-encoding", "zip-extra-bytes", "bagit-old", "algorithm-weak", "tag-file-mark"),
        *("manifest-blank-line", "manifest-dot", "manifest-name", "bag-info-space", "fetch-size"),
        *("fetch-repeated", "attachment-program", "code-unknown", "code-disagrees", "number-taken"),
        *("system-file", "more-findings"),
    )
)

LOOKS: Final = frozenset(("attachment-content", "attachment-damaged", "attachment-empty"))

CODES: Final = ALWAYS_ERRORS | ERRORS_AT_IMPORT | WARNINGS | LOOKS


class FaultError(Exception):
    """Something in a bundle that cannot be read on; becomes a finding.

    Attributes:
        code: One of ``CODES``.
        facts: Values for its sentence; ``path`` where the raiser knows it.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Findings:
    """Collects findings; the first ``MOST_FINDINGS`` are kept, each code and path once."""

    def __init__(self, *, strict: bool) -> None:
        """Start empty.

        Args:
            strict: The bundle is to be imported, not only a container to be judged.
        """
        self.strict = strict
        self._found: dict[tuple[object, ...], BundleFinding] = {}
        self._left_out = 0
        self._errors = 0

    def add(self, code: str, path: str = "", *, severity: Gravity | None = None, **facts: str | int) -> None:
        """Note a finding.

        Args:
            code: One of ``CODES``.
            path: The file it is about, as it is; made printable here.
            severity: Other than the code's own.
            facts: Values for its sentence; texts are made printable and short.
        """
        weight = severity or self._weight(code)
        shown = {name: printable(each) if isinstance(each, str) else each for name, each in facts.items()}
        finding = BundleFinding(code=code, severity=weight, path=printable(path), facts=shown)
        key = (code, finding.path, *sorted(shown.items()))
        if key in self._found:
            return
        self._errors += weight is Gravity.ERROR
        if len(self._found) >= MOST_FINDINGS:
            self._left_out += 1
        else:
            self._found[key] = finding

    def add_fault(self, fault: FaultError, path: str = "") -> None:
        """Note what a fault says."""
        facts = dict(fault.facts)
        self.add(fault.code, str(facts.pop("path", path)), severity=None, **facts)

    def _weight(self, code: str) -> Gravity:
        if code in ALWAYS_ERRORS:
            return _E
        if code in ERRORS_AT_IMPORT:
            return _E if self.strict else _W
        if code in WARNINGS:
            return _W
        if code in LOOKS:
            return _L
        raise KeyError(code)

    @property
    def fatal(self) -> bool:
        """Whether anything found makes the bundle invalid."""
        return self._errors > 0

    @property
    def all(self) -> tuple[BundleFinding, ...]:
        """What was found, the gravest first, then in the order of finding."""
        order = {_E: 0, _W: 1, _L: 2}
        found = sorted(self._found.values(), key=lambda each: order[each.severity])
        if self._left_out:
            weight = _E if self.fatal else _W
            found.append(
                BundleFinding(code="more-findings", severity=weight, facts={"count": self._left_out})
            )
        return tuple(found)


def printable(text: str) -> str:
    """Give a text that a terminal and a JSON file can show, cut to a readable length.

    A name from outside may hold control characters, or bytes that are no text at all.
    """
    shown = "".join(
        each if each.isprintable() else each.encode("unicode_escape", "surrogatepass").decode()
        for each in text[: LONGEST_SHOWN + 1]
    )
    return shown if len(text) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
