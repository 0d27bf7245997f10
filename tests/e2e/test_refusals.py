"""What is wrong with a workbook: a Chinese message with cell and fix, exit code 3, no official file; others go on."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import variants
from openpyxl import load_workbook
from running_program import Done, computed, files, problem_codes, program
from samples_at_hand import ROOT, SHIQUAN_2022, YANJIN

TOWNS, DEPARTMENTS = "附件1（镇）", "附件2（部门）"


@dataclass(frozen=True)
class Fault:
    """A spoilt copy of a sample: how it is made, and what must be said of it."""

    make: Callable[[Path], Path]
    code: str
    place: str
    said: str


def setting(cell: str, value: object, sheet: str = TOWNS) -> Callable[[Path], Path]:
    return lambda folder: variants.set_cell(SHIQUAN_2022, folder, sheet, cell, value)


def empty(folder: Path) -> Path:
    target = folder / SHIQUAN_2022.name
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"")
    return target


def error_cell(folder: Path) -> Path:
    """A cell that shows #REF!, as Excel stores it: openpyxl writes it with the type of an error."""
    path = variants.set_cell(SHIQUAN_2022, folder, TOWNS, "C7", "#REF!")
    assert load_workbook(path)[TOWNS]["C7"].data_type == "e"
    return path


def no_known_heading(folder: Path) -> Path:
    path = SHIQUAN_2022
    for step, (sheet, cell) in enumerate([(TOWNS, "C4"), (DEPARTMENTS, "C4"), (DEPARTMENTS, "C33")]):
        path = variants.set_cell(path, folder / str(step), sheet, cell, "公众号")
    return path


def half_a_file(folder: Path) -> Path:
    target = folder / SHIQUAN_2022.name
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(SHIQUAN_2022.read_bytes()[:9000])
    return target


