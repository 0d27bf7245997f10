"""Earlier inspections: who fails for two and more quarters running, and how the numbers changed."""

from typing import Any

import pytest
from inspection_desk import found, typed
from memory_books import book, sheet

from govscore.core.problems import Refused


def rows(*verdicts: tuple[str, str]) -> list[list[Any]]:
    return [["县市", "政务微博", name, f"{name}县", "合格", "合格", word] for name, word in verdicts]


def result(period: str, **verdicts: str) -> dict[str, Any]:
    found_ = [
        {"kind": "政务微博", "group": "县市", "name": n, "owner": "", "verdict": w, "failed": []}
        for n, w in verdicts.items()
    ]
    return {"workbook": "结果.json", "period": period, "tiers": [], "verdicts": found_}


NOW = typed(rows(("甲", "不合格"), ("乙", "不合格"), ("丙", "合格"), ("丁", "不合格")))


def test_offenders_of_two_and_three_quarters() -> None:
    third = result("2023年三季度", 甲="不合格", 乙="不合格", 丙="不合格", 丁="合格")
    second = result("2023年二季度", 甲="不合格", 乙="合格", 丁="不合格")
    now = found(NOW, against=[second, third])
    assert [(v.name, n) for v, n in now.repeated] == [("甲", 3), ("乙", 2)]
    values = now.facts.values
    assert values["连续不合格名单"] == "甲（政务微博）连续3个季度、乙（政务微博）连续2个季度"
    # 3 of 4 fail now, 3 of 4 did last quarter.
    assert (values["上期不合格账号数"], values["不合格账号增减"], values["上期账号合格率"]) == (
        "3",
        "与上期持平",
        "25%",
    )


def test_a_quarter_that_is_missing_breaks_the_run() -> None:
    second = result("2023年二季度", 甲="不合格")
    assert found(NOW, against=[second]).repeated == []


def test_an_earlier_workbook_is_judged_by_the_same_scheme() -> None:
    head = ["类别", "平台", "名称", "主办单位", "5月更新情况", "6月更新情况", "7月更新情况"]
    before = book(sheet("表", [["2023年第三季度政务新媒体更新情况"], head, *rows(("甲", "不合格"), ("乙", "合格"))]))
    now = found(NOW, against=[before])
    assert [(v.name, n) for v, n in now.repeated] == [("甲", 2)]
    assert now.facts.values["不合格账号增减"] == "比上期增加2个"


def test_later_results_and_results_of_scores_say_nothing() -> None:
    later = result("2024年一季度", 甲="不合格")
    scores = {"workbook": "表.xlsx", "period": "2023年三季度", "tiers": [{"tier": "县市"}], "verdicts": []}
    now = found(NOW, against=[later, scores])
    assert now.before == []
    assert now.facts.conditions["有上期"] is False


def test_what_is_no_inspection_is_refused() -> None:
    with pytest.raises(Refused, match="不是检查结果"):
        found(NOW, against=[{"workbook": "a.json", "period": "2023年三季度"}])
    with pytest.raises(Refused, match="不是检查结果"):
        found(NOW, against=[book(sheet("表", [["甲"]]))])
