"""The default templates, filled: page, grid, styles, titles, annexes, tables and 版记 as GB/T 9704-2012 has them.

Lengths in the file are twips, 1440 an inch of 25.4 mm.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from default_documents import ALL, BRIEFING, FILE, LETTERS, ORDINARY, TEMPLATES, documents
from lxml import etree
from samples_at_hand import ROOT
from word_parts import W, find, part

from govscore.outputs.notice.bulletin import check_template
from govscore.scheme.files import load_all

TOOLS = ROOT / "tools"
sys.path.append(str(TOOLS))

from forms.widths import Column, ems, layout, needed, spread, upright  # noqa: E402

NS = {"w": W}
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TEXT = (8844, 12756)  # 版心: 156 × 225 mm
MILLIMETRE = 1440 / 25.4
FONTS = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find(path, NS)
    return None if found is None else found.get(f"{{{W}}}{name}")


def whole(element: etree._Element, path: str, name: str) -> int:
    text = value(element, path, name)
    assert text is not None, (path, name)
    return int(text)


def text(element: etree._Element) -> str:
    """The text of a paragraph or cell, text boxes left out."""
    own = [t for t in element.iter(f"{{{W}}}t") if next(t.iterancestors(f"{{{W}}}txbxContent"), None) is None]
    return "".join(t.text or "" for t in own)


def styled(regime: str, style: str) -> list[etree._Element]:
    body = part(documents()[regime])
    return [p for p in body.iter(f"{{{W}}}p") if value(p, "w:pPr/w:pStyle") == style]


def sections(regime: str) -> list[etree._Element]:
    return find(documents()[regime], ".//w:sectPr")


@pytest.mark.parametrize("regime", ALL)
def test_margins_are_mirrored_and_odd_and_even_pages_differ(regime: str) -> None:
    settings = part(documents()[regime], "word/settings.xml")
    names = [etree.QName(child).localname for child in settings]
    assert {"mirrorMargins", "evenAndOddHeaders"} <= set(names)
    assert names.index("mirrorMargins") < names.index("evenAndOddHeaders") < names.index("compat"), "schema order"


@pytest.mark.parametrize("regime", ALL)
def test_every_section_has_the_text_area_and_the_grid(regime: str) -> None:
    for section in sections(regime):
        size = [whole(section, "w:pgSz", side) for side in ("w", "h")]
        sides = [whole(section, "w:pgMar", side) for side in ("left", "right", "top", "bottom")]
        area = (size[0] - sides[0] - sides[1], size[1] - sides[2] - sides[3])
        if value(section, "w:pgSz", "orient") == "landscape":
            assert (size, area) == ([16838, 11906], (12756, 8844))
            # the sheet's 天头 (37 mm) and foot (35 mm) change sides on even pages: 36 ± 1 mm serves both
            assert all(abs(side / MILLIMETRE - 36) < 0.1 for side in sides[:2])
        else:
            assert (size, area) == ([11906, 16838], TEXT)
        assert (value(section, "w:docGrid", "type"), value(section, "w:docGrid", "linePitch")) == ("lines", "579")
    assert 22 * 579 <= TEXT[1] < 23 * 579
    assert 28 * (320 - 5) <= TEXT[0] < 29 * (320 - 5)


@pytest.mark.parametrize("regime", ALL)
def test_text_styles_keep_the_grid_of_22_lines_of_28_characters(regime: str) -> None:
    styles = {s.get(f"{{{W}}}styleId"): s for s in find(documents()[regime], ".//w:style", "word/styles.xml")}
    for name in ("Body", "Flush", "Level1", "Level2", "Number", "Annexes", "Signed", "AnnexMark"):
        style = styles[name]
        assert (value(style, "w:pPr/w:spacing", "line"), value(style, "w:pPr/w:spacing", "lineRule")) == (
            "579",
            "exact",
        )
        assert (value(style, "w:rPr/w:sz"), value(style, "w:rPr/w:spacing")) == ("32", "-5")
    body = styles["Body"]
    assert (value(body, "w:pPr/w:ind", "firstLine"), value(body, "w:pPr/w:ind", "firstLineChars")) == ("632", "200")
    roles = {"Headline": ("方正小标宋简体", "44"), "Level1": ("黑体", "32"), "Level2": ("楷体_GB2312", "32"),
             "Body": ("仿宋_GB2312", "32"), "Copy": ("仿宋_GB2312", "28"), "Page": ("宋体", "28")}  # fmt: skip
    for name, (font, size) in roles.items():
        assert (value(styles[name], "w:rPr/w:rFonts", "eastAsia"), value(styles[name], "w:rPr/w:sz")) == (font, size)


@pytest.mark.parametrize("regime", ALL)
def test_every_run_takes_its_font_from_a_style_with_the_hint(regime: str) -> None:
    content = documents()[regime]
    styles = {s.get(f"{{{W}}}styleId"): s for s in find(content, ".//w:style", "word/styles.xml")}
    for paragraph in part(content).iter(f"{{{W}}}p"):
        for run in paragraph.findall("w:r", NS):
            name = value(run, "w:rPr/w:rStyle") or value(paragraph, "w:pPr/w:pStyle")
            if run.find("w:t", NS) is not None:
                fonts = styles[name].find("w:rPr/w:rFonts", NS)
                assert fonts is not None, name
                named = {fonts.get(f"{{{W}}}{script}") for script in ("ascii", "hAnsi", "eastAsia")}
                assert named <= FONTS and len(named) == 1
                assert fonts.get(f"{{{W}}}hint") == "eastAsia"
    assert value(part(content, "word/styles.xml"), "w:docDefaults/w:rPrDefault/w:rPr/w:lang", "eastAsia") == "zh-CN"


@pytest.mark.parametrize("regime", ALL)
def test_title_lines_fit_and_widen_or_bulge_but_never_narrow_in_the_middle(regime: str) -> None:
    widths = [ems(text(line)) for line in styled(regime, "Headline")]
    assert widths and max(widths) <= 20, "20 characters of 22 pt are 440 of 442 pt"
    if len(widths) > 1:
        top = widths.index(max(widths))
        assert widths[: top + 1] == sorted(widths[: top + 1]) and widths[top:] == sorted(widths[top:], reverse=True)
        assert max(widths) - min(widths) >= 2


@pytest.mark.parametrize("regime", [r for r in ALL if r not in (BRIEFING, "qiandongnan-2021q4")])
def test_annexes_are_announced_as_they_are_headed(regime: str) -> None:
    lines = [text(p).removeprefix("附件：") for p in styled(regime, "Annexes")]
    marks, titles = ([text(p) for p in styled(regime, style)] for style in ("AnnexMark", "AnnexTitle"))
    if len(titles) == 1:
        assert (lines, marks) == (titles, ["附件"])
    else:
        numbers = range(1, len(titles) + 1)
        assert lines == [f"{n}.{title}" for n, title in zip(numbers, titles, strict=True)]
        assert marks == [f"附件{n}" for n in numbers]
    assert not any(line.endswith(tuple("。；，、：")) for line in lines)


@pytest.mark.parametrize("regime", [r for r in ALL if r not in (BRIEFING, "qiandongnan-2021q4")])
def test_an_annex_begins_a_page_and_its_title_is_on_the_third_line(regime: str) -> None:
    for mark in styled(regime, "AnnexMark"):
        before = [item for item in mark.itersiblings(preceding=True) if item.tag == f"{{{W}}}p"]
        begins = mark.find("w:pPr/w:pageBreakBefore", NS) is not None
        assert begins or before[0].find("w:pPr/w:sectPr", NS) is not None
        blank, title = list(mark.itersiblings())[:2]
        assert text(blank) == "" and value(title, "w:pPr/w:pStyle") == "AnnexTitle"


@pytest.mark.parametrize("regime", ["shiquan-2022q1", "qiandongnan-2023q4-inspection"])
def test_turned_lines_of_the_annex_list_align_with_the_names(regime: str) -> None:
    """附件：1. stands two characters in, the names 6.5 in: 315.86 × 6.5 = 2053, less 4.5 are 632 (two in)."""
    first, second = styled(regime, "Annexes")
    places = [(whole(p, "w:pPr/w:ind", "left"), whole(p, "w:pPr/w:ind", "hanging")) for p in (first, second)]
    assert [left for left, _ in places] == [2053, 2053]
    assert [left - hanging for left, hanging in places] == [632, 1579]  # 1579: after 附件：, five in


def test_a_single_annex_has_no_number() -> None:
    [line] = styled(FILE, "Annexes")
    assert text(line) == "附件：政务信息采用计分办法"
    assert (whole(line, "w:pPr/w:ind", "left"), whole(line, "w:pPr/w:ind", "hanging")) == (1579, 948)


def tables(regime: str) -> Iterator[tuple[etree._Element, int]]:
    """The tables of a document, and the width of the 版心 of their section."""
    body = part(documents()[regime]).find("w:body", NS)
    assert body is not None
    waiting: list[etree._Element] = []
    for item in body:
        ends = item if item.tag == f"{{{W}}}sectPr" else item.find("w:pPr/w:sectPr", NS)
        if item.tag == f"{{{W}}}tbl":
            waiting.append(item)
        if ends is not None:
            turned = value(ends, "w:pgSz", "orient") == "landscape"
            yield from ((table, TEXT[1] if turned else TEXT[0]) for table in waiting)
            waiting = []


@pytest.mark.parametrize("regime", [r for r in ALL if r != FILE])
def test_tables_have_fixed_widths_repeated_headings_and_whole_rows(regime: str) -> None:
    found = list(tables(regime))
    assert found
    for table, width in found:
        columns = [int(c.get(f"{{{W}}}w", "0")) for c in table.iter(f"{{{W}}}gridCol")]
        assert sum(columns) == width == whole(table, "w:tblPr/w:tblW", "w")
        assert value(table, "w:tblPr/w:tblLayout", "type") == "fixed"
        rows = table.findall("w:tr", NS)
        heads = [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows]
        assert heads[0] and heads == sorted(heads, reverse=True), "only the first rows together repeat"
        for row in rows:
            assert row.find("w:trPr/w:cantSplit", NS) is not None
            widths = [whole(cell, "w:tcPr/w:tcW", "w") for cell in row.findall("w:tc", NS)]
            assert sum(widths) == width


def test_wide_annexes_lie_on_their_side_and_others_stand() -> None:
    turned = {r: [value(s, "w:pgSz", "orient") == "landscape" for s in sections(r)] for r in ALL}
    assert turned == {
        "shiquan-2022q1": [False, True, False],
        "shiquan-2020q4": [False, True, False],
        "qiandongnan-2021q4": [False],
        "qiandongnan-2023q4-inspection": [False],
        BRIEFING: [False],
        FILE: [False],
    }


@pytest.mark.parametrize("regime", LETTERS)
def test_a_letter_has_a_first_page_of_its_own(regime: str) -> None:
    first, *others = sections(regime)
    kinds = {(etree.QName(r).localname, r.get(f"{{{W}}}type")) for r in first if "Reference" in r.tag}
    assert kinds == {
        ("headerReference", "first"), ("footerReference", "first"),
        ("footerReference", "default"), ("footerReference", "even"),
    }  # fmt: skip
    assert first.find("w:titlePg", NS) is not None
    assert all(section.find("w:titlePg", NS) is None for section in others)


@pytest.mark.parametrize("regime", [r for r in ALL if r != "qiandongnan-2023q4-inspection"])
def test_the_last_paragraph_holds_the_imprint_and_as_much_room(regime: str) -> None:
    body = part(documents()[regime]).find("w:body", NS)
    assert body is not None
    *_, last, section = body
    assert section.tag == f"{{{W}}}sectPr"
    [box] = last.iter(f"{WP}anchor")
    assert [e.text for e in box.iter(f"{WP}align")] == ["bottom"]
    assert box.find(f"{WP}positionV").get("relativeFrom") == "margin"
    extent = box.find(f"{WP}extent")
    assert int(extent.get("cx")) == 8844 * 635
    height = int(extent.get("cy")) // 635
    assert whole(last, "w:pPr/w:spacing", "line") >= height, "or text could run under the box"
    borders = [int(b.get(f"{{{W}}}sz", "")) for b in box.iterfind(".//w:pBdr/*", NS)]
    assert borders == ([] if regime in LETTERS else [8, 6, 8])  # eighths of a point: 0.35, 0.26, 0.35 mm


def test_the_imprints_say_what_each_form_asks() -> None:
    said = {}
    for regime in (LETTERS[0], BRIEFING, FILE):
        last = part(documents()[regime]).findall("w:body/w:p", NS)[-1]
        anchor = next(last.iter(f"{WP}anchor"))
        lines = ["".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in anchor.iter(f"{{{W}}}p")]
        said[regime] = [line for line in lines if line]
    assert [len(lines) for lines in said.values()] == [1, 2, 2]
    assert said[LETTERS[0]][0].startswith("抄送：") and said[FILE][0].startswith("抄送：")
    assert said[BRIEFING][0].startswith("本期发：")
    assert said[BRIEFING][1] == "责任编辑：×××审核：×××签发：×××"
    assert said[FILE][1].endswith("印发")


def test_the_ordinary_form_serves_every_scoring_scheme_and_is_what_the_tool_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in load_all():
        check_template(loaded.scheme, ORDINARY)
    monkeypatch.setattr(sys, "path", [str(TOOLS), *sys.path])
    runpy.run_path(str(TOOLS / "make_templates.py"))["main"](tmp_path)
    assert (tmp_path / ORDINARY.relative_to(TEMPLATES)).read_bytes() == ORDINARY.read_bytes()
    assert not (ORDINARY.parent / "scheme.toml").exists()


def test_the_width_that_a_column_needs() -> None:
    """五号 is 210 twips an em; 56 for the cell's edges and 40 to spare; a digit or point is half an em."""
    assert needed(Column(("序号",), "序", "99"), 21) == 2 * 210 + 96  # the heading on one line
    assert needed(Column(("累计",), "累计", "1234.5"), 21) == 3 * 210 + 96
    assert needed(Column(("市政府网站",), "网站", "9"), 21) == 3 * 210 + 96  # 市政府 over 网站
    assert needed(Column(("动态栏目超两周未更新数",), "数", "9"), 21) == 4 * 210 + 96  # eleven signs on three lines
    assert needed(Column(("单位",), "单位", "人大常委会办公室", name=True), 21) == (4 + 1) * 210 + 96
    assert needed(Column(("占任务",), "占任务", "118%"), 18) == 450 + 96  # 2.5 em of 180; 占任务 on two lines is less


