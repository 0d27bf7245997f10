"""版记: the last lines of the last page, whatever stands above them.

The lines are in a text box at the foot of the 版心. The paragraph that holds it is as high as the box and what may
still be typed into it, and comes last: text never runs under the box, and where the room is short, both go to a new
page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Twips

from forms.boxes import Box
from forms.measures import IMPRINT_LINE, TEXT_WIDTH
from forms.parts import Part, Story, paragraph, write
from forms.styles import exact
from forms.xml import border

OUTER, INNER = 8, 6  # 7.4.1: 0.35 mm and 0.25 mm, in eighths of a point
RULE_HEIGHT, ROOM_HEIGHT = 30, 60
ROOM = paragraph("", "Rule", **exact(ROOM_HEIGHT))  # between an element and the line under it
INSIDE = {"left_indent": Twips(280), "right_indent": Twips(280)}
END = (TEXT_WIDTH - 280, WD_TAB_ALIGNMENT.RIGHT)


def imprint(elements: Sequence[Part], lines: int, ruled: bool = True, spare: int = 1) -> Part:
    """The last paragraph of a document with its 版记.

    `lines`: how many lines the elements take together; `spare`: how many more may be typed before text could run
    under them; `ruled`: lines of the width of the 版心 above, between and below. A letter has none (10.1).
    """
    content = list(elements)
    if ruled:
        above = [_rule(OUTER, "top"), *[_rule(INNER, "top")] * (len(elements) - 1)]
        ruled_off = chain.from_iterable((rule, part, ROOM) for rule, part in zip(above, elements, strict=True))
        content = [*ruled_off, _rule(OUTER, "bottom")]
    height = lines * IMPRINT_LINE + ruled * ((len(elements) + 1) * RULE_HEIGHT + len(elements) * ROOM_HEIGHT)

    def write_imprint(story: Story) -> None:
        holder = write(story.add_paragraph(), "", "Rule", **exact(height + spare * IMPRINT_LINE))
        Box(80, "版记", TEXT_WIDTH, height).put(holder, content)

    return write_imprint


def copy_to(text: str) -> Part:
    """7.4.2: 抄送 or 发送, one character in on both sides, turned lines after the colon."""
    return paragraph(text, "Copy")


def issued(office: str, date: str) -> Part:
    """7.4.3: the printing office one character from the left, the date one from the right."""
    return paragraph(f"{office}\t{date}印发", "Imprint", tabs=[END], **INSIDE)


def editors(text: str) -> Part:
    """A briefing's 责任编辑, 审核 and 签发, three parts separated by tabs."""
    return paragraph(text, "Imprint", tabs=[(TEXT_WIDTH // 2, WD_TAB_ALIGNMENT.CENTER), END], **INSIDE)


def _rule(size: int, side: str) -> Part:
    return paragraph("", "Rule", border(side, size), **exact(RULE_HEIGHT))
