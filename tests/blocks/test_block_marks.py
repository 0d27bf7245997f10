"""The formulas of single marks in the unit blocks, written out by hand for the small workbook of block_book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from block_book import ITEMS, MARKS, prefecture, workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory_books import with_cells
from openpyxl import load_workbook
from small_scheme import loaded, result

from govscore.outputs.ranking.block_sheet import VALUE_ONLY
from govscore.outputs.ranking.book import write_ranking_book
from govscore.scheme.files import LoadedScheme

Row = dict[str, Any]  # cells by the heading of their mark
TRADE, PACE, DIRECT, LARGE, TWICE = (ITEMS[n][1] for n in (0, 2, 4, 5, 1))
LEADERS = {"州批", "省批", "国批"}
HIGHEST = 'kind = "highest_only"\nclause = "第8条"\ncomponent = "info"\nchannels'
CAPPED = 'kind = "cap_per_item"\nclause = "第8条"\ncomponent = "info"\nmost = 100\nchannels'


def scheme(*changes: tuple[str, str]) -> LoadedScheme:
    """The prefecture's scheme, parts of its text replaced."""
    return loaded(*changes, text=(Path(prefecture().folder) / "scheme.toml").read_text("utf-8"))


def written(folder: Path, cells: dict[str, Any], *changes: tuple[str, str]) -> Any:
    """The ranking workbook after some cells of the clerk's log were changed."""
    source, target = with_cells(workbook(), "信息台账", cells), folder / "排名表.xlsx"
    found = result(source, scheme(*changes))
    assert found.sections, [problem.spoken() for problem in found.problems]
    write_ranking_book(target, found.content())
    return load_workbook(target)


def rows_of(book: Any) -> dict[tuple[str, str], Row]:
    """The item rows of the blocks by title and draft; only cells that hold something."""
    found = {}
    for row in book["单位情况"].iter_rows(min_col=1, max_col=15):
        if isinstance(row[0].value, int):
            cells = dict(zip((*MARKS, "小计"), row[3:], strict=True))
            found[row[1].value, row[2].value] = {name: c for name, c in cells.items() if c.value is not None}
    return found


def texts(row: Row) -> Row:
    return {name: cell.value for name, cell in row.items()}


def share(book: Any, words: str) -> str:
    """Where 计分办法 has a number, found by its words."""
    (row,) = [row for row in book["计分办法"].iter_rows(min_row=4) if row[1].value == words]
    return f"计分办法!$C${row[2].row}"


def test_each_of_two_marks_counts_for_itself(tmp_path: Path) -> None:
    book = written(tmp_path, {"L4": 1})  # the secondary draft that was reported to the province went on to the state
    half = share(book, "副稿所计份额")
    assert book["信息台账"]["D5"].value == TRADE  # 信息台账: F 动态, G 调研, H 州批, I 报省 … M 报国; row 4: 每条分值
    assert texts(rows_of(book)[TRADE, "副稿"]) == {
        "报省": f"=ROUND(N(信息台账!I5)*信息台账!I$4*{half},2)",
        "报国": f"=ROUND(N(信息台账!M5)*信息台账!M$4*{half},2)",
        "小计": "=ROUND(信息台账!R5,2)",
    }
    values = load_workbook(tmp_path / "排名表.xlsx", data_only=True)
    assert texts(rows_of(values)[TRADE, "副稿"]) == {"报省": 2.5, "报国": 5, "小计": 7.5}  # 5 × 0.5, 10 × 0.5


def test_a_single_mark_is_not_the_subtotal(tmp_path: Path) -> None:
    book = written(tmp_path, {})
    found, half = rows_of(book), share(book, "直接报送所计份额")
    most = share(book, "州批、州主要领导批示、省批、国批，一条合计最高")
    assert book["信息台账"]["D7"].value == DIRECT and book["信息台账"]["D8"].value == LARGE
    assert found[DIRECT, "主稿（直报）"]["省综"].value == f"=ROUND(N(信息台账!J7)*信息台账!J$4*{half},2)"
    one = "N(信息台账!P8)*信息台账!P$4"
    assert found[LARGE, "主稿"]["国批"].value == f"=ROUND({one}-MAX(0,{one}-{most}),2)"  # 3 × 40 − 20 = 100


def test_channels_shown_in_one_column_are_one_mark(tmp_path: Path) -> None:
    book = written(tmp_path, {})
    most = share(book, "州批、州主要领导批示、省批、国批，一条合计最高")
    both = "N(信息台账!H6)*信息台账!H$4+N(信息台账!Q6)*信息台账!Q$4"  # Q: 州主要领导批示, printed under 州批
    cells = texts(rows_of(book)[PACE, "主稿"])
    assert cells["动态"] == "=ROUND(N(信息台账!F6)*信息台账!F$4,2)"
    assert cells["州批"] == f"=ROUND({both}-MAX(0,{both}-{most}),2)"


