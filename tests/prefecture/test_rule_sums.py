"""Each rule by itself, with the sum written out; every half, cap and deduction is a posting with clause and cell."""

from fractions import Fraction

import pytest
from prefecture_desk import COUNTY, FIRST, OTHER, SECOND, Form, Item, Unit, by_name, places, postings, run, workbook

NAME = "甲县人民政府"
ROW = 2  # titles and headings: one row of titles, one of headings on 报送约稿
YEAR_KNOWN = (400, 50, None, None)  # reported all year, and to the province: no condition of the year's end is met


def unit(tier: str = COUNTY, submitted: int = 100, late: int = 0, missed: int = 0, untrue: int = 0) -> Unit:
    return Unit(NAME, tier, reports=(submitted, late, missed, untrue))


def of(one: Unit, *items: Item, clause: str, quarter: str = "三") -> list[tuple[str, Fraction, str]]:
    """Component, points and cell of the postings that a clause gives and that are not 0."""
    found = postings(run(workbook([one], items, Form(quarter))), NAME)
    return [(part, points, cell) for c, part, points, cell in found if c == clause and points]


@pytest.mark.parametrize(
    ("tier", "submitted", "points"),
    [
        (COUNTY, 111, 10),
        (COUNTY, 100, 10),
        (COUNTY, 99, -1),  # 99 - 100
        (COUNTY, 0, -100),
        (FIRST, 25, 10),
        (FIRST, 4, -21),  # 4 - 25
        (SECOND, 15, 10),
        (SECOND, 14, -1),
        (SECOND, 0, -15),
    ],
)
def test_base_points_by_quota(tier: str, submitted: int, points: int) -> None:
    assert of(unit(tier, submitted), clause="第1条") == [("base", Fraction(points), "C3")]


def test_other_units_have_no_quota_no_rank_and_stand_by_total() -> None:
    units = [Unit(f"第{n}所", OTHER, sites=(n, 0, 0, 0, 0, 0), reports=(0, 0, 0, 0)) for n in (2, 9, 4)]
    tier = run(workbook(units)).to_json()["tiers"][0]
    assert (tier["tier"], tier["ranked"]) == (OTHER, False)
    assert [(u["unit"], u["score"], u["rank"]) for u in tier["units"]] == [
        ("第9所", "9", None),
        ("第4所", "4", None),
        ("第2所", "2", None),
    ]


@pytest.mark.parametrize(("late", "points"), [(0, []), (1, []), (2, []), (3, [-10]), (4, [-10])])
def test_late_counts_once_and_only_from_the_third_time(late: int, points: list[int]) -> None:
    assert of(unit(late=late), clause="第11条") == [("base", Fraction(p), "D3") for p in points]


def test_missed_and_untrue_count_each_time_with_cells_of_their_own() -> None:
    # 10 - 10 - 2 × 10 - 3 × 10 = -50
    one = unit(late=3, missed=2, untrue=3)
    assert of(one, clause="第11条") == [("base", -10, "D3"), ("base", -20, "E3"), ("base", -30, "F3")]
    assert by_name(run(workbook([one])))[NAME]["components"]["报送"]["score"] == "-50"


def test_sites() -> None:
    # 2 × 1 + 3 × 3 = 11; (4 + 5) × 2 = 18; 6 + 7 = 13
    found = by_name(run(workbook([Unit(NAME, COUNTY, (2, 3, 4, 5, 6, 7))])))[NAME]["components"]
    assert [found[p]["score"] for p in ("州政府网站", "省政府网站", "州报省政府网站")] == ["11", "18", "13"]


