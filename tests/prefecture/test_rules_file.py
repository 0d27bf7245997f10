"""The rules file beside the office's rules: points 1 to 12, the wording of each clause once, in order."""

from pathlib import Path

from govscore.scheme import files as schemes

FILE = Path(__file__).parents[2] / "templates" / "qiandongnan-2021q4" / "scheme.toml"
CLAUSES = [f"第{number}条" for number in range(1, 13)]


def test_each_clause_is_worded_once_and_in_order() -> None:
    rules = schemes.load(FILE).scheme.rules
    assert [rule.clause for rule in rules if rule.text] == CLAUSES


def test_what_else_belongs_to_a_clause_stands_right_below_it() -> None:
    clauses = [rule.clause for rule in schemes.load(FILE).scheme.rules]
    assert clauses == sorted(clauses, key=CLAUSES.index)
