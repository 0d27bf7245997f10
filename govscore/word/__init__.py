"""Filling Word templates with 【】 marks: `check`, `fill`, `marks` and the `Data` the program supplies.

The grammar is described for clerks in docs/模板.md and for programmers in docs/templates.md.
"""

from govscore.word.check import Mark, check, marks
from govscore.word.data import Data, merge
from govscore.word.fill import fill

__all__ = ["Data", "Mark", "check", "fill", "marks", "merge"]
