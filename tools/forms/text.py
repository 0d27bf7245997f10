"""Paragraphs of an official notice: text, headings, the list of annexes, the signature, annex pages."""

from __future__ import annotations

from collections.abc import Sequence

from forms.measures import LINE, characters
from forms.styles import KAI_TEXT
from forms.tables import sample, table
from forms.widths import Column, Layout
from forms.xml import KEEP, exact, paragraph, run


def body(text: str, keep: bool = False) -> str:
    """A paragraph of the text, first line two characters in; `keep`: its last line stays with what follows."""
    return paragraph(run(text), "Body", KEEP if keep else "")


def level1(text: str) -> str:
    """一、 in 黑体."""
    return paragraph(run(text), "Level1", KEEP)


def point(lead: str, text: str, condition: str = "", keep: bool = False) -> str:
    """（一） in 楷体, then the text in 仿宋, in one paragraph that may stand on a condition."""
    return paragraph(
        (run(condition) if condition else "") + run(lead, KAI_TEXT) + run(text), "Body", KEEP if keep else ""
    )


def kept_blank(count: int = 1) -> list[str]:
    """Empty lines that stay with what follows: a signature never stands alone on a page."""
    return [paragraph("", "Flush", KEEP)] * count


def annexes(names: Sequence[str]) -> list[str]:
    """7.3.4: 附件：1.… one line each; turned lines align with the name; a single annex has no number."""
    if len(names) == 1:
        return [*kept_blank(), annex_line(f"附件：{names[0]}", 5, 3)]
    lines = [annex_line(f"附件：1.\t{names[0]}", 6.5, 4.5)]
    lines += [annex_line(f"{number}.\t{name}", 6.5, 1.5) for number, name in enumerate(names[1:], 2)]
    return [*kept_blank(), *lines]


def annex_line(text: str, left: float, hanging: float) -> str:
    """A line of 附件说明 whose name begins `left` characters in, and its mark and number `hanging` before that."""
    at = characters(left)
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{at}"/></w:tabs>' if "\t" in text else ""
    return paragraph(run(text), "Annexes", f'{KEEP}{tab}<w:ind w:left="{at}" w:hanging="{characters(hanging)}"/>')


DATE = "【成文日期】"


def number(typed: str) -> str:
    """The mark of 发文字号; `typed` stands there for the clerk to complete where the workbook gives none."""
    return f"【若：有发文字号】【发文字号】【若完】【若非：有发文字号】{typed}【若完】"


def signed(office: str, date: str, more: str = "") -> list[str]:
    """7.3.5.1: 署名 centred over 成文日期, with room above for the seal; `more`: section that ends here."""
    return [*kept_blank(2), paragraph(run(office), "Signed", KEEP), paragraph(run(date), "Signed", more)]


def annex(
    mark: str, title: str, name: str, columns: Sequence[Column], layout: Layout, note: str, new_page: bool = True
) -> list[str]:
    """7.3.7: an annex page: the mark on line 1, the title on line 3, the table with one sample row, the notes."""
    return [
        paragraph(run(mark), "AnnexMark", "<w:keepNext/><w:pageBreakBefore/>" if new_page else KEEP),
        *kept_blank(),
        paragraph(run(title), "AnnexTitle", KEEP + exact(LINE, after=60)),
        table(columns, layout, [sample(name, columns, layout, dashes=True)]),
        paragraph(run(note), "Note", exact(300, 30)),
    ]
