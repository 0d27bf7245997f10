"""How many empty lines stand between two paragraphs."""

from __future__ import annotations

from govscore.format_check.document import PITCH, Paragraph, Section
from govscore.format_check.roles import Roles

_NEARLY = 0.3  # of a line


def height(paragraph: Paragraph, section: Section) -> float:
    """The height of an empty paragraph in points."""
    if paragraph.rule in ("exact", "atLeast"):
        return paragraph.line
    return paragraph.line * (section.pitch if paragraph.snap and section.pitch else paragraph.size * 1.3)


def empty_lines(roles: Roles, first: Paragraph, second: Paragraph, section: Section) -> float | None:
    """The room between two top-level paragraphs in lines of 28.95 points; None where it cannot be said."""
    if first not in roles.order or second not in roles.order:
        return None
    between = roles.between(first, second)
    if any(paragraph.words for paragraph in between):
        return None
    room = first.after + second.before + sum(height(p, section) + p.before + p.after for p in between)
    return room / PITCH


def is_lines(room: float, wanted: int) -> bool:
    """Whether the room is `wanted` lines, all but."""
    return abs(room - wanted) <= _NEARLY


def words(room: float) -> str:
    """`空二行` in the clerk's words."""
    rounded = round(room * 10) / 10
    names = {0.0: "不空行", 1.0: "空一行", 2.0: "空二行", 3.0: "空三行", 4.0: "空四行"}
    return names.get(rounded, f"空{rounded:g}行")
