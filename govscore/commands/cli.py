"""The command line. Options choose input, output and wording; none changes a score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from govscore.commands.chinese_help import ChineseCommand, ChineseGroup, usage_error
from govscore.commands.init import init
from govscore.core.problems import Refused, problem

OUTBOX = Path("outbox")
USAGE, REFUSED = 2, 3
_USAGE_CODES = (
    "scheme-",
    "period-bad",
    "unit-not-found",
    "unit-many",
    "run-busy",
    "out-",
    "against-",
    "template-missing",
    "mail-settings-",
    "mail-server-",
    "mail-password-",
    "mail-no-result",
    "mail-no-password",
    "mail-no-starttls",
    "mail-certificate",
    "mail-ca-unread",
    "mail-login",
    "mail-changed",
    "mail-journal-",
    "init-",
    "marks-",
    "format-",
)

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政务信息采用情况的计分、排名、通报和复核。\n\n"
    "把工作簿放进 inbox 文件夹，直接运行 govscore（或 python process.py），结果就在 outbox 里。",
)
scheme_app = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, help="查看、检查计分办法。")
template_app = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, help="查看、检查通报的 Word 模板。")
app.add_typer(scheme_app, name="scheme")
app.add_typer(template_app, name="template")
app.command(cls=ChineseCommand)(init)

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[工作簿或文件夹…]", help="不写就处理 inbox 里新的和改过的")
]
Workbook = Annotated[Path, typer.Argument(metavar="工作簿", help="要处理的工作簿")]
Json = Annotated[str | None, typer.Option("--json", help="把结果写成 JSON 文件；写 - 就打印出来")]
SchemeOption = Annotated[str | None, typer.Option("--scheme", help="指定计分办法：编号，或 scheme.toml 文件")]
PeriodOption = Annotated[str | None, typer.Option("--period", help="指定时间，例如 2022年一季度")]
Against = Annotated[
    list[Path] | None,
    typer.Option("--against", help="上一期的工作簿或结果.json，或发过的通报（.docx），用来比较和查重；可以写几次"),
]


@app.command(cls=ChineseCommand)
def run(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", help="结果放在哪个文件夹")] = OUTBOX,
    scheme: SchemeOption = None,
    period: PeriodOption = None,
    against: Against = None,
    json: Json = None,
    jobs: Annotated[int, typer.Option("--jobs", help="同时处理几个工作簿")] = 1,
    pdf: Annotated[bool, typer.Option("--pdf", help="通报另存一份 PDF（电脑上要装有 LibreOffice）")] = False,
) -> None:
    """计分、排名，写出排名表和通报，核对手工填的数。

    不写工作簿时，处理 inbox 里新的和改过的，结果放进 outbox；原来的工作簿一律不动。
    """
    from govscore.running.call import Request, execute

    if jobs < 1:
        raise typer.BadParameter("至少是1", param_hint="--jobs")
    raise typer.Exit(execute(Request(paths, out, scheme, period, json, jobs, tuple(against or ()), pdf)))


@app.command(cls=ChineseCommand)
def recheck(
    workbook: Workbook,
    scheme: SchemeOption = None,
    period: PeriodOption = None,
    against: Against = None,
    json: Json = None,
) -> None:
    """只核对手工填的数，不写任何文件。"""
    from govscore.running.call import Request, execute

    raise typer.Exit(execute(Request([workbook], None, scheme, period, json, 1, tuple(against or ()))))


@app.command(cls=ChineseCommand)
def explain(
    workbook: Workbook,
    unit: Annotated[str, typer.Argument(metavar="单位", help="单位名称，写一部分也行")],
    scheme: SchemeOption = None,
    period: PeriodOption = None,
) -> None:
    """说明一个单位的得分：每一分按哪一条、从哪一格来，名次差多少。"""
    from govscore.running.call import Request, explained

    typer.echo("\n".join(explained(Request([workbook], None, scheme, period, None, 1), unit)))


@scheme_app.command("list", cls=ChineseCommand)
def scheme_list() -> None:
    """列出所有计分办法：编号、名称、施行日期、在哪个文件夹（或随程序）。"""
    from govscore.scheme.files import everything
    from govscore.scheme.places import origin

    for loaded in everything():
        scheme, place = loaded.scheme, origin(loaded.folder)
        typer.echo(f"{scheme.id}  {scheme.name}  {scheme.valid_from}起施行  （{place}）")


@scheme_app.command("show", cls=ChineseCommand)
def scheme_show(name: Annotated[str, typer.Argument(metavar="编号", help="计分办法的编号")]) -> None:
    """逐条显示一个计分办法。"""
    from govscore.outputs.scheme_text import scheme_text
    from govscore.scheme.files import find, find_inspection

    if inspection := find_inspection(name):
        from govscore.outputs.inspection import inspection_text

        typer.echo("\n".join(inspection_text.scheme_text(inspection)))
        return
    typer.echo("\n".join(scheme_text(find(name).scheme)))


@scheme_app.command("check", cls=ChineseCommand)
def scheme_check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[文件]", help="scheme.toml、它的文件夹或编号；不写就检查全部")
    ] = None,
) -> None:
    """检查计分办法文件、里面的例子和旁边的模板，一次说完错在哪里。"""
    from govscore.commands.scheme_check import check

    lines, sound = check(file)
    typer.echo("\n".join(lines), err=not sound)
    raise typer.Exit(0 if sound else USAGE)


@template_app.command("marks", cls=ChineseCommand)
def template_marks(
    name: Annotated[str | None, typer.Argument(metavar="[编号]", help="计分办法的编号；不写就列出有哪些")] = None,
    out: Annotated[Path, typer.Option("--out", help="从哪个文件夹取最近一次的结果")] = OUTBOX,
    source: Annotated[Path | None, typer.Option("--from", help="改从这个工作簿或结果.json 取值")] = None,
) -> None:
    """列出模板里可以写的全部标记，和它们现在的值。"""
    from govscore.commands.marks_shown import shown

    if name is None:
        typer.echo("写上计分办法的编号，例如 govscore template marks shiquan-2022q1。现有的办法：")
        scheme_list()
        return
    typer.echo("\n".join(shown(name, out, source)))


@template_app.command("check", cls=ChineseCommand)
def template_check(
    file: Annotated[Path, typer.Argument(metavar="文件", help="模板（.docx）")],
    scheme: SchemeOption = None,
    layout: Annotated[bool, typer.Option("--format", help="改查版式：按公文格式的国家标准量一份通报或模板")] = False,
    form: Annotated[
        str | None, typer.Option("--form", help="和 --format 一起用：信函、文件、简报或附件；不写就由程序认")
    ] = None,
    json: Json = None,
) -> None:
    """检查模板里的标记写得对不对，错在哪一段、哪一格，有没有缺表；加 --format 检查版式。"""
    if layout:
        from govscore.format_check.one_file import check_file

        lines, code = check_file(file / "bulletin.docx" if file.is_dir() else file, form, json)
        typer.echo("\n".join(lines))
        raise typer.Exit(code)
    if form or json:
        raise typer.BadParameter("要和 --format 一起用", param_hint="--form" if form else "--json")
    from govscore.outputs.notice.bulletin import check_template
    from govscore.scheme.files import find, find_inspection

    file = file / "bulletin.docx" if file.is_dir() else file
    if not file.is_file():
        raise Refused(problem("template-missing", f"[{file.name}]"))
    beside = file.resolve().parent / "scheme.toml"
    name = scheme or (str(beside) if beside.is_file() else beside.parent.name)
    notes = []
    if inspection := find_inspection(name):
        from govscore.outputs.inspection import inspection_text

        notes = inspection_text.check_template(inspection, file)
    else:
        notes = check_template(find(name).scheme, file)
    for note in notes:
        typer.echo(note.spoken())
    typer.echo(f"✓ {file.name}：" + (f"标记没有写错，有{len(notes)}处提示" if notes else "没有问题"))


@app.command(cls=ChineseCommand)
def mail(
    folder: Annotated[Path, typer.Argument(metavar="结果文件夹", help="outbox 里一个工作簿的结果文件夹")],
    addresses: Annotated[
        Path | None, typer.Option("--addresses", help="通讯录；不写就找结果文件夹里、旁边或当前文件夹的 通讯录.xlsx")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="由程序发信；不加 --yes 只试运行，不真发")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="和 --send 一起用：真的发出")] = False,
    settings: Annotated[
        Path | None, typer.Option("--settings", help="发信设置；不写就在同样的地方找 邮件设置.toml")
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
        raise typer.BadParameter("要和 --send 一起用", param_hint="--yes")
    again = (resend_unknown, resend_changed, new_password)
    raise typer.Exit(execute(Request(folder, addresses, settings, send, yes, *again)))


@app.command(cls=ChineseCommand)
def doctor() -> None:
    """看看这台电脑缺什么：Python、程序包、字体、LibreOffice、计分办法。"""
    from govscore.commands.doctor import examine

    lines, healthy = examine()
    typer.echo("\n".join(lines))
    raise typer.Exit(0 if healthy else USAGE)


def with_command(arguments: list[str]) -> list[str]:
    """`govscore sheets…` and a bare `govscore` mean `govscore run`."""
    known = ("run", "recheck", "explain", "scheme", "template", "mail", "init", "doctor", "--help")
    if not arguments or arguments[0] in known:
        return arguments or ["run"]
    first = arguments[0]
    if not first.startswith("-") and not Path(first).suffix and not Path(first).exists():
        from difflib import get_close_matches  # late: only for what is neither command nor file

        if near := get_close_matches(first, known, 1, 0.7):
            raise Refused(problem("out-no-command", f"[{first}]", near=near[0]))
    return ["run", *arguments]


def main(arguments: list[str]) -> NoReturn:
    """Runs the command line and leaves with its exit code; no traceback for anything a user can do wrong."""
    try:
        code: Any = app(args=with_command(arguments), prog_name="govscore", standalone_mode=False)
    except Refused as refused:
        for item in refused.problems:
            typer.echo(item.spoken(), err=True)
        code = USAGE if all(item.code.startswith(_USAGE_CODES) for item in refused.problems) else REFUSED
    except typer.Abort:
        typer.echo("已停止。", err=True)
        code = USAGE
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        typer.echo(usage_error(error), err=True)
        code = USAGE
    sys.exit(code or 0)
