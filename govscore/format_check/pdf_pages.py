"""Positions on drawn pages: characters, lines of text, ruled lines, fonts. Points from the page's upper left corner."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PAGES = 300
_SAME_LINE = 3.0
_CONTROL = re.compile(r"[\x00-\x20\x7f\u200b\u2060\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Character:
    """One glyph: where it begins and where the next one may, its baseline, and the edges of its ink."""

    text: str
    left: float
    right: float
    baseline: float
    top: float
    bottom: float
    ink_left: float
    ink_right: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Characters on one baseline, left to right."""

    characters: Sequence[Character]

    @property
    def text(self) -> str:
        """The line without white space."""
        return "".join(sign.text for sign in self.characters)

    @property
    def baseline(self) -> float:
        """The most common baseline."""
        return self.characters[0].baseline

    @property
    def left(self) -> float:
        """Left edge of the first character."""
        return self.characters[0].left

    @property
    def right(self) -> float:
        """Right edge of the last character."""
        return self.characters[-1].right

    @property
    def top(self) -> float:
        """Upper edge of the ink."""
        return min(sign.top for sign in self.characters)

    @property
    def bottom(self) -> float:
        """Lower edge of the ink."""
        return max(sign.bottom for sign in self.characters)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line: its ends, its height on the page, its thickness, and whether it is red."""

    left: float
    right: float
    y: float
    thickness: float
    red: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One drawn page."""

    width: float
    height: float
    characters: Sequence[Character]
    rules: Sequence[Rule]
    fonts: frozenset[tuple[str, bool]]

    def lines(self) -> list[TextLine]:
        """The lines of text from top to bottom."""
        found: list[list[Character]] = []
        for sign in sorted(self.characters, key=lambda c: c.baseline):
            if found and sign.baseline - found[-1][0].baseline <= _SAME_LINE:
                found[-1].append(sign)
            else:
                found.append([sign])
        return [TextLine(sorted(line, key=lambda c: c.left)) for line in found]


def read_pages(pdf: bytes) -> list[Page]:
    """The pages of a PDF, at most the first 300."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(document[number]) for number in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()


def _page(page: Any) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        characters = tuple(_characters(text, height))
    finally:
        text.close()
    rules, fonts = _objects(page, height)
    return Page(width, height, characters, tuple(rules), frozenset(fonts))


def _characters(text: Any, height: float) -> Iterator[Character]:
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = chr(code) if 0 < code < 0x110000 else ""
        if not sign or _CONTROL.match(sign) or sign.isspace() or 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, bottom, right, top = text.get_charbox(index)
        wide = text.get_charbox(index, loose=True)
        yield Character(sign, x.value, wide[2], height - y.value, height - top, height - bottom, left, right)


def _objects(page: Any, height: float) -> tuple[list[Rule], set[tuple[str, bool]]]:
    import pypdfium2.raw as raw

    rules: dict[tuple[float, ...], Rule] = {}
    fonts: set[tuple[str, bool]] = set()
    for item in page.get_objects():
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            font = raw.FPDFTextObj_GetFont(item)
            fonts.add((_font_name(font), raw.FPDFFont_GetIsEmbedded(font) == 1))
        elif item.type == raw.FPDF_PAGEOBJ_PATH and (rule := _rule(item, height)):
            rules[round(rule.left), round(rule.right), round(rule.y, 1)] = rule
    return list(rules.values()), fonts


def _font_name(font: Any) -> str:
    import pypdfium2.raw as raw

    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2]


def _rule(item: Any, height: float) -> Rule | None:
    """The path as a horizontal line, stroked or filled; None for anything else."""
    import pypdfium2.raw as raw

    left, bottom, right, top = item.get_bounds()
    fill, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(item, fill, stroked)
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    around = width.value if stroked.value else 0.0  # the bounds of a stroked path are wider by the stroke on each side
    long, high = right - left - 2 * around, top - bottom - 2 * around
    if not (stroked.value or fill.value) or long < 5 or high > 4 or long < 3 * high:
        return None
    thickness = width.value if stroked.value else high
    red = _is_red(item, stroked=bool(stroked.value))
    return Rule(left + around, right - around, height - (top + bottom) / 2, thickness, red)


def _is_red(item: Any, *, stroked: bool) -> bool:
    import pypdfium2.raw as raw

    colour = [ctypes.c_uint() for _ in range(4)]
    (raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor)(item, *colour)
    red, green, blue, _ = (part.value for part in colour)
    return red > 150 and green < 90 and blue < 90
