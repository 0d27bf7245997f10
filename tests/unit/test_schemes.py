"""Scheme files: every mistake names file, line and fix, in Chinese."""

import re
from pathlib import Path

import pytest
from samples_at_hand import SHIQUAN_2020, SHIQUAN_2022, book_of
from small_scheme import TEXT, changed

from govscore.core.problems import Problem, Refused
from govscore.scheme import files as schemes


def folder_with(tmp_path: Path, *texts: str | bytes) -> Path:
    for number, text in enumerate(texts):
        file = tmp_path / f"office{number}" / "scheme.toml"
        file.parent.mkdir()
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def refusals(tmp_path: Path, *texts: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as caught:
        schemes.load_all(folder_with(tmp_path, *texts))
    return caught.value.problems


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


# What is changed, the code, and a part of the line on which the mistake stands.
MISTAKES = {
    "a wrong key at the top": ([('titles = ["小县"]', 'title = ["小县"]')], "scheme-unknown-key", "title ="),
    "a wrong key in a tier": ([('sheet = "部门"', 'sheet = "部门"\nshet = "x"')], "scheme-unknown-key", "shet ="),
    "a wrong key in the second column": (
        [('id = "city"', 'id = "city"\nrol = "count"')],
        "scheme-unknown-key",
        "rol =",
    ),
    "a wrong key in a rule": ([('clause = "第1条"', 'clause = "第1条"\npoint = 3')], "scheme-unknown-key", "point ="),
    "no name": ([('name = "小县办法"\n', "")], "scheme-missing-key", 'id = "small"'),
    "no clause": ([('clause = "第1条"\n', "")], "scheme-missing-key", "[[rules]]"),
    "no heading": ([('heading = ["采用", "市级"]\n', "")], "scheme-missing-key", '[[columns]]\nid = "city"'),
    "an unknown kind of rule": ([('kind = "per_item"', 'kind = "per_itme"')], "scheme-unknown-kind", "[[rules]]"),
    "a date that is none": ([("valid_from = 2024-01-01", 'valid_from = "去年"')], "scheme-bad-value", "valid_from"),
    "an unknown role": (
        [('role = "count"\nheading = ["采用", "市级"]', 'role = "cout"\nheading = ["采用", "市级"]')],
        "scheme-bad-value",
        'role = "cout"',
    ),
    "an unknown tie style": ([('ties = "competition"', 'ties = "random"')], "scheme-bad-value", "ties ="),
    "text for points": ([("city = 5,", 'city = "五",')], "scheme-bad-value", "points ="),
    "points with four decimals": ([("county = 0.5", "county = 0.0005")], "scheme-bad-value", "points ="),
    "an id in Chinese": ([('id = "small"', 'id = "小县"')], "scheme-bad-value", 'id = "小县"'),
    "yes for true": ([("fractions = true", 'fractions = "是"')], "scheme-bad-value", "fractions ="),
    "a stated column without figure": (
        [('figure = "rank"\n', "")],
        "scheme-bad-value",
        'role = "stated"\nheading = ["名次"]',
    ),
    "a column named twice": (
        [('id = "county"', 'id = "city"'), (", county = 0.5", "")],
        "scheme-bad-value",
        'id = "city"\nname = "县级"',
    ),
    "a rule for no column": ([("county = 0.5", "conty = 0.5")], "scheme-bad-value", "points ="),
    "a value without quotes": ([('name = "小县办法"', "name = 小县办法")], "scheme-syntax", "name = 小县办法"),
    "an open quote": ([('office = "小县政府办"', 'office = "小县政府办')], "scheme-syntax", "office ="),
    "a full-width equals sign": ([('by = "score"', 'by ＝ "score"')], "scheme-syntax", "by ＝"),
    "full-width quotes": ([('by = "score"', "by = “score”")], "scheme-syntax", "by ="),
    "a key twice": ([('by = "score"', 'by = "score"\nby = "score"')], "scheme-syntax", 'by = "score"\nties'),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_names_file_line_and_fix(mistake: str, tmp_path: Path) -> None:
    changes, code, where = MISTAKES[mistake]
    text = changed(*changes)
    found = refusals(tmp_path, text)
    assert [item.code for item in found] == [code]
    file, _, line = found[0].place.partition("]第")
    assert file == "[office0/scheme.toml"
    assert line == f"{line_of(text, where)}行"
    assert found[0].fix


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_chinese(mistake: str, tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, changed(*MISTAKES[mistake][0]))
    quoted = r"“[^”]*”|templates|UTF-8|kind|[a-z_0-9.]+ = …"
    ours = {"per_item", "typed_points", "adjustment", "small", "toml", "true", "false"}
    words = set(re.findall(r"[A-Za-z_]{3,}", re.sub(quoted, "", found.message))) - ours - known_words()
    assert not words, found.message


def known_words() -> set[str]:
    """What may stand in a message as it stands in the file: keys and values."""
    return set(re.findall(r"[A-Za-z_]+", TEXT)) | {"half_up", "dense", "serial", "conty"} | kinds()


def kinds() -> set[str]:
    from govscore.scheme.points_fields import Fields
    from govscore.scheme.points_parts import Column

    return set(re.findall(r"\w+", str(Fields.model_json_schema()["properties"]["rules"]))) | set(
        re.findall(r"\w+", str(Column.model_json_schema()))
    )


def test_the_hint_for_a_wrong_key_is_the_nearest_one(tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, changed(('role = "count"', 'rolle = "count"')))[:1]
    assert "role" in found.fix


def test_all_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    one = changed(('by = "score"', 'by = "points"'), ("fractions = true", "fraction = true"))
    two = changed(('name = "小县办法"', "name = 小县办法"))
    places = [item.place for item in refusals(tmp_path, one, two)]
    assert len([place for place in places if place.startswith("[office0/")]) == 2
    assert len([place for place in places if place.startswith("[office1/")]) == 1


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding(encoding: str, tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, TEXT.encode(encoding))
    assert (found.code, found.place) == ("scheme-not-utf8", "[office0/scheme.toml]")


def test_notepad_puts_a_mark_before_utf8(tmp_path: Path) -> None:
    (found,) = schemes.load_all(folder_with(tmp_path, "\ufeff".encode() + TEXT.encode()))
    assert found.scheme.id == "small"


def test_windows_line_ends(tmp_path: Path) -> None:
    (found,) = schemes.load_all(folder_with(tmp_path, TEXT.replace("\n", "\r\n")))
    assert found.scheme.id == "small"


def test_two_files_with_one_id(tmp_path: Path) -> None:
    found = refusals(tmp_path, TEXT, TEXT)
    assert {item.code for item in found} == {"scheme-twice"}
    assert {place for item in found for place in item.places} == {"[office0/scheme.toml]", "[office1/scheme.toml]"}


def test_an_empty_folder_has_no_scheme(tmp_path: Path) -> None:
    assert schemes.load_all(tmp_path) == []


def test_the_sha256_is_of_the_bytes(tmp_path: Path) -> None:
    one, two = schemes.load_all(folder_with(tmp_path, TEXT, changed(('id = "small"', 'id = "other"'))))
    assert one.sha256 != two.sha256
    assert len(one.sha256) == 64


def test_points_are_exact_decimals(tmp_path: Path) -> None:
    (found,) = schemes.load_all(folder_with(tmp_path, changed(("county = 0.5", "county = 0.1"))))
    assert str(found.scheme.rules[0].points["county"]) == "0.1"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(Refused) as caught:
        schemes.find("nowhere")
    (found,) = caught.value.problems
    assert found.code == "scheme-unknown"
    assert all(loaded.scheme.id in found.fix for loaded in schemes.load_all())


def test_a_file_may_be_named(tmp_path: Path) -> None:
    folder_with(tmp_path, TEXT)
    assert schemes.find(str(tmp_path / "office0" / "scheme.toml")).scheme.id == "small"


def test_a_missing_file() -> None:
    with pytest.raises(Refused) as caught:
        schemes.find("no/such/scheme.toml")
    assert caught.value.problems[0].code == "scheme-missing"


def test_the_templates_folder_can_be_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVSCORE_TEMPLATES", str(folder_with(tmp_path, TEXT)))
    assert [loaded.scheme.id for loaded in schemes.load_all()] == ["small"]


def test_every_scheme_of_the_offices_is_sound() -> None:
    found = schemes.load_all()
    assert {"shiquan-2020q4", "shiquan-2022q1", "yanjin-2024-05-06"} <= {loaded.scheme.id for loaded in found}
    for loaded in found:
        rules = loaded.scheme.rules
        assert {rule.clause for rule in rules} == {rule.clause for rule in rules if rule.text}
        assert loaded.scheme.id == loaded.folder.name


# what each note of 石泉's table is about, as it stands in the county's own workbooks; no other note has these words
SHIQUAN_NOTES = {
    1: ("部门动态", "聚焦石泉", "市政府网站"),
    2: ("动态信息：市级", "调研信息：县级", "同一信息被多次采用"),
    3: ("非政府序列部门不计分、不排名",),
}
SHIQUAN_CLAUSES = {"flash": 1, "focus": 1, "city_site": 1, "dyn_city": 2, "dyn_province": 2, "dyn_state": 2}
SHIQUAN_CLAUSES |= {"res_county": 2, "res_city": 2, "res_province": 2, "res_state": 2}


@pytest.mark.parametrize("name", ["shiquan-2020q4", "shiquan-2022q1"])
def test_a_clause_of_shiquan_is_the_number_of_the_note_below_the_table(name: str) -> None:
    scheme = schemes.find(name).scheme
    paid = {column: rule.clause for rule in scheme.rules for column in rule.paid}
    assert paid == {column: f"备注第{number}条" for column, number in SHIQUAN_CLAUSES.items()}
    texts = {part.clause: part.text for part in (*scheme.rules, *scheme.provisions)}
    for printed in ([note.removeprefix("备注：") for note in tier.notes] for tier in scheme.tiers):
        assert [note[:2] for note in printed] == ["1.", "2.", "3."]
        for number, words in SHIQUAN_NOTES.items():
            for word in words:
                assert word in texts[f"备注第{number}条"]
                assert [note[:2] for note in printed if word in note] == [f"{number}."]


@pytest.mark.parametrize("name", ["shiquan-2020q4", "shiquan-2022q1"])
def test_the_notes_of_shiquan_have_the_numbers_of_the_countys_own_workbook(name: str) -> None:
    book = book_of({"shiquan-2020q4": SHIQUAN_2020, "shiquan-2022q1": SHIQUAN_2022}[name])
    texts = [str(cell or "").strip() for sheet in book.sheets for row in sheet.rows for cell in row]
    for number, words in {1: ("聚焦石泉", "计0.5分"), 2: ("动态信息", "调研信息", "同一信息被多次采用")}.items():
        notes = [text.removeprefix("备注：") for text in texts if all(word in text for word in words)]
        assert {note[:2] for note in notes} == {f"{number}."}
