"""The applications in a bag: which folders there are, their forms, their files."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from evaluator.domain.bundles import FileEnd, FileStart
from evaluator.domain.identifiers import ApplicationId, MunicipalityCode
from evaluator.intake.bundles import limits
from evaluator.intake.bundles.checksums import STRONG
from evaluator.intake.bundles.container import Begun, Ended
from evaluator.intake.bundles.contents import Glimpse, look
from evaluator.intake.bundles.forms import read_form
from evaluator.intake.bundles.names import composed, is_unsafe
from evaluator.intake.bundles.tag_files import PAYLOAD
from evaluator.intake.registers import municipalities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.bundles import ReceivedForm, StreamEvent
    from evaluator.intake.bundles.container import Container

FORM: Final = "application.json"
ATTACHMENTS: Final = "attachments/"
_FOLDER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class Applications:
    """Reads the applications of an opened container; findings go to the container's."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._findings = container.findings
        self._forms: dict[str, ReceivedForm] = {}
        self._digests: dict[str, bytes] = {}
        payload = [each.name.algorithm.name for each in container.manifests if not each.name.of_tags]
        if payload and STRONG.isdisjoint(payload):
            self._findings.add("manifest-weak")
        self._read(self._folders())

    @property
    def forms(self) -> tuple[ReceivedForm, ...]:
        """The forms that could be read, by the id of the application."""
        return tuple(self._forms[each] for each in sorted(self._forms))

    def _folders(self) -> dict[str, set[str]]:
        """Sort the payload by application: id, and the paths below its folder."""
        folders: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self._container.payload:
            folder, _, path = entry.path.removeprefix(PAYLOAD).partition("/")
            if not path or not (path == FORM or path.startswith(ATTACHMENTS)):
                self._findings.add("file-unexpected", entry.path)
            elif not _FOLDER.fullmatch(folder):
                self._findings.add("folder-name", entry.path)
            else:
                folders[folder].add(path)
        return folders

    def _read(self, folders: dict[str, set[str]]) -> None:
        if not folders and not self._findings.fatal:
            self._findings.add("no-application")
        if len(folders) > limits.MOST_APPLICATIONS:
            self._findings.add("too-many-applications", limit=limits.MOST_APPLICATIONS)
            return
        for folder, paths in sorted(folders.items()):
            received = self._form(folder, paths)
            if received is None:
                continue
            if received.form.id != folder:
                self._findings.add("form-id", f"{PAYLOAD}{folder}/{FORM}", id=received.form.id, folder=folder)
                continue
            self._compare(folder, paths - {FORM}, received)
            self._check_codes(folder, received)
            self._forms[folder] = received

    def _form(self, folder: str, paths: set[str]) -> ReceivedForm | None:
        path = f"{PAYLOAD}{folder}/{FORM}"
        if FORM not in paths:
            self._findings.add("form-missing", path)
            return None
        if self._container.size_of(path) > limits.LARGEST_FORM:
            self._findings.add("form-too-large", path, limit_mib=limits.LARGEST_FORM // limits.MIB)
            return None
        content = self._container.read(path, limits.LARGEST_FORM)
        if content is None:
            return None
        self._digests[path] = hashlib.sha512(content).digest()
        return read_form(content, path, self._findings)

    def _compare(self, folder: str, present: set[str], received: ReceivedForm) -> None:
        """Hold the files that are there against those that the form declares."""
        there = {composed(path) for path in present}
        declared = set()
        for each in received.form.attachments:
            path = composed(each.path)
            if is_unsafe(path) or not path.startswith(ATTACHMENTS):
                self._findings.add("attachment-path", f"{PAYLOAD}{folder}/{FORM}", name=each.path)
                continue
            declared.add(path)
            if path not in there:
                self._findings.add("attachment-missing", f"{PAYLOAD}{folder}/{each.path}")
        for path in sorted(present):
            if composed(path) not in declared:
                self._findings.add("attachment-undeclared", f"{PAYLOAD}{folder}/{path}")

    def _check_codes(self, folder: str, received: ReceivedForm) -> None:
        """Hold the codes of municipalities against the register; the official decides."""
        register = municipalities()
        for each in (received.form.lead, *received.form.partners):
            code = None if each.code is None else MunicipalityCode(each.code)
            named = register.find(each.name)
            if code is None:
                continue
            if register.get(code) is None:
                self._findings.add(
                    "code-unknown", f"{PAYLOAD}{folder}/{FORM}", name=each.name, municipality=code
                )
            elif named is not None and named.code != code:
                self._findings.add(
                    "code-disagrees",
                    f"{PAYLOAD}{folder}/{FORM}",
                    name=each.name,
                    municipality=code,
                    registered=named.code,
                )

    def stream(self) -> Iterator[StreamEvent]:
        """Verify the container, giving every attachment on the way, by application and path."""
        for event in self._container.stream():
            if isinstance(event, Begun):
                path = event.path
                folder, _, name = path.removeprefix(PAYLOAD).partition("/")
                wanted = path.startswith(PAYLOAD) and folder in self._forms and name != FORM
                seen = Glimpse()
                if wanted:
                    yield FileStart(
                        application=ApplicationId(folder),
                        path=composed(name),
                        size=event.size,
                        claimed=event.claimed,
                    )
            elif isinstance(event, Ended):
                if wanted:
                    look(path, seen, self._findings)
                    yield FileEnd(sha512=event.sha512)
                elif event.sha512 not in {None, self._digests.get(path, event.sha512)}:
                    # Read twice, as form and for its checksum, and not the same both times.
                    self._findings.add("changed", path)
            elif wanted:
                seen.see(event)
                yield event
