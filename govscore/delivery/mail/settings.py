"""How to reach the mail server: 邮件设置.toml, which the clerk keeps, and the password, which no file keeps."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from govscore.core.problems import Refused, problem
from govscore.core.text import nearest
from govscore.delivery.mail.addresses import valid
from govscore.delivery.staging import write_whole
from govscore.readers.inputs import readable

NAME = "邮件设置.toml"
_SAMPLE = ("smtp.example.cn", "xxk@example.cn")  # the server and sender of BLANK
_SECRET = re.compile(r"pass|pwd|secret|token|auth|密码|口令|授权码", re.IGNORECASE)
BLANK = """\
# govscore mail --send 用的发信设置。密码（授权码）不写在这里：程序会问，或从系统的钥匙串里取。
server = "smtp.example.cn"           # 发信服务器（SMTP），问管邮箱的人
port = 465                           # tls 一般是 465，starttls 一般是 587
security = "tls"                     # "tls" 或 "starttls"；不加密的服务器不用
user = "xxk@example.cn"              # 登录名，一般就是邮箱
from_address = "xxk@example.cn"      # 发件人的邮箱
from_name = "某某县政府办信息科"     # 发件人显示的名称
pause = 1                            # 每封之间停几秒，太快会被服务器当作垃圾邮件
# ca = "单位根证书.pem"              # 只有单位自己签发证书的内网服务器才要写
"""


class Settings(BaseModel):
    """The server and the sender; `pause` and `timeout` in seconds, `ca` a file of root certificates beside this one."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    server: str = Field(pattern=r"^[A-Za-z0-9.-]+$|^[0-9a-fA-F:.]+$")
    port: int = Field(ge=1, le=65535)
    security: Literal["tls", "starttls"]
    user: str = ""
    from_address: str
    from_name: str = ""
    pause: float = Field(default=1.0, ge=0, le=600)
    timeout: float = Field(default=60.0, gt=0, le=600)
    ca: str = ""


def find(folder: Path) -> Path | None:
    """The settings in the result folder, beside it, or in the working folder."""
    files = (place / NAME for place in (folder, folder.parent, Path.cwd()))
    return next((file for file in files if file.is_file()), None)


def write_blank(folder: Path) -> Path:
    """Settings to be filled in."""
    write_whole(folder / NAME, ("\ufeff" + BLANK.replace("\n", "\r\n")).encode())
    return folder / NAME


def load(file: Path) -> Settings:
    """The settings in a file; Refused with every key that is wrong. No value is ever repeated in a message."""
    place = f"[{readable(file.name)}]"
    try:
        table = tomllib.loads(file.read_text("utf-8-sig"))
    except OSError:
        raise Refused(problem("mail-settings-missing", place)) from None
    except UnicodeDecodeError:
        raise Refused(problem("mail-settings-encoding", place)) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise Refused(problem("mail-settings-syntax", place + (f"第{line[1]}行" if line else ""))) from None
    if secrets := sorted({name for name in _names(table) if _SECRET.search(name)}):
        raise Refused(problem("mail-settings-password", place, key="、".join(secrets)))
    settings = _checked(table, place)
    if settings.server == _SAMPLE[0] or settings.from_address == _SAMPLE[1]:
        raise Refused(problem("mail-settings-sample", place))
    if not valid(settings.from_address):
        raise Refused(problem("mail-settings-bad", place, key="from_address"))
    return settings.model_copy(update={"ca": str(file.parent / settings.ca)}) if settings.ca else settings


def _names(table: Any) -> Iterator[str]:
    """All keys, also of tables in the table."""
    for name, value in table.items() if isinstance(table, dict) else ():
        yield name
        yield from _names(value)


def _checked(table: dict[str, Any], place: str) -> Settings:
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        found = [(item["type"], ".".join(map(str, item["loc"]))) for item in error.errors(include_input=False)]
    raise Refused(*(_wrong(kind, name, place) for kind, name in found)) from None


def _wrong(kind: str, name: str, place: str) -> Any:
    if kind == "extra_forbidden":
        near = nearest(name, list(Settings.model_fields)) or "、".join(Settings.model_fields)
        return problem("mail-settings-unknown", place, key=name, near=near)
    code = "mail-settings-lacks" if kind == "missing" else "mail-settings-bad"
    return problem(code, place, key=name)
