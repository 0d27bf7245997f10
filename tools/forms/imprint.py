"""版记: the last lines of the last page, whatever stands above them.

The lines are in a text box at the foot of the 版心. The paragraph that holds it is as high as the box and what may
still be typed into it, and comes last: text never runs under the box, and where the room is short, both go to a new
page.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.boxes import Box
from forms.measures import IMPRINT_LINE, TEXT_WIDTH
from forms.xml import exact, paragraph, run

OUTER, INNER = 8, 6  # 7.4.1: 0.35 mm and 0.25 mm, in eighths of a point
RULE_HEIGHT, ROOM_HEIGHT = 30, 60
ROOM = paragraph("", "Rule", exact(ROOM_HEIGHT))  # between an element and the line under it
INSIDE = '<w:ind w:left="280" w:right="280"/>'


def imprint(elements: Sequence[str], lines: int, ruled: bool = True, spare: int = 1) -> str:
    """The last paragraph of a document with its 版记.

    `lines`: how many lines the elements take together; `spare`: how many more may be typed before text could run
    under them; `ruled`: lines of the width of the 版心 above, between and below. A letter has none (10.1).
    """
    content = list(elements)
    if ruled:
        inner = [_rule(INNER, "top")] * (len(content) - 1)
        above = [_rule(OUTER, "top"), *inner]
        content = [part for pair in zip(above, content, strict=True) for part in (*pair, ROOM)]
        content.append(_rule(OUTER, "bottom"))
    height = lines * IMPRINT_LINE + ruled * ((len(elements) + 1) * RULE_HEIGHT + len(elements) * ROOM_HEIGHT)
    box = Box(80, "版记", TEXT_WIDTH, height)
    return paragraph(box.run(content), "Rule", exact(height + spare * IMPRINT_LINE))


def copy_to(text: str) -> str:
    """7.4.2: 抄送 or 发送, one character in on both sides, turned lines after the colon."""
    return paragraph(run(text), "Copy")


def issued(office: str, date: str) -> str:
    """7.4.3: the printing office one character from the left, the date one from the right."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - 280}"/></w:tabs>'
    return paragraph(run(f"{office}\t{date}印发"), "Imprint", tabs + INSIDE)


def editors(text: str) -> str:
    """A briefing's 责任编辑, 审核 and 签发, three parts separated by tabs."""
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{TEXT_WIDTH // 2}"/>'
        f'<w:tab w:val="right" w:pos="{TEXT_WIDTH - 280}"/></w:tabs>'
    )
    return paragraph(run(text), "Imprint", tabs + INSIDE)


def _rule(size: int, side: str) -> str:
    border = f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/></w:pBdr>'
    return paragraph("", "Rule", border + exact(RULE_HEIGHT))
