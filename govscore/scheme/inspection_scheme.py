"""The rules of an inspection as data (templates/<regime>/scheme.toml with `kind = "inspection"`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from govscore.core.points import Rounding
from govscore.rules.base import Model
from govscore.scheme.faults import Fault, Faults, twice
from govscore.scheme.inspection_headings import NAME_HEADINGS
from govscore.scheme.points_parts import Id, Many
from govscore.scheme.unit_names import Alias

Days = Annotated[int, Field(ge=1, le=366)]
Sheet = Literal["records", "months", "sites", "register", "columns"]


class Window(Model):
    """In any `days` successive days at least `minimum` days with an update.

    `of`: the days are the State Council's working days, or every calendar day. `counted`: of a span of working
    days count updates on the working days only, or also on the free days that lie between them.
    A window belongs to the month in which it ends; it may begin in the month before.
    """

    days: Days
    of: Literal["working", "calendar"] = "working"
    minimum: Days
    counted: Literal["working", "all"] = "working"
    clause: str
    text: str

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.minimum > self.days:
            raise ValueError(f"minimum（{self.minimum}）不能大于 days（{self.days}）")
        return self


class AccountRule(Model):
    """What accounts of a platform must keep; `types` empty: every type that no other rule of the platform names."""

    platform: str
    types: Many[str] = ()
    min_days: Annotated[int, Field(ge=0, le=31)]
    clause: str
    text: str
    windows: Many[Window] = ()


class Platform(Model):
    """A platform as it is printed, and words by which it is known; `types`: words for account types in that cell."""

    name: Literal["政务微博", "政务微信"]
    words: Many[str]


class Group(Model):
    """A level (县市, 州直) as printed, the words for it, and how the circular speaks of it."""

    name: str
    words: Many[str] = ()


class SiteRule(Model):
    """A site fails with this many columns or more; `stale_days`: a 动态类 column is stale after so many days."""

    stale_dynamic: Days
    overdue: Days
    stale_days: Days = 14
    dynamic_words: Many[str] = ("动态",)
    clause: str
    text: str


class Quarter(Model):
    """Which months a quarter's inspection covers, counted from its first month, and how many failing months fail."""

    months: Annotated[tuple[int, ...], Field(strict=False, min_length=1)] = (0, 1, 2)
    failing_months: Annotated[int, Field(ge=1, le=12)] = 1


class PartialMonth(Model):
    """Months in which an account was open in part: its minimum of days in proportion, or only the windows."""

    minimum: Literal["proportional", "none"] = "proportional"
    clause: str
    text: str


class CheckDays(Model):
    """When the inspection takes place unless the workbook says so: days of the month after the last one checked."""

    first_day: Annotated[int, Field(ge=1, le=28)]
    last_day: Annotated[int, Field(ge=1, le=28)]


class YearDays(Model):
    """The office's own list for a year, from the State Council's notice: it goes before the package's calendar.

    Days not listed are as the package knows them; for a year that it does not know, Monday to Friday are working
    days, so the list must then be complete.
    """

    year: int
    holidays: Many[datetime.date] = ()
    workdays: Many[datetime.date] = ()

    @model_validator(mode="after")
    def _in_year(self) -> Self:
        odd = [str(day) for day in (*self.holidays, *self.workdays) if day.year != self.year]
        both = [str(day) for day in self.holidays if day in self.workdays]
        if odd or both:
            raise ValueError(f"不在{self.year}年，或既放假又上班：{'、'.join(odd + both)}")
        return self


MONTH_HEADINGS = ("", "情况", "结果", "合格/不合格", "更新", "更新情况", "更新结果", "更新合格/不合格")


def _with_month(heading: object) -> object:
    if isinstance(heading, str) and heading.count("【月份】") != 1:
        raise ValueError("每个表头写一次【月份】，它代表8月、8月份、2023年8月，例如“【月份】更新情况”")
    return heading


MonthHeading = Annotated[str, BeforeValidator(_with_month)]


