"""What stands on a unit's slip: its place and score, every posting, what it lost points for, what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govscore.delivery.mail.parcels import Block, Slip, Table

HEAD = ("条款", "项目", "计算", "得分", "出处")


def of_points(tier: str, unit: dict[str, Any], more: dict[str, Any], differences: Sequence[dict[str, Any]]) -> Slip:
    """The slip of a scored unit; of an excluded one, its numbers of items.

    `unit` and `differences` are of the documented JSON, `more` is of govscore.results.slips.
    """
    name = unit["unit"]
    if unit["excluded"]:
        counts = tuple((column, f"{count}条") for column, count in more["counts"])
        used: Block = Table("采用情况", ("项目", "条数"), counts) if counts else "本期没有信息被采用。"
        blocks: list[Block] = ["不计分、不排名，只列采用条数。", used]
    else:
        blocks = [_standing(unit, more["among"]), *_postings(more["postings"])]
    blocks += _waiting(more["waiting"])
    blocks += _doubts(differences, more["hints"])
    return Slip(name, tier, tuple(blocks), _values(tier, unit))


def _values(tier: str, unit: dict[str, Any]) -> dict[str, str]:
    rank = f"第{unit['rank']}位" if unit["rank"] else "不排名"
    figures = {"本期得分": unit["score"], "累计得分": unit["cumulative"]}
    shown = {name: "不计分" if value is None else str(value) for name, value in figures.items()}
    return {"单位": unit["unit"], "单位类别": tier, "名次": rank, **shown}


def _standing(unit: dict[str, Any], among: int) -> str:
    """Rank and score in one sentence."""
    tied = "（并列）" if unit["tied"] else ""
    rank = f"名次：第{unit['rank']}位{tied}，共{among}个单位" if unit["rank"] else "不排名次"
    score = f"本期得分：{unit['score']}分"
    if unit["prior"] != "0":
        score += f"，上期{unit['prior']}分，累计{unit['cumulative']}分"
    target = f"；年目标{unit['target']}分，已完成{unit['percent']}%" if unit["target"] else ""
    return f"{rank}；{score}{target}。"


def _postings(postings: Sequence[Sequence[str]]) -> list[Block]:
    """All postings, each part of the score by itself, and once more those that took points away."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for component, *words in postings:
        rows.setdefault(component, []).append(tuple(words))
    tables: list[Block] = [Table(f"得分明细{'：' + part if part else ''}", HEAD, tuple(r)) for part, r in rows.items()]
    lost = tuple(tuple(words) for _, *words in postings if words[3].startswith("-"))
    if not postings:
        return ["本期没有采用，没有得分。"]
    return [*tables, *([Table("扣分、少计", HEAD, lost)] if lost else [])]


def _waiting(waiting: Sequence[str]) -> list[Block]:
    """What the higher office has not answered yet: columns with the same words in one line."""
    columns: dict[str, list[str]] = {}
    for column, _, word in (text.partition("：") for text in waiting):
        columns.setdefault(word, []).append(column)
    return [f"{'、'.join(names)}“{word}”，暂不计分。" for word, names in columns.items()]


def _doubts(differences: Sequence[dict[str, Any]], hints: Sequence[str]) -> list[Block]:
    """Typed figures that differ, and what the program noticed in the unit's rows."""
    rows = [(_typed(item), item["cell"].rpartition("]")[2]) for item in differences]
    rows += [(words, cell) for cell, _, words in (hint.partition("：") for hint in hints)]
    return [Table("需要核对", ("情况", "出处"), tuple(rows))] if rows else []


def _typed(item: dict[str, Any]) -> str:
    words = f"“{item['column']}”手工填的是{item['stated']}，按办法应为{item['computed']}"
    return words + (f"（{item['hint']}）" if item["hint"] else "")


def of_verdicts(owner: str, verdicts: Sequence[dict[str, Any]], deadline: str) -> Slip:
    """The slip of an owner of sites and accounts: every verdict with its evidence, and by when to put right."""
    rows = tuple((v["kind"], v["name"], v["verdict"], "；".join(v["failed"]) or "—") for v in verdicts)
    failed = [v["name"] for v in verdicts if v["verdict"] != "合格"]
    first = f"检查{len(rows)}个，不合格{len(failed)}个" + (f"：{'、'.join(failed)}" if failed else "") + "。"
    blocks: list[Block] = [first, Table("检查结果", ("类别", "名称", "结果", "不合格的情况"), rows)]
    if failed and deadline:
        blocks.append(f"请于{deadline}完成整改。")
    return Slip(owner, "", tuple(blocks), {"单位": owner, "单位类别": "", "不合格数": str(len(failed))})