def test_a_table_lies_down_only_where_it_has_to() -> None:
    narrow = [Column(("得分",), "得分", "1234.5")] * 12  # 12 × 726 = 8712
    assert layout(narrow).turned is False
    wide = [*narrow, Column(("名次",), "名次", "99")]  # + 516 = 9228 > 8844
    assert layout(wide).turned is True
    assert sum(layout(wide).widths) == 12756
    with pytest.raises(ValueError, match="too wide"):
        layout(narrow * 2)  # 17424 > 12756
    with pytest.raises(ValueError, match="too wide"):
        upright(wide, 21)
    assert upright(wide, 21, 18).size == 18  # 12 × 636 + 456 = 8088


def test_what_is_left_goes_to_names_then_headings_then_to_all() -> None:
    columns = [Column(("单位",), "单位", "十二个字长的单位名称某某", name=True), Column(("报送量",), "量", "9")]
    # needed: 7 × 210 + 96 = 1566, and 报送 over 量: 2 × 210 + 96 = 516
    assert spread(columns, 21, 2081) == ()
    assert spread(columns, 21, 2082) == (1566, 516)
    assert spread(columns, 21, 2182) == (1666, 516)
    # on one line: 12 × 210 + 96 = 2616 and 3 × 210 + 96 = 726; the last twip to the first
    assert spread(columns, 21, 3342) == (2616, 726)
    assert spread(columns, 21, 3345) == (2618, 727)


# the order of children in Word's schema (ECMA-376 part 1, 17.3–17.15): Word refuses files that break it
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku wordWrap"
    " overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind jc textAlignment"
    " outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b color spacing w kern position sz szCs lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders noWrap textDirection vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols vAlign titlePg docGrid",
    "pBdr": "top left bottom right between",
    "tblBorders": "top left bottom right insideH insideV",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "settings": "mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
}


@pytest.mark.parametrize("regime", ALL)
def test_children_stand_in_the_order_of_the_schema(regime: str) -> None:
    content = documents()[regime]
    headers = [f"word/{kind}{n}.xml" for kind, n in {LETTERS[0]: [("header", 2), ("footer", 2)]}.get(regime, [])]
    checked = 0
    for member in ("word/document.xml", "word/styles.xml", "word/settings.xml", *headers):
        for element in part(content, member).iter():
            name = etree.QName(element).localname
            if element.tag.startswith(f"{{{W}}}") and name in ORDER:
                places = [ORDER[name].split().index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), etree.tostring(element)
                checked += 1
    assert checked > 100
