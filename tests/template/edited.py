"""Shipped templates edited in every way that clerks, Word and WPS edit them, and what must come of each.

Each edit is worked on the XML of a shipped template as the word processor would leave it; it returns what is
expected: `Fills` (the text of the untouched template's notice, but for the changes told) or `Refuses` (codes
and places, all of them). `python tests/template/edited.py FOLDER` writes the templates and their notices, for a
look at them in Word or WPS.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from drafts import NS, Draft, text_of, w, xml
from word_parts import box, story

SHIQUAN, YANJIN, PREFECTURE = "shiquan-2022q1", "yanjin-2024-05-06", "qiandongnan-2021q4"
TITLE = "关于【期间】"
FIRST = "其中镇【镇单位数】个"  # a sentence with an inline condition
GUO = "【镇表.单位】"


Grids = list[list[list[str]]]


@dataclass(frozen=True, slots=True)
class Fills:
    """The notice of the untouched template, with `changes`: (old, new) in the first line that holds old."""

    changes: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()  # the first line that holds it is gone
    after: tuple[tuple[str, str], ...] = ()  # (words, line): the line follows the first one that holds the words
    other: tuple[tuple[str, str], ...] = ()  # (member, text): what another story says
    tables: Callable[[Grids], Grids] = lambda grids: grids  # the texts of the cells, made from the untouched ones


@dataclass(frozen=True, slots=True)
class Refuses:
    """Codes with their places, without the file's name."""

    problems: tuple[tuple[str, str], ...]


SAME = Fills()
Case = Callable[[Draft], Fills | Refuses]
CASES: dict[str, tuple[str, Case]] = {}


def edit(name: str, regime: str = SHIQUAN) -> Callable[[Case], Case]:
    def kept(case: Case) -> Case:
        assert name not in CASES
        CASES[name] = (regime, case)
        return case

    return kept


def same(name: str, words: str, old: str, *parts: str, regime: str = SHIQUAN) -> None:
    """An edit that changes nothing for the reader: `old` in the paragraph with `words` is written as `parts`."""

    @edit(name, regime)
    def case(draft: Draft) -> Fills:
        draft.retype(words, old, *parts)
        return SAME


def wrong(name: str, code: str, old: str, new: str, words: str = TITLE) -> None:
    """A mark mistyped in a paragraph: refused at that paragraph."""

    @edit(name)
    def case(draft: Draft) -> Refuses:
        paragraph = draft.retype(words, old, new)
        shown = text_of(paragraph).replace("[", "［").replace("]", "］")
        return Refuses(((code, draft.at(text_of(paragraph), shown)),))


def inserted(text: str, author: str = "李科长") -> str:
    return f'<w:ins w:id="901" w:author="{author}" w:date="2022-04-10T09:00:00Z"><w:r><w:t>{text}</w:t></w:r></w:ins>'


def deleted(text: str, author: str = "王主任") -> str:
    return (
        f'<w:del w:id="902" w:author="{author}" w:date="2022-04-10T09:01:00Z">'
        f"<w:r><w:delText>{text}</w:delText></w:r></w:del>"
    )


def field(code: str, result: str) -> str:
    """A complex field with its result, as Word writes PAGE or DATE."""
    kinds = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = kinds
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{code}{separate}<w:r><w:t>{result}</w:t></w:r>{end}"


def wps(text: str) -> str:
    """A run as WPS Writer leaves it: a hint, a language and a kerning of its own."""
    form = '<w:rFonts w:hint="eastAsia"/><w:kern w:val="2"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return f"<w:r><w:rPr>{form}</w:rPr><w:t>{text}</w:t></w:r>"


# the mark in pieces
PROOF = '<w:proofErr w:type="spellStart"/>'
MARK = '<w:bookmarkStart w:id="77" w:name="_GoBack"/><w:bookmarkEnd w:id="77"/>'
BOLD = '<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>{}</w:t></w:r>'
COMMENT = '<w:commentRangeStart w:id="5"/>'
COMMENT_END = '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
ITALIC_WAS = (
    '<w:r><w:rPr><w:rPrChange w:id="9" w:author="李"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>期间】</w:t></w:r>'
)

