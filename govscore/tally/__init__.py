"""Tally: from a claimed workbook's cells to known units and exact figures. Nothing that stands in a table is lost."""

from govscore.tally.contents import Addend, Prior, Quoted, Stated, Tally, TotalRow, nothing, place_of
from govscore.tally.take import take

__all__ = ["Addend", "Prior", "Quoted", "Stated", "Tally", "TotalRow", "nothing", "place_of", "take"]
