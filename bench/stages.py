"""Where the time of one run goes: wall and CPU milliseconds since the start of the process, stage by stage.

python bench/stages.py [--rounds 7] [--program FILE]      (each figure is the least of the rounds)
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import workbooks
from measure import ROOT

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
from offices import OFFICES  # noqa: E402

# Runs in a process of its own. Importing a module is told by a finder that finds nothing; functions of the batch are
# wrapped when pandas is asked for, which is after all that comes before them was loaded.
PROBE = """
import sys, time
begun, root, book, out = float(sys.argv[1]), *sys.argv[2:]
def mark(stage):
    print(f"@@{stage}\\t{(time.time() - begun) * 1000}\\t{time.process_time() * 1000}", file=sys.stderr)
mark("Python itself")
sys.path.insert(0, root)
sys.argv = ["process.py", book, "--out", out]
IMPORTS = {"pydantic": "command line", "govscore.running.call": "pydantic, converters of the command line",
           "govscore.results.result": "schemes", "pandas": "own modules"}
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name in IMPORTS:
            mark(IMPORTS.pop(name))
        if name == "pandas":
            from govscore import batch
            wrap(batch, "compute", "pandas and its users", "claim to blocks")
            wrap(batch, "write", None, "all files written and moved")
def wrap(module, name, before, after):
    function = getattr(module, name)
    def told(*arguments, **named):
        if before:
            mark(before)
        if name == "compute":
            from govscore.outputs.ranking import book as ranking_book
            wrap(ranking_book, "write_ranking_book", None, "ranking workbook")
        result = function(*arguments, **named)
        mark(after)
        return result
    setattr(module, name, told)
sys.meta_path.insert(0, Finder())
from govscore.__main__ import main
try:
    main()
except SystemExit:
    mark("console")
"""


def once(program: Path, book: Path, out: Path) -> dict[str, tuple[float, float]]:
    """One run: for each stage the wall and CPU milliseconds at its end."""
    shutil.rmtree(out, ignore_errors=True)
    begun = time.time()
    command = [sys.executable, "-c", PROBE, str(begun), str(program.parent), str(book), str(out)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", env=measure.environment()).stderr
    end = (time.time() - begun) * 1000
    found = {stage: (float(wall), float(cpu)) for stage, wall, cpu in re.findall(r"@@(.+)\t(.+)\t(.+)\n", said)}
    if "console" not in found:
        sys.exit(said)
    return found | {"end of the process": (end, found["console"][1])}


def main() -> None:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=measure.rounds, default=7, help="at least 7")
    parser.add_argument("--program", type=Path, default=ROOT / "process.py", help="another checkout's process.py")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="govscore-bench-") as folder:
        workbooks.make(Path(folder))
        for office in OFFICES.values():
            book = Path(folder) / "books" / office.file
            rounds = [once(options.program, book, Path(folder) / "out") for _ in range(options.rounds + 1)][1:]
            print(f"\n{office.id}")
            lines, before = [["stage", "wall ms", "CPU ms", "at wall", "at CPU"]], (0.0, 0.0)
            for stage in rounds[0]:
                at = (min(found[stage][0] for found in rounds), min(found[stage][1] for found in rounds))
                spent = (at[0] - before[0], at[1] - before[1])
                lines.append([stage, *(f"{value:.0f}" for value in (*spent, *at))])
                before = at
            print(measure.table(lines))


if __name__ == "__main__":
    main()
