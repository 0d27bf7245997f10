"""The program on inspection workbooks, from the file to the outputs."""

import csv
import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from inspection_desk import daily, found, inspection, records, register, typed
from openpyxl import Workbook, load_workbook
from running_program import program
from samples_at_hand import FACTS, ROOT, SAMPLES

from govscore.delivery import writing
from govscore.outputs.inspection.circular import data
from govscore.readers.inputs import inputs
from govscore.running import batch
from govscore.running.job import Job
from govscore.scheme.files import inspection_files, load_all
from govscore.word.check import check

FOLDER = SAMPLES / "qiandongnan-2023q4-inspection"
VERDICTS = FOLDER / "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"
RECORDS = FOLDER / "黔东南州2023年第四季度政务新媒体更新记录.xlsx"


def published(table: str) -> list[dict[str, str]]:
    with (FACTS / "qiandongnan-2023q4-inspection" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def computed(*paths: Path, out: Path | None = None) -> list[dict[str, Any]]:
    job = Job(tuple(load_all()), out, inspections=tuple(inspection_files()))
    return [json.loads(writing.to_json(result.to_json())) for result in batch.run(job, inputs(paths))]


@cache
def alone(path: Path) -> dict[str, Any]:
    (result,) = computed(path)
    return result


def failing(result: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    """Account → the months that fail."""
    return {
        (v["kind"], v["name"]): [text.partition("：")[0] for text in v["failed"]]
        for v in result["verdicts"]
        if v["kind"] != "网站"
    }


def published_failing() -> dict[tuple[str, str], list[str]]:
    columns = {"aug": "8月", "sep": "9月", "oct": "10月"}
    return {
        (row["platform"], row["name"]): [month for column, month in columns.items() if row[column] == "不合格"]
        for row in published("county_accounts")
    }


def test_fifty_sites_as_published() -> None:
    found_ = {v["name"]: v["verdict"] for v in alone(VERDICTS)["verdicts"] if v["kind"] == "网站"}
    assert found_ == {row["name"]: row["published"] for row in published("websites")}
    assert len(found_) == 50


@pytest.mark.parametrize("path", [VERDICTS, RECORDS])
def test_thirty_two_county_accounts_as_published(path: Path) -> None:
    assert failing(alone(path)) == published_failing()
    words = {(v["kind"], v["name"]): v["verdict"] for v in alone(path)["verdicts"] if v["kind"] != "网站"}
    assert words == {who: "不合格" if months else "合格" for who, months in published_failing().items()}


def test_the_sums_of_the_circular_come_from_the_data() -> None:
    facts = alone(VERDICTS)["facts"]
    assert [facts[name] for name in ("网站总数", "县市网站数", "州直网站数", "不合格网站数")] == ["50", "16", "34", "0"]
    assert [facts[name] for name in ("账号总数", "县市账号数", "政务微博总数", "政务微信总数")] == [
        "32",
        "32",
        "16",
        "16",
    ]
    # 7 of 32 fail: 25 / 32 = 78.125 %.
    assert (facts["不合格账号数"], facts["账号合格率"], facts["检查月份"]) == ("7", "78.1%", "8月、9月、10月")
    assert facts["不合格账号"].startswith("岑巩县政务微博（政务微博）、从江政务（政务微博）、")
    # Ten working days after 20 November 2023.
    assert (facts["检查时间"], facts["整改期限"]) == ("2023年11月15日至20日", "2023年12月4日前")


def test_the_documented_interface() -> None:
    result = alone(VERDICTS)
    assert (result["scheme"], result["period"]) == ("qiandongnan-2023q4-inspection", "2023年四季度")
    assert result["verdicts"][50] == {
        "kind": "政务微博",
        "group": "县市",
        "name": "岑巩县政务微博",
        "owner": "岑巩县人民政府办公室",
        "verdict": "不合格",
        "failed": ["10月"],
    }
    assert all(isinstance(value, str) for value in result["facts"].values())
    assert result["tiers"] == [] and result["differences"] == [] and result["problems"] == []


def test_both_samples_in_one_run_are_joined_and_agree() -> None:
    joined = next(r for r in computed(FOLDER) if r["workbook"] == VERDICTS.name)
    assert failing(joined) == published_failing()
    assert [p["code"] for p in joined["problems"]] == ["inspection-borrowed"]
    assert joined["differences"] == []
    assert any("连续5个工作日" in text for v in joined["verdicts"] for text in v["failed"]), "records decide"


def test_the_sample_of_records_is_the_one_its_builder_makes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "samples.inspection_records", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT / "tools")
    assert (tmp_path / FOLDER.name / RECORDS.name).read_bytes() == RECORDS.read_bytes()


def test_the_templates_are_the_ones_their_builder_makes(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "make_templates.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("bulletin.docx", "slips.docx"):
        made = (tmp_path / FOLDER.name / name).read_bytes()
        assert made == (ROOT / "templates" / FOLDER.name / name).read_bytes()


def test_the_templates_name_only_what_the_program_supplies() -> None:
    empty = found(typed([]), register([]))
    for name in ("bulletin.docx", "slips.docx"):
        assert check((inspection().folder / name).read_bytes(), data(empty), name) == []


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("检查")
    done = program(FOLDER, "--out", out, cwd=out)
    assert done.code == 0, done.out
    return out / VERDICTS.stem


def test_all_files_are_written(outputs: Path) -> None:
    names = {"检查结果.xlsx", "通报.docx", "整改通知单.docx", "复核与提示.txt", "结果.json"}
    assert {path.name for path in outputs.iterdir()} == names


def test_the_circular_says_what_the_facts_say(outputs: Path) -> None:
    document = docx.Document(str(outputs / "通报.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "关于2023年第四季度" in text and "【" not in text
    assert "全州政府网站共50个，其中县（市）16个、州直部门34个；检查50个，全部合格，合格率100%。" in text
    assert "检查32个，合格25个，不合格7个，合格率78.1%。" in text
    assert "施秉县人民政府网（政务微信）。" in text
    assert "于2023年12月4日前将整改情况报州政府政务信息中心" in text
    first, second = document.tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in (first, second)]
    assert heads[0] == ["类别", "序号", "网站名称", "网址", "动态栏目超两周未更新数", "应更新未更新数", "合格/不合格"]
    assert heads[1] == ["类别", "平台", "序号", "名称", "主办单位", "8月更新情况", "9月更新情况", "10月更新情况"]
    assert (len(first.rows), len(second.rows)) == (51, 33)


def test_a_slip_an_owner(outputs: Path) -> None:
    text = [p.text for p in docx.Document(str(outputs / "整改通知单.docx")).paragraphs]
    owners = [line for line in text if line.endswith("人民政府办公室：")]
    # 从江 has two failing accounts and one slip.
    assert owners == [f"{c}县人民政府办公室：" for c in ("岑巩", "从江", "麻江", "三穗", "锦屏", "施秉")]
    assert sum("有2个不合格" in line for line in text) == 1


def test_the_verdict_workbook(outputs: Path) -> None:
    book = load_workbook(outputs / "检查结果.xlsx")
    assert book.sheetnames == [
        "附件1 政府网站", "附件2 政务新媒体", "整改清单", "判定依据", "日历 政务微博", "日历 政务微信", "说明",
    ]  # fmt: skip
    annex = book["附件2 政务新媒体"]
    assert [cell.value for cell in annex[3]][:5] == ["县市", "政务微博", "1", "岑巩县政务微博", "岑巩县人民政府办公室"]
    assert annex["H3"].value == "不合格" and annex["H3"].fill.fgColor.rgb == "FFF8CBAD"
    assert annex["G3"].value == "合格" and annex["G3"].fill.fgColor.rgb == "FFE2F0D9"
    assert book["整改清单"].max_row == 2 + 7
    calendar = book["日历 政务微博"]
    assert calendar.max_column == 1 + 31 + 30 + 31
    assert [calendar.cell(4, column).value for column in (2, 3)] == ["二", "三"], "1 August 2023 is a Tuesday"
    reds = [c for row in calendar.iter_rows(min_row=5, max_row=20) for c in row if c.fill.fgColor.rgb == "FFF4B084"]
    assert reds and all(cell.value is None for cell in reds)
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows(min_row=3)}
    assert notes["截至日期"].startswith("2023年10月31日")


def test_against_an_earlier_result(tmp_path: Path) -> None:
    verdicts = [
        {"kind": "政务微博", "group": "县市", "name": "从江政务", "owner": "", "verdict": "不合格", "failed": []}
    ]
    earlier = tmp_path / "上季度.json"
    earlier.write_text(json.dumps({"workbook": "上季度.xlsx", "period": "2023年三季度", "verdicts": verdicts}), "utf-8")
    job = Job(tuple(load_all()), tmp_path / "out", inspections=tuple(inspection_files()))
    job = Job(job.schemes, job.out, inspections=job.inspections, against=(json.loads(earlier.read_text("utf-8")),))
    (result,) = batch.run(job, inputs([VERDICTS]))
    assert result.outcome.values["连续不合格名单"] == "从江政务（政务微博）连续2个季度"
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "out" / VERDICTS.stem / "通报.docx")).paragraphs)
    assert "连续两个季度及以上不合格的有1个：从江政务（政务微博）连续2个季度。" in text
    book = load_workbook(tmp_path / "out" / VERDICTS.stem / "检查结果.xlsx")
    assert [cell.value for cell in book["连续不合格"][3]][2] == "从江政务"


