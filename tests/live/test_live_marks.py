"""单位情况 after changes on 计分办法 and 信息台账, recalculated by LibreOffice: every mark as a new run has it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from new_runs import SUBTOTAL, Place, block_marks, computed_with, new_marks, parameter, scheme_with
from office import Values, changed, have_soffice, recalculated
from running_program import computed
from samples_at_hand import SAMPLES

pytestmark = pytest.mark.skipif(not have_soffice(), reason="LibreOffice is not installed")
REGIME, LOG = "qiandongnan-2021q4", "信息台账"
SAMPLE = next((SAMPLES / REGIME).glob("*.xlsx"))
KAILI, JINPING, AUDIT = "凯里市人民政府", "锦屏县人民政府", "州审计局"
DIRECT: Values = {(LOG, "D19"): "主稿（直报）", (LOG, "I19"): 1}  # 锦屏's third item: 报省 and 省综, sent directly
ADDED, ADDED_HERE = "L4", "M5"  # 报国 for 凯里's first item, until then only 报省: in the clerk's log and in ours
# a line of the scheme as it is and changed, the words of 计分办法, the new value
NUMBERS = [
    ("to_province = 5", "to_province = 5.4", "报省", 5.4),
    ('when = "secondary"\nshare = 0.5', 'when = "secondary"\nshare = 0.6', "副稿所计份额", 0.6),
    ('when = "direct"\nshare = 0.5', 'when = "direct"\nshare = 0.3', "直接报送所计份额", 0.3),
    ("most = 100", "most = 12", "州批、州主要领导批示、省批、国批", 12),
]


@dataclass(frozen=True)
class Case:
    """The marks recalculated in the changed workbook, and those of a new run."""

    live: dict[Place, Decimal]
    new: dict[Place, Decimal]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """One workbook with all the changes, since each recalculation takes LibreOffice some ten seconds."""
    folder = tmp_path_factory.mktemp("marks")
    source, more = folder / SAMPLE.name, folder / "more.xlsx"
    changed(SAMPLE, source, DIRECT)
    changed(source, more, {(LOG, ADDED): 1})
    computed(source, folder / "out")
    book, target = next((folder / "out").glob("*/排名表.xlsx")), folder / "排名表.xlsx"
    changed(book, target, {(LOG, ADDED_HERE): 1} | {parameter(book, words): value for *_, words, value in NUMBERS})
    scheme = scheme_with(REGIME, [(before, after) for before, after, *_ in NUMBERS], folder)
    values, was = recalculated(target, folder / "office"), computed_with(source, None)[0]
    return Case(block_marks(target, was, values), new_marks(computed_with(more, scheme)[0]))


def test_every_mark_is_as_a_new_run_has_it(case: Case) -> None:
    assert len(case.live) == 299 + 277  # the sample's 298 marks and the one of DIRECT; 277 rows with a subtotal
    assert set(case.live.items()) <= set(case.new.items())
    more = {place: points for place, points in case.new.items() if place not in case.live}
    assert more == {(KAILI, 1, "to_state"): 6}  # 10 × 0.6: the cell of a mark added later comes with a new run


def test_every_row_adds_up(case: Case) -> None:
    sums: dict[tuple[str, int], Decimal] = {}
    for (unit, number, column), points in case.live.items():
        sums[unit, number] = sums.get((unit, number), Decimal(0)) + (-points if column == SUBTOTAL else points)
    assert len(sums) == 277
    assert {place: left for place, left in sums.items() if left} == {(KAILI, 1): -6}  # where a mark was added


@pytest.mark.parametrize(
    ("unit", "number", "marks"),
    [
        (KAILI, 12, {"to_province": "5.4", "to_state": "10", "小计": "15.4"}),  # a lead draft with two marks
        (KAILI, 2, {"to_province": "3.24", "小计": "3.24"}),  # secondary: 5.4 × 0.6
        (KAILI, 1, {"to_province": "3.24", "小计": "9.24"}),  # the same beside the added 10 × 0.6
        (JINPING, 3, {"to_province": "1.62", "province_digest": "3", "小计": "4.62"}),  # 5.4 × 0.3, 10 × 0.3
        (AUDIT, 1, {"bulletin_study": "10", "order_prefecture": "12", "小计": "22"}),  # 15, of which 12 count
    ],
    ids=["two marks", "secondary", "added", "direct", "cap"],
)
def test_marks_worked_out_by_hand(case: Case, unit: str, number: int, marks: dict[str, str]) -> None:
    found = {column: points for (u, n, column), points in case.live.items() if (u, n) == (unit, number)}
    assert found == {column: Decimal(points) for column, points in marks.items()}
