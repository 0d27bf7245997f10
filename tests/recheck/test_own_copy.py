"""复核表 as a copy of the clerk's own .xlsx: what stays, what is said not to, what never goes along, who does it."""

import hashlib
import io
import os
import re
import tempfile
import time
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from decorated_book import burden, decorate, edited, made
from openpyxl import load_workbook
from samples_at_hand import YANJIN

from govscore.outputs.recheck_book import child
from govscore.outputs.recheck_book.book import recheck_book
from govscore.outputs.recheck_book.child import NOT_KEPT, Copying
from govscore.outputs.recheck_book.styles import FOLLOWING_COLOUR, ROOT_COLOUR
from govscore.readers.inputs import Input
from govscore.readers.workbook import Book, read_book
from govscore.recheck import Difference
from govscore.running import batch
from govscore.running.job import Job
from govscore.scheme.files import load_all
from govscore.sheets.copied import BOOK, LIST

PLAIN = {  # all that a copy may consist of
    *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"),
    *("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml"),
    *("xl/worksheets/sheet#.xml", "xl/worksheets/_rels/sheet#.xml.rels"),
    *("xl/comments/comment#.xml", "xl/drawings/commentsDrawing#.vml"),
}


def differs(cell: str, *, root: bool = True) -> Difference:
    return Difference(
        f"[表.xlsx]{cell}", "部门", "甲局", "得分", "3", "4", "-1", root, "可能是少计了1条" if root else ""
    )


def file_of(path: Path, *cells: str, book: Book | None = None) -> bytes:
    differences = [differs(cell, root=at == 0) for at, cell in enumerate(cells)]
    with Copying(path, book or read_book(path), differences) as copying:
        return copying.file()


def copied(path: Path, *cells: str) -> Any:
    return load_workbook(io.BytesIO(file_of(path, *cells)), rich_text=True)


def said(book: Any) -> str:
    return book[LIST]["A2"].value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.xlsx"


def test_fonts_widths_merges_and_formats_stay(path: Path) -> None:
    page = copied(made(path, decorate))["部门"]
    assert (page["A1"].font.name, page["A1"].font.sz, page["A1"].font.b) == ("楷体", 22, True)
    assert page["A3"].fill.start_color.rgb == "FFDDEBF7"
    assert (page["B3"].border.left.style, page["B3"].alignment.wrap_text) == ("medium", True)
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:D1"]
    widths = [round(page.column_dimensions[letter].width) for letter in "AC"]
    assert widths == [34, 18]  # 33 and 17.5, and 5 pixels of 7 to the unit for the edges
    assert (page.column_dimensions["C"].min, page.column_dimensions["C"].max) == (3, 5)
    assert page.row_dimensions[3].height == 51
    assert page.row_dimensions[5].hidden
    assert page.column_dimensions["H"].hidden
    assert (page["F4"].value, page["F4"].number_format) == (0.525, "0.0%")
    assert (page["F5"].value, page["F5"].number_format) == (datetime(2024, 5, 6), "yyyy年m月d日")
    assert str(page["A7"].value) == "备注：加粗的话。"
    assert [part.font.b for part in page["A7"].value if hasattr(part, "font")] == [True, False]


def test_rules_views_and_the_print_set_up_stay(path: Path) -> None:
    page = copied(made(path, decorate))["部门"]
    (rule,) = page.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B4:B5", '"一,二"')
    (shown,) = page.conditional_formatting
    assert (str(shown.sqref), shown.rules[0].formula, shown.rules[0].dxf.font.b) == ("C4:C5", ["3"], True)
    assert page.freeze_panes == "B4"
    assert (page.print_title_rows, page.print_area) == ("$1:$3", "'部门'!$A$1:$G$9")
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_margins.left) == ("landscape", 8, 0.25)
    assert page.oddFooter.center.text == "第 &P 页"
    assert [mark.id for mark in page.row_breaks.brk] == [6]


def test_marks_are_coloured_and_say_what_formula_stood_there(path: Path) -> None:
    page = copied(made(path, decorate), "部门!D5", "部门!C5")["部门"]
    assert page["D5"].fill.start_color.rgb == "00" + ROOT_COLOUR
    assert page["C5"].fill.start_color.rgb == "00" + FOLLOWING_COLOUR
    assert page["D5"].comment.text == "填的是3，按办法应为4\n相差-1\n可能是少计了1条\n原表这一格是公式：=SUM(B5:C5)"
    assert page["C5"].comment.text == "填的是3，按办法应为4\n相差-1\n由别处的不符引起"


def test_the_clerks_comments_stay_and_ours_stand_below(path: Path) -> None:
    page = copied(made(path, decorate), "部门!D4")["部门"]
    assert page["A4"].comment.text == "本单位补报过一次"
    assert page["D4"].comment.text.startswith("已电话核对\n—— 复核 ——\n填的是3，按办法应为4\n")
    assert {page[cell].comment.author for cell in ("A4", "D4")} == {"老王"}


