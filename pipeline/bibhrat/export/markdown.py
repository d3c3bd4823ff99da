"""A Markdown table (GitHub's form) for a note, an issue or a message, in Bangla."""

import re

from bibhrat.export import known, loss
from bibhrat.export.bangla import CAUSES, PARTS, STATES, length
from bibhrat.export.loss import Converted, Loss
from bibhrat.record import Moment, OutageRecord

OPENING = (
    "| ঘটনা | অবস্থা | শুরু | শেষ | স্থায়িত্ব | সেবা | কারণ | এলাকা | আস্থা |".encode(),
    b"|---|---|---|---|---|---|---|---|---:|",
)
NEVER = ("id", "evidence", "rules", "summary_en", "summary_bn", "published_at", "operators")

_TYPES = {
    "outage": "বিভ্রাট",
    "degradation": "বিঘ্ন",
    "shutdown": "নির্দেশে বন্ধ",
    "maintenance": "রক্ষণাবেক্ষণ",
}
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|#~]")
_SPACE = re.compile(r"\s+")
_LINKED = re.compile(r"https?://[^\s<>()\\|]+")


def escape(value: str) -> str:
    """Plain words as Markdown inside a table cell.

    >>> print(escape("a|b\\n<c> [d]"))
    a\\|b \\<c\\> \\[d\\]
    """
    return _SPECIAL.sub(lambda match: "\\" + match.group(), _SPACE.sub(" ", value).strip())


def convert(record: OutageRecord) -> Converted:
    """One table row."""
    told, cause = record.duration, record.cause
    iso = (told.stated or told.computed or "") if told is not None else ""
    about = "~" if told is not None and told.approximate else ""
    cells = [
        _title(record),
        f"{_TYPES[record.event.type]}, {STATES[record.event.status]}",
        _when(record.start),
        _when(record.end),
        escape(about + (length(iso) or iso)),
        escape(
            ", ".join(
                s.name_bn + ("?" if s.certainty == "reported" else "") for s in record.services
            )
        ),
        CAUSES[cause.category] if cause is not None else "",
        escape(", ".join(known.place_bn(place.id) for place in record.scope)),
        f"{record.confidence:.2f}",
    ]
    return Converted((f"| {' | '.join(cells)} |".encode(),), tuple(_lost(record)))


def _title(record: OutageRecord) -> str:
    title = escape(record.article.title or record.event.summary_bn)
    url = record.article.url
    if url is not None and _LINKED.fullmatch(url):
        title = f"[{title}]({url})"
    return title if record.primary else f"↳ {title}"


def _when(moment: Moment | None) -> str:
    if moment is None:
        return ""
    day, _, rest = moment.value.partition("T")
    value = f"{day} {PARTS.get(rest, rest)}".strip()
    return escape(("~" if moment.approximate else "") + value)


def _lost(record: OutageRecord) -> list[Loss]:
    lost = loss.symptoms(record) + loss.not_affected(record)
    told = record.duration
    if told is not None and told.agrees is False and told.computed is not None:
        lost.append(Loss("duration.computed", told.computed))
    if record.cause is not None:
        lost.append(Loss("cause.attribution", record.cause.attribution))
    url = record.article.url
    if url is not None and not _LINKED.fullmatch(url):
        lost.append(Loss("url.no_link", url))
    if record.warnings:
        lost.append(Loss("warnings.no_field", "; ".join(record.warnings)))
    return lost
