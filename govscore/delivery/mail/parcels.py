"""What the parts of delivery hand to each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of texts under its title."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = str | Table  # a paragraph or a table


@dataclass(frozen=True, slots=True)
class Slip:
    """One unit's slip: its blocks in order, and the values that subject and body may name."""

    unit: str
    tier: str
    blocks: tuple[Block, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Delivered:
    """A result folder as delivery sees it: whose result of which period, its files, and a slip for each unit.

    `usual`: the wording of its mails where the office has none.
    `files`: those attached to the notice, the notice first; empty where the run made no notice.
    """

    path: Path
    scheme: str
    period: str
    usual: str
    values: Mapping[str, str]
    slips: tuple[Slip, ...]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail under the name that the reader sees."""

    name: str
    data: bytes
    subtype: str


@dataclass(frozen=True)
class Mail:
    """One mail before it is addressed. `unit` '' is the notice to all."""

    unit: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()

    @cached_property
    def content(self) -> str:
        """SHA-256 of everything that the reader sees: another content is another mail."""
        parts = [self.subject.encode(), self.text.encode(), self.html.encode()]
        parts += [part for item in self.attachments for part in (item.name.encode(), item.data)]
        lengths = ",".join(str(len(part)) for part in parts)
        return hashlib.sha256(lengths.encode() + b"\n" + b"".join(parts)).hexdigest()


@dataclass(frozen=True, slots=True)
class Contact:
    """The addresses of a unit: `to` and `cc`, each once, in the order of the sheet."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """All addresses, each once whatever its capitals."""
        return once((*self.to, *self.cc))


def once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, as first written; capitals make no other address."""
    found: dict[str, str] = {}
    for address in addresses:
        found.setdefault(address.lower(), address)
    return tuple(found.values())
