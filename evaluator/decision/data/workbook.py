"""A workbook of sheets, written cell by cell (ECMA-376 part 1, SpreadsheetML).

Written here and not by a library: those that write large workbooks keep their rows in temporary
files, where the round would lie unprotected, and take what begins with ``=`` for a formula unless
told otherwise for every cell. Here a text is a text: there is no way to write a formula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from typing import IO, TYPE_CHECKING, Final

from evaluator.decision.data.columns import rounded
from evaluator.decision.office.package import DECLARATION, RELATIONS, Package, escaped
from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.decision.data.columns import Value
    from evaluator.decision.office.package import Properties

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_ROWS: Final = 1_048_576
MOST_UNITS: Final = 32_767
"""UTF-16 units that a cell can hold."""

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST_DAY: Final = date(1899, 12, 30).toordinal()
_DAY_SECONDS: Final = 86_400
_LINE: Final = 15
"""Height of a line, in points."""

_LOOKS_LIKE_FORMULA: Final = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Style(IntEnum):
    """The formats of cells, in the order in which the workbook lists them."""

    TEXT = 0
    HEADER = 1
    AMOUNT = 2
    DAY = 3
    MOMENT = 4
    SHARE = 5
    NUMBER = 6
    GUARDED = 7
    TITLE = 8
    WRAPPED = 9
    LINK = 10
    STRONG = 11


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its format."""

    value: Value
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a sheet looks besides its cells.

    Attributes:
        name: The sheet's name.
        widths: Of the columns, in characters.
        header: Number of the row that is its header, which stays in sight and filters.
        links: Cells that lead to sheets: address and sheet's name.
    """

    name: str
    widths: tuple[int, ...]
    header: int = 1
    links: Sequence[tuple[str, str]] = ()


def units(text: str) -> int:
    """Count a text as a spreadsheet does, in UTF-16 units."""
    return len(text) + sum(each > "\uffff" for each in text)


def letters(column: int) -> str:
    """Name a column, 0 and up: A, B, … AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Workbook:
    """Writes sheets into a stream, one after the other."""

    def __init__(self, stream: IO[bytes], properties: Properties, language: Language) -> None:
        self._package = Package(stream, "xl/workbook.xml", properties)
        self._language = language
        self._sheets: list[tuple[Layout, int]] = []

    def sheet(self, layout: Layout, rows: Iterable[Sequence[Cell]]) -> None:
        """Write a sheet; its rows are asked for one by one."""
        number = len(self._sheets) + 1
        last = 0
        with self._package.part(f"xl/worksheets/sheet{number}.xml", f"{_TYPE}.worksheet+xml") as part:
            part.write(_head(layout, first=number == 1).encode())
            names = [letters(at) for at in range(len(layout.widths))]
            for last, row in enumerate(rows, start=1):
                cells = "".join(
                    _written(f"{name}{last}", cell) for name, cell in zip(names, row, strict=False)
                )
                part.write(f'<row r="{last}"{_height(row, layout.widths)}>{cells}</row>'.encode())
            part.write(_tail(layout, last).encode())
        self._sheets.append((layout, last))

    def close(self) -> None:
        """Write what holds the sheets together."""
        sheets = [layout for layout, _ in self._sheets]
        listed = "".join(
            f'<sheet name="{escaped(each.name)}" sheetId="{at}" r:id="rId{at}"/>'
            for at, each in enumerate(sheets, start=1)
        )
        xml = (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            f'<bookViews><workbookView activeTab="0"/></bookViews><sheets>{listed}</sheets>'
            f"<definedNames>{self._names()}</definedNames></workbook>"
        )
        self._package.add("xl/workbook.xml", f"{_TYPE}.sheet.main+xml", xml)
        self._package.add("xl/styles.xml", f"{_TYPE}.styles+xml", _styles(self._language))
        targets = [(f"{RELATIONS}/worksheet", f"worksheets/sheet{at + 1}.xml") for at in range(len(sheets))]
        targets.append((f"{RELATIONS}/styles", "styles.xml"))
        self._package.relations("xl/workbook.xml", [(kind, target, False) for kind, target in targets])
        self._package.close()

    def _names(self) -> str:
        """Name what is filtered and what is printed on top of every page."""
        filters, titles = [], []
        for at, (layout, last) in enumerate(self._sheets):
            sheet = _quoted(layout.name)
            right = letters(len(layout.widths) - 1)
            filters.append(
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'
                f"{sheet}!$A${layout.header}:${right}${max(last, layout.header)}</definedName>"
            )
            titles.append(
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">'
                f"{sheet}!${layout.header}:${layout.header}</definedName>"
            )
        return "".join(filters) + "".join(titles)


