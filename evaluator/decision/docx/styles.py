"""The styles, numberings and settings of a document (ECMA-376 part 1, WordprocessingML).

All that a reader sees of form is in a style, so that an official who edits the draft changes it
in one place. Sizes are half points, lengths twentieths of a point.
"""

from __future__ import annotations

from typing import Final

from evaluator.decision.content import ColumnKind
from evaluator.domain.language import Language

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TAGS: Final = {Language.FI: "fi-FI", Language.SV: "sv-FI", Language.EN: "en-GB"}
"""The languages as office programs know them; Swedish is that of Finland."""

PAGE_WIDTH: Final = 11_906
PAGE_HEIGHT: Final = 16_838
MARGIN: Final = 1_134
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN

BULLETS: Final = 1
_NAVY: Final = "0D335C"
_RED: Final = "9E1717"
_RULE: Final = "C2C7CF"
_SMALL: Final = '<w:sz w:val="18"/><w:szCs w:val="18"/>'


def _paragraph(
    name: str,
    title: str,
    *,
    based: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    default: bool = False,
) -> str:
    mark = ' w:default="1"' if default else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    form = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    form += f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{name}"><w:name w:val="{title}"/>{on}{after}'
        f"<w:qFormat/>{form}</w:style>"
    )


def _space(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _heading(level: int, size: int, before: int) -> str:
    return _paragraph(
        f"Heading{level}",
        f"heading {level}",
        following="BodyText",
        paragraph=f'<w:keepNext/><w:keepLines/>{_space(before, 80, 252)}<w:outlineLvl w:val="{level - 1}"/>',
        run=f'<w:b/><w:color w:val="{_NAVY}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


def _edge(side: str, colour: str, size: int = 4, space: int = 1) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def styles(language: Language) -> str:
    """Describe every style that a document uses."""
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{TAGS[language]}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/>{_space(0, 0)}</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{_of_text()}{_of_tables()}{_of_margins()}{_of_characters()}</w:styles>"
    )


def _of_text() -> str:
    """Describe paragraphs, headings and lists."""
    notice = "".join(_edge(side, _RED, 6, 6) for side in ("top", "left", "bottom", "right"))
    numbered = f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>{_space(60, 0)}'
    return (
        _paragraph("Normal", "Normal", based="", default=True)
        + _paragraph("BodyText", "Body Text", paragraph=_space(120, 0))
        + "".join(_heading(*each) for each in ((1, 36, 240), (2, 28, 360), (3, 24, 240), (4, 22, 200)))
        + _paragraph("Notice", "Notice", paragraph=f"<w:pBdr>{notice}</w:pBdr>{_space(160, 80)}")
        + _paragraph("ListBullet", "List Bullet", paragraph=numbered)
        + _paragraph("ListNumber", "List Number", paragraph=_space(100, 0))
        + _paragraph("ListContinue", "List Continue", paragraph=f'{_space(60, 0)}<w:ind w:left="567"/>')
        + _paragraph("Signature", "Signature", paragraph=f"<w:keepNext/>{_space(720, 0)}")
    )


def _of_tables() -> str:
    """Describe tables with their captions and cells."""
    edges = "".join(_edge(side, _RULE) for side in ("top", "bottom", "insideH"))
    right = '<w:jc w:val="right"/>'
    caption = f'<w:b/><w:color w:val="{_NAVY}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    return (
        _paragraph(
            "Caption",
            "caption",
            following="BodyText",
            paragraph=f"<w:keepNext/>{_space(200, 80)}",
            run=caption,
        )
        + _paragraph("TableText", "Table Text", paragraph=_space(40, 40, 252), run=_SMALL)
        + _paragraph("TableFigure", "Table Figure", based="TableText", paragraph=right)
        + _paragraph(
            "TableHeading", "Table Heading", based="TableText", paragraph="<w:keepNext/>", run="<w:b/>"
        )
        + _paragraph("TableFigureHeading", "Table Figure Heading", based="TableHeading", paragraph=right)
        + _paragraph("TableTotal", "Table Total", based="TableText", run="<w:b/>")
        + _paragraph("TableFigureTotal", "Table Figure Total", based="TableFigure", run="<w:b/>")
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="PaperTable"><w:name w:val="Paper Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7ECF2"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _of_margins() -> str:
    """Describe what stands on every page."""
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    return _paragraph(
        "Header", "header", paragraph=right_tab, run=f'<w:color w:val="595E66"/>{_SMALL}'
    ) + _paragraph("Footer", "footer", paragraph=right_tab, run=f'<w:color w:val="{_RED}"/>{_SMALL}')


def _of_characters() -> str:
    """Describe stretches of text, and that there is no list without a style."""
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Status"><w:name w:val="Status"/><w:qFormat/>'
        f'<w:rPr><w:b/><w:color w:val="{_RED}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    )


def numbering(lists: int) -> str:
    """Describe the bullets and ``lists`` numbered lists, each of which begins at 1."""

    def level(style: str, form: str, text: str) -> str:
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        return (
            f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/>{linked}<w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
        )

    kinds = (("ListBullet", "bullet", "•"), ("", "decimal", "%1."))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{level(*kind)}</w:abstractNum>'
        for at, kind in enumerate(kinds)
    )
    numbered = "".join(
        f'<w:num w:numId="{BULLETS + 1 + at}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for at in range(lists)
    )
    bullets = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:numbering xmlns:w="{MAIN}">{abstract}{bullets}{numbered}</w:numbering>'


def settings(language: Language) -> str:
    """Describe how the document behaves."""
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:defaultTabStop w:val="567"/><w:autoHyphenation/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{TAGS[language]}"/></w:settings>'
    )


def widths(kinds: tuple[tuple[ColumnKind, int], ...]) -> tuple[int, ...]:
    """Share the width of the text among columns: figures take what they need, texts the rest."""
    fixed = {ColumnKind.NUMBER: 1_000, ColumnKind.AMOUNT: 1_500}
    taken = sum(fixed.get(kind, 0) for kind, _ in kinds)
    shares = sum(share for kind, share in kinds if kind not in fixed) or 1
    room = max(TEXT_WIDTH - taken, TEXT_WIDTH // 3)
    found = [fixed.get(kind, room * share // shares) for kind, share in kinds]
    total = sum(found)
    return tuple(each * TEXT_WIDTH // total for each in found)
