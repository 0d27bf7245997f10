"""Names, lists and numerals."""

import pytest
import wcwidth

from govscore.core.text import chinese, heading_key, key, listed, nearest, text_width, tidy

SAME = [
    "甲局",
    " 甲局",
    "甲局 ",
    "甲 局",
    "甲\u3000局",
    "甲\n局",
    "甲\r\n\n局",
    "甲\t局",
    "甲\u00a0局",
    "甲\u200b局",
    "\ufeff甲局",
    "甲\u00ad局",
    "甲\u2060局",
]


@pytest.mark.parametrize("spelling", SAME)
def test_spellings_of_one_name(spelling: str) -> None:
    assert key(spelling) == key("甲局")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("农业农村局（蚕桑服务中心）", "农业农村局(蚕桑服务中心)"),
        ("行政审批\n\n服务局", "行政审批服务局"),
        ("人大常委会  办公室", "人大常委会办公室"),
        ("ＡＢＣ局", "abc局"),
        ("１２", "12"),
    ],
)
def test_equal_names(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("甲局", "乙局"), ("市场监理局", "市场监管局"), ("甲局", "甲局2")])
def test_different_names(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("行政审批\n\n服务局", "行政审批服务局"),
        ("人大常委会  办公室", "人大常委会办公室"),
        ("中池镇 ", "中池镇"),
        ("\u3000政府办", "政府办"),
        ("公安局\n(交警大队)", "公安局(交警大队)"),
        ("Office of Works", "Office of Works"),
        ("甲\x00局\x0b", "甲局"),
        ("甲\ufffe局", "甲局"),
        ("", ""),
    ],
)
def test_names_as_printed(typed: str, printed: str) -> None:
    assert tidy(typed) == printed


def test_lone_surrogates_go() -> None:
    assert tidy("甲\ud800局") == "甲局"


@pytest.mark.parametrize(
    "sign", "\x07\x1f\x7f\x9f\xad\u200b\u200e\u202e\u2066\u2069\ufeff\ufdd0\uffff\U0001ffff\U0010fffe"
)
def test_what_no_reader_sees_goes(sign: str) -> None:
    assert tidy(f"甲{sign}局") == "甲局"


@pytest.mark.parametrize("sign", ["\u200c", "\u200d", "\ufe0f", "\U000e0100", "𠮷", "😀", "\ue000"])
def test_what_belongs_to_a_character_stays(sign: str) -> None:
    assert tidy(f"甲{sign}局") == f"甲{sign}局"


@pytest.mark.parametrize(
    ("heading", "same"),
    [
        ("10-12月采用情况（条）", "10-12月采用情况"),
        ("得分情况(分)", "得分情况"),
        ("采用 情况\n（ 条 ）", "采用情况"),
        ("占比（%）", "占比"),
        ("采用（单位：条）", "采用"),
    ],
)
def test_headings_lose_their_unit(heading: str, same: str) -> None:
    assert heading_key(heading) == heading_key(same)


def test_headings_keep_other_brackets() -> None:
    assert heading_key("动态（省级）") != heading_key("动态（市级）")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "〇"),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (34, "三十四"),
        (99, "九十九"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (999, "九百九十九"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1110, "一千一百一十"),
        (3012, "三千零一十二"),
        (10500, "一万零五百"),
        (120034, "十二万零三十四"),
        (99999999, "九千九百九十九万九千九百九十九"),
    ],
)
def test_chinese_numerals(number: int, words: str) -> None:
    assert chinese(number) == words


def test_every_numeral_is_its_own() -> None:
    assert len({chinese(number) for number in range(12_000)}) == 12_000


@pytest.mark.parametrize("number", [-1, 10**8])
def test_numerals_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        chinese(number)


def test_lists() -> None:
    assert listed(["甲局", "乙局"]) == "甲局、乙局"
    assert listed([]) == "无"
    assert listed([], none="") == ""


def test_nearest() -> None:
    known = ["市场监管局", "政府办", "林业局"]
    assert nearest("市场监理局", known) == "市场监管局"
    assert nearest("完全无关的名称", known) is None
    assert nearest("林业局", []) is None


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc 12", 6),
        ("东河县", 6),
        ("“五条”—…", 12),  # signs that Chinese fonts draw as wide as characters
        ("①、×", 6),
        ("ｶﾅ", 2),  # half-width by their own definition
        ("甲\n乙\r", 4),  # ends of lines take no room
        ("\u200b甲\u0301", 2),  # nor do what is not seen and what stands above a character
        ("𠮷", 2),
    ],
)
def test_columns_of_a_text(text: str, columns: int) -> None:
    assert text_width(text) == columns


def test_common_signs_are_counted_as_wcwidth_counts_them() -> None:
    for character in map(chr, range(0x20, 0x10000)):
        if not 0xD800 <= ord(character) < 0xE000:
            assert text_width(character) == wcwidth.width(character, control_codes="ignore", ambiguous_width=2)
