"""Templates edited as clerks, Word and WPS do: each still gives the notice, or is refused with code and place."""

from __future__ import annotations

from functools import cache

import pytest
from drafts import ROOT, Draft, w
from edited import CASES, Fills, Grids
from edited_data import SUPPLIED
from lxml import etree
from word_parts import part, texts

from govscore.core.problems import Refused
from govscore.word.check import check
from govscore.word.fill import fill

NAME = "通报.docx"
FILLED = [name for name, (regime, case) in CASES.items() if isinstance(case(Draft(regime)), Fills)]
REFUSED = [name for name in CASES if name not in FILLED]


def lines(root: etree._Element) -> list[str]:
    """The texts of the paragraphs outside tables, deleted text left out."""
    found = []
    for paragraph in root.iter(w("p")):
        if next(paragraph.iterancestors(w("tbl")), None) is None:
            own = (t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph)
            found.append("".join(t.text or "" for t in own))
    return found


def grids(root: etree._Element) -> Grids:
    """The texts of every table's cells; those of a table inside a cell stand in a grid of their own behind it."""
    return [
        [
            ["".join(t.text or "" for t in cell.iter(w("t")) if next(t.iterancestors(w("tbl"))) is table)
             for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tbl"))) is table]
            for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table
        ]
        for table in root.iter(w("tbl"))
    ]  # fmt: skip


@cache
def untouched(regime: str) -> bytes:
    template = (ROOT / "templates" / regime / "bulletin.docx").read_bytes()
    return fill(template, SUPPLIED[regime](), NAME)


def expected_lines(regime: str, fills: Fills) -> list[str]:
    found = lines(part(untouched(regime)))
    for old, new in fills.changes:
        at = next(n for n, line in enumerate(found) if old in line)
        found[at] = found[at].replace(old, new, 1)
    for words in fills.without:
        found.remove(next(line for line in found if words in line))
    for words, line in fills.after:
        at = next(n for n, text in enumerate(found) if text == words[1:] or words in text)
        found.insert(at + 1, line)
    return found


@pytest.mark.parametrize("name", FILLED)
def test_the_edited_template_gives_the_notice(name: str) -> None:
    regime, case = CASES[name]
    draft = Draft(regime)
    fills = case(draft)
    assert isinstance(fills, Fills)
    notice = fill(draft.saved(), SUPPLIED[regime](), NAME)
    assert lines(part(notice)) == expected_lines(regime, fills)
    assert grids(part(notice)) == fills.tables(grids(part(untouched(regime))))
    for member, text in fills.other:
        assert text in texts(notice, member)


@pytest.mark.parametrize("name", REFUSED)
def test_the_edited_template_is_refused_at_its_place(name: str) -> None:
    regime, case = CASES[name]
    draft = Draft(regime)
    refuses = case(draft)
    assert not isinstance(refuses, Fills)
    wanted = {(code, f"[{NAME}]{place}") for code, place in refuses.problems}
    data = SUPPLIED[regime]()
    assert {(found.code, place) for found in check(draft.saved(), data, NAME) for place in found.places} >= wanted
    with pytest.raises(Refused) as refusal:
        fill(draft.saved(), data, NAME)
    assert {(found.code, place) for found in refusal.value.problems for place in found.places} == wanted


def test_there_are_enough_of_them() -> None:
    assert len(FILLED) >= 30
    assert len(REFUSED) >= 30
