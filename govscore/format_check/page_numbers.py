"""页码 (7.5): form, font, side, distance; that numbers run on; none on the first page of a letter (10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govscore.format_check.document import MM, Item, Notice, Paragraph, Section, flat, mm
from govscore.format_check.findings import Finding
from govscore.format_check.head import ALIGNED
from govscore.format_check.lettering import SONG, is_font, points
from govscore.format_check.roles import Roles

_SIZE = 14.0
_NEARLY = 0.2  # of a character
_SIDES = (("default", "right", "单页"), ("even", "left", "双页"))


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the footers of the upright sections, and on how sections count on."""
    for place, section in enumerate(notice.sections):
        if not section.landscape:
            yield from _section(notice, section, place)
        if place:
            measured = "重新起数" if section.restarts else "连续"
            yield Finding("pagenum-continuous", not section.restarts, measured, f"第{place + 1}节")
    if len(notice.sections) == 1:
        yield Finding("pagenum-continuous", True, "只有一节")
    yield _letter(notice.sections[0])


def number_in(story: list[Item]) -> Paragraph | None:
    """The paragraph that holds the page number."""
    return next((p for p in flat(story) if re.search(r"\bPAGE\b", p.instructions)), None)


def _section(notice: Notice, section: Section, place: int) -> Iterator[Finding]:
    where = f"第{place + 1}节页脚" if len(notice.sections) > 1 else "页脚"
    differ = notice.even_pages_differ
    if not differ:
        yield Finding("pagenum-sides", False, "没有设“奇偶页不同”", where)
    for kind, side, pages in _SIDES if differ else _SIDES[:1]:
        number = number_in(section.footers.get(kind, []))
        if number is None:
            yield Finding("pagenum-form", False, f"{pages}没有页码", where)
            continue
        yield from _number(number, pages)
        if differ:
            yield Finding("pagenum-sides", number.align == side, f"{pages}{ALIGNED.get(number.align)}", number)
            room = _room(number)
            yield Finding("pagenum-indent", abs(room - 1) <= _NEARLY, f"{pages}空{room:.3g}字", number)
        distance = section.edges[1] - section.footer - _height(number) / 2 - _below(number, section.footers[kind])
        yield Finding("pagenum-distance", abs(distance / MM - 7) <= 1, mm(distance), number)


def _number(number: Paragraph, pages: str) -> Iterator[Finding]:
    shown = re.sub(r"\d+|【.*】", "1", number.words) or "1"
    yield Finding("pagenum-form", bool(re.fullmatch(r"— ?1 ?—", shown)), shown, number)
    for run in number.runs:
        if not run.text.strip():
            continue
        digits = run.text.strip().isdigit()
        good = run.size == _SIZE and is_font(run.ascii if digits else run.east, SONG)
        yield Finding("pagenum-font", good, f"{points(run.size)}{run.ascii if digits else run.east}", number)


def _room(number: Paragraph) -> float:
    if number.align == "right":
        return number.right / number.size + len(number.text) - len(number.text.rstrip("\u3000"))
    return number.start


def _height(number: Paragraph) -> float:
    return number.line if number.rule == "exact" else number.size * 1.3


def _below(number: Paragraph, story: list[Item]) -> float:
    """The height of what stands under the number in its footer."""
    paragraphs = list(flat(story))
    if number not in paragraphs:
        return number.after
    following = paragraphs[paragraphs.index(number) + 1 :]
    return number.after + sum(p.before + _height(p) + p.after for p in following)


def _letter(first: Section) -> Finding:
    shown = (
        number_in(first.footers.get("first", [])) if first.title_page else number_in(first.footers.get("default", []))
    )
    hidden = first.title_page and shown is None
    return Finding("letter-first", hidden, "不显示" if hidden else "首页有页码", "页脚")
