"""Unit blocks: what stands in them, worked out by hand from block_book."""

from __future__ import annotations

from decimal import Decimal

import pytest
from block_book import MARKS, block, done, prefecture
from samples_at_hand import SAMPLES, book_of, published
from small_scheme import result

from govscore.results.blocks import Block, sentences
from govscore.results.blocks.block import item_cells, item_headings, site_headings

D = Decimal


def marks(unit: str, number: int, quarter: str = "三") -> dict[str, Decimal]:
    item = block(unit, quarter).items[number]
    return {name: points for name, points in zip(MARKS, item.marks, strict=True) if points is not None}


def test_tiers_are_numbered_and_empty_ones_left_out() -> None:
    found = [(s.number, s.tier, s.called, [b.name for b in s.blocks]) for s in done().sections]
    assert found == [
        ("一", "县市", "各县（市）", ["甲县人民政府", "乙县人民政府"]),
        ("二", "一类州直单位", "一类州直单位", ["丙局"]),
        ("三", "其他单位", "其他单位", ["丁所"]),
    ]


@pytest.mark.parametrize(
    ("unit", "heading"),
    [
        ("甲县人民政府", "甲县人民政府（总计：290分，名次：第1位）"),  # 147 + 0 + 130.5 + 12.5 before
        ("乙县人民政府", "乙县人民政府（总计：5分，名次：第2位）"),  # 4 + 3 - 2
        ("丙局", "丙局（总计：-25分，名次：第1位）"),  # -5 - 10 - 20 + 10
        ("丁所", "丁所（总计：1分）"),
    ],
)
def test_heading(unit: str, heading: str) -> None:
    assert block(unit).heading == heading


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("甲县人民政府", ("本季度报送111条加10分，迟报约稿1次扣0分，漏报约稿1次扣10分。",)),
        ("乙县人民政府", ("本季度报送98条扣2分。",)),
        ("丙局", ("本季度报送20条扣5分，迟报约稿3次扣10分，失实信息2次扣20分。",)),
        ("丁所", ("本季度报送7条。",)),
    ],
)
def test_report_line(unit: str, lines: tuple[str, ...]) -> None:
    assert block(unit).lines == lines


def test_a_year_end_clause_is_spelt_out() -> None:
    found = block("丁所", "四")  # nothing reported all year: its one point goes
    assert found.lines == ("本季度报送7条。", "按第12条扣1分。")
    assert found.heading == "丁所（总计：0分）"


def test_site_grid() -> None:
    first, second, third = block("甲县人民政府").sites
    assert (first.name, first.cells) == ("州政府网站", (D(9), D(9), D(46), D(138)))
    assert (first.total, first.year) == (D(147), D(157))
    assert (second.name, third.name) == ("省政府网站", "州报省政府网站")
    assert [site.cells for site in block("乙县人民政府").sites[1:]] == [
        (D(2), D(4), D(0), D(0)),
        (D(3), D(3), D(0), D(0)),
    ]


def test_totals_of_the_other_components() -> None:
    expected = "政务信息：本季度130.5分，全年累计133分；报送：本季度0分，全年累计0分。"
    assert block("甲县人民政府").totals == expected


def test_marks_show_their_own_points() -> None:
    unit = "甲县人民政府"
    assert marks(unit, 0) == {"报省": D("2.5")}  # 5 × 0.5, secondary
    assert marks(unit, 1) == {"动态": D(3), "州批": D(20)}  # the chief leader's stands under 州批
    assert marks(unit, 2) == {"省综": D(5)}  # 10 × 0.5, sent directly
    assert marks(unit, 3) == {"国批": D(100)}  # 3 × 40, capped
    items = block(unit).items
    assert [(i.number, i.subtotal, i.stated) for i in items] == [
        (1, D("2.5"), D("2.5")), (2, D(23), D(23)), (3, D(5), D(5)), (4, D(100), D(120)),
    ]  # fmt: skip


def test_two_roles_of_one_item_stand_in_two_rows() -> None:
    first, second = block("丙局").items
    assert (first.title, first.draft, first.subtotal) == ("丙局的一篇", "主稿", D(5))
    assert (second.title, second.draft, second.subtotal) == ("丙局的一篇", "副稿", D(5))


def test_a_unit_without_items_has_one_row_with_0() -> None:
    (item,) = block("乙县人民政府").items
    assert item_cells(prefecture().scheme, item) == (None, "无", "", *[None] * 11, D(0))


def test_headings() -> None:
    scheme = prefecture().scheme
    inner = [("本季度", name) for name in ("纯文", "小计", "图文", "小计", "总计")]
    assert site_headings(scheme) == (("网站",), *inner, ("全年累计",))
    found = item_headings(scheme)
    assert found[:4] == (("序号",), ("信息标题",), ("稿件",), ("州府信息", "动态"))
    assert found[-2:] == (("省报国办", "国批"), ("小计",))


def test_an_excluded_unit_has_no_total() -> None:
    assert sentences.heading("党校", None, 0) == "党校（不计分）"


@pytest.mark.parametrize(
    ("gained", "said"),
    [(D(10), "加10分"), (D("-2.5"), "扣2.5分"), (D(0), "加0分"), (None, "")],
)
def test_points_of_reporting(gained: Decimal | None, said: str) -> None:
    assert sentences.report("本季度", D(3), gained, ()) == f"本季度报送3条{said}。"


def sample() -> dict[str, Block]:
    (path,) = (SAMPLES / "qiandongnan-2021q4").glob("*.xlsx")
    found = result(book_of(path), prefecture())
    return {b.name: b for section in found.sections for b in section.blocks}


def shown(found: Block) -> list[tuple[str, str, Decimal]]:
    """Title, channel and points of every mark in a block."""
    return [
        (item.title, name, points)
        for item in found.items
        for name, points in zip(MARKS, item.marks, strict=True)
        if points is not None
    ]


def test_every_published_mark_has_its_published_points() -> None:
    blocks = sample()
    rows: dict[str, list[tuple[str, str, Decimal]]] = {unit: [] for unit in blocks}
    for row in published("qiandongnan-2021q4", "items"):
        rows[row["unit"]].append((row["title"], row["channel"], D(row["published_points"])))
    assert len(blocks) == 49
    for unit, found in blocks.items():
        assert sorted(shown(found)) == sorted(rows[unit]), unit


def test_the_figures_of_a_block_add_up() -> None:
    for found in sample().values():
        for site in found.sites:
            assert site.total == sum(site.cells[1::2])
        assert all(item.subtotal == sum(m for m in item.marks if m is not None) for item in found.items)
        items = sum(item.subtotal for item in found.items)
        assert found.totals.startswith(f"政务信息：本季度{items.normalize():f}分，")
