"""Outputs whole or absent, old results kept, one run at a time, and how folders of results are named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from govscore.core.lock import only_run
from govscore.core.problems import Refused
from govscore.delivery import staging
from govscore.delivery.staging import clean_leftovers, older_name, same_folder, staged, write_whole
from govscore.readers.inputs import inputs, readable


def put(target: Path, text: str) -> None:
    with staged(target) as stage:
        (stage / "a.txt").write_text(text, "utf-8")


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def test_a_result_appears_whole(tmp_path: Path) -> None:
    put(tmp_path / "结果", "一")
    assert tree(tmp_path) == {"结果/a.txt": "一"}


def test_an_error_leaves_nothing_new_and_the_old_as_it_was(tmp_path: Path) -> None:
    put(tmp_path / "结果", "一")
    with pytest.raises(ZeroDivisionError), staged(tmp_path / "结果") as stage:
        (stage / "a.txt").write_text("二", "utf-8")
        raise ZeroDivisionError
    assert tree(tmp_path) == {"结果/a.txt": "一"}


def test_an_earlier_result_is_kept(tmp_path: Path) -> None:
    for text in ("一", "二", "三"):
        put(tmp_path / "结果", text)
    assert tree(tmp_path) == {"结果/a.txt": "三", "结果（旧1）/a.txt": "一", "结果（旧2）/a.txt": "二"}


def test_an_equal_result_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "结果", "一")
    before = (tmp_path / "结果" / "a.txt").stat()
    put(tmp_path / "结果", "一")
    after = (tmp_path / "结果" / "a.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert tree(tmp_path) == {"结果/a.txt": "一"}


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    put(tmp_path / "结果", "一")
    stage = staged(tmp_path / "结果")
    (stage.__enter__() / "a.txt").write_text("半", "utf-8")
    assert len(list(tmp_path.iterdir())) == 2
    clean_leftovers(tmp_path)
    assert tree(tmp_path) == {"结果/a.txt": "一"}


def test_a_run_killed_while_writing_leaves_the_old_result(tmp_path: Path) -> None:
    put(tmp_path / "结果", "一")
    code = (
        "import os, pathlib, sys\nfrom govscore.delivery.staging import staged\n"
        "with staged(pathlib.Path(sys.argv[1])) as stage:\n"
        "    (stage / 'a.txt').write_text('二', 'utf-8')\n    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "结果")], check=False)
    assert done.returncode == 9
    assert tree(tmp_path / "结果") == {"a.txt": "一"}
    put(tmp_path / "结果", "三")
    assert tree(tmp_path) == {"结果/a.txt": "三", "结果（旧1）/a.txt": "一"}


def test_a_folder_held_open_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "结果", "一")

    def held(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(staging, "_TRIES", 2)
    with pytest.raises(Refused) as caught:
        put(tmp_path / "结果", "二")
    monkeypatch.undo()
    assert [item.code for item in caught.value.problems] == ["output-open"]
    assert tree(tmp_path) == {"结果/a.txt": "一"}


def test_a_folder_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "结果", "一")
    real, calls = Path.replace, []

    def held_twice(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) < 3:
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    put(tmp_path / "结果", "二")
    assert tree(tmp_path) == {"结果/a.txt": "二", "结果（旧1）/a.txt": "一"}


def test_if_the_new_cannot_be_moved_in_the_old_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "结果", "一")
    real = Path.replace

    def old_only(self: Path, target: Path) -> Path:
        if self.name.startswith("."):
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", old_only)
    monkeypatch.setattr(staging, "_TRIES", 2)
    with pytest.raises(Refused):
        put(tmp_path / "结果", "二")
    monkeypatch.undo()
    assert tree(tmp_path) == {"结果/a.txt": "一"}, "the official folder is gone under its name"


def test_folders_are_compared_by_bytes(tmp_path: Path) -> None:
    for name, text in (("甲", "一"), ("乙", "一"), ("丙", "二")):
        put(tmp_path / name, text)
    assert same_folder(tmp_path / "甲", tmp_path / "乙")
    assert not same_folder(tmp_path / "甲", tmp_path / "丙")
    (tmp_path / "乙" / "b.txt").write_text("", "utf-8")
    assert not same_folder(tmp_path / "甲", tmp_path / "乙")


def test_older_names_count_up(tmp_path: Path) -> None:
    (tmp_path / "结果（旧1）").mkdir()
    assert older_name(tmp_path / "结果").name == "结果（旧2）"


def test_one_file_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "deep" / "x.json", b"1")
    write_whole(tmp_path / "deep" / "x.json", b"2")
    assert tree(tmp_path) == {"deep/x.json": "2"}


def test_a_second_run_is_told(tmp_path: Path) -> None:
    with only_run(tmp_path), pytest.raises(Refused) as caught, only_run(tmp_path):
        pass
    assert [item.code for item in caught.value.problems] == ["run-busy"]


def test_the_lock_ends_with_the_run(tmp_path: Path) -> None:
    taken = []
    for turn in range(2):
        with only_run(tmp_path):
            taken.append(turn)
    assert taken == [0, 1]


def test_the_lock_of_a_killed_run_does_not_stay(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys\nfrom govscore.core.lock import only_run\n"
        "only_run(pathlib.Path(sys.argv[1])).__enter__()\nos._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    with only_run(tmp_path):
        pass


def folders(tmp_path: Path, *names: str) -> dict[str, str]:
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return {item.path.relative_to(tmp_path).as_posix(): item.folder for item in inputs([tmp_path])}


def test_a_folder_of_results_is_named_after_its_workbook(tmp_path: Path) -> None:
    assert folders(tmp_path, "甲.xlsx", "乙.ods") == {"甲.xlsx": "甲", "乙.ods": "乙"}


def test_two_formats_of_one_name(tmp_path: Path) -> None:
    assert folders(tmp_path, "甲.xlsx", "甲.xls") == {"甲.xlsx": "甲.xlsx", "甲.xls": "甲.xls"}


@pytest.mark.parametrize(
    "names", [("一/甲.xlsx", "二/甲.xlsx"), ("一/A.xlsx", "二/a.xlsx"), ("甲.xlsx", "甲.xlsx.xlsx", "二/甲.xlsx")]
)
def test_no_two_workbooks_share_a_folder(names: tuple[str, ...], tmp_path: Path) -> None:
    found = folders(tmp_path, *names)
    assert len({folder.casefold() for folder in found.values()}) == len(names)


def test_drafts_locks_and_other_files_are_passed_over(tmp_path: Path) -> None:
    passed = ("~$甲.xlsx", ".~lock.甲.xlsx#", ".甲.xlsx", "说明.txt", "甲.docx", "甲.xlsx.tmp", "甲.csv")
    assert folders(tmp_path, "甲.XLSX", "乙.et", "丙.xlsm", "丁.xlsb", *passed) == {
        "甲.XLSX": "甲",
        "乙.et": "乙",
        "丙.xlsm": "丙",
        "丁.xlsb": "丁",
    }


def test_a_workbook_named_twice_is_done_once(tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").write_bytes(b"x")
    assert len(inputs([tmp_path, tmp_path / "甲.xlsx", tmp_path])) == 1


@pytest.mark.skipif(os.name != "posix", reason="file names of bytes are a matter of POSIX")
def test_a_name_in_gbk_becomes_readable() -> None:
    assert readable(os.fsdecode("延津县.xlsx".encode("gb18030"))) == "延津县.xlsx"
    assert readable("延津县.xlsx") == "延津县.xlsx"
    assert readable(os.fsdecode(b"\xff\xff.xlsx")).isprintable()


HOSTILE = ["CON.xlsx", "nul.xlsx", "COM1.xlsx", "甲. .xlsx", "甲 .xlsx", "..xlsx"]


@pytest.mark.parametrize("name", HOSTILE)
def test_folder_names_can_be_written_on_windows(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    (item,) = inputs([tmp_path / name])
    assert item.folder.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
    assert item.folder
    assert not item.folder.endswith((".", " "))
    assert item.folder not in {".", ".."}
