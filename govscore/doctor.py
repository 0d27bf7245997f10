"""What this machine has and lacks for the program, in words for the clerk."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import subprocess
from collections.abc import Iterator

from govscore import __version__
from govscore.problems import Refused
from govscore.schemes import load_all, templates_folder

PACKAGES = (
    "pandas",
    "openpyxl",
    "xlsxwriter",
    "python-docx",
    "typer",
    "python-calamine",
    "lxml",
    "pydantic",
    "xlrd",
)
FONTS = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")


def examine() -> tuple[list[str], bool]:
    """Lines to print, and whether everything that the program must have is there."""
    packages, whole = _packages()
    schemes, sound = _schemes()
    lines = [f"govscore {__version__}，Python {platform.python_version()}（{platform.system()}）"]
    return [*lines, *packages, *schemes, *_extras()], whole and sound


def _packages() -> tuple[list[str], bool]:
    lines, whole = [], True
    for name in PACKAGES:
        try:
            lines.append(f"✓ {name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            lines.append(f"✗ 缺少程序包 {name}：运行 python -m pip install -c constraints.txt -e .")
            whole = False
    return lines, whole


def _schemes() -> tuple[list[str], bool]:
    try:
        found = load_all()
    except Refused as refused:
        return [text for item in refused.problems for text in item.spoken().splitlines()], False
    if not found:
        return [f"✗ {templates_folder()} 里没有计分办法"], False
    return [f"✓ 计分办法 {loaded.scheme.id}：{loaded.scheme.name}" for loaded in found], True


def _extras() -> Iterator[str]:
    """Things that are good to have: LibreOffice for PDF copies, the fonts of official documents."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield "✓ LibreOffice" if office else "· 没有装 LibreOffice：不影响计分和通报，只是不能另存 PDF"
    if not shutil.which("fc-list"):
        yield "· 看不到这台电脑的字体清单：请用 Word 或 WPS 打开通报看字体对不对"
        return
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=False).stdout.decode(
        "utf-8", "replace"
    )
    missing = [font for font in FONTS if font not in known]
    yield (
        f"· 缺少字体：{'、'.join(missing)}（文件里仍写这些字体，在装有它们的电脑上显示正常）"
        if missing
        else "✓ 公文字体齐全"
    )
