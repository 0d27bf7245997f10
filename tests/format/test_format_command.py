"""govscore template check --format, as a clerk runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drawing import FONTS, needs_office
from good_documents import GOOD, packed
from running_program import program
from spoilings import SPOILINGS

from govscore.format_check.parameters import DRAWN, parameters

NO_OFFICE = {"PATH": "", "FONTCONFIG_FILE": str(FONTS)}
CHECK = ("template", "check", "--format")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "通报.docx"
    file.write_bytes(packed(GOOD["信函"]()))
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    fault = next(s for s in SPOILINGS if s.what == "leading zeros in the date")
    file = tmp_path / "坏.docx"
    file.write_bytes(fault.made())
    return file


def test_a_good_document_passes(good: Path, tmp_path: Path) -> None:
    done = program(*CHECK, good, cwd=tmp_path, env=NO_OFFICE)
    assert done.code == 0, done.out
    lines = done.out.splitlines()
    assert lines[0] == "【通报.docx】按信函格式检查（GB/T 9704—2012）"
    assert "✓ 5.2.1  天头：37.0 mm" in lines
    assert "· 7.2.7  红色分隔线：没有量（不适用于信函）" in lines
    assert lines[-1] == "· 没有装 LibreOffice，页面上的没有量。"


def test_a_fault_is_said_with_clause_values_and_place(bad: Path, tmp_path: Path) -> None:
    done = program(*CHECK, bad, cwd=tmp_path, env=NO_OFFICE)
    assert done.code == 1
    wrong = [line for line in done.out.splitlines() if line.startswith("✗")]
    assert wrong[0] == (
        "✗ 7.3.5.4  成文日期写法：2022年04月12日（规定：2022年4月12日，月、日不编虚位）  正文!第27段“2022年04月12日”"
    )
    assert wrong[1:] == [line for line in done.out.splitlines() if line.startswith("✗ 不合规定1项")]


def test_practice_alone_does_not_fail_a_document(tmp_path: Path) -> None:
    fault = next(s for s in SPOILINGS if s.what == "no heading row")
    file = tmp_path / "表.docx"
    file.write_bytes(fault.made())
    done = program(*CHECK, file, cwd=tmp_path, env=NO_OFFICE)
    assert done.code == 0
    assert "○ 实务  表头每页重复：没有标题行（实务：从第一行起连续设为标题行）  表1" in done.out


def test_the_clerk_may_say_which_form_it_is(good: Path, tmp_path: Path) -> None:
    done = program(*CHECK, good, "--form", "附件", cwd=tmp_path, env=NO_OFFICE)
    assert "按附件格式检查" in done.out
    assert "· 10.1  信函红色双线：没有量（不适用于附件）" in done.out


def test_an_unknown_form_is_refused(good: Path, tmp_path: Path) -> None:
    done = program(*CHECK, good, "--form", "公函", cwd=tmp_path, env=NO_OFFICE)
    assert done.code == 2
    assert (
        done.err
        == "【通报.docx】：没有叫“公函”的文种\n  改法：--form 写信函、文件、简报、附件中的一个；不写就由程序认。\n"
    )


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    done = program(*CHECK, "没有.docx", cwd=tmp_path, env=NO_OFFICE)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("【没有.docx】：找不到这个模板")


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "旧.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0 an old .doc")
    done = program(*CHECK, file, cwd=tmp_path, env=NO_OFFICE)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("【旧.docx】：这不是能用的 Word 模板（.docx）")


def test_form_alone_is_a_slip(good: Path, tmp_path: Path) -> None:
    done = program("template", "check", good, "--form", "信函", cwd=tmp_path)
    assert done.code == 2
    assert "--format" in done.err


def test_json_holds_every_parameter(bad: Path, tmp_path: Path) -> None:
    done = program(*CHECK, bad, "--json", "-", cwd=tmp_path, env=NO_OFFICE)
    assert done.code == 1
    data = json.loads(done.out)
    assert (data["file"], data["form"], data["passes"], data["pages_measured"]) == ("坏.docx", "文件", False, False)
    assert [p["id"] for p in data["parameters"]] == list(parameters())
    (wrong,) = [p for p in data["parameters"] if p["sign"] == "✗"]
    assert (wrong["id"], wrong["measured"]) == ("date-form", "2022年04月12日")


def test_json_may_be_written_to_a_file(good: Path, tmp_path: Path) -> None:
    done = program(*CHECK, good, "--json", tmp_path / "版式.json", cwd=tmp_path, env=NO_OFFICE)
    assert "按信函格式检查" in done.out
    assert json.loads((tmp_path / "版式.json").read_text("utf-8"))["passes"] is True


@needs_office
def test_the_pages_are_measured_where_libreoffice_is_there(good: Path, tmp_path: Path) -> None:
    done = program(*CHECK, good, "--json", "-", cwd=tmp_path, env={"FONTCONFIG_FILE": str(FONTS)})
    data = json.loads(done.out)
    assert (done.code, data["pages_measured"]) == (0, True)
    drawn = {p["id"]: p["sign"] for p in data["parameters"] if parameters()[p["id"]].source == DRAWN}
    assert drawn["lines-drawn"] == drawn["letter-foot-drawn"] == "✓"
