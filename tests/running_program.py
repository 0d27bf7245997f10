"""Runs the program: in this process for results, as a process of its own for what a clerk sees."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from json_checks import check_run, results_in
from samples_at_hand import ROOT

from govscore.delivery import writing
from govscore.readers.inputs import inputs
from govscore.running import batch
from govscore.running.job import Job
from govscore.scheme.files import load_all


@dataclass(frozen=True)
class Done:
    """What one call of the program gave."""

    code: int
    out: str
    err: str


def program(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """`python process.py …` as a clerk runs it; a traceback is always a fault, and so is JSON off its schema."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    words = [_text(argument) for argument in arguments]
    command, before = [sys.executable, str(ROOT / "process.py"), *words], results_in(cwd)
    surroundings = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": paths} | dict(env or {})
    done = subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, check=False, timeout=60)
    found = Done(done.returncode, done.stdout.decode(), done.stderr.decode())
    faults = [line for line in (found.out + found.err).splitlines() if "程序自检没有通过" in line]
    assert not faults, faults
    assert "Traceback" not in found.err, found.err
    check_run(words, found.out, cwd, before)
    return found


def _text(argument: object) -> str:
    return os.fspath(argument) if isinstance(argument, os.PathLike) else str(argument)


@cache
def schemes() -> tuple[Any, ...]:
    return tuple(load_all())


def computed(path: Path, out: Path | None = None, scheme: str | None = None) -> dict[str, Any]:
    """The JSON of one workbook, read from its file through the door; nothing is written without `out`."""
    (found,) = batch.run(Job(schemes(), out, scheme), inputs([path]))
    data: dict[str, Any] = json.loads(writing.to_json(found.to_json()))
    return data


def units(data: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """The units of a result by tier and name."""
    return {(tier["tier"], unit["unit"]): unit for tier in data["tiers"] for unit in tier["units"]}


def problem_codes(data: Mapping[str, Any]) -> list[str]:
    return [item["code"] for item in data["problems"]]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes; the lock left out."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if path.name != ".govscore.lock"}
