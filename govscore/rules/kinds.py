"""Finds the rule kinds: every file in this folder that names its model RULE is one. A new kind is one new file."""

from __future__ import annotations

import functools
import importlib
import operator
import pkgutil
from types import ModuleType
from typing import Annotated, Any

from pydantic import Field

import govscore.rules
from govscore.rules.base import Rule


def _modules() -> dict[str, ModuleType]:
    found = {}
    for info in pkgutil.iter_modules(govscore.rules.__path__):
        if info.name not in ("base", "kinds"):
            module = importlib.import_module(f"govscore.rules.{info.name}")
            if hasattr(module, "RULE"):
                found[info.name] = module
    return found


MODULES = _modules()
_UNION = functools.reduce(operator.or_, (module.RULE for module in MODULES.values()))
AnyRule: Any = Annotated[_UNION, Field(discriminator="kind")]


def module_of(rule: Rule) -> ModuleType:
    """The module that holds the rule's function `postings(rule, tally)`."""
    return MODULES[rule.kind]
