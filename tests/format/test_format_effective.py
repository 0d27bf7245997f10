"""Effective formatting: what a paragraph or run looks like after defaults, table style, styles, theme and itself."""

from __future__ import annotations

import pytest
from word_documents import paragraph, read

from govscore.format_check.document import Paragraph, Table

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>
<w:sz w:val="21"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="100"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="base"><w:basedOn w:val="n"/><w:pPr><w:jc w:val="center"/>
<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>
<w:rPr><w:b/><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="far"><w:basedOn w:val="base"/><w:pPr><w:jc w:val="right"/></w:pPr>
<w:rPr><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ring1"><w:basedOn w:val="ring2"/></w:style>
<w:style w:type="paragraph" w:styleId="ring2"><w:basedOn w:val="ring1"/><w:rPr><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="table" w:styleId="grid">
<w:rPr><w:sz w:val="18"/></w:rPr><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
"""
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)


def one(xml: str) -> Paragraph:
    item = read(xml, STYLES, THEME).items[0]
    assert isinstance(item, Paragraph)
    return item


def test_the_defaults_hold_where_nothing_is_said() -> None:
    found = one(paragraph("字"))
    assert (found.size, found.after, found.align) == (10.5, 5, "left")  # 21 half points, 100 twips
    assert found.line == 1  # one line, as Word has it by itself


def test_theme_fonts_are_those_of_the_theme() -> None:
    run = one(paragraph("字")).runs[0]
    assert run.east == "宋体"  # the theme names no East Asian font, so its list's Chinese one
    assert run.ascii == "Calibri"


def test_a_style_passes_on_what_it_does_not_say() -> None:
    found = one(paragraph("字", "far"))
    assert (found.align, found.size) == ("right", 22)  # its own
    assert (found.line, found.rule, found.after) == (28.95, "exact", 5)  # base's and the defaults'
    assert found.runs[0].bold
    assert found.runs[0].east == "黑体"  # nearer than the theme's
    assert found.runs[0].ascii == "Calibri"


def test_direct_formatting_goes_before_styles() -> None:
    run = '<w:r><w:rPr><w:b w:val="0"/><w:sz w:val="28"/><w:rFonts w:eastAsia="仿宋"/></w:rPr><w:t>字</w:t></w:r>'
    found = one(f'<w:p><w:pPr><w:pStyle w:val="far"/><w:jc w:val="left"/></w:pPr>{run}</w:p>')
    assert (found.align, found.runs[0].size, found.runs[0].bold, found.runs[0].east) == ("left", 14, False, "仿宋")


def test_bold_on_bold_is_not_bold() -> None:
    run = '<w:r><w:rPr><w:rStyle w:val="strong"/></w:rPr><w:t>字</w:t></w:r>'
    assert not one(f'<w:p><w:pPr><w:pStyle w:val="base"/></w:pPr>{run}</w:p>').runs[0].bold
    assert one(f"<w:p>{run}</w:p>").runs[0].bold


def test_a_circle_of_styles_ends() -> None:
    assert one(paragraph("字", "ring1")).size == 15


def test_an_unknown_style_is_the_standard_one() -> None:
    assert one(paragraph("字", "nowhere")).size == 10.5


def test_the_table_style_stands_under_the_paragraph_style() -> None:
    cells = f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙', 'far')}</w:tc></w:tr>"
    table = read(f'<w:tbl><w:tblPr><w:tblStyle w:val="grid"/></w:tblPr>{cells}</w:tbl>', STYLES, THEME).items[0]
    assert isinstance(table, Table)
    plain, styled = table.paragraphs()
    assert (plain.size, plain.align) == (9, "center")
    assert (styled.size, styled.align) == (22, "right")


@pytest.mark.parametrize(
    ("indent", "start"),
    [
        ('w:firstLineChars="200"', 2),
        ('w:firstLineChars="200" w:firstLine="100"', 2),  # characters go before twips
        ('w:firstLine="640"', 2),  # 640 twips = 32 points = 2 × 16
        ('w:left="1600" w:hanging="960"', 2),  # (1600 − 960) / 20 / 16
        ('w:leftChars="500" w:hangingChars="300"', 2),
        ('w:firstLine="640" w:firstLineChars="0"', 2),  # none in characters
    ],
)
def test_where_the_first_line_begins(indent: str, start: float) -> None:
    run = '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>字</w:t></w:r>'
    found = one(f"<w:p><w:pPr><w:ind {indent}/></w:pPr>{run}</w:p>")
    assert found.start == pytest.approx(start)


def test_full_width_spaces_move_the_first_line_too() -> None:
    assert one(paragraph("　　字")).start == 2


def test_a_hanging_line_takes_away_the_styles_first_line() -> None:
    run = "<w:r><w:t>字</w:t></w:r>"
    found = one(f'<w:p><w:pPr><w:pStyle w:val="base"/><w:ind w:left="320" w:hanging="320"/></w:pPr>{run}</w:p>')
    assert found.start == 0


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    text = "<w:r><w:t>甲</w:t></w:r>"
    found = one(f'<w:p><w:del w:id="1">{text}</w:del><w:ins w:id="2">{text.replace("甲", "乙")}</w:ins></w:p>')
    assert found.text == "乙"


def test_marks_that_print_nothing_are_left_out() -> None:
    notice = read(
        paragraph("【若：甲】") + paragraph("【若：乙】一、情况【期间】【若完】") + paragraph("【若完】"), STYLES, THEME
    )
    assert [item.text for item in notice.items] == ["一、情况【期间】"]


def test_numbers_that_word_writes_itself_are_read() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    )
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>情况</w:t></w:r></w:p>'
    )
    assert read(body, STYLES, THEME, numbering).items[0].words == "一、情况"


def test_a_broken_measure_counts_as_none() -> None:
    odd = '<w:pPr><w:ind w:left="2cm" w:firstLine="nan"/><w:spacing w:line="inf" w:before="1e99"/></w:pPr>'
    found = one(f"<w:p>{odd}<w:r><w:t>字</w:t></w:r></w:p>")
    assert (found.left, found.first, found.line, found.before) == (0, 0, 1, 0)


def test_xml_comments_do_no_harm() -> None:
    inside = "<!-- a --><w:pPr><!-- b --><w:jc w:val='center'/></w:pPr><w:r><!-- c --><w:t>字</w:t></w:r>"
    assert one(f"<w:p>{inside}</w:p>").align == "center"
