"""The installed program in a folder elsewhere: the offices that it brings, and an office's own copy of one."""

import json
import stat
import subprocess
from pathlib import Path
from typing import Any

from packages import Package
from running_program import files, program, units
from samples_at_hand import ROOT, SAMPLES, SHIQUAN_2022

TOWN = ("镇", "中池镇")  # 51 各镇快讯 and 2 聚焦石泉, nothing else


def scored(package: Package, cwd: Path) -> dict[str, Any]:
    done = package.run("recheck", SHIQUAN_2022, "--json", "-", cwd=cwd)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_sample_gives_what_it_gives_in_the_repository(package: Package, tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    for folder in (there, here):
        folder.mkdir()
    installed = package.run("run", SAMPLES, "--json", "-", cwd=there)
    own = program("run", SAMPLES, "--json", "-", cwd=here)
    assert len(json.loads(installed.stdout)) == len(list(SAMPLES.rglob("*.xlsx")))
    assert (installed.returncode, installed.stdout) == (own.code, own.out)
    assert files(there) == files(here)
    assert [path.name for path in there.iterdir()] == ["outbox"]


def test_the_first_start_lays_out_the_inbox(package: Package, tmp_path: Path) -> None:
    done = package.run(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "运行 govscore" in (tmp_path / "inbox" / "说明.txt").read_text("utf-8-sig")


def test_it_says_which_offices_it_brings(package: Package, tmp_path: Path) -> None:
    command = [package.python, "-m", "govscore", "scheme", "list"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    lines = done.stdout.splitlines()
    assert {line.split()[0] for line in lines} == {file.parent.name for file in ROOT.glob("templates/*/scheme.toml")}
    assert all(line.endswith("（随程序）") for line in lines)
    named = package.run("init", cwd=tmp_path)
    assert named.returncode == 0
    assert [line.split()[0] in named.stdout for line in lines] == [True] * len(lines)
    assert not list(tmp_path.iterdir())


def test_an_own_copy_of_an_office_is_changed_and_counts(package: Package, tmp_path: Path) -> None:
    before = units(scored(package, tmp_path))
    assert float(before[TOWN]["score"]) == 51 * 0.5 + 2 * 0.5
    copied = package.run("init", "shiquan-2022q1", cwd=tmp_path)
    assert copied.returncode == 0, copied.stderr
    assert units(scored(package, tmp_path)) == before
    scheme = tmp_path / "templates" / "shiquan-2022q1" / "scheme.toml"
    text = scheme.read_text("utf-8")
    scheme.write_text(text.replace("focus = 0.5", "focus = 2"), "utf-8")
    assert float(units(scored(package, tmp_path))[TOWN]["score"]) == 51 * 0.5 + 2 * 2
    places = {line.split()[0]: line for line in package.run("scheme", "list", cwd=tmp_path).stdout.splitlines()}
    assert places["shiquan-2022q1"].endswith(f"（{Path('templates', 'shiquan-2022q1')}）")
    assert places["shiquan-2020q4"].endswith("（随程序）")
    again = package.run("init", "shiquan-2022q1", cwd=tmp_path)
    assert again.returncode == 2
    assert "没有覆盖" in again.stderr
    assert "focus = 2" in scheme.read_text("utf-8")


def test_a_read_only_installation_works_and_stays_as_it_is(package: Package, tmp_path: Path) -> None:
    before = installed_files(package)
    rights = {path: path.stat().st_mode for path in (package.inside, *package.inside.rglob("*"))}
    for path, mode in rights.items():
        path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        assert package.run("run", SHIQUAN_2022, cwd=tmp_path).returncode == 0
        assert package.run("init", "yanjin-2024-05-06", cwd=tmp_path).returncode == 0
    finally:
        for path, mode in rights.items():
            path.chmod(mode)
    assert installed_files(package) == before
    copied = [path for path in (tmp_path / "templates").rglob("*") if path.is_file()]
    assert {path.name for path in copied} == {"scheme.toml", "bulletin.docx", "文件.docx"}
    assert all(path.stat().st_mode & stat.S_IWUSR for path in copied)


def installed_files(package: Package) -> dict[str, bytes]:
    """But for what Python itself keeps of modules it has read, where it may."""
    return {name: data for name, data in files(package.inside).items() if "__pycache__" not in name}