def test_a_cell_under_a_merged_area_is_marked_as_the_whole_area(path: Path) -> None:
    page = copied(made(path), "部门!C1")["部门"]
    assert page["A1"].fill.start_color.rgb == "00" + ROOT_COLOUR
    assert page["A1"].comment.text.startswith("填的是3")


def test_values_stand_as_they_were_read_and_nothing_recalculates(path: Path) -> None:
    file = file_of(made(path, lambda book, page: page.write_string("A8", "=1+1")), "部门!D4")
    page = load_workbook(io.BytesIO(file))["部门"]
    assert [[cell.value for cell in row] for row in page["A4:D5"]] == [["甲局", 1, 2, 3], ["乙局", 3, 4, 7]]
    assert (page["A8"].value, page["A8"].data_type) == ("=1+1", "s")
    assert not [name for name, part in parts(file).items() if b"<f>" in part or b"<f " in part]


def test_the_list_stands_first_with_its_links(path: Path) -> None:
    book = copied(made(path), "部门!D4", "部门!D5")
    assert (book.sheetnames, book.active.title) == ([LIST, "部门"], LIST)
    assert [page.sheet_view.tabSelected for page in book] == [True, False]
    assert [book[LIST].cell(row, 7).hyperlink.location for row in (4, 5)] == ["'部门'!D4", "'部门'!D5"]
    assert said(book) == (
        "表.xlsx：有1处手工数与计算不符（红底），另有1处由它们引起，缩进列在下面（浅黄底）。"
        "点“位置”可跳到后面照抄的表里那一格；批注写着应为多少、可能的原因。"
    )


def test_what_is_not_kept_is_said_in_one_line(path: Path) -> None:
    file = file_of(made(path, burden))
    book = load_workbook(io.BytesIO(file))
    assert said(book).split("\n")[1] == ("原表里的图片、图表、图形、控件、迷你图、超链接没有带到这份副本里，请看原表。")
    assert book["部门"]["A8"].value == "上级网站"
    assert shapes(file) <= PLAIN


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("xl/pivotTables/pivotTable1.xml", "数据透视表"),
        ("xl/slicers/slicer1.xml", "切片器"),
        ("xl/embeddings/Microsoft_Word_Document.docx", "嵌入的文件"),
        ("xl/cellimages.xml", "图片"),
        ("xl/tables/table1.xml", "套用的表格样式"),
        ("xl/threadedComments/threadedComment1.xml", "批注的回复"),
    ],
)
def test_parts_that_tell_what_is_not_kept(path: Path, part: str, word: str) -> None:
    file = file_of(edited(made(path), {}, {part: b"<x/>"}))
    assert said(load_workbook(io.BytesIO(file))).endswith(f"\n原表里的{word}没有带到这份副本里，请看原表。")
    assert shapes(file) <= PLAIN


def hostile(book: Any, page: Any) -> None:
    page.write_url("A8", "https://evil.example/a")
    page.write_url("B9", "external:\\\\evil.example\\b.xlsx", string="共享")
    page.data_validation("B4", {"validate": "list", "source": "=[1]名册!$A$1:$A$9"})
    page.data_validation("B5", {"validate": "list", "source": "=没有的表!$A$1:$A$9"})
    page.conditional_format("C4", {"type": "formula", "criteria": '=WEBSERVICE("http://evil.example/c")=1'})
    book.define_name("外面", "=[1]名册!$A$1")
    book.define_name("里面", "=部门!$A$1")
    book.define_name("命令", "=cmd|'/c calc'!A0")
    book.set_properties({"author": "clerk-0815", "company": "evil.example"})
    book.set_custom_property("来源", "evil.example")
    page.protect("密码")


def test_nothing_that_reaches_out_goes_along(path: Path) -> None:
    def blank_with_link(xml: str) -> str:  # a library would show the target where a linked cell is blank
        return re.sub(r'<c r="A8"[^>]*>.*?</c>', '<c r="A8"/>', xml)

    made(path, hostile)
    edited(
        path,
        {
            r"xl/worksheets/sheet1\.xml": blank_with_link,
            r".*sheet1\.xml\.rels": lambda xml: xml.replace("https://", "=cmd|"),
        },
        {"xl/externalLinks/externalLink1.xml": b"<x/>", "customXml/item1.xml": b"<evil.example/>"},
    )
    file = file_of(path)
    assert shapes(file) <= PLAIN
    assert not [name for name, part in parts(file).items() if re.search(rb"evil|External|cmd|WEBSERVICE|0815", part)]
    book = load_workbook(io.BytesIO(file))
    assert [*book.defined_names] == ["里面"]
    assert book["部门"]["A8"].value is None
    assert book["部门"]["B9"].value == "共享"
    assert not book["部门"].data_validations.dataValidation
    assert not book["部门"].protection.sheet


