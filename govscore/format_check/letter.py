"""The red double lines of a 信函 (10.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govscore.format_check.document import MM, Item, Notice, Paragraph, Section, flat, mm
from govscore.format_check.findings import Finding
from govscore.format_check.roles import RED, Roles

WIDTH = 170 * MM
_THICK_FIRST = {"thickThinSmallGap", "thickThinMediumGap", "thickThinLargeGap"}
_THIN_FIRST = {"thinThickSmallGap", "thinThickMediumGap", "thinThickLargeGap"}


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the line under the mark (first page's header) and the one at the first page's foot."""
    if roles.form != "信函":
        return
    first = notice.sections[0]
    for stories, name, thick_first in ((first.headers, "上方", True), (first.footers, "下方", False)):
        story = stories.get("first") or stories.get("default", [])
        yield from _line(story, name, thick_first, first)


def _line(story: Sequence[Item], name: str, thick_first: bool, section: Section) -> Iterator[Finding]:
    ruled = [p for p in flat(story) if p.borders]
    if ruled:
        paragraph = ruled[-1] if thick_first else ruled[0]
        order = _order(paragraph)
        colours = {border.colour for border in paragraph.borders.values()}
        around = box_width(story, paragraph)
        left = section.left + paragraph.left
        width = (around or section.text_width) - paragraph.left - paragraph.right
        centred = bool(around) or abs(left + width / 2 - section.width / 2) <= 1.5 * MM  # a box: seen on the page
        good = order == ("上粗下细" if thick_first else "上细下粗") and colours <= RED and centred
        colour = "红色" if colours <= RED else f"颜色{'、'.join(sorted(colours - RED))}"
        yield Finding("letter-lines", good, f"{name}{order}，{colour}{'' if centred else '，不居中'}", paragraph)
        yield Finding("letter-width", abs(width - WIDTH) <= MM, f"{name}{mm(width)}", paragraph)
        return
    drawn = [line for p in flat(story) for line in p.drawings]
    for line in drawn[:1]:
        yield Finding("letter-lines", line.colour in RED or not line.colour, f"{name}是画的线", f"首页页{name}")
        if line.width:
            yield Finding("letter-width", abs(line.width - WIDTH) <= MM, f"{name}{mm(line.width)}")
    if not drawn:
        yield Finding("letter-lines", False, f"{name}没有双线", "首页页眉页脚")


def box_width(story: Sequence[Item], paragraph: Paragraph) -> float:
    """The width of the text box that holds the paragraph, 0 where none does."""
    boxes = [box for anchor in flat(story) for box in anchor.boxes]
    return next((box.width for box in boxes if paragraph in box.items), 0.0)


def _order(paragraph: Paragraph) -> str:
    """Which of the two lines is the thicker one: of two borders, or of one double border."""
    top, bottom = paragraph.borders.get("top"), paragraph.borders.get("bottom")
    if top and bottom:
        if top.thickness == bottom.thickness:
            return "两条一样粗"
        return "上粗下细" if top.thickness > bottom.thickness else "上细下粗"
    kind = next(iter(paragraph.borders.values())).kind
    if kind in _THICK_FIRST:
        return "上粗下细"
    return "上细下粗" if kind in _THIN_FIRST else "只有一条线"
