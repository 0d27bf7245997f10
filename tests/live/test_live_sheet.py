"""Our worksheet writes the very bytes that the library's own writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples_at_hand import SAMPLES
from xlsxwriter.worksheet import Worksheet

from govscore.delivery import writing
from govscore.outputs.ranking import book as ranking
from govscore.readers.workbook import read_book
from govscore.results.result import Result
from govscore.running import batch
from govscore.running.job import Job
from govscore.scheme.files import load_all

SCORED = [path for path in sorted(SAMPLES.glob("*/*.xlsx")) if "inspection" not in path.parent.name]


@pytest.mark.parametrize("path", SCORED, ids=lambda path: path.parent.name)
def test_the_same_bytes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, result = read_book(path), Result(path.name)
    batch.compute(Job(tuple(load_all()), None), source, result)
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    ranking.write_ranking_book(ours, writing.content(result, source))
    monkeypatch.setattr(ranking, "LiveSheet", Worksheet)
    ranking.write_ranking_book(theirs, writing.content(result, source))
    assert ours.read_bytes() == theirs.read_bytes()


def test_there_are_samples() -> None:
    assert len(SCORED) == 4
