"""Subject and body are the office's: mail.txt beside the scheme, else the program's own words."""

from pathlib import Path

import pytest

from govscore.core.problems import Refused
from govscore.delivery.mail.mail_texts import POINTS, as_text, body, subject, wording
from govscore.delivery.mail.parcels import Delivered, Slip, Table

SLIP = Slip(
    "甲局",
    "部门",
    ("名次：第1位。", Table("扣分", ("情况", "出处"), (("漏报", "部门!E3"), ("迟报", "")))),
    {"单位": "甲局"},
)


def delivered(folder: Path) -> Delivered:
    return Delivered(folder, "small", "2024年1-2月", POINTS, {"期间": "2024年1-2月"}, (SLIP,), ())


def office(tmp_path: Path, text: str) -> Path:
    (tmp_path / "mail.txt").write_text(text, "utf-8-sig", newline="\r\n")  # as Notepad writes it
    return tmp_path


def test_the_offices_words_go_before_and_what_it_leaves_out_is_the_programs(tmp_path: Path) -> None:
    found = wording(
        delivered(tmp_path),
        office(tmp_path, "得分单主题：小县【期间】（【单位】）\n得分单正文：\n【单位】：\n请核对。\n"),
    )
    assert found.slip_subject == "小县【期间】（【单位】）"
    assert found.slip_body == "【单位】：\n请核对。"
    assert found.notice_subject == "关于【期间】政务信息采用情况的通报"
    assert wording(delivered(tmp_path), None) == wording(delivered(tmp_path), tmp_path / "none")


def test_the_slip_stands_at_its_mark_or_at_the_end() -> None:
    values = {"单位": "甲局"}
    text, html = body("【单位】：\n【得分单】\n信息科", values, SLIP)
    assert text == "甲局：\n名次：第1位。\n\n扣分：\n  漏报  ［部门!E3］\n  迟报  ［表中没有］\n信息科\n"
    assert html.index("第1位") < html.index("信息科")
    assert (
        body("信息科", values, SLIP)[0]
        == "信息科\n\n名次：第1位。\n\n扣分：\n  漏报  ［部门!E3］\n  迟报  ［表中没有］\n"
    )


def test_a_subject_is_one_line() -> None:
    assert subject("关于【期间】的\n通报", {"期间": "2024年\r\nBcc: x@y.cn"}) == "关于2024年Bcc: x@y.cn的通报"


def test_every_wrong_mark_is_named_with_its_line(tmp_path: Path) -> None:
    text = "通报主题：【期限】\n通报正文：\n【期间】\n【单位】\n得分单正文：\n【单位】【得分单】【名刺】\n"
    with pytest.raises(Refused) as refused:
        wording(delivered(tmp_path), office(tmp_path, text))
    assert [(p.code, p.place.rpartition("]")[2]) for p in refused.value.problems] == [
        ("mail-mark-unknown", "第1行"), ("mail-mark-unknown", "第4行"), ("mail-mark-unknown", "第6行"),
    ]  # fmt: skip


def test_a_line_of_a_table_of_postings() -> None:
    table = Table(
        "得分明细", ("条款", "项目", "计算", "得分", "出处"), (("第1条", "市级", "2 × 5 = 10", "10", "部门!B4"),)
    )
    assert as_text(table) == "得分明细：\n  第1条  市级：2 × 5 = 10  ［部门!B4］"
