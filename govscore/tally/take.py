"""Takes up a claimed workbook's tables in the order in which they rest on each other."""

from __future__ import annotations

from govscore.claiming.claims import Claim
from govscore.core.problems import problem
from govscore.readers.workbook import Book
from govscore.tally import missing
from govscore.tally.contents import NO_CELL, Tally
from govscore.tally.desk import Desk
from govscore.tally.log import ItemLog
from govscore.tally.quoted import take_quoted
from govscore.tally.side import take_prior, take_stated
from govscore.tally.totals import TotalRows
from govscore.tally.units import UnitTables


def take(book: Book, claim: Claim) -> Tally:
    """The tally of a claimed workbook; its problems may hold stops, upon which nothing official may be written."""
    desk = Desk(book, claim)
    units = UnitTables(desk)
    for matched in claim.of("units"):
        units.take(matched)
    units.missing()
    take_stated(desk, claim.of("stated"))
    take_prior(desk, claim.of("prior"))
    missing.prior(desk)
    missing.headings(desk)
    _absent(desk)
    log = ItemLog(desk)
    for matched in claim.of("log"):
        log.take(matched)
    TotalRows(desk).take(claim.tables)
    take_quoted(desk, claim.of("log"))
    _rest(desk)
    missing.sheets(desk)
    missing.units(desk)
    desk.problems += desk.roster.unseen()
    return desk.rows.tally(desk.problems)


def _absent(desk: Desk) -> None:
    """Units of a closed roster that no sheet has are listed with nothing, and reported."""
    for name, tier in desk.roster.absent():
        desk.problems.append(problem("unit-absent", f"[{desk.book.name}]", unit=name))
        desk.unit(name, tier, NO_CELL, "本期表中没有")


def _rest(desk: Desk) -> None:
    """Tables that are none of the scheme's were not read: said, so that nothing is lost in silence."""
    for table in desk.claim.rest:
        desk.problems.append(problem("table-unread", table.corner))
