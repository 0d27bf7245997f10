"""`govscore template marks`: every mark of a regime, with the values of its newest result."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from govscore.core.problems import Refused, problem
from govscore.delivery.writing import RESULT
from govscore.readers.inputs import readable
from govscore.running.kinds import scheme_of

Stored = Mapping[str, Any]
NONE_YET = "（{out} 里还没有这个办法的结果，只列出标记；处理一个工作簿后再看，或用 --from 给一个工作簿或结果.json）"


def shown(name: str, out: Path, source: Path | None) -> Iterator[str]:
    """Lines: where the values come from, then all marks of the scheme `name`.

    The values are those of `source` (a workbook or a 结果.json), else of the newest result in the folder `out`.
    Refused where there is no such scheme, or `source` is of another one or cannot be read.
    """
    kind, loaded = scheme_of(name)
    if source is not None:
        stored: Stored | None = _given(source, loaded.scheme.id)
        where = readable(source.name)
    else:
        stored, where = _newest(loaded.scheme.id, out)
    if stored is None:
        yield NONE_YET.format(out=out)
    else:
        yield f"（右边是现在的值：{stored['period']}，取自 {where}）"
    yield from kind.marks(loaded, marks_in(stored or {}))


def marks_in(stored: Stored) -> Mapping[str, Any]:
    """What each mark gives by a stored result; one of an older program has the texts only."""
    found: Mapping[str, Any] = stored.get("marks") or {"values": stored.get("facts") or {}}
    return found


def _newest(scheme: str, out: Path) -> tuple[Stored | None, str]:
    """The result of this scheme that was written last, with its path; those set aside as old do not count."""
    files = (file for file in out.glob(f"*/{RESULT}") if "（旧" not in file.parent.name)
    for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file), reverse=True):
        stored = _read(file)
        if stored is not None and stored.get("scheme") == scheme:
            return stored, readable(str(file))
    return None, ""


def _read(file: Path) -> Stored | None:
    """The object in a 结果.json; None for anything that is none."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    sound = isinstance(found, dict) and isinstance(found.get("facts"), dict) and "period" in found
    return found if sound else None


def _given(source: Path, scheme: str) -> Stored:
    stored = _read(source) if source.suffix.lower() == ".json" else _computed(source, scheme)
    place = f"[{readable(source.name)}]"
    if stored is None:
        raise Refused(problem("marks-unreadable", place))
    if stored.get("scheme") != scheme:
        raise Refused(problem("marks-other", place, scheme=stored.get("scheme"), wanted=scheme))
    return stored


def _computed(source: Path, scheme: str) -> Stored:
    """What a workbook's stored result would say of its marks, without writing anything."""
    from govscore.readers.workbook import open_book
    from govscore.results.result import Result
    from govscore.running.job import Job
    from govscore.running.workbook import compute
    from govscore.scheme.offered import offered

    schemes, inspections, chosen, _ = offered(scheme)
    job = Job(schemes, None, chosen, inspections=inspections)
    result = Result(readable(source.name))
    made = compute(job, open_book(source).result(), result)
    if result.refused:
        raise Refused(*result.problems)
    return result.to_json() | {"marks": made.marks()}
