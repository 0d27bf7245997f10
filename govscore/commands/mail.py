"""`govscore mail`: the notices and the units' slips as drafts, or sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govscore.commands.groups import Command
from govscore.core.problems import Refused, problem

app = typer.Typer()


@app.command(cls=Command)
def mail(
    folder: Annotated[Path, typer.Argument(metavar="结果文件夹", help="outbox 里一个工作簿的结果文件夹")],
    addresses: Annotated[
        Path | None,
        typer.Option(
            "--addresses", metavar="文件", help="通讯录；不写就找结果文件夹里、旁边或当前文件夹的 通讯录.xlsx"
        ),
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="由程序发信；不加 --yes 只试运行，不真发")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="和 --send 一起用：真的发出")] = False,
    settings: Annotated[
        Path | None,
        typer.Option("--settings", metavar="文件", help="发信设置；不写就在同样的地方找 邮件设置.toml"),
    ] = None,
    resend_unknown: Annotated[
        bool, typer.Option("--resend-unknown", help="不知道收到没有的，再发一次（对方可能收到两封）")
    ] = False,
    resend_changed: Annotated[
        bool, typer.Option("--resend-changed", help="内容改过的，给收到旧内容的人也发新的")
    ] = False,
    new_password: Annotated[bool, typer.Option("--new-password", help="不用钥匙串里的密码，重新输入")] = False,
) -> None:
    """把通报和各单位的得分单做成邮件草稿；加 --send 就由程序发出。

    发过的记在 发送记录.jsonl 里：中途断了、有地址被拒了，再运行一次只发没有发到的。
    """
    from govscore.delivery.mail.command import Request, execute

    if yes and not send:
        raise Refused(problem("call-together", "[govscore mail]", name="--yes", other="--send"))
    again = (resend_unknown, resend_changed, new_password)
    raise typer.Exit(execute(Request(folder, addresses, settings, send, yes, *again)))