def _head(layout: Layout, *, first: bool) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(layout.widths, start=1)
    )
    selected = ' tabSelected="1"' if first else ""
    pane = (
        f'<pane ySplit="{layout.header}" topLeftCell="A{layout.header + 1}" activePane="bottomLeft" '
        'state="frozen"/><selection pane="bottomLeft"/>'
    )
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{selected} workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


def _tail(layout: Layout, last: int) -> str:
    right = letters(len(layout.widths) - 1)
    links = "".join(
        f'<hyperlink ref="{address}" location="{_quoted(name)}!A1"/>' for address, name in layout.links
    )
    return (
        f'</sheetData><autoFilter ref="A{layout.header}:{right}{max(last, layout.header)}"/>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P (&amp;N)</oddFooter></headerFooter>"
        f'<ignoredErrors><ignoredError sqref="A1:{right}{max(last, 1)}" numberStoredAsText="1"/>'
        "</ignoredErrors></worksheet>"
    )


def _height(row: Sequence[Cell], widths: tuple[int, ...]) -> str:
    """Give a row with wrapped text the height it needs; not every program finds it out by itself."""
    wrapped = [
        -(-len(cell.value) // width)
        for cell, width in zip(row, widths, strict=False)
        if cell.style is Style.WRAPPED and isinstance(cell.value, str)
    ]
    lines = max(wrapped, default=1)
    return f' ht="{_LINE * lines}" customHeight="1"' if lines > 1 else ""


def _quoted(sheet: str) -> str:
    """Name a sheet inside a formula."""
    doubled = sheet.replace("'", "''")
    return escaped(f"'{doubled}'")


def _written(address: str, cell: Cell) -> str:
    value, style = cell.value, cell.style
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{address}" s="{style:d}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):
        if style is Style.TEXT and _LOOKS_LIKE_FORMULA.match(value):
            style = Style.GUARDED
        kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return f'<c r="{address}" s="{style:d}" t="inlineStr"><is><t{kept}>{_text(value)}</t></is></c>'
    return f'<c r="{address}" s="{style:d}"><v>{_number(value, style)}</v></c>'


def _text(value: str) -> str:
    """Write a text; what XML cannot hold is escaped as the format has it (ST_Xstring)."""
    told = _LOOKS_ESCAPED.sub("_x005F_", value)
    return escaped(_UNREADABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", told))


def _number(value: Value, style: Style) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(HELSINKI)
        seconds = (local.hour * 60 + local.minute) * 60 + local.second
        return repr(local.toordinal() - _FIRST_DAY + seconds / _DAY_SECONDS)
    if isinstance(value, date):
        return str(datetime.combine(value, time()).toordinal() - _FIRST_DAY)
    if style is Style.AMOUNT and isinstance(value, int):
        whole, rest = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole}.{rest:02d}"
    if isinstance(value, int):
        return str(value)
    return f"{rounded(value):f}" if value is not None and not isinstance(value, str) else ""


def _styles(language: Language) -> str:
    """Describe the formats in the order of ``Style``."""
    day = "yyyy\\-mm\\-dd" if language is Language.EN else "d\\.m\\.yyyy"
    clock = "hh:mm" if language is Language.EN else "hh\\.mm"
    formats = ("#,##0.00\\ &quot;€&quot;", day, f"{day}\\ {clock}", "0.0\\ %", "0.00######")
    listed = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(formats)
    )
    name = '<name val="Calibri"/><family val="2"/>'
    fonts = (
        f'<font><sz val="11"/>{name}</font>',
        f'<font><b/><sz val="11"/>{name}</font>',
        f'<font><b/><sz val="14"/>{name}</font>',
        f'<font><u/><sz val="11"/><color rgb="FF0B5394"/>{name}</font>',
    )
    top = '<alignment vertical="top"/>'
    wrapped = '<alignment vertical="top" wrapText="1"/>'
    xfs = (
        _xf(0, 0, top),
        _xf(0, 1, wrapped, fill=2),
        *(_xf(164 + at, 0, top) for at in range(len(formats))),
        _xf(0, 0, top, more=' quotePrefix="1"'),
        _xf(0, 2, top),
        _xf(0, 0, wrapped),
        _xf(0, 3, top),
        _xf(0, 1, top),
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{listed}</numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
        '<fgColor rgb="FFE7ECF2"/><bgColor indexed="64"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(xfs)}">{"".join(xfs)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _xf(number: int, font: int, alignment: str, *, fill: int = 0, more: str = "") -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
        f'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"{more}>{alignment}</xf>'
    )
