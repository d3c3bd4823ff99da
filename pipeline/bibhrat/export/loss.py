"""What a form has no place for: one `Loss` for each thing that a record says and its export not.

Reasons are stable and short, `slot.why`. The slot `record` means that the whole record
was left out. What a form never carries of any record (evidence, names of rules) is no
loss of a record: it stands once, in the form's `never`.
"""

from dataclasses import dataclass

from bibhrat.export.instants import precision
from bibhrat.record import Moment, OutageRecord

LEFT_OUT = "record."


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing not carried.

    Attributes:
        reason: `slot.why`, such as "start.coarse".
        value: what the record says there.
    """

    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one record.

    Attributes:
        lines: its lines without line ends; none when the form has no place for the record.
        lost: what they do not say.
    """

    lines: tuple[bytes, ...]
    lost: tuple[Loss, ...] = ()


def left_out(why: str, value: str) -> Converted:
    """No lines for a record, and the reason."""
    return Converted((), (Loss(f"{LEFT_OUT}{why}", value),))


def as_instant(slot: str, moment: Moment | None) -> list[Loss]:
    """What one instant cannot say of a start or an end: that it is wide, that it is hedged."""
    if moment is None:
        return []
    lost = []
    if precision(moment) != "clock":
        lost.append(Loss(f"{slot}.coarse", moment.value))
    if moment.approximate:
        lost.append(Loss(f"{slot}.approximate", moment.value))
    return lost


def duration(record: OutageRecord) -> list[Loss]:
    """A stated duration that start and end do not say already."""
    told = record.duration
    if told is None or told.stated is None or told.agrees:
        return []
    return [Loss("duration.no_field", told.stated)]


def certainty(record: OutageRecord) -> list[Loss]:
    """Services that only users or a monitor call affected."""
    reported = [s.id for s in record.services if s.certainty == "reported"]
    return [Loss("services.certainty", ", ".join(reported))] if reported else []


def symptoms(record: OutageRecord) -> list[Loss]:
    """How it showed."""
    told = record.event.symptoms
    return [Loss("symptoms.no_field", ", ".join(told))] if told else []


def not_affected(record: OutageRecord) -> list[Loss]:
    """Who else is named, and why."""
    others = [f"{other.id}:{other.role}" for other in record.not_affected]
    return [Loss("not_affected.no_field", ", ".join(others))] if others else []


def background(record: OutageRecord) -> list[Loss]:
    """That the article only tells of it in passing."""
    return [] if record.primary else [Loss("primary.no_field", "false")]
