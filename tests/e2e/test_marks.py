"""`template marks` with present values, `template check` with what is missing, and the notes of a run on it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from notice_books import paragraphs, run, stored, template
from running_program import program
from samples_at_hand import ROOT, SAMPLES, SHIQUAN_2022, YANJIN

from govscore.commands.marks_shown import marks_in, shown
from govscore.outputs.present import mark_lines, present
from govscore.word.data import Data

INSPECTION = SAMPLES / "qiandongnan-2023q4-inspection" / "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"
PREFECTURE = SAMPLES / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"


def value(lines: list[str], mark: str) -> str:
    """What stands beside a mark."""
    (line,) = (line for line in lines if line.split()[:1] == [mark])
    return line.removeprefix(f"  {mark}").strip()


def test_the_values_are_those_of_the_newest_result(tmp_path: Path) -> None:
    program("run", SHIQUAN_2022, YANJIN, cwd=tmp_path)
    lines = program("template", "marks", "shiquan-2022q1", cwd=tmp_path).out.splitlines()
    assert "2022年一季度" in lines[0]
    assert SHIQUAN_2022.stem in lines[0]
    assert value(lines, "【期间】") == "2022年一季度"
    assert value(lines, "【镇前三名】") == "中池镇、池河镇、饶峰镇"
    assert value(lines, "【若：有不计分单位】") == "是"
    assert value(lines, "【若：有上期】") == "否"
    assert value(lines, "【镇备注】") == "3条"
    assert "  镇表（现在11行）：" in lines
    assert value(lines, "【发文字号】") == "××〔××××〕××号"


def test_a_later_result_is_the_newer_one_and_old_ones_do_not_count(tmp_path: Path) -> None:
    for folder, label, at in (("甲", "一季度", 2), ("乙", "二季度", 3), ("丙（旧1）", "三季度", 4)):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "结果.json"
        file.write_text(json.dumps({"scheme": "yanjin-2024-05-06", "period": label, "facts": {"期间": label}}), "utf-8")
        os.utime(file, (at, at))
    (tmp_path / "坏").mkdir()
    (tmp_path / "坏" / "结果.json").write_text("{", "utf-8")
    lines = list(shown("yanjin-2024-05-06", tmp_path, None))
    assert "二季度" in lines[0]
    assert value(lines, "【期间】") == "二季度"
    assert value(lines, "【若：有上期】") == ""  # an older program did not keep it


def test_without_a_result_the_marks_are_listed_and_that_is_said(tmp_path: Path) -> None:
    done = program("template", "marks", "shiquan-2022q1", cwd=tmp_path)
    assert done.code == 0
    assert "还没有这个办法的结果" in done.out.splitlines()[0]
    assert value(done.out.splitlines(), "【期间】") == ""


@pytest.mark.parametrize(
    ("scheme", "path"), [("shiquan-2022q1", SHIQUAN_2022), ("qiandongnan-2023q4-inspection", INSPECTION)]
)
def test_a_workbook_gives_the_same_as_its_result(scheme: str, path: Path, tmp_path: Path) -> None:
    program("run", path, cwd=tmp_path)
    made = tmp_path / "outbox" / path.stem / "结果.json"
    before = sorted(tmp_path.rglob("*"))
    from_book = program("template", "marks", scheme, "--from", path, cwd=tmp_path).out.splitlines()
    from_json = program("template", "marks", scheme, "--from", made, cwd=tmp_path).out.splitlines()
    assert from_book[1:] == from_json[1:]
    assert value(from_book, "【期间】")
    assert sorted(tmp_path.rglob("*")) == before


def test_blocks_show_their_first_repetition(tmp_path: Path) -> None:
    lines = program("template", "marks", "qiandongnan-2021q4", "--from", PREFECTURE, cwd=tmp_path).out.splitlines()
    assert "【每个：类别】…【完】之间（现在重复2次，列出第一次的值），数和名称：" in lines
    assert value(lines, "【类别】") == "县市"
    assert value(lines, "【单位序号】") == "一"


def test_the_stored_values_are_those_that_the_template_was_filled_with(tmp_path: Path) -> None:
    run(tmp_path, template(["【期间】【部门第一名】"], ["【部门表.单位】"]))
    now = marks_in(stored(tmp_path))
    assert paragraphs(tmp_path) == [now["values"]["期间"] + now["values"]["部门第一名"]] == ["2024年1-2月甲局"]
    assert (now["tables"], now["conditions"]["有上期"]) == ({"部门表": 1}, False)


def test_values_are_shortened_and_stand_below_each_other() -> None:
    data = Data(
        {"甲": "一\n二", "长": "字" * 70},
        {"真": True, "假": False},
        {"列": ["一", "二"]},
        {"表": []},
        {"块": []},
        table_fields={"表": frozenset({"名"})},
        block_data={"块": Data({"内": ""})},
    )
    assert list(mark_lines(data, present(data))) == [
        "数和名称：",
        "  【甲】                        一 二",
        "  【长】                        " + "字" * 59 + "…",
        "条件（写在段首，或用【若完】收尾）：",
        "  【若：真】                    是",
        "  【若：假】                    否",
        "每条一段的列表：",
        "  【列】                        2条",
        "表格样行：",
        "  表（现在0行）：",
        "    【表.名】",
        "【每个：块】…【完】之间（现在重复0次，列出第一次的值），数和名称：",
        "  【内】",
    ]


# what a template lacks
def without_table(folder: Path, mark: str) -> Path:
    """石泉's regime with the table that holds this mark taken out of its template."""
    shutil.copytree(ROOT / "templates" / "shiquan-2022q1", folder)
    document = docx.Document(str(folder / "bulletin.docx"))
    (table,) = (t for t in document.tables if mark in "".join(c.text for c in t.rows[-1].cells))
    table._element.getparent().remove(table._element)
    document.save(str(folder / "bulletin.docx"))
    return folder


