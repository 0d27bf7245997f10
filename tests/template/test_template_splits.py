"""One template edited in many ways, as Word, WPS and clerks do; every edit must give the same notice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_parts import box, document, p, r, tbl, tc, texts, tr

from govscore.word.check import check, marks
from govscore.word.data import Data
from govscore.word.fill import fill

DATA = Data(
    {"期间": "春"},
    {"甲": True, "乙": False},
    {"备注": ["一", "二"]},
    {"表": [{"名": "子"}, {"名": "丑"}]},
    {"块": [Data({"内": "天"}), Data({"内": "地"})]},
)
PROOF = '<w:proofErr w:type="spellStart"/>'
BOOKMARK = '<w:bookmarkStart w:id="0" w:name="_GoBack"/>'
INSERTED = '<w:ins w:id="1" w:author="x" w:date="2022-01-01T00:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="x"><w:r><w:delText>{}</w:delText></w:r></w:del>'
MOVED = '<w:moveFrom w:id="3" w:author="x">{}</w:moveFrom>'
HINT = '<w:rFonts w:hint="eastAsia"/>'

# name, body, texts of the filled body
EDITS = [
    ("whole", p("关于【期间】的通报"), ["关于春的通报"]),
    ("one run a character", p(*"关于【期间】的通报"), ["关于春的通报"]),
    ("bracket apart", p("关于【", "期间", "】的通报"), ["关于春的通报"]),
    ("cut in the name", p("关于【期", "间】的通报"), ["关于春的通报"]),
    ("font hints", p(r("关于【", HINT), r("期间"), r("】", HINT), "的通报"), ["关于春的通报"]),
    ("proof marks", p("关于【", PROOF, "期间", PROOF, "】的通报"), ["关于春的通报"]),
    ("bookmark inside", p("关于【期", BOOKMARK, "间】的通报"), ["关于春的通报"]),
    ("tracked insertion", p("关于", INSERTED.format(r("【期间】")), "的通报"), ["关于春的通报"]),
    ("half inserted", p("关于【期", INSERTED.format(r("间】")), "的通报"), ["关于春的通报"]),
    ("deleted text inside", p("关于【期", DELETED.format("末"), "间】的通报"), ["关于春的通报"]),
    ("deleted mark", p("关于", DELETED.format("【旧】"), "【期间】的通报"), ["关于春的通报"]),
    ("moved away", p("关于【期间】的通报", MOVED.format(r("【旧】"))), ["关于春的通报【旧】"]),
    ("in a link", p("关于", f"<w:hyperlink>{r('【期间】')}</w:hyperlink>", "的通报"), ["关于春的通报"]),
    ("smart tag", p("关于【", f"<w:smartTag>{r('期间')}</w:smartTag>", "】的通报"), ["关于春的通报"]),
    ("page break mark", p("关于【期", "<w:r><w:lastRenderedPageBreak/></w:r>", "间】的通报"), ["关于春的通报"]),
    ("line break inside", p("关于【期", "<w:r><w:br/></w:r>", "间】的通报"), ["关于春的通报"]),
    ("tab inside", p("关于【", "<w:r><w:tab/></w:r>", "期间】的通报"), ["关于春的通报"]),
    ("spaces inside", p("关于【 期　间\u00a0】的通报"), ["关于春的通报"]),
    ("zero width", p("关于【\u200b期间\ufeff】的通报"), ["关于春的通报"]),
    ("control in a line", p("关于", f"<w:sdt><w:sdtContent>{r('【期间】')}</w:sdtContent></w:sdt>"), ["关于春"]),
    ("anchored picture inside", p("【期", "<w:r><w:drawing/></w:r>", "间】"), ["春"]),
    ("two in a run", p("【期间】、【期间】"), ["春、春"]),
    ("next to each other", p("【期间】【", "期间】"), ["春春"]),
    ("text box", p("关于", box(p("【期", "间】")), "的"), ["关于的", "春", "春"]),
    ("text box of its own", p(box(p("【备注】"))), ["", "一", "二", "一", "二"]),
    ("in a cell", tbl(tr(tc(p("【期", "间】"), p("【若：乙】无")))), ["春"]),
    ("nested table", tbl(tr(tc(tbl(tr("【表.名】")), p("外")))), ["子", "丑", "外"]),
    ("block content control", f"<w:sdt><w:sdtContent>{p('【期间】')}{p('【备注】')}</w:sdtContent></w:sdt>",
     ["春", "一", "二"]),
    ("row in content control", tbl(f"<w:sdt><w:sdtContent>{tr('【表.名】')}</w:sdtContent></w:sdt>"), ["子", "丑"]),
    ("inserted row", tbl(f"<w:tr><w:trPr><w:ins w:id='1' w:author='x'/></w:trPr>{tc('【表.', )}</w:tr>".replace(
        "【表.", "【表.名】")), ["子", "丑"]),
    ("field cut in runs", tbl(tr(tc(p("【", PROOF, "表", "．", "名】")))), ["子", "丑"]),
    ("half-width colon", p("【若:甲】留") + p("【若 非: 甲】去"), ["留"]),
    ("condition cut in runs", p("前【若", "：乙】去【", "若完】后"), ["前后"]),
    ("condition after spaces", p("　　【若：甲】留") + p("　　【若：乙】去"), ["　　留"]),
    ("two conditions", p("【若：甲】【若非：乙】留"), ["留"]),
    ("condition and list", p("【若：甲】【备注】") + p("【若：乙】【备注】"), ["一", "二"]),
    ("block marks cut in runs", p("【每个", "：块】") + p("【内】") + p("【", "完", "】"), ["天", "地"]),
    ("block in one paragraph", p("【每个：块】【内】。【完】"), ["天。", "地。"]),
    ("block round a table", p("【每个：块】") + tbl(tr("【内】【期间】")) + p("【完】"), ["天春", "", "地春"]),
    ("block in a cell", tbl(tr(tc(p("【每个：块】"), p("【内】"), p("【完】")))), ["天", "地"]),
    ("block with a list", p("【每个：块】【内】") + p("【备注】") + p("【完】"), ["天", "一", "二", "地", "一", "二"]),
    ("no marks", p("通报"), ["通报"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_edited_template(body: str, expected: list[str]) -> None:
    template = document(body)
    assert check(template, DATA, "t.docx") == []
    assert texts(fill(template, DATA, "t.docx")) == expected


LINE = "关于【期间】的【若：甲】（【期间】）【若完】通报【若：乙】无【若完】。"


@given(st.lists(st.integers(0, len(LINE)), max_size=12), st.data())
@settings(max_examples=150, deadline=None)
def test_any_division_into_runs(cuts: list[int], data: st.DataObject) -> None:
    bounds = sorted({0, len(LINE), *cuts})
    pieces = [LINE[a:b] for a, b in pairwise(bounds)]
    noise = data.draw(st.lists(st.sampled_from(["", PROOF, BOOKMARK]), min_size=len(pieces), max_size=len(pieces)))
    wrap = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    runs = [INSERTED.format(r(piece)) if inserted else r(piece) for piece, inserted in zip(pieces, wrap, strict=True)]
    body = "".join(n + x for n, x in zip(noise, runs, strict=True))
    template = document(f"<w:p>{body}</w:p>")
    assert texts(fill(template, DATA, "t.docx")) == ["关于春的（春）通报。"]
    assert [mark.name for mark in marks(template)] == ["期间", "甲", "期间", "", "乙", ""]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), max_size=20)


@given(TEXT, TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_comes_out_as_it_went_in(one: str, two: str) -> None:
    template = document(p("甲【期间】乙") + tbl(tr("【表.名】丙")))
    result = fill(template, Data({"期间": one}, tables={"表": [{"名": two}]}), "t.docx")
    assert texts(result) == [f"甲{one}乙", f"{two}丙"]
