"""The words of notices: what a word of a sentence speaks of, or that it says nothing of its own.

A sentence is only understood where every word of it is known: any other word may change what its number means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from govscore.core.numerals import plain_text
from govscore.core.text import key
from govscore.notices.source import Source
from govscore.scheme.points_parts import Column, Tier
from govscore.scheme.points_scheme import Scheme

MOST, LEAST, MEAN, ZERO = "is:most", "is:least", "is:mean", "is:zero"
SCORED, UNSCORED, REACHED, BEHIND = "is:scored", "is:unscored", "is:reached", "is:behind"
UNSENT, UP, DOWN, PACE, SHARE, CUMULATIVE = "is:unsent", "is:up", "is:down", "is:pace", "is:share", "is:cumulative"
ADOPTED, SENT, GOT, AMONG, UNKNOWN = "is:adopted", "is:sent", "is:got", "is:among", "?"
_SIGNS = "、，:：()（）[]〔〕《》〈〉“”‘’\"'·-—–…"
_JOINED = str.maketrans("()、", "\ue004\ue005\ue006")
_TITLE = re.compile(r"^[一二三四五六七八九十]+、|(?:政务)?信息采用情况$")
_BEFORE_SHORT = frozenset("各个全中和及与对在由含共、，:(“")
_AFTER_SHORT = frozenset("信共有为的最平单中得计不无没被报采和与及名排累总占零未达完、，)”0123456789")


@cache
def vocabulary() -> dict[str, str]:
    """The words of words.toml, each with its meaning, '' for none."""
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    said = {word: f"is:{meaning}" for meaning, words in table["say"].items() for word in words.split()}
    return {word: "" for words in table["idle"].values() for word in words.split()} | said


class Words:
    """The words that one period's notices may use, each with what it speaks of ('' for nothing)."""

    def __init__(self, source: Source) -> None:
        self.by_first: dict[str, list[tuple[str, str]]] = {}
        self.short: dict[str, str] = {}
        self.bracketed: list[str] = []
        for unit in source.units:
            self._add([unit.name, unit.key], f"unit:{unit.key}")
        for alias in source.scheme.aliases:
            self._add(alias.also, f"unit:{key(alias.name)}")
        self._channels(source.scheme)
        for tier in source.scheme.tiers:
            self._tier(source.scheme, tier)
        self._add(source.scheme.words.excluded, UNSCORED)
        for word, meaning in vocabulary().items():
            self._add([word], meaning)
        self._add(_SIGNS, "")
        for words in self.by_first.values():
            words.sort(key=lambda word: -len(word[0]))

    def _add(self, words: Iterable[str], meaning: str) -> None:
        for word in words:
            plain = plain_text(word)
            if "(" in plain and len(plain) > 1:
                self.bracketed.append(plain)
                plain = plain.translate(_JOINED)
            if plain:
                self.by_first.setdefault(plain[0], []).append((plain, meaning))

    def _channels(self, scheme: Scheme) -> None:
        named = [part for column in counted(scheme) for path in paths(column) for part in path]
        named += [part for fact in scheme.facts for part in stem_parts(fact.name)]
        named += [component.name for component in scheme.components]
        named += [heading[-1] for tier in scheme.tiers for heading in tier.headings.values()]
        for part in named:
            self._add([part], part_of(part))

    def _tier(self, scheme: Scheme, tier: Tier) -> None:
        channels = {part for column in counted(scheme) for path in paths(column) for part in path}
        titles = [_TITLE.sub("", plain_text(title)) for title in tier.titles if "【" not in title]
        for word in dict.fromkeys(map(plain_text, (tier.name, *tier.words, *titles))):
            if len(word) == 1:
                self.short[word] = f"tier:{tier.name}"
                self._add([f"各{word}"], f"tier:{tier.name}")
            elif word not in channels and word.count("(") == word.count(")"):
                self._add([word, f"各{word}"], f"tier:{tier.name}")

    def joined(self, text: str) -> str:
        """The plain text with other signs for the brackets inside names, which part no clauses: 县(市)."""
        for name in self.bracketed:
            if name in text:
                text = text.replace(name, name.translate(_JOINED))
        return text

    def meanings(self, text: str) -> list[str]:
        """What the words of a plain text speak of, in order; `UNKNOWN` for each sign that is of no known word."""
        return [meaning for meaning in self._read(text) if meaning]

    def _read(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            known = (word for word in self.by_first.get(text[at], ()) if text.startswith(word[0], at))
            word, meaning = next(known, ("", ""))
            if word:
                yield meaning
                at += len(word)
                continue
            yield self.short[text[at]] if self._stands_alone(text, at) else UNKNOWN
            at += 1

    def _stands_alone(self, text: str, at: int) -> bool:
        """Whether a name of one sign (镇) is a word of its own here, no part of another (集镇, 镇区)."""
        before, after = text[:at][-1:], text[at + 1 : at + 2]
        fits = (not before or before in _BEFORE_SHORT) and (not after or after in _AFTER_SHORT | self.short.keys())
        return text[at] in self.short and fits


def counted(scheme: Scheme) -> list[Column]:
    """The columns of which the notice may state how many items there were."""
    return [column for column in scheme.columns if column.role == "count"]


def paths(column: Column) -> list[tuple[str, ...]]:
    """The ways to name a column in words: the paths by which its heading is known, its name, its name in halves."""
    found = [path for path in (*column.paths, column.heading[-1:]) if not any("【" in part for part in path)]
    found = [path for path in found if len(path) > 1 or len(column.heading) == 1 or path in column.paths]
    halves = tuple(stem_parts(column.name))
    plain = any(column.name == part for path in (column.heading, *column.paths) for part in path)
    return list(dict.fromkeys([*found, (column.name,) if plain else halves]))


def stem_parts(name: str) -> list[str]:
    """A figure's name without 采用数, in pairs of signs where it is of two pairs: 市级专报采用数 → 市级, 专报."""
    stem = name.removesuffix("采用数").removesuffix("数")
    return [stem[:2], stem[2:]] if len(stem) == 4 else [stem]


def part_of(word: str) -> str:
    """The meaning of a word that names a channel or a part of its name."""
    return f"in:{plain_text(word)}"
