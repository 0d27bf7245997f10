"""署名 and 成文日期 (7.3.5): with a seal (date four characters from the right) or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govscore.format_check.document import Notice, Paragraph, units
from govscore.format_check.findings import Finding
from govscore.format_check.roles import Roles

_DATE = re.compile(
    r"(\d{4}|\d{2}××|×{4}|【.+】)年([1-9]|1[0-2]|×{1,2}|【.+】)月([1-9]|[12]\d|3[01]|×{1,2}|【.+】)日|【.+】"
)
_SEALED, _UNSEALED = 4.0, 2.0
_NEARLY = 0.6  # of a character: widths of digits differ between fonts
_LINE = 28.0


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the date's form, and on the places of date and office."""
    if roles.date is None:
        return
    yield Finding("date-form", bool(_DATE.fullmatch(roles.date.words)), roles.date.words, roles.date)
    if "【" in roles.date.words:
        return
    date_left, date_right = span(roles.date)
    if roles.office is None or "【" in roles.office.words:
        yield Finding("date-place", abs(date_right - _SEALED) <= _NEARLY, f"右空{date_right:.1f}字", roles.date)
        return
    left, right = span(roles.office)
    sealed = abs(date_right - _SEALED) <= _NEARLY
    moved = abs(date_left - left - 2) <= _NEARLY
    unsealed = moved and abs(min(right, date_right) - _UNSEALED) <= _NEARLY  # 7.3.5.2: the longer one ends there
    yield Finding("date-place", sealed or unsealed, f"右空{date_right:.1f}字", roles.date)
    shift = (left - right) / 2 - (date_left - date_right) / 2  # between the centres
    centred = abs(shift) <= _NEARLY
    fits = right >= -0.01 and left >= 0
    good = unsealed or (centred and fits) or (not sealed and abs(shift) <= _NEARLY)
    yield Finding("date-office", good, f"中线与日期相差{abs(shift):.1f}字，右空{right:.1f}字", roles.office)


def span(paragraph: Paragraph) -> tuple[float, float]:
    """The room left and right of a one-line paragraph, in characters of a line of 28."""
    size = paragraph.size
    width = units(paragraph.words.replace("×", "1"))  # × stands where a digit will be
    left, right = paragraph.start, paragraph.right / size
    trailing = len(paragraph.text) - len(paragraph.text.rstrip("\u3000"))
    if paragraph.align == "right":
        return _LINE - right - trailing - width, right + trailing
    if paragraph.align == "center":
        room = (_LINE - left - right - trailing - width) / 2
        return left + room, right + trailing + room
    return left, _LINE - left - width