FULL = {"动态": 3, "调研": 10, "报省": 5, "省综": 10, "省专": 20, "报国": 10, "国综": 10, "国专": 10}
FULL |= {"州批": 15, "州主批": 20, "省批": 30, "国批": 40}
CLAUSE = dict.fromkeys(FULL, "第8条") | {"动态": "第5条", "调研": "第5条", "报国": "第7条", "国综": "第7条"}
CLAUSE |= {"国专": "第7条", "报省": "第6条", "省综": "第6条", "省专": "第6条"}
CELL = dict(zip(("动态", "调研", "州批", "州主批", "报省", "省综", "省专", "省批"), "EFGHIJKL", strict=True))
CELL |= dict(zip(("报国", "国综", "国专", "国批"), "MNOP", strict=True))


@pytest.mark.parametrize("channel", FULL)
@pytest.mark.parametrize(
    ("draft", "halves"),
    [("主稿", []), ("副稿", ["第9条"]), ("主稿（直报）", ["第10条"]), ("副稿（直报）", ["第9条", "第10条"])],
)
def test_a_channel_by_draft(channel: str, draft: str, halves: list[str]) -> None:
    if channel in ("动态", "调研"):
        halves = [half for half in halves if half == "第9条"]  # the prefecture's own bulletin knows no direct sending
    full = Fraction(FULL[channel])
    expected = [(CLAUSE[channel], "info", full, f"{CELL[channel]}4")]
    for half in halves:  # each takes half of what is left
        full /= 2
        expected.append((half, "info", -full, f"{CELL[channel]}4"))
    found = postings(run(workbook([unit()], [Item(NAME, "一篇", draft, {channel: 1})])), NAME)
    assert [one for one in found if one[1] == "info"] == expected


def info(*items: Item) -> Fraction:
    found = by_name(run(workbook([unit()], items)))[NAME]
    return Fraction(found["components"]["政务信息"]["score"])


def test_one_item_as_lead_and_as_secondary_in_two_rows() -> None:
    rows = [Item(NAME, "一篇", "主稿", {"报省": 1}), Item(NAME, "一篇", "副稿", {"报国": 1})]
    assert info(*rows) == 5 + Fraction(10, 2)


@pytest.mark.parametrize(
    ("leaders", "points"),
    [
        ({"国批": 1}, 40),
        ({"国批": 2, "州主批": 1}, 100),  # 80 + 20, no more than the cap
        ({"国批": 2, "省批": 1}, 100),  # 110
        ({"州批": 7}, 100),  # 105
        ({"州批": 6}, 90),
        ({"国批": 3, "省批": 3, "州主批": 3, "州批": 3}, 100),
    ],
)
def test_several_leaders_give_a_hundred_points_at_most(leaders: dict[str, int], points: int) -> None:
    assert info(Item(NAME, "一篇", "主稿", leaders)) == points
    assert info(Item(NAME, "一篇", "副稿", leaders)) == Fraction(points, 2)
    assert info(Item(NAME, "一篇", "主稿", leaders | {"省专": 1, "调研": 1})) == points + 20 + 10


def test_the_cap_is_a_posting_of_its_own_and_an_item_at_another_unit_has_its_own_cap() -> None:
    items = [Item(NAME, "一篇", "主稿", {"国批": 3}), Item("乙县人民政府", "一篇", "主稿", {"国批": 2})]
    found = run(workbook([unit(), Unit("乙县人民政府", COUNTY)], items))
    assert [p for p in postings(found, NAME) if p[0] == "第8条"] == [
        ("第8条", "info", 120, "P4"),
        ("第8条", "info", -20, "P4"),
    ]
    assert by_name(found)["乙县人民政府"]["components"]["政务信息"]["score"] == "80"


def test_the_cap_of_an_item_in_two_rows_does_not_hang_on_their_order() -> None:
    lead, second = Item(NAME, "一篇", "主稿", {"州批": 5}), Item(NAME, "一篇", "副稿", {"省批": 3})
    # 75 in full, and of the 90 only the 25 that the cap leaves, half of them
    for rows in ([lead, second], [second, lead]):
        assert info(*rows) == 75 + Fraction(100 - 75, 2)
    # 120 in full take up the cap alone: the 90 of the secondary draft give way wholly, and the lead draft 20
    most = Item(NAME, "一篇", "主稿", {"国批": 3})
    for rows in ([most, second], [second, most]):
        assert info(*rows) == 100
    found = postings(run(workbook([unit()], [second, most])), NAME)
    assert [p[2:] for p in found if p[0] == "第8条" and p[2] < 0] == [(-90, "L4"), (-20, "P5")]
    assert [p for p in found if p[0] == "第9条" and p[2]] == []


