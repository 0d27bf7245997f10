"""Writes beside each sample workbook what the program says of it: its `--json` object, the golden file of the tests.

Run it when a figure, a wording or a scheme was changed on purpose, and read the difference that git shows before
it is committed: python tools/make_goldens.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_inputs"


def goldens() -> dict[Path, str]:
    """The text of each golden file by its path: every sample processed in one run, as an office would."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "all.json"
        command = [sys.executable, ROOT / "process.py", SAMPLES, "--out", Path(folder) / "out", "--json", told]
        done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
        found = json.loads(told.read_text("utf-8"))
    workbooks = {path.name: path for path in SAMPLES.rglob("*.*") if path.suffix != ".json"}
    return {workbooks[one["workbook"]].with_suffix(".json"): _text(one) for one in found}


def _text(result: object) -> str:
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every golden file; remove those whose workbook is gone."""
    made = goldens()
    for path in SAMPLES.rglob("*.json"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.write_text(text, "utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
