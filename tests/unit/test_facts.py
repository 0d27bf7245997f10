"""Wording helpers: what the notice's text may say of the units, worked out by hand from small tables."""

from typing import Any

import pytest
from computed import Computed, computed
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, loaded, result

from govscore.running.job import Job

TIERS = (
    '[[columns]]\nid = "unit"',
    '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["乡镇"]\ntitles = ["小县（镇）"]\nsheet = "镇"\n\n'
    '[[columns]]\nid = "unit"',
)
EMPTY = ('name = "小县办法"', 'name = "小县办法"\nempty = "无"')


def facts(*rows: list[Any], changes: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """The values of a workbook with these units: name, city items of 5 points, county items of 0.5."""
    found = result(book(sheet("部门", [*HEADINGS, *rows], MERGES)), loaded(*changes))
    assert not found.refused, found.problems
    return found.facts.values


SEVEN = [["甲局", 3, 0], ["乙局", 1, 0], *([f"{sign}局", 0, 0] for sign in "丙丁戊己庚辛")]


def test_a_long_list_is_shortened_to_five_and_their_number() -> None:
    found = facts(*SEVEN)
    assert found["部门零采用单位"] == "丙局、丁局、戊局、己局、庚局、辛局"
    # by the names' own order, which no row's place can change
    assert found["部门零采用单位等"] == "丁局、丙局、己局、庚局、戊局等6个单位"
    assert facts(*reversed(SEVEN))["部门零采用单位等"] == found["部门零采用单位等"]
    assert (found["部门零采用单位数"], found["部门零采用单位占比"]) == ("6", "75%")  # 6 of 8


def test_a_short_list_is_whole() -> None:
    found = facts(*SEVEN[:6])
    assert found["部门零采用单位等"] == found["部门零采用单位"] == "丙局、丁局、戊局、己局"
    assert found["部门零采用单位占比"] == "66.7%"  # 4 of 6 is 66.66…


@pytest.mark.parametrize(("changes", "sign"), [((), "—"), ((EMPTY,), "无")])
def test_there_is_one_sign_for_nothing(changes: tuple[tuple[str, str], ...], sign: str) -> None:
    found = facts(["甲局", 3, 0], changes=changes)
    names = (
        "部门零采用单位",
        "部门零采用单位等",
        "零采用单位",
        "部门上升单位",
        "部门上升最多单位",
        "待反馈渠道",
        "部门上升单位占比",
    )
    assert {found[name] for name in names} == {sign}
    assert (found["部门零采用单位数"], found["部门零采用单位占比"]) == ("0", "0%")  # 0 of 1 is a share
    assert {"—", "无", "——", "-"}.intersection(found.values()) == {sign}


def test_a_tier_is_numbered_among_those_that_are_there() -> None:
    town = sheet("镇", [["小县2024年1-2月采用情况（乡镇）"], *HEADINGS[1:], ["甲镇", 1, 0]], MERGES)
    bureau = sheet("部门", [*HEADINGS, ["甲局", 1, 0]], MERGES)
    both = result(book(bureau, town), loaded(TIERS)).facts.values
    assert (both["部门序号"], both["镇序号"]) == ("一", "二")
    alone = result(book(town), loaded(TIERS)).facts.values
    assert (alone["部门序号"], alone["镇序号"]) == ("—", "一")


def test_a_name_with_a_comma_in_it_is_one_unit() -> None:
    found = facts(["甲、乙联合局", 0, 0], ["丙局", 1, 0])
    assert (found["零采用单位"], found["零采用单位数"]) == ("甲、乙联合局", "1")


def _moved(now: list[list[Any]], before: dict[str, int]) -> Computed:
    units = [{"unit": unit, "cumulative": None, "rank": rank, "excluded": False} for unit, rank in before.items()]
    tiers = [{"tier": "部门", "units": units}]
    against = {"workbook": "上期", "scheme": "small", "period": "2023年11-12月", "tiers": tiers, "items": []}
    return computed(Job((loaded(),), None, against=(against,)), book(sheet("部门", [*HEADINGS, *now], MERGES)))


def test_moves_against_the_last_period() -> None:
    """Ranks now 1 to 4; before 4, 1, 2, 3: one rises by three, three fall by one. 戊局 was not there before."""
    now = [["甲局", 5, 0], ["乙局", 4, 0], ["丙局", 3, 0], ["丁局", 2, 0], ["戊局", 1, 0]]
    found = _moved(now, {"甲局": 4, "乙局": 1, "丙局": 2, "丁局": 3}).facts
    assert found.values["部门上升单位"] == found.values["部门上升最多单位"] == "甲局（上升3位）"
    assert found.values["部门下降单位"] == "乙局（下降1位）、丙局（下降1位）、丁局（下降1位）"
    assert found.values["部门下降最多单位"] == found.values["部门下降单位"]
    assert (found.values["部门上升单位占比"], found.values["部门下降单位占比"]) == (
        "25%",
        "75%",
    )  # of the four compared
    assert (found.conditions["有部门上升单位"], found.conditions["有部门下降单位"]) == (True, True)


def test_the_largest_move_is_told_from_the_others() -> None:
    now = [["甲局", 5, 0], ["乙局", 4, 0], ["丙局", 3, 0], ["丁局", 2, 0]]
    found = _moved(now, {"甲局": 3, "乙局": 4, "丙局": 2, "丁局": 1}).facts.values
    assert found["部门上升单位"] == "甲局（上升2位）、乙局（上升2位）"
    assert found["部门上升最多单位"] == "甲局（上升2位）、乙局（上升2位）"
    assert found["部门下降单位"] == "丙局（下降1位）、丁局（下降3位）"
    assert found["部门下降最多单位"] == "丁局（下降3位）"


def test_a_long_list_of_moves_is_shortened_to_the_largest() -> None:
    """Seven units, ranks turned round: three rise by 6, 4 and 2. Then six that rise by one each."""
    names = [f"{sign}局" for sign in "甲乙丙丁戊己庚"]
    now = [[name, 7 - n, 0] for n, name in enumerate(names)]
    turned = _moved(now, {name: 7 - n for n, name in enumerate(names)}).facts.values
    assert turned["部门上升单位等"] == "甲局（上升6位）、乙局（上升4位）、丙局（上升2位）"
    last_first = {"庚局": 1} | {name: n + 2 for n, name in enumerate(names[:6])}
    one_each = _moved(now, last_first).facts.values
    assert one_each["部门上升单位数"] == "6"
    assert one_each["部门上升单位等"].endswith("等6个单位")
    assert one_each["部门上升单位等"].count("（上升1位）") == 5
