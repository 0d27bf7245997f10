"""The copies of the clerk's sheets in the recheck workbook: where they are found."""

from __future__ import annotations

import re
from collections.abc import Sequence

BOOK, LIST = "复核表.xlsx", "复核清单"  # the workbook, and its first sheet
_LONGEST_NAME = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]")


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook allows for the copies, each once whatever the case, as near to the own ones as may be."""
    taken, names = {LIST.casefold(), "history"}, []
    for name in wanted:
        plain = _ILLEGAL.sub("_", name).strip("' ") or "表"
        number, made = 1, plain[:_LONGEST_NAME]
        while made.casefold() in taken:
            number += 1
            made = f"{plain[: _LONGEST_NAME - len(str(number)) - 2]}({number})"
        taken.add(made.casefold())
        names.append(made)
    return names
