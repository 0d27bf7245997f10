"""Every reason for which a template is refused: code, place and what the message offers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_parts import KINDS, OFFICE, RELS, TYPES, box, document, p, r, story, tbl, tc, tr

from govscore import word
from govscore.core.problems import Refused, catalogue
from govscore.word.check import check, marks
from govscore.word.data import Data
from govscore.word.fill import fill

NAME = "通报.docx"
DATA = Data(
    {"期间": "春", "月份": "1-3月", "镇第一名": "甲镇"},
    {"有零采用": True},
    {"镇备注": [], "计分办法": ["一"]},
    {"镇表": [{"单位": "甲镇", "本期": "1"}], "部门表": [{"单位": "乙局"}]},
    {"单位": [Data({"名": "甲"})], "空块": []},
    table_fields={"空表": frozenset({"单位"})},
    block_data={"待补": Data({"内": ""})},
)
SAMPLE = tbl(tr("【镇表.单位】"))

# body, code, place, words in message or fix
MISTAKES = [
    (p("甲") + p("关于【期闲】的通报"), "template-mark-near", "正文!第2段“关于【期闲】的通报”", "是不是想写【期间】"),
    (p("【完全不相干的东西】"), "template-mark-unknown", "正文!第1段“【完全不相干的东西】”", "【完全不相干的东西】"),
    (p("【】"), "template-mark-unknown", "正文!第1段“【】”", "【】"),
    (p("【若：有零采纳】甲"), "template-mark-near", "正文!第1段“【若：有零采纳】甲”", "【若：有零采用】"),
    (p("【有零采用】甲"), "template-mark-near", "正文!第1段“【有零采用】甲”", "【若：有零采用】"),
    (p("【每个：单伟】") + p("【完】"), "template-mark-near", "正文!第1段“【每个：单伟】”", "【每个：单位】"),
    (p("【每个：单位】【民】【完】"), "template-mark-unknown", "正文!第1段“【每个：单位】【民】【完…”", "【民】"),
    (p("【每个：待补】【外】【完】"), "template-mark-unknown", "正文!第1段“【每个：待补】【外】【完…”", "【外】"),
    (tbl(tr("a"), tr("b"), tr("c", "【镇表.但位】")), "template-mark-near", "正文!表1第3行第2格", "【镇表.单位】"),
    (tbl(tr("【镇标.单位】")), "template-mark-near", "正文!表1第1行第1格", "【镇表.单位】"),
    (tbl(tr("【空表.单】")), "template-mark-near", "正文!表1第1行第1格", "【空表.单位】"),
    (p("【镇表】"), "template-mark-near", "正文!第1段“【镇表】”", "【镇表."),
    (p("关于【期间的通报"), "template-mark-open", "正文!第1段“关于【期间的通报”", "“【期间的通报”后面缺“】”"),
    (p("关于【期间 政务【月份】"), "template-mark-open", "正文!第1段“关于【期间 政务【月份】”", "【期间 政务"),
    (p("关于期间】的"), "template-mark-stray", "正文!第1段“关于期间】的”", "“关于期间】”前面缺“【”"),
    (p("关于[期间]的"), "template-bracket", "正文!第1段“关于［期间］的”", "“[期间]”的括号不对"),
    (p("关于［期 间］的"), "template-bracket", "正文!第1段“关于［期 间］的”", "“［期 间］”"),
    (p("关于{{", "期间", "}}的"), "template-bracket", "正文!第1段“关于{{期间}}的”", "“{{期间}}”"),
    (p("{期间}"), "template-bracket", "正文!第1段“{期间}”", "改成【期间】"),
    (p("〖期间〗"), "template-bracket", "正文!第1段“〖期间〗”", "改成【期间】"),
    (p("｛｛期间｝｝"), "template-bracket", "正文!第1段“｛｛期间｝｝”", "改成【期间】"),
    (p("「期间」"), "template-bracket", "正文!第1段“「期间」”", "改成【期间】"),
    (p("『若：有零采用』甲"), "template-bracket", "正文!第1段“『若：有零采用』甲”", "改成【若：有零采用】"),
    (tbl(tr("【镇表.单位】"), tr("【镇表.单位】")), "template-row-twice", "正文!表1第2行第1格", "印两遍"),
    (tbl(tr("[镇表.单位]")), "template-bracket", "正文!表1第1行第1格", "改成【镇表.单位】"),
    (p("[若：有零采用]甲"), "template-bracket", "正文!第1段“［若：有零采用］甲”", "改成【若：有零采用】"),
    (p("得分【镇表.本期】"), "template-row-outside", "正文!第1段“得分【镇表.本期】”", "【镇表.本期】"),
    (tbl(tr("【镇表.单位】", "【部门表.单位】")), "template-two-tables", "正文!表1第1行第1格", "镇表、部门表"),
    (p("【镇备注】【计分办法】"), "template-two-lists", "正文!第1段“【镇备注】【计分办法】”",
     "【镇备注】、【计分办法】"),
    (p("【仅：组】甲"), "template-only-outside", "正文!第1段“【仅：组】甲”", "【仅：组】"),
    (SAMPLE + tbl(tr("【仅：组】【镇表.单位】")), "template-mark-unknown", "正文!表2第1行第1格", "【仅：组】"),
    (p("【每个：单位】") + p("甲"), "template-block-open", "正文!第1段“【每个：单位】”", "【每个：单位】没有结束"),
    (p("【若：有零采用】") + p("甲"), "template-block-open", "正文!第1段“【若：有零采用】”", "没有结束"),
    (p("甲") + p("【完】"), "template-end-stray", "正文!第2段“【完】”", "【完】前面没有"),
    (p("甲") + p("【若完】"), "template-end-stray", "正文!第2段“【若完】”", "【若完】前面没有"),
    (p("甲【每个：单位】【名】【完】"), "template-each-place", "正文!第1段“甲【每个：单位】【名】【…”", "段的开头"),
    (p("【每个：单位】") + p("【名】【完】末") + p("【完】"), "template-end-place",
     "正文!第2段“【名】【完】末”", "末尾"),
    (p("甲【若：有零采用】乙"), "template-if-open", "正文!第1段“甲【若：有零采用】乙”", "没有结束"),
    (p("甲【若完】乙"), "template-if-stray", "正文!第1段“甲【若完】乙”", "前面没有【若：…】"),
    (p(box(p("【期闲】"))), "template-mark-near", "正文!文本框1“【期闲】”", "【期间】"),
    (tbl(tr("a", tc(tbl(tr("【期闲】")), "b"))), "template-mark-near", "正文!表1内表1第1行第1格", "【期间】"),
    (tbl(tr(tc(p("【镇表.单位】", '<w:r><w:footnoteReference w:id="2"/></w:r>')))), "template-note-repeated",
     "正文!表1第1行第1格", "脚注"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "place", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_place(body: str, code: str, place: str, words: str) -> None:
    found = [x for x in check(document(body), DATA, NAME) if x.code == code]
    assert [x.place for x in found] == [f"[{NAME}]{place}"]
    assert words in found[0].message + found[0].fix
    with pytest.raises(Refused) as refusal:
        fill(document(body), DATA, NAME)
    assert found[0] in refusal.value.problems


def test_a_block_that_ends_in_another_story_is_refused() -> None:
    body = p("【每个：单位】") + tbl(tr(tc(p("【完】"))))
    assert {x.code for x in check(document(body), DATA, NAME)} == {"template-block-open"}


def test_blocks_must_not_cross() -> None:
    body = p("【若：有零采用】") + p("【每个：单位】") + p("【若完】") + p("【完】")
    assert "template-end-stray" in {x.code for x in check(document(body), DATA, NAME)}


def test_one_mistake_is_told_once_with_all_places() -> None:
    header = {"word/header3.xml": story("hdr", p("【期闲】")), "word/header1.xml": story("hdr", p("a"))}
    body = p("【期闲】和【期闲】") + SAMPLE + tbl(tr("x", "【期闲】"))
    [found] = check(document(body, header), DATA, NAME)
    assert found.places == (
        f"[{NAME}]正文!第1段“【期闲】和【期闲】”",
        f"[{NAME}]正文!表2第1行第2格",
        f"[{NAME}]页眉3!第1段“【期闲】”",
    )


def test_paragraphs_are_counted_as_the_reader_sees_them() -> None:
    body = p("一") + tbl(tr("不算")) + p(box(p("不算"))) + p("【期闲】")
    assert check(document(body), DATA, NAME)[0].place == f"[{NAME}]正文!第3段“【期闲】”"


def test_kinds_of_rows_that_no_sample_shows_are_refused() -> None:
    rows = [{"单位": "甲"}, {"单位": "组一", "#kind": "组"}]
    data = Data(tables={"镇表": rows})
    [found] = check(document(tbl(tr("【镇表.单位】"))), data, NAME)
    assert (found.code, found.place) == ("template-kind-missing", f"[{NAME}]")
    assert "【仅：组】" in found.fix
    [found] = check(document(tbl(tr("【仅：组】【镇表.单位】"))), data, NAME)
    assert found.code == "template-kind-ordinary"


def test_a_kind_without_rows_this_period_is_known_when_told() -> None:
    table = tbl(tr("【仅：组】【镇表.单位】"), tr("【镇表.单位】"))
    data = Data(tables={"镇表": [{"单位": "甲"}]}, table_kinds={"镇表": frozenset({"组"})})
    assert check(document(table), data, NAME) == []
    assert check(document(table), Data(tables={"镇表": []}), NAME) == []  # nothing is known of its kinds


def test_nothing_is_said_about_names_in_a_block_of_which_nothing_is_known() -> None:
    body = p("【每个：空块】") + p("【什么】") + tbl(tr("【甲表.乙】")) + p("【完】")
    found = check(document(body), DATA, NAME)
    assert [x.code for x in found] == []


def test_brackets_that_are_no_marks_are_left_alone() -> None:
    body = p("石政办函〔2022〕15号（期间）《期间》「甲」[1] {a} [期间外] “期间”")
    assert check(document(body), DATA, NAME) == []


MACRO = TYPES.format("").replace(
    "</Types>", '<Override PartName="/word/v.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
)


def _link(kind: str, target: str, mode: str = ' TargetMode="External"') -> dict[str, str | bytes]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return {
        "word/_rels/document.xml.rels": RELS.format(
            f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}"{mode}/>'
        )
    }


DTD = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'

# a part that is read as a header, whatever its name ends with
HIDDEN = TYPES.format(f'<Override PartName="/word/header1.bin" ContentType="{KINDS["header"]}"/>')

# further members, code, words
PACKAGES = [
    ({"[Content_Types].xml": MACRO}, "template-macro", "宏"),
    ({"word/vbaProject.bin": b"x"}, "template-macro", "宏"),
    (_link("attachedTemplate", "http://x/y.dotm"), "template-external", "http://x/y.dotm"),
    (_link("image", "file:///c:/a.png"), "template-external", "a.png"),
    (_link("hyperlink", "file://server/a"), "template-external", "server"),
    (_link("oleObject", "embeddings/oleObject1.bin", ""), "template-embedded", "oleObject1.bin"),
    (_link("package", "embeddings/a.xlsx", ""), "template-embedded", "a.xlsx"),
    (_link("aFChunk", "a.html", ""), "template-embedded", "a.html"),
    ({"word/styles.xml": DTD}, "template-dtd", "word/styles.xml"),
    ({"word/header1.xml": DTD.encode("utf-16")}, "template-dtd", "word/header1.xml"),
    ({"[Content_Types].xml": HIDDEN, "word/header1.bin": DTD}, "template-dtd", "word/header1.bin"),
    ({"word/header1.xml": "<a><b></a>"}, "template-xml", "word/header1.xml"),
    ({"[Content_Types].xml": HIDDEN, "word/header1.bin": "<a>"}, "template-xml", "word/header1.bin"),
    ({"word/_rels/a.xml.rels": "<a"}, "template-xml", "a.xml.rels"),
    ({"word/document.xml": "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"},
     "template-strict", "Strict"),
    ({"word/charts/chart1.xml": "<a>【期间】</a>"}, "template-mark-elsewhere", "chart1.xml"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "code", "words"), PACKAGES)
def test_a_package_that_is_not_filled(parts: dict[str, str | bytes], code: str, words: str) -> None:
    found = check(document(p("【期间】"), parts), DATA, NAME)
    assert code in [x.code for x in found]
    assert words in found[0].message
    assert found[0].places[0].startswith(f"[{NAME}]")
    with pytest.raises(Refused):
        fill(document(p("【期间】"), parts), DATA, NAME)


def test_web_links_are_harmless() -> None:
    assert check(document(p("a"), _link("hyperlink", "https://www.gov.cn/")), DATA, NAME) == []


def test_a_picture_may_declare_a_document_type() -> None:
    picture = '<Default Extension="svg" ContentType="image/svg+xml"/>'
    template = document(p("a"), {"word/media/image1.svg": DTD}, types=picture)
    assert check(template, DATA, NAME) == []


# what no word processor writes: no type of the body, another one, no list of relationships, parts in an endless chain
CHAIN: dict[str, str | bytes] = {}
for n in range(1500):
    link = f'<Relationship Id="r" Type="t" Target="a{n + 1}.xml"/>' if n < 1499 else ""
    CHAIN |= {f"word/a{n}.xml": "<a/>", f"word/_rels/a{n}.xml.rels": RELS.format(link)}
UNOPENED: list[dict[str, str | bytes]] = [
    {"[Content_Types].xml": TYPES.format("")},
    {"[Content_Types].xml": TYPES.format("").replace('Extension="xml"', 'Extension="abc"')},
    {"[Content_Types].xml": "<a/>"},
    {"_rels/.rels": "<a/>"},
    {"_rels/.rels": RELS.format('<Relationship Id="r" Type="t"/>')},
    {"_rels/.rels": RELS.format("")},
    {"word/_rels/document.xml.rels": RELS.format(f'<Relationship Id="r" Type="{OFFICE}" Target="a0.xml"/>'), **CHAIN},
]


@pytest.mark.parametrize("parts", UNOPENED)
def test_what_python_docx_does_not_open_is_no_template(parts: dict[str, str | bytes]) -> None:
    assert [x.code for x in check(document(p("a"), parts), DATA, NAME)] == ["template-file"]


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"\xd0\xcf\x11\xe0" * 200, document(p("a"))[:-30], document(p("a"))[100:]]
)
def test_what_is_no_docx(content: bytes) -> None:
    assert [x.code for x in check(content, DATA, NAME)] == ["template-file"]


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:r><w:drawing><a:t>【期间】</a:t></w:drawing></w:r>",
        '<w:r><w:pict><v:textpath string="【期间】"/></w:pict></w:r>',
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>【期间】</m:t></m:oMath>',
    ],
)
def test_marks_in_drawings_and_formulas_are_refused(drawn: str) -> None:
    body = p("甲", drawn)
    [found] = check(document(body), DATA, NAME)
    assert (found.code, "正文" in found.message) == ("template-mark-elsewhere", True)


def test_marks_are_listed_in_order_with_their_places() -> None:
    parts = {"word/header1.xml": story("hdr", p("【期间】"))}
    body = p(r("【若：有零"), r("采用】甲【 镇第一名 】")) + tbl(tr("【镇表．单位】"))
    found = [(m.text, m.kind, m.name, m.part, m.place) for m in marks(document(body, parts))]
    words = "第1段“【若：有零采用】甲【 镇…”"
    assert found == [
        ("【若：有零采用】", "条件", "有零采用", "正文", words),
        ("【镇第一名】", "值或列表", "镇第一名", "正文", words),
        ("【镇表．单位】", "表格", "镇表.单位", "正文", "表1第1行第1格"),
        ("【期间】", "值或列表", "期间", "页眉1", "第1段“【期间】”"),
    ]


def test_every_template_code_has_a_specimen_here() -> None:
    met = {m[1] for m in MISTAKES} | {m[1] for m in PACKAGES}
    met |= {"template-file", "template-kind-missing", "template-kind-ordinary"}
    sources = Path(word.__file__).parent.glob("*.py")
    raised = {code for source in sources for code in re.findall(r'"(template-[a-z-]+)"', source.read_text("utf-8"))}
    assert raised == met
    assert raised <= set(catalogue())
