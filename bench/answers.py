"""Whether every contestant reached the same figures; run as a process of its own, after the warm-up round.

python bench/answers.py FOLDER CONTESTANT…
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import docx  # noqa: E402
import openpyxl  # noqa: E402
from offices import OFFICES, PREFECTURE, SHIQUAN, Office  # noqa: E402

Totals = dict[str, tuple[float, int | None]]  # unit → total, rank


def ours(folder: Path, office: Office) -> Totals:
    """govscore's own, from its JSON."""
    found = json.loads((folder / Path(office.file).stem / "结果.json").read_text("utf-8"))
    scored = [unit for tier in found["tiers"] for unit in tier["units"] if not unit["excluded"]]
    if office not in (PREFECTURE, SHIQUAN):
        scored = [unit for unit in scored if unit["target"]]
    return {_key(unit["unit"]): (float(unit["cumulative"]), _rank(office, unit["rank"])) for unit in scored}


def peers(folder: Path, office: Office) -> Totals:
    """A script's, from its ranking workbook."""
    book = openpyxl.load_workbook(folder / "排名表.xlsx", data_only=True)
    return _from_rows(office, book.worksheets, office.unit, office.total)


def libreoffice(folder: Path, office: Office) -> Totals:
    """LibreOffice's, from the converted workbook: the typed columns, recalculated."""
    book = openpyxl.load_workbook(folder / office.file, data_only=True)
    if office is PREFECTURE:
        moved = office._replace(rank=1)
        return _from_rows(moved, [book["手工汇总"]], 2, 13)
    return _from_rows(office, book.worksheets[:2], office.unit, office.total)


def _from_rows(office: Office, sheets: list, unit: int, total: int) -> Totals:
    totals: Totals = {}
    for sheet in sheets:
        for row in sheet.iter_rows(values_only=True):
            if isinstance(row[unit], str) and isinstance(row[total], int | float):
                rank = row[office.rank] if office.rank is not None else None
                totals[_key(row[unit])] = (round(float(row[total]), 3), rank if isinstance(rank, int) else None)
    return totals


def _key(unit: str) -> str:
    return "".join(unit.split())


def _rank(office: Office, rank: int | None) -> int | None:
    return rank if office.rank is not None else None


READ = {"govscore": ours, "typical": peers, "naive": peers, "libreoffice": libreoffice}


def tables_of(folder: Path, office: Office) -> str:
    """How many large tables the notice has, and their rows and cells."""
    place = folder if (folder / "通报.docx").exists() else folder / Path(office.file).stem
    tables = docx.Document(str(place / "通报.docx")).tables
    sizes = [(len(table.rows), len(table.columns)) for table in tables if len(table.columns) > 3]
    return f"{len(sizes)} tables, {sum(r for r, _ in sizes)} rows, {sum(r * c for r, c in sizes)} cells"


def main(folder: Path, contestants: list[str]) -> int:
    """Compares all; prints what differs."""
    wrong = 0
    for office in OFFICES.values():
        expected = ours(folder / "out" / "govscore" / office.id, office)
        for name in contestants:
            found = READ[name](folder / "out" / name / office.id, office)
            for unit in sorted(expected.keys() | found.keys()):
                if expected.get(unit) != found.get(unit):
                    print(f"{office.id} {name}: {unit} {found.get(unit)} instead of {expected.get(unit)}")
                    wrong += 1
            tables = (
                "" if name == "libreoffice" else f", notice: {tables_of(folder / 'out' / name / office.id, office)}"
            )
            print(f"{office.id} {name}: {len(found)} totals compared{tables}", file=sys.stderr)
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]), sys.argv[2:]) else 0)
