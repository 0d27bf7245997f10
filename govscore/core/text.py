"""Names and words: what counts as the same name, how lists and ordinals are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
# What no reader sees or no file can hold: controls, zero-width and direction signs, noncharacters, lone surrogates.
# The joiners U+200C and U+200D stay: Mongolian, Uyghur and emoji are written with them.
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\ufdd0-\ufdef" + "".join(f"{chr((n << 16) + 0xFFFE)}{chr((n << 16) + 0xFFFF)}" for n in range(17)) + "]"
)
_BRACKETED = re.compile(r"\((?:条|分|篇|件|次|个|%|单位:.{1,4})\)$")
_COMMON = re.compile(r"[ -~\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e“”‘’—…]*")  # signs of one column or two
_DIGITS = "〇一二三四五六七八九"


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The form in which two spellings of one name are equal: NFKC, no spaces, line breaks or marks, one case."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name)).casefold()


@lru_cache(maxsize=65536)
def tidy(name: str) -> str:
    """A name as it is printed: control characters, line breaks and the padding between Chinese characters gone."""
    name = _CONTROL.sub("", unicodedata.normalize("NFC", name)).replace("\u3000", " ")
    name = " ".join(name.split())
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", name)


@lru_cache(maxsize=4096)
def heading_key(heading: str) -> str:
    """`key` of a heading without its unit in brackets: 采用情况（条） and 采用情况 are one."""
    return _BRACKETED.sub("", key(heading))


_PLACES = ((10_000, "万"), (1_000, "千"), (100, "百"))


def chinese(number: int) -> str:
    """Chinese numeral of 0 to 99,999,999, as in 一、 and 十二、 and 一百零三、 and 一千零一十、."""
    if not 0 <= number < 10**8:
        raise ValueError(f"{number} is not between 0 and 99999999")
    for place, sign in _PLACES:
        high, rest = divmod(number, place)
        if high:
            gap = ("零" if 0 < rest < place // 10 else "") + ("一" if 10 <= rest < 20 else "")
            return f"{chinese(high)}{sign}{gap}{chinese(rest) if rest else ''}"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def listed(names: Iterable[str], none: str = "无") -> str:
    """Names joined by 、; `none` for an empty list."""
    return "、".join(names) or none


def listed_some(names: Sequence[str], most: int = 5, none: str = "无", called: str = "单位") -> str:
    """Names joined by 、; of more than `most` the first ones and how many there are: 甲、乙等12个单位."""
    some = listed(names[:most], none)
    return f"{some}等{len(names)}个{called}" if len(names) > most else some


def nearest(word: str, known: Sequence[str], least: float = 60) -> str | None:
    """The known word most like `word`, if any is at least `least` percent alike."""
    from rapidfuzz import fuzz, process  # late: only needed when something is wrong

    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else None


@lru_cache(maxsize=65536)
def text_width(text: str) -> int:
    """Columns that a text takes on a line of a console or a sheet.

    A Chinese character takes two, and so does what its fonts draw wide (“”—①); line ends and other controls take none.
    """
    if _COMMON.fullmatch(text):
        return sum(2 - character.isascii() for character in text)
    from wcwidth import width  # late: it takes a tenth of the time of a call for help to load

    return width(text, control_codes="ignore", ambiguous_width=2)