class InspectionWords(Model):
    """Headings and words by which the sheets are read; spellings are compared without spaces and line breaks."""

    name: Many[str] = NAME_HEADINGS
    site_name: Many[str] = ("网站名称", "网站")
    group: Many[str] = ("类别", "级别", "层级")
    platform: Many[str] = ("平台", "平台类型", "类型（平台）")
    number: Many[str] = ("序号",)
    owner: Many[str] = ("主办单位", "主办", "责任单位")
    url: Many[str] = ("网址", "域名", "首页网址")
    date: Many[str] = ("日期", "更新日期", "发布日期")
    count: Many[str] = ("条数", "更新条数", "发布条数", "信息条数")
    kind: Many[str] = ("账号类型", "类型", "订阅号/服务号", "订阅号服务号", "微信类型")
    state: Many[str] = ("状态", "账号状态")
    reason: Many[str] = ("原因", "状态原因", "说明")
    state_date: Many[str] = ("状态日期", "注销日期", "免检日期", "变更日期")
    opened: Many[str] = ("开通日期", "开设日期", "启用日期")
    stale_dynamic: Many[str] = ("动态栏目超两周未更新数", "动态类栏目超两周未更新数")
    overdue: Many[str] = ("应更新未更新数", "应更新未更新栏目数")
    verdict: Many[str] = ("合格/不合格", "是否合格", "结论", "检查结果")
    veto: Many[str] = ("单项否决", "单项否决情况", "单项否决事项")
    column: Many[str] = ("栏目", "栏目名称")
    column_kind: Many[str] = ("栏目类别", "栏目类型")
    updated: Many[str] = ("最近更新日期", "最后更新日期", "最近更新")
    period_days: Many[str] = ("更新期限", "更新期限（天）", "更新周期（天）")
    month: Many[MonthHeading] = tuple(f"【月份】{more}" for more in MONTH_HEADINGS)
    passed: Many[str] = ("合格", "达标", "√", "是")
    failed: Many[str] = ("不合格", "不达标", "×", "否")
    unjudged: Many[str] = ("免检", "已注销", "未开通", "不检查")
    normal: Many[str] = ("正常", "在用")
    closed: Many[str] = ("已注销", "注销", "关停", "已关停")
    exempt: Many[str] = ("免检", "免予检查")
    as_of: Many[str] = ("截至日期", "截止日期", "截至", "统计截至", "数据截至")
    checked: Many[str] = ("检查时间", "检查日期")


class InspectionScheme(Model):
    """One issued document on the inspection; see templates/qiandongnan-2023q4-inspection/scheme.toml."""

    kind: Literal["inspection"]
    id: Id
    name: str
    office: str
    document: str
    valid_from: datetime.date
    supersedes: Id | None = None
    titles: Many[str] = ()
    aliases: Many[Alias] = ()
    quarter: Quarter = Quarter()
    check: CheckDays
    deadline_working_days: Annotated[int, Field(ge=1, le=60)]
    due_soon_working_days: Annotated[int, Field(ge=1, le=23)] = 3
    percent_decimals: Annotated[int, Field(ge=0, le=3)] = 1
    rounding: Rounding = "half_up"
    default_platform: str
    default_group: str
    groups: Annotated[tuple[Group, ...], Field(strict=False, min_length=1)]
    platforms: Annotated[tuple[Platform, ...], Field(strict=False, min_length=1)]
    accounts: Annotated[tuple[AccountRule, ...], Field(strict=False, min_length=1)]
    partial_month: PartialMonth
    sites: SiteRule
    calendar: Many[YearDays] = ()
    words: InspectionWords = InspectionWords()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if found := list(self._faults()):
            raise Faults(found)
        return self

    def _faults(self) -> Iterator[Fault]:
        """What the parts do not agree on."""
        names = [platform.name for platform in self.platforms]
        if set(names) != {rule.platform for rule in self.accounts if not rule.types}:
            reason = "每个平台都要有一条不写 types 的规则；没有定义的平台也不能写规则"
            yield Fault(("accounts",), reason, frozenset(names))
        levels = [group.name for group in self.groups]
        for key, known, what in (("default_platform", names, "平台"), ("default_group", levels, "类别")):
            given = str(getattr(self, key))
            if given not in known:
                yield Fault((key,), f"{key} 不是已定义的{what}：{given}", frozenset({given}))
        yield from twice(names, "platforms", "name")
        yield from twice(levels, "groups", "name")
        years = [item.year for item in self.calendar]
        for number, year in enumerate(years):
            if year in years[:number]:
                yield Fault(("calendar", number, "year"), "calendar 里同一年写了两次")

    def rule_of(self, platform: str, kind: str) -> int:
        """Position in `accounts` of the rule for an account of this platform and type."""
        general = named = -1
        for number, rule in enumerate(self.accounts):
            if rule.platform == platform:
                general = number if not rule.types else general
                named = number if kind in rule.types else named
        return named if named >= 0 else general
