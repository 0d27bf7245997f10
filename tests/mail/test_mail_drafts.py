"""Drafts: what stands in them, how every mail program can read them, and that the same result gives the same bytes."""

import base64
import email
import email.policy
import json
import re
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_folders import mail, parsed, result_of, sheet, text_of
from running_program import files, program
from samples_at_hand import SAMPLES, SHIQUAN_2020, SHIQUAN_2022, YANJIN

from govscore.delivery.mail.compose import named, safe_name
from govscore.delivery.mail.message import draft
from govscore.delivery.mail.parcels import Attachment, Contact, Mail

INSPECTION = SAMPLES / "qiandongnan-2023q4-inspection" / "黔东南州2023年第四季度政务新媒体更新记录.xlsx"
DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def drafts(sample: Path, tmp_path: Path, *rows: tuple[str, str, str | None]) -> dict[str, EmailMessage]:
    """The drafts of a sample by file name, with these rows in the address sheet."""
    folder = result_of(sample, tmp_path)
    sheet(folder.parent / "通讯录.xlsx", rows)
    done = mail(folder, cwd=tmp_path)
    assert done.code == 1  # some units have no address
    return {file.name: parsed(file) for file in sorted((folder / "邮件").iterdir())}


def test_one_draft_for_all_and_one_a_unit(tmp_path: Path) -> None:
    """石泉 2022: 11 towns and 49 departments, excluded ones too."""
    rows = (("中池镇", "zc@unit.example；zc2@unit.example", "cc@unit.example"), ("团县委", "t@unit.example", None))
    found = drafts(SHIQUAN_2022, tmp_path, *rows)
    assert len(found) == 61
    assert next(iter(found)) == "01 中池镇.eml"  # the first of the towns
    assert "60 团县委.eml" in found
    for name, message in found.items():
        assert message["X-Unsent"] == "1", name
        assert not {"From", "Date", "Message-ID"} & set(message.keys()), name
        assert not message.defects

    notice = found["通报.eml"]
    assert (
        notice["Subject"] == "石泉县人民政府办公室关于2022年一季度政务信息采用情况的通报"
    )  # the office's own mail.txt
    assert [a.addr_spec for a in notice["Bcc"].addresses] == [
        "zc@unit.example", "zc2@unit.example", "cc@unit.example", "t@unit.example",
    ]  # fmt: skip
    assert not {"To", "Cc"} & set(notice.keys())
    attached = list(notice.iter_attachments())
    assert [part.get_filename() for part in attached] == [
        "石泉县人民政府办公室关于2022年一季度政务信息采用情况的通报.docx", "2022年一季度排名表.xlsx",
    ]  # fmt: skip
    folder = tmp_path / "outbox" / SHIQUAN_2022.stem
    assert attached[0].get_content() == (folder / "通报.docx").read_bytes()
    assert attached[1].get_content() == (folder / "排名表.xlsx").read_bytes()

    first = found["01 中池镇.eml"]
    assert first["Subject"] == "石泉县2022年一季度政务信息采用情况（中池镇）"
    assert first["To"] == "中池镇 <zc@unit.example>, 中池镇 <zc2@unit.example>"
    assert first["Cc"] == "cc@unit.example"
    assert not list(first.iter_attachments())
    text = text_of(first)
    assert "名次：第1位，共11个单位；本期得分：26.5分。" in text  # 51 * 0.5 + 2 * 0.5 = 26.5
    assert "  备注第1条  各镇快讯：51 × 0.5 = 25.5  ［附件1（镇）!C6］" in text
    assert "调研省级、调研市级“省市暂未反馈”，暂不计分。" in text

    excluded = text_of(found["60 团县委.eml"])
    assert "不计分、不排名，只列采用条数。" in excluded
    assert "部门动态  13条" in excluded
    assert "本期得分" not in excluded


