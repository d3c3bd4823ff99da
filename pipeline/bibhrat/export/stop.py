"""Access Now's Shutdown Tracker Optimization Project (STOP), as rows of its CSV.

Columns and their order are the header row of the sheet that Access Now publishes,
https://docs.google.com/spreadsheets/d/1DvPAuHNLp5BXGb0nnZDGNoiIwEeu2ogdXEIDvT4Hyfk
(linked from https://www.accessnow.org/keepiton-data-spreadsheet), as of the 2025 data; the
"Combined" sheet has some more, such as count_year, that belong to its yearly counts.
Values are those in use there: dates as month/day/year, "Shutdown" and "Throttle",
"Broadband, Mobile", "Full network, Service-based", "Ended", "Ongoing", "Unknown", "Yes".

Only records of type `shutdown` are STOP's. A column that the record does not decide stays
empty: who ordered it, the justification, the motive (actual_cause), how users were hit.
`duration` stays empty, too: published readings of the sheet disagree on its unit (days or
hours), and start_date and end_date say the days. `geo_scope` is only filled for a whole
country, since a record does not say whether a place is a city or a state.

What of this was not checked against the live sheet in this project: that the header
row and the values in use are still those of its newest edition.
"""

import csv
import io

from bibhrat.export import known, loss
from bibhrat.export.instants import local_day, precision
from bibhrat.export.loss import Converted, Loss
from bibhrat.record import Moment, OutageRecord, Service

COLUMNS = (
    "start_date_type", "start_date", "country", "geo_scope", "area_name", "shutdown_type",
    "affected_network", "shutdown_extent", "ordered_by", "decision_maker", "actual_cause",
    "actual_cause_details", "info_source", "info_source_link", "shutdown_status", "end_date",
    "duration", "gov_justification", "gov_ack", "facebook_affected", "twitter_affected",
    "whatsapp_affected", "instagram_affected", "telegram_affected", "other_affected",
    "sms_affected", "phonecall_affected", "telcos_involved", "election", "violence",
    "hr_abuse_reported", "users_targeted", "users_target_detail", "event", "an_link", "region",
)  # fmt: skip
OPENING = (",".join(COLUMNS).encode(),)
NEVER = ("id", "evidence", "rules", "confidence", "warnings", "published_at", "title", "summary_bn")

MORE_THAN_ONE_REGION = "It affected locations in more than one state, province, or region"

_OWN_COLUMN = {
    "facebook": "facebook_affected",
    "x": "twitter_affected",
    "whatsapp": "whatsapp_affected",
    "instagram": "instagram_affected",
    "telegram": "telegram_affected",
    "sms": "sms_affected",
    "voice-calls": "phonecall_affected",
    "landline": "phonecall_affected",
}
_MOBILE = frozenset(["mobile-internet", "mobile-network", "mobile-operators"])
_BROADBAND = frozenset(["broadband-internet", "isp", "wifi"])
_TELCOS = frozenset(["isp", "telecom"])


def convert(record: OutageRecord) -> Converted:
    """One row, or nothing for a record that is no ordered shutdown."""
    if record.event.type != "shutdown":
        return loss.left_out("not_shutdown", record.event.type)
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "start_date": _date(record.start),
        "start_date_type": "Actual" if _date(record.start) else "",
        "country": "; ".join(known.country_en(code) for code in known.countries(record)),
        "shutdown_type": "Throttle" if "slow" in record.event.symptoms else "Shutdown",
        "info_source": "News media article",
        "info_source_link": record.article.url or "",
        "shutdown_status": _STATUS[record.event.status],
        "end_date": _date(record.end),
        "event": record.event.summary_en,
    }
    if record.cause is not None and record.cause.attribution == "authority":
        row["gov_ack"] = "Yes"
    row |= _where(record) | _what(record)
    return Converted((csv_line(row.values()),), tuple(_lost(record)))


def csv_line(cells: object) -> bytes:
    """One CSV row (RFC 4180 quoting) without its line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)  # type: ignore[arg-type]
    return out.getvalue().encode()


_STATUS = {
    "resolved": "Ended",
    "ongoing": "Ongoing",
    "partial": "Ongoing",
    "scheduled": "Unknown",
    "unknown": "Unknown",
}


def _date(moment: Moment | None) -> str:
    day = local_day(moment) if moment is not None else None
    return "" if day is None else f"{day.month}/{day.day}/{day.year}"


def _where(record: OutageRecord) -> dict[str, str]:
    if places := known.inside(record):
        return {"area_name": ", ".join(places)}
    if known.whole_countries(record):
        return {"area_name": "Nationwide", "geo_scope": MORE_THAN_ONE_REGION}
    return {}


def _what(record: OutageRecord) -> dict[str, str]:
    networks, others, telcos = [], [], []
    cells: dict[str, str] = {}
    for service in record.services:
        if column := _OWN_COLUMN.get(service.id):
            cells[column] = "Yes"
        elif known.kind(service) in _TELCOS:
            telcos.append(service.name)
        elif not known.is_network(service):
            others.append(service.name)
        if known.is_network(service):
            networks.append(service.id)
    named = bool(others) or any(_is_platform(service) for service in record.services)
    told = [("Broadband", _BROADBAND), ("Mobile", _MOBILE)]
    extent = [("Full network", bool(networks)), ("Service-based", named)]
    return cells | {
        "affected_network": ", ".join(name for name, ids in told if ids.intersection(networks)),
        "shutdown_extent": ", ".join(name for name, holds in extent if holds),
        "other_affected": ", ".join(others),
        "telcos_involved": ", ".join(telcos),
    }


def _is_platform(service: Service) -> bool:
    return service.id in _OWN_COLUMN and service.id not in ("sms", "voice-calls", "landline")


def _lost(record: OutageRecord) -> list[Loss]:
    lost = loss.background(record)
    if record.event.status in ("partial", "scheduled"):
        lost.append(Loss("status.merged", record.event.status))
    shown = [symptom for symptom in record.event.symptoms if symptom != "slow"]
    if shown:
        lost.append(Loss("symptoms.no_field", ", ".join(shown)))
    for slot, moment in (("start", record.start), ("end", record.end)):
        if moment is None:
            continue
        why = {"clock": "clock", "part": "part_of_day", "period": "coarse"}.get(precision(moment))
        if why:
            lost.append(Loss(f"{slot}.{why}", moment.value))
        if moment.approximate:
            lost.append(Loss(f"{slot}.approximate", moment.value))
    if record.duration is not None:
        length = record.duration.stated or record.duration.computed
        if length:
            lost.append(Loss("duration.unit_unsure", length))
    lost += loss.certainty(record) + loss.not_affected(record)
    if record.cause is not None:
        if record.cause.category != "government_order":  # being in STOP says that one
            lost.append(Loss("cause.no_field", record.cause.category))
        if record.cause.attribution != "authority":
            lost.append(Loss("cause.attribution", record.cause.attribution))
    if any(place.id == "global" for place in record.scope):
        lost.append(Loss("scope.global", "global"))
    return lost
