"""`govscore mail DIR`: drafts always, sending when asked, and what the clerk reads about both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from govscore.core.lock import only_run
from govscore.core.problems import Problem, Refused, problem
from govscore.delivery.mail import addresses, compose, folder, report
from govscore.delivery.mail.mail_texts import wording
from govscore.delivery.mail.parcels import Contact, Delivered, Mail
from govscore.delivery.staging import MAIL, write_whole
from govscore.readers.inputs import readable

if TYPE_CHECKING:
    from govscore.delivery.mail.journal import Journal
    from govscore.delivery.mail.password import Password
    from govscore.delivery.mail.sending import Delivery, Done
    from govscore.delivery.mail.settings import Settings

ALL_SENT, SOME_NOT, TO_BE_FILLED_IN = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; `send` without `yes` is a dry run."""

    folder: Path
    addresses: Path | None = None
    settings: Path | None = None
    send: bool = False
    yes: bool = False
    unknown_again: bool = False
    changed_again: bool = False
    new_password: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything that is to be delivered: the mails, whom they go to, and notes on the address sheet."""

    delivered: Delivered
    mails: tuple[Mail, ...]
    contacts: dict[str, Contact]
    notes: tuple[Problem, ...]

    @property
    def without(self) -> list[str]:
        """Units that have no address."""
        return [mail.unit for mail in self.mails if mail.unit and mail.unit not in self.contacts]


def execute(request: Request) -> int:
    """Does what was asked; 0 all of it, 1 not everybody is reached, 3 the address sheet is to be filled in first."""
    request = replace(request, folder=request.folder.resolve())
    delivered = folder.load(request.folder)
    sheet = request.addresses or addresses.find(request.folder)
    if sheet is None:
        return _to_be_filled_in(delivered)
    with only_run(request.folder.parent):
        ready = _ready(delivered, sheet)
        compose.write_drafts(delivered.path, ready.mails, ready.contacts)
        _say_drafts(ready)
        if request.send:
            return _send(request, ready)
    return SOME_NOT if ready.without else ALL_SENT


def _to_be_filled_in(delivered: Delivered) -> int:
    units = [(slip.tier, slip.unit) for slip in delivered.slips]
    made = addresses.write_blank(delivered.path.parent, units)
    typer.echo(f"没有找到通讯录，已建好一份：{made}\n里面列好了{len(units)}个单位。填上“邮箱”一列，保存，再运行一次。")
    return TO_BE_FILLED_IN


def _ready(delivered: Delivered, sheet: Path) -> Ready:
    """The mails and their addresses; Refused with all that is wrong with sheet and wording together."""
    office, aliases, place = _scheme(delivered.scheme)
    wrong: list[Problem] = []
    contacts: dict[str, Contact] = {}
    notes: list[Problem] = []
    mails: tuple[Mail, ...] = ()
    try:
        contacts, notes = addresses.read(sheet, [slip.unit for slip in delivered.slips], aliases)
    except Refused as refused:
        wrong += refused.problems
    try:
        mails = compose.mails(delivered, wording(delivered, place), office)
    except Refused as refused:
        wrong += refused.problems
    if wrong:
        raise Refused(*wrong)
    if not delivered.files:
        notes.append(problem("mail-no-notice", f"[{readable(delivered.path.name)}]"))
    return Ready(delivered, mails, contacts, tuple(notes))


def _scheme(name: str) -> tuple[str, dict[str, str], Path | None]:
    """The office, other names of its units (as keys), and the folder of its templates; nothing of a scheme gone."""
    from govscore.scheme.files import LoadedInspection, LoadedScheme, load_inspections, load_sound
    from govscore.scheme.unit_names import UnitNames

    known: list[LoadedScheme | LoadedInspection] = [*load_sound()[0], *load_inspections()]
    for loaded in known:
        if loaded.scheme.id == name:
            return loaded.scheme.office, UnitNames(loaded.scheme.aliases).meant, loaded.folder
    return "", {}, None


def _say_drafts(ready: Ready) -> None:
    for note in ready.notes:
        typer.echo(note.spoken(), err=True)
    slips = sum(bool(mail.unit) for mail in ready.mails)
    notice = f"《通报》{len(ready.mails) - slips}封、" if len(ready.mails) > slips else ""
    typer.echo(f"✓ 邮件草稿：{notice}单位的得分单{slips}封，在 {ready.delivered.path / MAIL}")
    typer.echo("  双击打开就是没有发出的邮件，看过以后点“发送”。")


def _send(request: Request, ready: Ready) -> int:
    """A plan, and with --yes the sending of it."""
    from govscore.delivery.mail import settings as settings_
    from govscore.delivery.mail.journal import NAME, Journal
    from govscore.delivery.mail.sending import CHANGED, plan

    file = request.settings or settings_.find(request.folder)
    if file is None:
        made = settings_.write_blank(request.folder.parent)
        raise Refused(problem("mail-settings-blank", f"[{made.name}]", where=made))
    settings = settings_.load(file)
    with Journal(request.folder.parent / NAME) as journal:
        deliveries = plan(
            ready.delivered, ready.mails, ready.contacts, journal,
            unknown_again=request.unknown_again, changed_again=request.changed_again,
        )  # fmt: skip
        if not request.yes:
            typer.echo("\n".join(report.planned(deliveries, ready.without, settings)))
            return SOME_NOT if ready.without else ALL_SENT
        changed = [delivery for delivery in deliveries if delivery.plan == CHANGED]
        if changed:
            raise Refused(problem("mail-changed", f"[{NAME}]", count=len(changed), whom=changed[0].whom))
        done = _sent(request, settings, journal, deliveries)
    return _finish(ready, done)


def _sent(request: Request, settings: Settings, journal: Journal, deliveries: Sequence[Delivery]) -> list[Done]:
    """Connects first, so that a wrong password or server is told before anything is begun."""
    from govscore.delivery.mail.password import password
    from govscore.delivery.mail.sending import TODO, Sending
    from govscore.delivery.mail.transport import Server

    if not any(delivery.plan == TODO for delivery in deliveries):
        return Sending(settings, Server(settings, password_of_none()), journal, typer.echo).run(deliveries)
    secret = password(settings, fresh=request.new_password)
    server = Server(settings, secret)
    server.connect()
    _offer_to_keep(settings, secret)
    sending = Sending(settings, server, journal, typer.echo)
    try:
        return sending.run(deliveries)
    finally:
        server.close(politely=not sending.halted)


def password_of_none() -> Password:
    """Where nothing is to be sent, nobody is asked for a password."""
    from govscore.delivery.mail.password import Password

    return Password("", asked=False)


def _offer_to_keep(settings: Settings, secret: Password) -> None:
    """At a terminal, after the server took a password that was typed."""
    import sys

    from govscore.delivery.mail.password import can_keep, keep

    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    if not (secret.asked and at_terminal and can_keep()):
        return
    answer = input("密码是对的。要记在这台电脑的系统钥匙串里吗？要记就输入 y 再按回车，不记直接按回车：")
    if answer.strip().lower() in ("y", "yes", "是") and not keep(settings, secret):
        typer.echo("没有记成，下次再问您。")


def _finish(ready: Ready, done: Sequence[Done]) -> int:
    """The closing list on the console and in a file beside the journal."""
    lines = report.closing(done, ready.without)
    typer.echo("\n".join(lines))
    name = f"发送情况（{readable(ready.delivered.path.name)}）.txt"
    write_whole(ready.delivered.path.parent / name, ("\ufeff" + "\r\n".join([*lines, ""])).encode())
    return SOME_NOT if ready.without or not all(item.got_it for item in done) else ALL_SENT
