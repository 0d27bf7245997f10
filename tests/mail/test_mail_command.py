"""`govscore mail --send` as a clerk runs it: plan, sending, closing list, settings, and the password's secrecy."""

import base64
import email
import email.policy
import json
import re
from pathlib import Path

import pytest
from mail_folders import mail, result_of, settings_file, sheet
from running_program import files
from samples_at_hand import SHIQUAN_2020
from smtp_desk import SECRET, USER, Post, server

from govscore.core.problems import Refused
from govscore.delivery.mail import password as password_
from govscore.delivery.mail.journal import Journal, Key, Last
from govscore.delivery.mail.settings import Settings, load

ROWS = (("政府办", "a@unit.example", None), ("教体科技局", "b@unit.example；c@unit.example", "d@unit.example"))


def office(tmp_path: Path, post: Post) -> Path:
    folder = result_of(SHIQUAN_2020, tmp_path)
    names = [unit["unit"] for unit in json.loads((folder / "结果.json").read_text("utf-8"))["tiers"][0]["units"]]
    rest = [
        (name, f"r{at}@unit.example", None) for at, name in enumerate(names) if name not in ("政府办", "教体科技局")
    ]
    sheet(folder.parent / "通讯录.xlsx", [*ROWS, *rest])
    settings_file(folder.parent, post)
    return folder


def test_a_dry_run_sends_nothing_and_says_how_to_send(tmp_path: Path) -> None:
    with server() as post:
        folder = office(tmp_path, post)
        done = mail(folder, "--send", cwd=tmp_path)
        assert done.code == 0
        assert "什么也没有发" in done.out
        assert "要发28封" in done.out  # 12 units: 10 with one address, one with one, one with three: 14 of each kind
        assert "--yes" in done.out
        assert not post.stages
        assert not (folder.parent / "发送记录.jsonl").exists()


def test_sending_with_progress_a_closing_list_and_nothing_twice(tmp_path: Path) -> None:
    with server(lambda at, to: "550 no such user here" if (at, to) == ("RCPT", "c@unit.example") else None) as post:
        folder = office(tmp_path, post)
        done = mail(folder, "--send", "--yes", cwd=tmp_path)
        assert done.code == 1
        assert "[28/28] " in done.out
        assert "没有发到的2个：" in done.out
        assert re.search(r"教体科技局 +c@unit\.example +拒收 +550 no such user here", done.out)
        assert "这次发出26封，以前已发0封，没有发到2个。" in done.out
        assert len(post.stored) == 26
        listed = (folder.parent / f"发送情况（{folder.name}）.txt").read_text("utf-8-sig")
        assert "没有发到的2个：" in listed
        assert listed.count("已发") >= 26

        post.script = lambda at, to: None
        again = mail(folder, "--send", "--yes", cwd=tmp_path)
        assert again.code == 0
        assert "这次发出2封，以前已发26封，没有发到0个。" in again.out
        assert len(post.stored) == 28
        third = mail(folder, "--send", "--yes", cwd=tmp_path, password="never asked for")
        assert third.code == 0
        assert "这次发出0封，以前已发28封" in third.out


def test_what_goes_over_the_wire(tmp_path: Path) -> None:
    with server() as post:
        folder = office(tmp_path, post)
        mail(folder, "--send", "--yes", cwd=tmp_path)
        by_id: dict[str, set[str]] = {}
        for address, data in post.stored:
            message = email.message_from_bytes(data, policy=email.policy.default)
            assert message["From"] == f"信息科 <{USER}>"
            assert message["Date"]
            assert not {"Bcc", "X-Unsent"} & set(message.keys())
            by_id.setdefault(message["Message-ID"], set()).add(address)
            if message.get_content_type() == "multipart/mixed":
                assert message["To"] == f"信息科 <{USER}>"  # nobody sees the others' addresses
                assert not re.search(rb"unit\.example", data.partition(b"\r\n\r\n")[0])
        assert len(by_id) == 13  # the notice and twelve slips, each with one id for all its addresses
        shared = {"b@unit.example", "c@unit.example", "d@unit.example"}
        assert shared in by_id.values()


