"""Values, conditions, lists, blocks and tables in small documents; expected texts are written out by hand."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_parts import OFFICE, RELS, W, box, canonical, document, find, grid, p, part, r, story, tbl, tc, texts, tr

from govscore.core.problems import Refused
from govscore.word.data import Data, merge
from govscore.word.fill import fill
from govscore.word.verify import verify

NAME = "通报.docx"


def filled(body: str, data: Data) -> bytes:
    return fill(document(body), data, NAME)


def lines(body: str, **supplied: object) -> list[str]:
    return texts(filled(body, Data(**supplied)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    ["一季度", "R&D <1%> \"引\" '号'", "𠮷田😀", "  前后有空格  ", "“引”…—", "]]>", "【不是标记】", "&amp;", "0"],
)
def test_a_value_is_placed_as_it_is(value: str) -> None:
    assert lines(p("甲【期间】乙"), values={"期间": value}) == [f"甲{value}乙"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("一\n二", "一\n二"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("一\t二", "一\t二"),
        ("\n", "\n"),
        ("a\x00b\x07c\x1f\ufffe\ud800d", "abcd"),
        ("a\u2028b\x0bc\x85d", "a\nb\nc\nd"),
        ("", ""),
    ],
)
def test_breaks_become_elements_and_control_characters_go(value: str, expected: str) -> None:
    assert lines(p("甲【期间】乙"), values={"期间": value}) == [f"甲{expected}乙"]


def test_the_format_is_that_of_the_run_where_the_mark_begins() -> None:
    body = p(r("甲【期", "<w:b/>"), r("间】乙", "<w:i/>"))
    runs = find(filled(body, Data({"期间": "一\n二"})), ".//w:r")
    assert [("".join(x.itertext()), x[0][0].tag[len(W) + 2 :]) for x in runs] == [("甲一二", "b"), ("乙", "i")]


def test_spaces_are_kept() -> None:
    words = find(filled(p("【甲】"), Data({"甲": " 一 "})), ".//w:t")
    assert words[0].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize(("holds", "expected"), [(True, ["甲", "乙"]), (False, ["乙"])])
def test_a_condition_at_the_start_decides_on_the_paragraph(holds: bool, expected: list[str]) -> None:
    assert lines(p("【若：真】甲") + p("乙"), conditions={"真": holds}) == expected
    assert lines(p("【若非：真】甲") + p("乙"), conditions={"真": not holds}) == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [(True, True, "甲乙丙丁戊"), (True, False, "甲乙丁戊"), (False, True, "甲戊"), (False, False, "甲戊")],
)
def test_conditions_in_a_line_may_be_nested(one: bool, two: bool, expected: str) -> None:
    body = p("甲【若：一】乙【若：二】丙【若完】丁【若完】戊")
    assert lines(body, conditions={"一": one, "二": two}) == [expected]


def test_values_in_a_dropped_range_are_not_placed_and_pictures_in_it_go() -> None:
    body = p("甲【若：真】【期间】", "<w:r><w:drawing/></w:r>", "【若完】乙")
    result = filled(body, Data({"期间": "不要"}, {"真": False}))
    assert texts(result) == ["甲乙"]
    assert find(result, ".//w:drawing") == []


def test_a_paragraph_that_was_only_a_dropped_range_goes() -> None:
    assert lines(p("【若：真】甲【若完】") + p("乙"), conditions={"真": False}) == ["乙"]


@pytest.mark.parametrize(("holds", "expected"), [(True, ["前", "甲", "表", "后"]), (False, ["前", "后"])])
def test_a_condition_alone_in_its_paragraph_decides_on_what_follows(holds: bool, expected: list[str]) -> None:
    body = p("前") + p("【若：真】") + p("甲") + tbl(tr("表")) + p("【若完】") + p("后")
    assert lines(body, conditions={"真": holds}) == expected


@pytest.mark.parametrize(("items", "expected"), [(["一", "二"], ["·一；", "·二；"]), ([], [])])
def test_a_list_repeats_its_paragraph(items: list[str], expected: list[str]) -> None:
    assert lines(p("·【镇备注】；"), lists={"镇备注": items}) == expected


def test_a_list_item_that_looks_like_a_mark_is_text() -> None:
    assert lines(p("【备注】"), lists={"备注": ["【期间】"]}, values={"期间": "不"}) == ["【期间】"]


BLOCKS = p("【每个：单位】") + p("【名】（【期间】）") + p("【每个：项】·【项名】【完】") + p("【完】") + p("末")


def test_blocks_are_nested_and_names_are_looked_up_outward() -> None:
    items = [Data({"项名": "一"}), Data({"项名": "二", "名": "内"})]
    blocks = {"单位": [Data({"名": "甲"}, blocks={"项": items}), Data({"名": "乙"}, blocks={"项": []})]}
    assert lines(BLOCKS, values={"期间": "春"}, blocks=blocks) == ["甲（春）", "·一", "·二", "乙（春）", "末"]


def test_a_block_may_begin_and_end_inside_its_paragraphs() -> None:
    body = p("【每个：单位】（一）【名】") + p("得【分】分【完】")
    blocks = {"单位": [Data({"名": "甲", "分": "1"}), Data({"名": "乙", "分": "2"})]}
    assert lines(body, blocks=blocks) == ["（一）甲", "得1分", "（一）乙", "得2分"]


def test_tables_of_repeated_blocks_do_not_touch() -> None:
    body = p("【每个：单位】") + tbl(tr("【名】")) + p("【完】") + tbl(tr("末"))
    result = filled(body, Data(blocks={"单位": [Data({"名": "甲"}), Data({"名": "乙"})]}))
    tags = [child.tag[len(W) + 2 :] for child in part(result)[0]]
    assert tags == ["tbl", "p", "tbl", "p", "tbl"]
    assert [grid(result, i) for i in range(3)] == [[["甲"]], [["乙"]], [["末"]]]


def test_what_must_be_single_is_not_repeated() -> None:
    inside = (
        '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
        '<w:r><w:drawing><wp:docPr id="3" name="x"/></w:drawing></w:r>'
    )
    body = f'<w:p w14:paraId="00000001">{r("【每个：单位】【名】")}{inside}{r("【完】")}</w:p>'
    result = filled(body, Data(blocks={"单位": [Data({"名": "甲"}), Data({"名": "乙"})]}))
    assert texts(result) == ["甲", "乙"]
    assert find(result, ".//w:bookmarkStart") == []
    assert b"paraId=" not in zipfile.ZipFile(io.BytesIO(result)).read("word/document.xml")
    drawn = [e.get("id") for e in part(result).iter() if str(e.tag).endswith("}docPr")]
    assert drawn == ["3", "4"]


ROW = tr("【镇表.序】", "【镇表.单位】", "【镇表.本期】")


def test_a_sample_row_repeats_with_running_number() -> None:
    rows = [{"单位": "甲镇", "本期": "1.5"}, {"单位": "乙镇", "本期": "—"}]
    table = tbl(tr("序号", "单位", "【期间】"), ROW, tr("合计", "", "x"))
    result = filled(table, Data({"期间": "春"}, tables={"镇表": rows}))
    expected = [["序号", "单位", "春"], ["1", "甲镇", "1.5"], ["2", "乙镇", "—"], ["合计", "", "x"]]
    assert grid(result) == expected


def test_a_given_number_is_used() -> None:
    rows = [{"序": "7", "单位": "甲镇", "本期": ""}]
    assert grid(filled(tbl(ROW), Data(tables={"镇表": rows}))) == [["7", "甲镇", ""]]


def test_without_rows_the_sample_row_goes_and_an_empty_table_too() -> None:
    fields = {"镇表": frozenset({"单位", "本期"})}
    data = Data(tables={"镇表": []}, table_fields=fields)
    assert grid(filled(tbl(tr("序", "单位", "本期"), ROW), data)) == [["序", "单位", "本期"]]
    assert texts(filled(p("前") + tbl(ROW) + p("后"), data)) == ["前", "后"]


def test_two_sample_rows_make_two_rows_for_each_unit() -> None:
    table = tbl(tr("【镇表.单位】"), tr("得【镇表.本期】分"))
    rows = [{"单位": "甲", "本期": "1"}, {"单位": "乙", "本期": "2"}]
    assert grid(filled(table, Data(tables={"镇表": rows}))) == [["甲"], ["得1分"], ["乙"], ["得2分"]]


def test_rows_of_a_kind_use_the_sample_row_of_that_kind() -> None:
    table = tbl(tr("单位"), tr("【仅：组】目标【镇表.组】"), tr("【镇表.序】【镇表.单位】"))
    rows = [{"单位": "甲"}, {"#kind": "组", "组": "40"}, {"单位": "乙"}, {"#kind": "组", "组": "30"}, {"单位": "丙"}]
    expected = [["单位"], ["1甲"], ["目标40"], ["2乙"], ["目标30"], ["3丙"]]
    assert grid(filled(table, Data(tables={"镇表": rows}))) == expected


def test_two_tables_may_share_out_the_kinds() -> None:
    body = tbl(tr("【镇表.单位】")) + p("其他") + tbl(tr("【仅：外】【镇表.单位】"))
    rows = [{"单位": "甲"}, {"单位": "乙", "#kind": "外"}]
    result = filled(body, Data(tables={"镇表": rows}))
    assert [grid(result, 0), grid(result, 1)] == [[["甲"]], [["乙"]]]


def test_a_row_with_conditions_lists_and_line_breaks() -> None:
    cell = tc(p("【镇表.单位】【若：真】（√）【若完】"), p("·【备注】"))
    data = Data({}, {"真": True}, {"备注": ["一", "二"]}, {"镇表": [{"单位": "甲\n镇"}, {"单位": "乙"}]})
    assert texts(filled(tbl(tr(cell)), data)) == ["甲\n镇（√）", "·一", "·二", "乙（√）", "·一", "·二"]


def test_a_row_with_line_break_only() -> None:
    assert texts(filled(tbl(tr("甲【表.名】乙")), Data(tables={"表": [{"名": "一\n二"}]}))) == ["甲一\n二乙"]


MERGED = {"单位": "甲", "本期": "1", "上期": "2", "累计": "3", "备注": "b"}


def _merged_row(fields: str, entry: str) -> tuple[list[str], list[str], list[str]]:
    """Texts, widths and spans of the cells of one row."""
    table = tbl(
        tr(*[tc(f"【表.{f}】", width=w) for f, w in zip(fields.split(), (900, 700, 500, 300, 100), strict=False)])
    )
    result = filled(table, Data(tables={"表": [{**MERGED, "#merge": entry}]}))
    spans = [(e.find(f".//{{{W}}}gridSpan")) for e in find(result, ".//w:tc")]
    widths = [e.get(f"{{{W}}}w", "") for e in find(result, ".//w:tcW")]
    return grid(result)[0], widths, ["" if s is None else s.get(f"{{{W}}}val", "") for s in spans]


def test_merged_cells_keep_the_sum_of_widths() -> None:
    texts_, widths, spans = _merged_row("单位 本期 上期 累计 备注", merge("本期", "累计", "不计分"))
    assert texts_ == ["甲", "不计分", "b"]
    assert widths == ["900", "1500", "100"]  # 700 + 500 + 300
    assert spans == ["", "3", ""]


def test_two_merges_in_a_row() -> None:
    entry = merge("本期", "上期", "暂未反馈") + "\n" + merge("累计", "备注", "=")
    assert _merged_row("单位 本期 上期 累计 备注", entry) == (
        ["甲", "暂未反馈", "="],
        ["900", "1200", "400"],  # 700 + 500, 300 + 100
        ["", "2", "2"],
    )


def test_merges_follow_moved_and_removed_columns() -> None:
    entry = merge("本期", "累计", "不计分")
    assert _merged_row("单位 本期 累计", entry)[0] == ["甲", "不计分"]
    assert _merged_row("本期 单位 上期 累计", entry)[0] == ["不计分", "甲", "不计分"]
    assert _merged_row("单位 备注", entry)[0] == ["甲", "b"]


def test_a_merged_cell_in_a_row_that_is_more_than_values() -> None:
    table = tbl(tr("【若：真】【表.单位】【若完】", tc(p(r("共【表.本期】分", "<w:b/>")), p("二")), "【表.上期】"))
    row = {**MERGED, "#merge": merge("本期", "上期", "不计分")}
    result = filled(table, Data(conditions={"真": True}, tables={"表": [row]}))
    assert grid(result) == [["甲", "不计分"]]
    assert len(find(result, ".//w:b")) == 1


def test_a_merged_cell_has_the_outer_border_of_its_last_cell() -> None:
    def bordered(size: int, text: str) -> str:
        return tc(text, more=f'<w:tcBorders><w:right w:val="single" w:sz="{size}"/></w:tcBorders>')

    row = {**MERGED, "#merge": merge("本期", "上期", "不计分")}
    result = filled(tbl(tr(bordered(4, "【表.本期】"), bordered(12, "【表.上期】"))), Data(tables={"表": [row]}))
    assert [e.get(f"{{{W}}}sz") for e in find(result, ".//w:right")] == ["12"]


def test_cells_without_properties_or_with_spans_can_be_merged() -> None:
    bare = f"<w:tc>{p('【表.本期】')}</w:tc>"
    wide = tc("【表.上期】", more='<w:gridSpan w:val="2"/>')
    row = {**MERGED, "#merge": merge("本期", "上期", "不计分")}
    result = filled(tbl(f"<w:tr>{bare}{wide}</w:tr>"), Data(tables={"表": [row]}))
    assert [e.get(f"{{{W}}}val") for e in find(result, ".//w:gridSpan")] == ["3"]  # 1 + 2
    assert grid(result) == [["不计分"]]


@pytest.mark.parametrize("entry", ["上期..本期=x", "本期..没有=x"])
def test_a_merge_that_the_row_cannot_have_is_an_error_of_the_program(entry: str) -> None:
    with pytest.raises(ValueError, match=r"wrong order|not in list"):
        filled(tbl(tr("【表.本期】")), Data(tables={"表": [{**MERGED, "#merge": entry}]}))


def test_an_entry_that_could_not_be_read_again_is_refused() -> None:
    with pytest.raises(ValueError, match="not possible"):
        merge("本=期", "累计", "不计分")


def test_headers_footers_notes_and_text_boxes_are_filled() -> None:
    parts = {
        "word/header1.xml": story("hdr", p("页眉【期间】")),
        "word/footer2.xml": story("ftr", p("页脚【期间】")),
        "word/footnotes.xml": story("footnotes", f'<w:footnote w:id="1">{p("注【期间】")}</w:footnote>'),
        "word/styles.xml": story("styles", ""),
    }
    template = document(p("外【期间】", box(p("框【期间】"))), parts)
    result = fill(template, Data({"期间": "春"}), NAME)
    assert texts(result) == ["外春", "框春", "框春"]
    assert texts(result, "word/header1.xml") == ["页眉春"]
    assert texts(result, "word/footer2.xml") == ["页脚春"]
    assert texts(result, "word/footnotes.xml") == ["注春"]
    before, after = (zipfile.ZipFile(io.BytesIO(b)) for b in (template, result))
    assert before.namelist() == after.namelist()
    assert canonical(before.read("word/styles.xml")) == canonical(after.read("word/styles.xml"))


@pytest.mark.parametrize("holder", [lambda x: tbl(tr(tc(x))), lambda x: p(box(x))])
def test_cells_and_text_boxes_keep_a_paragraph(holder) -> None:  # type: ignore[no-untyped-def]
    result = filled(holder(p("【若：真】甲")) + p("后"), Data(conditions={"真": False}))
    assert set(texts(result)) == {"", "后"}
    for tag in ("tc", "txbxContent"):
        assert all(len(find(result, f".//w:{tag}/w:p")) > 0 for _ in find(result, f".//w:{tag}"))


def test_a_section_break_outlives_its_paragraph() -> None:
    body = f"<w:p><w:pPr><w:sectPr/></w:pPr>{r('【若：真】甲')}</w:p>" + p("后")
    result = filled(body, Data(conditions={"真": False}))
    assert texts(result) == ["", "后"]
    assert len(find(result, ".//w:sectPr")) == 1


def test_a_bound_content_control_is_released() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:showingPlcHdr/><w:dataBinding w:xpath="/x" w:storeItemID="y"/></w:sdtPr>'
        f"<w:sdtContent>{p('【期间】')}</w:sdtContent></w:sdt>"
    )
    result = filled(control, Data({"期间": "春"}))
    assert texts(result) == ["春"]
    assert find(result, ".//w:dataBinding") == []
    assert find(result, ".//w:showingPlcHdr") == []


def test_same_input_same_bytes_and_constant_times() -> None:
    data = Data({"期间": "春"})
    one, two = (fill(document(p("【期间】")), data, NAME) for _ in range(2))
    assert one == two
    assert {i.date_time for i in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_row_without_a_field_of_its_sample_is_an_error_of_the_program() -> None:
    rows = [{"单位": "甲", "本期": "1"}, {"单位": "乙"}]
    with pytest.raises(Refused, match=r"【镇表\.本期】没有内容"):
        filled(tbl(ROW), Data(tables={"镇表": rows}))


def test_reading_back_finds_what_is_missing_and_marks_left() -> None:
    written = document(p("甲乙"))
    verify(written, {"word/document.xml": ["甲", "乙"]})
    with pytest.raises(Refused, match="缺少“丙”"):
        verify(written, {"word/document.xml": ["丙"]})
    with pytest.raises(Refused, match="没替换"):
        verify(document(p("【期间】")), {"word/document.xml": []})


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于【 期间】的通报", "关于春&<的通报"),
        ("&#12304;期间】通报【若：甲】【没有】", "春&<通报"),
        ("没有标记", "没有标记"),
    ],
)
def test_the_title_that_word_keeps_among_the_properties_is_filled_too(title: str, expected: str) -> None:
    template = document(p("关于【期间】的通报"), {"docProps/core.xml": CORE.format(title)})
    filled_ = fill(template, Data({"期间": "春&<"}), NAME)
    assert "".join(part(filled_, "docProps/core.xml").itertext()) == expected


def test_company_and_other_properties_are_filled_too() -> None:
    app = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    parts = {"docProps/app.xml": f'<Properties xmlns="{app}"><Company>石泉县【期间】</Company></Properties>'}
    filled_ = fill(document(p("【期间】"), parts), Data({"期间": "春"}), NAME)
    assert "".join(part(filled_, "docProps/app.xml").itertext()) == "石泉县春"


@pytest.mark.parametrize("target", ["../NULL", "/NULL", "media/image9.png"])
def test_a_relation_to_nothing_stays_and_hinders_nobody(target: str) -> None:
    """WPS leaves such behind; a run that names the relation must still find it."""
    link = f'<Relationship Id="rId9" Type="{OFFICE}/relationships/image" Target="{target}"/>'
    filled_ = fill(document(p("【期间】"), links=link), Data({"期间": "春"}), NAME)
    assert texts(filled_) == ["春"]
    [kept] = [x for x in part(filled_, "word/_rels/document.xml.rels") if x.get("Id") == "rId9"]
    assert (kept.get("Target"), kept.get("TargetMode")) == (target, "External")


def test_a_zip_says_nothing_of_the_day_and_the_system_that_wrote_it() -> None:
    archive = zipfile.ZipFile(io.BytesIO(fill(document(p("【期间】")), Data({"期间": "春"}), NAME)))
    assert archive.testzip() is None
    assert {entry.create_system for entry in archive.infolist()} == {0}
    for entry in archive.infolist():  # APPNOTE.TXT 4.3.7: time and date of the local header
        archive.fp.seek(entry.header_offset + 10)
        assert archive.fp.read(4) == b"\0\0\x21\0"


def test_a_part_to_which_nothing_leads_is_left_out() -> None:
    links = RELS.format("")
    template = document(
        p("【期间】"), {"word/header1.xml": story("hdr", p("甲")), "word/_rels/document.xml.rels": links}
    )
    names = zipfile.ZipFile(io.BytesIO(fill(template, Data({"期间": "春"}), NAME))).namelist()
    assert "word/header1.xml" not in names
    assert "word/document.xml" in names
