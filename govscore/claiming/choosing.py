"""Which of several schemes that know a workbook scores it: the same rule for points and for inspections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from govscore.core.problems import Refused, problem
from govscore.core.text import key
from govscore.readers.workbook import Book
from govscore.scheme.validity import Dated, in_force, successors

C = TypeVar("C")


class Titled(Dated, Protocol):
    """A document with the words by which its office's tables are known."""

    @property
    def titles(self) -> Sequence[str]:
        """The office's words."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[C]):
    """A claim with its scheme, the first day of its period (None: not known), and the titles of its tables."""

    claim: C
    scheme: Titled
    day: date | None
    texts: Sequence[str]


def the_one(book: Book, candidates: Sequence[Candidate[C]], known: Iterable[Dated]) -> C:
    """The claim whose scheme is in force, of several the one that names the office; Refused with each one's reason.

    `known`: all documents, also those that do not know the workbook: they may have replaced one that does.
    """
    known = list(known)
    valid = [one for one in candidates if in_force(one.scheme, known, one.day)]
    named = [one for one in valid if _names_office(one, book)]
    valid = named if len(valid) > 1 and named else valid
    if len(valid) == 1:
        return valid[0].claim
    reasons = "；".join(_reason(one, known) for one in valid or candidates)
    raise Refused(problem("many-schemes" if valid else "scheme-not-valid", f"[{book.name}]", reasons=reasons))


def _names_office(one: Candidate[C], book: Book) -> bool:
    texts = [key(text) for text in (*one.texts, book.name)]
    return any(key(word) in text for word in one.scheme.titles for text in texts)


def _reason(one: Candidate[C], known: Iterable[Dated]) -> str:
    scheme, day = one.scheme, one.day or date.max
    later = next((s for s in successors(scheme, known) if scheme.valid_from <= day and s.valid_from <= day), None)
    until = f"，{later.valid_from}起由{later.id}代替" if later else ""
    return f"{scheme.id}（{scheme.valid_from}起施行{until}，列名都认得）"
