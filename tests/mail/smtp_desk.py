"""A real SMTP server on the loopback that can be told to misbehave, and results to send through it."""

import asyncio
import contextlib
import datetime
import logging
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from govscore.delivery.mail.journal import Journal
from govscore.delivery.mail.mail_texts import POINTS
from govscore.delivery.mail.message import sendable
from govscore.delivery.mail.parcels import Contact, Delivered, Mail
from govscore.delivery.mail.password import Password
from govscore.delivery.mail.sending import Delivery, Done, Sending, plan
from govscore.delivery.mail.settings import Settings
from govscore.delivery.mail.transport import Server

logging.getLogger("mail.log").setLevel(logging.ERROR)  # the library warns of its own past at every login
USER, SECRET = "xxk@office.example", "canary-1f0e7a9c-secret"
Script = Callable[[str, str], str | None]
"""Asked at each stage (connect, MAIL, RCPT, DATA, END, AFTER) with the address so far; see `act`."""


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def server_context(name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(name).configure_cert(context)
    return context


@dataclass
class Post:
    """What the server got: one (address, message) a stored mail, in order; and every stage it went through."""

    port: int = 0
    stored: list[tuple[str, bytes]] = field(default_factory=list)
    stages: list[tuple[str, str]] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    script: Script = lambda stage, address: None

    def copies(self, address: str, marker: bytes = b"") -> int:
        return sum(to == address and marker in message for to, message in self.stored)

    def ask(self, stage: str, address: str) -> str | None:
        self.stages.append((stage, address))
        return self.script(stage, address)


class Scripted(SMTP):
    """aiosmtpd's server with a script that may answer, drop or wait at every stage."""

    def __init__(self, post: Post, **words: Any) -> None:
        self.post, self.address = post, ""
        super().__init__(self, hostname="loopback", **words)

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if self.post.ask("connect", "") == "drop":
            transport.abort()

    async def act(self, stage: str) -> bool:
        """True where the script has answered: a reply like "450 later", "drop", or "hang"."""
        answer = self.post.ask(stage, self.address)
        if answer == "drop":
            self.transport.abort()
        elif answer == "hang":
            await asyncio.sleep(30)
        elif answer:
            await self.push(answer)
            if answer.startswith("421"):
                self.transport.close()
        return bool(answer)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - the library's names
        self.address = ""
        if not await self.act("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        self.address = (arg or "").partition("<")[2].rstrip(">")
        if not await self.act("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        if not await self.act("DATA"):
            await super().smtp_DATA(arg)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """All of the mail is here. `lost` drops it with the line, `kept` keeps it and drops the line."""
        answer = self.post.ask("END", self.address) or "250 OK"
        content = envelope.content
        assert isinstance(content, bytes)
        if answer in ("lost", "kept", "hang"):
            if answer != "lost":
                self.post.stored.append((self.address, content))
            if answer == "hang":
                await asyncio.sleep(30)
            self.transport.abort()
            return "250 OK"
        if answer.startswith("2"):
            self.post.stored.append((self.address, content))
        self.post.ask("AFTER", self.address)
        return answer


def authenticator(post: Post) -> Callable[..., AuthResult]:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        login, word = data.login.decode(), data.password.decode()
        post.logins.append((login, word))
        return AuthResult(success=(login, word) == (USER, SECRET), handled=False)

    return check


@contextlib.contextmanager
def server(
    script: Script | None = None, *, security: str = "tls", name: str = "127.0.0.1", auth: bool = True
) -> Iterator[Post]:
    """A server on a free port of 127.0.0.1; `security`: tls, starttls, or none (a server without encryption)."""
    post = Post()
    if script:
        post.script = script
    words: dict[str, Any] = (
        {"authenticator": authenticator(post), "auth_require_tls": security == "starttls"} if auth else {}
    )
    if security == "starttls":
        words |= {"tls_context": server_context(name), "require_starttls": True}
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)  # broken lines are what these tests are about
    wrapped = server_context(name) if security == "tls" else None

    async def listen() -> asyncio.Server:
        return await loop.create_server(lambda: Scripted(post, loop=loop, **words), "127.0.0.1", 0, ssl=wrapped)

    listening = loop.run_until_complete(listen())
    post.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield post
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)


def ca_file(folder: Path) -> str:
    file = folder / "root.pem"
    authority().cert_pem.write_to_path(file)
    return str(file)


def settings(post: Post, folder: Path, **words: Any) -> Settings:
    given = {"server": "127.0.0.1", "port": post.port, "security": "tls", "user": USER, "from_address": USER}
    given |= {"from_name": "信息科", "pause": 0, "timeout": 2, "ca": ca_file(folder)} | words
    return Settings.model_validate(given)


UNITS = ("城关镇", "池河镇", "饶峰镇", "两河镇")
CONTACTS = {unit: Contact((f"u{number}@unit.example",)) for number, unit in enumerate(UNITS)}


def mails(version: str = "1") -> tuple[Mail, ...]:
    """A notice and a slip for each unit."""
    slips = (Mail(unit, f"得分单（{unit}）", f"{unit}{version}\n", "<p>x</p>") for unit in UNITS)
    return (Mail("", "通报", f"通报{version}\n", "<p>x</p>"), *slips)


def delivered(folder: Path) -> Delivered:
    return Delivered(folder, "small", "2024年1-2月", POINTS, {}, (), ())


def planned(folder: Path, journal: Journal, made: tuple[Mail, ...] | None = None, **words: bool) -> list[Delivery]:
    return plan(delivered(folder), made or mails(), CONTACTS, journal, **words)


def sent(
    post: Post, folder: Path, made: tuple[Mail, ...] | None = None, again: dict[str, bool] | None = None, **words: Any
) -> list[Done]:
    """One run of sending with a journal in `folder`."""
    chosen = settings(post, folder, **words)
    with Journal(folder / "发送记录.jsonl") as journal:
        line = Server(chosen, Password(SECRET, asked=False))
        try:
            return Sending(chosen, line, journal, lambda text: None).run(
                planned(folder, journal, made, **(again or {}))
            )
        finally:
            line.close()


def sendable_of(delivery: Delivery) -> bytes:
    """The mail as it went out, but for the date."""
    date = datetime.datetime(2024, 3, 1, tzinfo=datetime.UTC)
    return sendable(delivery.mail, delivery.contact, ("信息科", USER), "<x@y>", date)
