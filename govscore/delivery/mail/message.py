"""A mail as RFC 5322 bytes: the same mail, the same bytes; Chinese attachment names in both forms in use."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from govscore.core.text import tidy
from govscore.delivery.mail.parcels import Contact, Mail

if TYPE_CHECKING:
    import datetime

POLICY = SMTP.clone(refold_source="none")  # the headers set raw below are folded already
_WORD = 10  # characters of an encoded word: of four bytes each they make 68 signs, of the 75 it may have
_LONGEST_NAME = 64  # of a display name, in characters


def draft(mail: Mail, contact: Contact) -> bytes:
    """An unsent mail: no sender, date or id, which the clerk's mail program supplies.

    The notice goes to all as blind copies: nobody's address is shown to the others, nobody can answer to all.
    """
    message = EmailMessage(policy=POLICY)
    message["X-Unsent"] = "1"
    _recipients(message, mail, contact, hidden=True)
    return _bytes(message, mail)


def sendable(mail: Mail, contact: Contact, sender: tuple[str, str], message_id: str, date: datetime.datetime) -> bytes:
    """The mail as it goes over the wire; `sender` is name and address. Blind copies are in the envelope alone."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(*sender)
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    _recipients(message, mail, contact, hidden=False)
    if not mail.unit:
        message["To"] = _address(*sender)  # RFC 5322 wants a recipient that may be seen: the office itself
    return _bytes(message, mail)


def _recipients(message: EmailMessage, mail: Mail, contact: Contact, *, hidden: bool) -> None:
    if not mail.unit:
        if hidden and contact.everyone:
            message.set_raw("Bcc", ",\r\n ".join(contact.everyone))  # plain already; parsing so many is slow
        return
    for header, addresses in (("To", contact.to), ("Cc", contact.cc)):
        if addresses:
            message[header] = [_address(mail.unit if header == "To" else "", address) for address in addresses]


def _address(name: str, address: str) -> Address:
    user, _, domain = address.rpartition("@")
    return Address(tidy(name)[:_LONGEST_NAME], user, domain)


def _bytes(message: EmailMessage, mail: Mail) -> bytes:
    """The message with its parts, all in base64, between boundaries that base64 cannot hold."""
    message["Subject"] = mail.subject
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    for item in mail.attachments:
        message.add_attachment(item.data, "application", item.subtype, cte="base64", filename=item.name)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{mail.content[:32]}_{number}")
    for part in message.iter_attachments():
        _name_twice(part)
    return message.as_bytes()


def _name_twice(part: Any) -> None:
    """The file name also as `name` in RFC 2047 form: Foxmail and older programs do not read RFC 2231."""
    kind, name = part.get_content_type(), part.get_filename()
    words = "\r\n ".join(_words(name))
    headers = [(header, value) for header, value in part.raw_items() if header.lower() != "content-type"]
    for header in part.keys():  # noqa: SIM118 - a message is no mapping
        del part[header]
    part.set_raw("Content-Type", f'{kind};\r\n name="{words}"')
    for header, value in headers:
        part.set_raw(header, value)


def _words(text: str) -> Sequence[str]:
    """Encoded words of RFC 2047, no character cut in two."""
    if re.fullmatch(r"[ -!#-\[\]-~]*", text):
        return [text]
    parts = (text[at : at + _WORD] for at in range(0, len(text), _WORD))
    return [f"=?utf-8?B?{base64.b64encode(part.encode()).decode()}?=" for part in parts]
