"""`govscore scheme …`: the offices' rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govscore.commands.groups import Command, Group

app = typer.Typer(name="scheme", cls=Group, help="查看、检查计分办法。")


@app.command("list", cls=Command)
def scheme_list() -> None:
    """列出所有计分办法：编号、名称、施行日期。"""
    from govscore.scheme.files import everything

    for loaded in everything():
        typer.echo(f"{loaded.scheme.id}  {loaded.scheme.name}  {loaded.scheme.valid_from}起施行")


@app.command("show", cls=Command)
def scheme_show(name: Annotated[str, typer.Argument(metavar="编号", help="计分办法的编号")]) -> None:
    """逐条显示一个计分办法。"""
    from govscore.outputs.scheme_text import scheme_text
    from govscore.scheme.files import find, find_inspection

    if inspection := find_inspection(name):
        from govscore.outputs.inspection import inspection_text

        typer.echo("\n".join(inspection_text.scheme_text(inspection)))
        return
    typer.echo("\n".join(scheme_text(find(name).scheme)))


@app.command("check", cls=Command)
def scheme_check(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="scheme.toml、它的文件夹或编号；不写就检查全部")
    ] = None,
) -> None:
    """检查计分办法文件写得对不对，错在哪一行。"""
    from govscore.scheme.files import everything, load_any

    if file and not file.exists() and (named := [item for item in everything() if item.scheme.id == str(file)]):
        checked = named
    elif file:
        checked = [load_any(file / "scheme.toml" if file.is_dir() else file)]
    else:
        checked = everything()
    for loaded in checked:
        typer.echo(f"✓ {loaded.folder.name}/scheme.toml：没有问题")