def test_a_slip_says_what_was_lost_and_which_typed_figures_differ(tmp_path: Path) -> None:
    prefecture = next((SAMPLES / "qiandongnan-2021q4").glob("*.xlsx"))
    found = drafts(prefecture, tmp_path, ("凯里市人民政府", "kl@unit.example", None))
    kaili = text_of(next(m for name, m in found.items() if "凯里市" in name))
    lost = kaili[kaili.index("扣分、少计：") :]
    assert lost.splitlines()[1] == "  第11条  漏报约稿：1 × -10 = -10  ［报送约稿!E3］"  # one missed 约稿, −10 each
    assert "得分明细：政务信息：" in kaili
    jinping = text_of(next(m for name, m in found.items() if "锦屏县" in name))
    assert "需要核对：" in jinping
    assert "“州政府网站本季度”手工填的是104，按办法应为103" in jinping  # 19 * 1 + 28 * 3 = 103
    audit = text_of(next(m for name, m in found.items() if "州审计局" in name))
    # 25 asked of the first class of departments, 5 submitted: 20 short at a point each
    assert "报送条数：5条，任务25条，少20条 × -1 = -20  ［报送约稿!C51］" in audit[audit.index("扣分、少计：") :]


def test_target_and_prior_are_said_where_the_office_has_them(tmp_path: Path) -> None:
    """司寨乡: 12 this period, 9 before, target 40: 21 / 40 = 52.5 → 53%."""
    found = drafts(YANJIN, tmp_path, ("司寨乡", "s@unit.example", None))
    text = text_of(next(m for name, m in found.items() if "司寨乡" in name))
    assert "本期得分：12分，上期9分，累计21分；年目标40分，已完成53%。" in text
    assert found["通报.eml"]["Subject"] == "关于2024年5-6月政务信息采用情况的通报"  # no mail.txt: the default


def test_an_inspection_gives_each_owner_its_verdicts_and_evidence(tmp_path: Path) -> None:
    found = drafts(INSPECTION, tmp_path, ("从江县人民政府办公室", "cj@unit.example", None))
    stored = json.loads((tmp_path / "outbox" / INSPECTION.stem / "结果.json").read_text("utf-8"))
    owners = {verdict["owner"] for verdict in stored["verdicts"]}
    assert len(found) == len(owners) + 1
    text = text_of(next(m for name, m in found.items() if "从江县" in name))
    assert "从江政务  不合格  10月：10月13日至19日连续5个工作日没有更新，少于2天" in text
    assert "请于2023年12月4日前完成整改。" in text
    assert found["通报.eml"]["Subject"] == "关于2023年四季度政府网站与政务新媒体检查情况的通报"
    assert [part.get_filename() for part in found["通报.eml"].iter_attachments()][1] == "2023年四季度检查结果.xlsx"


def test_the_same_result_gives_the_same_bytes_and_a_run_does_not_mind_the_drafts(tmp_path: Path) -> None:
    assert program("run", SHIQUAN_2020, cwd=tmp_path).code == 0
    out = tmp_path / "outbox"
    folder = out / SHIQUAN_2020.stem
    sheet(out / "通讯录.xlsx", [("政府办", "a@unit.example", None)])
    mail(folder, cwd=tmp_path)
    once = files(folder)
    assert sum(name.startswith("邮件/") for name in once) == 13
    mail(folder, cwd=tmp_path)
    assert files(folder) == once
    assert program("run", SHIQUAN_2020, cwd=tmp_path).code == 0
    assert files(folder) == once
    assert not list(out.glob("*旧*"))


def test_changed_drafts_are_kept_beside_the_new_ones(tmp_path: Path) -> None:
    folder = result_of(SHIQUAN_2020, tmp_path)
    sheet(folder.parent / "通讯录.xlsx", [("政府办", "a@unit.example", None)])
    mail(folder, cwd=tmp_path)
    sheet(folder.parent / "通讯录.xlsx", [("政府办", "b@unit.example", None)])
    mail(folder, cwd=tmp_path)
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {"邮件", "邮件（旧1）"}


NAMES = ["通报.docx", "石泉县" * 60 + ".docx", "𠮷" * 50 + "乡.docx", 'a"b&<c>;d=e.docx', "plain.docx", "a'%20*b=.docx"]


