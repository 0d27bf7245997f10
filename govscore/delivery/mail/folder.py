"""Reads a result folder of `govscore run`: 结果.json and the files beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from govscore.core.problems import Refused, problem
from govscore.delivery.mail import slip
from govscore.delivery.mail.mail_texts import INSPECTION, POINTS
from govscore.delivery.mail.parcels import Delivered, Slip
from govscore.readers.inputs import readable

RESULT, NOTICE = "结果.json", "通报.docx"
BESIDE = ("排名表.xlsx", "检查结果.xlsx")  # attached to the notice where it is there


def load(path: Path) -> Delivered:
    """The result in a folder; Refused where there is none, or where it was made by an older program."""
    path = path.resolve()
    place = f"[{readable(path.name)}]"
    try:
        stored = json.loads((path / RESULT).read_text("utf-8"))
    except OSError:
        raise Refused(problem("mail-no-result", place)) from None
    except ValueError:
        raise Refused(problem("mail-result-damaged", f"{place}{RESULT}")) from None
    try:
        return _delivered(path, stored)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError):
        raise Refused(problem("mail-result-damaged", f"{place}{RESULT}")) from None


def _delivered(path: Path, stored: dict[str, Any]) -> Delivered:
    slips, usual = next((form for part, form in _FORMS.items() if stored[part]), _FORMS["tiers"])
    values = {str(name): str(value) for name, value in stored["facts"].items()}
    files = tuple(path / name for name in (NOTICE, *BESIDE) if (path / name).is_file())
    return Delivered(
        path,
        str(stored["scheme"]),
        str(stored["period"]),
        usual,
        values,
        slips(stored),
        files if files and files[0].name == NOTICE else (),
    )


def _scored(stored: dict[str, Any]) -> tuple[Slip, ...]:
    """The slips in printed order: tier by tier, as ranked."""
    by_unit: dict[str, list[dict[str, Any]]] = {}
    for difference in stored["differences"]:
        by_unit.setdefault(difference["unit"], []).append(difference)
    found = []
    for tier in stored["tiers"]:
        for unit in tier["units"]:
            more = stored["slips"][unit["unit"]]
            found.append(slip.of_points(tier["tier"], unit, more, by_unit.get(unit["unit"], [])))
    return tuple(found)


def _inspected(stored: dict[str, Any]) -> tuple[Slip, ...]:
    """A slip for each owner (主办单位), in the order of the annexes; a site without owner is its owner's name."""
    owners: dict[str, list[dict[str, Any]]] = {}
    for verdict in stored["verdicts"]:
        owners.setdefault(verdict["owner"] or verdict["name"], []).append(verdict)
    deadline = str(stored["facts"].get("整改期限", ""))
    return tuple(slip.of_verdicts(owner, verdicts, deadline) for owner, verdicts in owners.items())


# of each part of the result that a job fills: its slips, and the usual wording of their mails
_FORMS: dict[str, tuple[Callable[[dict[str, Any]], tuple[Slip, ...]], str]] = {
    "tiers": (_scored, POINTS),
    "verdicts": (_inspected, INSPECTION),
}