FAULTS = {
    "a heading that no scheme knows": Fault(no_known_heading, "no-scheme", "", "没有一个计分办法认得"),
    "a word in a number cell": Fault(setting("C7", "四十"), "cell-not-number", f"{TOWNS}!C7", "四十"),
    "a guess in a number cell": Fault(setting("C7", "约40"), "cell-not-number", f"{TOWNS}!C7", "约40"),
    "a sign of yes in a number cell": Fault(setting("C7", True), "cell-yes-no", f"{TOWNS}!C7", "TRUE"),
    "a negative count": Fault(setting("C7", -40), "cell-negative", f"{TOWNS}!C7", "负数"),
    "a unit named twice": Fault(setting("B7", "中池镇"), "unit-twice", f"{TOWNS}!B6、B7", "中池镇"),
    "a unit named twice, padded": Fault(setting("B7", "中 池\n镇"), "unit-twice", f"{TOWNS}!B6、B7", "中池镇"),
    "an alias beside its unit": Fault(
        setting("B7", "市场监督管理局", DEPARTMENTS), "unit-twice", f"{DEPARTMENTS}!B7、B12", "市场监"
    ),
    "an empty file": Fault(empty, "file-empty", "", "空的"),
    "half a file": Fault(half_a_file, "file-damaged", "", "损坏"),
    "a sheet of prior totals that is missing": Fault(
        lambda folder: variants.delete_sheet(YANJIN, folder, "上期累计"), "prior-missing", "", "上期累计"
    ),
    "a formula never calculated": Fault(setting("C7", "=20+20"), "cell-uncalculated", f"{TOWNS}!C7", "公式"),
    "an error": Fault(error_cell, "cell-error", f"{TOWNS}!C7", "#REF!"),
    "a column too many": Fault(setting("M5", "国家级"), "", "", ""),
}
FAULTS.pop("a column too many")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_cell(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    path = fault.make(tmp_path / "in")
    found = computed(path, out=tmp_path / "out")
    problem = next(p for p in found["problems"] if p["code"] == fault.code)
    assert problem["severity"] == "stop"
    assert problem["place"] == f"[{path.name}]{fault.place}"
    assert fault.said in problem["message"]
    assert re.search("[\u4e00-\u9fff]", problem["fix"])
    assert found["outputs"] == []
    assert not list(tmp_path.glob("out/*/*"))


@pytest.mark.parametrize(
    "name", ["a word in a number cell", "an error", "a formula never calculated", "a negative count"]
)
def test_nothing_else_is_told(name: str, tmp_path: Path) -> None:
    found = computed(FAULTS[name].make(tmp_path))
    assert set(problem_codes(found)) == {FAULTS[name].code, "cell-pending"}


def folder_of_faults(tmp_path: Path) -> Path:
    """A folder with one good workbook, last by name, and one of every fault."""
    folder = tmp_path / "收件"
    folder.mkdir()
    for number, name in enumerate(FAULTS):
        made = FAULTS[name].make(tmp_path / str(number))
        made.replace(folder / f"{number:02}{made.name}")
    (folder / f"99{YANJIN.name}").write_bytes(YANJIN.read_bytes())
    return folder


def test_bad_workbooks_stop_no_good_one(tmp_path: Path) -> None:
    folder = folder_of_faults(tmp_path)
    before = files(folder)
    done = program("run", folder, "--out", "out", "--json", "all.json", cwd=tmp_path)
    assert done.code == 3
    results = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [bool(result["outputs"]) for result in results] == [False] * len(FAULTS) + [True]
    assert [p.name for p in (tmp_path / "out").iterdir() if p.is_dir()] == [f"99{YANJIN.stem}"]
    assert done.out.count("✗ ") == len(FAULTS)
    assert done.out.count("改法：") >= len(FAULTS)
    for name, fault in FAULTS.items():
        assert fault.said in done.out, name
    assert files(folder) == before


def test_the_console_says_place_message_and_fix(tmp_path: Path) -> None:
    path = FAULTS["a word in a number cell"].make(tmp_path / "in")
    done = program("run", path, "--out", "out", cwd=tmp_path)
    assert done.code == 3
    assert f"【{path.name}】{TOWNS}!C7：该填数字的格里是“四十”\n    改法：改成数字；没有采用就留空或填“—”。" in done.out
    assert "没有处理，有1个问题要先改" in done.out


def test_an_old_result_stays_when_the_new_workbook_is_refused(tmp_path: Path) -> None:
    good = tmp_path / "in" / SHIQUAN_2022.name
    good.parent.mkdir()
    good.write_bytes(SHIQUAN_2022.read_bytes())
    assert program("run", good, "--out", "out", cwd=tmp_path).code == 0
    before = files(tmp_path / "out" / good.stem)
    assert set(before) >= {"排名表.xlsx", "通报.docx", "结果.json", "复核与提示.txt"}
    FAULTS["a word in a number cell"].make(tmp_path / "in")
    assert program("run", good, "--out", "out", cwd=tmp_path).code == 3
    assert files(tmp_path / "out" / good.stem) == before
    assert [p.name for p in (tmp_path / "out").iterdir() if p.is_dir()] == [good.stem]


def closed(tmp_path: Path, *changes: tuple[str, str]) -> dict[str, str]:
    """The environment of an office with a closed roster: the same folder of templates with one scheme changed."""
    folder = tmp_path / "templates" / "shiquan-2022q1"
    folder.mkdir(parents=True)
    source = ROOT / "templates" / "shiquan-2022q1"
    text = (source / "scheme.toml").read_text("utf-8")
    for old, new in (('kind = "open"', 'kind = "closed"'), *changes):
        assert old in text
        text = text.replace(old, new)
    (folder / "scheme.toml").write_text(text, "utf-8")
    (folder / "bulletin.docx").write_bytes((source / "bulletin.docx").read_bytes())
    return {"GOVSCORE_TEMPLATES": str(folder.parent)}


def test_a_closed_roster_takes_its_own_units(tmp_path: Path) -> None:
    done = program("run", SHIQUAN_2022, "--out", "out", cwd=tmp_path, env=closed(tmp_path))
    assert done.code == 0, done.out


def test_a_unit_that_a_closed_roster_does_not_list(tmp_path: Path) -> None:
    done = program("run", SHIQUAN_2022, "--out", "out", cwd=tmp_path, env=closed(tmp_path, ('"中池镇", ', "")))
    assert done.code == 3
    assert f"【{SHIQUAN_2022.name}】{TOWNS}!B6：“中池镇”不在单位名录里" in done.out
    assert not list(tmp_path.glob("out/*/*.xlsx"))


def test_a_unit_that_only_the_closed_roster_has_is_listed_and_noted(tmp_path: Path) -> None:
    env = closed(tmp_path, ('"中池镇", ', '"中池镇", "新设镇", '))
    done = program("run", SHIQUAN_2022, "--out", "out", "--json", "-", cwd=tmp_path, env=env)
    assert done.code == 0
    data = json.loads(done.out)
    towns = [unit["unit"] for tier in data["tiers"] if tier["tier"] == "镇" for unit in tier["units"]]
    assert "新设镇" in towns
    assert any("新设镇" in p["message"] and p["severity"] == "note" for p in data["problems"])


def test_a_broken_scheme_file_is_a_usage_error(tmp_path: Path) -> None:
    done = program("run", SHIQUAN_2022, cwd=tmp_path, env=closed(tmp_path, ('by = "score"', 'by = "points"')))
    assert done.code == 2
    assert "【shiquan-2022q1/scheme.toml】第" in done.err
    assert "改法：" in done.err
    assert not list(tmp_path.glob("outbox/*/*"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done: Done = program("run", "没有.xlsx", "--out", "out", cwd=tmp_path)
    assert done.code == 3
    assert "【没有.xlsx】：找不到这个文件" in done.out


def test_another_kind_of_file_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("单位,得分\n甲局,1\n", "utf-8")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as package:
        package.writestr("x.txt", "x")
    done = program("run", "a.xlsx", "b.xlsx", "--out", "out", cwd=tmp_path)
    assert done.code == 3
    assert done.out.count("改法：") >= 2


def test_a_typo_in_one_name_shows_the_nearest_known_one(tmp_path: Path) -> None:
    found = computed(setting("B7", "池湖镇")(tmp_path))
    note = next(p for p in found["problems"] if p["code"].startswith("unit-new"))
    assert (note["severity"], note["place"]) == ("note", f"[{SHIQUAN_2022.name}]{TOWNS}!B7")
    assert "池河镇" in note["message"]


def test_fractions_where_the_scheme_has_none(tmp_path: Path) -> None:
    env = closed(tmp_path, ("fractions = true", "fractions = false"))
    path = setting("C7", 40.5)(tmp_path / "in")
    done = program("run", path, "--out", "out", cwd=tmp_path, env=env)
    assert done.code == 3
    assert "条数不是整数（40.5）" in done.out
