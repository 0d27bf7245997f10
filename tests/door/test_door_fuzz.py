"""Random damage: the parent lives, ends in time, and gives a whole book or a refusal."""

import random
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import xls_writer
import xlsb_writer
from make_bad import xlsx_parts, zipped
from test_door_formats import FORMATS

from govscore.core.limits import Limits
from govscore.core.problems import Refused
from govscore.readers.workbook import Book, read_book

MUTANTS = 150
LIMITS = Limits(wall_seconds=10, memory_bytes=1 << 30)


def damaged(data, dice):
    """One of: bytes changed, a stretch removed, cut off, a stretch repeated, bytes put in."""
    found = bytearray(data)
    kind = dice.randrange(5)
    at = dice.randrange(len(found))
    end = min(len(found), at + dice.randrange(1, 64))
    if kind == 0:
        for _ in range(dice.randrange(1, 8)):
            found[dice.randrange(len(found))] = dice.randrange(256)
    elif kind == 1:
        del found[at:end]
    elif kind == 2:
        del found[at:]
    elif kind == 3:
        found[at:at] = found[at:end]
    else:
        found[at:at] = dice.randbytes(end - at)
    return bytes(found)


def outcome(path):
    try:
        book = read_book(path, LIMITS)
    except Refused as refused:
        assert refused.problems
        assert "reader-unavailable" not in [item.code for item in refused.problems]
        return None
    assert isinstance(book, Book)
    return book


def outcomes(tmp_path, name, mutants):
    paths = []
    for number, data in enumerate(mutants):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(data)
        paths.append(path)
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(outcome, paths))


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls", "台账.xlsb", "台账.ods"])
def test_damage_to_the_file(tmp_path, name):
    dice = random.Random(name)
    data = FORMATS[name]()
    books = outcomes(tmp_path, name, [damaged(data, dice) for _ in range(MUTANTS)])
    assert len(books) == MUTANTS


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xlsb", "台账.ods"])
def test_damage_inside_a_part_with_a_right_checksum(tmp_path, name):
    """Damage that a checksum cannot tell must still not kill, hang or come back as half a book."""
    dice = random.Random(name + "part")
    whole = tmp_path / name
    whole.write_bytes(FORMATS[name]())
    with zipfile.ZipFile(whole) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    wanted = [member for member in parts if "sheet" in member.lower() or "content" in member or "orkbook." in member]

    def mutant():
        member = dice.choice(wanted)
        return zipped({**parts, member: damaged(parts[member], dice)})

    assert len(outcomes(tmp_path, name, [mutant() for _ in range(MUTANTS)])) == MUTANTS


def test_every_changed_digit_of_an_xlsx_is_caught(tmp_path):
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(101, 131))
    stored = zipped(xlsx_parts(f"<sheetData><row>{cells}</row></sheetData>"), zipfile.ZIP_STORED)
    places = [at for at in range(len(stored)) if stored[at - 3 : at] == b"<v>"]
    mutants = [stored[:at] + b"9" + stored[at + 1 :] for at in places]
    assert len(mutants) == 30
    assert outcomes(tmp_path, "数.xlsx", mutants) == [None] * 30


@pytest.mark.parametrize("writer", [xls_writer, xlsb_writer])
def test_cut_anywhere(tmp_path, writer):
    data = writer.workbook({"表1": [["单位", n, n + 0.5] for n in range(40)]})
    step = max(len(data) // 40, 1)
    halves = [data[:end] for end in range(1, len(data), step)]
    found = outcomes(tmp_path, "半份", halves)
    assert len(found) == len(halves) >= 40
    if writer is xlsb_writer:  # a zip has its directory at the end: no half of it can be read
        assert found == [None] * len(halves)
