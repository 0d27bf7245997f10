"""Which paragraph is what: found from position, text and looks together, since clerks rename styles.

A wrong format must not hide an element from its own check, so no element is known by a single sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from govscore.format_check.document import Item, Notice, Paragraph, Section, Table, flat, units

RED = frozenset({"FF0000", "ED1C24", "E60012", "C00000", "RED", "EE0000", "FE0000", "DE0000"})
_BIG, _TITLE_SIZE, _TITLE_ZONE = 26.0, 18.0, 12
_NUMBER = re.compile(r"^\S{1,14}\s*[〔\[［(（【{].{2,6}[〕\]］)）】}]\s*第?\s*[\d×xX○]+\s*号(\s|$)|^\S{1,14}〔\S{4}〕")
_ISSUE = re.compile(r"第?\s*[\d×xX一二三四五六七八九十百〇○]+\s*期")
_DATE = re.compile(
    r"^(?:[\d×○〇零一二三四五六七八九]{4}|【[^】]+】)\s*年\s*[\d×○一二三四五六七八九十]{1,3}\s*月\s*[\d×○一二三四五六七八九十]{1,3}\s*日$"
)
_ANNEX_MARK = re.compile(r"^附\s*件\s*[\d０-９一二三四五六七八九十]{0,3}\s*[:：]?$")
_ANNEX_NOTE = re.compile(r"^附\s*件\s*[:：]\s*\S")
_NUMBERED = re.compile(r"^\d+\s*[.．、]")
_IMPRINT = re.compile(
    r"^(抄\s*[送报]|主\s*送\s*[:：]|[发分]\s*送|本期\s*发|发\s*[:：]|报\s*[送:：]|送\s*[:：]|责任编辑|编\s*辑|联系人)|印发$|^签发"
)
_TITLE_END = re.compile(r"(通报|通知|情况|报告|函|意见|请示|公告|纪要|方案|办法)$")
_LEAD_IN = re.compile(r"(如下|以下|下列|要求|包括)\s*[:：]$")
_LEVELS = (
    re.compile(r"^(?:[一二三四五六七八九十]{1,3}|【[^】]*序号】)\s*[、.．，,]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}\s*[.．、](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[)）]"),
)


@dataclass(slots=True, eq=False)
class Annex:
    """An annex page: its mark, title lines, and the empty lines between (in lines of the page)."""

    mark: Paragraph
    title: list[Paragraph]
    before: Paragraph | None
    between: list[Paragraph]


@dataclass(slots=True, eq=False)
class Roles:
    """The elements of a notice that were found; None or empty where there is none."""

    form: str = "附件"
    mark: Paragraph | None = None
    mark_in_header: bool = False
    number: Paragraph | None = None
    issue: Paragraph | None = None
    head: list[Paragraph] = field(default_factory=list)
    title: list[Paragraph] = field(default_factory=list)
    addressee: Paragraph | None = None
    body: list[Paragraph] = field(default_factory=list)
    annex_note: list[Paragraph] = field(default_factory=list)
    office: Paragraph | None = None
    date: Paragraph | None = None
    annexes: list[Annex] = field(default_factory=list)
    imprint: list[Item] = field(default_factory=list)
    after_imprint: list[Item] = field(default_factory=list)
    order: list[Paragraph] = field(default_factory=list)

    def between(self, first: Paragraph, second: Paragraph) -> list[Paragraph]:
        """The top-level paragraphs from one to the other, both left out."""
        start, end = self.order.index(first), self.order.index(second)
        return self.order[start + 1 : end]


def level(paragraph: Paragraph) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for other text."""
    return next((n for n, form in enumerate(_LEVELS, 1) if form.match(paragraph.words)), 0)


def is_red(paragraph: Paragraph) -> bool:
    """Whether its text is red."""
    return any(run.colour in RED for run in paragraph.runs if run.text.strip())


