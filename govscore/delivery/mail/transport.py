"""The conversation with the mail server: always over verified TLS, one address at a time, every answer told apart.

Up to the server's 354 nothing has been handed over, and the address may be tried again. From the first byte after it
until the server's answer nobody can know; `begun` is called exactly there (RFC 5321, 4.1.1.4 and 4.2.5).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import NamedTuple

from govscore.core.problems import Refused, problem
from govscore.core.text import tidy
from govscore.delivery.mail.journal import DEFERRED, REFUSED, SENT, UNKNOWN
from govscore.delivery.mail.password import Password
from govscore.delivery.mail.settings import Settings

LOCAL = "localhost"  # the machine's own name may be Chinese, and is nobody's business
METHODS = {"PLAIN": "auth_plain", "LOGIN": "auth_login", "CRAM-MD5": "auth_cram_md5"}
BROKEN: dict[type[Exception], str] = {
    socket.gaierror: "找不到这个服务器名",
    TimeoutError: "等了很久没有回答",
    ConnectionRefusedError: "对方拒绝连接",
    ssl.SSLError: "对方没有按加密的方式回答，可能端口不对",
    smtplib.SMTPServerDisconnected: "对方断开了连接",
    ConnectionError: "连接断了",
}
_LONGEST = 160


class Outcome(NamedTuple):
    """What became of one address: a state of the journal and the server's own words."""

    state: str
    reason: str = ""


class Dropped(Exception):  # noqa: N818 - an outcome of the line, not an error of ours
    """The connection broke before anything was handed over."""


class Halted(Exception):  # noqa: N818
    """The server takes nothing from this sender: no use in going on."""


class Server:
    """The mail server of the settings; connects when it is first needed, and again after a broken line."""

    def __init__(self, settings: Settings, secret: Password) -> None:
        self._settings = settings
        self._secret = secret
        self._smtp: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Connects and logs in, if that is not done; Refused with what keeps it from it."""
        if self._smtp is None:
            smtp = self._greeted()
            try:
                self._login(smtp)
            except BaseException:
                smtp.close()
                raise
            self._smtp = smtp

    def deliver(self, address: str, data: bytes, begun: Callable[[], None]) -> Outcome:
        """One mail to one address; Dropped where it may be tried again at once, Halted where nothing will help."""
        self.connect()
        assert self._smtp is not None
        try:
            refusal = self._envelope(self._smtp, address, len(data))
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Dropped(_words(error)) from None
        if refusal:
            self._forget()
            return refusal
        begun()
        return self._handed_over(self._smtp, data)

    def _envelope(self, smtp: smtplib.SMTP, address: str, size: int) -> Outcome | None:
        """MAIL, RCPT and DATA; None where the server awaits the mail."""
        options = [f"SIZE={size}"] if smtp.has_extn("size") else []
        code, words = smtp.mail(self._settings.from_address, options)
        if code // 100 == 5 and code != 552:
            raise Halted(_answer(code, words))
        if code // 100 == 2:
            code, words = smtp.rcpt(address)
        if code // 100 == 2:
            code, words = smtp.docmd("DATA")
            if code == 354:
                return None
        if code == 421:
            raise smtplib.SMTPServerDisconnected(_answer(code, words))
        return Outcome(_state(code), _answer(code, words))

    def _handed_over(self, smtp: smtplib.SMTP, data: bytes) -> Outcome:
        """The mail itself, dots doubled, and the server's answer; without an answer nobody knows."""
        lines = re.sub(rb"(?m)^\.", b"..", data)
        try:
            smtp.send(lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            code, words = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Outcome(UNKNOWN, f"交出邮件后连接断了（{_words(error)}）")
        if code == 421:
            self.close()
        return Outcome(SENT if code // 100 == 2 else _state(code), _answer(code, words))

    def _forget(self) -> None:
        """Ends a refused transaction; where even that fails, the next mail begins with a new connection."""
        try:
            if self._smtp is not None and self._smtp.rset()[0] // 100 != 2:
                self.close()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self, *, politely: bool = False) -> None:
        """Ends the connection; never fails."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                if politely:
                    smtp.quit()
            smtp.close()

    def _greeted(self) -> smtplib.SMTP:
        """A connection over TLS; a server without it, or with another's certificate, gets nothing."""
        settings = self._settings
        place = f"[{settings.server}]"
        try:
            context = ssl.create_default_context(cafile=None)
            if settings.ca:
                context.load_verify_locations(cafile=settings.ca)
        except (OSError, ssl.SSLError):
            raise Refused(problem("mail-ca-unread", place)) from None
        try:
            return self._secured(context)
        except ssl.SSLCertVerificationError as error:
            raise Refused(problem("mail-certificate", place, why=_untrusted(error))) from None
        except smtplib.SMTPNotSupportedError:
            raise Refused(problem("mail-no-starttls", place)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise self._unreachable(_words(error)) from None

    def _secured(self, context: ssl.SSLContext) -> smtplib.SMTP:
        settings = self._settings
        host, port, timeout = settings.server, settings.port, settings.timeout
        if settings.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, LOCAL, timeout=timeout, context=context)
        else:
            smtp = smtplib.SMTP(host, port, LOCAL, timeout=timeout)
        try:
            smtp.ehlo_or_helo_if_needed()
            if settings.security == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _login(self, smtp: smtplib.SMTP) -> None:
        """Gives name and password, once and by one method: some servers lock an account after a few wrong tries.

        The server's words are not repeated: some echo what they were sent.
        """
        user, secret, place = self._settings.user, self._secret.reveal(), f"[{self._settings.server}]"
        if not user:
            return
        if not (user + secret).isascii():
            raise Refused(problem("mail-password-odd", place))
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        method = next((name for name in METHODS if name in offered), None)
        if method is None:
            raise self._unreachable("服务器不让登录")
        smtp.user, smtp.password = user, secret
        try:
            smtp.auth(method, getattr(smtp, METHODS[method]))
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code // 100 == 4:
                raise self._unreachable(f"现在不能登录，{error.smtp_code}") from None
            raise Refused(problem("mail-login", place, user=user, answer=error.smtp_code)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise self._unreachable(f"登录时断了，{type(error).__name__}") from None

    def _unreachable(self, why: str) -> Refused:
        place = f"[{self._settings.server}]"
        return Refused(problem("mail-server-unreachable", place, port=self._settings.port, why=why))


def _state(code: int) -> str:
    return REFUSED if code // 100 == 5 else DEFERRED


def _answer(code: int, words: bytes) -> str:
    """The server's answer in one short line."""
    for encoding in ("utf-8", "gb18030", "latin-1"):
        with contextlib.suppress(UnicodeDecodeError):
            return f"{code} {tidy(words.decode(encoding))}"[:_LONGEST].strip()
    return str(code)


def _words(error: Exception) -> str:
    """Why the line broke, in the clerk's words where they are known."""
    if "timed out" in str(error):  # smtplib tells of it as of any other end
        return BROKEN[TimeoutError]
    for kind, words in BROKEN.items():
        if isinstance(error, kind):
            return words
    return tidy(str(error))[:_LONGEST] or type(error).__name__


def _untrusted(error: ssl.SSLCertVerificationError) -> str:
    """Why a certificate is not trusted; the numbers are OpenSSL's (X509_V_ERR_…)."""
    if error.verify_code in (62, 64):
        return "证书是别的服务器的"
    if error.verify_code in (9, 10):
        return "证书过期或者还没有生效，也看看这台电脑的日期对不对"
    return f"签发证书的单位不明，{error.verify_code}"
