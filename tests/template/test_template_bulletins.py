"""The three shipped bulletins: built anew they are the same, and filled they say what the offices' figures say."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
from bulletin_data import DATA
from word_parts import W, find, grid, part, texts

from govscore.word.check import check, marks
from govscore.word.fill import fill

ROOT = Path(__file__).parent.parent.parent
NAME = "bulletin.docx"


def shipped(regime: str) -> bytes:
    return (ROOT / "templates" / regime / NAME).read_bytes()


def filled(regime: str) -> bytes:
    return fill(shipped(regime), DATA[regime](), NAME)


@pytest.mark.parametrize("regime", DATA)
def test_the_template_is_what_the_tool_builds(regime: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = ROOT / "tools" / "make_templates.py"
    monkeypatch.setattr(sys, "path", [str(tool.parent), *sys.path])
    runpy.run_path(str(tool))["main"](tmp_path)
    assert (tmp_path / regime / NAME).read_bytes() == shipped(regime)


@pytest.mark.parametrize("regime", DATA)
def test_the_template_has_no_mistake(regime: str) -> None:
    assert check(shipped(regime), DATA[regime](), NAME) == []


# values, conditions, lists and tables that the program supplies; T stands for the tiers of the regime
NAMES = [
    "期间", "月份", "年份", "单位数", "T单位数", "T计分单位数", "T不计分单位数", "市级专报采用数", "省级专报采用数",
    "市政府网站采用数", "聚焦石泉采用数", "T第一名", "T前三名", "T前五名", "T后三名", "T后五名", "T零采用单位",
    "T零采用单位数", "零采用单位", "零采用单位数", "T最高分", "T最低分", "T平均分", "T达标单位", "T达标单位数",
    "T未达进度单位", "T未达进度单位数", "约稿未报单位", "约稿未报单位数", "进度线", "有待反馈", "省级待反馈",
    "市级待反馈", "有零采用单位", "有T零采用单位", "有不计分单位", "有上期", "有T未达进度单位", "有T达标单位",
    "有约稿未报单位", "T备注",
    "计分办法", "发文字号", "有发文字号", "成文日期", "印发日期", "期号", "签发", "审核", "责任编辑",
]  # fmt: skip
TIERS = {"shiquan-2022q1": "镇 部门", "shiquan-2020q4": "部门", "yanjin-2024-05-06": "乡镇街道 县直单位"}


@pytest.mark.parametrize("regime", DATA)
def test_the_template_uses_only_names_that_the_program_supplies(regime: str) -> None:
    supplied = {name.replace("T", tier) for name in NAMES for tier in TIERS[regime].split()}
    used = {mark.name for mark in marks(shipped(regime)) if mark.kind in ("值或列表", "条件") and mark.name}
    assert used <= supplied


def test_shiquan_2022_states_the_facts_of_both_annexes() -> None:
    text = "\n".join(texts(filled("shiquan-2022q1")))
    assert "关于2022年一季度政务信息采用情况的通报" in text
    assert "市级《政务信息专报》采用我县信息20条，市政府网站采用54条" in text
    assert "省级采用情况暂未反馈，不予通报。" in text
    assert "省级采用—条" not in text
    assert "中池镇、池河镇、饶峰镇" in text
    assert text.count("1．部门动态（各镇快讯）") == 2


def test_shiquan_2022_annexes_have_all_rows() -> None:
    towns, departments = (grid(filled("shiquan-2022q1"), i) for i in (0, 1))
    assert (len(towns), len(departments)) == (4 + 11, 4 + 49)
    assert towns[4] == ["1", "中池镇", "51", "2", "—", "—", "—", "—", "—", "26.5", "—", "26.5"]
    assert departments[4 + 31] == ["32", "县委办", "12", "2", "—", "—", "—", "—", "—", "不计分"]
    assert towns[2][2:5] == ["各镇快讯", "聚焦石泉", "市政府网站"]
    assert departments[2][2:5] == ["部门动态", "聚焦石泉", "市政府网站"]


def test_shiquan_2020_merges_pending_and_excluded_cells() -> None:
    rows = grid(filled("shiquan-2020q4"))
    assert rows[4] == ["政府办", "1", "9", "2", "—", "6", "省市暂未反馈", "37", "141", "178", "1"]
    assert rows[-1] == ["人大常委会办公室", "—", "—", "—", "—", "—", "省市暂未反馈", "非政府序列部门不计分、不排名"]
    assert rows[9] == ["水利局", "1", "1.5", "1", "—", "—", "—", "1", "7.25", "25.5", "32.75", "11"]


@pytest.mark.parametrize("regime", DATA)
def test_every_row_is_as_wide_as_its_table(regime: str) -> None:
    result = filled(regime)
    for table in part(result).iter(f"{{{W}}}tbl"):
        columns = [int(c.get(f"{{{W}}}w", "0")) for c in table.iter(f"{{{W}}}gridCol")]
        for row in table.iterchildren(f"{{{W}}}tr"):
            cells = list(row.iterchildren(f"{{{W}}}tc"))
            spans = [c.find(f".//{{{W}}}gridSpan") for c in cells]
            widths = [int(c.find(f".//{{{W}}}tcW").get(f"{{{W}}}w")) for c in cells]  # type: ignore[union-attr]
            assert sum(1 if s is None else int(s.get(f"{{{W}}}val", "")) for s in spans) == len(columns)
            assert sum(widths) == sum(columns)


def test_yanjin_has_group_rows_and_drops_the_empty_note() -> None:
    towns, departments = (grid(filled("yanjin-2024-05-06"), i) for i in (0, 1))
    assert towns[2] == ["信息采用积分年目标为40分以上"]
    assert [row[0] for row in departments[2:]] == [
        "编办", "检察院", "信息采用积分年目标为40分以上", "农业农村局", "开发区", "市场监管局", "财政局",
        "信息采用积分年目标为30分以上", "乙局",
    ]  # fmt: skip
    text = texts(filled("yanjin-2024-05-06"))
    assert "备注：编办、检察院无年目标。" in text
    assert not any("已完成全年目标任务" in line and "街道" in line for line in text)
    assert sum("已完成全年目标任务" in line for line in text) == 1


@pytest.mark.parametrize("regime", DATA)
def test_page_and_fonts(regime: str) -> None:
    """Upright sections as the standard has them; those on their side have the same 版心 turned (test_default_forms)."""
    result = filled(regime)
    sections = [s for s in find(result, ".//w:sectPr") if s.find(f".//*[@{{{W}}}orient='landscape']") is None]
    assert len(sections) == {"shiquan-2022q1": 2, "shiquan-2020q4": 2, "yanjin-2024-05-06": 1}[regime]
    for section in sections:
        size, margin = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
        assert size is not None and margin is not None
        measures = [margin.get(f"{{{W}}}{side}") for side in ("top", "right", "bottom", "left")]
        assert (size.get(f"{{{W}}}w"), size.get(f"{{{W}}}h")) == ("11906", "16838")
        assert measures == ["2098", "1474", "1984", "1588"]
    for fonts in find(result, ".//w:rFonts", "word/styles.xml"):
        names = {fonts.get(f"{{{W}}}{a}") for a in ("ascii", "hAnsi", "eastAsia")}
        assert len(names) == 1
        assert None not in names
        assert fonts.get(f"{{{W}}}hint") == "eastAsia"
    for fonts in find(result, ".//w:r/w:rPr/w:rFonts"):  # a run says no more than the hint: its font is its style's
        assert dict(fonts.attrib) == {f"{{{W}}}hint": "eastAsia"}
    heads = [row for row in find(result, ".//w:tr") if row.find(f".//{{{W}}}tblHeader") is not None]
    assert len(heads) == {"shiquan-2022q1": 8, "shiquan-2020q4": 4, "yanjin-2024-05-06": 4}[regime]
