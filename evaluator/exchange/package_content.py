"""How the content of a package is written and read."""

from __future__ import annotations

import re
from typing import Final

from pydantic import ValidationError

from evaluator.domain.applicants import Applicants, Body, BodyKind, NameSuggestion
from evaluator.domain.application_form import ApplicationForm
from evaluator.domain.applications import Application
from evaluator.domain.call import Call
from evaluator.domain.canonical import Canonical, encode
from evaluator.domain.cards import card_from, card_told
from evaluator.domain.exchanged import AssignedApplication, AttachedFile, PackageContents, PackageId
from evaluator.domain.fields import Fields, moment_told
from evaluator.domain.identifiers import ApplicationId, MunicipalityCode, RoundId
from evaluator.domain.last_result import once_for_the_last
from evaluator.domain.money import Cents
from evaluator.exchange.header import SHA512_BYTES, log_head_from, log_head_told

_SAFE_PATH: Final = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[^/\\:\0][^\\:\0]{0,239}")


def package_spelling(contents: PackageContents) -> bytes:
    """Write the content of a package canonically.

    Applications and call are spelled once, however many packages they go into; they
    are the first two fields in the order of the alphabet, so the rest follows them.
    """
    rest = encode(
        {
            "format": 1,
            "id": contents.id,
            "round": contents.round,
            "reviewer": contents.reviewer,
            "receivers": [card_told(each) for each in contents.receivers],
            "log_head": log_head_told(contents.log_head),
            "made": moment_told(contents.made),
            "made_up": contents.made_up,
        }
    )
    applications = b",".join(each.spelling for each in contents.applications)
    call = _call_spelling(contents.call)
    return b'{"applications":[' + applications + b'],"call":' + call + b"," + rest[1:]


@once_for_the_last
def _call_spelling(call: Call) -> bytes:
    return encode(call.model_dump(mode="json"))


def package_from(value: Canonical) -> PackageContents:
    """Read the content of a package.

    Raises:
        ContentError: It is none.
    """
    fields = Fields(
        value,
        "format",
        "id",
        "round",
        "call",
        "reviewer",
        "receivers",
        "applications",
        "log_head",
        "made",
        "made_up",
    )
    if fields.whole("format") != 1:
        raise fields.fail("format")
    return PackageContents(
        id=PackageId(fields.line("id", most=100)),
        round=RoundId(fields.line("round", most=100)),
        call=_call_from(fields),
        reviewer=fields.hash("reviewer"),
        receivers=tuple(
            card_from(each, f"/receivers/{at}") for at, each in enumerate(fields.items("receivers"))
        ),
        applications=tuple(_assigned_from(each) for each in fields.each("applications", *_ASSIGNED)),
        log_head=log_head_from(fields, "log_head"),
        made=fields.moment("made"),
        made_up=fields.flag("made_up"),
    )


def _call_from(fields: Fields) -> Call:
    try:
        return Call.model_validate_json(encode(fields.raw("call")))
    except ValidationError:
        raise fields.fail("call") from None


_ASSIGNED: Final = (
    "id",
    "number",
    "title",
    "applicants",
    "requested_cents",
    "received",
    "form",
    "attachments",
    "calibration",
)


def _assigned_from(fields: Fields) -> AssignedApplication:
    application = Application(
        id=ApplicationId(fields.line("id", most=100)),
        number=fields.whole("number"),
        title=fields.text("title", most=2000),
        applicants=_applicants_from(
            fields.inner("applicants", "as_written", "lead", "partners", "suggestions", "lead_repeated")
        ),
        requested=Cents(fields.whole("requested_cents")),
        received=None if fields.raw("received") is None else fields.moment("received"),
    )
    return AssignedApplication(
        application=application,
        form=_form_from(fields),
        attachments=tuple(
            _attached_from(each)
            for each in fields.each("attachments", "path", "sha512", "size", "media_type")
        ),
        calibration=fields.flag("calibration"),
    )


def _form_from(fields: Fields) -> ApplicationForm | None:
    if fields.raw("form") is None:
        return None
    try:
        return ApplicationForm.model_validate_json(encode(fields.raw("form")))
    except ValidationError:
        raise fields.fail("form") from None


def _attached_from(fields: Fields) -> AttachedFile:
    path = fields.line("path", most=240)
    if not _SAFE_PATH.fullmatch(path):
        raise fields.fail("path")
    return AttachedFile(
        path=path,
        sha512=fields.hexadecimal("sha512", SHA512_BYTES).hex(),
        size=fields.whole("size"),
        media_type=fields.line("media_type", most=100),
    )


def _applicants_from(fields: Fields) -> Applicants:
    return Applicants(
        as_written=fields.text("as_written"),
        lead=_body_from(fields.inner("lead", *_BODY)),
        partners=tuple(_body_from(each) for each in fields.each("partners", *_BODY)),
        suggestions=tuple(
            NameSuggestion(
                as_written=each.text("as_written"),
                suggested=each.text("suggested"),
                code=MunicipalityCode(each.line("code", most=10)),
            )
            for each in fields.each("suggestions", "as_written", "suggested", "code")
        ),
        lead_repeated=fields.flag("lead_repeated"),
    )


_BODY: Final = ("name", "kind", "code", "as_written")


def _body_from(fields: Fields) -> Body:
    try:
        kind = BodyKind(fields.text("kind"))
    except ValueError:
        raise fields.fail("kind") from None
    return Body(
        name=fields.text("name"),
        kind=kind,
        code=None if fields.raw("code") is None else MunicipalityCode(fields.line("code", most=10)),
        as_written=fields.text("as_written"),
    )
