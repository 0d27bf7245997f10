"""The head: 发文机关标志, 发文字号, 红色分隔线 (7.2), and the masthead of a briefing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govscore.format_check.document import MM, TEXT_WIDTH, Border, Notice, Paragraph, Section, flat, mm
from govscore.format_check.findings import Finding
from govscore.format_check.lettering import TITLE, font_finding, printed
from govscore.format_check.roles import RED, Roles
from govscore.format_check.spaces import empty_lines, is_lines, words

ALIGNED = {"left": "居左", "center": "居中", "right": "居右", "both": "两端对齐"}
_NUMBER = re.compile(r"[\u4e00-\u9fff×A-Z]{1,14}〔(\d{4}|\d{2}××|×{2,4}|【.+】)〕([1-9]\d*|×+|【.+】)号")
_ISSUE = re.compile(r"[（(]?(总?第|增刊第)([1-9]\d*|[一二三四五六七八九十百〇○]+|×+|【.+】)期[）)]?(\s*[（(].*[)）])?")
_DATE = re.compile(r"\d{4}年|20××年|×{4}年|【.*】")


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on what stands above the title."""
    if roles.mark is not None:
        yield from _mark(roles.mark)
        good = not re.search("文件$", roles.mark.words)
        yield Finding("mark-letter", good, roles.mark.words, roles.mark)
    if roles.number is not None:
        yield from _number(roles.number, roles, notice.sections[0])
        yield from _redline(roles, notice.sections[0])
    if roles.form == "简报":
        yield from _briefing(roles, notice)


def _mark(mark: Paragraph) -> Iterator[Finding]:
    for _, run in printed([mark]):
        yield Finding("mark-colour", run.colour in RED, "红色" if run.colour in RED else f"颜色{run.colour}", mark)
    yield Finding("mark-centred", mark.align == "center", ALIGNED.get(mark.align, mark.align), mark)
    yield from font_finding("mark-font", mark, TITLE)


def _number(number: Paragraph, roles: Roles, section: Section) -> Iterator[Finding]:
    text, _, signer = number.words.partition("签发人")
    text = text.strip("\u3000 \t")
    yield Finding("number-form", bool(_NUMBER.fullmatch(text)), text, number)
    signed = bool(signer) and 0.7 <= number.start <= 1.3
    yield Finding("number-place", signed or number.align == "center", ALIGNED.get(number.align, number.align), number)
    flush = number.align == "right" and abs(number.right) < 2
    measured = ALIGNED.get(number.align, number.align) + (
        f"，右空{number.right / number.size:.1f}字" if number.right else ""
    )
    yield Finding("number-right", flush, measured, number)
    if roles.mark is not None and not roles.mark_in_header:
        room = empty_lines(roles, roles.mark, number, section)
        if room is not None:
            yield Finding("number-gap", is_lines(room, 2), words(room), number)


def _redline(roles: Roles, section: Section) -> Iterator[Finding]:
    """The line under the number: the border of its paragraph or of an empty one below, or a drawn line."""
    found = _border_below(roles)
    if found is not None:
        border, paragraph, room = found
        width = TEXT_WIDTH - paragraph.left - paragraph.right if not section.width else section.text_width
        width -= paragraph.left + paragraph.right
        good = border.colour in RED and abs(width - section.text_width) <= MM
        colour = "红色" if border.colour in RED else f"颜色{border.colour}"
        yield Finding("redline", good, f"{colour}，长{mm(width)}", paragraph)
        yield Finding("redline-gap", 3 <= room / MM <= 4.5, mm(room), paragraph)
        return
    drawn = [(line, p) for p in _under_number(roles) for line in p.drawings]
    for line, paragraph in drawn[:1]:
        good = (line.colour in RED or not line.colour) and (
            not line.width or abs(line.width - section.text_width) <= MM
        )
        yield Finding("redline", good, f"画的线，长{mm(line.width)}", paragraph)
    if not drawn:
        yield Finding("redline", False, "没有", roles.number)


def _under_number(roles: Roles) -> list[Paragraph]:
    assert roles.number is not None
    if roles.number not in roles.order:
        return [roles.number]
    start = roles.order.index(roles.number)
    following = []
    for paragraph in roles.order[start + 1 :]:
        if paragraph.words:
            break
        following.append(paragraph)
    return [roles.number, *following]


def _border_below(roles: Roles) -> tuple[Border, Paragraph, float] | None:
    """The border, its paragraph, and the room between the number and the line in points."""
    assert roles.number is not None
    if border := roles.number.borders.get("bottom"):
        return border, roles.number, border.space
    room = roles.number.after
    for paragraph in _under_number(roles)[1:]:
        if border := paragraph.borders.get("top"):
            return border, paragraph, room + paragraph.before
        room += paragraph.before + (paragraph.line if paragraph.rule == "exact" else paragraph.size * 1.3)
        if border := paragraph.borders.get("bottom"):
            return border, paragraph, room + border.space
        room += paragraph.after
    return None


def _briefing(roles: Roles, notice: Notice) -> Iterator[Finding]:
    if roles.issue is not None:
        yield Finding("issue-form", bool(_ISSUE.fullmatch(roles.issue.words)), roles.issue.words, roles.issue)
    early = list(flat(notice.items))[:30]
    before = early[: early.index(roles.title[0])] if roles.title and roles.title[0] in early else early[:8]
    dated = next((p for p in before if _DATE.search(p.words)), None)
    if dated is not None:
        parts = dated.words.split("\t")
        alone = dated.align == "right"
        apart = (len(parts) > 1 and not _DATE.search(parts[0])) or alone
        yield Finding("issue-unit", apart, "单位在左、日期在右" if apart else dated.words, dated)
    red = any(border.colour in RED for p in before for border in p.borders.values()) or any(p.drawings for p in before)
    red = red or any(_red_table(item) for item in notice.items[:10])
    yield Finding("issue-redline", red, "有" if red else "没有", dated or roles.issue)
    foot = any(
        re.search("[发分报抄]\\s*[送报]|^(本期|报|送)?发?[送报]?\\s*[:：]", p.words) for p in flat(roles.imprint)
    )
    yield Finding("issue-foot", foot, "有" if foot else "没有")


def _red_table(item: object) -> bool:
    from govscore.format_check.document import Table

    if not isinstance(item, Table):
        return False
    cells = [border for row in item.rows for cell in row.cells for border in cell.borders.values()]
    return any(border.colour in RED for border in [*item.borders.values(), *cells])
