"""Paragraphs of an official document: text, headings of two levels, empty lines."""

from __future__ import annotations

from docx_parts import HEI, KAI, paragraph, run


def body(text: str) -> str:
    """A paragraph of the text, first line two characters in."""
    return paragraph(run(text))


def level1(text: str) -> str:
    """一、 in 黑体."""
    return paragraph(run(text, HEI), "Level1", "<w:keepNext/>")


def point(lead: str, text: str) -> str:
    """（一） in 楷体, then the text in 仿宋, in one paragraph."""
    return paragraph(run(lead, KAI) + run(text))


def blank(count: int = 1) -> list[str]:
    """Empty lines."""
    return [paragraph("", "Flush")] * count
