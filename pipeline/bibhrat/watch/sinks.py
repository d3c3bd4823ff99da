"""Events out: standard output, a file, a webhook.

An event's line ends up as {"seq": 7, "schema": …}. `seq` only grows within a store, so that
whoever is told something twice can know it.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bibhrat.fetch import AGENT, FetchError, Limits
from bibhrat.fetch.addresses import sendable
from bibhrat.fetch.fetcher import retry_after
from bibhrat.fetch.model import NOT_NOW
from bibhrat.fetch.transport import Transport
from bibhrat.write.jsonl import whole_file

_SECRET = "whsec_"
#: Answers of a webhook that say "not this one" and not "not now".
_REFUSALS = frozenset(range(400, 500)) - {401, 403, 404, *NOT_NOW}


@dataclass(frozen=True, slots=True)
class Letter:
    """One event on its way: its number and its line."""

    seq: int
    line: str

    @property
    def body(self) -> bytes:
        """As sinks get it, without the newline."""
        return f'{{"seq":{self.seq},{self.line[1:]}'.encode()


class RefusedError(FetchError):
    """A webhook will not take this event, now or later."""


def to_stdout(letters: Sequence[Letter]) -> None:
    """Write to standard output.

    Raises:
        StopError: nobody reads it any more.
    """
    with whole_file("-") as out:
        for letter in letters:
            out.write(letter.body)


def to_file(path: str, size: int, letters: Sequence[Letter]) -> int:
    """Append to a file; returns its size behind the last line.

    What a killed run wrote behind `size` and could not note is not written again.

    Args:
        path: the file.
        size: behind the last line that is noted as written.
        letters: what follows.

    Raises:
        OSError: not all of it could be written.
    """
    lines = b"".join(letter.body + b"\n" for letter in letters)
    with Path(path).open("a+b") as stream:
        end = stream.seek(0, os.SEEK_END)
        # Behind `size`, or in a file that is another one now, from its start.
        stream.seek(size if size <= end else 0)
        tail = stream.read(len(lines) + 1)
        if lines.startswith(tail):
            rest = lines[len(tail) :]
        else:  # somebody else wrote: nothing of theirs is touched, no line glued to another
            stream.seek(-1, os.SEEK_END)
            rest = lines if stream.read(1) == b"\n" else b"\n" + lines
        stream.seek(0, os.SEEK_END)
        stream.write(rest)
        stream.flush()
        os.fsync(stream.fileno())
        return stream.seek(0, os.SEEK_END)


def to_webhook(
    transport: Transport, url: str, limits: Limits, secret: str | None, letter: Letter, *,
    store: str, at: int,
) -> None:  # fmt: skip
    """Post one event, signed as Standard Webhooks has it.

    Args:
        transport: how it leaves.
        url: of the webhook.
        limits: of the answer.
        secret: None for no signature.
        letter: the event.
        store: who tells it; with the event's number it is its id, the same in every try.
        at: seconds since 1970.

    Raises:
        RefusedError: not this event.
        FetchError: not now.
    """
    identity, body = f"{store}-{letter.seq}", letter.body
    headers = {
        "User-Agent": AGENT,
        "Content-Type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": str(at),
    }
    if secret is not None:
        headers["webhook-signature"] = sign(secret, identity, at, body)
    answer = transport.send(
        sendable(url), limits, headers, content=body, wanted=lambda answer: False
    )
    if not 200 <= answer.status < 300:
        kind = RefusedError if answer.status in _REFUSALS else FetchError
        raise kind(
            f"{url}: HTTP {answer.status}", status=answer.status, wait=retry_after(answer.headers)
        )


def sign(secret: str, identity: str, at: int, body: bytes) -> str:
    """The signature of Standard Webhooks: HMAC-SHA256 over id, time and body."""
    signed = f"{identity}.{at}.".encode() + body
    told = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(told).decode()}"


def _key(secret: str) -> bytes:
    if secret.startswith(_SECRET):
        try:
            return base64.b64decode(secret.removeprefix(_SECRET), validate=True)
        except binascii.Error:
            pass
    return secret.encode()
