"""The default templates on paper: what LibreOffice draws stands where GB/T 9704-2012 puts it, in millimetres.

The fonts are stand-ins (tests/fonts.conf) of the same widths. An East Asian character is taken to be as high as its
size, 0.88 of it above the baseline. The standard allows 1 mm for the margins (5.2.1); half of it is allowed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin_data import DATA
from default_documents import ALL, BRIEFING, FILE, LETTERS, TEMPLATES, documents, ordinary, slips
from drawn import Line, Page, Rule, draw, needs_soffice

from govscore.format_check.checking import check_format
from govscore.format_check.findings import LEFT_OUT, PASS
from govscore.word.data import Data
from govscore.word.fill import fill

pytestmark = needs_soffice
NEAR = 0.5
LEFT, RIGHT, FOOT = 28.0, 184.0, 262.0  # 版心 of an odd page; on even ones it is 2 mm further left
ONE_4 = 14 * 25.4 / 72  # a 4号 character
Pages = dict[str, list[Page]]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return draw(documents(), tmp_path_factory.mktemp("pages"))


def near(found: float, wanted: float, allowed: float = NEAR) -> bool:
    return abs(found - wanted) <= allowed


def upright(pages: list[Page]) -> Iterator[tuple[int, Page]]:
    return ((number, page) for number, page in enumerate(pages, 1) if page.height > page.width)


def number_of(page: Page) -> Line | None:
    """The page's number, wherever it stands."""
    return next((line for line in (*page.lines, *page.turned) if re.fullmatch("—[0-9]+—", line.text)), None)


@pytest.mark.parametrize("regime", LETTERS)
def test_the_first_page_of_a_letter(drawn: Pages, regime: str) -> None:
    """10.1: name at 30 mm, double line 4 mm under it (thick, thin), 发文字号 7/8 of a character under that at the right
    edge, double line 20 mm above the page's foot (thin, thick), both 170 mm, no number."""
    page = drawn[regime][0]
    reds = [rule for rule in page.rules if rule.red]
    assert len(reds) == 4
    assert all(near(rule.left, 20, 0.1) and near(rule.right, 190, 0.1) for rule in reds)
    first, second, third, fourth = reds
    assert height(first) > height(second) and height(third) < height(fourth)
    name, number = page.lines[:2]
    assert near(name.top, 30)
    assert near(first.top - name.base - 0.12 * name.size, 4)
    assert near(number.top - second.bottom, 7 / 8 * number.size)
    assert near(number.right, RIGHT, 0.1)
    assert near(fourth.bottom, 297 - 20, 0.1)
    assert number_of(page) is None


def height(rule: Rule) -> float:
    return rule.bottom - rule.top


@pytest.mark.parametrize("regime", LETTERS)
def test_two_lines_stand_between_the_number_and_the_title_of_a_letter(drawn: Pages, regime: str) -> None:
    _, number, title = drawn[regime][0].lines[:3]
    assert near(title.base - number.base, 3 * 579 / 1440 * 25.4, 0.3)


def test_the_head_of_an_ordinary_document(drawn: Pages) -> None:
    """7.2.4–7.2.7: the mark 35 mm under the edge of the 版心, 发文字号 two lines under it, the red line 4 mm below, as
    wide as the 版心; 7.3.1: the title two lines below that."""
    page = drawn[FILE][0]
    mark, number, title = page.lines[:3]
    [rule] = [rule for rule in page.rules if rule.red]
    assert mark.text.endswith("文件")
    assert near(mark.top, 37 + 35)
    assert near((mark.left + mark.right) / 2, (LEFT + RIGHT) / 2)
    assert near((number.left + number.right) / 2, (LEFT + RIGHT) / 2)
    assert near(rule.top - number.base - 0.12 * number.size, 4, 1), "more in FandolFang, whose lines reach deeper"
    assert near(rule.left, LEFT, 0.1) and near(rule.right, RIGHT, 0.1)
    assert 2 * 579 / 1440 * 25.4 < title.base - rule.bottom < 3.5 * 579 / 1440 * 25.4


