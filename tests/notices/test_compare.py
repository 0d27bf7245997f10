"""Notices given with --against: of the same period, of the one before, of others; sentences and annexes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from computed import Computed, computed
from issued import issued, result_of, retyped
from memory_books import with_cells
from samples_at_hand import SAMPLES, SHIQUAN_2020, SHIQUAN_2022, THREE, YANJIN, book_of
from word_parts import document, p, tbl, tr

from govscore.core.numerals import numerals
from govscore.core.period import Period
from govscore.core.points import plain
from govscore.notices.checking import check
from govscore.notices.source import of_run
from govscore.readers.workbook import Book
from govscore.recheck import Difference
from govscore.running.job import Job
from govscore.scheme.files import load_all
from govscore.word.notice_document import read_notice

PREFECTURE = SAMPLES / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"
SECOND_QUARTER = Period(2022, 4, 6)


def run(folder: Path, book: Book, *notices: bytes, against: tuple[dict[str, Any], ...] = (), **job: Any) -> Computed:
    files = [folder / ("通报.docx" if not number else f"通报{number}.docx") for number in range(len(notices))]
    for file, content in zip(files, notices, strict=True):
        file.write_bytes(content)
    job_ = Job(tuple(load_all()), None, against=against, notices=tuple(map(read_notice, files)), **job)
    found = computed(job_, book)
    assert not found.refused, found.problems
    return found


def of_notices(found: Computed) -> list[Difference]:
    return [one for one in found.differences if one.cell.startswith("[通报")]


def rows(found: Computed) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (one.cell.rpartition("]")[2], one.unit, one.column, one.stated, one.computed, one.difference)
        for one in of_notices(found)
    ]


def codes(found: Computed) -> dict[str, str]:
    return {one.code: one.message for one in found.problems if one.code.startswith("against-")}


@pytest.mark.parametrize("path", (*THREE, PREFECTURE), ids=lambda path: path.parent.name)
def test_what_the_program_itself_issued_agrees(path: Path, tmp_path: Path) -> None:
    found = run(tmp_path, book_of(path), issued(path))
    assert rows(found) == []
    assert "不符0处" in codes(found)["against-notice-checked"]
    assert "against-notice-units" not in codes(found)


def test_how_much_of_a_notice_was_compared_is_told(tmp_path: Path) -> None:
    # sentences: 60 units, 11, 49, 18; 20, 54 and 164 items; 26.5, 9, 88 and 0.5 points
    # annexes: 42 scored units with 5 counts (调研信息 awaits an answer), 本期 and 累计; 18 excluded ones with 7 counts:
    # 42 * 7 + 18 * 7 = 420
    message = codes(run(tmp_path, book_of(SHIQUAN_2022), issued(SHIQUAN_2022)))["against-notice-checked"]
    assert message == "2022年一季度的通报：核对了正文11个数、附表420个数，不符0处"


def test_wrong_numbers_of_sentences(tmp_path: Path) -> None:
    wrong = {"信息20条": "信息21条", "采用54条": "采用55条", "部门49个": "部门48个", "最低得9分": "最低得8分"}
    found = run(tmp_path, book_of(SHIQUAN_2022), retyped(issued(SHIQUAN_2022), wrong))
    assert sorted(one[1:] for one in rows(found)) == sorted(
        [
            ("", "市级专报采用数", "21", "20", "1"),
            ("", "市政府网站采用数", "55", "54", "1"),
            ("", "部门单位数", "48", "49", "-1"),
            ("", "镇最低分", "8", "9", "-1"),
        ]
    )
    assert all(one.root and one.cell.startswith("[通报.docx]正文!第") for one in of_notices(found))
    assert found.exit_code == 1


def test_the_place_is_the_paragraph(tmp_path: Path) -> None:
    title = p("石泉县2022年一季度通报")
    found = run(tmp_path, book_of(SHIQUAN_2022), document(title + p("") + p("市政府网站采用55条。")))
    assert rows(found) == [("正文!第3段", "", "市政府网站采用数", "55", "54", "1")]


def test_parts_of_one_unit_are_not_taken_for_its_sum(tmp_path: Path) -> None:
    # 凯里市人民政府 has 1984.5 points in all; 政务信息 is one part of them
    wrong = {
        "凯里市人民政府（总计：1984.5分": "凯里市人民政府（总计：1985.5分",
        "一类州直单位共33个": "一类州直单位共34个",
    }
    found = rows(run(tmp_path, book_of(PREFECTURE), retyped(issued(PREFECTURE), wrong)))
    assert [one[1:] for one in found] == [
        ("", "一类州直单位单位数", "34", "33", "1"),
        ("凯里市人民政府", "累计得分", "1985.5", "1984.5", "1"),
    ]


def test_the_words_of_the_template_tell_what_a_number_is(tmp_path: Path) -> None:
    # 非政府序列部门 is no word of the scheme; the template says that 部门不计分单位数 stands there
    wrong = retyped(issued(SHIQUAN_2022), {"非政府序列部门18个": "非政府序列部门17个"})
    found = rows(run(tmp_path, book_of(SHIQUAN_2022), wrong))
    assert [one[2:] for one in found] == [("部门不计分单位数", "17", "18", "-1")]


def test_alike_sentences_of_two_tiers_are_told_apart_by_their_order(tmp_path: Path) -> None:
    # 占任务未达到进度要求（50%）的有10个 (乡镇街道), 的有7个 (县直单位)
    wrong = retyped(issued(YANJIN), {"的有10个": "的有11个", "的有7个": "的有6个"})
    found = rows(run(tmp_path, book_of(YANJIN), wrong))
    assert [one[2:] for one in found] == [
        ("乡镇街道未达进度单位数", "11", "10", "1"),
        ("县直单位未达进度单位数", "6", "7", "-1"),
    ]


def test_wrong_figures_of_annexes(tmp_path: Path) -> None:
    # 中池镇 51 * 0.5 + 2 * 0.5 = 26.5; the cells: 序号, 单位, 快讯, 聚焦石泉, 市政府网站, 省, 市, 待反馈, 本期 (9th)
    cells = {(1, "中池镇", 3): "52", (1, "中池镇", 9): "27", (2, "政府办", 1): "9", (2, "县委办", 3): "11"}
    found = rows(run(tmp_path, book_of(SHIQUAN_2022), retyped(issued(SHIQUAN_2022), cells=cells)))
    assert [one[1:] for one in found] == [
        ("中池镇", "部门动态", "52", "51", "1"),
        ("中池镇", "本期", "27", "26.5", "0.5"),
        ("县委办", "部门动态", "11", "12", "-1"),  # excluded units have counts
    ]
    assert found[0][0] == "正文!表1第5行第3格"


def test_a_blank_where_there_is_a_number_is_a_difference(tmp_path: Path) -> None:
    found = rows(run(tmp_path, book_of(SHIQUAN_2022), retyped(issued(SHIQUAN_2022), cells={(1, "中池镇", 4): "—"})))
    assert [one[1:] for one in found] == [("中池镇", "聚焦石泉", "0", "2", "-2")]


def test_shares_and_ranks_of_annexes(tmp_path: Path) -> None:
    # 塔铺街道 60% of its target; 政府办 first of the departments of 2020
    found = rows(run(tmp_path, book_of(YANJIN), retyped(issued(YANJIN), cells={(1, "塔铺街道", 16): "61%"})))
    assert [one[1:] for one in found] == [("塔铺街道", "占任务", "61", "60", "1")]
    found = rows(run(tmp_path, book_of(SHIQUAN_2020), retyped(issued(SHIQUAN_2020), cells={(1, "政府办", 11): "2"})))
    assert [one[1:] for one in found] == [("政府办", "排名", "2", "1", "1")]


def test_units_that_the_annexes_lack_or_have_too_many(tmp_path: Path) -> None:
    renamed = retyped(issued(SHIQUAN_2022), cells={(1, "中池镇", 2): "中迟镇"})
    found = codes(run(tmp_path, book_of(SHIQUAN_2022), renamed))
    assert found["against-notice-units"] == "通报附表的单位和统计表不一样：附表里没有中池镇，多出中迟镇"


def test_an_annex_by_hand_may_show_fewer_columns(tmp_path: Path) -> None:
    table = tbl(tr("单位名称", "聚焦石泉", "备注"), tr("中池镇", "3", ""), tr("池河镇", "1", ""))
    found = run(tmp_path, book_of(SHIQUAN_2022), document(p("石泉县2022年一季度通报（镇）") + table))
    assert rows(found) == [("正文!表1第2行第2格", "中池镇", "聚焦石泉", "3", "2", "1")]
    assert "附表2个数" in codes(found)["against-notice-checked"]


def test_tables_of_other_things_are_not_compared(tmp_path: Path) -> None:
    table = tbl(tr("姓名", "电话"), tr("张三", "13800000000"))
    found = run(tmp_path, book_of(SHIQUAN_2022), document(p("石泉县2022年一季度通报（镇）") + table))
    assert rows(found) == []
    assert "附表不是办法里的表式，没有核对" in codes(found)["against-notice-checked"]


def earlier() -> dict[str, Any]:
    """The result of the first quarter in its stored form."""
    return result_of(SHIQUAN_2022).stored() | {"input_sha256": "another"}


def second_quarter() -> Book:
    """The first quarter's workbook as the second's, with the same points: 上期 in column K, 累计 twice 本期 in J."""
    whole = book_of(SHIQUAN_2022)

    def later(value: object) -> object:
        return value.replace("一季度", "二季度").replace("1-3月", "4-6月") if isinstance(value, str) else value

    def carried(row: list[Any]) -> list[Any]:
        return [*row[:10], row[9], row[9] * 2, *row[12:]] if isinstance(row[9], int | float) else row

    sheets = [replace(one, rows=[carried([later(v) for v in row]) for row in one.rows]) for one in whole.sheets]
    return replace(whole, sheets=tuple(sheets))


def test_a_notice_of_the_period_before_is_compared_with_that_periods_result(tmp_path: Path) -> None:
    wrong = retyped(issued(SHIQUAN_2022), {"采用54条": "采用55条"}, {(1, "中池镇", 11): "27"})
    found = run(tmp_path, second_quarter(), wrong, against=(earlier(),))
    assert found.period == SECOND_QUARTER
    assert [one[1:] for one in rows(found)] == [
        ("", "市政府网站采用数", "55", "54", "1"),
        ("中池镇", "累计", "27", "26.5", "0.5"),
    ]


def test_a_number_left_standing_from_the_notice_before_is_told_as_such(tmp_path: Path) -> None:
    # the second quarter's notice still says 53, as the first quarter's had it
    before = earlier() | {"facts": {"市政府网站采用数": "53"}}
    notice = document(p("石泉县2022年二季度通报") + p("市政府网站采用53条。"))
    (one,) = of_notices(run(tmp_path, second_quarter(), notice, against=(before,)))
    assert (one.stated, one.computed, one.hint) == ("53", "54", "正好是上一期的数")


def test_the_number_without_excluded_units_is_told_as_such(tmp_path: Path) -> None:
    # 政府办 10 + … : the units that are scored have together what the notice says
    known = result_of(SHIQUAN_2022)
    assert known.tally is not None
    assert known.standings is not None
    excluded = known.standings.loc[known.standings["excluded"], "unit"]
    counts = known.tally.counts[known.tally.counts["column"] == "focus"]
    scored = int(counts.loc[~counts["unit"].isin(excluded), "count"].sum()) // 1000
    notice = document(p("石泉县2022年一季度通报") + p(f"聚焦石泉采用{scored}条。"))
    (one,) = of_notices(run(tmp_path, book_of(SHIQUAN_2022), notice))
    assert (one.stated, one.computed, one.hint) == (str(scored), "164", "正好是不含不计分单位的数")


def test_a_notice_of_the_period_before_alone_is_said_to_be_alone(tmp_path: Path) -> None:
    found = run(tmp_path, second_quarter(), retyped(issued(SHIQUAN_2022), {"采用54条": "采用55条"}))
    assert rows(found) == []
    assert "against-notice-alone" in codes(found)


def test_its_annexes_still_tell_what_was_published_as_cumulative(tmp_path: Path) -> None:
    # 上期 stands in column K of the towns' sheet; 中池镇 in row 6 had 26.5 by the notice
    book = with_cells(second_quarter(), "附件1（镇）", {"K6": 27})
    found = run(tmp_path, book, issued(SHIQUAN_2022))
    (one,) = [one for one in found.differences if one.column == "上期"]
    assert (one.unit, one.stated, one.computed, one.hint) == (
        "中池镇",
        "27",
        "26.5",
        "和上一期通报附表里公布的累计不同",
    )


def test_notices_that_cannot_be_compared_are_named(tmp_path: Path) -> None:
    undated, foreign = document(p("石泉县通报")), document(p("延津县2022年一季度通报"))
    other = document(p("石泉县2019年一季度通报"))
    found = codes(run(tmp_path, book_of(SHIQUAN_2022), undated, foreign, other))
    assert sorted(found) == ["against-notice-alone", "against-notice-untimed", "against-other"]
    assert found["against-other"] == "--against 给的《通报1.docx》不是同一个办法的，没有比较"


def test_another_time_in_a_sentence_is_not_this_periods(tmp_path: Path) -> None:
    title = p("石泉县2022年一季度通报")
    text = "上期，市级《政务信息专报》采用我县信息18条，市政府网站采用50条。"
    assert rows(run(tmp_path, book_of(SHIQUAN_2022), document(title + p(text)))) == []


@pytest.mark.parametrize(("path", "compared"), [(SHIQUAN_2022, 11), (SHIQUAN_2020, 6), (YANJIN, 7)])
def test_every_number_of_the_sentences_is_found_when_it_is_one_too_high(
    path: Path, compared: int, tmp_path: Path
) -> None:
    """Each number that was compared, retyped alone, is the one difference; every other one is silent."""
    (tmp_path / "通报.docx").write_bytes(issued(path))
    notice, known = replace(read_notice(tmp_path / "通报.docx"), tables=()), result_of(path)
    assert known.loaded is not None
    assert known.period is not None
    assert known.tally is not None
    assert known.standings is not None
    source = of_run(known.loaded.scheme, known.period, known.facts.values, known.tally, known.standings)
    caught = 0
    for at, paragraph in enumerate(notice.paragraphs):
        for numeral in numerals(paragraph.text):
            assert numeral.number is not None
            text = (
                paragraph.text[: numeral.start] + f"{numeral.number + 1}{numeral.unit}" + paragraph.text[numeral.end :]
            )
            paragraphs = [*notice.paragraphs[:at], replace(paragraph, text=text), *notice.paragraphs[at + 1 :]]
            found = check([replace(notice, paragraphs=paragraphs)], known.loaded, source, (), "表.xlsx").differences
            assert [(one.stated, one.difference) for one in found] in ([], [(plain(numeral.number + 1), "1")])
            caught += len(found)
    assert caught == compared
