"""The sheet 通报信息: what the clerk alone knows of a notice, printed as the standard asks."""

from pathlib import Path
from typing import Any

import pytest
from computed import Computed, computed
from memory_books import book, sheet
from notice_books import INFO, paragraphs, run, stored, template
from samples_at_hand import SAMPLES, SHIQUAN_2022, book_of

from govscore.claiming.notice_info import BLANKS, take
from govscore.readers.workbook import Book, Date
from govscore.running.job import Job
from govscore.scheme.files import inspection_files, load_all

INSPECTION = SAMPLES / "qiandongnan-2023q4-inspection" / "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"


def given(name: str, value: Any) -> dict[str, str]:
    return take(book(sheet(INFO, [[name, value]])))[1].values


@pytest.mark.parametrize(
    "value",
    [
        Date("2022-04-12"),
        "2022-04-12",
        "2022/4/12",
        "2022.4.12",
        "2022年4月12日",
        "2022年04月12日",
        "２０２２年４月１２日",
        "20220412",
        20220412,
        44663,
        "二〇二二年四月十二日",
        "二○二二年四月十二日",
        " 2022 年 4 月 12 日 ",
        "2022-4-12 星期二",
    ],
)
def test_a_date_is_printed_in_one_form(value: Any) -> None:
    assert given("成文日期", value) == {"成文日期": "2022年4月12日"}


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("二〇二三年十月十日", "2023年10月10日"),
        ("二〇二三年十二月三十一日", "2023年12月31日"),
        ("二零二四年二月二十日", "2024年2月20日"),
    ],
)
def test_a_date_in_chinese_numerals(value: str, printed: str) -> None:
    assert given("印发日期", value) == {"印发日期": printed}


@pytest.mark.parametrize("value", ["4月12日", "2022-13-01", "2022年2月30日", "近日", True, "二〇二二年十三月一日"])
def test_what_is_no_date_is_left_blank_and_said(value: Any) -> None:
    found = take(book(sheet(INFO, [["成文日期", value]])))[1]
    assert (found.values, [p.code for p in found.problems]) == ({}, ["notice-info-date"])


@pytest.mark.parametrize(
    "value",
    [
        "石政办函〔2022〕15号",
        "石政办函[2022]15号",
        "石政办函［2022］15号",
        "石政办函(2022)15号",
        "石政办函（2022）15号",
        "石政办函【2022】15号",
        "石政办函〔2022〕015号",
        "石政办函〔2022〕第15号",
        "石政办函 〔2022〕 第 015 号",
        "石政办函〔２０２２〕１５号",
        "石政办函〔2022〕15",
        "石政办函{2022}15号",
    ],
)
def test_a_number_is_printed_as_the_standard_asks(value: str) -> None:
    found = take(book(sheet(INFO, [["发文字号", value]])))[1]
    assert (found.values, found.problems) == ({"发文字号": "石政办函〔2022〕15号"}, [])


@pytest.mark.parametrize(
    "value", ["石政办函〔22〕15号", "石政办函2022年15号", "第15号", "石政办函〔2022〕×号", "石政办函〔2022〕0号"]
)
def test_a_number_in_another_form_is_printed_as_typed_and_said(value: str) -> None:
    found = take(book(sheet(INFO, [["文号", value]])))[1]
    assert (found.values, [p.code for p in found.problems]) == ({"发文字号": value}, ["notice-info-number"])


@pytest.mark.parametrize(
    ("value", "printed"),
    [(34, "34"), (34.0, "34"), ("第34期", "34"), ("034", "34"), ("总第034期", "34"), ("增刊", "增刊")],
)
def test_an_issue_is_a_bare_number(value: Any, printed: str) -> None:
    assert given("期号", value) == {"期号": printed}


