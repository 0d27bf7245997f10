"""The check raises nothing but a refusal, whatever the document looks like."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "template"))

from good_documents import GOOD, packed  # noqa: E402
from test_template_any import ITEM  # noqa: E402
from word_parts import document  # noqa: E402

from govscore.core.problems import Refused  # noqa: E402
from govscore.format_check.checking import Report, check_format  # noqa: E402
from govscore.format_check.findings import DIFFERS, FAIL, LEFT_OUT, PASS, WEAK  # noqa: E402
from govscore.format_check.parameters import FORMS, parameters  # noqa: E402
from govscore.format_check.report import report_json, report_lines  # noqa: E402

TEMPLATES = sorted((ROOT / "templates").glob("*/*.docx"))
VALUE = re.compile(r'w:(\w+)="([^"]*)"')
ODD_VALUES = (
    "",
    "0",
    "-1",
    "1",
    "99999999",
    "nan",
    "-inf",
    "2cm",
    "50%",
    "true",
    "none",
    "\u3000",
    "字",
    "1e300",
    "auto",
)
ELEMENT = re.compile(r"<w:(\w+)( [^<>]*)?/>")


def sound(report: Report) -> None:
    """Every parameter is there, in order, with a sign that its strength allows; and all can be worded."""
    order = list(parameters())
    shown = [order.index(row.parameter.id) for row in report.rows]
    assert shown == sorted(shown)
    assert set(shown) == set(range(len(order)))
    for row in report.rows:
        missed = {"规定": FAIL, "一般": WEAK, "推荐": WEAK, "实务": DIFFERS}[row.parameter.strength]
        assert row.sign in (PASS, LEFT_OUT, missed)
    assert report.passes == all(row.sign not in (FAIL, WEAK) for row in report.rows)
    assert len(report_lines(report)) >= len(order)
    assert len(report_json(report)["parameters"]) == len(report.rows)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_shipped_template_can_be_measured(template: Path) -> None:
    for form in (None, *FORMS):
        sound(check_format(template.read_bytes(), template.name, form))


@given(body=st.lists(ITEM, max_size=5).map("".join))
@settings(deadline=None, max_examples=150)
def test_whatever_the_filler_reads_can_be_measured(body: str) -> None:
    try:
        report = check_format(document(body), "t.docx")
    except Refused:
        return
    sound(report)


@given(
    form=st.sampled_from(FORMS),
    asked=st.sampled_from((None, *FORMS)),
    seed=st.integers(0, 10**6),
    count=st.integers(1, 25),
)
@settings(deadline=None, max_examples=150)
def test_good_documents_with_odd_values_can_be_measured(form: str, asked: str | None, seed: int, count: int) -> None:
    chance = random.Random(seed)
    members = GOOD[form]()
    for _ in range(count):
        name = chance.choice([name for name in members if name.startswith("word/") and name.endswith(".xml")])
        members[name] = chance.choice((_odd_value, _lost_element, _lost_text))(members[name], chance)
    sound(check_format(packed(members), "t.docx", asked))


def _odd_value(xml: str, chance: random.Random) -> str:
    found = chance.choice(list(VALUE.finditer(xml)) or [re.match("", xml)])
    return (
        xml[: found.start()] + f'w:{found[1]}="{chance.choice(ODD_VALUES)}"' + xml[found.end() :] if found[0] else xml
    )


def _lost_element(xml: str, chance: random.Random) -> str:
    found = list(ELEMENT.finditer(xml))
    gone = chance.choice(found) if found else None
    return xml[: gone.start()] + xml[gone.end() :] if gone else xml


def _lost_text(xml: str, chance: random.Random) -> str:
    found = list(re.finditer(r"(?<=>)[^<>]+(?=</w:t>)", xml))
    gone = chance.choice(found) if found else None
    return xml[: gone.start()] + xml[gone.end() :] if gone else xml


def test_what_the_filler_refuses_is_refused() -> None:
    for content in (b"", b"not a zip", packed(GOOD["附件"]())[:-40]):
        with pytest.raises(Refused):
            check_format(content, "t.docx")


def test_the_same_document_gives_the_same_report() -> None:
    content = packed(GOOD["信函"]())
    assert report_lines(check_format(content, "t.docx")) == report_lines(check_format(content, "t.docx"))
