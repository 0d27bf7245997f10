"""Makes everything the benchmark reads: the workbooks, the Word templates, the books with formulas for LibreOffice.

python bench/workbooks.py FOLDER
"""

from __future__ import annotations

import csv
import shutil
import sys
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "tools"), str(HERE / "peers")]

from formulas import with_formulas  # noqa: E402
from notices import notice_template  # noqa: E402
from offices import OFFICES, PREFECTURE  # noqa: E402
from samples import qiandongnan_2021q4, shiquan_2022q1, yanjin_2024_05_06  # noqa: E402
from samples.packing import save  # noqa: E402

REGIMES = (qiandongnan_2021q4, shiquan_2022q1, yanjin_2024_05_06)
FACTS = ROOT / "tests" / "facts"
MORE_UNITS = (("二类州直单位", 11), ("其他单位", 9))  # the prefecture's two tiers without published figures
DATED = datetime(2022, 1, 14)


def make(folder: Path) -> None:
    """Writes books/, formulas/, notices/ and rules/ below `folder`."""
    facts = folder / "facts"
    shutil.copytree(FACTS, facts)
    extend(facts / PREFECTURE.id)
    for regime in REGIMES:
        office = OFFICES[regime.FOLDER]
        save(regime.build(facts), folder / "books" / office.file, DATED)
        save(with_formulas(office, regime.build(facts)), folder / "formulas" / office.file, DATED)
        rules = clauses(office.id)
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules" / f"{office.id}.txt").write_text("\n".join(rules), "utf-8")
        notice_template(folder / "notices" / f"{office.id}.docx", office, rules)


def clauses(identity: str) -> list[str]:
    """The office's rules in words, numbered."""
    scheme = tomllib.loads((ROOT / "templates" / identity / "scheme.toml").read_text("utf-8"))
    texts = [part["text"] for part in [*scheme["rules"], *scheme.get("provisions", [])] if part.get("text")]
    return [f"{number}.{text}" for number, text in enumerate(texts, 1)]


def extend(folder: Path, more: Sequence[tuple[str, int]] = MORE_UNITS, items_each: int = 2) -> None:
    """Adds units to tiers, by default to those that lack published figures, with items of their own."""
    units, items = _read(folder / "units.csv"), _read(folder / "items.csv")
    for tier, count in more:
        added = [_unit(units[0], tier, number) for number in range(1, count + 1)]
        ranked = sorted(added, key=lambda unit: -float(unit["published_total"]))
        for rank, unit in enumerate(ranked, 1):
            unit["published_rank"] = str(rank) if tier != "其他单位" else ""
        units += ranked
        items += [_item(items[0], unit, number) for unit in added for number in range(1, items_each + 1)]
    _write(folder / "units.csv", units)
    _write(folder / "items.csv", items)


def _unit(like: dict[str, str], tier: str, number: int) -> dict[str, str]:
    """A unit with two items of 3 points, its typed totals right."""
    text, photo, sent = number % 7, (3 * number) % 5, 12 + number
    base = (10 if sent >= 15 else sent - 15) if tier != "其他单位" else 0
    quarter = {"site": text + 3 * photo, "province_site": 0, "forwarded": 0, "base": base, "info": 6}
    facts = dict.fromkeys(like, "0") | {"tier": tier, "unit": f"{tier[:2]}第{number:02}局", "filled": ""}
    facts |= {"site_text": str(text), "site_photo": str(photo), "submitted": str(sent)}
    for part, points in quarter.items():
        facts |= {f"published_{part}_quarter": str(points), f"published_{part}_ytd": str(points + 5 * number)}
    return facts | {"published_total": str(sum(quarter.values()) + 25 * number)}


def _item(like: dict[str, str], unit: dict[str, str], number: int) -> dict[str, str]:
    names = {
        "tier": unit["tier"],
        "unit": unit["unit"],
        "no": str(number),
        "title": f"{unit['unit']}工作动态之{number}",
    }
    return dict.fromkeys(like, "") | names | {"channel": "动态", "role": "主稿", "published_points": "3"}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, facts: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(facts[0]))
        writer.writeheader()
        writer.writerows(facts)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
