"""The fonts of official documents on this machine: which are missing, and what is shown in their place."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

# The fonts of GB/T 9704, each with the other names and the file names under which systems list it.
OFFICIAL = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FZXBSJW", "FZXBSJW--GB1-0"),
    "仿宋_GB2312": ("FangSong_GB2312", "SIMFANG_GB2312"),
    "楷体_GB2312": ("KaiTi_GB2312", "SIMKAI_GB2312"),
    "黑体": ("SimHei",),
    "宋体": ("SimSun", "NSimSun"),
}
# What looks most like each, for systems that do not tell what they would take.
_NEAR = {
    "方正小标宋简体": ("方正小标宋_GBK", "华文中宋", "STZhongsong", "STZHONGS"),
    "仿宋_GB2312": ("仿宋", "FangSong", "SIMFANG", "华文仿宋", "STFangsong", "STFANGSO"),
    "楷体_GB2312": ("楷体", "KaiTi", "SIMKAI", "华文楷体", "STKaiti"),
    "黑体": ("华文黑体", "STHeiti", "STHeiti Medium", "微软雅黑", "Microsoft YaHei", "MSYH"),
    "宋体": ("华文宋体", "STSong", "Songti"),
}
_USED = re.compile(r'<w:rFonts\b[^>]*\bw:eastAsia="([^"]+)"')
_REGISTRY = r"Software\Microsoft\Windows NT\CurrentVersion\Fonts"
_SUFFIXES = {".ttf", ".ttc", ".otf"}


def used(parts: Iterable[bytes]) -> list[str]:
    """The fonts for Chinese characters that the XML parts of a document name, each once."""
    found = (name for part in parts for name in _USED.findall(part.decode("utf-8", "replace")))
    return list(dict.fromkeys(found))


def missing(fonts: Iterable[str]) -> list[tuple[str, str]] | None:
    """Fonts that this machine lacks, each with what stands in for it ("" where that is not known).

    None where the machine's fonts cannot be listed.
    """
    known = families()
    if not known:
        return None
    return [(font, _stand_in(font, known)) for font in fonts if not known.intersection(_names(font))]


def told(lacking: Iterable[tuple[str, str]]) -> str:
    """Missing fonts and their stand-ins as one phrase, those with the same stand-in together."""
    groups: dict[str, list[str]] = {}
    for font, other in lacking:
        groups.setdefault(other, []).append(font)
    return "、".join("、".join(names) + (f"（用{other}代替）" if other else "") for other, names in groups.items())


def _names(font: str) -> set[str]:
    return {name.casefold() for name in (font, *OFFICIAL.get(font, ()))}


@cache
def families() -> frozenset[str]:
    """Names of all fonts on this machine, in one case; empty where they cannot be listed."""
    if shutil.which("fc-list"):
        return frozenset(_split(_output(["fc-list", ":", "family"])))
    names: list[str] = []
    if sys.platform == "win32":
        names = [*_registered(), *_files(*_windows_folders())]
    elif sys.platform == "darwin":
        folders = ("/System/Library/Fonts", "/Library/Fonts")
        names = [*_files(*map(Path, folders), Path.home() / "Library" / "Fonts")]
    return frozenset(name.casefold() for name in names)


def _split(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (name.strip().replace("\\", "").casefold() for name in line.split(","))


def _registered() -> Iterator[str]:
    """Windows' own list: "SimSun & NSimSun (TrueType)", for all users and for this one."""
    winreg: Any = importlib.import_module("winreg")  # there on Windows only
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, _REGISTRY) as opened:
                listed = [winreg.EnumValue(opened, n)[0] for n in range(winreg.QueryInfoKey(opened)[1])]
        except OSError:
            continue
        for name in listed:
            yield from (part.strip() for part in re.sub(r"\s*\([^)]*\)$", "", name).split("&"))


def _windows_folders() -> Iterator[Path]:
    """Fonts of all users, and those that a user without rights has installed for himself."""
    yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "Microsoft" / "Windows" / "Fonts"


def _files(*folders: Path) -> Iterator[str]:
    for folder in folders:
        if folder.is_dir():
            yield from (file.stem for file in sorted(folder.rglob("*")) if file.suffix.lower() in _SUFFIXES)


def _stand_in(font: str, known: frozenset[str]) -> str:
    if shutil.which("fc-match"):
        return _output(["fc-match", "-f", "%{family[0]}", f"{font}:lang=zh-cn"]).strip()
    return next((name for name in _NEAR.get(font, ()) if name.casefold() in known), "")


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
