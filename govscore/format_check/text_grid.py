"""22 lines of 28 characters: the grid, line spacing and character pitch (5.2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from govscore.format_check.document import PITCH, TEXT_HEIGHT, TEXT_WIDTH, Notice, Paragraph, Section
from govscore.format_check.findings import Finding
from govscore.format_check.roles import Roles

LINES, CHARACTERS = 22, 28
_ROOM = 1.0  # points: the text area is given in whole twips and may be ±1 mm


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the sections' grids and on the paragraphs of the body."""
    for number, section in enumerate(notice.sections, 1):
        if not section.landscape:
            measured, good = _grid(section)
            yield Finding("grid-lines", good, measured, f"第{number}节" if len(notice.sections) > 1 else "页面设置")
    for paragraph in roles.body:
        section = notice.sections[min(paragraph.section, len(notice.sections) - 1)]
        yield Finding("grid-spacing", _pitch_ok(paragraph, section), _spacing(paragraph), paragraph)
        pitch = character_pitch(paragraph, section)
        good = int((TEXT_WIDTH + _ROOM) / pitch) == CHARACTERS if pitch > 1 else False
        yield Finding("grid-characters", good, f"字距{pitch:.2f}磅", paragraph)


def _grid(section: Section) -> tuple[str, bool]:
    if section.grid not in ("lines", "linesAndChars", "snapToChars") or not section.pitch:
        return "没有设文档网格", False
    fits = int(TEXT_HEIGHT / section.pitch) if section.pitch > 1 else 0
    return f"每行{section.pitch:g}磅", fits == LINES and abs(section.pitch - PITCH) <= 0.2


def _pitch_ok(paragraph: Paragraph, section: Section) -> bool:
    if paragraph.rule == "exact":
        return int((TEXT_HEIGHT + 0.1) / paragraph.line) == LINES if paragraph.line > 1 else False
    on_grid = paragraph.snap and _grid(section)[1]
    return on_grid and paragraph.rule == "auto" and paragraph.line == 1


def _spacing(paragraph: Paragraph) -> str:
    if paragraph.rule == "auto":
        return f"{paragraph.line:g}倍行距"
    return f"{'固定值' if paragraph.rule == 'exact' else '最小值'}{paragraph.line:g}磅"


def character_pitch(paragraph: Paragraph, section: Section) -> float:
    """From character to character in points: size, spacing, and the grid where it sets characters too."""
    spacing = next((run.spacing for run in paragraph.runs if run.text.strip()), 0.0)
    grid = section.character_space if section.grid in ("linesAndChars", "snapToChars") else 0.0
    return paragraph.size + spacing + grid
