"""The sample workbooks: made anew they are the same, and their cells hold the published figures."""

import csv
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from variant_grid import squeezed

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_inputs"
FACTS = ROOT / "tests" / "facts"
SHIQUAN_2022 = "shiquan-2022q1/石泉县2022年一季度信息采用情况统计表.xlsx"
SHIQUAN_2020 = "shiquan-2020q4/石泉县2020年信息采用情况统计表（部门）.xlsx"
YANJIN = "yanjin-2024-05-06/延津县2024年5-6月政务信息采用情况.xlsx"
QIANDONGNAN = "qiandongnan-2021q4/黔东南州2021年四季度政务信息采用及排名情况.xlsx"
INSPECTION = "qiandongnan-2023q4-inspection/黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"
ALL = (SHIQUAN_2022, SHIQUAN_2020, YANJIN, QIANDONGNAN, INSPECTION)


def made(out: Path) -> Path:
    command = [sys.executable, str(ROOT / "tools" / "make_samples.py"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("samples"))


def opened(name: str) -> Workbook:
    return load_workbook(SAMPLES / name)


def values(sheet: Worksheet, area: str) -> list:
    return [[cell.value for cell in line] for line in sheet[area]]


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def merges(sheet: Worksheet) -> set[str]:
    return {area.coord for area in sheet.merged_cells.ranges}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_made_twice_the_samples_are_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    again = made(tmp_path)
    for name in ALL:
        assert (again / name).read_bytes() == (fresh / name).read_bytes(), name


@pytest.mark.parametrize("name", ALL)
def test_the_kept_sample_is_the_one_made_from_the_facts(name: str, fresh: Path) -> None:
    # Part by part: the packing alone may differ between builds of the compression library.
    assert parts(SAMPLES / name) == parts(fresh / name)


def test_the_folder_holds_no_other_workbook(fresh: Path) -> None:
    kept = {str(path.relative_to(SAMPLES)) for path in SAMPLES.rglob("*.xlsx")}
    assert {str(Path(name)) for name in ALL} <= kept
    assert {str(path.relative_to(fresh)) for path in fresh.rglob("*.*")} == {str(Path(name)) for name in ALL}


def test_towns_of_shiquan_2022() -> None:
    sheet = opened(SHIQUAN_2022)["附件1（镇）"]
    assert sheet["A1"].value == "石泉县2022年一季度信息采用情况统计表（镇）"
    assert values(sheet, "A6:D6") == [[1, "中池镇 ", 51, 2]]
    assert sheet["J6"].value == sheet["L6"].value == 51 * 0.5 + 2 * 0.5
    assert [sheet[f"C{row}"].value for row in range(6, 17)] == [51, 40, 37, 36, 33, 28, 24, 23, 22, 18, 18]
    assert "H6:I16" in merges(sheet)
    assert squeezed(sheet["H6"].value) == "省市暂未反馈"
    assert {sheet[f"K{row}"].value for row in range(6, 17)} == {"—", "——", "---"}
    assert str(sheet["A17"].value).startswith("备注：1.")


def test_headings_of_shiquan_2022_are_nested_over_four_rows() -> None:
    sheet = opened(SHIQUAN_2022)["附件1（镇）"]
    assert {"A2:A5", "B2:B5", "C2:E2", "C3:E3", "F2:I2", "F3:I3", "F4:G4", "H4:I4", "J2:L2"} <= merges(sheet)
    assert [squeezed(cell.value) for cell in sheet[5]][5:9] == ["省级", "市级", "省级", "市级"]
    assert [squeezed(cell.value) for cell in sheet[4]][2:5] == ["各镇快讯", "聚焦石泉", "市政府网站"]


def test_departments_of_shiquan_2022() -> None:
    sheet = opened(SHIQUAN_2022)["附件2（部门）"]
    assert values(sheet, "A6:E6") == [[1, "政府办", 3, 13, "——"]]
    assert sheet["G6"].value == 16
    assert sheet["J6"].value == 3 * 0.5 + 13 * 0.5 + 16 * 5
    assert sheet["B18"].value == "行政审批\n\n服务局"
    # Unit 25 stands in row 30; the headings come again in rows 31 to 34, and unit 26 in row 35.
    assert [mark.id for mark in sheet.row_breaks.brk] == [30]
    assert squeezed(sheet["B31"].value) == "单位名称"
    assert values(sheet, "A35:C35") == [[26, "公安局\n(交警大队)", 6]]
    assert {"H6:I30", "H35:I40", "J41:L58"} <= merges(sheet)
    assert squeezed(sheet["J41"].value) == "非政府序列部门不计分、不排名"
    assert values(sheet, "A44:E44") == [[35, "宣传部\n(融媒体中心)", 4, 119, 9]]
    assert [str(sheet[f"A{row}"].value).strip()[:3] for row in (59, 60, 61)] == ["备注：", "2.政", "3.非"]


def test_city_adoptions_named_in_the_notice_of_shiquan_2022() -> None:
    towns, departments = facts("shiquan-2022q1/towns.csv"), facts("shiquan-2022q1/departments.csv")
    # 政务信息专报: 政府办 16, 人社局 1, 林业局 1, 农业农村局 1, 乡村振兴局 1.
    assert sum(int(fact["dyn_city"] or 0) for fact in towns + departments) == 16 + 1 + 1 + 1 + 1
    assert sum(int(fact["city_site"] or 0) for fact in towns + departments) == 54


def test_departments_of_shiquan_2020() -> None:
    sheet = opened(SHIQUAN_2020)["部门"]
    assert sheet["A1"].value == "石泉县2020年信息采用情况统计表（部门）"
    assert squeezed(sheet["B3"].value) == "10-12月采用情况（条）"
    assert values(sheet, "A7:D7") == [["教体\n科技局", 15, 12.5, 5]]
    assert values(sheet, "I7:L7") == [[15 * 0.5 + 12.5 * 0.5 + 5, 88.25, 107, 2]]
    assert "G6:H17" in merges(sheet)
    assert sheet["B14"].value == "——"
    assert sheet.max_row == 1 + 4 + 12 + 3


def test_towns_of_yanjin() -> None:
    sheet = opened(YANJIN)["乡镇街道"]
    assert (sheet["A1"].value, sheet["A2"].value) == (
        "2024年5-6月政务信息采用情况通报",
        "一、乡（镇、街道）信息采用情况",
    )
    assert sheet["A5"].value == "信息采用积分年目标为40分以上"
    assert {"A5:P5", "A3:A4", "B3:D3", "P3:P4"} <= merges(sheet)
    assert values(sheet, "A7:P7") == [["司寨乡", None, None, None, 4, 8, *(None,) * 4, 4, None, None, 12, 21, "53%"]]


def test_departments_of_yanjin() -> None:
    sheet = opened(YANJIN)["县直单位"]
    assert values(sheet, "A5:B7") == [["编办", None], ["检察院", None], ["法院", None]]
    assert sheet["A8"].value == "信息采用积分年目标为40分以上"
    assert values(sheet, "A13:F13") == [["市场监管局", 1, 0, -5, 1, 2]]
    assert (sheet["P9"].value, sheet["P9"].number_format) == (1.18, "0%")


def test_points_carried_into_the_period_of_yanjin() -> None:
    sheet = opened(YANJIN)["上期累计"]
    assert values(sheet, "A2:B3") == [["单位", "总分"], ["塔铺街道", 24 - 8]]
    carried = dict(values(sheet, "A3:B27"))
    assert carried["市场监管局"] == 18 - -2
    assert carried["农业农村局"] == 47 - 18
    assert carried["编办"] is None


def test_sites_and_submissions_of_qiandongnan() -> None:
    book = opened(QIANDONGNAN)
    assert book.sheetnames == ["网站采用", "报送约稿", "信息台账", "上期累计", "手工汇总"]
    assert values(book["网站采用"], "A4:H4") == [["县市", "凯里市人民政府", 9, 46, 0, 0, 0, 0]]
    assert values(book["报送约稿"], "A10:F10") == [["县市", "岑巩县人民政府", 111, 1, 1, None]]
    assert book["网站采用"]["A52"].value == "一类州直单位"
    assert str(book["网站采用"]["A53"].value).startswith("备注")


def test_item_log_of_qiandongnan() -> None:
    sheet = opened(QIANDONGNAN)["信息台账"]
    rows = [line for line in sheet.iter_rows(min_row=4, values_only=True) if isinstance(line[0], int)]
    by_item: dict[tuple, list] = {}
    for row in rows:
        by_item.setdefault((row[1], row[0]), []).append(row)
    (kaili,) = by_item["凯里市人民政府", 12]
    assert kaili[3:] == ("主稿", *(None,) * 3, 1, *(None,) * 3, 1, *(None,) * 3, 5 + 10)
    lead, secondary = by_item["州应急局", 1]
    assert (lead[3], lead[-1], secondary[3], secondary[-1]) == ("主稿", 5, "副稿", 10 / 2)
    assert (lead[7], lead[11], secondary[7], secondary[11]) == (1, None, None, 1)
    (audit,) = by_item["州审计局", 1]
    assert (audit[3], audit[5], audit[6], audit[-1]) == ("主稿", audit[5], audit[5], 10 + 15)


def test_the_log_marks_every_published_channel_once() -> None:
    sheet = opened(QIANDONGNAN)["信息台账"]
    heads = [cell.value for cell in sheet[3]]
    marked = Counter(
        (str(line[1]), str(line[0]), str(heads[column]))
        for line in sheet.iter_rows(min_row=4, values_only=True)
        for column in range(4, 15)
        if line[column] is not None
    )
    published = facts("qiandongnan-2021q4/items.csv")
    assert marked == Counter((fact["unit"], fact["no"], fact["channel"]) for fact in published)
    marks = {cell for line in sheet.iter_rows(min_row=4, min_col=5, max_col=15, values_only=True) for cell in line}
    assert marks == {None, 1, "√", "●"}


def test_prior_and_typed_totals_of_qiandongnan() -> None:
    book = opened(QIANDONGNAN)
    prior = [855 - 147, 0, 0, 20 - 0, 1109.5 - 45.5]
    assert values(book["上期累计"], "A3:G3") == [["凯里市人民政府", *prior, sum(prior)]]
    assert values(book["手工汇总"], "A6:C6") == [["县市", 3, "三穗县人民政府"]]
    assert values(book["手工汇总"], "D6:N6") == [[98, 561, 0, 0, 0, 0, -49, -77, 42.5, 1106.5, 1590.5]]


def test_inspection_of_qiandongnan() -> None:
    book = opened(INSPECTION)
    sites, accounts = book["网站检查"], book["新媒体更新"]
    assert "2023年第四季度" in sites["A1"].value
    assert values(sites, "A3:G3") == [["州直", 1, "州发展改革委", "http://fgw.qdn.gov.cn/", 0, 0, "合格"]]
    groups = Counter(line[0] for line in sites.iter_rows(min_row=3, max_row=52, values_only=True))
    assert groups == {"州直": 34, "县市": 16}
    assert values(accounts, "A3:H3") == [
        ["县市", "政务微博", 1, "岑巩县政务微博", "岑巩县人民政府办公室", "合格", "合格", "不合格"]
    ]
    failed = [line for line in accounts.iter_rows(min_row=3, values_only=True) if "不合格" in line[5:8]]
    assert [line[3] for line in failed] == [
        "岑巩县政务微博",
        "从江政务",
        "麻江政务",
        "三穗政务",
        "从江县人民政府网",
        "锦屏县政府",
        "施秉县人民政府网",
    ]