def test_marks_that_a_cap_joins_are_values_and_say_so(tmp_path: Path) -> None:
    row = rows_of(written(tmp_path, {"K9": 1, "E9": 1}))[LARGE, "主稿"]  # a leader of the province too, and 动态
    # 3 × 40 + 30 = 150, of which 100 count: 50 are taken off at the first mark concerned, 省批
    assert texts(row) | {"动态": "", "小计": ""} == {"动态": "", "省批": -20, "国批": 120, "小计": ""}
    assert [name for name, cell in row.items() if cell.comment] == ["省批", "国批"]
    assert {cell.comment.text for cell in row.values() if cell.comment} == {VALUE_ONLY}
    assert row["动态"].value == "=ROUND(N(信息台账!F8)*信息台账!F$4,2)"


def test_marks_below_the_cap_are_joined_too(tmp_path: Path) -> None:
    row = rows_of(written(tmp_path, {"K9": 1, "O9": 1}))[LARGE, "主稿"]  # 30 + 40: one more mark can reach the cap
    assert [(row[name].value, row[name].comment.text) for name in ("省批", "国批")] == [
        (30, VALUE_ONLY), (40, VALUE_ONLY),
    ]  # fmt: skip


def test_rows_of_one_item_are_joined_by_a_cap(tmp_path: Path) -> None:
    found = rows_of(written(tmp_path, {"G5": 1, "G7": 1}))  # 丙局的一篇: 州批 as lead and as secondary draft
    for draft, own, points in (("主稿", "报省", 15), ("副稿", "报国", 7.5)):
        row = found[TWICE, draft]
        assert (row["州批"].value, row["州批"].comment.text) == (points, VALUE_ONLY)
        assert str(row[own].value).startswith("=ROUND(N(信息台账!") and row[own].comment is None


def test_the_highest_of_one_is_itself(tmp_path: Path) -> None:
    changes = CAPPED, HIGHEST
    row = rows_of(written(tmp_path, {"O9": 1}, changes))[LARGE, "主稿"]
    assert row["国批"].value == "=ROUND(N(信息台账!P8)*信息台账!P$4,2)"
    row = rows_of(written(tmp_path, {"K9": 1, "O9": 1}, changes))[LARGE, "主稿"]
    assert texts(row) | {"小计": ""} == {"省批": 0, "国批": 40, "小计": ""}
    assert {row[name].comment.text for name in ("省批", "国批")} == {VALUE_ONLY}


def test_figures_are_rounded_as_the_scheme_prints_them(tmp_path: Path) -> None:
    changes = ("decimals = 2", "decimals = 0"), ('rounding = "half_up"', 'rounding = "down"')
    book = written(tmp_path, {}, *changes)
    cells = texts(rows_of(book)[TRADE, "副稿"])
    half = share(book, "副稿所计份额")
    assert cells["报省"] == f"=ROUNDDOWN(ROUND(N(信息台账!I5)*信息台账!I$4*{half},6),0)"
    assert cells["小计"] == "=ROUNDDOWN(ROUND(信息台账!R5,6),0)"
    values = load_workbook(tmp_path / "排名表.xlsx", data_only=True)
    assert texts(rows_of(values)[TRADE, "副稿"]) == {"报省": 2, "小计": 2}  # 2.5 without its half


def test_a_unit_without_score_has_no_word_at_its_marks(tmp_path: Path) -> None:
    words = 'note = ["备注"', 'excluded = ["不计分"]\nnote = ["备注"'
    # 丙局's rows of the site table and of the report table say so in place of counts
    source = with_cells(workbook(), "报送约稿", {"C5": "不计分"})
    found = result(source, scheme(words))
    assert found.sections, [problem.spoken() for problem in found.problems]
    write_ranking_book(tmp_path / "排名表.xlsx", found.content())
    row = rows_of(load_workbook(tmp_path / "排名表.xlsx"))[TWICE, "主稿"]
    assert (row["报省"].value, row["报省"].comment) == (0, None)


def marked(draw: st.DrawFn) -> dict[str, Any]:
    """Marks for the six rows of the log, one to four channels each; one to three leaders at a channel of leaders."""
    cells = {}
    for line in range(4, 4 + len(ITEMS)):
        chosen = draw(st.dictionaries(st.sampled_from(MARKS), st.integers(1, 3), min_size=1, max_size=4))
        marks = {name: often if name in LEADERS else 1 for name, often in chosen.items()}
        cells |= {f"{'EFGHIJKLMNO'[at]}{line}": marks.get(name) for at, name in enumerate(MARKS)}
    return cells


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.composite(marked)())
def test_a_mark_is_a_value_only_where_an_item_has_several_of_leaders(tmp_path: Path, cells: dict[str, Any]) -> None:
    found = rows_of(written(tmp_path, cells))
    assert len(found) == len(ITEMS)
    by_title: dict[str, list[Row]] = {}
    for (title, _), row in found.items():
        by_title.setdefault(title, []).append(row)
    for rows in by_title.values():
        leaders = sum(name in LEADERS for row in rows for name in row)
        for name, cell in ((name, cell) for row in rows for name, cell in row.items() if name in MARKS):
            joined = name in LEADERS and leaders > 1
            assert (cell.comment is not None) == joined == (cell.data_type != "f")
