"""What a request may cost, what it brings, and how it fails."""

from collections.abc import Callable
from dataclasses import dataclass

from bibhrat.errors import BibhratError, SkipError

#: Largest answer that is read at all, in bytes, packed or unpacked.
LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost.

    Attributes:
        bytes: of its body, as sent and as unpacked.
        connect, read: seconds for a connection and for each piece.
        whole: seconds from the connection to the last byte.
        redirects: followed in a row.
    """

    bytes: int = LARGEST
    connect: float = 10.0
    read: float = 20.0
    whole: float = 120.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        url: that answered, behind all redirects.
        status: 200, or 304 where the address was asked conditionally.
        headers: names in lower case; of several with one name the first.
        body: unpacked; empty with 304.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case; empty where none is told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


#: Answers that mean "later" although they begin with a 4.
NOT_NOW = (408, 425, 429)


class FetchError(SkipError):
    """An address that gave nothing.

    Attributes:
        status: of the answer, None where there was none.
        wait: seconds for which the server asks to be left alone, None where it does not.
        lasting: whether it will be the same the next time, as far as can be known.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "not_fetched",
        status: int | None = None,
        wait: float | None = None,
        lasting: bool = False,
    ) -> None:
        super().__init__(code, message)
        self.status = status
        self.wait = wait
        answered = status is not None and 300 <= status < 500 and status not in NOT_NOW
        self.lasting = lasting or answered


class StoppedError(BibhratError):
    """The program is asked to end; what was under way is given up."""


def too_large(url: str, limit: int, what: str = "") -> FetchError:
    """A body over its limit."""
    return FetchError(
        f"{url}: more than {limit / (1 << 20):g} MB{what}", code="too_large", lasting=True
    )


#: Whether to give up what is under way.
Stop = Callable[[], bool]


def never() -> bool:
    """Where nothing asks to stop."""
    return False
