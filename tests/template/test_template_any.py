"""Whatever the check lets pass can be filled, and nothing else than a refusal comes out of any template."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_parts import W, box, document, p, part, tbl, tc, tr

from govscore.core.problems import Refused
from govscore.word.check import check, marks
from govscore.word.data import Data
from govscore.word.fill import fill

DATA = Data(
    {"期间": "春\n夏", "月份": "【期间】"},
    {"甲": True, "乙": False},
    {"备注": ["一", "二\n"], "无": []},
    {"表": [{"名": "子", "数": "1", "#merge": "名..数=不计分"}, {"名": "组", "数": "", "#kind": "组"}], "空": []},
    {"块": [Data({"内": "天"}, tables={"表": [{"名": "x", "数": "y"}]}), Data({"内": "地"})], "无块": []},
    table_fields={"空": frozenset({"名"})},
    block_data={"无块": Data({"内": ""})},
)
WORDS = st.sampled_from(
    [
        "通报", "【期间】", "【月份】", "【备注】", "【无】", "【若：甲】", "【若：乙】", "【若非：乙】", "【若完】",
        "【每个：块】", "【每个：无块】", "【完】", "【内】", "【表.名】", "【表.数】", "【空.名】", "【仅：组】", " ",
        "【", "】", "期间】", "<w:r><w:drawing/></w:r>", '<w:bookmarkStart w:id="1" w:name="a"/>',
    ]
)  # fmt: skip
PARAGRAPH = st.lists(WORDS, max_size=5).map(lambda words: p(*words))
CLEAN = st.sampled_from(
    [
        *map(
            p,
            (
                "【每个：块】",
                "【完】",
                "【若：甲】",
                "【若：乙】",
                "【若完】",
                "通报【期间】",
                "【备注】",
                "【若：乙】甲",
            ),
        ),
        tbl(tr("头"), tr("【表.名】", "【表.数】"), tr("【仅：组】【表.名】")),
        tbl(tr("【空.名】")),
        tbl(tr(tc(p("【每个：块】【期间】【完】")))),
        p(box(p("【若：乙】【期间】"))),
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        "<w:sdt><w:sdtContent>" + p("【期间】") + "</w:sdtContent></w:sdt>",
    ]
)


def _nested(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    stories = st.lists(items, min_size=1, max_size=4).map("".join)
    cells = stories.map(lambda inside: tc(inside + "<w:p/>"))
    rows = st.lists(cells, min_size=1, max_size=3).map(lambda row: f"<w:tr>{''.join(row)}</w:tr>")
    return st.one_of(
        st.lists(rows, min_size=1, max_size=3).map(lambda many: tbl(*many)),
        stories.map(lambda inside: p(box(inside + "<w:p/>"))),
        stories.map(lambda inside: f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
    )


ITEM = st.recursive(st.one_of(PARAGRAPH, CLEAN), _nested, max_leaves=8)


def _agree(body: str) -> None:
    template = document(body)
    marks(template)
    found = check(template, DATA, "t.docx")
    try:
        filled = fill(template, DATA, "t.docx")
    except Refused as refusal:
        assert list(refusal.problems) == found
        assert found
    else:
        assert not found
        assert filled == fill(template, DATA, "t.docx")
        _valid(part(filled))


def _valid(root: etree._Element) -> None:
    """What Word demands: a paragraph at the end of cells and text boxes, a row in a table, a cell in a row."""
    for tag in ("tc", "txbxContent"):
        assert all(story[-1].tag == f"{{{W}}}p" for story in root.iter(f"{{{W}}}{tag}"))
    assert all(table.find(f".//{{{W}}}tr") is not None for table in root.iter(f"{{{W}}}tbl"))
    assert all(row.find(f".//{{{W}}}tc") is not None for row in root.iter(f"{{{W}}}tr"))


@given(st.lists(ITEM, max_size=6).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_arrangement_of_marks(body: str) -> None:
    _agree(body)


@given(st.lists(CLEAN, max_size=8).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_arrangement_of_whole_parts(body: str) -> None:
    _agree(body)


TEMPLATE = document(p("关于【期间】的通报") + tbl(tr("【表.名】"), tr("【仅：组】【表.名】")))


@given(st.integers(0, len(TEMPLATE) - 1), st.integers(0, 255))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_refused_or_filled(at: int, byte: int) -> None:
    damaged = TEMPLATE[:at] + bytes([byte]) + TEMPLATE[at + 1 :]
    if not check(damaged, DATA, "t.docx"):
        fill(damaged, DATA, "t.docx")
