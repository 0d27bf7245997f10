"""主送, the text's indents and its levels of headings (7.3.2, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govscore.core.text import chinese
from govscore.format_check.document import Notice, Paragraph, Run
from govscore.format_check.findings import Finding
from govscore.format_check.lettering import HEI, KAI, font_finding
from govscore.format_check.roles import Roles, level
from govscore.format_check.spaces import empty_lines, is_lines, words

_RIGHT_MARKS = (
    re.compile(r"(?:[一二三四五六七八九十]{1,3}|【[^】]*序号】)、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）(?![、.．，])"),
    re.compile(r"\d{1,2}[.．](?!\s)"),
    re.compile(r"（\d{1,2}）(?![、.．，])"),
)
_NUMBER = re.compile(r"[（(]?(\d{1,2}|[一二三四五六七八九十]{1,3})")
_NUMERALS = {chinese(number): number for number in range(1, 100)}
_NEARLY = 0.15  # of a character


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on 主送 and on every paragraph of the text."""
    if roles.addressee is not None:
        yield from _addressee(roles.addressee, roles, notice)
    for paragraph in roles.body:
        indent = paragraph.start
        yield Finding("body-indent", abs(indent - 2) <= _NEARLY, f"空{indent:.3g}字", paragraph)
        yield from _level(paragraph)
    yield from _order(roles.body)


def _order(body: Sequence[Paragraph]) -> Iterator[Finding]:
    """Whether each typed number follows the last one of its level, as it does not where a paragraph was taken out."""
    chosen = any("【" in paragraph.words for paragraph in body)  # a template's conditions choose between headings
    under: dict[int, int] = {}  # level → the last number under the present heading
    last: dict[int, int] = {}
    for paragraph in body:
        number, found = level(paragraph), _NUMBER.match(paragraph.words)
        if not number or paragraph.label or not found:
            continue
        value = _NUMERALS.get(found[1]) or int(found[1] if found[1].isdecimal() else 0)
        before = under.get(number, 0)
        right = value == before + 1 or (value == before and chosen)
        right |= number > 2 and value in (1, last.get(number, 0) + 1)  # a new list, or clauses numbered through
        gap = "" if right else f"，前一个是{before}" if before else "，前面没有1"
        yield Finding("level-order", right, f"序号{value}{gap}", paragraph)
        under = {known: at for known, at in under.items() if known < number} | {number: value}
        last[number] = value


def _addressee(addressee: Paragraph, roles: Roles, notice: Notice) -> Iterator[Finding]:
    yield Finding("addressee-flush", abs(addressee.start) <= _NEARLY, f"空{addressee.start:.3g}字", addressee)
    end = addressee.words[-1:]
    yield Finding("addressee-colon", end == "：", f"以“{end}”结尾", addressee)
    if roles.title:
        room = empty_lines(roles, roles.title[-1], addressee, notice.sections[0])
        if room is not None:
            yield Finding("addressee-gap", is_lines(room, 1), words(room), addressee)


def _level(paragraph: Paragraph) -> Iterator[Finding]:
    number = level(paragraph)
    if not number:
        return
    lead = leading_sentence(paragraph)
    chinese = [run for run in lead if re.search("[\u4e00-\u9fff]", run.text)]
    if number <= 2:
        yield from font_finding(f"level-{number}", paragraph, HEI if number == 1 else KAI, chinese)
    bold = any(run.bold for run in lead)
    yield Finding("level-bold", not bold, "加粗" if bold else "不加粗", paragraph)
    right = _RIGHT_MARKS[number - 1].match(paragraph.words)
    yield Finding("level-marks", bool(right), right[0] if right else paragraph.words[:5], paragraph)


def leading_sentence(paragraph: Paragraph) -> list[Run]:
    """The runs of the heading: all up to the first 。 where the text runs on in the same paragraph."""
    lead = []
    for run in paragraph.runs:
        if run.text.strip():
            lead.append(run)
        if "。" in run.text:
            break
    return lead