same("each character its own run", TITLE, "【期间】", "【", "期", "间", "】")
same("cut after the bracket", TITLE, "【期间】", "【", "期间】")
same("cut before the bracket", TITLE, "【期间】", "【期间", "】")
same("spelling marks", TITLE, "【期间】", "【", PROOF, "期间", PROOF, "】")
same("bookmark in the name", TITLE, "【期间】", "【期", MARK, "间】")
same("page of the last print", TITLE, "【期间】", "【期", "<w:r><w:lastRenderedPageBreak/></w:r>", "间】")
same("partly bold and red", TITLE, "【期间】", "【期间", BOLD.format("】"))
same("format change tracked", TITLE, "【期间】", "【", ITALIC_WAS)
same("typed in WPS", TITLE, "【期间】", wps("【"), wps("期间"), wps("】"))
same("mark typed over with tracking", TITLE, "【期间】", deleted("【月份】"), inserted("【期间】"))
same("half of it inserted", TITLE, "【期间】", "【期", inserted("间"), "】")
same("letter deleted inside", TITLE, "【期间】", "【期", deleted("末"), "间】")
same("moved here", TITLE, "【期间】", '<w:moveTo w:id="3" w:author="李"><w:r><w:t>【期间】</w:t></w:r></w:moveTo>')
same("smart tag", TITLE, "【期间】", "【", '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" '
     'w:element="chsdate"><w:r><w:t>期间</w:t></w:r></w:smartTag>', "】")  # fmt: skip
same(
    "link round the mark",
    TITLE,
    "【期间】",
    '<w:hyperlink w:anchor="附件"><w:r><w:t>【期间】</w:t></w:r></w:hyperlink>',
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="4"/><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>【期间】</w:t></w:r></w:sdtContent></w:sdt>"
)
same("content control in the line", TITLE, "【期间】", CONTROL)
same("spaces inside", TITLE, "【期间】", "【 期　间\u00a0】")
same("zero-width signs inside", TITLE, "【期间】", "【\u200b期\ufeff间】")
same("line break inside", TITLE, "【期间】", "【期", "<w:r><w:br/></w:r>", "间】")
same("tab inside", TITLE, "【期间】", "【", "<w:r><w:tab/></w:r>", "期间】")
same("soft hyphen inside", TITLE, "【期间】", "【期", "<w:r><w:softHyphen/></w:r>", "间】")
same("half-width colon", FIRST, "【若：有不计分单位】", "【若:有不计分单位】")
same("spaces in a condition", FIRST, "【若：有不计分单位】", "【 若 ：有不计分单位 】")
same("condition in pieces", FIRST, "【若：有不计分单位】", "【若", "：有不计分", wps("单位】"))
same("full-width dot in a field", GUO, GUO, "【镇表．单位】")
same("field of a table in pieces", GUO, GUO, "【", PROOF, "镇表", ".", wps("单位"), "】")
same("condition for the whole paragraph in WPS", "【若：有乡镇街道未达进度单位】", "【若：有乡镇街道未达进度单位】",
     wps("【若："), wps("有乡镇街道未达进度单位"), wps("】"), regime=YANJIN)  # fmt: skip
same(
    "block marks in pieces",
    "【每个：单位】",
    "【每个：单位】",
    "【每",
    PROOF,
    "个：",
    inserted("单位】"),
    regime=PREFECTURE,
)


@edit("comment on the mark")
def _comment(draft: Draft) -> Fills:
    draft.retype(TITLE, "【期间】", "【", COMMENT, "期间", COMMENT_END, "】")
    note = '<w:comment w:id="5" w:author="王主任"><w:p><w:r><w:t>【期间】对吗？</w:t></w:r></w:p></w:comment>'
    draft.part("word/comments.xml", "comments", story("comments", note))
    return SAME


@edit("every run of the document cut in two")
def _all_cut(draft: Draft) -> Fills:
    for text in list(draft.body.iter(w("t"))):
        run = text.getparent()
        if len(text.text or "") > 1 and len(run) == 2:
            twin = deepcopy(run)
            twin.set(w("rsidR"), "00B7C6D5")
            twin[-1].text, text.text = (text.text or "")[1:], (text.text or "")[:1]
            run.addnext(twin)
    return SAME