@pytest.mark.parametrize("name", NAMES)
def test_attachment_names_come_through_both_ways(name: str) -> None:
    """RFC 2231 in Content-Disposition, RFC 2047 in Content-Type, each read by hand as a plain program would."""
    made = draft(Mail("", "x", "x", "x", (Attachment(name, b"\0\r\n.\r\n", DOCX),)), Contact(("a@unit.example",)))
    long = [line for line in made.split(b"\r\n") if len(line) > 78]
    assert long == [f"Content-Type: application/{DOCX};".encode()]  # has no place to be folded at
    head = (
        next(part for part in made.split(b"\r\n--") if b"attachment" in part).partition(b"\r\n\r\n")[0].decode("ascii")
    )
    content_type = re.search(r'^Content-Type: [^;]+;\r\n name="(.*?)"\r\n\S', head, re.MULTILINE | re.DOTALL)
    assert content_type
    words = re.findall(r"=\?utf-8\?B\?([A-Za-z0-9+/=]+)\?=", content_type[1])
    assert (b"".join(map(base64.b64decode, words)).decode() if words else content_type[1]) == name
    assert all(len(word) + len("=?utf-8?B??=") <= 75 for word in words)  # RFC 2047, section 2
    disposition = head[head.index("Content-Disposition") :]
    parts = re.findall(r"filename(?:\*\d+)?\*=(?:utf-8'')?([^;\s]+)", disposition)
    plain = re.search(r'filename="((?:[^"\\]|\\.)*)"', disposition)
    got = unquote("".join(parts)) if parts else re.sub(r"\\(.)", r"\1", plain[1]) if plain else ""
    assert got == name
    for policy in (email.policy.default, email.policy.compat32):
        (part,) = [p for p in email.message_from_bytes(made, policy=policy).walk() if p.get_filename()]
        assert part.get_filename() == name
        assert part.get_payload(decode=True) == b"\0\r\n.\r\n"


odd = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60)


@given(unit=odd, subject=odd)
def test_no_name_breaks_a_header(unit: str, subject: str) -> None:
    from govscore.delivery.mail.mail_texts import subject as tidy_subject

    made = draft(Mail(unit, tidy_subject(subject, {}), "正文", "<p>正文</p>"), Contact(("a@unit.example",)))
    message = email.message_from_bytes(made, policy=email.policy.default)
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    assert [address.addr_spec for address in message["To"].addresses] == ["a@unit.example"]
    assert made.isascii()


@given(names=st.lists(odd, min_size=1, max_size=5))
def test_file_names_are_safe_and_apart(names: list[str]) -> None:
    """RELIABILITY 21: no path, no device, no sign that Windows forbids, at most 255 bytes with what staging adds."""
    found = [name for name, _ in named([Mail(unit, "", "", "") for unit in names])]
    assert len(set(found)) == len(names)
    for name in found:
        assert not set(name) & set('<>:"/\\|?*')
        assert name.isprintable() or not any(ord(character) < 32 for character in name)
        assert len(name.encode()) < 200
        assert re.match(r"\d\d .", name)  # so no name is CON, NUL, ".." or empty
        assert name.endswith(".eml")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../x", "_x"),
        ("a/b", "a_b"),
        ("甲局.", "甲局"),
        ("a:b", "a_b"),
        ("甲" * 86, "甲" * 60),
        ("...", "_"),
        ("甲\n局", "甲局"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_markup_in_a_name_is_text(tmp_path: Path) -> None:
    folder = result_of(SHIQUAN_2020, tmp_path)
    text = (folder / "结果.json").read_text("utf-8").replace("招商服务中心", "<b>甲&乙</b>【期间】")
    (folder / "结果.json").write_text(text, "utf-8")
    sheet(folder.parent / "通讯录.xlsx", [("<b>甲&乙</b>【期间】", "a@unit.example", None)])
    mail(folder, cwd=tmp_path)
    message = parsed(next((folder / "邮件").glob("* _b_甲*.eml")))
    assert (
        message["Subject"] == "2020年10-12月政务信息采用情况（<b>甲&乙</b>【期间】）"
    )  # a mark in a name is not filled
    assert "&lt;b&gt;甲&amp;乙&lt;/b&gt;【期间】：" in text_of(message, "html")
    assert "<b>甲" not in text_of(message, "html")
    assert text_of(message).startswith("<b>甲&乙</b>【期间】：")
