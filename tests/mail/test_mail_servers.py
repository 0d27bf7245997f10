"""Sending through real servers: every way to refuse, to break off and to keep silent, at every stage."""

import ssl
from pathlib import Path

import pytest
import smtp_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from smtp_desk import SECRET, USER, server

from govscore.core.problems import Refused
from govscore.delivery.mail.journal import Journal
from govscore.delivery.mail.password import Password
from govscore.delivery.mail.transport import Server

NUMBER = 2 * len(smtp_desk.UNITS)  # a notice and a slip to each unit's one address


def states(done: list[smtp_desk.Done]) -> list[str]:
    return [item.state for item in done]


def subject_of(message: bytes) -> bytes:
    return next(line for line in message.splitlines() if line.startswith(b"Subject"))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_everybody_gets_the_notice_and_their_slip_over_tls_after_login(tmp_path: Path, security: str) -> None:
    with server(security=security) as post:
        done = smtp_desk.sent(post, tmp_path, security=security)
        assert states(done) == ["已发"] * NUMBER
        assert [to for to, _ in post.stored] == [f"u{n}@unit.example" for n in (0, 1, 2, 3, 0, 1, 2, 3)]
        assert post.logins == [(USER, SECRET)]  # one connection for all
        assert states(smtp_desk.sent(post, tmp_path, security=security)) == ["已发过"] * NUMBER
        assert len(post.stored) == NUMBER
        assert len(post.logins) == 1  # nothing to send: no connection, no login


@pytest.mark.parametrize(
    ("stage", "answer", "state"),
    [
        ("RCPT", "550 no such user", "拒收"),
        ("RCPT", "450 mailbox busy", "暂拒"),
        ("RCPT", "421 going down", "没有发"),
        ("RCPT", "drop", "没有发"),
        ("RCPT", "hang", "没有发"),
        ("DATA", "451 try later", "暂拒"),
        ("DATA", "554 no", "拒收"),
        ("DATA", "drop", "没有发"),
        ("DATA", "421 going down", "没有发"),
        ("END", "550 spam", "拒收"),
        ("END", "452 full", "暂拒"),
        ("END", "421 going down", "暂拒"),
        ("END", "lost", "不明"),
        ("END", "kept", "不明"),
        ("END", "hang", "不明"),
    ],
)
def test_one_address_with_trouble_troubles_no_other(tmp_path: Path, stage: str, answer: str, state: str) -> None:
    """The third unit's address has trouble at one stage, always; then the server is mended and the run repeated."""
    bad = "u2@unit.example"
    with server(lambda at, to: answer if (at, to) == (stage, bad) else None) as post:
        done = smtp_desk.sent(post, tmp_path, timeout=0.5)
        assert {item.state for item in done if item.delivery.address == bad} == {state}
        assert {item.state for item in done if item.delivery.address != bad} == {"已发"}
        assert all(item.reason for item in done if not item.got_it)
        post.script = lambda at, to: None
        again = smtp_desk.sent(post, tmp_path)
        for number in range(4):
            copies = post.copies(f"u{number}@unit.example")
            lost = number == 2 and state == "不明" and answer == "lost"
            assert copies == (0 if lost else 2), "one notice and one slip, never more"
        wanted = "不明" if state == "不明" else "已发"
        assert {item.state for item in again if item.delivery.address == bad} == {wanted}
        assert {item.state for item in again if item.delivery.address != bad} == {"已发过"}


def test_what_is_unknown_is_sent_again_only_when_asked(tmp_path: Path) -> None:
    with server(lambda at, to: "lost" if at == "END" else None) as post:
        assert states(smtp_desk.sent(post, tmp_path)) == ["不明"] * NUMBER
        post.script = lambda at, to: None
        assert states(smtp_desk.sent(post, tmp_path)) == ["不明"] * NUMBER
        assert not post.stored
        assert states(smtp_desk.sent(post, tmp_path, again={"unknown_again": True})) == ["已发"] * NUMBER
        assert states(smtp_desk.sent(post, tmp_path, again={"unknown_again": True})) == ["已发过"] * NUMBER
        assert len(post.stored) == NUMBER


def test_a_line_that_breaks_once_before_the_mail_is_taken_up_again_at_once(tmp_path: Path) -> None:
    dropped: list[str] = []

    def once(at: str, to: str) -> str | None:
        if at == "RCPT" and len(dropped) < 2:
            dropped.append(to)
            return "drop" if len(dropped) == 1 else None
        return None

    with server(once) as post:
        assert states(smtp_desk.sent(post, tmp_path)) == ["已发"] * NUMBER
        assert len(post.logins) == 2  # the second connection logs in anew


def test_a_server_that_refuses_everybody(tmp_path: Path) -> None:
    with server(lambda at, to: "550 no" if at == "RCPT" else None) as post:
        assert states(smtp_desk.sent(post, tmp_path)) == ["拒收"] * NUMBER
        assert not post.stored


def test_a_sender_that_the_server_does_not_take_ends_the_run(tmp_path: Path) -> None:
    with server(lambda at, to: "553 not your address" if at == "MAIL" else None) as post:
        done = smtp_desk.sent(post, tmp_path)
        assert states(done) == ["没有发"] * NUMBER
        assert [stage for stage, _ in post.stages].count("MAIL") == 1
        assert "553" in done[-1].reason


def test_a_server_that_goes_away_ends_the_run_after_three_addresses(tmp_path: Path) -> None:
    with server(lambda at, to: "drop" if at == "RCPT" else None) as post:
        assert states(smtp_desk.sent(post, tmp_path)) == ["没有发"] * NUMBER
        assert [stage for stage, _ in post.stages].count("RCPT") == 6  # three addresses, twice each


