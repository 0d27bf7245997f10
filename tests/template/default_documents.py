"""The default templates filled by the program with the offices' samples, as a clerk gets them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from running_program import program
from samples_at_hand import ROOT, SAMPLES

from govscore.outputs.notice.bulletin import data, specimen
from govscore.scheme.files import load_all
from govscore.word.fill import fill

TEMPLATES = ROOT / "templates"
ORDINARY = TEMPLATES / "通用" / "文件.docx"
LETTERS = ("shiquan-2022q1", "shiquan-2020q4", "qiandongnan-2021q4", "qiandongnan-2023q4-inspection")
BRIEFING, FILE = "yanjin-2024-05-06", "通用"
ALL = (*LETTERS, BRIEFING, FILE)


@cache
def documents() -> dict[str, bytes]:
    """The notice of each regime by its id, and the ordinary form filled for the scheme of 石泉 2022."""
    found = {FILE: ordinary()}
    with tempfile.TemporaryDirectory() as folder:
        done = program(SAMPLES, "--out", folder, cwd=Path(folder))
        assert done.code <= 1, done.err
        for regime in (*LETTERS, BRIEFING):
            for book in sorted((SAMPLES / regime).glob("*.xlsx")):
                found[regime] = (Path(folder) / book.stem / "通报.docx").read_bytes()
    return found


def ordinary(rules: list[str] | None = None) -> bytes:
    """The ordinary form for a period in which nothing was adopted; `rules`: other rules than the scheme's."""
    scheme = next(loaded.scheme for loaded in load_all() if loaded.scheme.id == "shiquan-2022q1")
    supplied = data(scheme, specimen(scheme), [])
    if rules is not None:
        supplied = replace(supplied, lists={**supplied.lists, "计分办法": rules})
    return fill(ORDINARY.read_bytes(), supplied, ORDINARY.name)


def slips() -> bytes:
    """The slips of the inspection's sample, one a page."""
    with tempfile.TemporaryDirectory() as folder:
        done = program(SAMPLES / "qiandongnan-2023q4-inspection", "--out", folder, cwd=Path(folder))
        assert done.code <= 1, done.err
        (found, *_) = sorted(Path(folder).glob("*/整改通知单.docx"))
        return found.read_bytes()
