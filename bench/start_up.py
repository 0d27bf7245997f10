"""Start of the program: `--help` against a bare `import pandas`, paired round by round.

python bench/start_up.py [--rounds 15] [--json FILE] [--imports]
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
from pathlib import Path

import measure
from measure import ROOT

TARGET = 0.3
PROCESS = str(ROOT / "process.py")
WAYS = {
    "bare Python": ["-c", "pass"],
    "import pandas": ["-c", "import pandas"],
    "--help": [PROCESS, "--help"],
    "run --help": [PROCESS, "run", "--help"],
}
READERS = ("pandas", "numpy", "openpyxl", "python_calamine", "xlrd", "xlsxwriter", "docx", "lxml")
TOP = 25


def imports() -> str:
    """The slowest imports of `--help`, own time; and the spreadsheet libraries among all, which should be none."""
    command = [sys.executable, "-X", "importtime", PROCESS, "--help"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", env=measure.environment()).stderr
    found = [(int(own), name.strip()) for own, name in re.findall(r"import time:\s+(\d+) \|\s+\d+ \|(.*)", said)]
    lines = [["module", "own ms"], *([name, f"{own / 1000:.1f}"] for own, name in sorted(found, reverse=True)[:TOP])]
    heavy = sorted({name.partition(".")[0] for _, name in found} & set(READERS))
    return f"{measure.table(lines)}\n\nnot needed for help, yet imported: {'、'.join(heavy) or 'none'}"


def main() -> None:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=measure.rounds, default=15, help="at least 7")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--imports", action="store_true", help="list the slowest imports of --help instead")
    options = parser.parse_args()
    if options.imports:
        print(imports())
        return
    costs: dict[str, list[measure.Cost]] = {name: [] for name in WAYS}
    for number in range(options.rounds + 1):
        for name, arguments in WAYS.items():
            cost = measure.run([sys.executable, *arguments])
            if number:
                costs[name].append(cost)
    base = [cost.wall for cost in costs["import pandas"]]
    lines = [["way", "wall ms", "peak MiB", "by import pandas (min–max)", "target", ""]]
    found = {}
    for name, rounds in costs.items():
        wall = measure.ratio([cost.wall for cost in rounds], base)
        wanted = [f"≤ {TARGET}", "met" if wall.median <= TARGET else "MISSED"] if "help" in name else ["", ""]
        medians = [statistics.median(values) for values in zip(*rounds, strict=True)]
        spread = f"{wall.median:.2f} ({wall.least:.2f}–{wall.most:.2f})"
        lines.append([name, f"{medians[0] * 1000:.0f}", f"{medians[2]:.0f}", spread, *wanted])
        found[name] = {"rounds": [cost._asdict() for cost in rounds], "ratio": wall._asdict()}
    versions = measure.versions("govscore", "pandas", "typer")
    print(" · ".join(f"{name} {version}" for name, version in versions.items()), f"· {options.rounds} rounds\n")
    print(measure.table(lines))
    if options.json:
        options.json.write_text(json.dumps({"versions": versions, "ways": found}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
