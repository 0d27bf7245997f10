"""Unit blocks (单位情况): what the office prints of each unit, as finished figures and words, in printed order."""

from govscore.blocks.making import sections
from govscore.blocks.model import Block, Item, Section, Site

__all__ = ["Block", "Item", "Section", "Site", "sections"]
