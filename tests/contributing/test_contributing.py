"""CONTRIBUTING.md is true: each of its tasks is done in a copy, touches the files that it says, and works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples_at_hand import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
HERE = Path(__file__).resolve().parent
TASKS = {  # the change that is kept beside this file, what is made anew after it, what must then hold
    "tier": ("goldens", "tests/samples/test_communities.py"),
    "rule_kind": ("docs", "tests/unit/test_every_channel.py tests/structure/test_rule_files.py"),
    "layout": ("", "tests/layouts"),
    "output": ("goldens", "tests/e2e/test_ranking_csv.py"),
}
APART = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "inbox", "outbox", "build", "dist"
)


def told(task: str) -> str:
    """What the page shows of a task: the block below its patch's name."""
    (found,) = re.findall(rf"`tests/contributing/{task}\.patch`.*?```\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def git(*words: str, at: Path) -> str:
    name = ("-c", "user.name=one", "-c", "user.email=one@s.example", "-c", "core.quotepath=off")
    done = subprocess.run(["git", *name, *words], cwd=at, capture_output=True, check=False, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def touched(stat: str) -> list[list[str]]:
    """File and number of lines, and the sum: versions of git pad Chinese names differently."""
    return [line.split()[:3] if "|" in line else line.split() for line in stat.splitlines()]


def python(*words: str, at: Path) -> None:
    """Runs Python with the copy's program in place of the installed one."""
    env = os.environ | {"PYTHONPATH": str(at)}
    done = subprocess.run([sys.executable, *words], cwd=at, env=env, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_kept_change_is_a_task_of_the_page() -> None:
    assert {path.stem for path in HERE.glob("*.patch")} == set(TASKS)
    assert re.findall(r"tests/contributing/(\w+)\.patch", PAGE) == list(TASKS)


@pytest.mark.parametrize("task", TASKS)
def test_a_task_touches_what_the_page_says_and_works(task: str, tmp_path: Path) -> None:
    copy, (anew, tests) = tmp_path / "copy", TASKS[task]
    shutil.copytree(ROOT, copy, ignore=APART)
    git("init", "-q", at=copy)
    git("add", "-A", at=copy)
    git("commit", "-qm", "as it is", at=copy)
    git("apply", "-C1", str(HERE / f"{task}.patch"), at=copy)
    if anew:
        python(f"tools/make_{anew}.py", at=copy)
    git("add", "-A", at=copy)
    assert touched(git("diff", "--cached", "--stat=140,120", at=copy)) == touched(told(task))
    python("-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *tests.split(), at=copy)