@pytest.mark.parametrize(
    "rows",
    [
        [["签发", "张三"]],
        [["签发：", "张三"]],
        [["签发人:", None, " 张 三 "]],
        [["签发：张三"]],
        [[None, "签发", "张三"]],
        [["通报信息"], ["项目", "内容"], [], ["签发", "张三"], [None, None], ["审核", None]],
        [["签发", "张三"], ["签发人", "张三"]],
    ],
)
def test_entries_are_read_however_they_stand(rows: list[list[Any]]) -> None:
    found = take(book(sheet(INFO, rows)))[1]
    assert (found.values, found.problems) == ({"签发": "张三"}, [])


def test_a_misspelt_entry_is_told_with_the_nearest_one() -> None:
    (found,) = take(book(sheet(INFO, [["审合", "李四"]])))[1].problems
    assert (found.code, found.fix[:9]) == ("notice-info-unknown", "是不是“审核”？可")


def test_control_characters_and_rare_ones() -> None:
    assert given("签发", "张\x07𠮷\n㙍 & <b>") == {
        "签发": "张𠮷㙍& <b>"
    }  # spaces beside Chinese characters are padding


def test_the_sheet_is_taken_out_and_other_sheets_stay() -> None:
    whole = book(sheet("部门", [["甲"]]), sheet(" 通报 信息", [["签发", "张三"]]))
    left, found = take(whole)
    assert [one.name for one in left.sheets] == ["部门"]
    assert found.values == {"签发": "张三"}
    assert take(left)[0] is left


MARKS = "【发文字号】【若：有成文日期】，【成文日期】【若完】，第【期号】期，【签发】"
ROWS = [["发文字号", "石政办函[2022]第015号"], ["成文日期", Date("2022-04-12")], ["期号", 34], ["签发", "张三"]]


def test_the_notice_says_it(tmp_path: Path) -> None:
    found = run(tmp_path, template([MARKS], ["【部门表.单位】"]), info=ROWS)
    assert (found.state, [p.code for p in found.problems]) == ("done", [])
    assert paragraphs(tmp_path) == ["石政办函〔2022〕15号，2022年4月12日，第34期，张三"]
    assert stored(tmp_path)["facts"]["发文字号"] == "石政办函〔2022〕15号"


def test_what_is_not_given_is_printed_as_crosses_and_named(tmp_path: Path) -> None:
    found = run(tmp_path, template([MARKS], ["【部门表.单位】"]), info=[["签发", "张三"]])
    assert paragraphs(tmp_path) == ["××〔××××〕××号，第××期，张三"]
    assert [(p.code, p.message) for p in found.problems] == [
        ("notice-blank", "通报里还空着（印成×）：发文字号、成文日期、期号")
    ]
    assert "通报里还空着" in (tmp_path / "out" / "表" / "复核与提示.txt").read_text("utf-8-sig")


def test_a_template_without_such_marks_needs_no_entries(tmp_path: Path) -> None:
    found = run(tmp_path, template(["第××期"], ["【部门表.单位】"]))
    assert (paragraphs(tmp_path), found.problems) == (["第××期"], [])


def test_the_sheet_changes_nothing_else() -> None:
    """Claimed by the same scheme, with the same points and problems, wherever the sheet stands."""

    def found_in(whole: Book) -> Computed:
        return computed(Job(tuple(load_all()), None, inspections=tuple(inspection_files())), whole)

    for path in (SHIQUAN_2022, INSPECTION):
        plain = book_of(path)
        info = sheet(INFO, ROWS)
        for sheets in ((*plain.sheets, info), (info, *plain.sheets)):
            one, other = found_in(plain), found_in(Book(plain.name, plain.sha256, sheets, plain.problems))
            assert [p.spoken() for p in one.problems] == [p.spoken() for p in other.problems]
            assert one.to_json()["tiers"] == other.to_json()["tiers"]
            assert one.to_json()["verdicts"] == other.to_json()["verdicts"]
            given_ = {name: text for name, text in other.values.items() if name in BLANKS}
            assert given_ == {
                "发文字号": "石政办函〔2022〕15号",
                "成文日期": "2022年4月12日",
                "期号": "34",
                "签发": "张三",
            }
            assert {n: t for n, t in other.values.items() if n not in BLANKS} == one.values
