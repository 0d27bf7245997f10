"""Headings by which a sheet may be one of an inspection: known before any scheme is validated."""

from __future__ import annotations

NAME_HEADINGS = ("名称", "账号名称", "账号", "新媒体名称", "网站名称", "网站", "名称（账号）")
SHEETS = {
    "records": "更新记录",
    "months": "新媒体更新",
    "sites": "网站检查",
    "register": "账号名录",
    "columns": "网站栏目",
}
