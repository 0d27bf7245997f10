"""What only the drawn pages show: faults of place, each caught by its own measure of the pages and no other."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

import pytest
from drawing import needs_office, pdfs_of
from good_documents import GOOD, LONG, packed
from good_parts import HEI, INDENT, p, r, room, text
from spoilings import FIRST_FOOT, FIRST_HEAD, ODD, SIGNED, Spoiling, s

from govscore.format_check.checking import check_format
from govscore.format_check.findings import LEFT_OUT, PASS
from govscore.format_check.one_file import FAILED, NO_OFFICE, draw
from govscore.format_check.parameters import DRAWN, parameters
from govscore.format_check.pdf_pages import read_pages

END = "<w:sectPr>"
OUTSIDE = p(r("伸出版心的文字"), '<w:ind w:left="-800"/>')
HIDDEN = p(r("这几个字不印出来。", more="<w:vanish/>"), INDENT)
LOW = '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
MIDDLE = '<wp:positionV relativeFrom="margin"><wp:posOffset>5400000</wp:posOffset></wp:positionV>'
DATE = p(r("2022年4月12日"), SIGNED)
AT_EDGE = p(r("2022年4月12日"), '<w:ind w:left="6320"/><w:jc w:val="center"/>')
MARK = p(r("附件", HEI))
SHORT_LINE = '</w:pBdr><w:ind w:left="567" w:right="567"/><w:jc w:val="center"/>'
NEW_PAGE = p(r("末页"), "<w:pageBreakBefore/>")

FAULTS = [
    s("mark at the top of the text", "文件", room(907) * 2, "", "mark-top"),
    s("letter's mark too high", "信函", 'w:header="1600"', 'w:header="1200"', "mark-top-letter"),
    s("line far under the mark", "信函", 'w:after="196"', 'w:after="600"', "letter-gap-drawn", FIRST_HEAD),
    s(
        "foot line too high",
        "信函",
        'w:footer="1077"',
        'w:footer="1300"',
        "letter-foot-drawn",
        also="pagenum-distance-drawn",
    ),
    s("foot line too short", "信函", '<w:ind w:left="-397" w:right="-397"/>', "", "letter-width-drawn", FIRST_FOOT),
    s("number on page 1", "信函", "<w:titlePg/>", "", "pagenum-first-drawn"),
    s("short red line", "文件", '</w:pBdr><w:jc w:val="center"/>', SHORT_LINE, "redline-drawn"),
    s("line close to the number", "文件", 'w:sz="12" w:space="11"', 'w:sz="12" w:space="1"', "redline-gap-drawn"),
    s("27 characters a line", "简报", '<w:spacing w:val="-5"/>', "", "characters-drawn", times=99),
    s(
        "21 lines a page",
        "附件",
        'w:linePitch="579"',
        'w:linePitch="600"',
        "pitch-drawn",
        also="lines-drawn",
    ),
    s("number on the inner side", "简报", '<w:jc w:val="right"/>', '<w:jc w:val="left"/>', "pagenum-side-drawn", ODD),
    s("number too low", "简报", 'w:footer="1418"', 'w:footer="850"', "pagenum-distance-drawn"),
    s("版记 in mid-page", "简报", LOW, MIDDLE, "imprint-bottom"),
    s("a page after the 版记", "简报", END, f"{NEW_PAGE}{END}", "imprint-last-page"),
    s("版记 on an odd page", "文件", text(LONG), text(LONG) * 4, "imprint-even"),
    s("date at the edge", "文件", DATE, AT_EDGE, "date-drawn"),
    s("annex title on line 4", "附件", MARK, MARK + p(""), "annex-line-drawn"),
    s("annex mark on line 2", "附件", MARK, p("") + MARK, "annex-top-drawn"),
    s("text beside the text area", "附件", END, f"{OUTSIDE}{END}", "inside-drawn"),
    s("text that is not printed", "简报", END, f"{HIDDEN}{END}", "whole-drawn"),
    s("no text on the first page", "简报", p(""), p("") * 20, "body-first-page"),
]


def caught(fault: Spoiling, pdf: bytes) -> set[str]:
    report = check_format(fault.made(), "坏.docx", fault.form, pdf)
    wrong = [row for row in report.rows if row.sign not in (PASS, LEFT_OUT)]
    return {row.parameter.id for row in wrong if row.parameter.source == DRAWN}


@needs_office
def test_faults_of_place_are_caught_on_the_pages(tmp_path: Path) -> None:
    drawn = pdfs_of([fault.made() for fault in FAULTS], tmp_path)
    found = {fault.what: caught(fault, pdf) for fault, pdf in zip(FAULTS, drawn, strict=True)}
    assert found == {fault.what: {fault.caught, *fault.also} for fault in FAULTS}
    assert len(found) == len(FAULTS)


def test_every_parameter_of_the_pages_is_offended_by_some_fault() -> None:
    wanted = {key for key, parameter in parameters().items() if parameter.source == DRAWN}
    known = {key for fault in FAULTS for key in (fault.caught, *fault.also)}
    assert known == wanted - {"fonts-drawn"}, "the fonts have a test of their own"


NOT_EMBEDDED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 93>>stream
BT /F1 16 Tf 100 742 Td (AB) Tj ET 1 0 0 RG 2 w 72 700 m 272 700 l S 0 0 0 rg 72 600 100 1 re f       
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""  # noqa: W291 - the stream's length is counted


def test_a_font_that_is_not_embedded_is_said() -> None:
    report = check_format(packed(GOOD["附件"]()), "好.docx", pdf=NOT_EMBEDDED)
    row = next(row for row in report.rows if row.parameter.id == "fonts-drawn")
    assert row.sign == "○"
    assert row.measured == "Helvetica没有嵌入"


def test_places_on_a_page_written_by_hand() -> None:
    page = read_pages(NOT_EMBEDDED)[0]
    first, second = page.lines()[0].characters
    assert (first.text, second.text) == ("A", "B")
    assert first.left == pytest.approx(100)
    assert first.baseline == pytest.approx(842 - 742)
    assert second.left == pytest.approx(100 + 0.667 * 16, abs=0.1)  # Helvetica's A is 667 thousandths wide
    red, black = sorted(page.rules, key=lambda rule: rule.y)
    assert (red.left, red.right, red.y, red.thickness, red.red) == pytest.approx((72, 272, 142, 2, True), abs=0.1)
    assert (black.left, black.right, black.y, black.red) == pytest.approx((72, 172, 842 - 600.5, False), abs=0.1)


def test_without_libreoffice_the_file_alone_is_measured() -> None:
    with mock.patch.dict(os.environ, {"PATH": ""}):
        assert draw(packed(GOOD["附件"]())) == NO_OFFICE
    report = check_format(packed(GOOD["附件"]()), "好.docx", pdf=NO_OFFICE)
    said = {row.measured for row in report.rows if row.parameter.source == DRAWN and "附件" in row.parameter.forms}
    assert said == {NO_OFFICE}


@needs_office
def test_a_file_that_libreoffice_cannot_open_is_said() -> None:
    assert draw(b"PK\x03\x04 no document") == FAILED