def written(path: Path, *sheets: Any) -> Path:
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        target = book.create_sheet(one.name)
        for row in one.rows:
            target.append([getattr(value, "iso", value) for value in row])
    book.save(path)
    return path


def test_three_workbooks_of_one_run_and_a_typed_verdict_that_is_wrong(tmp_path: Path) -> None:
    rows = daily("甲", "2023-08-01", "2023-10-31")
    written(tmp_path / "一.xlsx", typed([["县市", "政务微博", "甲", "甲县", "合格", "合格", "不合格"]]))
    written(tmp_path / "二.xlsx", records(rows))
    written(tmp_path / "三.xlsx", register([["甲", "政务微博"]]))
    done = program(tmp_path, "--out", tmp_path / "out", "--json", tmp_path / "all.json", cwd=tmp_path)
    assert done.code == 1, done.out
    found_ = {r["workbook"]: r for r in json.loads((tmp_path / "all.json").read_text("utf-8"))}
    assert {name: [v["verdict"] for v in r["verdicts"]] for name, r in found_.items()} == {
        "一.xlsx": ["合格"],
        "二.xlsx": ["合格"],
        "三.xlsx": ["合格"],
    }
    ((difference),) = found_["一.xlsx"]["differences"]
    assert (difference["cell"], difference["stated"], difference["computed"]) == (
        "[一.xlsx]新媒体更新!G3",
        "不合格",
        "合格",
    )
    assert "填的是不合格，按办法应为合格" in done.out


