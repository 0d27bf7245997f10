"""Finds the rule kinds: every class of a rule that a file of this folder holds. A new kind is one new file."""

from __future__ import annotations

import functools
import importlib
import inspect
import operator
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

import govscore.rules
from govscore.rules.base import Rule


def _kinds() -> Iterator[type[Rule]]:
    for info in pkgutil.iter_modules(govscore.rules.__path__, "govscore.rules."):
        if info.name != __name__:
            for found in vars(importlib.import_module(info.name)).values():
                if isinstance(found, type) and issubclass(found, Rule) and found.__module__ == info.name:
                    yield from () if inspect.isabstract(found) else (found,)


KINDS = tuple(_kinds())
if TYPE_CHECKING:
    AnyRule = Rule
else:  # a rule of a scheme file is of the kind that its `kind` names
    AnyRule = Annotated[functools.reduce(operator.or_, KINDS), Field(discriminator="kind")]
