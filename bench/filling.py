"""The template filler alone: 69 blocks with 300 rows, and how the time grows with rows and with blocks.

`python bench/filling.py [--rounds 7] [--json FILE]`. The template is the prefecture's own; check before the work and
reading back after it are part of what is measured, as in an office's run. What counts is the processor's time, since
the filler is one thread and other work on the machine is not its doing. The exponent is the slope of log time over
log size, by least squares on the best of the rounds at four sizes, after what a notice without these rows or blocks
takes is taken off. No search for garbage runs meanwhile: the program switches it off for one workbook.

Each notice is filled in a process of its own, as in an office's run. In one that fills again and again a small notice
finds memory that the one before has left, while a large one's is given back to the system each time and asked for
anew: 28 page faults a block from 80 blocks on and none below made small notices a fifth cheaper than they are.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# the program of this checkout is measured
from govscore.word.check import marks  # noqa: E402
from govscore.word.data import Data  # noqa: E402
from govscore.word.fill import fill  # noqa: E402

TEMPLATE = ROOT / "templates" / "qiandongnan-2021q4" / "bulletin.docx"
BLOCKS, ROWS = 69, 300
LIMIT, LINEAR = 0.5, 1.05  # seconds; exponent
SIZES = (1, 4, 16, 64)


def supplied(blocks: int, rows: int, template: bytes) -> Data:
    """As many units as `blocks`, with `rows` items shared out among them, three rows of sites each."""
    found = marks(template)
    fields = {mark.name for mark in found if mark.kind == "表格"}
    sites, items = (
        [name.partition(".")[2] for name in fields if name.startswith(table)] for table in ("网站表.", "信息表.")
    )

    def unit(number: int) -> Data:
        own = rows // blocks + (number < rows % blocks)
        return Data(
            {
                "单位": f"单位{number}",
                "单位标题": f"单位{number}（总计：{number}分）",
                "单位序号": "一",
                "得分情况": "得分",
            },
            lists={"报送情况": ["本季度报送10条加10分"]},
            tables={
                "网站表": [dict.fromkeys(sites, "12")] * 3,
                "信息表": [dict.fromkeys(items, f"{number}-{n}") for n in range(own)],
            },
        )

    inside = {"类别", "单位标题", "得分情况", "报送情况", "计分办法", "单位", "单位序号"}
    values = {mark.name: "甲" for mark in found if mark.kind == "值或列表" and mark.name not in inside}
    conditions = {mark.name: True for mark in found if mark.kind == "条件" and mark.name}
    tier = Data({"类别": "县市"}, blocks={"单位": [unit(number) for number in range(blocks)]})
    return Data(values, conditions, {"计分办法": ["一", "二"]}, blocks={"类别": [tier]})


def once(blocks: int, rows: int) -> float:
    """Processor seconds that this process takes to fill one notice, its first."""
    template = TEMPLATE.read_bytes()
    data = supplied(blocks, rows, template)
    gc.disable()
    start = time.process_time()
    fill(template, data, "t.docx")
    return time.process_time() - start


def seconds(blocks: int, rows: int, rounds: int) -> float:
    """Best of the rounds, each in a fresh process: whatever else runs only adds to it."""
    command = [sys.executable, __file__, "--once", str(blocks), str(rows)]
    return min(float(subprocess.check_output(command)) for _ in range(rounds))


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Slope of log time over log size."""
    return statistics.linear_regression([math.log(s) for s in sizes], [math.log(t) for t in times]).slope


def growth(name: str, base: tuple[int, int], shapes: Sequence[tuple[int, int]], rounds: int) -> dict[str, object]:
    """The times of the shapes (blocks, rows), printed, with their exponent; `base` is taken off."""
    times = []
    for blocks, rows in (base, *shapes):
        times.append(seconds(blocks, rows, rounds))
        print(f"  {blocks:4} blocks, {rows:5} rows  {times[-1]:.3f} s")
    slope = exponent(SIZES, [t - times[0] for t in times[1:]])
    print(f"{name}: exponent {slope:.2f}, at most {LINEAR}: {'met' if slope <= LINEAR else 'MISSED'}")
    return {"shapes": shapes, "seconds": times, "exponent": slope}


def main() -> None:
    """Measures, prints, and writes the JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--once", nargs=2, type=int, metavar=("BLOCKS", "ROWS"), help="fill one notice")
    asked = parser.parse_args()
    if asked.once:
        print(once(*asked.once))
        return
    took = seconds(BLOCKS, ROWS, asked.rounds)
    print(f"{BLOCKS} blocks, {ROWS} rows: {took:.3f} s, under {LIMIT} s: {'met' if took < LIMIT else 'MISSED'}")
    found = {
        "typical": took,
        "rows": growth("rows", (10, 0), [(10, 300 * n) for n in SIZES], asked.rounds),
        "blocks": growth("blocks", (0, 0), [(20 * n, 20 * n) for n in SIZES], asked.rounds),
    }
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
