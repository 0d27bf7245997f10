"""The golden file beside each sample is what the program says of it today; a difference is shown line by line."""

import difflib
import json
import sys
from pathlib import Path

import pytest
from json_checks import check_printed
from samples_at_hand import ROOT, SAMPLES

from govscore.readers.inputs import inputs, passed_over

sys.path.insert(0, str(ROOT / "tools"))
from make_goldens import goldens

SHOWN = 60
WORKBOOKS = sorted(path for path in SAMPLES.glob("*/*") if path.suffix != ".json")


@pytest.fixture(scope="module")
def today() -> dict[Path, str]:
    return goldens()


def difference(name: str, kept: str, made: str) -> str:
    """What has changed, with its place; empty for the same text."""
    lines = list(difflib.unified_diff(kept.splitlines(), made.splitlines(), f"{name} (kept)", "(today)", lineterm=""))
    more = [f"… and {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more])


def test_a_difference_names_the_file_and_shows_both_lines() -> None:
    assert difference("a", "1\n2\n", "1\n3\n").splitlines() == [
        "--- a (kept)",
        "+++ (today)",
        "@@ -1,2 +1,2 @@",
        " 1",
        "-2",
        "+3",
    ]
    assert difference("a", "1\n", "1\n") == ""


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=lambda path: path.parent.name)
def test_the_golden_file_is_what_the_program_says(workbook: Path, today: dict[Path, str]) -> None:
    golden = workbook.with_suffix(".json")
    changed = difference(golden.name, golden.read_text("utf-8"), today[golden])
    assert not changed, f"if this is meant: make goldens\n{changed}"
    check_printed(today[golden])
    assert json.loads(today[golden])["workbook"] == workbook.name


def test_no_golden_file_is_left_without_its_workbook() -> None:
    assert sorted(SAMPLES.rglob("*.json")) == [path.with_suffix(".json") for path in WORKBOOKS]


def test_golden_files_are_neither_read_nor_complained_of() -> None:
    assert [one.path for one in inputs([SAMPLES])] == WORKBOOKS
    assert passed_over([SAMPLES]) == []
