"""Unit blocks (单位情况): what the office prints of each unit, as finished figures and words, in printed order."""

from govscore.results.blocks.block import Block, Item, Section, Site
from govscore.results.blocks.making import sections

__all__ = ["Block", "Item", "Section", "Site", "sections"]
