"""A notice in Word as an input file: what is read of it, and what is refused in plain words."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from notice_desk import shiquan
from word_parts import box, document, p, r, tbl, tc, tr

from govscore.core.period import Period
from govscore.core.problems import Refused
from govscore.word import notice_document as documents
from govscore.word.notice_document import Notice, read_notice

TITLE = p("关于2022年一季度政务信息采用情况的通报")
SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def notice(folder: Path, content: bytes, name: str = "通报.docx") -> Notice:
    (folder / name).write_bytes(content)
    return read_notice(folder / name)


def refused(folder: Path, content: bytes, name: str = "通报.docx") -> str:
    with pytest.raises(Refused) as caught:
        notice(folder, content, name)
    (found,) = caught.value.problems
    assert (found.code, found.severity) == ("against-notice-unreadable", "stop")
    return found.message


def test_paragraphs_are_numbered_as_the_manual_says(tmp_path: Path) -> None:
    table = tbl(tr("单位", "本期"), tr("中池镇", "26.5"))
    found = notice(tmp_path, document(TITLE + p("") + table + p("第 ", "三", " 段") + p(box(p("框里")) + r("框外"))))
    assert [(one.number, one.text) for one in found.paragraphs] == [
        (1, "关于2022年一季度政务信息采用情况的通报"),
        (3, "第三段"),
        (4, "框外"),
    ]
    assert found.place(3) == "[通报.docx]正文!第3段"


def test_deleted_text_is_not_read_and_inserted_text_is(tmp_path: Path) -> None:
    changed = p(f"<w:del>{r('54')}</w:del>", f"<w:ins>{r('55')}</w:ins>", "条")
    assert [one.text for one in notice(tmp_path, document(changed)).paragraphs] == ["55条"]


def test_merged_cells_are_spread_on_the_grid(tmp_path: Path) -> None:
    rows = [
        tr(tc("单位", more=DOWN), tc("新闻动态", more=SPAN), tc("本期", more=DOWN)),
        tr(tc(more=ON), tc("快讯"), tc("聚焦"), tc(more=ON)),
        tr("中池镇", "51", "2", "26.5"),
    ]
    (table,) = notice(tmp_path, document(p("附件1") + tbl(*rows))).tables
    assert table.rows == [["单位", "新闻动态", "", "本期"], ["", "快讯", "聚焦", ""], ["中池镇", "51", "2", "26.5"]]
    assert sorted(table.merges) == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]
    assert table.above == ("附件1",)
    # the fourth column of the first row is its third cell
    assert [table.ordinal[(0, 3)], table.ordinal[(2, 3)]] == [3, 4]


def test_a_merge_that_begins_nowhere_is_a_cell_of_its_own(tmp_path: Path) -> None:
    (table,) = notice(tmp_path, document(tbl(tr(tc("甲", more=ON), tc("乙")), tr("丙", "丁")))).tables
    assert (table.rows, table.merges) == ([["甲", "乙"], ["丙", "丁"]], [])


def test_rows_that_were_deleted_are_left_out(tmp_path: Path) -> None:
    gone = tr("删去").replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    (table,) = notice(tmp_path, document(tbl(tr("甲"), gone, tr("乙")))).tables
    assert table.rows == [["甲"], ["乙"]]


def test_a_monstrous_span_is_cut(tmp_path: Path) -> None:
    wide = tc("甲", more='<w:gridSpan w:val="999999999"/>')
    (table,) = notice(tmp_path, document(tbl(tr(wide, "乙")))).tables
    assert len(table.rows[0]) == documents.MAX_COLUMNS


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["石泉县人民政府办公室", "关于2022年一季度政务信息采用情况的通报", "2022年4月12日"], Period(2022, 1, 3)),
        (["关于2020年10-12月政务信息", "采用情况的通报"], Period(2020, 10, 12)),
        (["延津政务快报", "第34期", "2024年8月1日", "2024年5-6月政务信息采用情况通报"], Period(2024, 5, 6)),
        (["关于一季度政务信息采用情况的通报", "2022年，各镇、各部门积极报送"], Period(2022, 1, 3)),
        (["关于2022年一季度政务信息采用情况的通报", "比2021年四季度有进步"], Period(2022, 1, 3)),
        (["关于政务信息采用情况的通报"], None),
        (["关于一季度政务信息采用情况的通报", "2021年和2022年"], None),
    ],
)
def test_the_period_is_told_by_the_title(tmp_path: Path, lines: list[str], period: Period | None) -> None:
    assert notice(tmp_path, document("".join(map(p, lines)))).period == period


def members(**contents: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def test_what_is_no_notice_is_refused_in_words(tmp_path: Path) -> None:
    whole = document(TITLE)
    entity = b'<!DOCTYPE w [<!ENTITY a "b">]><w/>'
    assert "不是 Word 文档" in refused(tmp_path, b"")
    assert "不是 Word 文档" in refused(tmp_path, b"\xd0\xcf\x11\xe0 an encrypted or old file")
    assert "不是 Word 文档" in refused(tmp_path, members(styles="<a/>"))
    assert "不是 Word 文档" in refused(tmp_path, whole[: len(whole) // 2])
    assert "DTD" in refused(tmp_path, members(document=entity))
    assert "DTD" in refused(tmp_path, members(document=entity.decode().encode("utf-16")))
    assert "已损坏" in refused(tmp_path, members(document="<w:document>"))
    assert "Strict" in refused(tmp_path, members(document='<document xmlns="http://purl.oclc.org/x"/>'))


@pytest.mark.parametrize(("suffix", "word"), [(".doc", "旧的 .doc"), (".wps", ".wps"), (".PDF", "PDF")])
def test_other_kinds_of_file_are_named(tmp_path: Path, suffix: str, word: str) -> None:
    assert word in refused(tmp_path, b"whatever", f"通报{suffix}")


def test_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = document(TITLE + tbl(tr("甲", "乙")))
    monkeypatch.setattr(documents, "MAX_CELLS", 1)
    assert "表格太大" in refused(tmp_path, content)
    monkeypatch.setattr(documents, "MAX_SIGNS", 10)
    assert "有一段超过10字" in refused(tmp_path, content)
    monkeypatch.setattr(documents, "MAX_STORY", 100)
    assert "内容太大" in refused(tmp_path, content)
    monkeypatch.setattr(documents, "MAX_FILE", 100)
    assert "文件太大" in refused(tmp_path, content)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_notice(tmp_path / "没有.docx")
    assert [one.code for one in caught.value.problems] == ["file-missing"]


def test_damaged_bytes_never_end_in_anything_but_a_refusal(tmp_path: Path) -> None:
    """400 copies of a real notice's template with bytes changed, drawn with a fixed seed."""
    content, chance, read = shiquan().bulletin.read_bytes(), random.Random(20220412), 0
    for _ in range(400):
        spoilt = bytearray(content)
        for _ in range(chance.choice((1, 4, 40))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            notice(tmp_path, bytes(spoilt))
            read += 1
        except Refused as refusal:
            assert [one.code for one in refusal.problems] == ["against-notice-unreadable"]
    assert 0 < read < 400
