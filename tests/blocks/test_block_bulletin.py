"""The notice of the prefecture, filled: a block a unit under its tier, kept together, with repeated headings."""

from __future__ import annotations

import io
import runpy
import sys
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from block_book import done, prefecture
from docx.oxml.ns import qn
from samples_at_hand import ROOT

from govscore.outputs.notice.bulletin import check_template, data, specimen, to_fill
from govscore.outputs.scheme_text import mark_text
from govscore.scheme.files import load_all
from govscore.word.fill import fill


@cache
def notice() -> Any:
    found = done()
    return docx.Document(io.BytesIO(fill(*to_fill(prefecture(), found.data()))))


def body() -> list[tuple[str, Any]]:
    """Paragraph texts and tables in order."""
    names = {qn("w:p"): "p", qn("w:tbl"): "tbl"}
    return [(names[child.tag], child) for child in notice().element.body if child.tag in names]


def text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def texts() -> list[str]:
    return [text(item) for kind, item in body() if kind == "p"]


def cells(table: Any) -> list[list[str]]:
    return [[text(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]


def test_the_template_is_what_the_tool_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = ROOT / "tools" / "make_templates.py"
    monkeypatch.setattr(sys, "path", [str(tool.parent), *sys.path])
    runpy.run_path(str(tool))["main"](tmp_path)
    built = tmp_path / prefecture().scheme.id / "bulletin.docx"
    assert built.read_bytes() == prefecture().bulletin.read_bytes()


def test_the_template_names_what_the_program_has() -> None:
    check_template(prefecture().scheme, prefecture().bulletin)


def test_sections_in_order_and_none_for_empty_tiers() -> None:
    numbered = [t for t in texts() if t[:2] in ("一、", "二、", "三、", "四、", "五、")]
    assert numbered == ["一、采用各县（市）信息", "二、采用一类州直单位信息", "三、采用其他单位信息", "四、计分办法"]


def test_the_rules_stand_in_full() -> None:
    rules = texts()[texts().index("四、计分办法") + 1 :][:12]
    assert [rule.partition(".")[0] for rule in rules] == [str(number) for number in range(1, 13)]


def test_prose_follows_from_the_figures() -> None:
    whole = "\n".join(texts())
    assert "本期纳入统计的单位共4个。" in whole
    assert "县市共2个，居前三位的是甲县人民政府、乙县人民政府" in whole
    assert "其他单位共1个。" in whole
    assert "没有报送，也没有信息被采用" not in whole


def test_a_block_in_the_notice() -> None:
    items = body()
    at = next(n for n, (kind, item) in enumerate(items) if kind == "p" and "甲县人民政府（总计：290分" in text(item))
    kinds = [kind for kind, _ in items[at : at + 5]]
    assert kinds == ["p", "tbl", "p", "p", "tbl"]
    assert text(items[at + 2][1]) == "本季度报送111条加10分，迟报约稿1次扣0分，漏报约稿1次扣10分。"
    assert text(items[at + 3][1]).startswith("政务信息：本季度130.5分，全年累计133分；")
    assert cells(items[at + 1][1])[2] == ["州政府网站", "9", "9", "46", "138", "147", "157"]
    grid = cells(items[at + 4][1])
    assert grid[2] == ["1", "甲县外贸情况", "副稿", "", "", "", "2.5", *[""] * 7, "2.5"]
    assert grid[3] == ["2", "甲县的“加速度”", "主稿", "3", "", "20", *[""] * 8, "23"]


def test_a_unit_without_items_has_one_row() -> None:
    grids = [cells(item) for kind, item in body() if kind == "tbl"]
    assert ["", "无", "", *[""] * 11, "0"] in [row for grid in grids for row in grid]


def test_blocks_are_kept_together_and_headings_repeat() -> None:
    """All that stands above the first item keeps with what follows; no row splits; heading rows repeat."""
    items = body()
    starts = [n for n, (kind, item) in enumerate(items) if kind == "p" and "（总计：" in text(item)]
    assert len(starts) == 4
    for at in starts:
        parts = [item for _, item in items[at : at + 5]]
        heads = [row for row in parts[4].iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None]
        assert len(heads) == 2
        for part in (*parts[:4], *heads):
            for paragraph in (part, *part.iter(qn("w:p"))) if part.tag == qn("w:p") else part.iter(qn("w:p")):
                assert paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        for table in (parts[1], parts[4]):
            assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table.iter(qn("w:tr")))


def test_marks_of_the_blocks_are_listed() -> None:
    lines = list(mark_text(prefecture().scheme))
    assert "  【单位标题】" in lines
    assert "  【类别称呼】" in lines
    assert any("【信息表.信息标题】" in line for line in lines)


def test_a_scheme_without_blocks_supplies_none() -> None:
    for loaded in load_all():
        if loaded.scheme.blocks is None:
            supplied = data(loaded.scheme, specimen(loaded.scheme), [])
            assert (supplied.blocks, supplied.block_data) == ({}, {})
