"""`govscore template …`: the offices' Word templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govscore.commands.groups import Command, Group
from govscore.commands.parameters import OUTBOX, Json, Scheme
from govscore.commands.scheme import scheme_list
from govscore.core.problems import Refused, problem

app = typer.Typer(name="template", cls=Group, help="查看、检查通报的 Word 模板。")


@app.command("marks", cls=Command)
def template_marks(
    name: Annotated[str | None, typer.Argument(metavar="编号", help="计分办法的编号；不写就列出有哪些")] = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="从哪个文件夹取最近一次的结果")] = OUTBOX,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="文件", help="改从这个工作簿或结果.json 取值")
    ] = None,
) -> None:
    """列出模板里可以写的全部标记，和它们现在的值。"""
    from govscore.commands.marks_shown import shown

    if name is None:
        typer.echo("写上计分办法的编号，例如 govscore template marks shiquan-2022q1。现有的办法：")
        scheme_list()
        return
    typer.echo("\n".join(shown(name, out, source)))


@app.command("check", cls=Command)
def template_check(
    file: Annotated[Path, typer.Argument(metavar="文件", help="模板（.docx）")],
    scheme: Scheme = None,
    layout: Annotated[bool, typer.Option("--format", help="改查版式：按公文格式的国家标准量一份通报或模板")] = False,
    form: Annotated[
        str | None,
        typer.Option("--form", metavar="格式", help="和 --format 一起用：信函、文件、简报或附件；不写就由程序认"),
    ] = None,
    json: Json = None,
) -> None:
    """检查模板里的标记写得对不对，错在哪一段、哪一格，有没有缺表；加 --format 检查版式。"""
    file = file / "bulletin.docx" if file.is_dir() else file
    if layout:
        from govscore.format_check.one_file import check_file

        lines, code = check_file(file, form, json)
        typer.echo("\n".join(lines))
        raise typer.Exit(code)
    if form or json:
        name = "--form" if form else "--json"
        raise Refused(problem("call-together", "[govscore template check]", name=name, other="--format"))
    _check_marks(file, scheme)


def _check_marks(file: Path, scheme: str | None) -> None:
    from govscore.running.kinds import scheme_of

    if not file.is_file():
        raise Refused(problem("template-missing", f"[{file.name}]"))
    beside = file.resolve().parent / "scheme.toml"
    kind, loaded = scheme_of(scheme or (str(beside) if beside.is_file() else beside.parent.name))
    notes = kind.check_template(loaded, file)
    for note in notes:
        typer.echo(note.spoken())
    typer.echo(f"✓ {file.name}：" + (f"标记没有写错，有{len(notes)}处提示" if notes else "没有问题"))
