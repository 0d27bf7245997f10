"""What this machine has and lacks for the program, in words for the clerk."""

from __future__ import annotations

import contextlib
import importlib.metadata
import platform
import zipfile
from collections.abc import Iterator

from govscore import __version__
from govscore.core import fonts, libreoffice
from govscore.core.problems import Refused
from govscore.scheme.files import load_all, templates_folder

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
    found = libreoffice.office()
    yield f"✓ LibreOffice（{found}）" if found else "· 没有装 LibreOffice：不影响计分和通报，只是不能做 PDF（--pdf）"
    yield from _fonts()


def _fonts() -> Iterator[str]:
    """Each missing font of official documents and of the templates, with what is shown in its place."""
    lacking = fonts.missing(dict.fromkeys([*fonts.OFFICIAL, *_named()]))
    if lacking is None:
        yield "· 看不到这台电脑的字体清单：请用 Word 或 WPS 打开通报看字体对不对"
    elif not lacking:
        yield "✓ 公文字体齐全"
    for font, other in lacking or ():
        yield f"· 缺少字体 {font}" + (f"：在这台电脑上显示成 {other}" if other else "：会显示成别的字体")
    if lacking:
        yield "  （文件里仍写原来的字体，在装有它们的电脑上显示、打印正常；要在这台电脑上打印或做 PDF，先装字体）"


def _named() -> list[str]:
    """The fonts that the offices' templates name in their text."""
    parts = []
    for file in sorted(templates_folder().glob("*/*.docx")):
        with contextlib.suppress(OSError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
            parts.append(archive.read("word/document.xml"))
    return fonts.used(parts)
