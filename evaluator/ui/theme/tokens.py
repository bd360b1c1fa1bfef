"""The colours of the program: two sets of roles, and the only place with a hex value."""

from __future__ import annotations

from typing import NamedTuple

from evaluator.ui.ground import DARK_CANVAS, LIGHT_CANVAS

RADIUS_BADGE, RADIUS_CONTROL, RADIUS_CARD, RADIUS_OVERLAY = 4, 6, 8, 12


class Tokens(NamedTuple):
    """One theme's colours by role; widgets name roles, never colours.

    A named tuple, not a dataclass: with forty fields that would cost the first paint
    some milliseconds.

    Attributes:
        name: light or dark.
        rail, canvas, surface, raised, overlay: Grounds, from the navigation to popovers.
        line: Hairlines, decorative.
        soft: Borders of buttons, whose words already name them.
        ctrl: Borders that carry meaning: fields, check boxes, scroll handles.
        text, text2, text3: Main text, labels, the weakest that is allowed.
        accent: Links and the active icon.
        accent_fill, on_accent: The primary button and what stands on it.
        accent_tint, hover: The chosen and the pointed row.
        ok, warn, bad, info: In order, look at this, refused, a note; each with a tint.
        bar, bar_track: Quiet data ink.
        iv50, iv90: Intervals.
        h0 to h4: A ramp from low to high.
        page_canvas: Behind the pages of a paper.
        ring: Keyboard focus.
    """

    name: str
    rail: str
    canvas: str
    surface: str
    raised: str
    overlay: str
    line: str
    soft: str
    ctrl: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    accent_hover: str
    on_accent: str
    accent_tint: str
    hover: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    info: str
    info_tint: str
    neutral_tint: str
    bar: str
    bar_track: str
    iv50: str
    iv90: str
    h0: str
    h1: str
    h2: str
    h3: str
    h4: str
    page_canvas: str
    paper: str
    shadow: str
    ring: str


LIGHT = Tokens(
    name="light",
    rail="#F1F3F6",
    canvas=LIGHT_CANVAS,
    surface="#FFFFFF",
    raised="#F7F8FA",
    overlay="#FFFFFF",
    line="#E2E6EB",
    soft="#C6CDD7",
    ctrl="#858F9D",
    text="#1B222C",
    text2="#4A5462",
    text3="#616B7A",
    accent="#1F56B3",
    accent_fill="#2460C4",
    accent_hover="#1F56B3",
    on_accent="#FFFFFF",
    accent_tint="#E8F0FC",
    hover="#F1F4F8",
    ok="#1A6B3C",
    ok_tint="#E5F4EA",
    warn="#8A4B00",
    warn_tint="#FCF0DC",
    bad="#AD2323",
    bad_tint="#FCEAE9",
    info="#1F56B3",
    info_tint="#E8F0FC",
    neutral_tint="#ECEFF3",
    bar="#6C7E99",
    bar_track="#E6EAF0",
    iv50="#2460C4",
    iv90="#6488C4",
    h0="#DCE8F7",
    h1="#B7CFEE",
    h2="#82ABDF",
    h3="#4A82CB",
    h4="#1D4F9F",
    page_canvas="#DDE1E7",
    paper="#FFFFFF",
    shadow="#1B222C",
    ring="#2460C4",
)

DARK = Tokens(
    name="dark",
    rail="#14171C",
    canvas=DARK_CANVAS,
    surface="#1E232A",
    raised="#252B33",
    overlay="#272D36",
    line="#323A45",
    soft="#4B5666",
    ctrl="#748092",
    text="#E8EBEF",
    text2="#BAC2CD",
    text3="#9BA5B3",
    accent="#8DB6F9",
    accent_fill="#3770D3",
    accent_hover="#2F66C6",
    on_accent="#FFFFFF",
    accent_tint="#25344D",
    hover="#262C35",
    ok="#7FCF9C",
    ok_tint="#1E3A2A",
    warn="#EFBA6C",
    warn_tint="#43331A",
    bad="#F6A19B",
    bad_tint="#4A2627",
    info="#8DB6F9",
    info_tint="#25344D",
    neutral_tint="#2E3540",
    bar="#8494AC",
    bar_track="#323A45",
    iv50="#7FADF7",
    iv90="#5577AE",
    h0="#2D3B50",
    h1="#345078",
    h2="#40669F",
    h3="#5C8BD0",
    h4="#A3C6FB",
    page_canvas="#0F1216",
    paper="#FFFFFF",
    shadow="#000000",
    ring="#8DB6F9",
)


def with_high_contrast(tokens: Tokens) -> Tokens:
    """Give the same theme for people who ask their system for more contrast.

    Borders that were hints become real ones, and grounds that were tinted become
    plain, so that nothing rests on a faint difference.
    """
    return tokens._replace(
        line=tokens.ctrl,
        soft=tokens.ctrl,
        text2=tokens.text,
        text3=tokens.text2,
        ok_tint=tokens.surface,
        warn_tint=tokens.surface,
        bad_tint=tokens.surface,
        info_tint=tokens.surface,
        neutral_tint=tokens.surface,
    )
