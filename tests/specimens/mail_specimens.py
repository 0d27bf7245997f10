"""Specimens of the problems of `govscore mail`."""

import json
import socket
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from unittest import mock

from openpyxl import Workbook
from smtp_desk import SECRET, UNITS, USER, Post, server
from smtp_desk import settings as settings_for
from specimens import refusals, specimen

from govscore.core.problems import Problem
from govscore.delivery.mail import addresses, folder, password, settings
from govscore.delivery.mail.command import Request, _ready, execute
from govscore.delivery.mail.journal import NAME, Journal, Key
from govscore.delivery.mail.mail_texts import POINTS, wording
from govscore.delivery.mail.parcels import Delivered, Slip
from govscore.delivery.mail.password import Password
from govscore.delivery.mail.transport import Server

Problems = Iterable[Problem]
RESULT = {"scheme": "small", "period": "2024年1-2月", "facts": {}, "verdicts": [], "tiers": [], "differences": []}


def in_folder(call: Callable[[Path], object]) -> Problems:
    """The problems of a call in a fresh folder called 结果."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "outbox" / "结果"
        made.mkdir(parents=True)
        return refusals(lambda: call(made))


def book(*rows: tuple[str | None, ...], head: tuple[str, ...] = ("单位", "邮箱")) -> Problems:
    """All problems of an address sheet with these rows, for the units of smtp_desk."""

    def read(made: Path) -> None:
        whole = Workbook()
        assert whole.active is not None
        for row in (head, *rows):
            whole.active.append(list(row))
        whole.save(made / "通讯录.xlsx")
        notes.extend(addresses.read(made / "通讯录.xlsx", UNITS, {})[1])

    notes: list[Problem] = []
    return [*in_folder(read), *notes]


def text(content: str, encoding: str = "utf-8") -> Problems:
    """The problems of an office's mail.txt."""

    def read(made: Path) -> None:
        (made / "mail.txt").write_text(content, encoding)
        slip = Slip("甲局", "部门", (), {"单位": "甲局"})
        wording(Delivered(made, "small", "2024年1-2月", POINTS, {"期间": "2024年1-2月"}, (slip,), ()), made)

    return in_folder(read)


def setting(content: str, encoding: str = "utf-8") -> Problems:
    def read(made: Path) -> None:
        (made / settings.NAME).write_text(content, encoding)
        settings.load(made / settings.NAME)

    return in_folder(read)


def connecting(secret: str = SECRET, *, security: str = "tls", name: str = "127.0.0.1", **words: object) -> Problems:
    def connect(made: Path) -> None:
        with server(security=security, name=name) as post:
            Server(settings_for(post, made, **words), Password(secret, asked=False)).connect()

    return in_folder(connect)


GOOD = ("城关镇", "a@unit.example")
SOUND = f'server = "s.example"\nport = 465\nsecurity = "tls"\nuser = "{USER}"\nfrom_address = "{USER}"\n'

