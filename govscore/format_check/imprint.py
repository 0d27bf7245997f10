"""版记 (7.4): lines, 抄送, 印发, and that it stands last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govscore.format_check.document import MM, Border, Item, Notice, Paragraph, Section, Table, flat, mm
from govscore.format_check.findings import Finding
from govscore.format_check.letter import box_width
from govscore.format_check.lettering import FANG, font_finding, points, printed
from govscore.format_check.roles import Roles

_SIZE = 14.0
_COPY = re.compile(r"^抄\s*[送报]")
_COPY_FORM = re.compile(r"抄送：[^。；]+[^，、；。：]。|抄送：【.+】。?")
_DATED = re.compile(r"(\d{4}|\d{2}××|×{4}|【.+】)年([1-9]|1[0-2]|×{1,2})月([1-9]|[12]\d|3[01]|×{1,2})日印发|【.+】印发")
_OUTER, _INNER = 1.0, 0.75  # points: 0.353 and 0.265 mm
_NEARLY = 0.3  # of a character


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the 版记, where there is one."""
    if not roles.imprint:
        return
    paragraphs = [p for p in flat(roles.imprint) if p.words]
    for paragraph in paragraphs:
        yield from _font(paragraph)
        if _COPY.match(paragraph.words):
            yield from _copy(paragraph)
    issued = next((p for p in paragraphs if p.words.endswith("印发") or "印发" in p.words[-3:]), None)
    if issued is not None:
        yield _issued(issued)
    last = not roles.after_imprint and not _annex_after(roles)
    yield Finding("imprint-last", last, "在最后" if last else "后面还有内容", paragraphs[0] if paragraphs else None)
    yield from _ruled(notice, roles, issued, paragraphs)


def _font(paragraph: Paragraph) -> Iterator[Finding]:
    yield from font_finding("imprint-font", paragraph, FANG)
    for _, run in printed([paragraph]):
        if run.size != _SIZE:
            yield Finding("imprint-font", False, points(run.size), paragraph)


def _copy(paragraph: Paragraph) -> Iterator[Finding]:
    yield Finding("imprint-copy", bool(_COPY_FORM.fullmatch(paragraph.words)), _ends(paragraph.words), paragraph)
    start, turn = paragraph.start, paragraph.left / paragraph.size
    right = paragraph.right / paragraph.size
    good = abs(start - 1) <= _NEARLY and abs(turn - 4) <= _NEARLY and abs(right - 1) <= _NEARLY
    measured = f"左空{start:.3g}字、回行空{turn:.3g}字、右空{right:.3g}字"
    yield Finding("imprint-indent", good, measured, paragraph)


def _ends(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:4]}…{text[-4:]}"


def _issued(paragraph: Paragraph) -> Finding:
    """机关 one character from the left, date one from the right: by a right tab or by both edges."""
    parts = re.split(r"\t+|\s{2,}|\u3000+", paragraph.words)
    dated = bool(_DATED.fullmatch(parts[-1]))
    right = paragraph.right / paragraph.size
    tabbed = "\t" in paragraph.text
    placed = abs(paragraph.start - 1) <= _NEARLY and (tabbed or abs(right - 1) <= _NEARLY)
    measured = f"{parts[-1]}，左空{paragraph.start:.3g}字"
    return Finding("imprint-issued", dated and placed and len(parts) > 1, measured, paragraph)


def _annex_after(roles: Roles) -> bool:
    """Whether an annex page comes after the 版记."""
    if not roles.annexes or not isinstance(roles.imprint[0], Paragraph):
        return False
    return any(annex.mark.section > roles.imprint[0].section for annex in roles.annexes)


def _ruled(
    notice: Notice, roles: Roles, issued: Paragraph | None, paragraphs: Sequence[Paragraph]
) -> Iterator[Finding]:
    outer, inner = lines(roles.imprint)
    where = paragraphs[0] if paragraphs else None
    extra = [name for name, there in (("印发机关、日期", issued), ("分隔线", outer or inner)) if there]
    yield Finding("letter-imprint", not extra, f"有{'、'.join(extra)}" if extra else "没有", where)
    if not outer:
        yield Finding("imprint-outer", False, "没有分隔线", where)
        return
    for border in outer:
        yield Finding("imprint-outer", abs(border.thickness - _OUTER) < 0.13, f"{border.thickness:g}磅", where)
    for border in inner:
        yield Finding("imprint-inner", abs(border.thickness - _INNER) < 0.13, f"{border.thickness:g}磅", where)
    section = notice.sections[-1]
    width = _width(roles.imprint, section)
    yield Finding("imprint-width", abs(width - section.text_width) <= 1.5 * MM, mm(width), where)


def lines(imprint: Sequence[Item]) -> tuple[list[Border], list[Border]]:
    """The first and last line, and those between."""
    tables = [t for item in imprint for t in _tables(item)]
    if tables:
        return _table_lines(tables[0])
    found: list[Border] = []
    for paragraph in flat(imprint):
        found += [paragraph.borders[side] for side in ("top", "between", "bottom") if side in paragraph.borders]
    return ([found[0], found[-1]], found[1:-1]) if len(found) > 1 else (found, [])


def _tables(item: Item) -> list[Table]:
    if isinstance(item, Table):
        return [item]
    return [inner for box in item.boxes for inner in box.items if isinstance(inner, Table)]


def _table_lines(table: Table) -> tuple[list[Border], list[Border]]:
    def of(row: int, side: str) -> Border | None:
        cells = table.rows[row].cells
        found = cells[0].borders.get(side) if cells else None
        inner = (side == "top" and row > 0) or (side == "bottom" and row < len(table.rows) - 1)
        found = found or table.borders.get("insideH" if inner else side)
        return found if found and found.kind not in ("none", "nil") else None

    last = len(table.rows) - 1
    outer = [border for border in (of(0, "top"), of(last, "bottom")) if border]
    inner = [b for row in range(last) if (b := of(row, "bottom") or of(row + 1, "top"))]
    return outer, inner


def _width(imprint: Sequence[Item], section: Section) -> float:
    tables = [t for item in imprint for t in _tables(item)]
    if tables:
        return tables[0].width or sum(tables[0].grid) or section.text_width
    ruled = next((p for p in flat(imprint) if p.borders), None)
    if ruled is None:
        return section.text_width
    around = box_width(imprint, ruled) or section.text_width
    return around - ruled.left - min(ruled.first, 0) - ruled.right