def test_a_changed_result_is_sent_again_only_when_asked(tmp_path: Path) -> None:
    with server() as post:
        folder = office(tmp_path, post)
        mail(folder, "--send", "--yes", cwd=tmp_path)
        (folder / "通报.docx").write_bytes((folder / "通报.docx").read_bytes() + b"x")  # as the clerk's own edit
        done = mail(folder, "--send", "--yes", cwd=tmp_path)
        assert done.code == 2
        assert "14个地址" in done.err
        assert "内容已改" in mail(folder, "--send", cwd=tmp_path).out
        assert len(post.stored) == 28
        again = mail(folder, "--send", "--yes", "--resend-changed", cwd=tmp_path)
        assert again.code == 0
        assert "这次发出14封，以前已发14封" in again.out


def test_a_unit_without_address_is_among_those_who_did_not_get_it(tmp_path: Path) -> None:
    with server() as post:
        folder = result_of(SHIQUAN_2020, tmp_path)
        sheet(folder.parent / "通讯录.xlsx", ROWS)
        settings_file(folder.parent, post)
        done = mail(folder, "--send", "--yes", cwd=tmp_path)
        assert done.code == 1
        assert done.out.count("没有邮箱") >= 10


def test_yes_alone_is_a_mistake(tmp_path: Path) -> None:
    done = mail(result_of(SHIQUAN_2020, tmp_path), "--yes", cwd=tmp_path)
    assert done.code == 2
    assert "--send" in done.err


PLACES = ("right", "wrong", "refused", "dropped", "unreachable")


@pytest.mark.parametrize("case", PLACES)
def test_the_password_is_nowhere(tmp_path: Path, case: str) -> None:
    """RELIABILITY 35: not on the console, in no file, not in base64 either, whatever happens."""
    scripts = {"refused": "550 no", "dropped": "drop"}
    with server(lambda at, to: scripts.get(case) if at == "RCPT" else None) as post:
        folder = office(tmp_path, post)
        if case == "unreachable":
            settings_file(folder.parent, Post(1))
        typed = SECRET if case != "wrong" else SECRET + "x"
        done = mail(folder, "--send", "--yes", cwd=tmp_path, password=typed)
        assert done.code == {"right": 0, "wrong": 2, "unreachable": 2}.get(case, 1)
        if case != "unreachable":
            assert post.logins[0] == (USER, typed)
        plain = base64.b64encode(f"\0{USER}\0{typed}".encode())
        for form in (typed.encode(), base64.b64encode(typed.encode()), plain):
            assert form not in done.out.encode() + done.err.encode()
            for name, data in files(tmp_path).items():
                assert form not in data, name
    assert typed not in repr(password_.Password(typed, asked=True))


def test_settings_that_hold_a_password_are_refused_without_repeating_it(tmp_path: Path) -> None:
    for name in ("password", "Passwd", "pwd", "auth_code", '"密码"', '"授权码"', "[login]\nsecret"):
        file = settings_file(tmp_path, Post(465))
        file.write_text(file.read_text("utf-8") + f'{name} = "{SECRET}"\n', "utf-8")
        with pytest.raises(Refused) as refused:
            load(file)
        (found,) = refused.value.problems
        assert found.code == "mail-settings-password"
        assert SECRET not in found.spoken()


def test_a_wrong_value_is_not_repeated_either(tmp_path: Path) -> None:
    file = settings_file(tmp_path, Post(465), port=f'"{SECRET}"', server=f'"{SECRET} x"')
    with pytest.raises(Refused) as refused:
        load(file)
    assert {item.code for item in refused.value.problems} == {"mail-settings-bad"}
    assert all(SECRET not in item.spoken() for item in refused.value.problems)


CHOSEN = Settings(server="s.example", port=465, security="tls", user=USER, from_address=USER)


