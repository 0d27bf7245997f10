"""Every threat with the problem that the clerk must be told."""

import time
import zipfile

import pytest
import xls_writer
import xlsb_writer
from make_bad import (
    DECLARATION,
    MAIN,
    lie_about_size,
    ods,
    ods_number,
    ods_row,
    ods_text,
    ole2,
    xlsx,
    xlsx_parts,
    xlsx_with,
    zipped,
)

from govscore.core.limits import Limits
from govscore.core.problems import Refused, catalogue

ONE = '<row r="1"><c r="A1"><v>3</v></c></row>'
SMALL = Limits(unpacked_bytes=4 << 20)
LONG = f"<si><t>{'9' * (6 << 20)}</t></si>"
STRING = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
DTD = '<!DOCTYPE sst [<!ENTITY a "999">]>'
NOT_BOOKS = [
    (b"%PDF-1.7\n", "PDF"),
    (b"Rar!\x1a\x07\0", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x89PNG\r\n\x1a\n", "图片"),
    (b"\xff\xd8\xff\xe0", "图片"),
    ("<html><table><tr><td>甲</td></tr></table>".encode(), "网页"),
    ("\ufeff<meta charset='utf-8'><table>".encode(), "网页"),
    ("<!DOCTYPE html><html>".encode("utf-16"), "网页"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML 表格"),
    ("单位,得分\n甲局,3\n".encode("gbk"), "CSV"),
    ("单位\t得分\n".encode("utf-16"), "CSV"),
    (b"\x09\x08\x08\x00\0\x05\x05\0", "很老的 Excel"),
    (b"\x00\x01\x02\x03", "不认识"),
    (zipped({"word/document.xml": "<w/>"}), "Word"),
    (zipped({"ppt/presentation.xml": "<p/>"}), "演示"),
    (zipped({"a.txt": "a"}), "压缩包"),
    (zipped({"content.xml": "<office:text/>"}), "文字文档"),
    (ole2("WordDocument"), "Word"),
    (ole2("PowerPoint Document"), "演示"),
]


@pytest.mark.parametrize(("data", "kind"), NOT_BOOKS)
def test_other_files_are_named_for_what_they_are(desk, data, kind):
    with pytest.raises(Refused) as refused:
        desk.read(data, "成绩.xls")
    (found,) = refused.value.problems
    assert found.code == "not-a-workbook"
    assert kind in found.message
    assert found.places == ("[成绩.xls]",)


HOSTILE = {
    "zero bytes": (b"", "file-empty"),
    "no used cell": (xlsx(""), "workbook-empty"),
    "only blanks": (xlsx('<row r="9"><c r="C9" s="0"/></row>'), "workbook-empty"),
    "empty ods": (ods(ods_row("<table:table-cell/>")), "workbook-empty"),
    "half a zip": (xlsx(ONE)[:400], "file-damaged"),
    "half an xls": (xls_writer.workbook({"表1": [[1]]})[:700], "file-damaged"),
    "package password": (ole2("EncryptedPackage", "EncryptionInfo"), "password"),
    "xls password": (
        xls_writer.workbook({"表1": [[1]]}, extra=xls_writer.record(0x2F, b"\1\0\1\0\1\0" + b"x" * 48)),
        "password",
    ),
    "ods password": (
        ods(
            "",
            manifest='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
            "</manifest:file-entry>",
        ),
        "password",
    ),
    "document type": (
        xlsx_with(STRING, {"xl/sharedStrings.xml": f'{DTD}<sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'}),
        "entities",
    ),
    "document type in a part nobody needs": (
        xlsx_with(ONE, {"docProps/app.xml": "<!DOCTYPE x><x/>"}),
        "entities",
    ),
    "document type in UTF-16": (
        xlsx_with(STRING, {"xl/sharedStrings.xml": f'{DTD}<sst xmlns="{MAIN}"/>'.encode("utf-16")}),
        "entities",
    ),
    "document type in UTF-16 without mark": (
        xlsx_with(STRING, {"xl/sharedStrings.xml": f'{DTD}<sst xmlns="{MAIN}"/>'.encode("utf-16-be")}),
        "entities",
    ),
    "document type in UTF-7": (
        xlsx_with(STRING, {"xl/sharedStrings.xml": '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE'}),
        "entities",
    ),
    "document type in an ods": (
        zipped({"content.xml": f"{DECLARATION}<!DOCTYPE a><office:spreadsheet/>"}),
        "entities",
    ),
    "climbing name": (xlsx_with(ONE, {"../evil.xml": "<x/>"}), "parts-suspicious"),
    "absolute name": (xlsx_with(ONE, {"/etc/evil.xml": "<x/>"}), "parts-suspicious"),
    "drive name": (xlsx_with(ONE, {"c:\\evil.xml": "<x/>"}), "parts-suspicious"),
    "names that differ in case": (
        xlsx_with(ONE, {"xl/worksheets/SHEET1.xml": xlsx_parts("<sheetData/>")["xl/worksheets/sheet1.xml"]}),
        "parts-suspicious",
    ),
    "sparse corners": (
        xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
        "cells-too-many",
    ),
    "empty text in the far corner": (
        xlsx(ONE + '<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>', strings="<si><t/></si>"),
        "cells-too-many",
    ),
    "a hundred million rows in an ods": (ods(ods_row(ods_number(1), repeat=100_000_000)), "cells-too-many"),
    "a hundred million columns in an ods": (
        ods(ods_row(ods_number(1, 'table:number-columns-repeated="100000000"'))),
        "cells-too-many",
    ),
    "a hundred million formulas in an ods": (
        ods(ods_row('<table:table-cell table:formula="of:=1"/>', repeat=100_000_000)),
        "cells-too-many",
    ),
    "a hundred million blanks in a text": (ods(ods_row(ods_text('<text:s text:c="100000000"/>'))), "content-too-large"),
    "strings promised that are not there": (
        xlsx_with(STRING, {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" uniqueCount="4000000000"/>'}),
        "file-damaged",
    ),
    "strings promised in an xlsb": (
        xlsb_writer.workbook({"表1": [["a"]]}, promised=4_000_000_000),
        "file-damaged",
    ),
    "a merge over everything": (
        xlsx(ONE, after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "merge-too-large",
    ),
    "a merge over everything in an ods": (
        ods(ods_row(ods_number(1, 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'))),
        "merge-too-large",
    ),
    "a comment inside a number": (xlsx('<row r="1"><c r="A1"><v>1<!-- -->2</v></c></row>'), "readers-differ"),
    "a character reference inside a number": (
        xlsx('<row r="1"><c r="A1"><v>1&#50;</v></c></row>'),
        "readers-differ",
    ),
    "a hidden section inside a number": (
        xlsx('<row r="1"><c r="A1"><v><![CDATA[3]]></v></c></row>'),
        "readers-differ",
    ),
    "two values in a cell": (xlsx('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>'), "readers-differ"),
    "a cell met twice": (
        xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "file-damaged",
    ),
    "a cell in another row": (xlsx('<row r="2"><c r="A1"><v>1</v></c></row>'), "file-damaged"),
    "no such string": (xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "file-damaged"),
    "a number that is none": (xlsx('<row r="1"><c r="A1"><v>abc</v></c></row>'), "file-damaged"),
    "a number with underscore": (xlsx('<row r="1"><c r="A1"><v>1_0</v></c></row>'), "file-damaged"),
    "xml cut off": (xlsx('<row r="1"><c r="A1">'), "file-damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_for_its_own_reason(desk, name):
    data, code = HOSTILE[name]
    assert desk.codes(data) == [code]


def test_two_parts_of_one_name(desk):
    parts = list(xlsx_parts(f"<sheetData>{ONE}</sheetData>").items())
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([*parts, parts[-1]])
    assert desk.codes(data) == ["parts-suspicious"]


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/media/image1.png", "xl/unused.xml"])
def test_zip_bomb_in_any_part(desk, part):
    data = xlsx_with(ONE, {part: LONG if part.endswith("png") else f'<sst xmlns="{MAIN}">{LONG}</sst>'})
    assert len(data) < 20_000
    assert desk.codes(data, limits=SMALL) == ["content-too-large"]


def test_bomb_that_lies_about_its_size(desk):
    data = xlsx_with(STRING, {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{LONG}</sst>'})
    assert desk.codes(lie_about_size(data, "xl/sharedStrings.xml", 100)) == ["file-damaged"]


def test_file_larger_than_allowed(desk):
    assert desk.codes(xlsx(ONE), limits=Limits(file_bytes=100)) == ["file-too-large"]


def test_too_little_memory_is_too_large_and_not_damaged(desk):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}.5</v></c></row>' for n in range(1, 300_001))
    limits = Limits(memory_bytes=100 << 20)
    assert desk.codes(xlsx(rows), limits=limits) == ["content-too-large"]


def test_too_slow_a_file_ends_in_time(desk):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}.5</v></c></row>' for n in range(1, 300_001))
    data = xlsx(rows)
    begun = time.monotonic()
    assert desk.codes(data, limits=Limits(wall_seconds=0.2)) == ["reading-too-long"]
    assert time.monotonic() - begun < 2


def test_the_far_cell_is_named(desk):
    data = HOSTILE["sparse corners"][0]
    assert desk.places(data) == ["[台账.xlsx]表1!XFD1048576"]


def test_a_stray_cell_is_only_noted(desk):
    book = desk.read(xlsx(ONE + '<row r="400000"><c r="A400000"><v>2</v></c></row>'))
    assert [item.code for item in book.problems] == ["stray-cell"]
    assert book.problems[0].places == ("[台账.xlsx]表1!A400000",)
    assert len(book.sheets[0].rows) == 400_000
    assert book.sheets[0].rows[399_999] == [2]


def test_differing_cells_are_named(desk):
    cells = '<row r="7"><c r="E7"><v>1<!-- -->2</v></c><c r="F7"><v>5</v></c></row>'
    assert desk.places(xlsx(cells)) == ["[台账.xlsx]表1!E7"]


def test_a_changed_byte_in_an_xlsx_is_caught_by_its_checksum(desk):
    stored = zipped(xlsx_parts(f"<sheetData>{ONE}</sheetData>"), zipfile.ZIP_STORED)
    assert desk.read(stored).sheets[0].rows == [[3]]
    assert desk.codes(stored.replace(b"<v>3</v>", b"<v>8</v>")) == ["file-damaged"]


def test_every_problem_of_the_file_is_told_at_once(desk):
    cells = '<row r="1"><c r="A1"><v>1<!-- -->2</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    data = xlsx(cells, after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')
    assert desk.codes(data) == ["readers-differ", "value-under-merge"]


def test_wordings_of_the_door_are_complete():
    codes = {code for _, code in HOSTILE.values()} | {"stray-cell", "reader-unavailable", "file-unreadable"}
    for code in codes:
        assert catalogue()[code]["severity"] in ("stop", "note")
        assert catalogue()[code]["fix"].endswith("。")
