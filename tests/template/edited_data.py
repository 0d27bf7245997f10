"""What the edited templates are filled with: 石泉's and 延津's data, and two tiers of units for the prefecture."""

from bulletin_data import DATA
from drafts import ROOT

from govscore.word.check import marks
from govscore.word.data import Data

PREFECTURE = "qiandongnan-2021q4"


def _unit(name: str) -> Data:
    sites = [
        {"网站": "州政府网站", "纯文": "1", "图文": "2"}
        | dict.fromkeys(("纯文小计", "图文小计", "总计", "全年累计"), "3")
    ]
    marked = [mark.name for mark in marks(template()) if mark.kind == "表格"]
    items = {name.removeprefix("信息表."): "·" for name in marked if name.startswith("信息表.") and name != "信息表.序"}
    return Data(
        {"单位标题": f"{name}（总计：9分）", "得分情况": f"{name}得9分。"},
        lists={"报送情况": [f"{name}报送3条", "迟报0次"]},
        tables={"网站表": sites, "信息表": [items | {"信息标题": f"{name}一"}, items | {"信息标题": f"{name}二"}]},
    )


def template() -> bytes:
    return (ROOT / "templates" / PREFECTURE / "bulletin.docx").read_bytes()


def prefecture() -> Data:
    """Every value that the template names is its own name in 〔〕, so that each place is told apart."""
    tiers = [
        Data(
            {
                "类别": tier,
                "类别单位数": "2",
                "类别序号": number,
                "类别称呼": f"各{tier}",
                "类别前三名": "甲",
                "类别后三名": "乙",
            },
            {"类别排名": tier == "县市"},
            blocks={"单位": [_unit(f"{tier}甲"), _unit(f"{tier}乙")]},
        )
        for number, tier in (("一", "县市"), ("二", "其他单位"))
    ]
    named = {mark.name: f"〔{mark.name}〕" for mark in marks(template()) if mark.kind == "值或列表"}
    inside = {name for tier in tiers for data in (tier, *tier.blocks["单位"]) for name in (*data.values, *data.lists)}
    values = {name: text for name, text in named.items() if name not in inside and name != "计分办法"}
    conditions = {"有零采用单位": True, "有发文字号": True}
    return Data(values, conditions, {"计分办法": ["第一条", "第二条"]}, blocks={"类别": tiers})


SUPPLIED = {**DATA, PREFECTURE: prefecture}
