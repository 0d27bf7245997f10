"""Places of single elements on the drawn pages: mark, red lines, annexes, date, 版记, page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from govscore.format_check.document import MM, PITCH, TEXT_WIDTH, Notice, Paragraph, flat, mm
from govscore.format_check.drawn_sheet import Sheet
from govscore.format_check.findings import Finding
from govscore.format_check.pdf_pages import Rule, TextLine
from govscore.format_check.roles import Annex, Roles

_NUMBER = re.compile(r"^[—―–-]\d+[—―–-]$")
_SMALL = 14.0  # points: 4号
_BODY = 16.0


def measure(sheets: Sequence[Sheet], notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the elements that were found in the file, where they are on the pages."""
    yield from _head(sheets[0], roles)
    if roles.body:
        seen = any(_starts(line, roles.body[0]) for line in sheets[0].page.lines())
        yield Finding("body-first-page", seen, "首页有正文" if seen else "首页没有正文", "第1页")
    for annex in roles.annexes:
        yield from _annex(sheets, annex)
    yield from _date(sheets, roles)
    yield from _imprint(sheets, roles)
    for sheet in sheets:
        yield from _page_number(sheet, roles)


def plain(text: str) -> str:
    """Without white space, compatibility signs made plain."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _starts(line: TextLine, paragraph: Paragraph, count: int = 8) -> bool:
    wanted = plain(paragraph.words)[:count]
    return bool(wanted) and plain(line.text).startswith(wanted)


def _find(sheets: Sequence[Sheet], paragraph: Paragraph) -> tuple[Sheet, TextLine] | None:
    """The first line in the paragraph's size that is its whole text or, where that is long, begins as it does."""
    whole = plain(paragraph.words)
    for sheet in sheets:
        for line in sheet.page.lines():
            begins = plain(line.text) == whole or (len(whole) > 10 and _starts(line, paragraph, 10))
            first = line.characters[0]
            if begins and abs(first.right - first.left - paragraph.size) < 0.15 * paragraph.size + 8 * _half(
                first.text
            ):
                return sheet, line
    return None


def _half(sign: str) -> bool:
    """Half-width signs are narrower than their size says."""
    return ord(sign) < 0x100


def _head(first: Sheet, roles: Roles) -> Iterator[Finding]:
    mark = None if roles.mark is None else _find([first], roles.mark)
    red = sorted((rule for rule in first.page.rules if rule.red), key=lambda rule: rule.y)
    if mark is not None:
        top = mark[1].top
        yield Finding("mark-top", abs((top - first.edges[0]) / MM - 35) <= 2, mm(top - first.edges[0]), first.place)
        yield Finding("mark-top-letter", abs(top / MM - 30) <= 1.5, mm(top), first.place)
    if roles.form == "信函" and red:
        yield from _double_lines(first, red, mark[1] if mark else None)
    if roles.form == "文件" and red:
        yield from _redline(first, red[0], roles)


def _redline(first: Sheet, rule: Rule, roles: Roles) -> Iterator[Finding]:
    long = rule.right - rule.left
    yield Finding("redline-drawn", abs(long - TEXT_WIDTH) <= MM, mm(long), first.place)
    number = None if roles.number is None else _find([first], roles.number)
    if number is not None:
        gap = rule.y - rule.thickness / 2 - number[1].bottom
        yield Finding("redline-gap-drawn", 3 <= gap / MM <= 5.3, mm(gap), first.place)


def _double_lines(first: Sheet, red: Sequence[Rule], mark: TextLine | None) -> Iterator[Finding]:
    half = first.page.height / 2
    upper, lower = [r for r in red if r.y < half], [r for r in red if r.y >= half]
    if upper and mark is not None:
        gap = upper[0].y - upper[0].thickness / 2 - mark.bottom
        yield Finding("letter-gap-drawn", abs(gap / MM - 4) <= 1, mm(gap), first.place)
    if lower:
        foot = first.page.height - (lower[0].y + lower[-1].y) / 2
        yield Finding("letter-foot-drawn", abs(foot / MM - 20) <= 1.5, mm(foot), first.place)
    for rule in red:
        long, middle = rule.right - rule.left, (rule.right + rule.left) / 2
        good = abs(long / MM - 170) <= 1.5 and abs(middle - first.page.width / 2) <= 1.5 * MM
        yield Finding("letter-width-drawn", good, mm(long), first.place)


