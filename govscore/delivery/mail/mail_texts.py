"""Subjects and bodies: the office's mail.txt beside its scheme, else the wording here; marks in 【】 become values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from govscore.core.problems import Problem, Refused, problem
from govscore.core.text import nearest, tidy
from govscore.delivery.mail.parcels import Block, Delivered, Slip

FILE, SLIP_MARK, OFFICE = "mail.txt", "得分单", "发文机关"
HEADS = ("通报主题", "通报正文", "得分单主题", "得分单正文")
_HEAD = re.compile(rf"^({'|'.join(HEADS)})\s*[:：]\s*(.*)$")
_MARK = re.compile(r"【([^【】\n]*)】")

POINTS = """\
通报主题：关于【期间】政务信息采用情况的通报
通报正文：
各有关单位：

　　现将【期间】政务信息采用情况的通报发给你们，请查收附件。你单位的得分明细另行发送。

【发文机关】
得分单主题：【期间】政务信息采用情况（【单位】）
得分单正文：
【单位】：

　　现将你单位【期间】政务信息采用得分情况发给你们，请核对。有出入的，请及时与我们联系。

【得分单】

【发文机关】
"""
INSPECTION = """\
通报主题：关于【期间】政府网站与政务新媒体检查情况的通报
通报正文：
各有关单位：

　　现将【期间】政府网站与政务新媒体检查情况的通报发给你们，请查收附件。

【发文机关】
得分单主题：【期间】政府网站与政务新媒体检查情况（【单位】）
得分单正文：
【单位】：

　　现将你单位主办的政府网站、政务新媒体【期间】检查情况发给你们，请核对。有出入的，请及时与我们联系。

【得分单】

【发文机关】
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and body of the notice's mail and of a slip's, with marks."""

    notice_subject: str
    notice_body: str
    slip_subject: str
    slip_body: str


def wording(delivered: Delivered, folder: Path | None) -> Wording:
    """The office's wording where `folder` has a mail.txt; Refused with every mark that is not known."""
    parts = _parts(delivered.usual.splitlines())
    file = folder / FILE if folder else None
    if file and file.is_file():
        place = f"[{file.parent.name}/{FILE}]"
        parts |= _checked(delivered, _lines(file, place), place)
    return Wording(*(parts[head].strip("\n") for head in HEADS))


def _lines(file: Path, place: str) -> list[str]:
    try:
        return file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        raise Refused(problem("mail-text-unreadable", place)) from None


def _parts(lines: Iterable[str]) -> dict[str, str]:
    """The text after each head, up to the next; lines before the first head belong to nothing."""
    parts: dict[str, str] = {}
    head = ""
    for line in lines:
        if found := _HEAD.match(line):
            head = found[1]
            parts[head] = found[2]
        elif head:
            parts[head] += f"\n{line}"
    return {name: text if name.endswith("正文") else text.split("\n")[0] for name, text in parts.items()}


def _checked(delivered: Delivered, lines: list[str], place: str) -> dict[str, str]:
    """The file's parts; Refused for marks that no value has, and for lines that belong to nothing."""
    common, slips = _known(delivered)
    wrong: list[Problem] = []
    head = ""
    for number, line in enumerate(lines, 1):
        found = _HEAD.match(line)
        head = found[1] if found else head
        if (not head or (head.endswith("主题") and not found)) and line.strip():
            wrong.append(problem("mail-text-astray", f"{place}第{number}行", heads="、".join(HEADS)))
        known = slips if head.startswith("得分单") else common
        for mark in _MARK.findall(line):
            if mark not in known:
                near = nearest(mark, sorted(known)) or "期间"
                wrong.append(problem("mail-mark-unknown", f"{place}第{number}行", mark=mark, near=near))
    if wrong:
        raise Refused(*wrong)
    return _parts(lines)


def _known(delivered: Delivered) -> tuple[set[str], set[str]]:
    common = set(delivered.values) | {OFFICE}
    one: set[str] = {name for slip in delivered.slips[:1] for name in slip.values}
    return common, common | one | {SLIP_MARK}


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its marks replaced, in one pass: a value that holds 【】 stays as it is."""
    return _MARK.sub(lambda found: values.get(found[1], found[0]), text)


def subject(text: str, values: Mapping[str, str]) -> str:
    """One line without control characters."""
    return tidy(fill(text, values))


def body(text: str, values: Mapping[str, str], slip: Slip | None = None) -> tuple[str, str]:
    """The body as plain text and as HTML; the slip stands where its mark is, or at the end."""
    lines = text.splitlines()
    if slip and not any(line.strip() == f"【{SLIP_MARK}】" for line in lines):
        lines += ["", f"【{SLIP_MARK}】"]
    plain, rich = [], []
    for line in lines:
        if slip and line.strip() == f"【{SLIP_MARK}】":
            plain.append("\n\n".join(as_text(block) for block in slip.blocks))
            rich += [as_html(block) for block in slip.blocks]
        else:
            filled = fill(line, values)
            plain.append(filled)
            rich += [f"<p>{html.escape(filled)}</p>"] if filled.strip() else []
    return "\n".join(plain) + "\n", _PAGE.format("\n".join(rich))


_PAGE = (
    '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"></head>\n'
    '<body style="font-family:宋体,SimSun,serif;font-size:12pt">\n{}\n</body></html>\n'
)
_CELL = "border:1px solid #808080;padding:2px 8px"
_LONG = frozenset({"项目", "情况", "不合格的情况"})  # columns that may be broken into lines


def as_text(block: Block) -> str:
    """A paragraph, or a table as lines: mail programs show plain text in fonts of any width."""
    if isinstance(block, str):
        return block
    return "\n".join([f"{block.title}：", *("  " + _line(block.head, row) for row in block.rows)])


def _line(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """The cells of a row, the place in brackets behind them."""
    last = f"  ［{row[-1] or '表中没有'}］" if head[-1] == "出处" else f"  {row[-1]}"
    cells = row[:-1]
    if "计算" in head:  # the sum ends with the points
        cells = (row[0], f"{row[1]}：{row[2]}")
    return "  ".join(cells) + last


def as_html(block: Block) -> str:
    """A paragraph, or a table with lines."""
    if isinstance(block, str):
        return f"<p>{html.escape(block)}</p>"
    styles = [_CELL + ("" if name in _LONG else ";white-space:nowrap") for name in block.head]
    rows = [("th", block.head), *(("td", row) for row in block.rows)]
    cells = (
        "".join(f'<{tag} style="{style}">{html.escape(c)}</{tag}>' for style, c in zip(styles, row, strict=True))
        for tag, row in rows
    )
    table = "\n".join(f"<tr>{row}</tr>" for row in cells)
    return f'<p><b>{html.escape(block.title)}</b></p>\n<table style="border-collapse:collapse">\n{table}\n</table>'
