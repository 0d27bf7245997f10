"""Which workbooks there are to do, and what the folders of their results are called."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from govscore.readers.workbook import SUFFIXES

# Names that Windows keeps for devices.
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
EXPLANATION = "说明.txt"


class Input(NamedTuple):
    """A workbook to process and the name of its output folder."""

    path: Path
    folder: str


def inputs(paths: Iterable[Path]) -> list[Input]:
    """The workbooks in files and folders, each once, by name; lock files and drafts are passed over."""
    files = dict.fromkeys(file for path in paths for file in _files(path))
    stems = [readable(file.stem).casefold() for file in files]
    taken: set[str] = set()
    found = []
    for file in files:
        alone = stems.count(readable(file.stem).casefold()) == 1
        found.append(Input(file, _folder(readable(file.stem if alone else file.name), taken)))
    return found


def _folder(name: str, taken: set[str]) -> str:
    """A folder name that Windows can write too, and that no other workbook of this run has."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).rstrip(". ") or "工作簿"
    if name.partition(".")[0].upper() in _RESERVED:
        name = f"{name}_"
    number, wanted = 1, name
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}（{number}）"
    taken.add(name.casefold())
    return name


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in SUFFIXES and not file.name.startswith(("~$", ".")) and file.is_file()
    )


def passed_over(paths: Iterable[Path]) -> list[str]:
    """Names of files in these folders that are no workbooks; lock files, drafts and explanations are not meant."""
    found = [file for path in paths if path.is_dir() for file in sorted(path.rglob("*")) if file.is_file()]
    plain = (file for file in found if not file.name.startswith(("~$", ".")) and file.name != EXPLANATION)
    return [readable(file.name) for file in plain if file.suffix.lower() not in (*SUFFIXES, ".toml", ".tmp", ".json")]


def readable(name: str) -> str:
    """A file name that can be printed and written: names in GBK from old archives become Chinese again."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
