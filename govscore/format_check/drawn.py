"""What is measured on the drawn pages: the text's grid, margins, fonts, and that nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govscore.format_check import drawn_elements
from govscore.format_check.document import MM, PITCH, TEXT_HEIGHT, TEXT_WIDTH, Notice, flat
from govscore.format_check.drawn_sheet import Sheet, sheets_of
from govscore.format_check.findings import Finding
from govscore.format_check.pdf_pages import Character, Page, TextLine, read_pages
from govscore.format_check.reading import read_notice
from govscore.format_check.roles import Roles
from govscore.format_check.text_grid import CHARACTERS, LINES
from govscore.word.package import open_package

_BODY_SIZE = 16.0
_OVERHANG = 3 * MM  # ends of lines may be pushed out a little; signs at their ends may hang
_HANGING = re.compile(r"[，。、；：？！）”’〉》〕]")
SHOWN = str.maketrans(",.;:?!()", "，。；：？！（）")  # as they stand in the text, not as they are compared
_FULL_WIDTH = re.compile("[\u4e00-\u9fff]")


def measure_pages(pdf: bytes, notice: Notice, roles: Roles) -> Iterator[Finding]:
    """All measures of the drawn pages."""
    sheets = sheets_of(pdf, notice)
    if not sheets:
        return
    yield from _grid(sheets)
    yield from _inside(sheets)
    yield from _whole(sheets, notice)
    yield from _fonts(sheets)
    yield from drawn_elements.measure(sheets, notice, roles)


def _grid(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Line pitch from neighbouring lines of 3号, character pitch from neighbouring characters."""
    steps: list[float] = []
    pitches: list[float] = []
    for sheet in sheets:
        if sheet.upright:
            lines = [line for line in sheet.text_lines() if _is_body(line)]
            steps += [b.baseline - a.baseline for a, b in pairwise(lines) if b.baseline - a.baseline < 1.5 * PITCH]
            pitches += [step for line in lines for step in _character_steps(line)]
    if len(steps) >= 3:
        usual = sorted(steps)[len(steps) // 2]
        alike = [step for step in steps if abs(step - usual) < 0.5]
        pitch = sum(alike) / len(alike)  # the mean of many, since each is rounded
        yield Finding("pitch-drawn", abs(pitch - PITCH) <= 0.2, f"{pitch:.2f}磅")
        count = int((TEXT_HEIGHT + 0.1) / pitch)
        yield Finding("lines-drawn", count == LINES, f"{count}行")
    if len(pitches) >= 20:
        pitch = sorted(pitches)[len(pitches) // 4]  # justified lines are stretched, never squeezed
        count = int((TEXT_WIDTH + 1) / pitch)
        yield Finding("characters-drawn", count == CHARACTERS, f"{count}字（字距{pitch:.2f}磅）")


def _character_steps(line: TextLine) -> list[float]:
    both = pairwise(line.characters)
    return [b.left - a.left for a, b in both if _FULL_WIDTH.match(a.text) and _FULL_WIDTH.match(b.text)]


def _is_body(line: TextLine) -> bool:
    """A line of 3号 that is long enough to be text."""
    high = [sign.right - sign.left for sign in line.characters if _FULL_WIDTH.match(sign.text)]
    return len(high) >= 5 and abs(sorted(high)[len(high) // 2] - _BODY_SIZE) < 0.6


def _inside(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    for sheet in sheets:
        lost = [sign.text for sign in sheet.page.characters if _off_page(sign.left, sign.right, sign.baseline, sheet)]
        out = lost + [s.text for line in sheet.text_lines() if sheet.upright for s in _beside(line, sheet)]
        if out:
            yield Finding("inside-drawn", False, f"“{''.join(out[:8])}”超出", sheet.place)
    yield Finding("inside-drawn", True, "都在版心内")


def _off_page(left: float, right: float, baseline: float, sheet: Sheet) -> bool:
    return left < 0 or right > sheet.page.width + 1 or baseline > sheet.page.height or baseline < 0


def _beside(line: TextLine, sheet: Sheet) -> list[Character]:
    limits = (sheet.left - _OVERHANG, sheet.right + _OVERHANG)
    return [s for s in line.characters if (s.left < limits[0] or s.right > limits[1]) and not _HANGING.match(s.text)]


def lost(content: bytes, pdf: bytes) -> Counter[str]:
    """The characters of a .docx that its drawn pages do not have, in the plain form in which they are compared."""
    notice = read_notice(open_package(content, ""))
    return _written(notice) - _printed(read_pages(pdf))


def _written(notice: Notice) -> Counter[str]:
    return Counter(_plain("".join(p.text for p in flat(notice.items))))


def _printed(pages: Iterable[Page]) -> Counter[str]:
    return Counter(_plain("".join(sign.text for page in pages for sign in page.characters)))


def _whole(sheets: Sequence[Sheet], notice: Notice) -> Iterator[Finding]:
    """Whether every character of the text is on some page; repeated headings print more, never less."""
    written, printed = _written(notice), _printed(sheet.page for sheet in sheets)
    if printed["【"]:  # an unfilled template: its marks are drawn, and read as what they will be
        return
    missing = written - printed
    shown = "".join(list(missing)[:8]).translate(SHOWN)
    yield Finding("whole-drawn", not missing, f"缺“{shown}”等{missing.total()}字" if missing else "一字不缺")


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", unicodedata.normalize("NFKC", text))


def _fonts(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    fonts = frozenset().union(*(sheet.page.fonts for sheet in sheets))
    for name, embedded in sorted(fonts):
        yield Finding("fonts-drawn", embedded, f"{name}{'' if embedded else '没有嵌入'}")
