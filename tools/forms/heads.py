"""Heads: of a letter (信函), of an ordinary document (文件), of a briefing (简报); the titles under them."""

from __future__ import annotations

from collections.abc import Sequence

from forms.boxes import Box
from forms.measures import (
    BINDING,
    EDGE,
    LETTER_LINE,
    LETTER_LINE_FOOT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
)
from forms.page import Sections
from forms.styles import CENTRE, RED, RIGHT
from forms.xml import KEEP, exact, paragraph, run

THICK, THIN = 18, 6  # eighths of a point
LEFT = (PAGE_WIDTH - LETTER_LINE) // 2  # the lines are centred on the paper
NUMBER_GAP = 82  # with the room that a line has above its characters, 7/8 of a character
DOUBLE = (THICK + THIN) * 20 // 8 + 30  # height of the double line with the room inside it
RULE_GAP = 9  # points: with the room that a line has under its characters, 4 mm


def letter_head(sections: Sections, office: str) -> str:
    """10.1: the office's full name in red 30 mm under the edge, a double line 4 mm under it, one 20 mm above the foot.

    Returns the references of the first page, which has no number.
    """
    over = f'<w:ind w:left="{LEFT - BINDING}" w:right="{LEFT - EDGE}"/>'
    mark = paragraph(run(office), "Letterhead", exact(760, after=160) + over)
    head = [mark, _double_line(THICK, THIN, over)]
    box = Box(90, "红色双线", LETTER_LINE, DOUBLE, LEFT, PAGE_HEIGHT - LETTER_LINE_FOOT - DOUBLE)
    foot = paragraph(box.run([_double_line(THIN, THICK)]), "Rule")
    return sections.story("header", "first", head) + sections.story("footer", "first", [foot])


def _double_line(top: int, bottom: int, over: str = "") -> str:
    """Two red lines as the borders of a paragraph 1.5 pt high: drawn alike by every program."""
    borders = (
        f'<w:pBdr><w:top w:val="single" w:sz="{top}" w:space="0" w:color="{RED}"/>'
        f'<w:bottom w:val="single" w:sz="{bottom}" w:space="0" w:color="{RED}"/></w:pBdr>'
    )
    return paragraph("", "Rule", f"{borders}{exact(30)}{over}")


def letter_number(text: str) -> list[str]:
    """发文字号 flush right under the first double line, 7/8 of a character from it, and two empty lines."""
    return [paragraph(run(text), "Number", exact(LINE, NUMBER_GAP) + RIGHT), *blank(2)]


def red_head(office: str, number: str) -> list[str]:
    """7.2.4–7.2.7: the mark 35 mm under the edge of the 版心, 发文字号, the red line 4 mm under it, two empty lines.

    The three lines above the mark are for 份号, 密级 and 紧急程度 (7.2.1–7.2.3).
    """
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="{RULE_GAP}" w:color="{RED}"/></w:pBdr>{exact(LINE)}'
    return [
        *blank(3),
        paragraph(run(f"{office}文件"), "Redhead"),
        *blank(2),
        paragraph(run(number), "Number", line + CENTRE),
        *blank(2),
    ]


def masthead(name: str, issue: str, office: str, date: str) -> list[str]:
    """A briefing's head: its name and issue, below left the office and right the date, and the red line."""
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    return [
        paragraph(run(name), "Masthead"),
        paragraph(run(issue), "Flush", exact(LINE, 120, 120) + CENTRE),
        paragraph(run(f"{office}\t{date}"), "Flush", line + tabs),
        *blank(),
    ]


def title(*lines: str) -> list[str]:
    """7.3.1: the lines of the title, broken by hand where the words allow, as a 梯形 or 菱形."""
    return [paragraph(run(line), "Headline", KEEP) for line in lines]


def addressees(text: str) -> list[str]:
    """7.3.2: one line under the title, flush left."""
    return [*blank(), paragraph(run(f"{text}："), "Flush")]


def blank(count: int = 1) -> Sequence[str]:
    """Empty lines."""
    return [paragraph("", "Flush")] * count