@edit("every mark in bold by find and replace", YANJIN)
def _all_bold(draft: Draft) -> Fills:
    for paragraph in list(draft.body.iter(w("p"))):
        text = text_of(paragraph)
        if text.startswith("【") and text.count("【") == 1 and text.endswith("】"):
            draft.retype(text, text, BOLD.format(text))
    return SAME


# beside the mark
same("ruby in the heading", "一、基本情况", "基本", "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t></w:t></w:r></w:rt>"
     "<w:rubyBase><w:r><w:t>基本</w:t></w:r></w:rubyBase></w:ruby></w:r>")  # fmt: skip
same("symbol beside the mark", TITLE, "【期间】", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "【期间】")
same("drawing inside the mark", TITLE, "【期间】", "【期", "<w:r><w:drawing/></w:r>", "间】")


@edit("date field beside the mark")
def _date(draft: Draft) -> Fills:
    draft.retype(TITLE, "【期间】", "【期间】", field('DATE \\@ "yyyy"', "2022"))
    return Fills((("2022年一季度", "2022年一季度2022"),))


@edit("mark inside a field's result")
def _in_field(draft: Draft) -> Fills:
    draft.retype(TITLE, "【期间】", field("REF period", "【期间】"))
    return SAME


@edit("simple field round the mark")
def _simple_field(draft: Draft) -> Fills:
    draft.retype(TITLE, "【期间】", '<w:fldSimple w:instr=" TITLE "><w:r><w:t>【期间】</w:t></w:r></w:fldSimple>')
    return SAME


# wording and paragraphs
@edit("wording changed round the marks")
def _wording(draft: Draft) -> Fills:
    draft.retype(TITLE, "政务信息", "党委政府信息")
    return Fills((("季度政务信息采用", "季度党委政府信息采用"),))


@edit("mark moved in its sentence")
def _moved(draft: Draft) -> Fills:
    draft.retype(TITLE, "关于【期间】", "【期间】关于")
    return Fills((("关于2022年一季度", "2022年一季度关于"),))


@edit("mark copied twice")
def _twice(draft: Draft) -> Fills:
    draft.retype(TITLE, "【期间】", "【期间】【期间】、【", "期间】")
    return Fills((("2022年一季度", "2022年一季度2022年一季度、2022年一季度"),))


@edit("paragraph with marks deleted")
def _less(draft: Draft) -> Fills:
    draft.remove(draft.paragraph("【镇前三名】"))
    return Fills(without=("居前列的是中池镇、池河镇、饶峰镇",))


@edit("paragraph deleted with tracking")
def _less_tracked(draft: Draft) -> Fills:
    draft.retype("【镇前三名】", text_of(draft.paragraph("【镇前三名】")), deleted("【镇前三名】【乱写】位居前列"))
    return Fills(
        (
            (
                "各镇得分居前列的是中池镇、池河镇、饶峰镇，"
                "部门得分居前列的是政府办、人社局、林业局、教体科技局、农业农村局(蚕桑服务中心)，予以通报表扬。",
                "",
            ),
        )
    )


@edit("paragraph copied")
def _copied(draft: Draft) -> Fills:
    draft.double(draft.paragraph(TITLE))
    return Fills(after=(("关于2022年一季度", "关于2022年一季度政务信息采用情况的通报"),))


@edit("font and size changed everywhere")
def _fonts(draft: Draft) -> Fills:
    for fonts in draft.body.iter(w("rFonts")):
        fonts.attrib.clear()
        fonts.set(w("ascii"), "宋体")
        fonts.set(w("eastAsia"), "宋体")
    for size in draft.body.iter(w("sz")):
        size.set(w("val"), "28")
    return SAME


@edit("all formats cleared")
def _plain(draft: Draft) -> Fills:
    for form in list(draft.body.iter(w("rPr"), w("pStyle"))):
        draft.remove(form)
    return SAME


@edit("revision numbers and paragraph ids of a new Word")
def _rsid(draft: Draft) -> Fills:
    for number, paragraph in enumerate(draft.body.iter(w("p"), w("tr"))):
        paragraph.set(w("rsidR"), f"00{number:06X}")
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number + 1:08X}")
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}textId", "77777777")
    return SAME


