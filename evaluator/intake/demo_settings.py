"""The settings of a demonstration: what no source publishes and the demonstration assumes."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import AwareDatetime, Field, ValidationError

from evaluator.domain.call import Exact, Model, NonEmpty
from evaluator.domain.identifiers import ApplicationId
from evaluator.intake.demo_errors import DemoSettingError, DemoUnreadableError

if TYPE_CHECKING:
    from pathlib import Path


class DemoNote(Model):
    """A text on one application, and its Swedish translation: a reason, or a condition of its grant."""

    application: ApplicationId
    text: NonEmpty
    text_sv: NonEmpty


class DemoSettings(Model):
    """What a demonstration assumes.

    Attributes:
        threshold: Least total that is funded, 0-100; the demonstration's own.
        official: The made-up official who decides, by title.
        moment: When everything in it happened.
        eligible_reason: The made-up official's reason for "may be funded".
        eligible_reason_sv: Its made-up Swedish translation.
        extracts: Of which applications it shows the extract, a grant and a refusal in each language.
        not_eligible: The made-up official's reasons for "may not be funded".
        conditions: Conditions of single grants: the gist of the real decision's own.
    """

    threshold: Annotated[Exact, Field(ge=0, le=100)]
    official: NonEmpty
    moment: AwareDatetime
    eligible_reason: NonEmpty
    eligible_reason_sv: NonEmpty
    extracts: tuple[ApplicationId, ...] = ()
    not_eligible: tuple[DemoNote, ...] = ()
    conditions: tuple[DemoNote, ...] = ()


def read_demo_settings(path: Path) -> DemoSettings:
    """Read the settings of a demonstration.

    Raises:
        DemoUnreadableError: The file is missing or no TOML.
        DemoSettingError: A setting is missing, strange or wrong; says which.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DemoUnreadableError(file=path.name) from error
    try:
        return DemoSettings.model_validate(raw)
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise DemoSettingError(file=path.name, field=where) from error
