"""A flat table for analysts: one row a record, as CSV with a header row.

Times stand three times: as said (`start`), and as the interval that this means. Several
values in a cell are joined by ";". True and false are `true` and `false`, missing is empty.
"""

from bibhrat.export.loss import Converted
from bibhrat.export.stop import csv_line
from bibhrat.record import Moment, OutageRecord

COLUMNS = (
    "id", "article_id", "url", "source", "title", "published_at", "tz", "primary", "type",
    "status", "symptoms", "summary_bn", "summary_en",
    "start", "start_earliest", "start_latest", "start_approximate",
    "end", "end_earliest", "end_latest", "end_approximate",
    "duration_stated", "duration_approximate", "duration_computed", "duration_agrees",
    "services", "services_bn", "services_reported", "services_not_in_catalogue", "operators",
    "not_affected", "cause", "cause_attribution", "scope", "confidence", "warnings",
)  # fmt: skip
OPENING = (",".join(COLUMNS).encode(),)
NEVER = ("evidence", "rules")


def convert(record: OutageRecord) -> Converted:
    """One row. Nothing of a record is lost but what the form never has."""
    article, event, told, cause = record.article, record.event, record.duration, record.cause
    services = record.services
    cells = [
        record.id, article.id, article.url, article.source, article.title,
        article.published_at, article.tz, record.primary, event.type, event.status,
        _joined(event.symptoms), event.summary_bn, event.summary_en,
        *_moment(record.start), *_moment(record.end),
        told and told.stated, told and told.approximate, told and told.computed,
        told and told.agrees,
        _joined(s.id for s in services), _joined(s.name_bn for s in services),
        _joined(s.id for s in services if s.certainty == "reported"),
        _joined(s.id for s in services if not s.in_catalogue),
        _joined(dict.fromkeys(s.operator for s in services if s.operator)),
        _joined(f"{other.id}:{other.role}" for other in record.not_affected),
        cause and cause.category, cause and cause.attribution,
        _joined(place.id for place in record.scope), record.confidence,
        _joined(record.warnings),
    ]  # fmt: skip
    return Converted((csv_line(_cell(value) for value in cells),))


def _moment(moment: Moment | None) -> tuple[object, ...]:
    if moment is None:
        return (None,) * 4
    return moment.value, moment.earliest, moment.latest, moment.approximate


def _joined(values: object) -> str:
    return ";".join(values)  # type: ignore[arg-type]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
