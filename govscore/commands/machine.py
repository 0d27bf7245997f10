"""What this machine has and lacks for the program, in words for the clerk.

Everything else of the program is imported late: the doctor must be able to say that it cannot be.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import platform
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govscore import __version__
from govscore.core.problems import Refused

if TYPE_CHECKING:
    from packaging.requirements import Requirement

EXTRAS = {"mail": "不影响别的，只是每次发信要重新输入密码"}  # what is missed without an optional package


def examine() -> tuple[list[str], bool]:
    """Lines to print, and whether everything that the program must have is there."""
    lines = [f"govscore {__version__}，Python {platform.python_version()}（{platform.system()}）"]
    try:
        found = list(packages(importlib.metadata.requires("govscore") or ()))
    except importlib.metadata.PackageNotFoundError:
        return [*lines, "✗ govscore 没有装进这个 Python：运行 python -m pip install -c constraints.txt -e ."], False
    lines += [line for line, _ in found]
    if not all(sound for _, sound in found):
        return lines, False
    schemes, sound = _schemes()
    return [*lines, *schemes, *_extras()], sound


def packages(requirements: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """A line for each package that the program needs at run time, and whether it can do so.

    `requirements` are those of the program's metadata, such as `pandas>=3` or `keyring>=25; extra == "mail"`.
    """
    from packaging.requirements import Requirement

    for wanted in map(Requirement, requirements):
        extra = next((name for name in EXTRAS if wanted.marker and wanted.marker.evaluate({"extra": name})), "")
        if extra or wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            state = _state(wanted)
            loss = f"（{EXTRAS[extra]}）" if extra else ""
            remedy = f'{loss}：运行 python -m pip install "{wanted.name}{wanted.specifier}"'
            mark = "✓" if state.sound else "·" if extra else "✗"
            yield f"{mark} {state.text}{'' if state.sound else remedy}", state.sound or bool(extra)


class State(NamedTuple):
    """What is known of one package."""

    text: str
    sound: bool


def _state(wanted: Requirement) -> State:
    try:
        version = importlib.metadata.version(wanted.name)
    except importlib.metadata.PackageNotFoundError:
        return State(f"缺少程序包 {wanted.name}", False)
    if wanted.specifier.contains(version, prereleases=True):
        return State(f"{wanted.name} {version}", True)
    return State(f"程序包 {wanted.name} 是 {version}，要 {wanted.specifier}", False)


def _schemes() -> tuple[list[str], bool]:
    from govscore.scheme.files import everything

    try:
        found = everything()
    except Refused as refused:
        return [text for item in refused.problems for text in item.spoken().splitlines()], False
    return [f"✓ 计分办法 {loaded.scheme.id}：{loaded.scheme.name}" for loaded in found], True


def _extras() -> Iterator[str]:
    """Things that are good to have: LibreOffice for PDF copies, the fonts of official documents."""
    from govscore.core.libreoffice import office

    found = office()
    yield f"✓ LibreOffice（{found}）" if found else "· 没有装 LibreOffice：不影响计分和通报，只是不能做 PDF（--pdf）"
    yield from _fonts()


def _fonts() -> Iterator[str]:
    """Each missing font of official documents and of the templates, with what is shown in its place."""
    from govscore.core import fonts

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
    from govscore.core import fonts
    from govscore.scheme.places import places

    parts = []
    files: list[Path] = []
    with contextlib.suppress(Refused):  # said with the schemes
        files = [file for place in places() for file in sorted(place.glob("*/*.docx"))]
    for file in files:
        with contextlib.suppress(OSError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
            parts.append(archive.read("word/document.xml"))
    return fonts.used(parts)
