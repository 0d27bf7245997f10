"""What was measured, and one line of the report for each parameter and value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from govscore.format_check.document import Paragraph
from govscore.format_check.parameters import DRAWN, MUST, SHOULD, Parameter, parameters

PASS, FAIL, WEAK, DIFFERS, LEFT_OUT = "✓", "✗", "△", "○", "·"
SHOWN = 3
Where = Paragraph | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One measurement: the parameter's id, whether it is as required, the value in words, and where."""

    parameter: str
    ok: bool
    measured: str
    where: Where = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report. `sign`: ✓ as required, ✗ a 规定 missed, △ a 一般 or 推荐 missed, ○ unlike common
    practice, · not measured (`measured` says why)."""

    sign: str
    parameter: Parameter
    measured: str
    places: tuple[str, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether this line fails the document."""
        return self.sign in (FAIL, WEAK)


def rows(findings: Iterable[Finding], form: str, place: Callable[[Where], str], no_pages: str) -> list[Row]:
    """All parameters in order: one row where all is well, else one row a value that is not as required.

    `place` words a finding's place; `no_pages` says why no page was drawn (empty where pages were).
    """
    by_parameter: dict[str, list[Finding]] = {}
    for finding in findings:
        by_parameter.setdefault(finding.parameter, []).append(finding)
    assert by_parameter.keys() <= parameters().keys(), by_parameter.keys() - parameters().keys()
    result: list[Row] = []
    for key, parameter in parameters().items():
        if form not in parameter.forms:
            result.append(Row(LEFT_OUT, parameter, f"不适用于{form}"))
        elif key in by_parameter:
            result += _measured(parameter, by_parameter[key], place)
        else:
            result.append(Row(LEFT_OUT, parameter, _reason(parameter, no_pages)))
    return result


def _reason(parameter: Parameter, no_pages: str) -> str:
    return no_pages if parameter.source == DRAWN and no_pages else "文中没有这一项，或量不到"


def _measured(parameter: Parameter, found: list[Finding], place: Callable[[Where], str]) -> Iterator[Row]:
    wrong = [item for item in found if not item.ok]
    if not wrong:
        values = list(dict.fromkeys(item.measured for item in found))
        more = f" 等{len(values)}种" if len(values) > SHOWN else ""
        yield Row(PASS, parameter, "、".join(values[:SHOWN]) + more)
    for value in dict.fromkeys(item.measured for item in wrong):
        places = dict.fromkeys(place(item.where) for item in wrong if item.measured == value)
        yield Row(_sign(parameter), parameter, value, tuple(text for text in places if text))


def _sign(parameter: Parameter) -> str:
    if parameter.strength == MUST:
        return FAIL
    return WEAK if parameter.strength in SHOULD else DIFFERS
