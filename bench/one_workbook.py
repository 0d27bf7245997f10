"""One ordinary workbook, the whole process: govscore with everything on against three other ways, round by round.

python bench/one_workbook.py [--rounds 9] [--json FILE] [--skip CONTESTANT] [--program FILE]
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import measure
from measure import ROOT, Cost, Ratio

from govscore.core.libreoffice import office as libreoffice

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
from offices import OFFICES, PREFECTURE, Office  # noqa: E402

OURS = "govscore"
TARGETS = {"typical": 0.8, "naive": 0.15, "libreoffice": 0.25}
PACKAGES = ("govscore", "pandas", "openpyxl", "xlsxwriter", "docxtpl", "python-docx", "python-calamine", "lxml")
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""

Contestant = Callable[[Office, Path], Cost]
Costs = dict[str, dict[str, list[Cost]]]  # office → contestant → rounds


class Field:
    """The prepared folder and the contestants that work in it."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        self.program = str(program)
        self.log = folder / "last.log"
        self.soffice = libreoffice()
        measure.run([sys.executable, str(HERE / "workbooks.py"), str(folder)], log=self.log)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
        self.profile = f"-env:UserInstallation={profile.as_uri()}"

    def contestants(self) -> dict[str, Contestant]:
        """Those that can run here, ours first."""
        found: dict[str, Contestant] = {OURS: self.govscore, "typical": self.typical, "naive": self.naive}
        if self.soffice:
            found["libreoffice"] = self.libreoffice
        return found

    def govscore(self, office: Office, out: Path) -> Cost:
        """Guards, recheck, ranking workbook, notice and JSON; exit code 1 means that typed figures differ."""
        book = str(self.folder / "books" / office.file)
        command = [sys.executable, self.program, book, "--out", str(out)]
        return measure.run(command, self.log, (0, 1))

    def typical(self, office: Office, out: Path) -> Cost:
        """Ranking workbook and notice, no guards, no recheck."""
        return self._script("typical.py", office, self.folder / "notices" / f"{office.id}.docx", out)

    def naive(self, office: Office, out: Path) -> Cost:
        """The same cell by cell."""
        return self._script("naive.py", office, self.folder / "rules" / f"{office.id}.txt", out)

    def _script(self, name: str, office: Office, wording: Path, out: Path) -> Cost:
        book = str(self.folder / "books" / office.file)
        command = [sys.executable, str(HERE / "peers" / name), office.id, book, str(wording), str(out)]
        return measure.run(command, self.log)

    def libreoffice(self, office: Office, out: Path) -> Cost:
        """The same workbook with formulas, recalculated and converted to xlsx and to pdf."""
        book = str(self.folder / "formulas" / office.file)
        command = [str(self.soffice), self.profile, "--headless", "--convert-to"]
        steps = [[*command, kind, "--outdir", str(out), book] for kind in ("xlsx", "pdf")]
        return measure.together([measure.run(step, self.log) for step in steps])


def check(folder: Path, names: list[str]) -> None:
    """Stops unless every contestant reached the same totals and ranks."""
    command = [sys.executable, str(HERE / "answers.py"), str(folder), *names]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", env=measure.environment())
    print(found.stderr if found.returncode == 0 else found.stdout + found.stderr)
    if found.returncode:
        sys.exit("the contestants do not agree: no figures")


def play(field: Field, contestants: dict[str, Contestant], rounds: int) -> Costs:
    """A warm-up, the comparison of answers, then the rounds: all contestants in turn in each."""
    costs: Costs = {office: {name: [] for name in contestants} for office in OFFICES}
    for number in range(rounds + 1):
        for office in OFFICES.values():
            for name, contestant in contestants.items():
                out = field.folder / "out" / name / office.id
                shutil.rmtree(out, ignore_errors=True)
                cost = contestant(office, out)
                if number:
                    costs[office.id][name].append(cost)
        if not number:
            check(field.folder, list(contestants))
    return costs


def report(costs: Costs) -> str:
    """One line an office and contestant: medians, the ratio of ours to it, the target."""
    head = ["workbook", "contestant", "wall s", "CPU s", "peak MiB", "wall ratio (min–max)", "CPU ratio", "target", ""]
    lines = [head]
    for office, runs in costs.items():
        for name, rounds in runs.items():
            lines.append([office, name, *_medians(rounds), *_verdict(runs[OURS], rounds, name)])
    return measure.table(lines)


def _medians(rounds: list[Cost]) -> list[str]:
    wall, cpu, peak = (statistics.median(values) for values in zip(*rounds, strict=True))
    return [f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.0f}"]


def _verdict(ours: list[Cost], theirs: list[Cost], name: str) -> list[str]:
    if name not in TARGETS:
        return [""] * 4
    wall, cpu = ratios(ours, theirs)
    met = "met" if wall.median <= TARGETS[name] else "MISSED"
    spread = f"{wall.median:.3f} ({wall.least:.3f}–{wall.most:.3f})"
    return [spread, f"{cpu.median:.3f}", f"≤ {TARGETS[name]}", met]


def ratios(ours: list[Cost], theirs: list[Cost]) -> tuple[Ratio, Ratio]:
    """Ours to theirs in wall and in CPU time."""
    return tuple(measure.ratio([c[at] for c in ours], [c[at] for c in theirs]) for at in (0, 1))


def as_json(costs: Costs, versions: dict[str, str]) -> dict[str, object]:
    """All that was measured."""
    found: dict[str, object] = {}
    for office, runs in costs.items():
        found[office] = {
            name: {
                "rounds": [cost._asdict() for cost in rounds],
                **({} if name == OURS else _ratio_json(runs[OURS], rounds, name)),
            }
            for name, rounds in runs.items()
        }
    return {"versions": versions, "main": PREFECTURE.id, "workbooks": found}


def _ratio_json(ours: list[Cost], theirs: list[Cost], name: str) -> dict[str, object]:
    wall, cpu = ratios(ours, theirs)
    met = wall.median <= TARGETS[name]
    return {"wall_ratio": wall._asdict(), "cpu_ratio": cpu._asdict(), "target": TARGETS[name], "met": met}


def main() -> None:
    """Reads the command line, measures, prints; a missed target is said, not failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=measure.rounds, default=9, help="at least 7")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--skip", action="append", default=[], choices=sorted(TARGETS), help="leave a contestant out")
    parser.add_argument("--program", type=Path, default=ROOT / "process.py", help="another checkout's process.py")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="govscore-bench-") as folder:
        field = Field(Path(folder), options.program)
        contestants = {name: way for name, way in field.contestants().items() if name not in options.skip}
        versions = measure.versions(*PACKAGES)
        if field.soffice:
            said = subprocess.run([field.soffice, field.profile, "--version"], capture_output=True, encoding="utf-8")
            versions["LibreOffice"] = (said.stdout.split() or ["?", "?"])[1]
        print(" · ".join(f"{name} {version}" for name, version in versions.items()), f"· {options.rounds} rounds\n")
        costs = play(field, contestants, options.rounds)
    print(report(costs))
    missed = report(costs).count("MISSED")
    print(
        f"\n{'all targets met' if not missed else f'{missed} target(s) MISSED'}; ratios are govscore's time by theirs"
    )
    if options.json:
        options.json.write_text(json.dumps(as_json(costs, versions), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
