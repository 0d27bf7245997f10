"""Our worksheet writes the very bytes that the library's own writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from computed import computed
from samples_at_hand import SAMPLES
from xlsxwriter.worksheet import Worksheet

from govscore.outputs.ranking import book as ranking
from govscore.readers.workbook import read_book
from govscore.running.job import Job
from govscore.scheme.files import load_all

SCORED = [path for path in sorted(SAMPLES.glob("*/*.xlsx")) if "inspection" not in path.parent.name]


@pytest.mark.parametrize("path", SCORED, ids=lambda path: path.parent.name)
def test_the_same_bytes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = computed(Job(tuple(load_all()), None), read_book(path))
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    ranking.write_ranking_book(ours, found.content())
    monkeypatch.setattr(ranking, "LiveSheet", Worksheet)
    ranking.write_ranking_book(theirs, found.content())
    assert ours.read_bytes() == theirs.read_bytes()


def test_there_are_samples() -> None:
    assert len(SCORED) == 4
