"""The whole check of one document: read, find the elements, measure, word the places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from govscore.format_check import (
    annexes,
    body,
    head,
    imprint,
    letter,
    lettering,
    page,
    page_numbers,
    signing,
    tables,
    text_grid,
    title,
)
from govscore.format_check.document import Notice, Paragraph
from govscore.format_check.findings import Finding, Row, Where, rows
from govscore.format_check.reading import read_notice
from govscore.format_check.roles import Roles, find_roles
from govscore.word.package import Package, open_package
from govscore.word.places import Places

TOPICS = (page, text_grid, lettering, head, letter, title, body, annexes, signing, imprint, page_numbers, tables)


@dataclass(frozen=True, slots=True)
class Report:
    """The check of one document: its form, the rows in order, and why no pages were measured ("" where they were)."""

    name: str
    form: str
    rows: tuple[Row, ...]
    no_pages: str

    @property
    def passes(self) -> bool:
        """True where nothing that the standard requires or recommends is missed."""
        return not any(row.fails for row in self.rows)


def check_format(content: bytes, name: str, form: str | None = None, pdf: bytes | str = "没有印出页面") -> Report:
    """Measure a .docx; `form` is 信函, 文件, 简报 or 附件 (found from the file where None).

    `pdf` is the drawn document, or the reason why there is none. Refused where the file is no usable .docx.
    """
    package = open_package(content, name)
    notice = read_notice(package)
    roles = find_roles(notice, form)
    findings = [*measure(notice, roles)]
    if isinstance(pdf, bytes):
        from govscore.format_check.drawn import measure_pages

        findings += measure_pages(pdf, notice, roles)
    no_pages = "" if isinstance(pdf, bytes) else pdf
    return Report(name, roles.form, tuple(rows(findings, roles.form, _placing(package), no_pages)), no_pages)


def measure(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Everything that can be read from the file."""
    for topic in TOPICS:
        yield from topic.check(notice, roles)


def _placing(package: Package) -> Callable[[Where], str]:
    places = {story.root: Places(story) for story in package.stories}

    def place(where: Where) -> str:
        if isinstance(where, Paragraph):
            root = where.element.getroottree().getroot()
            return places[root].of(where.element) if root in places else ""
        return where or ""

    return place
