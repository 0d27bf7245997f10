"""The password: from the system's keyring, else asked for; kept in memory only, never in a file or a message."""

from __future__ import annotations

import sys
from typing import Any

from govscore.core.problems import Refused, problem
from govscore.delivery.mail.settings import Settings

SERVICE = "govscore"


class Password:
    """A secret that does not show itself in a traceback or a print."""

    def __init__(self, secret: str, *, asked: bool) -> None:
        self._secret = secret
        self.asked = asked

    def __repr__(self) -> str:
        return "Password(…)"

    def reveal(self) -> str:
        """The secret, for the server alone."""
        return self._secret


def password(settings: Settings, *, fresh: bool = False) -> Password:
    """The password of the settings' user; `fresh`: ask, whatever the keyring has. Refused where none is given."""
    if not settings.user:
        return Password("", asked=False)
    kept = None if fresh else _kept(settings)
    if kept:
        return Password(kept, asked=False)
    given = _ask(f"{settings.user} 的密码（授权码，输入时不显示）：")
    if not given:
        raise Refused(problem("mail-no-password", f"[{settings.server}]", user=settings.user))
    return Password(given, asked=True)


def keep(settings: Settings, secret: Password) -> bool:
    """Puts a password into the keyring; False where there is none that can keep it."""
    keyring = _keyring()
    if keyring is None:
        return False
    try:
        keyring.set_password(SERVICE, _account(settings), secret.reveal())
    except Exception:  # every keyring has its own errors; without one the prompt is there
        return False
    return True


def can_keep() -> bool:
    """True where this machine has a keyring."""
    keyring = _keyring()
    return keyring is not None and getattr(keyring.get_keyring(), "priority", 0) > 0


def _kept(settings: Settings) -> str | None:
    keyring = _keyring()
    try:
        return str(keyring.get_password(SERVICE, _account(settings)) or "") if keyring else None
    except Exception:  # as above: a locked or broken keyring is no reason not to send
        return None


def _keyring() -> Any:
    try:
        import keyring
    except ImportError:
        return None
    return keyring


def _account(settings: Settings) -> str:
    return f"{settings.user}@{settings.server}"


def _ask(prompt: str) -> str:
    """Asked without echo at a terminal; else the first line of what is piped in."""
    if sys.stdin is not None and sys.stdin.isatty():
        import getpass

        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
