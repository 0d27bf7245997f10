"""Sentence by sentence: which figure each number states, told from the words around it, or that it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govscore.core.numerals import (
    COUNT,
    NAMES,
    OTHER_TIME,
    PERCENT,
    POINTS,
    SENTENCE_ENDS,
    UNITS,
    Numeral,
    numerals,
    without_time,
)
from govscore.notices.known import Known, index
from govscore.notices.source import Source
from govscore.notices.words import ADOPTED, AMONG, GOT, SENT, UNKNOWN, Words

_COUNTED = re.compile(r"^(?:\(?\d{1,2}[.、)](?!\d)|\(?[一二三四五六七八九十]+[、)是])")  # 1. （一） 一是
_CLAUSE = re.compile(r"[，:(]")
_CLAUSE_END = re.compile(r"[，:()]")
_AFTER = re.compile(r"[，。;、:()\ue000]")
_BOUND = re.compile(r"以[上下内]|的|[含被未没]")
_RESTRICTED = re.compile(r"围绕|关于|针对|方面|涉及|反映|主题|专题|(?<![各一二三四])类|除|不含|以外|之外|剔除")
_RULE = re.compile(r"每|计|扣|加|减|不少于|不低于|不超过|至少|至多|最多|满|限")
_WHOLE = re.compile(r"共|总|合计|纳入|参加统计|列入统计|全部|所有")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?[条篇件则个家分%]|\ue000[条篇件则个家分%]?")
_NOBODY: frozenset[str] = frozenset()
_FITTING = {COUNT: {SENT, GOT}, UNITS: _NOBODY, POINTS: {GOT}, PERCENT: {GOT}}
_LONGEST_HEADING = 60
_NO_WORD = "？"  # no word of any notice: plain texts have no full-width signs
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^，。]{2,24}$")


@dataclass(frozen=True, slots=True)
class Statement:
    """A number in a text and what it states; `known` None: that cannot be told from the words."""

    number: Decimal
    known: Known | None = None
    foreign: bool = False  # it is of another time
    measure: str = ""
    rule: bool = False  # it stands in a rule: 每条计5分

    @property
    def differs(self) -> bool:
        """True where it is told what the number states, and the number is another."""
        return self.known is not None and self.number != self.known.value


@dataclass(slots=True)
class _Said:
    """How far a sentence is read: `whole` after a number of all units of a kind, of which parts may follow.

    `channels`: a channel or a part of the score was named, of which later points may be.
    """

    told: int = 0
    whole: bool = False
    channels: bool = False
    attached: bool = False

    def lead(self, text: str, numeral: Numeral) -> str:
        """The words between the number before and this one, without the noun of that one.

        `attached` where no sign parts the two: 30分以上的镇11个 says nothing of all 镇.
        """
        between = text[self.told : numeral.start]
        if not self.told:
            return between
        parted = _AFTER.search(between)
        self.attached = parted is None or (parted[0] == "、" and _BOUND.search(between[: parted.start()]) is not None)
        return between[parted.start() :] if parted else between


@dataclass(frozen=True, slots=True)
class _Around:
    """The words before and after a number, what the clauses before its own speak of, and its own."""

    lead: str
    after: str
    earlier: list[str]
    own: list[str]


@dataclass(slots=True)
class _Topic:
    """Who is spoken of, in the sentence so far and before it, and whether another time is."""

    now: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    foreign: bool = False


class Reader:
    """Reads the sentences of one period's notice; paragraphs in their order, since headings name the tier."""

    def __init__(self, source: Source) -> None:
        self.source, self.words, self.index = source, Words(source), index(source)
        self.heading = self.part = _NOBODY
        self.everyone = {f"tier:{name}" for name in {unit.tier for unit in source.units}}

    def paragraph(self, text: str) -> list[Statement]:
        """The statements of a plain text (numerals.plain_text) in order; numbers without a measure are none."""
        text = self.words.joined(text)
        self._headed(text)
        found: list[Statement] = []
        topic = _Topic(before=self.heading)
        for sentence in SENTENCE_ENDS.split(text):
            found += self._sentence(_COUNTED.sub("", sentence), topic)
            topic.before, topic.now = topic.before | topic.now, frozenset()
        return found

    def _headed(self, text: str) -> None:
        """A heading (一、…) names a tier for what follows; a line that begins with a unit's name begins its part."""
        if "。" in text or len(text) > _LONGEST_HEADING:
            return
        meanings = self._meanings(text)
        who = _who(meanings)
        if _HEADING.fullmatch(text):
            self.heading, self.part = who, _NOBODY
        elif len(who) == 1 and meanings[0] in who and meanings[0].startswith("unit:"):
            self.part = who

    def _sentence(self, text: str, topic: _Topic) -> Iterator[Statement]:
        said = _Said()
        for numeral in numerals(text):
            around = self._around(text, numeral, said, topic)
            known = None
            if numeral.number is not None:
                known = self._stated(numeral, around, said, topic)
                rule = _RULE.search(_CLAUSE.split(around.lead)[-1]) is not None
                yield Statement(numeral.number, known, topic.foreign, numeral.unit, rule)
            said.channels |= _channels([*around.earlier, *around.own])
            said.whole = numeral.unit == UNITS and (numeral.number is None or known is not None)
            said.told = numeral.end
        self._clauses(text[said.told :], topic)

    def _around(self, text: str, numeral: Numeral, said: _Said, topic: _Topic) -> _Around:
        """The words before and after a number, and their meanings; who is spoken of is noted on the way."""
        earlier, own = self._clauses(said.lead(text, numeral), topic)
        after = text[numeral.end :]
        own = [*own, *self._meanings(_AFTER.split(after, maxsplit=1)[0])]
        if numeral.number is not None:
            topic.now = _topic(own, topic.now)
        return _Around(text[said.told : numeral.start], after, earlier, own)

    def _stated(self, numeral: Numeral, around: _Around, said: _Said, topic: _Topic) -> Known | None:
        """What a number states by its own clause, or by the clauses before it where its own names nothing."""
        if topic.foreign or said.attached or around.after.startswith("的") or _RESTRICTED.search(around.lead):
            return None
        if numeral.unit == UNITS and not self._of_all(around, said):
            return None
        if numeral.unit == COUNT and not _channels(around.own) and (said.told or AMONG in around.own):
            return None
        if numeral.unit == POINTS and (said.channels or _channels(around.earlier)):
            return None
        if not _nothing(around.own):
            return self._known(numeral, around.own, topic)
        return None if said.told else self._known(numeral, [*around.earlier, *around.own], topic)

    def _of_all(self, around: _Around, said: _Said) -> bool:
        """Whether a number of units is of all of a kind: 共3个, 其中3个 of such, or the kind is named (不计分).

        3个镇、5个部门未完成任务 is of some of them.
        """
        whole = said.whole or _WHOLE.search(_CLAUSE.split(around.lead)[-1]) is not None
        rest = self._meanings(_NUMBERS.sub("", _CLAUSE_END.split(around.after, maxsplit=1)[0]))
        return UNKNOWN not in rest and not _channels(around.earlier) and (whole or _qualified(around.own))

    def _known(self, numeral: Numeral, meanings: Sequence[str], topic: _Topic) -> Known | None:
        """What a number states: the first meaning of its words, or another one by which it is right.

        Who was spoken of before may still be meant: by that the number can be right, but never wrong.
        """
        assert numeral.number is not None
        own = frozenset(meanings) - _FITTING[numeral.unit] - {AMONG}
        if self.part and not _who(own):
            own |= self.part
        now, before = (_NOBODY, _NOBODY) if _who(own) else (topic.now, topic.before)
        if UNKNOWN in own or (numeral.unit == COUNT and (now or before) and not self.source.detailed):
            return None
        likely = [*self._of(numeral, own), *self._of(numeral, own | now)]
        maybe = [one for who in sorted(before) for one in self._of(numeral, own | {who})]
        known, likely = [*likely, *maybe], likely if own else [*likely, *maybe]
        number = numeral.number
        right = [one for one in known if number == one.value]
        if right or any(number in one.sums for one in known):
            return right[0] if right else None
        return min(likely, key=lambda one: abs(one.value - number), default=None)

    def _of(self, numeral: Numeral, words: frozenset[str]) -> Sequence[Known]:
        return self.index.get((numeral.unit, words), ())

    def _clauses(self, lead: str, topic: _Topic) -> tuple[list[str], list[str]]:
        """The meanings of the clauses before the number's own, and of its own up to the number."""
        plain = without_time(lead, self.source.period)
        if plain != lead:
            topic.foreign = OTHER_TIME in plain
        *earlier, own = (self._meanings(clause) for clause in _CLAUSE.split(lead))
        for meanings in earlier:
            topic.now = _topic(meanings, topic.now)
        return [meaning for meanings in earlier for meaning in meanings], own

    def _meanings(self, text: str) -> list[str]:
        """What the words speak of; all tiers together are the same as none."""
        plain = without_time(text, self.source.period)
        found = self.words.meanings(plain.replace(NAMES, _NO_WORD).replace(OTHER_TIME, _NO_WORD))
        if len(self.everyone) > 1 and set(found) >= self.everyone:
            return [meaning for meaning in found if meaning not in self.everyone]
        return found


def _who(meanings: Iterable[str]) -> frozenset[str]:
    """The tiers and units among meanings."""
    return frozenset(m for m in meanings if m.startswith(("tier:", "unit:")))


def _topic(meanings: Sequence[str], before: frozenset[str]) -> frozenset[str]:
    """Who is spoken of after these words: with unknown words before the name, or those alone, it may be anyone."""
    who = _who(meanings)
    named = min((at for at, meaning in enumerate(meanings) if meaning in who), default=len(meanings))
    if UNKNOWN in meanings[:named]:
        return frozenset({UNKNOWN})
    return who or before


def _channels(meanings: Iterable[str]) -> bool:
    """Whether a channel is named."""
    return any(meaning.startswith("in:") for meaning in meanings)


def _qualified(meanings: Iterable[str]) -> bool:
    """Whether the words say which of the units are counted."""
    return any(meaning.startswith("is:") and meaning != AMONG for meaning in meanings)


def _nothing(meanings: Iterable[str]) -> bool:
    """Whether a clause names no figure of its own."""
    return not set(meanings) - {ADOPTED, AMONG, SENT, GOT}
