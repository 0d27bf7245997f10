"""What an inspection's scheme file says: validity, other names, headings of months in words."""

import datetime
from pathlib import Path

import pytest
from inspection_desk import inspection, records, register, typed, with_scheme
from memory_books import book, sheet

from govscore.claiming.inspection_claims import in_force
from govscore.claiming.inspection_tables import find_tables
from govscore.core.period import Period
from govscore.core.problems import Refused
from govscore.inspection import history
from govscore.inspection.accounts import Account, Accounts
from govscore.inspection.inspecting import inspect
from govscore.scheme.files import LoadedInspection, inspection_file
from govscore.scheme.inspection_scheme import InspectionWords
from govscore.scheme.unit_names import UnitNames

AUTUMN = Period(2023, 10, 12)
ROW = ["县市", "政务微博", "甲", "某局", "合格", "合格", "合格"]


def document(name: str, since: datetime.date, supersedes: str | None = None) -> LoadedInspection:
    return with_scheme(id=name, valid_from=since, supersedes=supersedes)


def chosen(*documents: LoadedInspection, period: Period | None = AUTUMN) -> str:
    workbook = book(typed([ROW]))
    known = [(one, find_tables(workbook, one.scheme.words)) for one in documents]
    return in_force(workbook, known, None, period)[0].scheme.id


DAY = datetime.date


@pytest.mark.parametrize(
    ("since", "holds"), [(DAY(2023, 9, 30), "new"), (DAY(2023, 10, 1), "new"), (DAY(2023, 10, 2), "old")]
)
def test_the_document_valid_on_the_first_day_judges(since: DAY, holds: str) -> None:
    assert chosen(document("old", DAY(2020, 1, 1)), document("new", since, "old")) == holds


def test_a_single_document_that_came_later_does_not_judge() -> None:
    assert chosen(document("only", DAY(2023, 10, 1))) == "only"
    with pytest.raises(Refused):
        chosen(document("only", DAY(2023, 10, 2)))


def test_of_a_chain_of_three_the_last_one_and_without_a_period_too() -> None:
    chain = [document("a", DAY(2020, 1, 1)), document("b", DAY(2021, 1, 1), "a"), document("c", DAY(2022, 1, 1), "b")]
    assert chosen(*chain) == chosen(*chain, period=None) == "c"
    assert chosen(*chain, period=Period(2021, 10, 12)) == "b"


RENAMED = [{"name": "新名", "also": ["旧名"], "since": DAY(2023, 9, 1)}]


def test_records_under_an_old_name_are_of_the_renamed_account() -> None:
    loaded = with_scheme(aliases=RENAMED)
    workbook = book(register([["新名", "微博"]]), records([["旧名", "微博", "2023-09-04", 1]]))
    found = inspect(loaded, find_tables(workbook, loaded.scheme.words), None)
    assert [account.name for account in found.accounts] == ["新名"]
    assert "inspection-account-unknown" not in [item.code for item in found.problems]


@pytest.mark.parametrize(("day", "number"), [(DAY(2023, 8, 31), 0), (DAY(2023, 9, 1), 1)])
def test_before_the_day_of_renaming_the_names_are_two(day: DAY, number: int) -> None:
    scheme = with_scheme(aliases=RENAMED).scheme
    accounts = Accounts(scheme, UnitNames(scheme.aliases, day))
    accounts.add(Account("新名", "政务微博", "县市", "某局", ""))
    assert len(accounts.named("旧名")) == number


def test_who_fails_again_is_known_by_the_old_name() -> None:
    loaded = with_scheme(aliases=RENAMED)
    workbook = book(typed([["县市", "政务微博", "新名", "某局", "不合格", "合格", "合格"]]))
    before = {
        "workbook": "前.xlsx",
        "period": "2023年三季度",
        "verdicts": [{"kind": "政务微博", "name": "旧名", "verdict": "不合格"}],
    }
    found = inspect(loaded, find_tables(workbook, loaded.scheme.words), None, against=[before])
    assert [(verdict.name, count) for verdict, count in found.repeated] == [("新名", 2)]
    assert history.running(found.verdicts, found.before, AUTUMN, UnitNames([])) == []


HEADS = {  # heading → year (0: not said) and month
    "8月更新情况": (0, 8),
    "08月份更新结果": (0, 8),
    "2023年10月合格/不合格": (2023, 10),
    "12月": (0, 12),
    "11月份": (0, 11),
    "9月 情况": (0, 9),
    "9月更新": (0, 9),
    "13月更新情况": None,
    "8月9月更新情况": None,
    "8月更新条数": None,
    "本月更新情况": None,
    "2123年8月更新情况": None,
}


@pytest.mark.parametrize("heading", HEADS)
def test_headings_of_months(heading: str) -> None:
    rows = [["名称", "平台", "1月更新情况", heading], ["甲", "微博", "合格", "合格"]]
    (table,) = find_tables(book(sheet("表", rows)), inspection().scheme.words).found
    assert set(table.months) == {(0, 1)} | ({HEADS[heading]} - {None})


def test_an_office_has_its_own_headings() -> None:
    words = InspectionWords(month=("第【月份】检查",))
    rows = [["名称", "平台", "第8月份检查", "9月更新情况"], ["甲", "微博", "合格", "合格"]]
    (table,) = find_tables(book(sheet("表", rows)), words).found
    assert set(table.months) == {(0, 8)}


OLD_FORM = "(?:(?P<year>20\\\\d\\\\d)年)?(?P<month>1[0-2]|0?[1-9])月"


@pytest.mark.parametrize("written", [f'"{OLD_FORM}"', f'["{OLD_FORM}"]', '["更新情况"]', '["【月份】至【月份】"]'])
def test_the_old_form_is_refused_with_line_and_fix(written: str, tmp_path: Path) -> None:
    text = (inspection().folder / "scheme.toml").read_text("utf-8") + f"\n[words]\nmonth = {written}\n"
    file = tmp_path / "office" / "scheme.toml"
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        inspection_file(file).load()
    (found,) = caught.value.problems
    assert found.place == f"[office/scheme.toml]第{text.count(chr(10))}行"
    assert "month" in found.message and ("【月份】" in found.message or "方括号" in found.message)