class Keyring:
    """A keyring in memory in place of the system's; `broken`: locked."""

    def __init__(self, *, broken: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = broken

    def get_keyring(self) -> object:
        return type("Backend", (), {"priority": 5})()

    def get_password(self, service: str, account: str) -> str | None:
        if self.broken:
            raise RuntimeError("locked")
        return self.kept.get((service, account))

    def set_password(self, service: str, account: str, secret: str) -> None:
        if self.broken:
            raise RuntimeError("locked")
        self.kept[service, account] = secret


def test_the_keyring_comes_first_and_asking_last(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Keyring()
    monkeypatch.setattr(password_, "_keyring", lambda: ring)
    monkeypatch.setattr(password_, "_ask", lambda prompt: SECRET)
    asked = password_.password(CHOSEN)
    assert (asked.reveal(), asked.asked) == (SECRET, True)
    assert password_.keep(CHOSEN, asked)
    assert ring.kept == {("govscore", f"{USER}@s.example"): SECRET}
    monkeypatch.setattr(password_, "_ask", lambda prompt: "another")
    assert password_.password(CHOSEN).reveal() == SECRET
    assert password_.password(CHOSEN, fresh=True).reveal() == "another"


def test_without_a_keyring_or_with_a_locked_one_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password_, "_ask", lambda prompt: SECRET)
    for ring in (None, Keyring(broken=True)):
        monkeypatch.setattr(password_, "_keyring", lambda ring=ring: ring)
        assert password_.password(CHOSEN).reveal() == SECRET
        assert not password_.keep(CHOSEN, password_.Password(SECRET, asked=True))


def test_the_library_for_keyrings_is_spoken_to_as_it_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against the real library with a backend of its own kind."""
    import keyring
    from keyring.backend import KeyringBackend

    class Memory(KeyringBackend):
        priority = 9.0  # type: ignore[assignment]
        kept: dict[tuple[str, str], str] = {}  # noqa: RUF012

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        assert password_.can_keep()
        assert password_.keep(CHOSEN, password_.Password(SECRET, asked=True))
        assert password_.password(CHOSEN).reveal() == SECRET
    finally:
        keyring.set_keyring(before)


KEY = Key("small", "2024年1-2月", "城关镇", "a@unit.example")


def test_the_journal_remembers_across_runs_and_forgets_a_cut_line(tmp_path: Path) -> None:
    file = tmp_path / "发送记录.jsonl"
    with Journal(file) as journal:
        assert journal.last(KEY) is None
        journal.write(KEY, "1", "正在发", "t")
        assert journal.last(KEY) == Last("1", "不明")
        journal.write(KEY, "1", "暂拒", "t", "450 busy")
        assert journal.last(KEY) is None
        journal.write(KEY, "1", "正在发", "t")
        journal.write(KEY, "1", "已发", "t", "250 OK")
    whole = file.read_bytes()
    assert whole.count(b"\n") == 4
    for cut in range(1, len(whole.splitlines()[-1])):
        file.write_bytes(whole[:-cut])
        assert Journal(file).last(KEY) == Last("1", "不明")  # 正在发 is whole, 已发 is not
    file.write_bytes(whole[:-1])  # what is cut is longer than what comes in its place
    with Journal(file) as journal:
        journal.write(KEY, "2", "正在发", "t")
    lines = file.read_bytes().splitlines()
    assert [json.loads(line)["结果"] for line in lines] == ["正在发", "暂拒", "正在发", "正在发"]
    assert Journal(file).last(KEY) == Last("2", "不明")


def test_a_refused_new_content_leaves_the_old_one_delivered(tmp_path: Path) -> None:
    with Journal(tmp_path / "j") as journal:
        for content, state in (("1", "正在发"), ("1", "已发"), ("2", "正在发"), ("2", "拒收")):
            journal.write(KEY, content, state, "t")
        assert journal.last(KEY) == Last("1", "已发")
