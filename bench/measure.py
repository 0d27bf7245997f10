"""Runs one process and measures it with all its children; medians of paired ratios; what the machine is."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LEAST_ROUNDS = 7


def environment() -> dict[str, str]:
    """This process's environment without settings of Python's own: bytecode is written and read as in an office."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"PYTHONUTF8": "1"}


class Cost(NamedTuple):
    """Wall and CPU seconds, peak memory in MiB; CPU and memory of the children included."""

    wall: float
    cpu: float
    peak: float


def run(
    command: Sequence[str], log: Path | None = None, good: Sequence[int] = (0,), env: Mapping[str, str] | None = None
) -> Cost:
    """Runs a command to its end; a wrong exit code stops the benchmark with the command's own words."""
    log = log or Path(os.devnull)
    with log.open("wb") as out:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=dict(env or environment())
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in good:
        said = log.read_text("utf-8", "replace")[-2000:] if log.is_file() else ""
        sys.exit(f"exit code {child.returncode}: {' '.join(command)}\n{said}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def together(costs: Sequence[Cost]) -> Cost:
    """Steps one after the other."""
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))


class Ratio(NamedTuple):
    """Median, least and greatest of the ratios of each round."""

    median: float
    least: float
    most: float


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """The ratios of values measured in the same round."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def versions(*packages: str) -> dict[str, str]:
    """Python, the packages, the system and its processors."""
    found = {"Python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}"}
    found["CPUs"] = str(os.cpu_count())
    for name in packages:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "absent"
    return found


def table(rows: Sequence[Sequence[str]]) -> str:
    """Text columns, the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def rounds(text: str) -> int:
    """The option --rounds: fewer than seven prove nothing."""
    if (number := int(text)) < LEAST_ROUNDS:
        raise ValueError
    return number
