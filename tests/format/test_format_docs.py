"""The table of parameters in docs/format.md is the one that the program uses."""

from __future__ import annotations

import re
from pathlib import Path

from govscore.format_check.parameters import FORMS, parameters

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_parameter_is_documented_as_it_is() -> None:
    lines = (DOCS / "format.md").read_text("utf-8").splitlines()
    table = [re.split(r"\s*\|\s*", line)[1:6] for line in lines[lines.index("## The parameters") + 4 :]]
    wanted = [
        [p.clause, p.name, p.required, p.strength, "all" if p.forms == FORMS else "、".join(p.forms)]
        for p in parameters().values()
    ]
    assert table == wanted


def test_clerks_are_told_how_to_use_it() -> None:
    text = (DOCS / "模板.md").read_text("utf-8")
    assert "govscore template check --format" in text
    for sign in "✓✗△○·":
        assert sign in text
