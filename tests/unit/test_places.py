"""Where schemes are looked for: an office's own folder wins by id, and nothing takes a broken one's place unsaid."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from running_program import program
from samples_at_hand import ROOT, SHIQUAN_2022, YANJIN
from small_scheme import TEXT, changed

from govscore.commands import init
from govscore.core.problems import Refused
from govscore.scheme import files as schemes
from govscore.scheme import places

BROUGHT = {file.parent.name for file in ROOT.glob("templates/*/scheme.toml")}
POINTS = {name for name in BROUGHT if "inspection" not in name}


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVSCORE_TEMPLATES", raising=False)
    monkeypatch.chdir(tmp_path)


def own(name: str, text: str, place: Path = Path("templates")) -> Path:
    file = place / name / "scheme.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    return file


def copied(name: str = "shiquan-2022q1") -> Path:
    """The office's folder as `govscore init` copies it; gives the scheme file."""
    shutil.copytree(ROOT / "templates" / name, Path("templates") / name)
    return Path("templates") / name / "scheme.toml"


def loaded() -> dict[str, Path]:
    return {item.scheme.id: item.folder for item in schemes.load_all()}


def test_an_own_scheme_is_added_to_those_brought() -> None:
    own("small", TEXT)
    assert set(loaded()) == POINTS | {"small"}
    assert {item.scheme.id for item in schemes.everything()} == BROUGHT | {"small"}


def test_an_own_scheme_wins_by_its_id_whatever_its_folder_is_called() -> None:
    copied().parent.rename(Path("templates", "ours"))
    assert loaded()["shiquan-2022q1"] == Path("templates", "ours")
    assert set(loaded()) == POINTS
    assert schemes.find("shiquan-2022q1").folder == Path("templates", "ours")


def test_an_own_inspection_wins_by_its_id() -> None:
    file = copied("qiandongnan-2023q4-inspection")
    (found,) = schemes.load_inspections()
    assert found.folder == file.parent


def test_a_copy_with_an_id_of_its_own_stands_beside_the_one_it_was_copied_from() -> None:
    file = copied()
    file.write_text(file.read_text("utf-8").replace('id = "shiquan-2022q1"', 'id = "shiquan-2023q1"', 1), "utf-8")
    assert loaded()["shiquan-2023q1"] == file.parent
    assert set(loaded()) == POINTS | {"shiquan-2023q1"}


def test_the_repository_as_working_folder_is_no_second_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert len(places.places()) == 1
    assert set(loaded()) == POINTS


def unreadable(file: Path) -> None:
    file.unlink()
    file.mkdir()


BROKEN: dict[str, Callable[[Path], object]] = {
    "a value without quotes": lambda file: file.write_text(
        file.read_text("utf-8").replace('by = "score"', "by = score"), "utf-8"
    ),
    "its id without quotes": lambda file: file.write_text(
        file.read_text("utf-8").replace('id = "shiquan-2022q1"', "id = shiquan-2022q1", 1), "utf-8"
    ),
    "its id in Chinese quotes": lambda file: file.write_text(
        file.read_text("utf-8").replace('id = "shiquan-2022q1"', "id ＝ “shiquan-2022q1”", 1), "utf-8"
    ),
    "another encoding": lambda file: file.write_bytes(file.read_text("utf-8").encode("gb18030")),
    "nothing in it": lambda file: file.write_bytes(b""),
    "UTF-16": lambda file: file.write_bytes(file.read_text("utf-8").encode("utf-16")),
    "a key that is none": lambda file: file.write_text("colour = 1\n" + file.read_text("utf-8"), "utf-8"),
    "no file": Path.unlink,
    "a folder for the file": unreadable,
}


@pytest.mark.parametrize("how", BROKEN)
def test_nothing_takes_the_place_of_a_broken_own_copy(how: str) -> None:
    BROKEN[how](copied())
    sound, problems = schemes.load_sound()
    assert {item.scheme.id for item in sound} == POINTS - {"shiquan-2022q1", "shiquan-2020q4"}
    assert {place.partition("]")[0] for item in problems for place in item.places} == {"[shiquan-2022q1/scheme.toml"}
    with pytest.raises(Refused) as caught:
        schemes.find("shiquan-2022q1")
    assert {item.code for item in caught.value.problems} == {item.code for item in problems}


def test_the_wrong_copy_stops_its_office_and_no_other(tmp_path: Path) -> None:
    BROKEN["a value without quotes"](copied())
    done = program("run", SHIQUAN_2022, YANJIN, "--json", "-", cwd=tmp_path)
    assert done.code == 3
    assert "【shiquan-2022q1/scheme.toml】第" in done.err
    ours, others = json.loads(done.out)
    assert (ours["scheme"], ours["outputs"]) == (None, [])
    assert others["scheme"] == "yanjin-2024-05-06"
    assert others["outputs"]


