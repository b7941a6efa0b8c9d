"""Reminders by mail: a neutral subject, the one sentence, and nothing else."""

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from django.conf import settings

from nearer.kit import clock
from nearer.kit.ids import new_id

from .errors import NotSent
from .words import TEXT, TITLE

SECONDS = 10


def is_offered() -> bool:
    """Whether whoever runs this server has given it a mail server."""
    return settings.MAIL_SERVER is not None


def send(address: dict[str, str], until: datetime) -> None:
    """Raises NotSent, or another exception when it may have gone after all."""
    given = settings.MAIL_SERVER
    if given is None:
        raise NotSent
    try:
        server = _connected(given)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent from error
    with server:
        try:
            server.send_message(_message(address["mail"]))
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            raise NotSent from error


def _connected(given: Any) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    # Its own name would tell the mail server, and every server after it, which machine this is.
    here = _domain()
    if given.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(given.host, given.port, here, timeout=SECONDS, context=trust)
    else:
        server = smtplib.SMTP(given.host, given.port, here, timeout=SECONDS)
    try:
        if given.scheme == "smtp+starttls":
            server.starttls(context=trust)
        if given.name:
            server.login(given.name, given.password)
    except BaseException:
        server.close()
        raise
    return server


def _message(to: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = str(TITLE)
    message["From"] = settings.MAIL_FROM
    message["To"] = to
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{new_id()}@{_domain()}>"
    message["Auto-Submitted"] = "auto-generated"  # so that no absence note answers it (RFC 3834)
    message.set_content(str(TEXT))
    return message


def _domain() -> str:
    return str(settings.MAIL_FROM).rpartition("@")[2]
