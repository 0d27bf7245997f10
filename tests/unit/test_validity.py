"""A period is judged by the document that is valid on its first day; of a chain of documents the last such one."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, codes, loaded, result

from govscore.claiming.choosing import Candidate, the_one
from govscore.core.problems import Refused
from govscore.scheme.unit_names import Alias, UnitNames
from govscore.scheme.validity import in_force

FIRST = date(2024, 1, 1)
BOOK = book(sheet("表", [["名称"]]), name="小县.xlsx")


@dataclass(frozen=True)
class Document:
    id: str
    valid_from: date
    supersedes: str | None = None
    titles: tuple[str, ...] = ()


def holding(*documents: Document, day: date | None = FIRST) -> str:
    """The ids of those in force, written together."""
    return "".join(one.id for one in documents if in_force(one, documents, day))


A, B, C = Document("a", date(2020, 1, 1)), Document("b", date(2022, 7, 1), "a"), Document("c", FIRST, "b")


def test_valid_on_the_first_day_of_the_period_and_not_a_day_later() -> None:
    assert holding(Document("x", FIRST)) == "x"
    assert holding(Document("x", FIRST + timedelta(days=1))) == ""
    assert holding(Document("x", FIRST), day=FIRST - timedelta(days=1)) == ""


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(2019, 12, 31), ""),
        (date(2020, 1, 1), "a"),
        (date(2022, 6, 30), "a"),  # the successor comes into force a day later
        (date(2022, 7, 1), "b"),
        (date(2023, 12, 31), "b"),
        (FIRST, "c"),
        (None, "c"),
    ],
)
def test_of_a_chain_of_three_the_last_one_valid(day: date | None, ids: str) -> None:
    assert holding(A, B, C, day=day) == ids
    assert holding(C, A, B, day=day) == ids  # whatever the order of the files


def test_a_chain_holds_where_its_middle_knows_no_workbook() -> None:
    assert [one.id for one in (A, C) if in_force(one, (A, B, C), FIRST)] == ["c"]
    assert [one.id for one in (A, C) if in_force(one, (A, B, C), date(2023, 1, 1))] == []  # then b held
    assert holding(A, C) == "ac"  # nobody knows that they are of one chain


def test_a_successor_that_came_late_leaves_its_own_successor_in_force() -> None:
    late = Document("b", date(2025, 1, 1), "a")
    assert holding(A, late, C) == "c"


def test_two_unrelated_documents_both_hold() -> None:
    assert holding(A, Document("x", FIRST)) == "ax"


def test_documents_that_supersede_each_other_end() -> None:
    assert holding(Document("a", FIRST, "b"), Document("b", FIRST, "a")) == ""
    assert holding(Document("a", FIRST, "a")) == "a"


def chosen(*documents: Document, known: tuple[Document, ...] = (), day: date | None = FIRST) -> str:
    return the_one(BOOK, [Candidate(one.id, one, day, ["某表"]) for one in documents], known or documents)


def test_the_office_named_decides_between_unrelated_ones() -> None:
    assert chosen(Document("x", FIRST, titles=("大县",)), Document("y", FIRST, titles=("小县",))) == "y"
    with pytest.raises(Refused) as caught:
        chosen(Document("x", FIRST), Document("y", FIRST))
    assert [item.code for item in caught.value.problems] == ["many-schemes"]


def test_a_superseded_document_does_not_score_what_its_successor_cannot_read() -> None:
    with pytest.raises(Refused) as caught:
        chosen(A, known=(A, B))
    (found,) = caught.value.problems
    assert found.code == "scheme-not-valid"
    assert "2022-07-01起由b代替" in found.message


# the same rule where workbooks meet the two jobs
OLD = (('id = "small"', 'id = "old"'), ("2024-01-01", "2020-01-01"))


@pytest.mark.parametrize(("starts", "scheme"), [("2024-01-01", "small"), ("2024-01-02", "old")])
def test_points(starts: str, scheme: str) -> None:
    new = loaded(("valid_from = 2024-01-01", f'valid_from = {starts}\nsupersedes = "old"'))
    found = result(book(sheet("部门", [*HEADINGS, ["甲局", 1, 2, 6, 1]], MERGES)), loaded(*OLD), new)
    assert found.loaded is not None and found.loaded.scheme.id == scheme


def test_points_whose_new_scheme_asks_for_another_column() -> None:
    more = '[[columns]]\nid = "state"\nname = "国家级"\nrole = "count"\nheading = ["国家级"]\n\n[[rules]]'
    new = loaded(
        ("valid_from = 2024-01-01", 'valid_from = 2024-01-01\nsupersedes = "old"'),
        ("[[rules]]", more),
        ("city = 5,", "city = 5, state = 9,"),
    )
    found = result(book(sheet("部门", [*HEADINGS, ["甲局", 1, 2, 6, 1]], MERGES)), loaded(*OLD), new)
    assert codes(found) == ["scheme-not-valid"]


def test_names_of_a_day_and_of_all_times() -> None:
    aliases = [
        Alias(name="乡村振兴局", also=("扶贫局",), since=date(2021, 6, 1)),
        Alias(name="市场监管局", also=("市场 监理局",)),
    ]
    before, after = UnitNames(aliases, date(2021, 5, 31)), UnitNames(aliases, date(2021, 6, 1))
    assert (before.canonical("扶贫局"), after.canonical("扶 贫局")) == ("扶贫局", "乡村振兴局")
    assert before.canonical("市场监理局") == after.canonical("市场监管局") == "市场监管局"
    assert UnitNames(aliases).canonical("扶贫局") == "乡村振兴局"
