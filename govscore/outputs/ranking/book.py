"""The official ranking workbook: one sheet an annex, in the office's own form, ready to print.

Behind the annexes stand what their figures come from: the unit blocks and the item log where the office has them,
the figures that no printed table shows, every posting with its cell, what the clerk should look at, and the rules.
Results are formulas over the counts and the sheet of rules, each with the computed value stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

from govscore.core import formulas
from govscore.outputs.ranking import base_sheet, block_sheet, items_sheet, lists_sheet, postings_sheet, rules_sheet
from govscore.outputs.ranking.annex_sheet import AnnexSheet
from govscore.outputs.ranking.block_formulas import BlockFormulas
from govscore.outputs.ranking.figures import EXACT, Figures
from govscore.outputs.ranking.result_formulas import Results
from govscore.outputs.ranking.sources import Sources
from govscore.results.annex import Annex
from govscore.results.blocks import Section
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.styles import CREATED, Styles

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book
    from govscore.scoring.scoring import Scored
    from govscore.scoring.sharing import Checklist
    from govscore.tally import Tally


@dataclass(frozen=True, slots=True)
class Content:
    """What the workbook is made of. `sections`: unit blocks by tier; `lists`: what stands on 信息核对;
    `period`: its name, for the titles; `copied`: whether a copy of the clerk's sheets (复核表.xlsx) lies beside it."""

    scheme: Scheme
    tally: Tally
    scored: Scored
    standings: pd.DataFrame
    annexes: Sequence[Annex]
    source: Book
    sections: Sequence[Section] = ()
    lists: Sequence[Checklist] = ()
    period: str = ""
    copied: bool = False


def write_ranking_book(path: Path, content: Content) -> None:
    """Writes the workbook to `path`. All text is literal: nothing from a sheet can become a formula or a link."""
    scheme = content.scheme
    with xlsxwriter.Workbook(str(path), _options()) as book:
        book.set_properties({"title": scheme.name, "author": scheme.office, "created": CREATED})
        styles, small = Styles(book), Styles(book, 11)
        figures = Figures(scheme, content.tally, content.scored, content.standings, content.annexes)
        results = Results(scheme, figures)
        for annex in content.annexes:
            AnnexSheet(book.add_worksheet(annex.tier.sheet), annex, results, styles).write()
        if content.sections:
            blocks = block_sheet.BlockSheet(
                book.add_worksheet(block_sheet.SHEET),
                BlockFormulas(scheme, figures, block_sheet.SHEET),
                f"{content.period}政务信息采用情况",
                content.sections,
                small,
            )
            blocks.write()
        sources = Sources(content.source, content.copied)
        _behind(book, content, figures, results, sources, small)
        if content.lists:
            lists = lists_sheet.ListsSheet(book.add_worksheet(lists_sheet.SHEET), sources, figures.items, small)
            lists.write(content.lists)
        figures.rules.write(book.add_worksheet(rules_sheet.SHEET), small)


def _behind(book: Any, content: Content, figures: Figures, results: Results, sources: Sources, styles: Styles) -> None:
    """What the results come from: the items, the figures of no printed table, all postings."""
    if figures.items is not None:
        figures.items.write(book.add_worksheet(items_sheet.SHEET), f"{content.period}政务信息采用台账", styles)
    if figures.base.columns:
        _unrounded(figures, results)
        figures.base.write(book.add_worksheet(base_sheet.SHEET), f"{content.period}计分底表", styles)
    postings = postings_sheet.PostingsSheet(content.scheme, content.tally, content.scored, figures, sources)
    postings.write(book.add_worksheet(postings_sheet.SHEET), f"{content.period}得分说明", styles)


def _unrounded(figures: Figures, results: Results) -> None:
    """The figures before rounding, from which the printed ones are rounded and ranked."""
    for column in figures.base.columns:
        kind, name = column.key
        for unit in figures.units.values():
            if kind == EXACT and not unit["excluded"]:
                whole = results.exact(unit, name, "", base_sheet.SHEET)
                figures.base.values[unit["unit"], column.key] = formulas.exact(whole)


def _options() -> dict[str, Any]:
    """Made anew for each book, since the library changes what it is given."""
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,  # the book is written once, into a folder that is moved as a whole
        "default_format_properties": {"font_name": "宋体", "font_size": 11},  # the measure of column widths
    }
