"""The circular (通报) and the slips (整改通知单): the office's Word templates filled with the findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govscore.claiming.notice_info import BLANKS, conditions
from govscore.core.problems import Problem, problem
from govscore.core.text import listed_some
from govscore.inspection.annexes import SITE_FIELDS, account_rows, owner_of, site_rows
from govscore.inspection.inspecting import Inspected
from govscore.inspection.judging import month_label
from govscore.inspection.verdicts import Verdict
from govscore.outputs.documents import filled
from govscore.outputs.notice.lacking import blank_notes
from govscore.word.check import marks
from govscore.word.data import Data

NOTICE, SLIPS = "通报.docx", "整改通知单.docx"
MONTHS = ("第一月", "第二月", "第三月")
ACCOUNT_FIELDS = ("类别", "平台", "序号", "名称", "主办单位")
ANNEXES = {"网站": "网站表.网站名称", "账号": "账号表.名称"}  # what is inspected, and the field that names it
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
            made = filled(path.read_bytes(), data(found), f"{path.parent.name}/{path.name}")
            files[name] = made.notice
            notes += blank_notes(made.asked, made.placed, found.facts.values, f"[{name}]")
            notes += unseen(found, made.placed) if name == NOTICE else ()
    return files, notes


def unseen(found: Inspected, placed: Sequence[str]) -> Iterator[Problem]:
    """Sites and accounts that were inspected and that no table of the circular shows."""
    shown = set(placed)
    names = {"网站": [site.name for site in found.sites], "账号": [account.name for account in found.accounts]}
    for what, field in ANNEXES.items():
        gone = [name for name in names[what] if name not in shown]
        if gone:
            words = {"what": what, "field": field, "names": listed_some(gone, called=what)}
            yield problem("inspection-unseen", f"[{NOTICE}]", **words)


def absent(template: bytes, name: str) -> Iterator[Problem]:
    """Annexes that the template of a circular lacks; a template of slips, with a block an owner, needs none."""
    names = {mark.name for mark in marks(template, name)}
    for what, field in ANNEXES.items():
        if field not in names and "主办" not in names:
            table = field.partition(".")[0]
            yield problem("inspection-annex-absent", f"[{name}]", what=what, field=field, table=table)


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
