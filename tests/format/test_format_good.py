"""A document in right format passes every parameter that applies, in the file and on the drawn pages."""

from __future__ import annotations

from functools import cache

import pytest
from drawing import needs_office, pdf_of
from good_documents import GOOD, packed

from govscore.format_check.checking import Report, check_format
from govscore.format_check.findings import LEFT_OUT, PASS
from govscore.format_check.parameters import DRAWN, FILE, parameters


@cache
def in_file(form: str) -> Report:
    return check_format(packed(GOOD[form]()), "好.docx")


@cache
def on_pages(form: str) -> Report:
    content = packed(GOOD[form]())
    return check_format(content, "好.docx", pdf=pdf_of(content))


def unlike(report: Report) -> list[tuple[str, str]]:
    return [(row.parameter.id, row.measured) for row in report.rows if row.sign not in (PASS, LEFT_OUT)]


def measured(report: Report) -> set[str]:
    return {row.parameter.id for row in report.rows if row.sign == PASS}


@pytest.mark.parametrize("form", GOOD)
def test_the_form_is_known_from_the_file(form: str) -> None:
    assert in_file(form).form == form


@pytest.mark.parametrize("form", GOOD)
def test_all_is_as_required_in_the_file(form: str) -> None:
    assert unlike(in_file(form)) == []
    assert in_file(form).passes


@needs_office
@pytest.mark.parametrize("form", GOOD)
def test_all_is_as_required_on_the_pages(form: str) -> None:
    assert unlike(on_pages(form)) == []


def test_every_parameter_of_the_file_is_measured_in_some_good_document() -> None:
    wanted = {key for key, parameter in parameters().items() if parameter.source == FILE}
    assert set().union(*(measured(in_file(form)) for form in GOOD)) == wanted


@needs_office
def test_every_parameter_of_the_pages_is_measured_in_some_good_document() -> None:
    wanted = {key for key, parameter in parameters().items() if parameter.source == DRAWN}
    assert set().union(*(measured(on_pages(form)) for form in GOOD)) >= wanted


@pytest.mark.parametrize("form", GOOD)
def test_no_parameter_is_passed_over_in_silence(form: str) -> None:
    assert {row.parameter.id for row in in_file(form).rows} == set(parameters())


@pytest.mark.parametrize("form", GOOD)
def test_what_does_not_apply_is_said_not_to(form: str) -> None:
    for row in in_file(form).rows:
        if form not in row.parameter.forms:
            assert (row.sign, row.measured) == (LEFT_OUT, f"不适用于{form}")
        elif row.parameter.source == DRAWN:
            assert (row.sign, row.measured) == (LEFT_OUT, "没有印出页面")


def test_the_parameters_are_worded_whole() -> None:
    for parameter in parameters().values():
        assert parameter.strength in ("规定", "一般", "推荐", "实务")
        assert parameter.source in (FILE, DRAWN)
        assert set(parameter.forms) <= set(GOOD)
        assert (parameter.clause == "实务") == (parameter.strength == "实务")
        assert parameter.name
        assert parameter.required