def find_roles(notice: Notice, form: str | None = None) -> Roles:
    """The elements of the document; `form` as given by the clerk, else found from the head."""
    roles = Roles()
    items = _take_imprint(notice.items, roles)
    roles.order = [item for item in items if isinstance(item, Paragraph)]
    main = _take_annexes(items, roles)
    _head(main, notice.sections[0], roles)
    roles.form = form or _form(roles)
    rest = _take_title(main, roles)
    _text(rest, roles)
    return roles


def _form(roles: Roles) -> str:
    if roles.issue is not None:
        return "简报"
    if roles.mark is not None:
        return "信函" if roles.mark_in_header else "文件"
    return "附件"


def _take_imprint(items: Sequence[Item], roles: Roles) -> list[Item]:
    """Split off the 版记: from the first of its lines in the document's last part."""
    starts = [i for i, item in enumerate(items) if _is_imprint(item)]
    if not starts:
        return list(items)
    first = starts[-1]
    while first - 1 in starts or (first - 2 in starts and _blank(items[first - 1])):
        first -= 1 if first - 1 in starts else 2
    last = starts[-1]
    roles.imprint = [item for item in items[first : last + 1] if not _blank(item)]
    roles.after_imprint = [item for item in items[last + 1 :] if not _blank(item)]
    return [*items[:first], *items[last + 1 :]]


def _blank(item: Item) -> bool:
    return isinstance(item, Paragraph) and item.blank


def _is_imprint(item: Item) -> bool:
    if isinstance(item, Table) and (len(item.rows) > 6 or len(item.grid) > 4):
        return False
    paragraphs = [item] if isinstance(item, Paragraph) else [*item.paragraphs()]
    if isinstance(item, Paragraph):
        paragraphs += [p for box in item.boxes for p in flat(box.items)]
    found = [p for p in paragraphs if _IMPRINT.search(p.words) and not _LEAD_IN.search(p.words)]
    return bool(found)


def _take_annexes(items: Sequence[Item], roles: Roles) -> list[Item]:
    """Split off the annex pages, each from its mark on."""
    marks = [i for i, item in enumerate(items) if isinstance(item, Paragraph) and _ANNEX_MARK.match(item.words)]
    for start in marks:
        before = next((i for i in reversed(items[:start]) if isinstance(i, Paragraph)), None)
        between: list[Paragraph] = []
        title: list[Paragraph] = []
        for item in items[start + 1 :]:
            if not isinstance(item, Paragraph) or (item.blank and title) or len(title) == 3:
                break
            if title and not (item.align == "center" and item.size >= title[0].size):
                break
            (between if item.blank else title).append(item)
        mark = items[start]
        assert isinstance(mark, Paragraph)
        roles.annexes.append(Annex(mark, title, before, between))
    return list(items[: marks[0]]) if marks else list(items)


def _head(main: Sequence[Item], section: Section, roles: Roles) -> None:
    """发文机关标志, 发文字号 and issue number: what stands before the title."""
    early = [p for p in list(flat(main))[:40] if p.words]
    stop = next((i for i, p in enumerate(early) if _looks_like_title(p) >= 3 and not _is_mark(p)), len(early))
    before = early[: max(stop, 1)] if stop < len(early) else early[:8]
    roles.number = next((p for p in before if _NUMBER.match(p.words) and units(p.words) < 30), None)
    roles.issue = next((p for p in before if _ISSUE.search(p.words) and units(p.words) < 24), None)
    headers = [p for kind in ("first", "default") for p in flat(section.headers.get(kind, [])) if p.words]
    in_header = next((p for p in headers if p.size >= _TITLE_SIZE or is_red(p)), None)
    until = roles.number or roles.issue
    zone = before[: before.index(until)] if until in before else before
    roles.mark = in_header or next((p for p in zone if _is_mark(p)), None)
    roles.mark_in_header = in_header is not None
    roles.head = [p for p in before if _looks_like_title(p) < 3 or _is_mark(p)]


def _is_mark(paragraph: Paragraph) -> bool:
    return paragraph.size >= _BIG or (is_red(paragraph) and paragraph.size >= _TITLE_SIZE)


