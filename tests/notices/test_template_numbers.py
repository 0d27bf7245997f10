"""Numbers typed by hand in the office's own template: pointed out where they contradict, or merely repeat, a figure."""

import io
import shutil
import zipfile
from pathlib import Path

from computed import computed
from issued import retyped
from notice_desk import FACTS, shiquan, source
from samples_at_hand import SHIQUAN_2022, book_of
from word_parts import document, p, tbl, tr

from govscore.core.numerals import MARK, NAMES
from govscore.core.problems import Problem
from govscore.notices.checking import typed_numbers
from govscore.notices.template_lines import template_lines
from govscore.running.job import Job
from govscore.scheme.files import LoadedScheme, load
from govscore.word.typed_figures import may_hold_figures

CITY = "市级《政务信息专报》采用我县信息【市级专报采用数】条"


def office(folder: Path, template: bytes) -> LoadedScheme:
    """石泉's scheme with another template."""
    shutil.copy(shiquan().folder / "scheme.toml", folder / "scheme.toml")
    (folder / "bulletin.docx").write_bytes(template)
    return load(folder / "scheme.toml")


def notes(folder: Path, template: bytes, **conditions: bool) -> list[Problem]:
    return typed_numbers(office(folder, template), source(), conditions)


def body(*lines: str) -> bytes:
    return document("".join(p(line) if not line.startswith("<") else line for line in lines))


def test_a_number_beside_a_fact_that_contradicts_it(tmp_path: Path) -> None:
    (found,) = notes(
        tmp_path, body("【期间】，市级《政务信息专报》采用我县信息4条，市政府网站采用【市政府网站采用数】条。")
    )
    assert (found.code, found.severity) == ("prose-number", "note")
    assert found.place.endswith("bulletin.docx]正文!第1段“【期间】，市级《政务信息…”")
    assert found.message == "模板里写的是4条，而“市级专报采用数”是3"
    assert found.fix == "把数字换成标记【市级专报采用数】。"


def test_a_bare_number_of_items_that_no_figure_bears_out(tmp_path: Path) -> None:
    (found,) = notes(tmp_path, body("本期采用4条，其中市级【市级专报采用数】条。"))
    assert found.message == "模板里写的是4条，而“市级专报采用数”是3"


def test_a_number_that_is_right_today_is_pointed_out_too(tmp_path: Path) -> None:
    (found,) = notes(tmp_path, body("市政府网站采用15条。"))
    assert (found.code, found.severity) == ("prose-typed", "note")
    assert found.message == "模板里写的15条现在和“市政府网站采用数”一样，但不会随表变化"


def test_a_figure_without_a_mark_is_not_to_be_typed_either(tmp_path: Path) -> None:
    (found,) = notes(tmp_path, body("中池镇得27分。"))
    assert found.message == "模板里写的是27分，而“中池镇本期得分”是26.5"
    assert found.fix == "改用标记，或出文件前逐期核对。"


def test_marks_rules_and_dates_are_left_alone(tmp_path: Path) -> None:
    lines = [
        "石政办函〔20××〕15号",
        "【期间】，市政府网站采用【市政府网站采用数】条，聚焦石泉采用【聚焦石泉采用数】条。",
        "共【单位数】个，其中镇【镇单位数】个、部门【部门单位数】个。",
        "【镇前三名】位居前列。各镇最高得【镇最高分】分，最低得【镇最低分】分。",
        "各镇每月报送不少于5条，市政府网站每条计1分，3个工作日内整改，2022年4月12日前报送。",
    ]
    assert notes(tmp_path, body(*lines)) == []


def test_what_a_condition_leaves_out_is_not_read(tmp_path: Path) -> None:
    whole = "【若：有上期】市政府网站采用16条。"
    inside = "市级【若：有上期】市政府网站采用16条。【若完】"
    between = ["【若：有上期】", "市政府网站采用16条。", "【若完】"]
    for lines in ([whole], [inside], between):
        assert notes(tmp_path, body(*lines), 有上期=False) == []
    for lines in ([whole], between):
        assert [one.code for one in notes(tmp_path, body(*lines), 有上期=True)] == ["prose-number"]


def test_what_repeats_for_units_and_tables_are_not_read(tmp_path: Path) -> None:
    block = ["【每个：单位】", "市政府网站采用16条。", "【完】"]
    assert notes(tmp_path, body(*block, tbl(tr("市政府网站采用16条")))) == []


def test_a_template_that_cannot_be_read_is_left_to_the_filler(tmp_path: Path) -> None:
    assert notes(tmp_path, b"no template") == []
    (tmp_path / "bulletin.docx").unlink()
    assert typed_numbers(load(tmp_path / "scheme.toml"), source(), {}) == []


def test_lines_keep_marks_as_signs() -> None:
    lines = template_lines(
        body("【期间】【若：甲】共【单位数】个【若完】，【镇前三名】（【进度线】）"), "a.docx", FACTS, {"甲": True}
    )
    assert [(one.text, one.names) for one in lines] == [
        (f"2022年一季度共{MARK}个，{NAMES}({MARK}%)", ("单位数", "进度线"))
    ]


def test_shipped_templates_have_no_typed_numbers_and_a_changed_one_is_noted(tmp_path: Path) -> None:
    loaded = office(tmp_path, retyped(shiquan().bulletin.read_bytes(), {CITY: "市级《政务信息专报》采用我县信息21条"}))
    found = computed(Job((loaded,), None), book_of(SHIQUAN_2022))
    # dynamics 20 of the city; the template says 21
    assert [one.message for one in found.problems if one.code.startswith("prose-")] == [
        "模板里写的是21条，而“市级专报采用数”是20"
    ]
    again = computed(Job((shiquan(),), None), book_of(SHIQUAN_2022))
    assert not [one for one in again.problems if one.code.startswith("prose-")]


def test_a_damaged_template_may_hold_figures() -> None:
    """Whether it does is then told by the full reading, which names the damage."""
    whole = bytearray(shiquan().bulletin.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as package:
        begin = package.getinfo("word/document.xml").header_offset
    for at in range(begin + 200, begin + 1200):
        whole[at] ^= 0x5A
    assert may_hold_figures(bytes(whole))
