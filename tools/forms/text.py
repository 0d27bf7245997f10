"""Paragraphs of an official notice: text, headings, the list of annexes, the signature, annex pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Twips

from forms.measures import LINE, characters
from forms.parts import Part, paragraph
from forms.styles import KAI_TEXT, exact
from forms.tables import table
from forms.widths import Column, Layout

LEVEL1, LEVEL2 = re.compile("[一二三]、"), re.compile("(【若[^】]*】)?(（[^。]*。)(.+)")


def prose(*lines: str, keep: bool = False) -> list[Part]:
    """Paragraphs of the text; `keep`: the last line of the last one stays with what follows.

    7.3.3: 一、 begins a heading in 黑体; （一） and its words, to the first full stop, are in 楷体, the text in 仿宋,
    and a condition may stand before them.
    """
    return [_line(line, keep and number == len(lines)) for number, line in enumerate(lines, 1)]


def _line(line: str, keep: bool) -> Part:
    if LEVEL1.match(line):
        return paragraph(line, "Level1", keep=True)
    point = LEVEL2.fullmatch(line)
    runs = zip(point.groups(""), ("", KAI_TEXT, ""), strict=True) if point else [(line, "")]
    return paragraph(list(runs), "Body", keep=keep)


def kept_blank(count: int = 1) -> list[Part]:
    """Empty lines that stay with what follows: a signature never stands alone on a page."""
    return [paragraph("", "Flush", keep=True)] * count


def annexes(names: Sequence[str]) -> list[Part]:
    """7.3.4: 附件：1.… one line each; turned lines align with the name; a single annex has no number."""
    if len(names) == 1:
        return [*kept_blank(), annex_line(f"附件：{names[0]}", 5, 3)]
    lines = [annex_line(f"附件：1.\t{names[0]}", 6.5, 4.5)]
    lines += [annex_line(f"{number}.\t{name}", 6.5, 1.5) for number, name in enumerate(names[1:], 2)]
    return [*kept_blank(), *lines]


def annex_line(text: str, left: float, hanging: float) -> Part:
    """A line of 附件说明 whose name begins `left` characters in, and its mark and number `hanging` before that."""
    at = characters(left)
    tabs = [(at, WD_TAB_ALIGNMENT.LEFT)] if "\t" in text else ()
    hangs = {"left_indent": Twips(at), "first_line_indent": Twips(-characters(hanging))}
    return paragraph(text, "Annexes", tabs=tabs, **hangs, keep=True)


DATE = "【成文日期】"


def number(typed: str) -> str:
    """The mark of 发文字号; `typed` stands there for the clerk to complete where the workbook gives none."""
    return f"【若：有发文字号】【发文字号】【若完】【若非：有发文字号】{typed}【若完】"


def signed(office: str, date: str, keep: bool = False) -> list[Part]:
    """7.3.5.1: 署名 centred over 成文日期, with room above for the seal; `keep`: with what follows."""
    return [*kept_blank(2), paragraph(office, "Signed", keep=True), paragraph(date, "Signed", keep=keep)]


def annex(
    mark: str, title: str, name: str, columns: Sequence[Column], layout: Layout, note: str, new_page: bool = True
) -> list[Part]:
    """7.3.7: an annex page: the mark on line 1, the title on line 3, the table with one sample row, the notes."""
    return [
        annex_mark(mark, new_page),
        *kept_blank(),
        paragraph(title, "AnnexTitle", keep=True, **exact(LINE, after=60)),
        table(name, columns, layout, dashes=True),
        paragraph(note, "Note", **exact(300, 30)),
    ]


def annex_mark(mark: str, new_page: bool = True) -> Part:
    """附件 at the head of its page; `new_page`: where no section begins there."""
    return paragraph(mark, "AnnexMark", page_break_before=new_page or None, keep=True)
