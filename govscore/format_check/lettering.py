"""Fonts, sizes, colours of the elements that have none of their own (5.2.2, 5.2.4); what Word needs for Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govscore.format_check.document import Notice, Paragraph, Run, flat
from govscore.format_check.findings import Finding
from govscore.format_check.roles import Roles, level

FANG, KAI, HEI, SONG, TITLE = "仿宋", "楷体", "黑体", "宋体", "小标宋"
_NAMES = {
    FANG: ("仿宋", "fangsong", "fandolfang"),
    KAI: ("楷体", "kaiti", "fandolkai"),
    HEI: ("黑体", "simhei", "fandolhei"),
    SONG: ("宋体", "simsun", "新宋体"),
    TITLE: ("小标宋", "xbs"),
}
_EAST = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]")
_AMBIGUOUS = re.compile("[“”‘’…—]")
_BLACK = ("AUTO", "000000", "")


def is_font(name: str, kind: str) -> bool:
    """Whether a font name is of the kind: 仿宋_GB2312, 仿宋 and FangSong are 仿宋; 方正仿宋_GBK too."""
    plain = name.lower()
    return any(word in plain for word in _NAMES[kind]) and not (kind == SONG and "仿宋" in plain)


def printed(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Run]]:
    """Every run with something to see, with its paragraph."""
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.text.strip():
                yield paragraph, run


def chinese(paragraph: Paragraph) -> list[Run]:
    """The runs that are set in their East Asian font."""
    return [run for run in paragraph.runs if _EAST.search(run.text)]


def font_finding(
    parameter: str, paragraph: Paragraph, kind: str, runs: Sequence[Run] | None = None
) -> Iterator[Finding]:
    """Whether the East Asian font of the paragraph's runs is of the kind."""
    for run in chinese(paragraph) if runs is None else runs:
        yield Finding(parameter, is_font(run.east, kind), run.east or "没有指定字体", paragraph)


def points(size: float) -> str:
    """`16磅` for a size in points."""
    return f"{size:g}磅"


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the elements in 3号仿宋 black, and on every run of the text for what Word needs."""
    plain = [p for p in roles.body if level(p) not in (1, 2)]
    single = [roles.addressee, roles.number if roles.form != "简报" else None, roles.office, roles.date]
    elements = [p for p in single if p is not None] + plain + roles.annex_note
    for paragraph in elements:
        yield from font_finding("font-family", paragraph, FANG)
    for paragraph, run in printed(elements + [p for p in roles.body if p not in plain]):
        yield Finding("font-size", run.size == 16, points(run.size), paragraph)
    for paragraph, run in printed([*elements, *roles.title, *roles.body]):
        yield Finding("font-colour", run.colour in _BLACK, _colour(run.colour), paragraph)
    yield from _for_word(notice)


def _for_word(notice: Notice) -> Iterator[Finding]:
    footers = [p for s in notice.sections for story in s.footers.values() for p in flat(story)]
    for paragraph, run in printed([*flat(notice.items), *footers]):
        same = run.ascii == run.hansi == run.east
        yield Finding("font-latin", same, f"西文{run.ascii or '没有指定'}，中文{run.east or '没有指定'}", paragraph)
        if _AMBIGUOUS.search(run.text):
            yield Finding("font-hint", run.hint == "eastAsia", "有" if run.hint == "eastAsia" else "没有", paragraph)
        yield Finding("font-language", run.language == "zh-CN", run.language or "没有指定", paragraph)


def _colour(colour: str) -> str:
    return "黑色" if colour in _BLACK else f"颜色{colour}"
