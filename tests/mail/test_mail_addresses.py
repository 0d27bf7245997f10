"""The address sheet: whatever the clerk typed is understood or named; no unit is lost without a word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_folders import mail, result_of, sheet
from openpyxl import load_workbook
from samples_at_hand import SHIQUAN_2020, SHIQUAN_2022

from govscore.core.problems import Refused
from govscore.core.text import key
from govscore.delivery.mail import addresses
from govscore.delivery.mail.parcels import Contact

UNITS = ["城关镇", "池河镇", "市场监管局"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@b.cn", ("a@b.cn",)),
        ("a@b.cn;c@d.cn； e@f.cn,g@h.cn", ("a@b.cn", "c@d.cn", "e@f.cn", "g@h.cn")),
        ("a@b.cn，c@d.cn、e@f.cn\ng@h.cn", ("a@b.cn", "c@d.cn", "e@f.cn", "g@h.cn")),
        ("张三 <zs@b.cn>；李四<ls@b.cn>", ("zs@b.cn", "ls@b.cn")),
        ("ａ＠ｂ．ｃｎ", ("a@b.cn",)),
        ("mailto:a@b.cn", ("a@b.cn",)),
        ("A@b.cn a@B.cn", ("A@b.cn",)),
        ("first.last+tag@sub.gov.cn", ("first.last+tag@sub.gov.cn",)),
        ("", ()),
    ],
)  # fmt: skip
def test_addresses_of_a_cell(text: str, found: tuple[str, ...]) -> None:
    assert addresses.split(text) == (found, ())


@pytest.mark.parametrize(
    "text", ["a", "a@b", "@b.cn", "a@.cn", "a@b..cn", "a@b.c", ".a@b.cn", "a.@b.cn", "张三@b.cn", "a@b.cn>", "a@b。cn",
             "a@-b.cn", "a@b-.cn", "a@b.1", "a@b@c.cn", "a" * 65 + "@b.cn", "a@" + "b." * 130 + "cn",
             "a@b.cn\x00", "a\"b@c.cn"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    good, bad = addresses.split(text)
    assert not good
    assert bad


@given(st.text(max_size=40))
def test_no_cell_breaks_the_reader_and_no_header_can_be_broken(text: str) -> None:
    good, bad = addresses.split(text)
    for address in good:
        assert address.isascii()
        assert not set(address) & set(' \r\n<>,;:"()[]\\')
    assert not set(good) & set(bad)


def read(tmp_path: Path, *rows: tuple[str | None, ...], **words: object) -> tuple[dict[str, Contact], list[str]]:
    found, notes = addresses.read(
        sheet(tmp_path / "a.xlsx", rows, **words), UNITS, {key("食药监局"): key("市场监管局")}
    )  # type: ignore[arg-type]
    return found, [note.code for note in notes]


def test_names_match_however_they_are_spelt_and_by_the_schemes_aliases(tmp_path: Path) -> None:
    found, notes = read(
        tmp_path, ("城 关\n镇", "a@b.cn", None), ("池河镇 ", "c@d.cn", "e@f.cn"), ("食药监局", "g@h.cn", None)
    )
    assert found == {
        "城关镇": Contact(("a@b.cn",)), "池河镇": Contact(("c@d.cn",), ("e@f.cn",)), "市场监管局": Contact(("g@h.cn",)),
    }  # fmt: skip
    assert notes == []


def test_the_headings_may_stand_anywhere_and_in_other_words(tmp_path: Path) -> None:
    rows = [
        ("政务信息通讯录", None, None, None),
        ("序号", "E-mail", "联系人", "单位名称"),
        ("1", "a@b.cn", "张三", "城关镇"),
    ]
    found, _ = read(tmp_path, *rows[1:], head=rows[0])
    assert found["城关镇"] == Contact(("a@b.cn",))


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    rows = [("城关镇", "a@b", None), ("城关镇", "c@d.cn", None), (None, "e@f.cn", None), ("城管镇", "g@h.cn", None)]
    with pytest.raises(Refused) as refused:
        read(tmp_path, *rows)
    assert {p.code for p in refused.value.problems} >= {
        "mail-address-bad", "mail-unit-twice", "mail-row-nameless", "mail-unit-unknown",
    }  # fmt: skip


def test_a_unit_without_address_is_named_and_its_draft_has_no_recipient(tmp_path: Path) -> None:
    found, notes = read(tmp_path, ("城关镇", "a@b.cn", None), ("城管局", "x@y.cn", None))
    assert set(found) == {"城关镇"}
    assert notes == ["mail-unit-unknown", "mail-address-missing"]


def test_without_a_sheet_one_is_made_to_be_filled_in(tmp_path: Path) -> None:
    folder = result_of(SHIQUAN_2022, tmp_path)
    done = mail(folder, cwd=tmp_path)
    assert done.code == 3
    assert not (folder / "邮件").exists()
    blank = folder.parent / "通讯录.xlsx"
    before = blank.read_bytes()
    book = load_workbook(blank)
    assert book.active is not None
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0] == ["类别", "单位", "邮箱", "抄送", "联系人"]
    assert len(rows) == 61
    assert rows[1] == ["镇", "中池镇", None, None, None]
    again = mail(folder, cwd=tmp_path)
    assert again.code == 3
    assert "60个单位都还没有邮箱" in again.err
    assert blank.read_bytes() == before, "what the clerk keeps is never written over"


def test_the_sheet_is_looked_for_in_the_folder_beside_it_and_where_one_works(tmp_path: Path) -> None:
    folder = result_of(SHIQUAN_2020, tmp_path)
    (tmp_path / "here").mkdir()
    for place in (tmp_path / "here", folder.parent, folder):
        sheet(place / "通讯录.xlsx", [("政府办", f"{len(place.parts)}@unit.example", None)])
        mail(folder, cwd=tmp_path / "here")
        draft = (folder / "邮件" / "01 政府办.eml").read_text("ascii")
        assert f"<{len(place.parts)}@unit.example>" in draft
    sheet(tmp_path / "other.xlsx", [("政府办", "named@unit.example", None)])
    mail(folder, "--addresses", tmp_path / "other.xlsx", cwd=tmp_path)
    assert "<named@unit.example>" in (folder / "邮件" / "01 政府办.eml").read_text("ascii")
    assert mail(folder, "--addresses", tmp_path / "none.xlsx", cwd=tmp_path).code == 3
