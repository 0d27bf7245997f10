"""Sends what is not yet sent: a plan first, then one address at a time, each step in the journal before the next."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govscore.core.problems import Refused
from govscore.delivery.mail.compose import everyone
from govscore.delivery.mail.journal import SENDING, SENT, UNKNOWN, Journal, Key
from govscore.delivery.mail.message import sendable
from govscore.delivery.mail.parcels import Contact, Delivered, Mail

if TYPE_CHECKING:
    from govscore.delivery.mail.settings import Settings
    from govscore.delivery.mail.transport import Outcome, Server

TODO, DONE, CHANGED, UNSENT = "要发", "已发过", "内容已改", "没有发"
_DROPS = 3  # addresses running whose connection broke: then the server is down, not the line


@dataclass(frozen=True, slots=True)
class Delivery:
    """One mail to one address, and what the journal says of it: 要发, 已发过, 不明 or 内容已改."""

    mail: Mail
    contact: Contact
    address: str
    key: Key
    plan: str

    @property
    def whom(self) -> str:
        """Unit and address as the clerk reads them."""
        return f"{self.mail.unit or '通报'}  {self.address}"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one delivery; `state`: of the journal, or 已发过, 内容已改, 没有发."""

    delivery: Delivery
    state: str
    reason: str = ""

    @property
    def got_it(self) -> bool:
        """True where the address surely has the mail."""
        return self.state in (SENT, DONE)


def plan(
    delivered: Delivered, mails: Sequence[Mail], contacts: Mapping[str, Contact], journal: Journal,
    *, unknown_again: bool = False, changed_again: bool = False,
) -> list[Delivery]:  # fmt: skip
    """Every mail and address in order; an address that two columns name gets a mail once."""
    found = []
    for mail in mails:
        contact = contacts.get(mail.unit, Contact()) if mail.unit else everyone(contacts)
        for address in contact.everyone:
            key = Key(delivered.scheme, delivered.period, mail.unit, address.lower())
            state = _planned(journal, key, mail.content, unknown_again, changed_again)
            found.append(Delivery(mail, contact, address, key, state))
    return found


def _planned(journal: Journal, key: Key, content: str, unknown_again: bool, changed_again: bool) -> str:
    last = journal.last(key)
    if last is None:
        return TODO
    if last.content != content:
        return TODO if changed_again else CHANGED
    if last.state == SENT:
        return DONE
    return TODO if unknown_again else UNKNOWN


class Sending:
    """One run of sending; `say` prints a line of progress."""

    def __init__(self, settings: Settings, server: Server, journal: Journal, say: Callable[[str], None]) -> None:
        self._settings, self._server, self._journal, self._say = settings, server, journal, say
        self._drops = 0
        self._data: tuple[Mail | None, bytes] = (None, b"")
        self.halted = ""

    def run(self, deliveries: Sequence[Delivery]) -> list[Done]:
        """All of them in order; what could not be tried any more is 没有发, with the reason."""
        todo = sum(delivery.plan == TODO for delivery in deliveries)
        return list(self._all(deliveries, todo))

    def _all(self, deliveries: Sequence[Delivery], todo: int) -> Iterator[Done]:
        number = 0
        for delivery in deliveries:
            if delivery.plan != TODO:
                yield Done(delivery, delivery.plan)
                continue
            if self.halted:
                yield Done(delivery, UNSENT, self.halted)
                continue
            if number:
                self._wait()
            number += 1
            done = self._one(delivery)
            self._say(
                f"[{number}/{todo}] {delivery.whom}：{done.state}" + (f"（{done.reason}）" if not done.got_it else "")
            )
            yield done

    def _wait(self) -> None:
        try:
            time.sleep(self._settings.pause)
        except KeyboardInterrupt:
            self.halted = "按了停止"

    def _one(self, delivery: Delivery) -> Done:
        """One address, tried once more where the line broke before anything was handed over."""
        from govscore.delivery.mail.transport import Dropped, Halted

        if self.halted:
            return Done(delivery, UNSENT, self.halted)
        begun = False

        def begin() -> None:
            nonlocal begun
            self._note(delivery, SENDING)
            begun = True

        try:
            outcome = self._tried(delivery, begin)
        except Dropped as dropped:
            self._drops += 1
            self.halted = f"连接接连断开（{dropped}）" if self._drops >= _DROPS else ""
            return Done(delivery, UNSENT, f"连接断了（{dropped}）")
        except Halted as halted:
            self.halted = f"服务器不收这个发件人的邮件（{halted}）"
            return Done(delivery, UNSENT, self.halted)
        except Refused as refused:
            self.halted = "；".join(item.message for item in refused.problems)
            return Done(delivery, UNKNOWN if begun else UNSENT, self.halted)
        except KeyboardInterrupt:
            self.halted = "按了停止"
            return Done(delivery, UNKNOWN if begun else UNSENT, self.halted)
        self._drops = 0
        return self._settled(delivery, outcome)

    def _settled(self, delivery: Delivery, outcome: Outcome) -> Done:
        """Writes down what the server said; where the disk does not take that, the journal still says 正在发."""
        try:
            self._note(delivery, outcome.state, outcome.reason)
        except Refused as refused:
            self.halted = "；".join(item.message for item in refused.problems)
        return Done(delivery, outcome.state, outcome.reason)

    def _tried(self, delivery: Delivery, begin: Callable[[], None]) -> Outcome:
        from govscore.delivery.mail.transport import Dropped

        data = self._bytes(delivery)
        try:
            return self._server.deliver(delivery.address, data, begin)
        except Dropped:
            return self._server.deliver(delivery.address, data, begin)

    def _note(self, delivery: Delivery, state: str, reason: str = "") -> None:
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        self._journal.write(delivery.key, delivery.mail.content, state, now, reason)

    def _bytes(self, delivery: Delivery) -> bytes:
        """The mail for the wire, made once for all its addresses."""
        if self._data[0] is not delivery.mail:
            sender = (self._settings.from_name, self._settings.from_address)
            date = datetime.datetime.now().astimezone()
            made = sendable(delivery.mail, delivery.contact, sender, message_id(delivery, sender[1]), date)
            self._data = (delivery.mail, made)
        return self._data[1]


def message_id(delivery: Delivery, sender: str) -> str:
    """The same for the same mail, however often it is sent: from scheme, period, unit and content."""
    key = delivery.key
    digest = hashlib.sha256("\n".join((key.scheme, key.period, key.unit, delivery.mail.content)).encode())
    return f"<{digest.hexdigest()[:40]}@{sender.rpartition('@')[2]}>"
