"""The circular (通报) and the slips (整改通知单): the office's Word templates filled with the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from govscore.inspection.inspecting import Inspected
from govscore.inspection.rules import month_label
from govscore.inspection.sheets import SITE_FIELDS, account_rows, owner_of, site_rows
from govscore.inspection.verdicts import Verdict
from govscore.notice_info import BLANKS, conditions
from govscore.outputs.notice_notes import blank_notes
from govscore.outputs.template import Data, fill
from govscore.problems import Problem, problem

NOTICE, SLIPS = "通报.docx", "整改通知单.docx"
MONTHS = ("第一月", "第二月", "第三月")
ACCOUNT_FIELDS = ("类别", "平台", "序号", "名称", "主办单位")
FIXES = ("序", "类型", "名称", "主办单位", "事项", "期限")


def documents(found: Inspected) -> tuple[dict[str, bytes], list[Problem]]:
    """The Word files by name, and notes on templates that are not there; Refused where a template has a wrong mark."""
    files, notes = {}, []
    wanted = {NOTICE: "bulletin.docx", SLIPS: "slips.docx"}
    for name, template in wanted.items():
        path = found.loaded.folder / template
        if not path.is_file():
            notes.append(problem("inspection-template-absent", f"[{path.parent.name}/{template}]", name=name))
        elif name == NOTICE or any(not verdict.passed for verdict in found.verdicts):
            files[name], blank = filled(path, data(found), found.facts.values, name)
            notes += blank
    return files, notes


def filled(template: Path, content: Data, given: Mapping[str, str], name: str) -> tuple[bytes, list[Problem]]:
    """One template filled, and a note on entries that the clerk has not `given`."""
    raw = template.read_bytes()
    placed: dict[str, list[str]] = {}
    document = fill(raw, content, f"{template.parent.name}/{template.name}", placed)
    strings = [text for member in placed.values() for text in member]
    return document, list(blank_notes(raw, strings, given, f"[{name}]"))


def data(found: Inspected) -> Data:
    """All that the templates may name: values, conditions, the annexes, 整改表, and a block an owner."""
    labels = [month_label(found.span.months, n) for n in range(len(found.span.months))]
    shown = [*labels, *[""] * len(MONTHS)][: len(MONTHS)]
    texts = {"账号标准": "".join(rules_text(found)), "网站标准": found.loaded.scheme.sites.text}
    return Data(
        values={**BLANKS, **found.facts.values, **texts, **dict(zip(MONTHS, shown, strict=True))},
        conditions={**conditions(found.facts.values), **found.facts.conditions},
        lists={"检查标准": rules_text(found)},
        tables={
            "网站表": [dict(zip(SITE_FIELDS, row, strict=True)) for row in site_rows(found)],
            "账号表": [_account(row) for row in account_rows(found)],
            "整改表": fixes([v for v in found.verdicts if not v.passed], found.deadline),
            "连续表": _repeated(found),
        },
        table_fields={
            "网站表": frozenset(SITE_FIELDS),
            "账号表": frozenset({*ACCOUNT_FIELDS, *MONTHS}),
            "整改表": frozenset(FIXES),
            "连续表": frozenset({"序", "类型", "名称", "主办单位", "连续", "事项"}),
        },
        blocks={"主办": [_owner(owner, own, found) for owner, own in by_owner(found).items()]},
        block_data={"主办": Data(values={"主办": "", "个数": ""}, table_fields={"本单位表": frozenset(FIXES)})},
    )


def rules_text(found: Inspected) -> list[str]:
    """The rules for accounts in full, each once, in the order of the scheme."""
    scheme = found.loaded.scheme
    texts: list[str] = []
    for rule in scheme.accounts:
        texts += [rule.text, *(window.text for window in rule.windows)]
    texts.append(scheme.partial_month.text)
    return [f"{number}.{text}" for number, text in enumerate(dict.fromkeys(texts), 1)]


def _account(row: Sequence[str]) -> dict[str, str]:
    months = [*row[len(ACCOUNT_FIELDS) :], *[""] * len(MONTHS)][: len(MONTHS)]
    return dict(zip((*ACCOUNT_FIELDS, *MONTHS), (*row[: len(ACCOUNT_FIELDS)], *months), strict=True))


def fixes(failed: Sequence[Verdict], deadline: str) -> list[Mapping[str, str]]:
    """Rows of 整改清单."""
    rows = [(str(n), v.kind, v.name, owner_of(v), "；".join(v.failed), deadline) for n, v in enumerate(failed, 1)]
    return [dict(zip(FIXES, row, strict=True)) for row in rows]


def _repeated(found: Inspected) -> list[Mapping[str, str]]:
    rows = fixes([verdict for verdict, _ in found.repeated], found.deadline)
    return [dict(row) | {"连续": f"{n}个季度"} for row, (_, n) in zip(rows, found.repeated, strict=True)]


def by_owner(found: Inspected) -> dict[str, list[Verdict]]:
    """The failed by who runs them, in the order met."""
    owners: dict[str, list[Verdict]] = {}
    for verdict in found.verdicts:
        if not verdict.passed:
            owners.setdefault(owner_of(verdict), []).append(verdict)
    return owners


def _owner(owner: str, failed: Sequence[Verdict], found: Inspected) -> Data:
    return Data(values={"主办": owner, "个数": str(len(failed))}, tables={"本单位表": fixes(failed, found.deadline)})
