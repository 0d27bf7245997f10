"""Paper, margins, text area, binding side, landscape pages (5.1, 5.2.1, 6.2, 8)."""

from __future__ import annotations

from collections.abc import Iterator

from govscore.format_check.document import MM, Notice, Section, flat, mm
from govscore.format_check.findings import Finding
from govscore.format_check.roles import Roles

_TOLERANCE = 1.0
_ROUNDING = 0.06  # mm: margins are whole twips


def _near(points: float, wanted: float, tolerance: float = _TOLERANCE) -> bool:
    return abs(points / MM - wanted) <= tolerance + _ROUNDING


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on every section; a section is named by its number where there are several."""
    for number, section in enumerate(notice.sections, 1):
        where = f"第{number}节" if len(notice.sections) > 1 else "页面设置"
        short, long = sorted((section.width, section.height))
        paper = _near(short, 210, 0.5) and _near(long, 297, 0.5)
        yield Finding("page-paper", paper, f"{section.width / MM:.0f}×{section.height / MM:.0f} mm", where)
        yield from _landscape(section, where) if section.landscape else _portrait(section, where)
    yield Finding("page-mirror", notice.mirrored, "已设" if notice.mirrored else "没有设", "页面设置")


def _portrait(section: Section, where: str) -> Iterator[Finding]:
    compensated = section.compensated
    note = "（按印出的字补偿）" if compensated else ""
    yield Finding("page-top", compensated or _near(section.top, 37), mm(section.top) + note, where)
    yield Finding("page-binding", _near(section.left, 28), mm(section.left), where)
    area = f"{section.text_width / MM:.1f}×{section.text_height / MM:.1f} mm"
    tall = compensated or _near(section.text_height, 225)
    yield Finding("page-area", tall and _near(section.text_width, 156), area, where)


def _landscape(section: Section, where: str) -> Iterator[Finding]:
    sides = {"上": (section.top, 27), "下": (section.bottom, 27), "左": (section.left, 35), "右": (section.right, 37)}
    good = all(_near(points, wanted) for points, wanted in sides.values())
    yield Finding("landscape-margins", good, "、".join(f"{side}{mm(v[0])}" for side, v in sides.items()), where)
    turned = {kind: _turned_number(section, kind) for kind in ("default", "even")}
    missing = [name for kind, name in (("default", "单页"), ("even", "双页")) if not turned[kind]]
    measured = f"{'、'.join(missing)}没有转向的页码" if missing else "页码在转向的文本框里"
    yield Finding("landscape-number", not missing, measured, where)


def _turned_number(section: Section, kind: str) -> bool:
    stories = [*section.headers.get(kind, []), *section.footers.get(kind, [])]
    boxes = [box for paragraph in flat(stories) for box in paragraph.boxes]
    turned = [box for box in boxes if box.direction in ("vert", "eaVert")]
    return any("PAGE" in paragraph.instructions for box in turned for paragraph in flat(box.items))
