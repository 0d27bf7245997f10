"""What the period before published where it should have published something else, and what this period carries on."""

from typing import Any

import pytest
from computed import Computed, computed
from memory_books import book, sheet, with_cells
from samples_at_hand import SHIQUAN_2020, book_of
from small_scheme import HEADINGS, MERGES
from small_scheme import result as small_result

from govscore.outputs import summary
from govscore.readers.workbook import Book
from govscore.results.result import Result
from govscore.running.job import Job
from govscore.scheme.files import load_all


def earlier(*differences: tuple[str, str, str, str]) -> dict[str, Any]:
    """The third quarter of 2020, in which 教体科技局 had 88.25 points by the rules; unit, column, stated, computed."""
    names = ("unit", "column", "stated", "computed")
    return {
        "workbook": "三季度.xlsx",
        "scheme": "shiquan-2020q4",
        "period": "2020年7-9月",
        "tiers": [{"tier": "部门", "units": [{"unit": "教体科技局", "cumulative": "88.25", "rank": 2}]}],
        "differences": [dict(zip(names, one, strict=True)) for one in differences],
    }


def run(workbook: Book, against: dict[str, Any]) -> Computed:
    found = computed(Job(tuple(load_all()), None, against=(against,)), workbook)
    assert not found.refused
    return found


def carrying(points: float) -> Book:
    """The fourth quarter with these points of 教体科技局 before it (the sample has 88.25 in J7)."""
    return with_cells(book_of(SHIQUAN_2020), "部门", {"J7": points})


def hints(found: Result) -> list[tuple[str, str, str]]:
    return [(one.stated, one.computed, one.hint) for one in found.differences if one.column == "上期"]


def notes(found: Result) -> list[str]:
    return [one.message for one in found.problems if one.code == "prior-published"]


def test_what_was_published_wrongly_and_carried_on_is_named() -> None:
    found = run(carrying(89.25), earlier(("教体科技局", "累计", "89.25", "88.25")))
    assert hints(found) == [("89.25", "88.25", "上期公布的就是89.25，按办法应为88.25")]
    assert notes(found) == []


def test_what_was_neither_published_nor_right_has_the_plain_hint() -> None:
    found = run(carrying(90), earlier(("教体科技局", "累计", "89.25", "88.25")))
    assert hints(found) == [("90", "88.25", "和上一期结果里的累计不同")]


def test_what_was_published_wrongly_and_put_right_since_is_a_note() -> None:
    found = run(carrying(88.25), earlier(("教体\n科技局", "累计", "89.25", "88.25")))
    assert hints(found) == []
    assert notes(found) == ["教体科技局上期公布的累计是89.25，按办法应为88.25；本期表里的上期分填的是88.25"]


@pytest.mark.parametrize(
    "other",
    [
        ("教体科技局", "本期", "89.25", "88.25"),  # not the cumulative points
        ("政府办", "累计", "89.25", "88.25"),
        ("教体科技局", "累计", "89.25", "80"),
        ("教体科技局", "累计", "合格", "不合格"),
    ],
)
def test_differences_of_other_figures_say_nothing_of_it(other: tuple[str, str, str, str]) -> None:
    assert notes(run(carrying(88.25), earlier(other))) == []
    assert hints(run(carrying(89.25), earlier(other))) == [("89.25", "88.25", "和上一期结果里的累计不同")]


def test_a_workbook_without_typed_totals_says_so_everywhere() -> None:
    found = small_result(book(sheet("部门", [*HEADINGS, ["甲局", 1, 2]], MERGES)))
    assert [one.code for one in found.problems] == ["nothing-typed"]
    assert [one["code"] for one in found.to_json()["problems"]] == ["nothing-typed"]
    assert summary.NOTHING_TYPED in summary.line(found)
    assert summary.details(found) == []  # the line above has said it
    assert found.exit_code == 0


def test_one_with_typed_totals_does_not() -> None:
    found = small_result(book(sheet("部门", [*HEADINGS, ["甲局", 1, 2, 6, 1]], MERGES)))
    assert [one.code for one in found.problems] == []
    assert "手工数没有不符" in summary.line(found)
