"""What the clerk reads about sending: the plan before it, and at the end who has the mail and who has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govscore.core.text import width
from govscore.delivery.mail.journal import DEFERRED, REFUSED, SENT, UNKNOWN
from govscore.delivery.mail.sending import CHANGED, DONE, TODO, UNSENT, Delivery, Done

if TYPE_CHECKING:
    from govscore.delivery.mail.settings import Settings

NO_ADDRESS = "没有邮箱"
ADVICE = {
    REFUSED: "服务器不收这个地址：改正通讯录里的邮箱，再运行一次",
    DEFERRED: "服务器暂时不收：过一会儿再运行一次",
    UNSENT: "没有发：再运行一次",
    UNKNOWN: "不知道对方收到没有：先问对方；没有收到的，加 --resend-unknown 再发",
    CHANGED: "以前发过内容不同的：确要发新的，加 --resend-changed",
    NO_ADDRESS: "通讯录里没有邮箱：补上，再运行一次",
}
Row = tuple[str, str, str, str]  # unit, address, state, reason


def planned(deliveries: Sequence[Delivery], without: Sequence[str], settings: Settings) -> list[str]:
    """The dry run: who would get what, and how to send."""
    rows = [(item.mail.unit or "通报", item.address, item.plan, item.mail.subject) for item in deliveries]
    rows += [(unit, "—", NO_ADDRESS, "") for unit in without]
    todo = sum(item.plan == TODO for item in deliveries)
    lines = ["", f"试运行，什么也没有发。发件人 {settings.from_address}，服务器 {settings.server}："]
    lines += _table(("单位", "邮箱", "打算", "主题"), rows)
    lines += _advice({row[2] for row in rows})
    return [
        *lines,
        f"要发{todo}封。" + ("确认无误后，在同一条命令后面加 --yes 就真的发出。" if todo else "没有要发的。"),
    ]


def closing(done: Sequence[Done], without: Sequence[str]) -> list[str]:
    """Those who have not got it first, with the reason and what to do; then those who have."""
    missed: list[Row] = [_row(item) for item in done if not item.got_it]
    missed += [(unit, "—", NO_ADDRESS, "") for unit in without]
    got = [_row(item) for item in done if item.got_it]
    lines = [""]
    if missed:
        lines += [f"没有发到的{len(missed)}个：", *_table(("单位", "邮箱", "结果", "原因"), missed)]
        lines += _advice({row[2] for row in missed})
    if got:
        lines += [f"已发到的{len(got)}个：", *_table(("单位", "邮箱", "结果", ""), got)]
    new = sum(item.state == SENT for item in done)
    before = sum(item.state == DONE for item in done)
    return [*lines, f"这次发出{new}封，以前已发{before}封，没有发到{len(missed)}个。"]


def _row(done: Done) -> Row:
    reason = "" if done.got_it else done.reason
    return done.delivery.mail.unit or "通报", done.delivery.address, done.state, reason


def _advice(states: set[str]) -> list[str]:
    return [f"  {state}：{text}。" for state, text in ADVICE.items() if state in states]


def _table(head: Row, rows: Sequence[Row]) -> list[str]:
    widths = [max(width(row[at]) for row in (head, *rows)) for at in range(3)]
    return [
        "  "
        + "  ".join([*(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=False)), row[3]]).rstrip()
        for row in (head, *rows)
    ]
