"""The slips kept beside the outputs: every posting of every unit, nothing of another's."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from memory_books import book, sheet
from running_program import program
from samples_at_hand import SAMPLES, SHIQUAN_2020, SHIQUAN_2022, YANJIN
from small_scheme import HEADINGS, MERGES, loaded, result

from govscore.results import slips

PREFECTURE = next((SAMPLES / "qiandongnan-2021q4").glob("*.xlsx"))


def of(*rows: list[Any]) -> dict[str, slips.Slip]:
    """The slips of a workbook of the small scheme: city 5, county 0.5 an item."""
    workbook = book(sheet("部门", [*HEADINGS, *rows], MERGES))
    found = result(workbook, loaded())
    assert found.loaded is not None
    assert found.tally is not None
    assert found.scored is not None
    assert found.standings is not None
    scheme = found.loaded.scheme
    return slips.slips(scheme, found.tally, found.scored, found.standings, workbook, found.problems)


def test_postings_in_words_and_what_else_is_known_of_a_unit() -> None:
    found = of(["甲局", 3, "１"], ["乙局", "暂未反馈", 2], ["丙局", 0, None])
    assert found["甲局"]["postings"] == [
        ["", "第1条", "市级", "3 × 5 = 15", "15", "部门!B4"],
        ["", "第1条", "县级", "1 × 0.5 = 0.5", "0.5", "部门!C4"],
    ]
    (hint,) = found["甲局"]["hints"]  # a full-width 1 is pointed out, at this unit alone
    assert hint.startswith("部门!C4：")
    assert found["甲局"]["among"] == 3
    assert found["甲局"]["counts"] == found["甲局"]["waiting"] == []
    assert found["乙局"]["waiting"] == ["市级：暂未反馈"]
    assert found["乙局"]["hints"] == []
    assert found["丙局"]["postings"] == []  # blank cells and noughts are no lines of a score


@pytest.mark.parametrize("sample", [SHIQUAN_2020, SHIQUAN_2022, YANJIN, PREFECTURE], ids=lambda path: path.parent.name)
def test_the_postings_of_a_slip_add_up_to_the_score(tmp_path: Path, sample: Path) -> None:
    assert program("run", sample, cwd=tmp_path).code in (0, 1)
    stored = json.loads((tmp_path / "outbox" / sample.stem / "结果.json").read_text("utf-8"))
    units = [unit for tier in stored["tiers"] for unit in tier["units"]]
    assert list(stored["slips"]) == [unit["unit"] for unit in units]
    for unit in units:
        slip = stored["slips"][unit["unit"]]
        if unit["excluded"]:
            assert not slip["postings"]
            continue
        assert sum((Decimal(posting[4]) for posting in slip["postings"]), Decimal(0)) == Decimal(unit["score"])
        assert bool(slip["among"]) == bool(unit["rank"])
        assert not slip["counts"]


def test_a_result_of_an_older_program_is_made_anew(tmp_path: Path) -> None:
    """Else the clerk would be told to run again, and the run would find nothing to do."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / SHIQUAN_2020.name).write_bytes(SHIQUAN_2020.read_bytes())
    assert program(cwd=tmp_path).code == 0
    file = tmp_path / "outbox" / SHIQUAN_2020.stem / "结果.json"
    stored = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({name: value for name, value in stored.items() if name != "slips"}), "utf-8")
    assert "✓" in program(cwd=tmp_path).out
    assert "slips" in json.loads(file.read_text("utf-8"))
    assert "没有变化" in program(cwd=tmp_path).out
