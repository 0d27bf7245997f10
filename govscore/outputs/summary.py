"""What the console and the text reports say: one line a workbook, a closing table, differences and problems in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govscore.core.text import chinese, width

if TYPE_CHECKING:
    from govscore.results.result import Result


NOTHING_TYPED = "表里没有手工合计，没有可复核的数"


def line(result: Result) -> str:
    """One line on a workbook: what was made of it."""
    roots = sum(difference.root for difference in result.differences)
    if result.state == "refused":
        stops = sum(problem.stops for problem in result.problems)
        return f"✗ {result.workbook}：没有处理，有{stops}个问题要先改"
    if result.state == "unchanged":
        return f"· {result.workbook}：已处理过，没有变化" + (f"（手工数有{roots}处不符）" if roots else "")
    checked = f"手工数有{roots}处不符" if roots else "手工数没有不符" if result.outcome.rechecked else NOTHING_TYPED
    return f"✓ {result.workbook}：{result.outcome.summary}，{checked}"


def details(result: Result) -> list[str]:
    """Problems in full, then the differences, roots first with what follows from them."""
    told = [one for one in result.problems if one.code != "nothing-typed" or result.outcome.rechecked]
    lines = [text for one in told for text in one.spoken().splitlines()]
    for item in result.differences:
        sign = "●" if item.root else "  └"
        place = item.cell.replace("[", "【").replace("]", "】")
        gap = f"，差{item.difference}" if item.difference else ""
        follows = f"（{item.hint}）" if item.hint else "" if item.root else "（由上面的不符引起）"
        lines.append(
            f"{sign} {place}：{item.unit}“{item.column}”填的是{item.stated}，按办法应为{item.computed}{gap}{follows}"
        )
    return [*lines, *result.outcome.lines()]


def report(result: Result) -> str:
    """The text file beside the outputs: the recheck and the hints of one workbook."""
    parts = [line(result), f"计分办法：{result.claimed.name if result.claimed else ''}", ""]
    return "\n".join([*parts, *(details(result) or ["没有需要核对的地方。"]), ""])


def table(results: Sequence[Result], out: str) -> list[str]:
    """The closing table: workbook, state, files made and where."""
    head = ("工作簿", "结果", "手工数不符", "提示", "文件")
    rows = [head, *(_row(result) for result in results)]
    widths = [max(width(row[n]) for row in rows) for n in range(len(head))]
    lines = ["  ".join(_padded(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = "─" * min(sum(widths) + 6, 100)
    return [rule, lines[0], rule, *lines[1:], rule, _closing(results, out)]


def _row(result: Result) -> tuple[str, ...]:
    state = {"done": "已完成", "unchanged": "没有变化", "refused": "未处理"}[result.state]
    roots = sum(difference.root for difference in result.differences)
    made = result.outputs[0].rpartition("/")[0] + "/" if result.outputs else "—"
    return result.workbook, state, str(roots), str(len(result.problems)), made


def _padded(text: str, to: int) -> str:
    return text + " " * (to - width(text))


def _closing(results: Sequence[Result], out: str) -> str:
    done = sum(result.state != "refused" for result in results)
    refused = len(results) - done
    text = f"共{len(results)}个工作簿，完成{done}个"
    text += f"，{refused}个没有处理（按上面的“改法”改好再运行）" if refused else ""
    return f"{text}。结果在 {out}"


def listing(lines: Sequence[str]) -> list[str]:
    """Lines numbered 一、二、三、 for a message."""
    return [f"{chinese(number)}、{text}" for number, text in enumerate(lines, 1)]
