"""附件说明 (7.3.4) and annex pages (7.3.7), and that both agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govscore.format_check.document import Notice, Paragraph
from govscore.format_check.findings import Finding
from govscore.format_check.head import ALIGNED
from govscore.format_check.lettering import HEI, TITLE, font_finding, is_font, points, printed
from govscore.format_check.roles import Annex, Roles
from govscore.format_check.spaces import empty_lines, height, is_lines, words

_LABEL = re.compile(r"^附件：")
_ITEM = re.compile(r"^(?:附\s*件\s*[:：])?\s*(?:(\d{1,2})\s*([.．、]))?\s*(.+?)\s*$", re.DOTALL)
_END = re.compile(r"[、。；，,;.:：!！]$")
_MARK = re.compile(r"附件([1-9]\d?)?")
_NEARLY = 0.25  # of a character: digits and points are not half a character wide in every font
_TURN = {False: (5.0, 5.0), True: (5.6, 6.6)}  # where names begin: after “附件：”, and after “附件：1.”


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on the list of annexes, on every annex page, and on their agreement."""
    choices = sum(bool(_LABEL.match(p.words)) for p in roles.annex_note)
    if choices > 1:  # an unfilled template that holds several lists, of which one will stay
        roles.annex_note = []
    if roles.annex_note:
        yield from _note(notice, roles)
    for annex in roles.annexes:
        yield from _page(annex, roles, notice)
    if roles.annex_note and roles.annexes:
        yield from _agreement(roles)


def _entries(note: Sequence[Paragraph]) -> list[tuple[str, str, str, Paragraph]]:
    """Number, sign after it, name and paragraph of each annex in the list."""
    found = []
    for paragraph in note:
        for line in paragraph.words.split("\n"):
            if match := _ITEM.match(line.strip("\u3000 \t")):
                found.append((match[1] or "", match[2] or "", match[3], paragraph))
    return found


def _note(notice: Notice, roles: Roles) -> Iterator[Finding]:
    first = roles.annex_note[0]
    above = _text_above(first, roles)
    room = None if above is None else empty_lines(roles, above, first, notice.sections[0])
    if room is not None:
        yield Finding("annex-note-gap", is_lines(room, 1), words(room), first)
    entries = _entries(roles.annex_note)
    many = len(entries) > 1
    for place, (number, sign, name, paragraph) in enumerate(entries, 1):
        right = (number == str(place) and sign in (".", "．")) if many else not (number and sign)
        label = place > 1 or bool(_LABEL.match(paragraph.words))
        shown = f"{paragraph.words[:3] if place == 1 else ''}{number}{sign}"
        yield Finding("annex-note-form", right and label, shown, paragraph)
        ended = _END.search(name)
        yield Finding("annex-note-end", not ended, f"有“{ended[0]}”" if ended else "没有标点", paragraph)
    for place, paragraph in enumerate(roles.annex_note):
        yield _indent(paragraph, place == 0, many)


def _indent(paragraph: Paragraph, first: bool, many: bool) -> Finding:
    """The first line begins after two characters; turned lines begin where the name does."""
    turn = paragraph.left / paragraph.size
    low, high = _TURN[many]
    begins = abs(paragraph.start - 2) <= _NEARLY if first else 4.5 <= paragraph.start <= 5.3
    good = begins and low - _NEARLY <= turn <= high + _NEARLY
    return Finding("annex-note-indent", good, f"首行空{paragraph.start:.3g}字、回行空{turn:.3g}字", paragraph)


def _text_above(paragraph: Paragraph, roles: Roles) -> Paragraph | None:
    if paragraph not in roles.order:
        return None
    return next((p for p in reversed(roles.order[: roles.order.index(paragraph)]) if p.words), None)


def _page(annex: Annex, roles: Roles, notice: Notice) -> Iterator[Finding]:
    mark = annex.mark
    new = _on_new_page(annex, roles, notice)
    yield Finding("annex-page", new, "另起一页" if new else "接在上文后面", mark)
    yield Finding("annex-mark-form", bool(_MARK.fullmatch(mark.words)), mark.words, mark)
    for _, run in printed([mark]):
        good = run.size == 16 and (is_font(run.east, HEI) if re.search("[\u4e00-\u9fff]", run.text) else True)
        yield Finding("annex-mark-font", good, f"{points(run.size)}{run.east}", mark)
    flush = abs(mark.start) < 0.15 and mark.align in ("left", "both")
    measured = f"{ALIGNED.get(mark.align, mark.align)}，空{mark.start:.3g}字"
    yield Finding("annex-mark-flush", flush, measured, mark)
    if annex.title:
        yield from _annex_title(annex, notice)


def _on_new_page(annex: Annex, roles: Roles, notice: Notice) -> bool:
    if annex.mark.page_break or annex.before is None or roles.order.index(annex.mark) == 0:
        return True
    blank_before = roles.order[: roles.order.index(annex.mark)]
    for paragraph in reversed(blank_before):
        if paragraph.section != annex.mark.section:
            return notice.sections[min(annex.mark.section, len(notice.sections) - 1)].start != "continuous"
        if _ends_with_break(paragraph):
            return True
        if not paragraph.blank:
            return False
    return False


def _ends_with_break(paragraph: Paragraph) -> bool:
    from govscore.word.ooxml import BR, w

    last = [br for br in paragraph.element.iter(BR) if br.get(w("type")) == "page"]
    return bool(last) and (paragraph.blank or paragraph.text.endswith("\n"))


def _annex_title(annex: Annex, notice: Notice) -> Iterator[Finding]:
    section = notice.sections[min(annex.mark.section, len(notice.sections) - 1)]
    inner = sum(height(p, section) + p.before + p.after for p in annex.between)
    room = (annex.mark.after + annex.title[0].before + inner) / 28.95
    yield Finding("annex-title-line", is_lines(room, 1), words(room), annex.title[0])
    for paragraph in annex.title:
        centred = paragraph.align == "center"
        yield Finding("annex-title-centred", centred, ALIGNED.get(paragraph.align, paragraph.align), paragraph)
        bold = any(run.bold for run in paragraph.runs)
        if bold:
            yield Finding("annex-title-font", False, "加粗", paragraph)
        yield from font_finding("annex-title-font", paragraph, TITLE)


def _agreement(roles: Roles) -> Iterator[Finding]:
    entries = _entries(roles.annex_note)
    many = len(entries) > 1
    for place in range(max(len(entries), len(roles.annexes))):
        if place >= len(roles.annexes):
            yield Finding("annex-agree", False, f"没有附件{place + 1}的页", entries[place][3])
        elif place >= len(entries):
            yield Finding("annex-agree", False, "附件说明里没有这个附件", roles.annexes[place].mark)
        else:
            yield _same(entries[place], roles.annexes[place], place + 1 if many else 0)


def _same(entry: tuple[str, str, str, Paragraph], annex: Annex, number: int) -> Finding:
    shown = re.sub(r"\D", "", annex.mark.words)
    named, titled = _plain(entry[2]), _plain("".join(p.words for p in annex.title))
    if shown != (str(number) if number else ""):
        return Finding("annex-agree", False, f"标号是“{annex.mark.words}”", annex.mark)
    if named != titled:
        where = annex.title[0] if annex.title else annex.mark
        return Finding("annex-agree", False, f"附件说明是“{named}”，附件标题是“{titled}”", where)
    return Finding("annex-agree", True, "一致", annex.mark)


def _plain(text: str) -> str:
    """Without white space and sign at the end, which is another parameter's matter."""
    return _END.sub("", re.sub(r"\s", "", text)).strip("《》")
