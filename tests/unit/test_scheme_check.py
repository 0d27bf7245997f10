"""`scheme check` finds everything that a run would stumble on, in one go, each mistake with its line."""

import shutil
from pathlib import Path

import pytest
from small_scheme import TEXT, changed
from typer.testing import CliRunner

from govscore.commands.app import app
from govscore.commands.scheme_check import check
from govscore.core.problems import Refused
from govscore.outputs.ranking import base_sheet, block_sheet, items_sheet, lists_sheet, postings_sheet, rules_sheet
from govscore.scheme import files, sheet_checks

SHIQUAN = files.find("shiquan-2022q1").folder
TIER = """\
[[tiers]]
id = "{id}"
name = "{name}"
words = ["{word}"]
titles = ["{title}"]
sheet = "{sheet}"

"""


def tier(id_: str, name: str, word: str, sheet: str, title: str = "采用情况") -> str:
    return TIER.format(id=id_, name=name, word=word, sheet=sheet, title=title)


def office(tmp_path: Path, text: str, **more: str) -> Path:
    """A folder with this scheme, the county's notice and further files."""
    folder = tmp_path / "office"
    folder.mkdir(exist_ok=True)
    (folder / "scheme.toml").write_text(text, "utf-8")
    for name, content in more.items():
        (folder / name.replace("_", ".")).write_text(content, "utf-8")
    return folder


def found(tmp_path: Path, text: str) -> dict[str, int]:
    """What is said of a scheme's text, with the line each time."""
    with pytest.raises(Refused) as refused:
        files.load(office(tmp_path, text) / "scheme.toml")
    places = [(item.message, item.place.removeprefix("[office/scheme.toml]第")) for item in refused.value.problems]
    return {message: int(place.removesuffix("行")) for message, place in places}


def line_of(text: str, part: str) -> int:
    assert part in text, part
    return text[: text.index(part)].count("\n") + 1


UNIT = '[[columns]]\nid = "unit"'
LONG = "甲乙丙丁戊己庚辛壬癸" * 3 + "子丑"  # 32 characters
# what is changed, a part of the line on which the mistake then stands, a part of what is said
SEEDED = [
    ('titles = ["小县"]', 'title = ["小县"]', "title =", "不认识“title”"),
    ('style = "months"', 'style = "weeks"', "style =", "quarter、months"),
    ("fractions = true", "fraction = true", "fraction =", "不认识“numbers.fraction”"),
    ('kind = "open"', 'kind = "open"\nunits = { "局" = ["甲"] }', "units =", "局"),
    ('by = "score"', 'by = "points"', "by =", "score、cumulative"),
    ('titles = ["小县【期间】采用情况（部门）"]', 'titles = ["小县【时间】（部门）"]', "小县【时间】", "【时间】"),
    ('sheet = "部门"', f'sheet = "{LONG}"', f'sheet = "{LONG}"', "超过31个字"),
    (UNIT, tier("town", "镇", "部", "计分办法") + UNIT, 'sheet = "计分办法"', "另有这张表"),
    (UNIT, tier("bureau", "村", "村", "history") + UNIT, 'id = "bureau"\nname = "村"', "tiers.id 重复"),
    ('id = "county"', 'id = "county"\nwidth = 1000000', "width =", "255"),
    ('name = "市级"\n', 'name = "市级"\ncomponent = "web"\n', 'component = "web"', "web"),
    ('figure = "rank"\n', "", 'role = "stated"\nheading = ["名次"]', "写 figure"),
    ('heading = ["得分"]\n', 'heading = ["采用", "县级"]\n', 'heading = ["采用", "县级"]\nfigure', "表头一样"),
    ('figure = "score"', 'figure = "percent"', 'figure = "percent"', "没有 [target]"),
    ("points = { city = 5,", "points = { city = 5, vilage = 1,", "points =", "vilage"),
]  # fmt: skip
MORE = """
[[rules]]
kind = "per_itme"
clause = "第2条"

[[rules]]
kind = "cap_per_item"
clause = "第3条"
most = 9
channels = ["city"]

[[rules]]
kind = "adjustment"
clause = "第4条"
text = "照填。"
column = "score"

[[facts]]
name = "某数"
sum = ["unit"]

[[facts]]
name = "某数"
sum = ["city"]

[[examples]]
clause = "第9条"
expected = "2 ** 3"
"""
MORE_LINES = {
    '[[rules]]\nkind = "per_itme"': "没有“per_itme”这种规则",
    '[[rules]]\nkind = "cap_per_item"': "条款没有写 text：第3条",
    "channels =": "只能用标记列",
    'column = "score"': "不是条数、得分或标记",
    'sum = ["unit"]': "只能加条数和标记",
    'name = "某数"\nsum = ["city"]': "facts.name 重复：某数",
    "expected =": "应是算式",
}


def seeded() -> str:
    text = TEXT + MORE
    for old, new, _, _ in SEEDED:
        text = changed((old, new), text=text)
    return text


def test_all_seeded_mistakes_are_told_in_one_run_each_with_its_line(tmp_path: Path) -> None:
    text = seeded()
    said = found(tmp_path, text)
    for part, words in [(part, words) for _, _, part, words in SEEDED] + list(MORE_LINES.items()):
        lines = [line for message, line in said.items() if words in message]
        assert line_of(text, part) in lines, (words, part, said)
    assert len(said) >= 22


def test_the_command_says_all_of_it_and_leaves_with_2(tmp_path: Path) -> None:
    folder = office(tmp_path, seeded())
    told = CliRunner().invoke(app, ["scheme", "check", str(folder)])
    assert told.exit_code == 2
    assert told.output.count("  改法：") >= 22
    assert "✗ office/scheme.toml" in told.output