def test_a_running_month_prints_who_is_due(tmp_path: Path) -> None:
    rows = daily("甲", "2023-11-01", "2023-11-10")
    title = "2023年11月更新记录 截至日期：2023年11月15日"
    written(tmp_path / "十一月.xlsx", records(rows, title), register([["甲", "政务微博"]]))
    done = program(tmp_path / "十一月.xlsx", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.code == 0, done.out
    assert "▲ 临近期限：甲（政务微博）：最迟2023年11月16日" in done.out
    assert "截至2023年11月15日" in done.out
    assert "临期提醒" in load_workbook(tmp_path / "out" / "十一月" / "检查结果.xlsx").sheetnames


def test_refused_with_cell_and_fix(tmp_path: Path) -> None:
    rows = [["甲", "政务微博", "2023-08-01", -2], ["乙", "政务微博", "2023-08-01", 1]]
    written(tmp_path / "表.xlsx", records(rows), register([["甲", "政务微博"]]))
    done = program(tmp_path / "表.xlsx", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.code == 3
    assert "【表.xlsx】更新记录!D3：条数是负数（-2）" in done.out
    assert "【表.xlsx】更新记录!A4：账号“乙”不在名录里" in done.out
    assert not (tmp_path / "out" / "表").exists()


def test_a_workbook_that_nearly_is_an_inspection_says_what_is_missing(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["名称", "平台", "条数"])
    book.active.append(["甲", "微博", 1])
    book.save(tmp_path / "表.xlsx")
    done = program(tmp_path / "表.xlsx", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.code == 3
    assert "qiandongnan-2023q4-inspection 表“Sheet”没有“日期”一列" in done.out


def test_scoring_does_not_load_what_only_inspections_need(tmp_path: Path) -> None:
    sample = SAMPLES / "shiquan-2022q1"
    code = (
        "import sys; from pathlib import Path; from govscore.running.job import Job; "
        "from govscore.running import batch; "
        "from govscore.readers.inputs import inputs; "
        "from govscore.scheme.files import *; "
        f"job = Job(tuple(load_all()), None, inspections=tuple(inspection_files())); "
        f"list(batch.run(job, inputs([Path({str(sample)!r})]))); "
        "names = 'scheme.inspection_scheme claiming.inspection_tables inspection.inspecting inspection.judging'; "
        "heavy = {'govscore.' + name for name in names.split()}; "
        "heavy.add('chinese_calendar'); "
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_a_wrong_scheme_of_an_inspection_stops_inspections_only(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    file = tmp_path / "templates" / "qiandongnan-2023q4-inspection" / "scheme.toml"
    file.write_text(file.read_text("utf-8").replace("min_days = 8", 'min_days = "八"', 1), "utf-8")
    env = {"GOVSCORE_TEMPLATES": str(tmp_path / "templates")}
    scoring = program(SAMPLES / "yanjin-2024-05-06", "--out", tmp_path / "out", cwd=tmp_path, env=env)
    assert scoring.code == 1, scoring.out  # it has a typed figure that differs
    refused = program(VERDICTS, "--out", tmp_path / "out", cwd=tmp_path, env=env)
    assert refused.code == 3
    assert "qiandongnan-2023q4-inspection/scheme.toml" in refused.out
    assert "min_days" in refused.out


def without_annex(folder: Path, mark: str) -> Path:
    """The regime with the table that holds this mark taken out of its circular."""
    shutil.copytree(ROOT / "templates" / "qiandongnan-2023q4-inspection", folder)
    document = docx.Document(str(folder / "bulletin.docx"))
    (table,) = (t for t in document.tables if mark in "".join(cell.text for cell in t._cells))
    table._element.getparent().remove(table._element)
    document.save(str(folder / "bulletin.docx"))
    return folder


def test_a_circular_without_an_annex_is_said_to_lack_it(tmp_path: Path) -> None:
    folder = without_annex(tmp_path / "qiandongnan-2023q4-inspection", "【账号表.名称】")
    checked = program("template", "check", folder, cwd=tmp_path)
    assert (checked.code, "模板里没有账号表，检查的账号不会" in checked.out, "网站表" in checked.out) == (
        0,
        True,
        False,
    )
    done = program("run", VERDICTS, "--scheme", folder / "scheme.toml", cwd=tmp_path)
    first = "、".join(row["name"] for row in published("county_accounts")[:1])
    (line,) = (text for text in done.out.splitlines() if "看不到" in text)
    assert f"通报里看不到这些账号：{first}、" in line
    assert line.endswith("等32个账号")
    assert (tmp_path / "outbox" / VERDICTS.stem / "通报.docx").is_file()
