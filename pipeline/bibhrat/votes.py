"""What one mention says about a slot of an event: a role, how strongly, and by which rule."""

from dataclasses import dataclass

from bibhrat.mention import Mention
from bibhrat.services import ServiceName
from bibhrat.tellings import Telling
from bibhrat.temporal import Timex

AFFECTED, REPORTED = "affected", "reported"


@dataclass(frozen=True, slots=True)
class ServiceVote:
    """One mention's say on a service's role.

    Attributes:
        role: affected, reported, up, alternative, monitor, operator, source or mentioned.
        score: strength; only ever compared with others from the same judge.
    """

    service: ServiceName
    role: str
    mention: Mention[ServiceName]
    telling: Telling
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TimeVote:
    """One temporal expression's claim to be the start, the end or the duration of an event."""

    role: str
    score: float
    mention: Mention[Timex]
    telling: Telling
    rule: str
