"""The mails of a result folder: one for the notice to all, one a unit; and their drafts as files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from govscore.core.text import tidy
from govscore.delivery.mail.mail_texts import OFFICE, Wording, body, subject
from govscore.delivery.mail.message import draft
from govscore.delivery.mail.parcels import Attachment, Contact, Delivered, Mail, once
from govscore.delivery.staging import MAIL, staged

NOTICE = "通报.eml"
_OFFICE = "vnd.openxmlformats-officedocument."
SUBTYPES = {".docx": f"{_OFFICE}wordprocessingml.document", ".xlsx": f"{_OFFICE}spreadsheetml.sheet"}
_BYTES = 180  # of a file name: 255 is the most a disk keeps, and staging and copies add to it


def mails(delivered: Delivered, wording: Wording, office: str) -> tuple[Mail, ...]:
    """The notice, if the run made one, and then every unit's slip in printed order."""
    values = {OFFICE: office} | dict(delivered.values)
    found = [_notice(delivered, wording, values)] if delivered.files else []
    for slip in delivered.slips:
        own = values | dict(slip.values)
        found.append(Mail(slip.unit, subject(wording.slip_subject, own), *body(wording.slip_body, own, slip)))
    return tuple(found)


def _notice(delivered: Delivered, wording: Wording, values: Mapping[str, str]) -> Mail:
    """The notice under its title, the workbook under its own name and the period."""
    title = subject(wording.notice_subject, values)
    names = [title, *(f"{delivered.period}{file.stem}" for file in delivered.files[1:])]
    files = tuple(
        Attachment(safe_name(name) + file.suffix, file.read_bytes(), SUBTYPES[file.suffix])
        for name, file in zip(names, delivered.files, strict=True)
    )
    return Mail("", title, *body(wording.notice_body, values), files)


def everyone(contacts: Mapping[str, Contact]) -> Contact:
    """All addresses of the sheet's known units, each once whatever its capitals: who gets the notice."""
    return Contact(once(address for contact in contacts.values() for address in contact.everyone))


def write_drafts(folder: Path, made: Sequence[Mail], contacts: Mapping[str, Contact]) -> Path:
    """Writes 邮件/通报.eml and 邮件/NN 单位名.eml, all or none; an earlier set that differs is kept beside it."""
    target = folder / MAIL
    with staged(target) as stage:
        for name, mail in named(made):
            contact = contacts.get(mail.unit, Contact()) if mail.unit else everyone(contacts)
            (stage / name).write_bytes(draft(mail, contact))
    return target


def named(made: Sequence[Mail]) -> Iterator[tuple[str, Mail]]:
    """Each mail with its file's name; the number keeps two names apart that are alike when made safe."""
    slips = [mail for mail in made if mail.unit]
    digits = max(2, len(str(len(slips))))
    yield from ((NOTICE, mail) for mail in made if not mail.unit)
    for number, mail in enumerate(slips, 1):
        yield f"{number:0{digits}} {safe_name(mail.unit)}.eml", mail


def safe_name(name: str) -> str:
    """A name that every disk can hold: no sign that Windows forbids, no dot or space at the end, not too long."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", tidy(name))
    return name.encode("utf-8", "ignore")[:_BYTES].decode("utf-8", "ignore").strip(". ") or "_"
