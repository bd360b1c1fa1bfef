"""The manual's pages: read once, with the keys put in, and searched.

A page names an action as ``[its words](action:file.open)``; shown are the words and the
keys in force. The mark ``<!-- keys -->`` stands for the list of all keys, which is made in
the language of the window. The manual itself is Finnish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from evaluator.resources import manual
from evaluator.ui.actions import SPECS, ActionId, keys_of
from evaluator.ui.help.words import tr
from evaluator.ui.shared.finding import folded, words
from evaluator.ui.texts import TEXTS
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.language import Language

ORDER: Final = (
    "index",
    "first-steps",
    "applications",
    "assigning",
    "reviewing",
    "merging",
    "consensus",
    "ranking",
    "envelope",
    "decision",
    "log",
    "files",
    "trouble",
    "keys",
)
"""The pages in the order of the contents."""

KEYS: Final = "keys"
ACTION: Final = re.compile(r"\[([^\]]+)\]\(action:([a-z_.]+)\)")
_ALL_KEYS: Final = "<!-- keys -->"
_MARKUP: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`#\[\]|]|<!--.*?-->")


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        name: Its file without the ending.
        title: Its first heading.
        text: Markdown, with keys put in.
        search: All its words, folded.
    """

    name: str
    title: str
    text: str
    search: str


def pages() -> tuple[Page, ...]:
    """Give the pages in the language in force."""
    return _pages(TEXTS.language)


def page_named(name: str) -> Page:
    """Give a page; the contents for a name that has none."""
    known = {each.name: each for each in pages()}
    return known.get(name, known["index"])


def found(query: str) -> tuple[Page, ...]:
    """Give the pages that hold every word of the query."""
    wanted = words(query)
    return tuple(each for each in pages() if all(word in each.search for word in wanted))


@cache
def _pages(_language: Language) -> tuple[Page, ...]:
    return tuple(_page(name) for name in ORDER)


def _page(name: str) -> Page:
    text = (manual() / f"{name}.md").read_text(encoding="utf-8")
    title = text.partition("\n")[0].lstrip("# ")
    if name == KEYS:
        title = window_tr("keys.title")
        text = f"# {title}\n\n" + text.partition("\n")[2]
    text = ACTION.sub(lambda each: _named(each[1], ActionId(each[2])), text)
    text = text.replace(_ALL_KEYS, "\n".join(_key_lines()))
    return Page(name=name, title=title, text=text, search=folded(_MARKUP.sub(" ", text)))


def _named(said: str, action: ActionId) -> str:
    keys = keys_of(action)
    return f"**{said}** ({keys})" if keys else f"**{said}**"


def _key_lines() -> Iterator[str]:
    """Write the keys as a table, in the language in force."""
    yield f"| {tr('deed')} | {tr('key')} |"
    yield "|---|---|"
    for spec in SPECS:
        if spec.shortcut:
            yield f"| {words_of(spec.id)} | {keys_of(spec.id).replace('|', '&#124;')} |"


def words_of(action: ActionId) -> str:
    """Give an action's words as the manual writes them."""
    return window_tr(f"actions.{action.value}").replace("&", "").rstrip("…")