def test_a_template_without_a_tiers_table_is_said_to_lack_it(tmp_path: Path) -> None:
    folder = without_table(tmp_path / "shiquan-2022q1", "【镇表.单位】")
    done = program("template", "check", folder, cwd=tmp_path)
    assert done.code == 0
    assert "模板里没有镇的表" in done.out
    assert "部门的表" not in done.out
    ran = program("run", SHIQUAN_2022, "--scheme", folder / "scheme.toml", cwd=tmp_path)
    assert "通报里看不到镇的这些单位：中池镇、池河镇、饶峰镇、城关镇、迎丰镇等11个单位" in ran.out
    made = tmp_path / "outbox" / SHIQUAN_2022.stem
    assert (made / "通报.docx").is_file()  # a note: the annex may be a file of its own
    assert "看不到镇的这些单位" in (made / "复核与提示.txt").read_text("utf-8-sig")


def test_a_tier_may_have_a_file_of_its_own(tmp_path: Path) -> None:
    folder = without_table(tmp_path / "shiquan-2022q1", "【镇表.单位】")
    text = (folder / "scheme.toml").read_text("utf-8")
    (folder / "scheme.toml").write_text(text.replace('name = "镇"', 'name = "镇"\nin_notice = false', 1), "utf-8")
    assert "没有镇的表" not in program("template", "check", folder, cwd=tmp_path).out
    assert "看不到" not in program("run", SHIQUAN_2022, "--scheme", folder / "scheme.toml", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("paragraphs_", "cells", "gone"),
    [
        ([], ["【部门表.单位】"], ""),
        ([], ["【部门表.序】.【部门表.单位】"], ""),
        ([], ["【若：有上期】【部门表.单位】"], "甲局、乙局"),  # the paragraph goes where the condition does not hold
        ([], ["【部门表.得分】"], "甲局、乙局"),
        (["【部门前三名】、【部门第一名】"], [], "甲局、乙局"),  # named in the text, yet listed nowhere
    ],
)
def test_units_that_stand_nowhere_are_named(
    paragraphs_: list[str], cells: list[str], gone: str, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [["甲局", 2, 0], ["乙局", 2, 0]]
    found = run(tmp_path, template(paragraphs_, cells), rows)
    assert [p.code for p in found.problems] == ["nothing-typed", *["notice-units"] * bool(gone)]
    assert not gone or found.problems[-1].message == f"通报里看不到部门的这些单位：{gone}"


@pytest.mark.parametrize("regime", sorted(path.name for path in (ROOT / "templates").iterdir()))
def test_the_shipped_templates_lack_nothing(regime: str, tmp_path: Path) -> None:
    done = program("template", "check", ROOT / "templates" / regime, cwd=tmp_path)
    lacking = {"shiquan-2020q4": ["【bulletin.docx】：模板里没有镇的表，这一类的单位不会出现在通报里"]}
    assert [line for line in done.out.splitlines() if line.startswith("【")] == lacking.get(regime, [])
