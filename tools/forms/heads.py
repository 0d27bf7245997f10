"""Heads: of a letter (信函), of an ordinary document (文件), of a briefing (简报); the titles under them."""

from __future__ import annotations

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Twips

from forms.boxes import Box
from forms.measures import BINDING, EDGE, LETTER_LINE, LETTER_LINE_FOOT, LINE, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH
from forms.parts import Part, own, paragraph, write
from forms.styles import CENTRE, RED, RIGHT, exact
from forms.xml import border

THICK, THIN = 18, 6  # eighths of a point
LEFT = (PAGE_WIDTH - LETTER_LINE) // 2  # the lines are centred on the paper
NUMBER_GAP = 82  # with the room that a line has above its characters, 7/8 of a character
DOUBLE = (THICK + THIN) * 20 // 8 + 30  # height of the double line with the room inside it
RULE_GAP = 9  # points: with the room that a line has under its characters, 4 mm


def letter_head(section: Section, office: str) -> None:
    """10.1: the office's full name in red 30 mm under the edge, a double line 4 mm under it, one 20 mm above the foot.

    They stand on the section's first page, which has no number.
    """
    section.different_first_page_header_footer = True
    over = {"left_indent": Twips(LEFT - BINDING), "right_indent": Twips(LEFT - EDGE)}
    header = section.first_page_header
    write(own(header), office, "Letterhead", **exact(760, after=160), **over)
    _double_line(THICK, THIN, **over)(header)
    box = Box(90, "红色双线", LETTER_LINE, DOUBLE, LEFT, PAGE_HEIGHT - LETTER_LINE_FOOT - DOUBLE)
    box.put(write(own(section.first_page_footer), "", "Rule"), [_double_line(THIN, THICK)])


def _double_line(top: int, bottom: int, **over: object) -> Part:
    """Two red lines as the borders of a paragraph 1.5 pt high: drawn alike by every program."""
    return paragraph("", "Rule", border("top", top, RED) + border("bottom", bottom, RED), **exact(30), **over)


def letter_number(text: str) -> list[Part]:
    """发文字号 flush right under the first double line, 7/8 of a character from it, and two empty lines."""
    return [paragraph(text, "Number", **exact(LINE, NUMBER_GAP), **RIGHT), *blank(2)]


def red_head(office: str, number: str) -> list[Part]:
    """7.2.4–7.2.7: the mark 35 mm under the edge of the 版心, 发文字号, the red line 4 mm under it, two empty lines.

    The three lines above the mark are for 份号, 密级 and 紧急程度 (7.2.1–7.2.3).
    """
    return [
        *blank(3),
        paragraph(f"{office}文件", "Redhead"),
        *blank(2),
        paragraph(number, "Number", border("bottom", 12, RED, RULE_GAP), **exact(LINE), **CENTRE),
        *blank(2),
    ]


def masthead(name: str, issue: str, office: str, date: str) -> list[Part]:
    """A briefing's head: its name and issue, below left the office and right the date, and the red line."""
    return [
        paragraph(name, "Masthead"),
        paragraph(issue, "Flush", **exact(LINE, 120, 120), **CENTRE),
        paragraph(f"{office}\t{date}", "Flush", border("bottom", 18, RED, 4), [(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)]),
        *blank(),
    ]


def title(*lines: str) -> list[Part]:
    """7.3.1: the lines of the title, broken by hand where the words allow, as a 梯形 or 菱形."""
    return [paragraph(line, "Headline", keep=True) for line in lines]


def addressees(text: str) -> list[Part]:
    """7.3.2: one line under the title, flush left."""
    return [*blank(), paragraph(f"{text}：", "Flush")]


def blank(count: int = 1) -> list[Part]:
    """Empty lines."""
    return [paragraph("", "Flush")] * count