def test_a_wrong_inspection_stops_no_other_office(tmp_path: Path) -> None:
    own("insp", 'kind = "inspection"\nid = "insp"\nkaputt')
    done = program("run", YANJIN, "--json", "-", cwd=tmp_path)
    assert done.code == 1  # one typed total of the sample is wrong
    assert "【insp/scheme.toml】第3行" in done.err
    assert json.loads(done.out)["scheme"] == "yanjin-2024-05-06"


def test_what_a_sound_scheme_supersedes_waits_for_no_other_office() -> None:
    own("small", changed(('id = "small"', 'id = "small"\nsupersedes = "older"')))
    own("oldest", changed(('id = "small"', 'id = "oldest"')))
    own("older", changed(('id = "small"', 'id = "older"\nsupersedes = "oldest"'), ('by = "score"', "by = score")))
    sound, problems = schemes.load_sound()
    assert {item.scheme.id for item in sound} == POINTS | {"small"}
    assert [item.code for item in problems] == ["scheme-syntax"]


def test_a_folder_without_a_scheme_that_has_no_ones_name_is_nobodys() -> None:
    Path("templates", "通用").mkdir(parents=True)
    Path("templates", "说明.txt").touch()
    assert set(loaded()) == POINTS


def test_two_files_with_one_id_in_one_place_are_still_a_mistake() -> None:
    own("small", TEXT)
    own("other", TEXT)
    _, problems = schemes.load_sound()
    assert [item.code for item in problems] == ["scheme-twice"]


def test_listed_folders_count_alone_and_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    own("here", changed(('id = "small"', 'id = "here"')))
    first = own("a", changed(("county = 0.5", "county = 0.1")), Path("first"))
    own("b", TEXT, Path("second"))
    own("c", changed(('id = "small"', 'id = "third"')), Path("second"))
    monkeypatch.setenv("GOVSCORE_TEMPLATES", os.pathsep.join(["first", "", "second"]))
    assert loaded() == {"small": first.parent, "third": Path("second", "c")}
    assert str(schemes.find("small").scheme.rules[0].points["county"]) == "0.1"


def test_a_listed_folder_that_is_gone_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    own("b", TEXT, Path("second"))
    monkeypatch.setenv("GOVSCORE_TEMPLATES", os.pathsep.join(["share", "second"]))
    with pytest.raises(Refused) as caught:
        schemes.load_sound()
    assert [(item.code, item.places) for item in caught.value.problems] == [("scheme-no-folder", ("[share]",))]


def test_a_file_in_the_way_of_the_own_folder_is_said() -> None:
    Path("templates").touch()
    with pytest.raises(Refused) as caught:
        schemes.load_sound()
    assert [item.code for item in caught.value.problems] == ["scheme-no-folder"]


def test_without_any_scheme_a_run_says_that(tmp_path: Path) -> None:
    Path("empty").mkdir()
    for command in (["run", SHIQUAN_2022], ["recheck", SHIQUAN_2022], ["scheme", "list"], ["scheme", "check"]):
        done = program(*command, cwd=tmp_path, env={"GOVSCORE_TEMPLATES": "empty"})
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"【{Path('empty').resolve()}】：没有找到任何计分办法\n  改法：")
    assert not list(tmp_path.glob("outbox/*"))


def test_with_nothing_but_an_inspection_its_reason_is_given(tmp_path: Path) -> None:
    copied("qiandongnan-2023q4-inspection")
    done = program("run", SHIQUAN_2022, cwd=tmp_path, env={"GOVSCORE_TEMPLATES": "templates"})
    assert done.code == 3
    assert "没有一个计分办法认得" in done.out
    assert "qiandongnan-2023q4-inspection" in done.out


def test_a_copy_that_was_broken_off_is_no_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def kept(source: Path, target: Path) -> None:
        written.append(Path(target).name)

    monkeypatch.setattr(shutil, "copyfile", kept)
    init.init("shiquan-2022q1")
    assert set(written) == {"bulletin.docx", "mail.txt", "scheme.toml", "文件.docx"}
    assert written.index("scheme.toml") == 2


def test_a_named_file_needs_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    file = own("a", TEXT, Path("first"))
    Path("empty").mkdir()
    monkeypatch.setenv("GOVSCORE_TEMPLATES", "empty")
    assert schemes.find(str(file)).scheme.id == "small"
    with pytest.raises(Refused) as caught:
        schemes.find("small")
    (found,) = caught.value.problems
    assert found.code == "scheme-none"
    assert found.places == (f"[{Path('empty').resolve()}]",)
    assert re.search("govscore init", found.fix)