# other stories
@edit("mark moved into the header")
def _header(draft: Draft) -> Fills:
    draft.members["word/header1.xml"] = story(
        "hdr", "<w:p><w:r><w:t>【期</w:t></w:r><w:r><w:t>间】</w:t></w:r></w:p>"
    ).encode()
    return Fills(other=(("word/header1.xml", "2022年一季度"),))


@edit("mark in a footer beside the page number")
def _footer(draft: Draft) -> Fills:
    inside = f"<w:p><w:r><w:t>【期间】　— </w:t></w:r>{field('PAGE', '1')}<w:r><w:t> —</w:t></w:r></w:p>"
    draft.members["word/footer2.xml"] = story("ftr", inside).encode()
    return Fills(other=(("word/footer2.xml", "2022年一季度　— 1 —"),))


@edit("mark moved into a text box")
def _box(draft: Draft) -> Fills:
    draft.retype(TITLE, "【期间】", box("<w:p><w:r><w:t>【期间】</w:t></w:r></w:p>"))
    return Fills((("关于2022年一季度政务", "关于政务"),), after=(("关于政务", "2022年一季度"),) * 2)


@edit("mark in a footnote")
def _footnote(draft: Draft) -> Fills:
    draft.retype(TITLE, "通报", "通报", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>含【期间】补报的。</w:t></w:r></w:p></w:footnote>'
    draft.part("word/footnotes.xml", "footnotes", story("footnotes", note))
    return Fills(other=(("word/footnotes.xml", "含2022年一季度补报的。"),))


@edit("title inside a content control of its own")
def _control(draft: Draft) -> Fills:
    properties = '<w:sdtPr><w:alias w:val="标题"/><w:id w:val="8"/></w:sdtPr>'
    draft.wrap(draft.paragraph(TITLE), f"<w:sdt>{properties}<w:sdtContent>", "</w:sdtContent></w:sdt>")
    return SAME


@edit("table inside a content control")
def _table_control(draft: Draft) -> Fills:
    draft.wrap(draft.table(GUO), "<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>")
    return SAME


@edit("everything inside custom XML")
def _custom_xml(draft: Draft) -> Fills:
    draft.wrap(draft.paragraph(TITLE), '<w:customXml w:uri="urn:x" w:element="a">', "</w:customXml>")
    return SAME


# tables; the first of 石泉's has four rows of headings, the first of 延津's two
@edit("sample row deleted")
def _no_sample(draft: Draft) -> Fills:
    draft.remove(draft.row(GUO))
    return Fills(tables=lambda grids: [grids[0][:4], *grids[1:]])


@edit("first column deleted")
def _no_column(draft: Draft) -> Fills:
    table = draft.table(GUO)
    for row in table.iter(w("tr")):
        draft.remove(row.find("w:tc", NS))
    draft.remove(table.find("w:tblGrid/w:gridCol", NS))
    return Fills(tables=lambda grids: [[row[1:] for row in grids[0]], *grids[1:]])


@edit("two columns change places")
def _swap(draft: Draft) -> Fills:
    for words in ("各镇快讯", "【镇表.部门动态】"):
        cell = draft.cell(words)
        cell.getnext().addnext(cell)
    swapped = [0, 1, 3, 2, *range(4, 12)]
    return Fills(tables=lambda grids: [
        [*grids[0][:2], [grids[0][2][n] for n in swapped[: len(grids[0][2])]], grids[0][3],
         *([row[n] for n in swapped] for row in grids[0][4:])], *grids[1:],
    ])  # fmt: skip


@edit("table cut in two above the sample row")
def _split_table(draft: Draft) -> Fills:
    table, sample = draft.table(GUO), draft.row(GUO)
    new = deepcopy(table)
    for row in new.findall("w:tr", NS):
        new.remove(row)
    gap = draft.paragraph_after("【镇备注】", "")
    table.addnext(gap)
    gap.addnext(new)
    new.append(sample)
    title = "2022年一季度信息采用情况统计表（镇）"
    return Fills(after=((f"={title}", ""),), tables=lambda grids: [grids[0][:4], grids[0][4:], *grids[1:]])


@edit("rows of groups in a table of their own", YANJIN)
def _kinds_apart(draft: Draft) -> Fills:
    table, group = draft.table("【乡镇街道表.组】"), draft.row("【乡镇街道表.组】")
    new = deepcopy(table)
    for row in new.findall("w:tr", NS):
        new.remove(row)
    draft.paragraph("二、县直单位").addnext(new)
    new.append(group)
    return Fills(tables=lambda grids: [
        [row for row in grids[0] if len(row) > 1], [row for row in grids[0] if len(row) == 1], *grids[1:],
    ])  # fmt: skip


@edit("sample row with a merged cell")
def _merged(draft: Draft) -> Fills:
    draft.remove(draft.cell("【镇表.调研市级】"))
    draft.retype("【镇表.调研省级】", "【镇表.调研省级】", "【镇表.调研省级】／【镇表.调研市级】")
    properties = draft.cell("【镇表.调研省级】").find("w:tcPr", NS)
    properties.insert(1, properties.makeelement(w("gridSpan"), {w("val"): "2"}))
    return Fills(tables=lambda grids: [
        [*grids[0][:4], *([*row[:7], f"{row[7]}／{row[8]}", *row[9:]] for row in grids[0][4:])], *grids[1:],
    ])  # fmt: skip


@edit("table inside a cell")
def _nested(draft: Draft) -> Fills:
    inside = "<w:tbl><w:tblPr/><w:tr><w:tc><w:p><w:r><w:t>【期间】</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    draft.cell("各镇快讯").find("w:p", NS).addprevious(xml(inside)[0])
    return Fills(tables=lambda grids: [grids[0], [["2022年一季度"]], *grids[1:]])


@edit("row inserted with tracking")
def _tracked_row(draft: Draft) -> Fills:
    row = draft.row(GUO)
    properties = row.find("w:trPr", NS)
    if properties is None:
        properties = row.makeelement(w("trPr"))
        row.insert(0, properties)
    properties.append(properties.makeelement(w("ins"), {w("id"): "1", w("author"): "李"}))
    return SAME


@edit("sample row inside a content control for rows")
def _row_control(draft: Draft) -> Fills:
    draft.wrap(draft.row(GUO), "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
    return SAME


@edit("cell merged downwards in the sample row")
def _merged_down(draft: Draft) -> Fills:
    properties = draft.cell(GUO).find("w:tcPr", NS)
    properties.append(properties.makeelement(w("vMerge"), {w("val"): "restart"}))
    return SAME


@edit("title row above the headings")
def _title_row(draft: Draft) -> Fills:
    table = draft.table(GUO)
    [row] = xml("<w:tr><w:tc><w:p><w:r><w:t>【期间】（镇）</w:t></w:r></w:p></w:tc></w:tr>")
    table.find("w:tr", NS).addprevious(row)
    return Fills(tables=lambda grids: [[["2022年一季度（镇）"], *grids[0]], *grids[1:]])


@edit("annex of a tier deleted, to be a file of its own")
def _no_annex(draft: Draft) -> Fills:
    draft.remove(draft.table("【部门表.单位】"))
    return Fills(tables=lambda grids: grids[:1])


# blocks
@edit("block marks each alone in its paragraph moved into the heading", PREFECTURE)
def _block_inline(draft: Draft) -> Fills:
    draft.remove(draft.paragraph("【每个：单位】"))
    draft.retype("【单位标题】", "【单位标题】", "【每个：单位】", "【单位标题】")
    return SAME


# refused: a mark mistyped
wrong("name misspelt", "template-mark-near", "【期间】", "【期问】")
wrong("old name of another office", "template-mark-unknown", "【期间】", "【××××】")
wrong("closing bracket lost", "template-mark-open", "【期间】", "【期间")
wrong("opening bracket lost", "template-mark-stray", "【期间】", "期间】")
wrong("half-width brackets", "template-bracket", "【期间】", "[期间]")
wrong("full-width square brackets", "template-bracket", "【期间】", "［期间］")
wrong("brackets of another program", "template-bracket", "【期间】", "{{期间}}")
wrong("hollow brackets", "template-bracket", "【期间】", "〖期间〗")
wrong("corner brackets", "template-bracket", "【期间】", "「期间」")
wrong("double corner brackets", "template-bracket", "【期间】", "『期间』")
wrong("one half-width bracket", "template-mark-open", "【期间】", "【期间]")
wrong("Chinese full stop for the dot", "template-mark-near", "【期间】", "【镇表。单位】")
wrong("mark of the table in the text", "template-row-outside", "【期间】", "【镇表.单位】")
wrong("condition without end in a line", "template-if-open", "【期间】", "【若：有不计分单位】【期间】")
wrong("end of a condition lost", "template-if-open", "【若完】", "", FIRST)
wrong("beginning of a condition lost", "template-if-stray", "【若：有不计分单位】", "", FIRST)
wrong("two lists in one paragraph", "template-two-lists", "【期间】", "【镇备注】【部门备注】")
wrong("sign of a sample row in the text", "template-only-outside", "【期间】", "【仅：组】")


# refused: what is torn apart or lost
@edit("brackets in each other")
def _in_each_other(draft: Draft) -> Refuses:
    place = draft.at(text_of(draft.retype(TITLE, "【期间】", "【期【间】】")))
    return Refuses((("template-mark-open", place), ("template-mark-near", place), ("template-mark-stray", place)))


@edit("condition without colon")
def _no_colon(draft: Draft) -> Refuses:
    place = draft.at(text_of(draft.retype(FIRST, "【若：有不计分单位】", "【若有不计分单位】")))
    return Refuses((("template-mark-near", place), ("template-if-stray", place)))


@edit("Enter pressed inside a mark")
def _entered(draft: Draft) -> Refuses:
    draft.retype(TITLE, "【期间】政务信息采用情况的通报", "【期")
    draft.paragraph_after("关于【期", "<w:r><w:t>间】政务信息采用情况的通报</w:t></w:r>")
    return Refuses((("template-mark-open", draft.at("关于【期")), ("template-mark-stray", draft.at("间】政务信息"))))


@edit("drop cap on a paragraph that begins with a mark")
def _drop_cap(draft: Draft) -> Refuses:
    rest = draft.retype("【期间】，各镇、各部门围绕", "【", "")
    [cap] = xml(
        '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="2" w:wrap="around"/></w:pPr><w:r><w:t>【</w:t></w:r></w:p>'
    )
    rest.addprevious(cap)
    return Refuses(
        (("template-mark-open", draft.at("=【")), ("template-mark-stray", draft.at("期间】，各镇、各部门围绕"))),
    )


@edit("non-breaking hyphen inside a mark")
def _hyphen(draft: Draft) -> Refuses:
    draft.retype(TITLE, "【期间】", "【期", "<w:r><w:noBreakHyphen/></w:r>", "间】")
    return Refuses((("template-mark-near", draft.at("关于【期间】", "关于【期-间】政务信息采用情况的通报")),))


@edit("phonetic guide on a mark")
def _ruby(draft: Draft) -> Refuses:
    base = "<w:rubyBase><w:r><w:t>期</w:t></w:r></w:rubyBase>"
    guide = f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>qī</w:t></w:r></w:rt>{base}</w:ruby></w:r>"
    draft.retype(TITLE, "【期间】", "【", guide, "间】")
    return Refuses((("template-mark-near", draft.at("关于【qī期间】")),))


@edit("end of a block deleted", PREFECTURE)
def _no_end(draft: Draft) -> Refuses:
    last = [p for p in draft.body.iter(w("p")) if text_of(p) == "【完】"][-1]
    draft.remove(last)
    return Refuses((("template-block-open", draft.at("=【每个：类别】")),))


@edit("end of a block left over")
def _left_over(draft: Draft) -> Refuses:
    draft.paragraph_after(TITLE, "<w:r><w:t>【完】</w:t></w:r>")
    return Refuses((("template-end-stray", draft.at("=【完】")),))


@edit("whole-paragraph condition without its end")
def _no_if_end(draft: Draft) -> Refuses:
    draft.paragraph_after(TITLE, "<w:r><w:t>【若：有零采用单位】</w:t></w:r>")
    return Refuses((("template-block-open", draft.at("【若：有零采用单位】")),))


@edit("sample row pasted twice")
def _row_twice(draft: Draft) -> Refuses:
    twin = draft.double(draft.row(GUO))
    table = draft.table(GUO)
    row = table.findall("w:tr", NS).index(twin) + 1
    return Refuses((("template-row-twice", f"正文!表1第{row}行第1格"),))


@edit("columns of two tables in one row")
def _two_tables(draft: Draft) -> Refuses:
    place = draft.at_cell("【镇表.序】")
    draft.retype("【镇表.累计】", "【镇表.累计】", "【部门表.累计】")
    return Refuses((("template-two-tables", place),))


@edit("sample row of the groups deleted", YANJIN)
def _no_group(draft: Draft) -> Refuses:
    draft.remove(draft.row("【乡镇街道表.组】"))
    return Refuses((("template-kind-missing", ""),))


@edit("column of another office pasted in")
def _other_column(draft: Draft) -> Refuses:
    draft.retype("【镇表.累计】", "【镇表.累计】", "【镇表.占任务】")
    return Refuses((("template-mark-near", draft.at_cell("【镇表.占任务】")),))


@edit("footnote in the sample row")
def _note_in_row(draft: Draft) -> Refuses:
    place = draft.at_cell("【镇表.序】")
    draft.retype(GUO, GUO, GUO, '<w:r><w:footnoteReference w:id="1"/></w:r>')
    draft.part("word/footnotes.xml", "footnotes", story("footnotes", '<w:footnote w:id="1"><w:p/></w:footnote>'))
    return Refuses((("template-note-repeated", place),))


@edit("mark typed as a formula")
def _formula(draft: Draft) -> Refuses:
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    draft.retype(TITLE, "【期间】", f'<m:oMath xmlns:m="{maths}"><m:r><m:t>【期间】</m:t></m:r></m:oMath>')
    return Refuses((("template-mark-elsewhere", ""),))


@edit("mark as word art of an old Word")
def _word_art(draft: Draft) -> Refuses:
    art = '<w:r><w:pict><v:shape><v:textpath string="【期间】通报"/></v:shape></w:pict></w:r>'
    draft.retype(TITLE, "【期间】", art)
    return Refuses((("template-mark-elsewhere", ""),))


@edit("mark in a diagram")
def _diagram(draft: Draft) -> Refuses:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    draft.members["word/diagrams/data1.xml"] = f'<a:t xmlns:a="{drawing}">【期间】</a:t>'.encode()
    return Refuses((("template-mark-elsewhere", ""),))


# refused: saved as something else
@edit("saved as Strict Open XML")
def _strict(draft: Draft) -> Refuses:
    [root] = xml("<a/>")
    strict = root.makeelement("{http://purl.oclc.org/ooxml/wordprocessingml/main}document")
    draft.body = strict
    return Refuses((("template-strict", ""),))


@edit("macro file renamed to .docx")
def _macro(draft: Draft) -> Refuses:
    draft.edit("[Content_Types].xml", "wordprocessingml.document.main+xml", "wordprocessingml.macro")
    draft.members["word/vbaProject.bin"] = b"x"
    return Refuses((("template-macro", ""),))


@edit("picture linked instead of inserted")
def _linked(draft: Draft) -> Refuses:
    draft.link("image", "file:///D:/章.png", ' TargetMode="External"')
    return Refuses((("template-external", ""),))


@edit("table embedded from Excel")
def _embedded(draft: Draft) -> Refuses:
    draft.link("package", "embeddings/表.xlsx")
    return Refuses((("template-embedded", ""),))


def main(folder: Path) -> None:
    """Writes every edited template, numbered, with its notice beside it where it can be filled."""
    from edited_data import SUPPLIED

    from govscore.word.fill import fill

    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, (regime, case)) in enumerate(CASES.items(), 1):
        draft = Draft(regime)
        expected = case(draft)
        (folder / f"{number:02} {name}.docx").write_bytes(draft.saved())
        if isinstance(expected, Fills):
            notice = fill(draft.saved(), SUPPLIED[regime](), name)
            (folder / f"{number:02} {name} - filled.docx").write_bytes(notice)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