def test_one_of_two_addresses_of_a_unit_is_refused(tmp_path: Path) -> None:
    """RELIABILITY 31: the library raises nothing when one of several is refused; each has its own state here."""
    pair = smtp_desk.Contact(("good@unit.example", "bad@unit.example"), ("GOOD@unit.example", "cc@unit.example"))
    with server(lambda at, to: "550 no" if to == "bad@unit.example" else None) as post:
        chosen = smtp_desk.settings(post, tmp_path)
        with Journal(tmp_path / "j") as journal:
            slip = smtp_desk.mails()[1]
            deliveries = smtp_desk.plan(smtp_desk.delivered(tmp_path), [slip], {"城关镇": pair}, journal)
            line = Server(chosen, Password(SECRET, asked=False))
            done = smtp_desk.Sending(chosen, line, journal, print).run(deliveries)
            line.close()
        assert [(d.delivery.address, d.state) for d in done] == [
            ("good@unit.example", "已发"), ("bad@unit.example", "拒收"), ("cc@unit.example", "已发"),
        ]  # fmt: skip
        assert [to for to, _ in post.stored] == ["good@unit.example", "cc@unit.example"]


def test_a_changed_content_is_another_mail(tmp_path: Path) -> None:
    with server(lambda at, to: "550 no" if to == "u3@unit.example" else None) as post:
        smtp_desk.sent(post, tmp_path)
        post.script = lambda at, to: None
        changed = smtp_desk.mails("2")
        plain = smtp_desk.sent(post, tmp_path, changed)
        assert states(plain) == ["内容已改"] * 3 + ["已发"] + ["内容已改"] * 3 + ["已发"]  # u3 had nothing yet
        assert states(smtp_desk.sent(post, tmp_path, changed, {"changed_again": True})).count("已发") == 6
        assert post.copies("u0@unit.example") == 4
        back = smtp_desk.sent(post, tmp_path, smtp_desk.mails())
        assert states(back) == ["内容已改"] * NUMBER  # the last one they have is the second


ACTIONS = st.sampled_from(
    [None, None, "MAIL drop", "MAIL 450 x", "RCPT 550 x", "RCPT 450 x", "RCPT drop", "RCPT 421 x", "DATA 451 x",
     "DATA drop", "END 550 x", "END 452 x", "END lost", "END kept", "END 421 x"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=st.lists(st.lists(ACTIONS, min_size=1, max_size=10), min_size=1, max_size=4))
def test_whatever_the_server_does_nobody_gets_two_and_nobody_is_lost(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[str | None]]
) -> None:
    """Transactions of each run meet the drawn troubles in turn; a last run meets none."""
    folder = tmp_path_factory.mktemp("run")
    with server() as post:
        for actions in [*runs, [None]]:
            left = list(actions)
            now: list[str | None] = [None]

            def script(at: str, to: str, left: list[str | None] = left, now: list[str | None] = now) -> str | None:
                if at == "MAIL":
                    now[0] = left.pop(0) if left else None
                stage, _, answer = (now[0] or "").partition(" ")
                return answer if stage == at else None

            post.script = script
            done = smtp_desk.sent(post, folder)
        marks = {}
        for item in done:
            marker = subject_of(smtp_desk.sendable_of(item.delivery))
            marks[item.delivery.key] = (post.copies(item.delivery.address, marker), item.state)
        assert len(marks) == NUMBER
        for copies, state in marks.values():
            assert copies <= 1
            assert state in ("已发", "已发过", "不明")
            assert copies == 1 or state == "不明"


def refusal(post: smtp_desk.Post, folder: Path, secret: str = SECRET, **words: object) -> str:
    with pytest.raises(Refused) as refused:
        Server(smtp_desk.settings(post, folder, **words), Password(secret, asked=False)).connect()
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None
    return refused.value.problems[0].code


def test_a_server_without_encryption_gets_no_password(tmp_path: Path) -> None:
    with server(security="none") as post:
        assert refusal(post, tmp_path, security="starttls") == "mail-no-starttls"
        assert refusal(post, tmp_path, security="tls", timeout=0.5) == "mail-server-unreachable"
        assert not post.logins


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_name_or_from_nobody_known_is_refused(tmp_path: Path, security: str) -> None:
    with server(security=security, name="other.example") as post:
        assert refusal(post, tmp_path, security=security) == "mail-certificate"
    with server(security=security) as post:
        assert refusal(post, tmp_path, security=security, ca="") == "mail-certificate"
        (tmp_path / "no.pem").write_text("nothing", "utf-8")
        assert refusal(post, tmp_path, security=security, ca=str(tmp_path / "no.pem")) == "mail-ca-unread"
        assert not post.logins


def test_a_wrong_password_and_one_that_no_server_takes(tmp_path: Path) -> None:
    with server() as post:
        assert refusal(post, tmp_path, secret="wrong") == "mail-login"
        assert refusal(post, tmp_path, secret="密码") == "mail-password-odd"
        assert post.logins == [(USER, "wrong")]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with server() as post:
        pass
    assert refusal(post, tmp_path, timeout=0.5) == "mail-server-unreachable"


def test_a_relay_without_login_is_possible_over_tls_only(tmp_path: Path) -> None:
    with server(auth=False) as post:
        assert states(smtp_desk.sent(post, tmp_path, user="")) == ["已发"] * NUMBER


def test_the_context_checks_names_and_chains() -> None:
    """RELIABILITY 33: what the library does without a context is to accept any certificate."""
    context = ssl.create_default_context()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED
