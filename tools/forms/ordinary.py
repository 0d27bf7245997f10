"""An ordinary document (文件) for any office that scores: red head, 发文字号, the rules as annex, a ruled 版记."""

from __future__ import annotations

from forms.heads import addressees, red_head, title
from forms.imprint import copy_to, imprint, issued
from forms.measures import LINE
from forms.page import notice
from forms.parts import Part, paragraph
from forms.styles import exact
from forms.text import DATE, annex_mark, annexes, kept_blank, number, prose, signed

OFFICE = "××县人民政府办公室"
ANNEX = "政务信息采用计分办法"
COPY = "抄送：县委办公室，县人大常委会办公室，县政协办公室。"


def ordinary() -> bytes:
    """The document; its marks are those that every scoring scheme supplies."""
    parts = [
        *red_head(OFFICE, number("×政办发〔20××〕××号")),
        *title(f"{OFFICE}关于", "【期间】政务信息采用情况的通报"),
        *addressees("各乡镇人民政府、街道办事处，县政府各部门、各直属机构"),
        *_text(),
        *annexes([ANNEX]),
        *signed(OFFICE, DATE),
        *_annex(),
        imprint([copy_to(COPY), issued(OFFICE, "【印发日期】")], 2),
    ]
    return notice("政务信息采用情况的通报", parts)


def _text() -> list[Part]:
    return prose(
        "现将【期间】政务信息采用情况通报如下：",
        "一、基本情况",
        "【期间】纳入统计的单位共【单位数】个。【若：有不计分单位】其中部分单位只列采用条数，不计分、不排名。【若完】"
        "【若：有待反馈】【待反馈渠道】的采用情况上级尚未反馈，不计入本期得分。【若完】",
        "【若：有零采用单位】【零采用单位】（共【零采用单位数】个单位）本期没有信息被采用。",
        "二、有关要求",
        "各单位要紧扣中心工作选题，落实专人负责，严格审核把关，不断提高信息报送的数量和质量。"
        "【若：有零采用单位】没有信息被采用的单位要查找原因，切实改进工作。【若完】",
        keep=True,
    )


def _annex() -> list[Part]:
    """The rules as they stand in the scheme, a paragraph each."""
    return [
        annex_mark("附件"),
        *kept_blank(),
        paragraph(ANNEX, "AnnexTitle", keep=True, **exact(LINE)),
        *kept_blank(),
        *prose("【计分办法】"),
    ]