specimen("mail-no-result")(lambda: in_folder(folder.load))
specimen("mail-result-damaged")(
    lambda: in_folder(lambda made: ((made / "结果.json").write_text("{}", "utf-8"), folder.load(made)))
)
specimen("mail-no-columns")(partial(book, GOOD, head=("单位", "电话")))
specimen("mail-unit-unknown")(partial(book, GOOD, ("饶锋镇", "b@unit.example")))
specimen("mail-unit-twice")(partial(book, GOOD, ("城 关镇", "b@unit.example")))
specimen("mail-row-nameless")(partial(book, GOOD, (None, "b@unit.example")))
specimen("mail-address-bad")(partial(book, ("城关镇", "a＠unit，张三")))
specimen("mail-address-missing")(partial(book, GOOD, ("池河镇", None)))
specimen("mail-addresses-blank")(partial(book, ("城关镇", None)))
specimen("mail-text-unreadable")(partial(text, "通报主题：通报\n", "gb18030"))
specimen("mail-text-astray")(partial(text, "各位同事：\n"))
specimen("mail-mark-unknown")(partial(text, "通报主题：关于【时间】的通报\n"))
specimen("mail-settings-missing")(lambda: in_folder(lambda made: settings.load(made / "没有.toml")))
specimen("mail-settings-encoding")(partial(setting, "# 设置\n", "gb18030"))
specimen("mail-settings-syntax")(partial(setting, 'server = "s.example\n'))
specimen("mail-settings-password")(partial(setting, SOUND + 'password = "x"\n'))
specimen("mail-settings-unknown")(partial(setting, SOUND + 'form_name = "x"\n'))
specimen("mail-settings-lacks")(partial(setting, SOUND.replace('server = "s.example"\n', "")))
specimen("mail-settings-sample")(partial(setting, SOUND.replace("s.example", "smtp.example.cn")))
specimen("mail-settings-bad")(partial(setting, SOUND.replace('"tls"', '"none"')))
specimen("mail-password-odd")(partial(connecting, "密码"))
specimen("mail-login")(partial(connecting, "wrong"))
specimen("mail-no-starttls")(lambda: in_folder(_clear))
specimen("mail-certificate")(partial(connecting, name="other.example"))
specimen("mail-ca-unread")(partial(connecting, ca="没有.pem"))
specimen("mail-journal-damaged")(
    lambda: in_folder(lambda made: ((made / NAME).write_text("{}\n", "utf-8"), Journal(made / NAME)))
)


def _clear(made: Path) -> None:
    with server(security="none") as post:
        Server(settings_for(post, made, security="starttls"), Password(SECRET, asked=False)).connect()


@specimen("mail-journal-unwritable")
def _unwritable() -> Problems:
    def write(made: Path) -> None:
        with Journal(made / NAME) as journal, mock.patch("os.fsync", side_effect=OSError(28, "full")):
            journal.write(Key("small", "2024年1-2月", "城关镇", "a@unit.example"), "0", "正在发", "2024-03-01")

    return in_folder(write)


@specimen("mail-server-unreachable")
def _nobody() -> Problems:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers, and nobody else can take it
        post = Post(taken.getsockname()[1])
        return in_folder(lambda made: Server(settings_for(post, made), Password(SECRET, asked=False)).connect())


@specimen("mail-no-password")
def _no_password() -> Problems:
    def ask(made: Path) -> None:
        chosen = settings_for(Post(465), made)
        with (
            mock.patch.object(password, "_kept", return_value=None),
            mock.patch.object(password, "_ask", return_value=""),
        ):
            password.password(chosen)

    return in_folder(ask)


def _prepared(made: Path) -> bool:
    """A result of one unit, without a notice, and its address."""
    unit = {"unit": "甲局", "score": "1", "prior": "0", "cumulative": "1", "rank": 1, "tied": False, "target": None}
    slip = {"among": 1, "postings": [], "counts": [], "waiting": [], "hints": []}
    tiers = [{"tier": "部门", "units": [unit | {"percent": None, "excluded": False}]}]
    (made / "结果.json").write_text(json.dumps(RESULT | {"tiers": tiers, "slips": {"甲局": slip}}), "utf-8")
    whole = Workbook()
    assert whole.active is not None
    for row in (["单位", "邮箱"], ["甲局", "a@unit.example"]):
        whole.active.append(row)
    whole.save(made / "通讯录.xlsx")
    return True


@specimen("mail-no-notice")
def _no_notice() -> Problems:
    notes: list[Problem] = []

    def ready(made: Path) -> None:
        _prepared(made)
        notes.extend(_ready(folder.load(made), made / "通讯录.xlsx").notes)

    return [*in_folder(ready), *notes]


@specimen("mail-settings-blank")
def _blank() -> Problems:
    return in_folder(lambda made: _prepared(made) and execute(Request(made, send=True)))


@specimen("mail-changed")
def _changed() -> Problems:
    """The journal says that the only unit got another content."""

    def send(made: Path) -> None:
        _prepared(made)
        (made / settings.NAME).write_text(SOUND, "utf-8")
        with Journal(made.parent / NAME) as journal:
            journal.write(Key("small", "2024年1-2月", "甲局", "a@unit.example"), "0", "已发", "2024-03-01")
        execute(Request(made, send=True, yes=True))

    return in_folder(send)