@pytest.mark.parametrize("regime", ALL)
def test_page_numbers_keep_their_place_on_every_sheet(drawn: Pages, regime: str) -> None:
    """7.5: the dash is 7 mm under the 版心, odd numbers one character from its right edge, even ones from its left; 8:
    also on pages that lie on their side."""
    for number, page in enumerate(drawn[regime], 1):
        if number == 1 and regime in LETTERS:
            continue
        found = number_of(page)
        assert found is not None and found.text == f"—{number}—"
        dash = found.base - 0.36 * found.size  # the dash is drawn at that height
        assert near(dash - FOOT, 7)
        if number % 2:
            assert near(found.right, RIGHT - ONE_4, 0.2)
        else:
            assert near(found.left, 26 + ONE_4, 0.2)


@pytest.mark.parametrize("regime", ALL)
def test_text_stands_in_the_text_area_and_the_binding_edge_changes_sides(drawn: Pages, regime: str) -> None:
    """5.2.1, 6.2: 天头 37 mm, 订口 28 mm: left on odd pages, right on even ones. A punctuation mark may hang over."""
    for number, page in upright(drawn[regime]):
        left = LEFT if number % 2 else 26
        body = [
            line for line in page.lines if line.base < FOOT and line.size < 8
        ]  # less than 小初: without the red name
        assert min((line.left for line in body), default=left) >= left - NEAR
        assert all(line.right <= left + 156 + line.size + 0.2 for line in body)
        assert all(line.top >= 37 for line in body)
    full = [
        min(line.left for line in page.lines) for number, page in upright(drawn["qiandongnan-2021q4"]) if number > 1
    ]
    assert near(min(full), 26, 0.3)


def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    page = draw({"full": ordinary(["国" * 28 * 60])}, tmp_path)["full"][3]
    lines = [line for line in page.lines if set(line.text) == {"国"}]
    assert [len(line.text) for line in lines] == [28] * 22
    assert near(lines[-1].base - lines[0].base, 21 * 579 / 1440 * 25.4, 0.2)
    assert all(near(line.left, 26, 0.1) and near(line.right, 182, NEAR) for line in lines)
    assert near(lines[0].top, 37 + 3, NEAR), "the room above the characters of a line is 3 mm"


@pytest.mark.parametrize("regime", [BRIEFING, FILE])
def test_the_last_line_of_the_imprint_is_the_lower_edge_of_the_text_area(drawn: Pages, regime: str) -> None:
    """7.4.1: lines of 0.35, 0.25 and 0.35 mm, as wide as the 版心, the last one on its lower edge."""
    page = drawn[regime][-1]
    left = LEFT if len(drawn[regime]) % 2 else 26
    rules = [rule for rule in page.rules if near(rule.left, left, 0.1) and near(rule.right, left + 156, 0.1)][-3:]
    assert [near(height(rule), wide, 0.02) for rule, wide in zip(rules, (0.353, 0.265, 0.353), strict=True)] == [
        True
    ] * 3
    assert near(rules[-1].bottom, FOOT, 0.1)
    number = number_of(page)
    assert number is not None
    inside = [line for line in page.lines if rules[0].bottom < line.base < FOOT]
    assert all(near(line.size, ONE_4, 0.01) for line in inside)
    assert near(inside[0].left, left + ONE_4, 0.3), "one character in"
    assert all(line.right <= left + 156 + 0.3 for line in inside), "one character in, a mark may hang over"


@pytest.mark.parametrize("regime", LETTERS[:3])
def test_a_letter_has_its_copies_on_the_last_line_and_no_rules(drawn: Pages, regime: str) -> None:
    page = drawn[regime][-1]
    *_, copies, number = page.lines
    assert copies.text.startswith("抄送：") and number.text == f"—{len(drawn[regime])}—"
    assert copies.top > 255 and copies.base + 0.12 * copies.size <= FOOT
    assert not [rule for rule in page.rules if rule.bottom > 230]


