"""All files of one workbook, or none: the last stage of a run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govscore import __version__
from govscore.core.problems import Problem, gather
from govscore.delivery.staging import staged
from govscore.sheets import copied

if TYPE_CHECKING:
    from govscore.results.result import Result
    from govscore.scheme.files import LoadedScheme

RANKING, NOTICE, RESULT, REPORT = "排名表.xlsx", "通报.docx", "结果.json", "复核与提示.txt"
RECHECK = copied.BOOK


class Written(NamedTuple):
    """The files made, by name in the order told; notes on what they lack; what the stored result keeps besides."""

    names: tuple[str, ...]
    notes: list[Problem]
    kept: dict[str, Any]


def made_with(loaded: LoadedScheme) -> str:
    """A mark of the program's version, the scheme and the template: another one, another result."""
    template = loaded.bulletin.read_bytes() if loaded.bulletin.is_file() else b""
    return f"{__version__} {loaded.sha256} {hashlib.sha256(template).hexdigest()}"


def publish(target: Path, result: Result, write: Callable[[Path], Written]) -> None:
    """Makes the folder `target` of what `write` makes in a folder given to it, the report and the JSON, or nothing."""
    from govscore.outputs.summary import report

    with staged(target) as stage:
        written = write(stage)
        result.problems = gather([*result.problems, *written.notes])
        result.outputs = [f"{target.name}/{name}" for name in (*written.names, REPORT, RESULT)]
        (stage / REPORT).write_text(report(result), "utf-8-sig", newline="\r\n")
        (stage / RESULT).write_text(to_json(result.to_json() | written.kept), "utf-8")


def to_json(data: object) -> str:
    """JSON as the program prints it: readable Chinese, a line end at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
