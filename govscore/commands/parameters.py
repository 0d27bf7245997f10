"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

OUTBOX = Path("outbox")

Workbook = Annotated[Path, typer.Argument(metavar="工作簿", help="要处理的工作簿")]
Json = Annotated[str | None, typer.Option("--json", metavar="文件", help="把结果写成 JSON 文件；写 - 就打印出来")]
Scheme = Annotated[str | None, typer.Option("--scheme", metavar="办法", help="指定计分办法：编号，或 scheme.toml 文件")]
Period = Annotated[str | None, typer.Option("--period", metavar="时间", help="指定时间，例如 2022年一季度")]
Against = Annotated[
    list[Path] | None,
    typer.Option(
        "--against",
        metavar="文件",
        help="上一期的工作簿或结果.json，或发过的通报（.docx），用来比较和查重；可以写几次",
    ),
]
