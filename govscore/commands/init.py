"""`govscore init`: an office's folder, as the program brings it, copied to where it can be changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from govscore.commands.groups import Command
from govscore.core.problems import Refused, problem

app = typer.Typer()

ORDINARY = Path("通用", "文件.docx")
LIST = "编号和名称如下。写上编号就复制一份来改，例如 govscore init {id}"
COPIED = """✓ 已复制到 {folder}：{files}
  1. 分值改 scheme.toml（用记事本），通报改 bulletin.docx（用 Word 或 WPS）；要红头的“文件”，用 {ordinary}。
  2. 改完检查：govscore scheme check {folder}
  3. 把工作簿放进 inbox，运行 govscore；编号没有改的，以这一份为准，程序带的那一份不再用。"""


@app.command(cls=Command)
def init(
    office: Annotated[str | None, typer.Argument(metavar="编号", help="办法的编号；不写就列出有哪些")] = None,
) -> None:
    """把程序带的一个单位的办法和模板复制到 templates 文件夹里来改。"""
    for line in _listed() if office is None else _copied(office):
        typer.echo(line)


def _listed() -> Iterator[str]:
    """What the program brings, by id and name, and how to copy one."""
    from govscore.scheme.files import load_any

    found = [load_any(file).scheme for file in _brought().values()]
    yield LIST.format(id=found[0].id)
    yield from (f"  {scheme.id}  {scheme.name}" for scheme in found)


def _brought() -> dict[str, Path]:
    """The scheme files that the program brings, by id; Refused where there is none."""
    from govscore.scheme.places import SCHEME, brought, none_found, seen_id

    if found := {seen_id(file.parent): file for file in sorted(brought().glob(f"*/{SCHEME}"))}:
        return found
    raise none_found()


def _copied(office: str) -> Iterator[str]:
    """Copies the office's folder and the ordinary form to where own schemes come first; nothing is overwritten."""
    from govscore.scheme.places import SCHEME, brought, places

    known = _brought()
    if office not in known:
        raise Refused(problem("scheme-unknown", name=office, known="、".join(known)))
    own = places()[0]
    target = own / office
    try:
        target.mkdir(parents=True)
        for file in sorted(known[office].parent.iterdir(), key=lambda file: file.name == SCHEME):  # the scheme last
            shutil.copyfile(file, target / file.name)  # not its rights: an installed file may be read-only
        if not (own / ORDINARY).exists() and (brought() / ORDINARY).is_file():
            (own / ORDINARY).parent.mkdir(exist_ok=True)
            shutil.copyfile(brought() / ORDINARY, own / ORDINARY)
    except FileExistsError:
        raise Refused(problem("init-exists", f"[{target}]")) from None
    except OSError:
        raise Refused(problem("init-failed", f"[{target}]")) from None
    names = "、".join(sorted(file.name for file in target.iterdir()))
    yield COPIED.format(folder=target, files=names, ordinary=own / ORDINARY)
