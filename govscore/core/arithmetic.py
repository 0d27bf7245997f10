"""Sums as people write them, `51 * 0.5 + 2 * 0.5`: + - * / and brackets over decimal numbers, exact, nothing else."""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction

_SIGNS = re.compile(r"[0-9.+\-*/() ]{1,500}")
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def value_of(text: str) -> Fraction:
    """The exact value of a sum (× and ÷ are taken too); ValueError where it is none."""
    plain = text.replace("×", "*").replace("÷", "/").strip()
    try:
        if not _SIGNS.fullmatch(plain):
            raise SyntaxError
        return _value(ast.parse(plain, mode="eval").body, plain)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError):
        raise ValueError("应是算式：只用数、+ - * / 和括号，例如 51 * 0.5 + 2 * 0.5") from None


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.BinOp(left, sign, right) if type(sign) in _OPERATORS:
            return Fraction(_OPERATORS[type(sign)](_value(left, text), _value(right, text)))
        case ast.UnaryOp(ast.USub(), part):
            return -_value(part, text)
        case ast.Constant():
            return Fraction(ast.get_source_segment(text, node) or "")  # from the digits: 0.1 is a tenth
    raise SyntaxError