def test_each_mistake_alone_is_told_alone(tmp_path: Path) -> None:
    """No mistake hides another, and none is told twice in other words."""
    for old, new, part, words in SEEDED:
        text = changed((old, new))
        said = found(tmp_path, text)
        alone = [message for message in said if words in message]
        assert alone and said[alone[0]] == line_of(text, part), (new, said)
        follow_on = 2 if "town" in new or "村" in new else 1  # these two seeds hold two mistakes each
        assert len(said) <= follow_on, (new, said)


HARD = {
    "a number without end": ("width = 1e999999999", "不能大得离谱"),
    "a number too fine": ("width = 1e-999999999", "不能大得离谱"),
    "no number": ("width = nan", "不能大得离谱"),
    "a number of 5,000 digits": (f"width = {'9' * 5000}", "数太长"),
    "the same in sixteens": (f"width = 0x{'f' * 5000}", "不能大得离谱"),
    "decimals of 5,000 digits": (f"width = 1.{'9' * 5000}", "不能大得离谱"),
    "an exponent beyond reading": ("width = 1e99999999999999999999999", "数太长"),
    "deep brackets": (f"width = {'[' * 20_000}{']' * 20_000}", "括号套得太深"),
    "deep keys": (f"{'.'.join('a' * 5_000)} = 1", "括号套得太深"),
    "a control character": ('figure = "a\\u0001"', "控制字符"),
}


@pytest.mark.parametrize("mistake", HARD)
def test_what_would_hang_or_break_is_an_error_with_its_line(mistake: str, tmp_path: Path) -> None:
    written, words = HARD[mistake]
    text = changed(('id = "city"\n', f'id = "city"\n{written}\n'))
    said = found(tmp_path, text)
    lines = [line for message, line in said.items() if words in message]
    where = '[[columns]]\nid = "city"' if mistake == "deep keys" else written
    assert lines == [line_of(text, where)], said


def test_a_share_with_more_decimals_than_are_reckoned(tmp_path: Path) -> None:
    tables = '[[tables]]\nid = "main"\nkind = "units"\nname = "表"\n\n'
    tables += '[[tables]]\nid = "log"\nkind = "log"\nname = "台账"\n\n'
    column = '[[columns]]\nid = "m"\nname = "省"\nrole = "mark"\ntable = "log"\nheading = ["省"]\n\n'
    rule = '\n[[rules]]\nkind = "per_item"\nclause = "第1条"\npoints = { m = 3 }\n'
    share = '\n[[rules]]\nkind = "share"\nclause = "第1条"\nwhen = "secondary"\nshare = 0.3333\nchannels = ["m"]\n'
    text = changed(('[[columns]]\nid = "unit"', tables + column + '[[columns]]\nid = "unit"')) + rule + share
    ((message, line),) = found(tmp_path, text).items()
    assert "share 最多3位小数" in message and line == line_of(text, "share = 0.3333")


def test_names_of_sheets_as_excel_takes_them() -> None:
    bad = ["", "a" * 32, "甲/乙", "甲?", "[甲]", "'甲'", "History"]
    assert [name for name in bad if not sheet_checks.sheet_fault(name)] == []
    good = ["附件1（镇）", "a" * 31, "乡镇'街道", "𠮷" * 15]
    assert [name for name in good if sheet_checks.sheet_fault(name)] == []
    assert sheet_checks.sheet_fault("𠮷" * 16)  # Excel counts each of these as two


def test_the_programs_own_sheets_are_reserved() -> None:
    own = (block_sheet, base_sheet, lists_sheet, items_sheet, postings_sheet, rules_sheet)
    assert set(sheet_checks.OWN_SHEETS) == {module.SHEET for module in own}


def test_words_of_one_tier_in_those_of_another(tmp_path: Path) -> None:
    more = tier("town", "镇", "部门乡镇", "镇") + '[[columns]]\nid = "unit"'
    text = changed(('[[columns]]\nid = "unit"', more))
    (message,) = found(tmp_path, text)
    assert "“部门”也在单位类别“镇”的“部门乡镇”里" in message


def test_an_alias_that_means_two_units(tmp_path: Path) -> None:
    more = '[[aliases]]\nname = "甲局"\nalso = ["甲"]\n\n[[aliases]]\nname = "乙局"\nalso = ["甲"]\n\n[ranking]'
    text = changed(("[ranking]", more))
    said = found(tmp_path, text)
    assert [line for message, line in said.items() if "分不清是谁" in message] == [line_of(text, '"乙局"') + 1]


def told(folder: Path) -> str:
    lines, sound = check(folder)
    assert not sound
    return "\n".join(lines)


def test_the_notice_and_the_mail_are_checked_too(tmp_path: Path) -> None:
    folder = office(tmp_path, TEXT)
    assert "【office/bulletin.docx】：找不到这个模板" in told(folder)
    shutil.copy(SHIQUAN / "bulletin.docx", folder)  # names tables of towns, which this scheme does not have
    (folder / "mail.txt").write_text("通报主题：关于【时间】的通报\n", "utf-8")
    said = told(folder)
    assert "镇" in said and "【office/mail.txt】第1行" in said and "时间" in said


def test_the_offices_own_folders_are_sound() -> None:
    lines, sound = check(None)
    assert sound, lines
    assert sum(line.startswith("✓") for line in lines) == len(files.scheme_files()) == 5


def test_documents_in_a_circle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        text = changed(('id = "small"', f'id = "{name}"\nsupersedes = "{other}"'))
        (tmp_path / name).mkdir()
        (tmp_path / name / "scheme.toml").write_text(text, "utf-8")
    monkeypatch.setenv("GOVSCORE_TEMPLATES", str(tmp_path))
    lines, sound = check(None)
    assert not sound
    assert len([line for line in lines if "不能互相代替" in line and "第2行" in line]) == 2
