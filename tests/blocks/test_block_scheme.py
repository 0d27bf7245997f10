"""The part [blocks] of a scheme file is checked: what it names must be there, and nothing may stay unshown."""

from __future__ import annotations

import pytest
from block_book import prefecture

from govscore.core.problems import Refused
from govscore.scheme import files as schemes

TEXT = (prefecture().folder / "scheme.toml").read_text("utf-8")


def said(tmp_path: object, old: str, new: str) -> str:
    from pathlib import Path

    assert old in TEXT
    file = Path(str(tmp_path)) / "scheme.toml"
    file.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused) as refused:
        schemes.load(file)
    return "\n".join(problem.spoken() for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('columns = ["site_text", "site_photo"]', 'columns = ["site_text", "site_foto"]', "没有定义的列：site_foto"),
        ('columns = ["site_text", "site_photo"]', 'columns = ["site_text"]', "要和 kinds 一样多"),
        ('shown_in = { order_chief = "order_prefecture" }', "shown_in = {}", "没有列出标记列：order_chief"),
        ('order_chief = "order_prefecture" }', 'order_chief = "submitted" }', "shown_in 用了 items.columns 里没有的列"),
        ('called = { "县市" =', 'called = { "乡镇" =', "没有定义的单位类别：乡镇"),
        ('counted = ["late", "missed", "untrue"]', 'counted = ["late", "missed"]', "条款“第11条”计分的列：untrue"),
        ('report = { component = "base"', 'report = { component = "basis"', "没有定义的得分部分：basis"),
        ('period = "本季度"\nyear', 'perid = "本季度"\nyear', "perid"),
    ],
)
def test_mistakes_are_refused(tmp_path: object, old: str, new: str, words: str) -> None:
    assert words in said(tmp_path, old, new)


def test_a_component_that_no_part_shows_is_refused(tmp_path: object) -> None:
    part = '[[blocks.sites]]\ncomponent = "province"\ncolumns = ["province_text", "province_photo"]\n'
    assert "没有列出得分部分：province" in said(tmp_path, part, "")


def test_other_schemes_need_none() -> None:
    assert [s.scheme.id for s in schemes.load_all() if s.scheme.blocks] == ["qiandongnan-2021q4"]
