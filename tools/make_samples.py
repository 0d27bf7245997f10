"""Builds the workbooks of sample_inputs/ from the published figures in tests/facts/."""

import argparse
from datetime import datetime
from pathlib import Path

from samples import (
    qiandongnan_2021q4,
    qiandongnan_2023q4_inspection,
    shiquan_2020q4,
    shiquan_2022q1,
    yanjin_2024_05_06,
)
from samples.packing import save

ROOT = Path(__file__).resolve().parent.parent

# Each regime's module, with the day its office issued the figures.
REGIMES = (
    (shiquan_2022q1, datetime(2022, 4, 12)),
    (shiquan_2020q4, datetime(2021, 1, 12)),
    (yanjin_2024_05_06, datetime(2024, 8, 1)),
    (qiandongnan_2021q4, datetime(2022, 1, 14)),
    (qiandongnan_2023q4_inspection, datetime(2023, 11, 24)),
)


def make(facts: Path, out: Path) -> list[Path]:
    """Build every sample below `out` and return their paths."""
    paths = []
    for regime, dated in REGIMES:
        path = out / regime.FOLDER / regime.FILE
        save(regime.build(facts), path, dated)
        paths.append(path)
    return paths


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, default=ROOT / "tests" / "facts", help="folder of the figures")
    parser.add_argument("--out", type=Path, default=ROOT / "sample_inputs", help="folder to write to")
    options = parser.parse_args()
    for path in make(options.facts, options.out):
        print(path)


if __name__ == "__main__":
    main()