@pytest.mark.parametrize(
    ("year", "more"),
    [
        ((400, 0, None, None), -100),
        ((400, 0, 0, 0), -100),
        ((400, 3, 3, 0), -50),
        ((400, 0, 3, 0), -50),  # sent directly: not nothing sent, but none adopted
        ((400, 3, 3, 1), 0),
        ((400, 3, 0, 0), 0),
        ((400, 3, None, None), 0),
    ],
)
def test_the_year_of_a_county(year: tuple[int | None, ...], more: int) -> None:
    one = Unit(NAME, COUNTY, (6, 0, 0, 0, 0, 0), (100, 0, 0, 0), year, (1, 2, 3, 4, 5))
    for quarter, due in (("四", more), ("三", 0)):
        found = run(workbook([one], form=Form(quarter)))
        assert Fraction(by_name(found)[NAME]["score"]) == 10 + 6 + due
        assert Fraction(by_name(found)[NAME]["cumulative"]) == 10 + 6 + due + 15
        assert [p[2] for p in postings(found, NAME) if p[0] == "第12条"] == [due] * bool(due)
        assert not places(found, "year-end-unknown")


@pytest.mark.parametrize("tier", [FIRST, SECOND, OTHER])
def test_the_counties_conditions_bind_no_others(tier: str) -> None:
    one = Unit(NAME, tier, reports=(30, 0, 0, 0), year=(90, 0, 2, 0))
    assert Fraction(by_name(run(workbook([one], form=Form("四"))))[NAME]["score"]) == (0 if tier == OTHER else 10)


@pytest.mark.parametrize("tier", [COUNTY, FIRST, SECOND, OTHER])
def test_no_report_all_year_makes_the_total_zero(tier: str) -> None:
    one = Unit(NAME, tier, (6, 0, 0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0), (1, 2, 3, 4, Fraction(5, 2)))
    found = run(workbook([one], [Item(NAME, "一篇", "副稿")], Form("四")))
    assert by_name(found)[NAME]["cumulative"] == "0"
    assert [p[3] for p in postings(found, NAME) if p[0] == "第12条"][-1] == "G3"  # 全年报送条数
    assert by_name(run(workbook([one], form=Form("三"))))[NAME]["cumulative"] != "0"


def test_what_the_sheets_do_not_tell_of_the_year_is_noted_and_not_applied() -> None:
    silent = unit(submitted=0)
    found = run(workbook([silent], form=Form("四")))
    assert by_name(found)[NAME]["score"] == "-100"  # the quota alone
    assert set(places(found, "year-end-unknown")) == {"网站采用!B4"}
    reporting = run(workbook([unit()], [Item(NAME, "一篇")], Form("四")))
    assert not places(reporting, "year-end-unknown")  # a quarter with reports and an item is enough to know
    assert not places(run(workbook([silent], form=Form("三"))), "year-end-unknown")


@pytest.mark.parametrize("word", ["主", "主要领导", "州主要领导"])
def test_the_chief_leader_named_in_the_column_of_the_others(word: str) -> None:
    item = Item(NAME, "一篇", "副稿", {"州批": 1, "动态": 1})
    found = postings(run(workbook([unit()], [item], Form(signs=(1, word)))), NAME)  # the second mark is the leader's
    # 3 / 2 + 20 / 2
    assert [p[2:] for p in found if p[0] == "第8条"] == [(20, "G4")]
    assert sum(p[2] for p in found if p[1] == "info") == Fraction(23, 2)
