"""Every rule file has its model, its worded definition, an example whose sums are right, and its one function."""

import importlib
import re
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from govscore.rules.base import Rule

FOLDER = Path(__file__).resolve().parents[2] / "govscore" / "rules"
KINDS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "base", "kinds"))
SUM = re.compile(r"((?:\(?-?\d[\d.]*\)? *[-+×÷] *|\( *)+[-\d.()+×÷ ]*?) = (-?[\d.]+\d|-?\d)")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(f"govscore.rules.{request.param}")


def test_a_rule_file_is_whole(kind: ModuleType) -> None:
    assert issubclass(kind.RULE, Rule)
    assert kind.RULE.model_fields["kind"].annotation.__args__ == (kind.__name__.rpartition(".")[2],)
    assert callable(kind.postings)
    for text in (kind.DEFINITION, kind.EXAMPLE):
        assert re.search("[\u4e00-\u9fff]", text)
        assert text.endswith(("。", "）", "."))
    assert kind.__doc__


def test_the_sums_of_the_example_are_right(kind: ModuleType) -> None:
    assert re.search(r"\d", kind.EXAMPLE)
    for expression, result in SUM.findall(kind.EXAMPLE):
        assert value(expression) == Fraction(result), f"{expression} = {result}"


def value(expression: str) -> Fraction:
    """A visible sum, exact; digits and signs only."""
    text = expression.replace("×", "*").replace("÷", "/")
    assert re.fullmatch(r"[-+*/().\d ]+", text), text
    return Fraction(eval(re.sub(r"[\d.]+", r"Fraction('\g<0>')", text), {"Fraction": Fraction}))


def test_every_kind_is_used_or_at_least_loads() -> None:
    from govscore.rules.kinds import MODULES

    assert sorted(MODULES) == KINDS