def _annex(sheets: Sequence[Sheet], annex: Annex) -> Iterator[Finding]:
    found = _find(sheets, annex.mark)
    if found is None:
        return
    sheet, line = found
    above = line.baseline - sheet.top
    yield Finding(
        "annex-top-drawn", 0 < above <= PITCH, f"第{int(above // PITCH) + 1}行", f"{sheet.place}“{line.text}”"
    )
    title = None if not annex.title else _find([sheet], annex.title[0])
    if title is not None:
        down = title[1].baseline - line.baseline
        yield Finding("annex-line-drawn", abs(down - 2 * PITCH) <= 10, f"标号下{down:.1f}磅", sheet.place)


def _date(sheets: Sequence[Sheet], roles: Roles) -> Iterator[Finding]:
    if roles.date is None or roles.date.align != "center":  # unsealed: measured in the file, office against date
        return
    if found := _find(sheets, roles.date):
        sheet, line = found
        room = (sheet.right - line.right) / _BODY
        wide = "×" in line.text  # a placeholder is wider than the digit that it stands for
        yield Finding("date-drawn", abs(room - 4) <= (1.5 if wide else 0.7), f"右空{room:.1f}字", sheet.place)


def _imprint(sheets: Sequence[Sheet], roles: Roles) -> Iterator[Finding]:
    paragraphs = [p for p in flat(roles.imprint) if p.words]
    if not paragraphs:
        return
    pages = [sheet for sheet in sheets if any(_starts(line, paragraphs[-1]) for line in sheet.page.lines())]
    if not pages:
        return
    sheet = pages[-1]
    yield Finding("imprint-last-page", sheet is sheets[-1], f"{sheet.place}，共{len(sheets)}页", sheet.place)
    even = sheet.number % 2 == 0
    yield Finding("imprint-even", even, "双数页" if even else "单数页", sheet.place)
    long = [rule for rule in _joined(sheet.page.rules) if rule.right - rule.left > 0.9 * TEXT_WIDTH and not rule.red]
    if long:
        below = max(rule.y for rule in long) - sheet.bottom
        measured = "重合" if abs(below) < 0.3 * MM else f"{'低' if below > 0 else '高'}{mm(abs(below))}"
        yield Finding("imprint-bottom", abs(below) <= 1.5 * MM, measured, sheet.place)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line on one height joined: renderers draw a table's line cell by cell."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.y), r.left)):
        last = joined[-1] if joined else None
        if last and abs(last.y - rule.y) < 0.7 and rule.left - last.right < 2:
            joined[-1] = Rule(last.left, max(last.right, rule.right), last.y, last.thickness, last.red and rule.red)
        else:
            joined.append(rule)
    return joined


def _page_number(sheet: Sheet, roles: Roles) -> Iterator[Finding]:
    if not sheet.upright:
        yield from _turned_number(sheet)
        return
    number = next(
        (ln for ln in sheet.page.lines() if ln.baseline > sheet.bottom and _NUMBER.match(plain(ln.text))), None
    )
    if sheet.number == 1:
        yield Finding("pagenum-first-drawn", number is None, "有" if number else "没有", sheet.place)
    if number is None:
        return
    odd = sheet.number % 2 == 1
    room = sheet.right - number.right if odd else number.left - sheet.left
    measured = f"距{'右' if odd else '左'}边{mm(room)}"
    yield Finding("pagenum-side-drawn", abs(room - _SMALL) <= 2 * MM, measured, sheet.place)
    dash = number.characters[0]
    below = (dash.top + dash.bottom) / 2 - sheet.edges[1]
    yield Finding("pagenum-distance-drawn", abs(below / MM - 7) <= 1, mm(below), sheet.place)


def _turned_number(sheet: Sheet) -> Iterator[Finding]:
    """On a landscape page the number stands in the left margin: odd pages at the bottom, even pages at the top."""
    beside = [sign for sign in sheet.page.characters if sign.ink_right < sheet.left and sign.text in "0123456789—"]
    if not any(sign.text.isdigit() for sign in beside):
        yield Finding("pagenum-side-drawn", False, "横排页左边没有页码", sheet.place)
        return
    top, bottom = min(sign.top for sign in beside), max(sign.bottom for sign in beside)
    low = (top + bottom) / 2 > sheet.page.height / 2
    room = sheet.bottom - bottom if low else top - sheet.top
    good = low == (sheet.number % 2 == 1) and abs(room - _SMALL) <= 3 * MM
    side = "下" if low else "上"
    yield Finding("pagenum-side-drawn", good, f"横排页在左{side}，距版心{side}边缘{mm(room)}", sheet.place)
    middle = (min(sign.ink_left for sign in beside) + max(sign.ink_right for sign in beside)) / 2
    away = sheet.left - middle
    yield Finding("pagenum-distance-drawn", abs(away / MM - 7) <= 1.5, f"横排页{mm(away)}", sheet.place)