def test_names_of_sheets_stay_where_they_are_free(path: Path) -> None:
    def two(book: Any, _: Any) -> None:
        book.add_worksheet("复核清单(2)").write_string("A1", "第二")
        book.add_worksheet("通报信息").write_string("A1", "文号")
        book.add_chartsheet("图").set_chart(chart(book))

    def chart(book: Any) -> Any:
        made = book.add_chart({"type": "line"})
        made.add_series({"values": "=复核清单!$B$4:$C$4"})
        return made

    made(path, two, name=LIST)
    whole = read_book(path)
    kept = Book(whole.name, whole.sha256, whole.sheets[:2], ())  # as the run hands it over
    out = load_workbook(io.BytesIO(file_of(path, f"{LIST}!D4", book=kept)))
    assert out.sheetnames == [LIST, "复核清单(2)", "复核清单(2)(2)"]
    assert (out["复核清单(2)"]["A4"].value, out["复核清单(2)(2)"]["A1"].value) == ("甲局", "第二")
    assert out[LIST]["G4"].hyperlink.location == "'复核清单(2)'!D4"


def test_a_copy_can_be_copied_again(path: Path) -> None:
    path.write_bytes(file_of(made(path), "部门!D4"))
    assert copied(path, "部门!D5").sheetnames == [LIST, "复核清单(2)", "部门"]


def test_same_bytes_whatever_time_zone_and_locale(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(path, decorate)
    first = file_of(path, "部门!D4")
    for zone, language in (("Asia/Shanghai", "zh_CN.UTF-8"), ("America/New_York", "C")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LC_ALL", language)
        time.sleep(0.6)  # with the work itself more than a second, the least step of a package's dates
        assert file_of(path, "部门!D4") == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


DEATHS = (
    "import os; os.abort()",
    "raise SystemExit(1)",
    "print('half a copy', flush=True); raise SystemExit(1)",
    "pass",
    "import time; time.sleep(60)",
    "import sys; sys.stdin.buffer.read(9); import time; time.sleep(60)",
    "from govscore.outputs.recheck_book import child; "
    "child.LIMITS = child.LIMITS._replace(memory_bytes=90 << 20); child.serve()",
)


@pytest.mark.parametrize("program", DEATHS)
def test_without_an_answer_the_copy_is_written_anew_and_says_so(
    program: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name != "posix" and "memory_bytes" in program:
        pytest.skip("Windows keeps no limit of memory")
    made(path, decorate)
    monkeypatch.setattr(child, "START", program)
    monkeypatch.setattr(child, "LIMITS", child.LIMITS._replace(wall_seconds=3))
    begun = time.monotonic()
    file = file_of(path, "部门!D4")
    assert time.monotonic() - begun < 20
    assert file == recheck_book(read_book(path), [differs("部门!D4")], NOT_KEPT)
    assert said(load_workbook(io.BytesIO(file))).endswith("\n" + NOT_KEPT)


def test_a_workbook_that_the_library_cannot_open_is_written_anew(path: Path) -> None:
    edited(
        made(path), {r"xl/styles\.xml": lambda xml: xml.replace('patternType="gray125"', 'patternType="none of these"')}
    )
    assert said(copied(path)).endswith("\n" + NOT_KEPT)


def test_another_file_by_now_is_not_opened(path: Path) -> None:
    before = read_book(made(path))
    made(path, lambda book, page: page.write_string("A9", "后来加的"))
    assert said(load_workbook(io.BytesIO(file_of(path, book=before)))).endswith("\n" + NOT_KEPT)
    path.unlink()
    assert said(load_workbook(io.BytesIO(file_of(path, book=before)))).endswith("\n" + NOT_KEPT)


def test_other_formats_are_written_anew_without_a_word(path: Path) -> None:
    whole = read_book(made(path))
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    path.write_bytes(old)
    whole = Book(whole.name, hashlib.sha256(old).hexdigest(), whole.sheets, ())
    assert file_of(path, book=whole) == recheck_book(whole, [])


def test_a_process_made_ready_is_taken_and_none_is_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready: list[Any] = []
    monkeypatch.setattr(child, "_READY", ready)
    child.prepare()
    (process,) = ready
    made(path)
    assert said(load_workbook(io.BytesIO(file_of(path)))).endswith("一致。")
    assert (ready, process.returncode) == ([], 0)


def test_no_file_is_left_behind(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    made(path)
    whole = read_book(path)
    file_of(path, book=whole)
    with Copying(path, whole, []):  # given up at once, as where the template is refused
        pass
    assert not [*folder.iterdir()]


def test_a_run_copies_the_clerks_own_file(tmp_path: Path) -> None:
    (done,) = batch.run(Job(load_all(), tmp_path), [Input(YANJIN, "延津")])
    assert f"延津/{BOOK}" in done.outputs
    ours, theirs = load_workbook(tmp_path / "延津" / BOOK), load_workbook(YANJIN)
    assert ours["县直单位"]["P9"].number_format == theirs["县直单位"]["P9"].number_format == "0%"
    assert repr(ours["县直单位"]["A1"].font) == repr(theirs["县直单位"]["A1"].font)
    assert ours["县直单位"]["N9"].fill.start_color.rgb == "00" + ROOT_COLOUR


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def shapes(file: bytes) -> set[str]:
    """The names of the parts, numbers left out."""
    return {re.sub(r"\d+(?=\.(xml|vml))", "#", name) if "theme" not in name else name for name in parts(file)}
