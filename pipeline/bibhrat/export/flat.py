"""A flat table for analysts: one row a record, as CSV with a header row.

Times stand three times: as said (`start`), and as the interval that this means. Several
values in a cell are joined by ";". True and false are `true` and `false`, missing is empty.
"""

from typing import Any

from bibhrat.export.loss import Converted
from bibhrat.export.stop import csv_line
from bibhrat.record import OutageRecord
from bibhrat.write import flat

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


# As CSV had them before there was a store, whose columns go beyond these.
_STORE_NAMES = {"primary": "is_primary", "start": "start_value", "end": "end_value"}


def convert(record: OutageRecord) -> Converted:
    """One row. Nothing of a record is lost but what the form never has."""
    row: dict[str, Any] = flat.row(record.to_dict())
    cells = (row[_STORE_NAMES.get(name, name)] for name in COLUMNS)
    return Converted((csv_line(_cell(value) for value in cells),))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