def _looks_like_title(paragraph: Paragraph) -> int:
    """How many signs of a title the paragraph has, of five."""
    return sum(
        (
            paragraph.align == "center",
            paragraph.size >= _TITLE_SIZE,
            any("标宋" in run.east or "STZhongsong" in run.east for run in paragraph.runs),
            bool(_TITLE_END.search(paragraph.words)),
            not re.search("[。：；]", paragraph.words) and units(paragraph.words) <= 44,
        )
    )


def _take_title(main: Sequence[Item], roles: Roles) -> list[Item]:
    """The title's lines; returns what follows them."""
    known = [p for p in (roles.mark, roles.number, roles.issue) if p is not None]
    after = max((i + 1 for i, item in enumerate(main) if item in known), default=0)
    zone = [i for i in range(after, len(main)) if not _blank(main[i])][:_TITLE_ZONE]
    for signs in (3, 2):
        start = next((i for i in zone if _title_line(main[i], signs)), None)
        if start is not None:
            end = start
            while end < len(main) and _title_line(main[end], 2):
                end += 1
            roles.title = [item for item in main[start:end] if isinstance(item, Paragraph)]
            return list(main[end:])
    return list(main[after:])


def _title_line(item: Item, signs: int) -> bool:
    if not isinstance(item, Paragraph) or not item.words or level(item) or is_red(item):
        return False
    return _looks_like_title(item) >= signs and not re.search("[。：:]$", item.words)


def _text(rest: Sequence[Item], roles: Roles) -> None:
    """主送, body, 附件说明, 署名 and 成文日期."""
    paragraphs = [item for item in rest if isinstance(item, Paragraph) and item.words]
    if paragraphs and roles.form != "简报" and _is_addressee(paragraphs[0]):
        roles.addressee = paragraphs.pop(0)
    dates = [i for i, p in enumerate(paragraphs) if _DATE.match(p.words)]
    end = len(paragraphs)
    if dates:
        end = dates[-1]
        roles.date = paragraphs[end]
        above = paragraphs[end - 1] if end else None
        if above is not None and not re.search("[。；：]$", above.words) and not _in_note(above):
            roles.office, end = above, end - 1
    note = next((i for i, p in enumerate(paragraphs[:end]) if _ANNEX_NOTE.match(p.words)), end)
    roles.annex_note = list(takewhile(lambda p: _in_note(p) or p.left > 4 * p.size, paragraphs[note:end]))
    beside = {id(p) for p in (*_notes_under_tables(rest), *_captions(rest))}
    title = "".join(p.words for p in roles.title)  # on a new page again: the next slip of a file of many
    roles.body = [p for p in paragraphs[:note] if id(p) not in beside and not (p.page_break and p.words == title)]


def _in_note(paragraph: Paragraph) -> bool:
    return bool(_ANNEX_NOTE.match(paragraph.words) or _NUMBERED.match(paragraph.words))


def _is_addressee(paragraph: Paragraph) -> bool:
    text = paragraph.words
    if _LEAD_IN.search(text) or level(paragraph) or units(text) > 150:
        return False
    return text.endswith(("：", ":")) or ("。" not in text and paragraph.start < 0.5)


def _captions(rest: Sequence[Item]) -> list[Paragraph]:
    """A line right above a table that is no sentence and no heading of the text belongs to the table."""
    pairs = [(item, after) for item, after in pairwise(rest) if isinstance(item, Paragraph)]
    return [p for p, after in pairs if isinstance(after, Table) and not level(p) and not re.search("[。：]$", p.words)]


def _notes_under_tables(rest: Sequence[Item]) -> list[Paragraph]:
    """Small print that follows a table is the table's, not the text's."""
    found: list[Paragraph] = []
    under = False
    for item in rest:
        if isinstance(item, Table):
            under = True
        elif item.words:
            under = under and (item.size < 15 or item.words.startswith(("备注", "注：", "说明：")))
            found += [item] if under else []
    return found
