"""Filling Word templates with 【】 marks: `check`, `fill`, `marks` and the `Data` the program supplies.

The grammar is described for clerks in docs/模板.md and for programmers in docs/templates.md.
"""

from govscore.outputs.template.check import Mark, check, marks
from govscore.outputs.template.fill import fill
from govscore.outputs.template_data import Data, merge

__all__ = ["Data", "Mark", "check", "fill", "marks", "merge"]
