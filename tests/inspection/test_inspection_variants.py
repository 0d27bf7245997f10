"""The same figures laid out in another way give the same verdicts."""

from collections.abc import Callable
from pathlib import Path

import pytest
import variants
from test_inspection_runs import RECORDS, VERDICTS, alone, computed

needs_soffice = pytest.mark.skipif(not variants.have_soffice(), reason="LibreOffice is not installed")
Change = Callable[[Path, Path], Path]

CHANGES: dict[str, Change] = {
    "moved": variants.shift,
    "columns in another order": variants.reorder_columns,
    "other dashes": lambda path, folder: variants.swap_dashes(path, folder, "---"),
    "wide digits": lambda path, folder: variants.numbers_as_text(path, folder, "wide"),
}
SHEETS = {VERDICTS: {"网站检查": "表一", "新媒体更新": "表二"}, RECORDS: {"账号名录": "甲", "更新记录": "乙"}}


def verdicts(path: Path) -> dict[tuple[str, str], list[str]]:
    """Who failed by what."""
    (result,) = computed(path)
    return {(v["kind"], v["name"]): [v["verdict"], *v["failed"]] for v in result["verdicts"]}


def own(path: Path) -> dict[tuple[str, str], list[str]]:
    return {(v["kind"], v["name"]): [v["verdict"], *v["failed"]] for v in alone(path)["verdicts"]}


@pytest.mark.parametrize("path", [VERDICTS, RECORDS], ids=["verdicts", "records"])
@pytest.mark.parametrize("change", CHANGES)
def test_another_layout(path: Path, change: str, tmp_path: Path) -> None:
    assert verdicts(CHANGES[change](path, tmp_path)) == own(path)


@pytest.mark.parametrize("path", [VERDICTS, RECORDS], ids=["verdicts", "records"])
def test_other_names_of_sheets(path: Path, tmp_path: Path) -> None:
    assert verdicts(variants.rename_sheets(path, tmp_path, SHEETS[path])) == own(path)


def test_rows_in_another_order(tmp_path: Path) -> None:
    assert verdicts(variants.shuffle_rows(VERDICTS, tmp_path)) == own(VERDICTS)


def test_two_tables_on_one_sheet(tmp_path: Path) -> None:
    assert verdicts(variants.stack_sheets(VERDICTS, tmp_path, "网站检查", "新媒体更新")) == own(VERDICTS)


def test_a_table_split_over_two_sheets(tmp_path: Path) -> None:
    assert verdicts(variants.split_table(VERDICTS, tmp_path, "新媒体更新")) == own(VERDICTS)


@needs_soffice
@pytest.mark.parametrize("path", [VERDICTS, RECORDS], ids=["verdicts", "records"])
@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_other_file_formats(path: Path, suffix: str, tmp_path: Path) -> None:
    assert verdicts(variants.save_as(path, tmp_path, suffix)) == own(path)


@pytest.mark.parametrize("sheet", ["网站检查", "新媒体更新"])
def test_each_sheet_works_alone(sheet: str, tmp_path: Path) -> None:
    gone = {who for who in own(VERDICTS) if (who[0] == "网站") == (sheet == "网站检查")}
    assert gone
    left = verdicts(variants.delete_sheet(VERDICTS, tmp_path, sheet))
    assert left == {who: said for who, said in own(VERDICTS).items() if who not in gone}
