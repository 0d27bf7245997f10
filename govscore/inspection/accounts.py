"""The inspected accounts and sites: one object each, put together from the register and the typed sheets."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from govscore.core.period import Period
from govscore.core.text import heading_key, key
from govscore.readers.dates import Month
from govscore.scheme.inspection_scheme import InspectionScheme
from govscore.scheme.unit_names import UnitNames


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed verdict with its cell; `passed` None: the checkers did not judge (免检, 未开通 …)."""

    passed: bool | None
    place: str
    heading: str


@dataclass(slots=True)
class Account:
    """One official account. `until`: the first day on which it is closed (exempt); without it, closed all along."""

    name: str
    platform: str
    group: str
    owner: str
    place: str
    kind: str = ""
    state: str = "正常"
    reason: str = ""
    opened: datetime.date | None = None
    until: datetime.date | None = None
    registered: bool = False
    typed: dict[Month, Typed] = field(default_factory=dict)
    veto: str = ""

    def judged_within(self, first: datetime.date, last: datetime.date) -> bool:
        """True where at least one day from `first` to `last` is to be judged."""
        if self.opened is not None and self.opened > last:
            return False
        return self.until > first if self.until is not None else self.state == "正常"


@dataclass(slots=True)
class Site:
    """One site. The two numbers are None where they were not given; `typed` is the checkers' verdict if any."""

    name: str
    group: str
    url: str
    owner: str
    place: str
    stale_dynamic: int | None = None
    overdue: int | None = None
    typed: Typed | None = None
    veto: str = ""


class Accounts:
    """All accounts in the order met, found by any of their names and, where two platforms share it, by platform."""

    def __init__(self, scheme: InspectionScheme, names: UnitNames) -> None:
        self.scheme = scheme
        self._key = names.canonical
        self.all: list[Account] = []
        self._by_name: dict[str, list[Account]] = {}

    def __iter__(self) -> Iterator[Account]:
        return iter(self.all)

    def add(self, account: Account) -> None:
        """Takes a further account; its name and platform are not there yet."""
        self.all.append(account)
        self._by_name.setdefault(self._key(account.name), []).append(account)

    def named(self, name: str, platform: str = "") -> list[Account]:
        """Accounts of that name, only those on the platform if one is given; 名称（平台） names both."""
        found = self._by_name.get(self._key(name), [])
        if not found and not platform:
            bare, platform = self._split(name)
            found = self._by_name.get(self._key(bare), []) if platform else []
        return [a for a in found if a.platform == platform] if platform else found

    def names(self) -> list[str]:
        """The names, each once."""
        return list(dict.fromkeys(account.name for account in self.all))

    def _split(self, name: str) -> tuple[str, str]:
        """名称（政务微信） as name and platform; platform '' where the brackets hold something else."""
        plain = key(name)
        if not plain.endswith(")") or "(" not in plain:
            return name, ""
        bare, _, inner = plain[:-1].rpartition("(")
        return bare, platform_of(self.scheme, inner)


def names_in(scheme: InspectionScheme, months: Sequence[Month]) -> UnitNames:
    """The names of accounts and sites as they are at the end of the last of `months`."""
    if not months:
        return UnitNames(scheme.aliases)
    (year, month) = max(months)
    return UnitNames(scheme.aliases, Period(year, month, month).end)


def platform_of(scheme: InspectionScheme, text: str) -> str:
    """The scheme's platform that a cell names; '' for none."""
    return _named(((p.name, (p.name, *p.words)) for p in scheme.platforms), text)


def platform_hint(scheme: InspectionScheme, text: str) -> str:
    """The one platform that a title or a sheet's name speaks of; '' for none or several."""
    plain = key(text)
    found = [p.name for p in scheme.platforms if any(key(word) in plain for word in (p.name, *p.words))]
    return found[0] if len(found) == 1 else ""


def group_of(scheme: InspectionScheme, text: str) -> str:
    """The scheme's level that a cell names; '' for none."""
    return _named(((g.name, (g.name, *g.words)) for g in scheme.groups), text)


def kind_of(scheme: InspectionScheme, *texts: str) -> str:
    """服务号 or another type that a rule names, where a cell says so; '' otherwise (订阅号, 微博)."""
    types = {name for rule in scheme.accounts for name in rule.types}
    return next((name for name in types for text in texts if key(name) in key(text)), "")


def _named(known: Iterable[tuple[str, tuple[str, ...]]], text: str) -> str:
    plain = heading_key(text)
    return next((name for name, words in known if plain in {key(word) for word in words}), "")
