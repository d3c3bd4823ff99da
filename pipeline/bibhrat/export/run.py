"""One export: records from a file, through a format, into a file, with every loss counted."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

import orjson

from bibhrat.export.formats import Format
from bibhrat.export.loss import LEFT_OUT, Converted
from bibhrat.export.read import read_records
from bibhrat.read.rows import Rejection
from bibhrat.read.streams import label, opened
from bibhrat.record import OutageRecord
from bibhrat.write.jsonl import LineWriter, whole_file

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass
class Tally:
    """What an export did.

    Attributes:
        read: lines that are records.
        written: records in the output.
        left_out, lost, rejected: counts by reason; `lost` counts in written records only.
    """

    read: int = 0
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)


def export(
    source: str,
    target: str,
    form: Format,
    *,
    lost: str | None = None,
    rejects: str | None = None,
    byte_order_mark: bool = False,
    on_rejection: Callable[[Rejection], None] = lambda rejection: None,
) -> Tally:
    """Write a file of records in another form.

    Args:
        source: JSON Lines of `bibhrat extract`, also .gz; "-" for standard input.
        target: "-" for standard output. Appears whole or not at all.
        form: one of `bibhrat.export.formats.FORMATS`.
        lost: a file for what was not carried, one JSON line a record that lost something:
            `{"id", "written", "lost": [{"reason", "value"}]}`.
        rejects: a file for lines that are no record, with reasons.
        byte_order_mark: begin the file with one, as Excel needs for Bangla.
        on_rejection: told of every rejected line.

    Raises:
        StopError: source or a target cannot be used; no target is left then.
    """
    tally = Tally()
    with (
        opened(source) as stream,
        whole_file(target) as out,
        _optional(lost) as losses,
        _optional(rejects) as rejected,
    ):
        body = _Body(out, form, byte_order_mark)
        for item in read_records(stream, label(source)):
            if isinstance(item, Rejection):
                tally.rejected[item.code] += 1
                on_rejection(item)
                if rejected is not None:
                    rejected.write(item.to_json())
                continue
            converted = form.convert(item)
            body.add(converted.lines)
            _count(tally, converted)
            if losses is not None and converted.lost:
                losses.write(_loss_line(item, converted))
        body.close()
    return tally


class _Body:
    """Writes records one behind the other; holds one back, since the last has no separator."""

    def __init__(self, out: LineWriter, form: Format, byte_order_mark: bool) -> None:
        self._out, self._form = out, form
        self._held: tuple[bytes, ...] = ()
        self._mark = BYTE_ORDER_MARK if byte_order_mark else b""
        self._write(form.opening)

    def add(self, lines: tuple[bytes, ...]) -> None:
        if lines and self._held:
            self._write((*self._held[:-1], self._held[-1] + self._form.separator))
        self._held = lines or self._held

    def close(self) -> None:
        self._write(self._held + self._form.closing)

    def _write(self, lines: tuple[bytes, ...]) -> None:
        for line in lines:
            self._out.write(self._mark + line + self._form.ending)
            self._mark = b""


def _optional(path: str | None) -> AbstractContextManager[LineWriter | None]:
    return nullcontext(None) if path is None else whole_file(path)


def _count(tally: Tally, converted: Converted) -> None:
    tally.read += 1
    if converted.lines:
        tally.written += 1
        tally.lost.update({loss.reason for loss in converted.lost})
    else:
        tally.left_out.update(loss.reason.removeprefix(LEFT_OUT) for loss in converted.lost)


def _loss_line(record: OutageRecord, converted: Converted) -> bytes:
    return orjson.dumps(
        {
            "id": record.id,
            "written": bool(converted.lines),
            "lost": [{"reason": loss.reason, "value": loss.value} for loss in converted.lost],
        }
    )
