"""Items that stand more than once: flagged with all their places, never merged, dropped or scored otherwise."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from prefecture_desk import COUNTY, PREFECTURE, Form, Item, Unit, by_name, places, run, scheme, workbook
from samples_at_hand import book_of
from variants import have_soffice, save_as

from govscore.delivery import writing
from govscore.readers.workbook import read_book
from govscore.results.result import Result
from govscore.running.job import Job
from govscore.running.workbook import given

A, B = "凯里市人民政府", "锦屏县人民政府"
UNITS = [Unit(A, COUNTY), Unit(B, COUNTY)]


def info(found: Result, unit: str) -> str:
    points: str = by_name(found)[unit]["components"]["政务信息"]["score"]
    return points


def listed(found: Result, start: str) -> list[list[tuple[str, str]]]:
    """Unit and draft of each row, group by group, of the list whose title begins so."""
    (only,) = [one for one in found.lists if one.title.startswith(start)]
    return [[(row.unit, row.draft) for row in group] for group in only.groups]


def test_an_item_of_two_units_is_listed_and_counts_at_both() -> None:
    found = run(workbook(UNITS, [Item(A, "外贸企业有关情况"), Item(B, "外贸企业有关情况", "副稿")]))
    assert (info(found, A), info(found, B)) == ("5", "2.5")
    assert listed(found, "几家单位共有的信息（1条）") == [[(A, "主稿"), (B, "副稿")]]
    assert not places(found, "item-twice") and not places(found, "item-alike")


def test_a_title_twice_at_a_unit_is_flagged_and_counts_twice() -> None:
    items = [Item(A, "外贸企业有关情况"), Item(B, "森林防火有关情况"), Item(A, "外贸 企业有关情况")]
    found = run(workbook(UNITS, items))
    assert places(found, "item-twice") == ["信息台账!B4", "信息台账!B6"]
    assert listed(found, "同一单位登记了不止一次的信息") == [[(A, "主稿"), (A, "主稿")]]
    assert info(found, A) == "10"


def test_lead_and_secondary_draft_of_one_item_are_no_repetition() -> None:
    rows = [Item(A, "外贸企业有关情况"), Item(A, "外贸企业有关情况", "副稿", {"报国": 1})]
    found = run(workbook(UNITS, rows))
    assert not places(found, "item-twice") and not places(found, "item-alike")
    assert info(found, A) == "10"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("凯里市多措并举抓实农村饮水安全保障工作", "多措并举抓实农村饮水安全保障工作", True),
        ("多措并举抓实农村饮水安全保障工作", "多措并举抓实农村饮水安全保障工作。", True),
        ("多措并举抓实农村饮水安全保障工作", "前三季度工业经济运行情况", False),
        ("饮水安全", "饮水安全保障", False),  # too short to tell
    ],
)
def test_near_equal_titles_are_flagged_and_both_count(one: str, other: str, alike: bool) -> None:
    found = run(workbook(UNITS, [Item(A, one), Item(A, other)]))
    assert places(found, "item-alike") == (["信息台账!B4", "信息台账!B5"] if alike else [])
    assert info(found, A) == "10"


def test_near_equal_titles_of_two_units_are_not_flagged() -> None:
    rows = [Item(A, "多措并举抓实农村饮水安全保障工作"), Item(B, "多措并举抓实农村饮水安全保障工作了")]
    assert not places(run(workbook(UNITS, rows)), "item-alike")


EARLIER = [Item(A, "外贸企业有关情况"), Item(B, "森林防火有关情况")]
NOW = [Item(A, "外贸企业有关情况（州报省）"), Item(A, "森林防火有关情况"), Item(B, "“森林防火”有关情况", "副稿")]


def test_items_counted_before_are_flagged_and_count_as_they_stand() -> None:
    before = run(workbook(UNITS, EARLIER, Form("二"))).stored()
    alone, found = run(workbook(UNITS, NOW)), run(workbook(UNITS, NOW), before)
    # the second stood at another unit
    assert places(found, "item-before") == ["信息台账!B4", "信息台账!B6"]
    assert all("2021年二季度" in p.message for p in found.problems if p.code == "item-before")
    assert [(info(found, u), info(alone, u)) for u in (A, B)] == [("10", "10"), ("2.5", "2.5")]
    assert not places(alone, "item-before")


def test_ranks_that_moved_since_the_earlier_result() -> None:
    ahead = [Unit(A, COUNTY, prior=(9, 0, 0, 0, 0)), Unit(B, COUNTY)]
    before = run(workbook(ahead, form=Form("二"))).stored()  # A 10 + 9, B 10
    now = [Unit(A, COUNTY, prior=(9, 0, 0, 10, 0)), Unit(B, COUNTY, (20, 0, 0, 0, 0, 0), prior=(0, 0, 0, 10, 0))]
    values = run(workbook(now), before).facts.values  # A 10 + 19 = 29, B 10 + 20 + 10 = 40
    assert (values["县市上升单位"], values["县市下降单位"]) == (f"{B}（上升1位）", f"{A}（下降1位）")
    same = run(workbook(ahead), before).facts.values
    assert (same["县市上升单位"], same["县市下降单位"]) == ("—", "—")  # the scheme's one sign for nothing


def a_quarter_back(target: Path) -> Path:
    """The sample as if it were the third quarter's, with the points up to the second one."""
    book = openpyxl.load_workbook(PREFECTURE)
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows(max_row=3) for cell in row if isinstance(cell.value, str)):
            cell.value = cell.value.replace("三季度", "二季度").replace("四季度", "三季度")
    book.save(target)
    return target


def test_an_earlier_workbook_and_its_stored_result_say_the_same(tmp_path: Path) -> None:
    earlier = a_quarter_back(tmp_path / "earlier.xlsx")
    stored = tmp_path / "结果.json"
    stored.write_text(writing.to_json(run(read_book(earlier)).stored()), "utf-8")
    job = Job((scheme(),), None)
    found = [run(book_of(PREFECTURE), given(job, path)[0]) for path in (earlier, stored)]
    assert found[0].problems == found[1].problems
    # each of the 277 rows was counted before
    assert [len(places(one, "item-before")) for one in found] == [277, 277]
    assert [one.to_json()["tiers"] for one in found] == [run(book_of(PREFECTURE)).to_json()["tiers"]] * 2


@pytest.mark.skipif(not have_soffice(), reason="the .ods and .xls forms need LibreOffice")
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_other_file_forms_give_the_same_json(tmp_path: Path, suffix: str) -> None:
    saved = save_as(PREFECTURE, tmp_path, suffix)
    assert plain(run(read_book(saved)), saved.name) == plain(run(book_of(PREFECTURE)), PREFECTURE.name)


def plain(found: Result, name: str) -> Any:
    made = found.to_json() | {"workbook": "", "input_sha256": ""}
    return without_name(made, name)


def without_name(value: Any, name: str) -> Any:
    """The JSON without the workbook's own name."""
    if isinstance(value, dict):
        return {key: without_name(one, name) for key, one in value.items()}
    if isinstance(value, list):
        return [without_name(one, name) for one in value]
    return value.replace(f"[{name}]", "") if isinstance(value, str) else value
