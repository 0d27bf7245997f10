"""Each fault in a good document is caught by the parameter that it offends, and by no other."""

from __future__ import annotations

import pytest
from spoilings import SPOILINGS, Spoiling

from govscore.format_check.checking import check_format
from govscore.format_check.findings import LEFT_OUT, PASS
from govscore.format_check.parameters import FILE, PRACTICE, parameters


@pytest.mark.parametrize("spoiling", SPOILINGS, ids=lambda spoiling: f"{spoiling.form}: {spoiling.what}")
def test_a_fault_is_caught_by_its_own_parameter(spoiling: Spoiling) -> None:
    report = check_format(spoiling.made(), "坏.docx", spoiling.form)
    caught = {row.parameter.id for row in report.rows if row.sign not in (PASS, LEFT_OUT)}
    assert caught == {spoiling.caught, *spoiling.also}
    assert report.passes is not any(parameters()[key].strength != PRACTICE for key in caught)


@pytest.mark.parametrize("spoiling", SPOILINGS, ids=lambda spoiling: f"{spoiling.form}: {spoiling.what}")
def test_a_fault_does_not_change_the_form(spoiling: Spoiling) -> None:
    assert check_format(spoiling.made(), "坏.docx").form == spoiling.form


def test_every_parameter_of_the_file_is_offended_by_some_fault() -> None:
    wanted = {key for key, parameter in parameters().items() if parameter.source == FILE}
    assert {spoiling.caught for spoiling in SPOILINGS} == wanted
