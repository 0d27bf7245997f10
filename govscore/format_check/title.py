"""The title: 2号小标宋, centred, not bold, broken into a trapezoid or a rhombus (7.3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from govscore.format_check.document import Notice, units
from govscore.format_check.findings import Finding
from govscore.format_check.head import ALIGNED
from govscore.format_check.lettering import TITLE, font_finding, points, printed
from govscore.format_check.roles import Roles
from govscore.format_check.spaces import empty_lines, is_lines, words

LONGEST = 20
TITLE_SIZE = 22.0


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the title's lines; a title with marks in 【】 has no length yet."""
    if not roles.title:
        return
    yield from _gap(notice, roles)
    for paragraph, run in printed(roles.title):
        yield Finding("title-size", run.size == TITLE_SIZE, points(run.size), paragraph)
        yield Finding("title-bold", not run.bold, "加粗" if run.bold else "不加粗", paragraph)
    for paragraph in roles.title:
        yield from font_finding("title-font", paragraph, TITLE)
        indented = abs(paragraph.left + paragraph.first - paragraph.right) > paragraph.size
        measured = ALIGNED.get(paragraph.align, paragraph.align) + ("，但有缩进" if indented else "")
        yield Finding("title-centred", paragraph.align == "center" and not indented, measured, paragraph)
    lines = [line for paragraph in roles.title for line in paragraph.words.split("\n") if line.strip()]
    if "【" not in "".join(lines):
        yield from _lengths([units(line) for line in lines], roles)


def _gap(notice: Notice, roles: Roles) -> Iterator[Finding]:
    above = roles.number
    if above is not None:
        room = empty_lines(roles, above, roles.title[0], notice.sections[0])
        if room is not None:
            yield Finding("title-gap", is_lines(room, 2), words(room), roles.title[0])


def _lengths(lengths: Sequence[float], roles: Roles) -> Iterator[Finding]:
    for length in lengths:
        yield Finding("title-length", length <= LONGEST, f"{length:g}字", roles.title[0])
    if len(lengths) > 1:
        shape = "、".join(f"{length:g}" for length in lengths)
        yield Finding("title-shape", is_trapezoid_or_rhombus(lengths), f"各行{shape}字", roles.title[0])


def is_trapezoid_or_rhombus(lengths: Sequence[float]) -> bool:
    """Lines that only grow, only shrink, or grow and then shrink; not a rectangle, not an hourglass."""
    steps = [b - a for a, b in pairwise(lengths)]
    if not any(steps):
        return False
    shrinking = False
    for step in steps:
        if step < 0:
            shrinking = True
        elif step > 0 and shrinking:
            return False
    return True
