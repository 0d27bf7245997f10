"""From tables to accounts and sites: register, typed monthly verdicts, site checks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from govscore.claiming.inspection_tables import Cells, Table
from govscore.core.problems import Problem, problem
from govscore.core.text import heading_key, key, nearest, tidy
from govscore.inspection.accounts import (
    Account,
    Accounts,
    Site,
    Typed,
    group_of,
    kind_of,
    names_in,
    platform_hint,
    platform_of,
)
from govscore.readers.dates import Month, read_day
from govscore.readers.values import read_value
from govscore.readers.workbook import Date
from govscore.scheme.inspection_scheme import InspectionScheme


def said(shown: Cells, table: Table, role: str) -> str:
    """The text of a row's cell, '' where the column or the text is missing."""
    column = table.columns.get(role)
    value = shown[column] if column is not None else None
    if value is None or isinstance(value, Date):
        return ""
    return tidy(str(value))


class Reader:
    """Reads the small tables of an inspection; problems are collected."""

    def __init__(self, scheme: InspectionScheme, months: Sequence[Month]) -> None:
        self.scheme = scheme
        self.months = tuple(months)
        self.names = names_in(scheme, self.months)
        self.accounts = Accounts(scheme, self.names)
        self.sites: list[Site] = []
        self.problems: list[Problem] = []

    def register(self, table: Table) -> None:
        """Takes every account of a register."""
        for index, shown in table.rows():
            name = str(shown[table.block.unit])
            account = self._account(table, index, shown, name)
            if account is None:
                continue
            account.registered = True
            account.kind = kind_of(self.scheme, said(shown, table, "kind"), said(shown, table, "platform"))
            account.reason = said(shown, table, "reason")
            account.opened = self._day(table, index, shown, "opened")
            self._state(account, table, index, shown)

    def _account(self, table: Table, index: int, shown: Cells, name: str) -> Account | None:
        """A new account of a row; None where it is there already or cannot be placed."""
        platform = self._platform(table, index, shown)
        if platform is None:
            return None
        if self.accounts.named(name, platform):
            self.problems.append(
                problem("inspection-account-twice", table.place(index), name=tidy(name), platform=platform)
            )
            return None
        account = Account(
            tidy(name), platform, self._group(table, index, shown), said(shown, table, "owner"), table.place(index)
        )
        self.accounts.add(account)
        return account

    def _platform(self, table: Table, index: int, shown: Cells) -> str | None:
        text = said(shown, table, "platform") or said(shown, table, "kind")
        platform = platform_of(self.scheme, text)
        if not platform and kind_of(self.scheme, text):  # 服务号 alone: the platform whose rule names the type
            types = [rule.platform for rule in self.scheme.accounts if rule.types]
            platform = types[0] if types else ""
        platform = platform or ("" if text else platform_hint(self.scheme, table.named))
        if platform:
            return platform
        place = table.place(index, "platform")
        known = "、".join(p.name for p in self.scheme.platforms)
        self.problems.append(problem("inspection-platform-unknown", place, text=text, known=known))
        return None

    def _group(self, table: Table, index: int, shown: Cells) -> str:
        text = said(shown, table, "group")
        group = group_of(self.scheme, text)
        if text and not group:
            known = "、".join(g.name for g in self.scheme.groups)
            self.problems.append(
                problem("inspection-group-unknown", table.place(index, "group"), text=text, known=known)
            )
        return group or self.scheme.default_group

    def _state(self, account: Account, table: Table, index: int, shown: Cells) -> None:
        """正常, 已注销 or 免检; from its day on the account is not judged, without a day not at all."""
        text = said(shown, table, "state")
        words = self.scheme.words
        since = self._day(table, index, shown, "state_date")
        if not text or _is(text, words.normal):
            return
        if not _is(text, words.closed) and not _is(text, words.exempt):
            self.problems.append(problem("inspection-state-unknown", table.place(index, "state"), text=text))
            return
        account.state = "已注销" if _is(text, words.closed) else "免检"
        account.until = since
        if since is None and account.state == "已注销":
            self.problems.append(problem("inspection-closed-undated", table.place(index, "state"), name=account.name))

    def _day(self, table: Table, index: int, shown: Cells, role: str) -> datetime.date | None:
        column = table.columns.get(role)
        value = shown[column] if column is not None else None
        if value is None or (isinstance(value, str) and read_value(value).kind == "none"):
            return None
        day = read_day(value, self.months).day
        if day is None:
            self.problems.append(problem("inspection-day-unread", table.place(index, role), text=_text(value)))
        return day

    def typed(self, table: Table, months: dict[int, Month]) -> None:
        """Takes every row of typed verdicts; `months` sheet column → month."""
        seen: set[int] = set()
        for index, shown in table.rows():
            account = self._typed_account(table, index, shown)
            if account is None:
                continue
            if id(account) in seen or account.typed:
                words = {"name": account.name, "platform": account.platform}
                self.problems.append(problem("inspection-account-twice", table.place(index), **words))
                continue
            seen.add(id(account))
            account.veto = _veto(said(shown, table, "veto"))
            for column, month in months.items():
                verdict = self._verdict(table, index, column, shown)
                if verdict is not None:
                    account.typed[month] = verdict

    def _typed_account(self, table: Table, index: int, shown: Cells) -> Account | None:
        """The registered account of a row, or a new one; the register's own words go first."""
        name = str(shown[table.block.unit])
        text = said(shown, table, "platform")
        platform = platform_of(self.scheme, text) or ("" if text else platform_hint(self.scheme, table.named))
        found = self.accounts.named(name, platform)
        if len(found) != 1:
            account = self._account(table, index, shown, name)
            if account is not None:
                account.kind = kind_of(self.scheme, text)
            return account
        account = found[0]
        account.owner = account.owner or said(shown, table, "owner")
        return account

    def _verdict(self, table: Table, index: int, column: int, shown: Cells) -> Typed | None:
        """A typed verdict; None for an empty cell, and for one that nobody can read, which is reported."""
        value = shown[column]
        text = _text(value)
        heading = "".join(next(c.path for c in table.block.columns if c.index == column)[-1:])
        place = table.grid.place(index, column)
        words = self.scheme.words
        if _is(text, words.failed):
            return Typed(False, place, heading)
        if _is(text, words.passed):
            return Typed(True, place, heading)
        if not text or _is(text, words.unjudged) or read_value(text).kind == "none":
            return Typed(None, place, heading) if text else None
        self.problems.append(problem("inspection-verdict-unread", place, text=text))
        return None

    def site(self, table: Table) -> None:
        """Takes every site of a table of site checks."""
        for index, shown in table.rows():
            name = tidy(str(shown[table.block.unit]))
            if any(self.names.canonical(site.name) == self.names.canonical(name) for site in self.sites):
                self.problems.append(problem("inspection-site-twice", table.place(index), name=name))
                continue
            group = self._group(table, index, shown)
            site = Site(name, group, said(shown, table, "url"), said(shown, table, "owner"), table.place(index))
            site.stale_dynamic = self._count(table, index, shown, "stale_dynamic")
            site.overdue = self._count(table, index, shown, "overdue")
            site.veto = _veto(said(shown, table, "veto"))
            if "verdict" in table.columns:
                site.typed = self._verdict(table, index, table.columns["verdict"], shown)
            self.sites.append(site)

    def _count(self, table: Table, index: int, shown: Cells, role: str) -> int | None:
        """A whole number of columns, 0 or more; None where nothing is given or something wrong, which is reported."""
        column = table.columns.get(role)
        value = shown[column] if column is not None else None
        reading = read_value(value)
        if value is None or reading.kind == "none":
            return None
        place = table.place(index, role)
        if reading.number is None:
            self.problems.append(problem("cell-not-number", place, text=_text(value)))
        elif reading.number < 0:
            self.problems.append(problem("cell-negative", place, text=_text(value)))
        elif reading.number % 1:
            self.problems.append(problem("cell-fraction", place, text=_text(value)))
        else:
            if reading.retyped:
                self.problems.append(problem("cell-retyped", place, text=_text(value)))
            return int(reading.number)
        return None


def near_hint(name: str, names: Sequence[str]) -> str:
    """“，最接近的是…” for a misspelt name, or nothing."""
    near = nearest(name, names)
    return f"，最接近的是“{near}”" if near else ""


def _is(text: str, words: Sequence[str]) -> bool:
    return heading_key(text) in {heading_key(word) for word in words}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.iso if isinstance(value, Date) else tidy(str(value))


def _veto(text: str) -> str:
    """What a cell of 单项否决 says; nothing, 无 and 否 say that there is none."""
    return "" if not text or key(text) in ("否", "0") or read_value(text).kind == "none" else text
