"""The sentences of a notice against its own tables: a figure that the tables do not give stops the notice."""

from dataclasses import replace
from pathlib import Path

import pytest
from issued import result_of
from samples_at_hand import SHIQUAN_2022, THREE, YANJIN

from govscore.core.problems import Refused
from govscore.outputs.notice.agreement import check_agreement
from govscore.outputs.notice.bulletin import data, to_fill
from govscore.scheme.points_scheme import Scheme
from govscore.word.data import Data


def supplied(path: Path) -> tuple[Scheme, Data]:
    found = result_of(path)
    assert found.loaded is not None
    return found.loaded.scheme, data(found.loaded.scheme, found.facts, found.annexes, found.sections)


@pytest.mark.parametrize("path", THREE, ids=lambda path: path.parent.name)
def test_the_samples_agree(path: Path) -> None:
    check_agreement(*supplied(path))


@pytest.mark.parametrize(
    ("path", "name", "wrong", "right"),
    [
        (SHIQUAN_2022, "市政府网站采用数", "55", "54"),
        (SHIQUAN_2022, "市级专报采用数", "21", "20"),
        (SHIQUAN_2022, "单位数", "61", "60"),
        (SHIQUAN_2022, "镇单位数", "12", "11"),
        (SHIQUAN_2022, "镇最高分", "27", "26.5"),
        (SHIQUAN_2022, "部门最低分", "0", "0.5"),
        (YANJIN, "县单条采用数", "49", "50"),
        (YANJIN, "县直单位最高分", "47", "48"),
        (YANJIN, "县直单位最低分", "0", "6"),  # units without target have no figures and are not among the ranked
    ],
)
def test_a_figure_that_the_tables_do_not_give_is_our_fault(path: Path, name: str, wrong: str, right: str) -> None:
    scheme, given = supplied(path)
    with pytest.raises(Refused) as caught:
        check_agreement(scheme, replace(given, values={**given.values, name: wrong}))
    (found,) = caught.value.problems
    assert found.code == "broken"
    assert f"通报里的“{name}”是{wrong}，按附表应为{right}" in found.message


def test_a_cell_of_a_table_that_is_not_what_was_counted(path: Path = SHIQUAN_2022) -> None:
    scheme, given = supplied(path)
    first, *rest = given.tables["镇表"]
    # 51 items of 中池镇 become 52: 971 in all, and the tables say 972
    tables = {**given.tables, "镇表": [{**first, "部门动态": "52"}, *rest]}
    with pytest.raises(Refused) as caught:
        check_agreement(scheme, replace(given, tables=tables))
    assert "“部门动态采用数”是971，按附表应为972" in caught.value.problems[0].message


def test_nothing_is_said_without_tables() -> None:
    scheme, given = supplied(SHIQUAN_2022)
    check_agreement(scheme, replace(given, tables={}))


def test_no_notice_is_made_of_facts_that_contradict_its_tables() -> None:
    found = result_of(SHIQUAN_2022)
    assert found.loaded is not None
    wrong = replace(found.facts, values={**found.facts.values, "市政府网站采用数": "55"})
    with pytest.raises(Refused, match="市政府网站采用数"):
        to_fill(found.loaded, data(found.loaded.scheme, wrong, found.annexes, found.sections))