@pytest.fixture(scope="module")
def lengths(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Briefings with 1 to 24 rules of a line each: last pages that are short, nearly full, full and just begun."""
    template = (TEMPLATES / BRIEFING / "bulletin.docx").read_bytes()
    filled = {}
    for count in range(1, 25):
        data = DATA[BRIEFING]()
        rules = [f"第{number}条。" for number in range(1, count + 1)]
        filled[f"{count:02}"] = fill(template, replace(data, lists={**data.lists, "计分办法": rules}), "bulletin.docx")
    return draw(filled, tmp_path_factory.mktemp("lengths"))


def test_text_never_runs_under_the_imprint(lengths: Pages) -> None:
    """The 版记 of the briefing has three lines and begins at 235 mm; with text down to there it takes a new page."""
    ends = set()
    for name, pages in lengths.items():
        placed = [(n, line) for n, page in enumerate(pages) for line in page.lines]
        last = next((n, line) for n, line in reversed(placed) if line.text == f"第{int(name)}条。")
        sent = next((n, line) for n, line in placed if line.text.startswith("本期发："))
        assert sent[0] == len(pages) - 1, name
        assert near(sent[1].base, 242, 1), name
        assert last[0] in (sent[0], sent[0] - 1), name
        if last[0] == sent[0]:
            assert last[1].base + 0.12 * last[1].size < 235, name
        ends.add(last[0] == sent[0])
    assert ends == {True, False}, "some of them need a page of its own"


def longest(regime: str) -> tuple[Data, list[str]]:
    """The sample with the longest figures that the tables are made for in every row."""
    data = DATA[regime]()
    figures = {"序": "99", "排名": "99", "本期": "1234.5", "上期": "1234.5", "累计": "1234.5", "总分": "123.5",
               "本期得分": "123.5", "占任务": "118%", "加减分": "-12.5", "约稿得分": "-12.5",
               "重点提示得分": "-12.5"}  # fmt: skip
    if regime != BRIEFING:
        figures |= dict.fromkeys(("部门动态", "聚焦石泉", "市政府网站", "动态省级", "动态市级"), "123.5")
    tables = {
        name: [{**row, **{key: figures[key] for key in row if key in figures and "#merge" not in row}} for row in rows]
        for name, rows in data.tables.items()
    }
    wanted = [
        value
        for rows in tables.values()
        for row in rows
        for key, value in row.items()
        if key in figures and "#merge" not in row
    ]
    return replace(data, tables=tables), wanted


def test_no_figure_is_broken_in_its_cell(tmp_path: Path) -> None:
    filled, wanted = {}, {}
    for regime in DATA:
        data, wanted[regime] = longest(regime)
        filled[regime] = fill((TEMPLATES / regime / "bulletin.docx").read_bytes(), data, "bulletin.docx")
    for regime, pages in draw(filled, tmp_path).items():
        text = "\n".join(line.text for page in pages for line in page.lines)
        for figure in {"1234.5", "-12.5", "118%"} & set(wanted[regime]):
            assert text.count(figure) == wanted[regime].count(figure) > 0, (regime, figure)
        assert "省市暂未反馈" in text or regime != "shiquan-2020q4"


def test_the_notes_of_a_table_stand_below_each_other(drawn: Pages) -> None:
    """The numbers of 2. and 3. below that of 1., which follows 备注：; and no line begins left of them."""
    lines = next(page.lines for page in drawn["shiquan-2022q1"] if any("备注：" in line.text for line in page.lines))
    first = next(at for at, line in enumerate(lines) if line.text.startswith("备注：1."))
    edge = lines[first].left + 3 * lines[first].size
    notes = lines[first + 1 : first + 4]
    assert [note.text[:2] for note in notes if note.text[1] == "."] == ["2.", "3."]
    assert all(near(note.left, edge) for note in notes)


def test_a_slip_names_the_deadline_on_one_line(tmp_path: Path) -> None:
    pages = draw({"slips": slips()}, tmp_path)["slips"]
    assert len(pages) == 6
    for page in pages:
        table = [line.text for line in page.lines if "2023年12月4日前" in line.text and "请于" not in line.text]
        assert table, [line.text for line in page.lines]


def test_the_title_of_each_slip_is_no_text_of_the_one_before() -> None:
    report = check_format(slips(), "整改通知单.docx")
    wrong = [row for row in report.rows if row.sign not in (PASS, LEFT_OUT)]
    assert not wrong, [(row.parameter.id, row.sign) for row in wrong]
