"""Reasons and conditions that stand in one language only, translated where they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.fields import TextArea
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, panel, scrolled
from evaluator.ui.texts import say, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.language import Language
    from evaluator.services.translate import TextState

_FIELD_HEIGHT = 72


class TranslationsDialog(Dialog):
    """Every text that an official typed, once, with a field for what it is in the other language.

    Those that lack a translation come first.
    """

    def __init__(self, parent: QWidget | None, texts: Sequence[TextState]) -> None:
        self.fields: dict[tuple[str, Language], TextArea] = {}
        self._before: dict[tuple[str, Language], str] = {}
        self._keys: dict[tuple[str, Language], str] = {}
        blocks = [self._block(each, of) for each, of in _wanted(texts)]
        body = scrolled(panel(col(*blocks, None, gap=18, margins=(2, 2, 12, 2))))
        nothing = label(say("ui_papers.no_texts"), "body", "2", wrap=True)
        title = say("ui_papers.translations")
        super().__init__(
            parent,
            title,
            body if blocks else nothing,
            accept=say("ui_papers.record") if blocks else tr("dialogs.close"),
            reject=tr("dialogs.cancel") if blocks else "",
        )
        self.accept_button.setAutoDefault(False)
        self.setAccessibleName(title)
        self.resize(640, min(640, 200 + 190 * len(blocks)))

    def _block(self, state: TextState, language: Language) -> QWidget:
        text = state.text
        name = say(f"ui_papers.of.{text.kind.value}", number=text.number)
        field = TextArea(say(f"ui_papers.in.{language.value}_of", what=name), _FIELD_HEIGHT)
        at = (text.text, language)
        before = state.translations.get(language, "")
        field.setPlainText(before)
        self.fields[at], self._before[at], self._keys[at] = field, before, text.key
        return panel(
            col(
                label(name, "smallstrong"),
                label(text.text, "body", wrap=True, selectable=True),
                label(say(f"ui_papers.in.{language.value}"), "small", "2"),
                field,
                gap=4,
            )
        )

    @property
    def changed(self) -> Mapping[Language, Mapping[str, str]]:
        """What was typed anew, by language and the key of a text."""
        found: dict[Language, dict[str, str]] = {}
        for at, field in self.fields.items():
            words = field.toPlainText().strip()
            if words != self._before[at]:
                found.setdefault(at[1], {})[self._keys[at]] = words
        return found


def _wanted(texts: Iterable[TextState]) -> Iterable[tuple[TextState, Language]]:
    """Give each text once for each language that it is not written in, what is missing first."""
    seen: dict[tuple[str, Language], tuple[TextState, Language]] = {}
    for each in texts:
        for language in {*each.missing, *each.translations} - {each.text.written}:
            seen.setdefault((each.text.text, language), (each, language))
    return sorted(seen.values(), key=lambda pair: pair[1] not in pair[0].missing)
