"""How the work grows: each stage at four sizes, for items of the log and for units, and the exponent of the growth.

python bench/growth.py [--rounds 7] [--json FILE]

1 is growth in proportion; the exponent is the slope of a straight line through the logarithms of sizes and CPU times.
Small sizes flatter it, since part of the time is the same at any size.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import measure
from measure import ROOT
from workbooks import DATED, FACTS, PREFECTURE, extend, qiandongnan_2021q4, save

sys.path.insert(0, str(ROOT))
from govscore.outputs.notice.bulletin import to_fill
from govscore.outputs.ranking.book import write_ranking_book
from govscore.outputs.recheck_book.book import recheck_book
from govscore.readers.workbook import read_book
from govscore.results.result import Result
from govscore.running.job import Job
from govscore.running.points_outcome import PointsOutcome
from govscore.running.workbook import compute
from govscore.scheme.files import load_all
from govscore.word.fill import fill

TARGET = 1.05
STEPS = (1, 2, 4, 8)
BASE_UNITS, BASE_ITEMS = 200, 20  # of the added tier, and items of each unit: the first step


def make(folder: Path, units: int, items: int) -> Path:
    """The prefecture's workbook with so many more units, each with so many items."""
    shutil.copytree(FACTS / PREFECTURE.id, folder / PREFECTURE.id)
    extend(folder / PREFECTURE.id, (("二类州直单位", units),), items)
    path = folder / PREFECTURE.file
    save(qiandongnan_2021q4.build(folder), path, DATED)
    return path


def stages(path: Path) -> dict[str, Callable[[], Any]]:
    """The stages of one workbook by name, each ready to be run again; the door's process is not counted."""
    book, result = read_book(path), Result(path.name)
    job = Job(tuple(load_all()), None)
    made = compute(job, book, result)
    if result.refused or not isinstance(made, PointsOutcome):
        sys.exit("\n".join(problem.spoken() for problem in result.problems if problem.stops))
    loaded = made.loaded
    ranking = path.with_name("排名表.xlsx")
    return {
        "claim to blocks": lambda: compute(job, book, Result(path.name)),
        "ranking workbook": lambda: write_ranking_book(ranking, made.content()),
        "notice": lambda: fill(*to_fill(loaded, made.data())),
        "recheck workbook": lambda: recheck_book(book, result.differences),
    }


def seconds(work: Callable[[], Any], rounds: int) -> float:
    """The least CPU time of so many runs."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def exponent(sizes: list[int], costs: list[float]) -> float:
    """The slope of the line of least squares through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - middle_x) ** 2 for a in x)


def grown(sizes: Mapping[int, tuple[int, int]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each stage at each size; `sizes`: rows or units → added units, items a unit."""
    found: dict[str, list[float]] = {}
    for units, items in sizes.values():
        with tempfile.TemporaryDirectory(prefix="govscore-bench-") as folder:
            for stage, work in stages(make(Path(folder), units, items)).items():
                found.setdefault(stage, []).append(seconds(work, rounds))
    return found


def main() -> None:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="of which the least counts")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    options = parser.parse_args()
    ways = {
        "items of the log": {step * BASE_UNITS * BASE_ITEMS // 4: (50, step * BASE_ITEMS) for step in STEPS},
        "units": {step * BASE_UNITS: (step * BASE_UNITS, 2) for step in STEPS},
    }
    every: dict[str, Any] = {}
    for name, sizes in ways.items():
        found = grown(sizes, options.rounds)
        lines = [["", *(f"{size:,}" for size in sizes), "exponent", f"target {TARGET}"]]
        for stage, costs in found.items():
            slope = exponent(list(sizes), costs)
            met = "met" if slope <= TARGET else "MISSED"
            lines.append([stage, *(f"{cost:.2f} s" for cost in costs), f"{slope:.2f}", met])
            every.setdefault(name, {})[stage] = {"sizes": list(sizes), "seconds": costs, "exponent": slope}
        print(f"\n{name}\n{measure.table(lines)}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(every, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
