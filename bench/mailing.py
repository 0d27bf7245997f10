"""How long drafts and sending take, over four numbers of units, and whether the time grows as the number does.

Run: .venv/bin/python bench/mailing.py [--rounds 5] [--no-sending]   Timings only; no test depends on them.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "tests"))
sys.path.insert(2, str(Path(__file__).resolve().parent.parent / "tests" / "mail"))

import measure
from smtp_desk import SECRET, Post, server, settings

from govscore.delivery.mail import addresses, compose, folder
from govscore.delivery.mail.journal import Journal
from govscore.delivery.mail.mail_texts import wording
from govscore.delivery.mail.password import Password
from govscore.delivery.mail.sending import Sending, plan
from govscore.delivery.mail.transport import Server

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_inputs" / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"
SIZES = (250, 500, 1000, 2000)
TARGET_UNITS, TARGET_SECONDS = 1000, 60.0


def office(base: Path, result: Path, units: int) -> Path:
    """The sample's result with its units over and over under new names, and everybody's address."""
    made = base / f"{units}" / "结果"
    made.mkdir(parents=True)
    stored = json.loads((result / "结果.json").read_text("utf-8"))
    known = [unit for tier in stored["tiers"] for unit in tier["units"]]
    many = [known[at % len(known)] | {"unit": f"{known[at % len(known)]['unit']}{at}"} for at in range(units)]
    slips = {unit["unit"]: stored["slips"][known[at % len(known)]["unit"]] for at, unit in enumerate(many)}
    stored |= {"tiers": [{"tier": "部门", "ranked": True, "units": many}], "slips": slips}
    (made / "结果.json").write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
    for name in ("通报.docx", "排名表.xlsx"):
        (made / name).write_bytes((result / name).read_bytes())
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["单位", "邮箱"])
    for at, unit in enumerate(many):
        book.active.append([unit["unit"], f"u{at}@unit.example"])
    book.save(made.parent / "通讯录.xlsx")
    return made


def drafts(made: Path) -> tuple[float, float]:
    """Wall and CPU seconds of `govscore mail DIR`, from the command line to the files on the disk."""
    shutil.rmtree(made / "邮件", ignore_errors=True)
    cost = measure.run([sys.executable, str(ROOT / "process.py"), "mail", str(made)])
    return cost.wall, cost.cpu


def sent(made: Path) -> tuple[float, float]:
    """The same for one slip a unit to a server on the loopback, with journal and TLS; its CPU time is counted too."""
    delivered = folder.load(made)
    contacts, _ = addresses.read(made.parent / "通讯录.xlsx", [slip.unit for slip in delivered.slips], {})
    mails = [mail for mail in compose.mails(delivered, wording(delivered, None), "") if mail.unit]
    with server() as post, tempfile.TemporaryDirectory() as name, Journal(Path(name) / "j") as journal:
        chosen = settings(post, Path(name))
        line = Server(chosen, Password(SECRET, asked=False))
        start, worked = time.perf_counter(), time.process_time()
        Sending(chosen, line, journal, lambda text: None).run(plan(delivered, mails, contacts, journal))
        spent = time.perf_counter() - start, time.process_time() - worked
        line.close(politely=True)
        _check(post, len(mails))
    return spent


def _check(post: Post, mails: int) -> None:
    if len(post.stored) != mails:
        sys.exit(f"{len(post.stored)} of {mails} mails came through")


def show(title: str, times: dict[int, tuple[float, float]]) -> None:
    """Seconds by size, and the exponent of the growth between the first and the last (1: linear)."""
    first, last = SIZES[0], SIZES[-1]
    for what, kind in enumerate(("wall", "CPU")):
        exponent = math.log(times[last][what] / times[first][what]) / math.log(last / first)
        listed = "  ".join(f"{units}: {both[what]:.2f} s" for units, both in times.items())
        print(f"{title}, {kind:<5} {listed}  exponent {exponent:.2f}")


def measured(
    work: Callable[[Path], tuple[float, float]], offices: dict[int, Path], rounds: int
) -> dict[int, tuple[float, float]]:
    """The medians of the rounds, all sizes in turn in each."""
    found: dict[int, list[tuple[float, float]]] = {units: [] for units in offices}
    for _ in range(rounds):
        for units, made in offices.items():
            found[units].append(work(made))
    return {
        units: (statistics.median(w for w, _ in both), statistics.median(c for _, c in both))
        for units, both in found.items()
    }


def main() -> None:
    """Prints both rows and whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-sending", action="store_true")
    chosen = parser.parse_args()
    rounds = chosen.rounds
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        command = [sys.executable, str(ROOT / "process.py"), "run", str(SAMPLE), "--out", str(base / "run")]
        measure.run(command, good=(0, 1))
        offices = {units: office(base, base / "run" / SAMPLE.stem, units) for units in SIZES}
        made = measured(drafts, offices, rounds)
        show("drafts", made)
        if not chosen.no_sending:
            show("sent", measured(sent, offices, rounds))
    met = "met" if made[TARGET_UNITS][0] < TARGET_SECONDS else "MISSED"
    print(f"target: {TARGET_UNITS} slips and drafts in under {TARGET_SECONDS:.0f} s: {met}")


if __name__ == "__main__":
    main()
