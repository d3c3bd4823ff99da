"""What goes out: `OutageRecord`, one outage event as one article reports it.

The models state the JSON form of schema `bibhrat.outage/1`; field order is output order.
Every claim carries the characters that make it, as spans of the article's own fields.
"""

from typing import Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Literal["bibhrat.outage/1"] = "bibhrat.outage/1"

EventType = Literal["outage", "degradation", "shutdown", "maintenance"]
Status = Literal["resolved", "partial", "ongoing", "scheduled", "unknown"]
Certainty = Literal["stated", "reported"]
OtherRole = Literal["operator", "alternative", "monitor", "source", "unaffected"]
Cause = Literal[
    "technical_fault",
    "cable_cut",
    "power_failure",
    "cyberattack",
    "government_order",
    "software_update",
    "configuration",
    "overload",
    "maintenance",
    "natural_disaster",
    "payment_dispute",
    "other",
]
Attribution = Literal["operator", "authority", "media", "unconfirmed"]


class _Part(BaseModel):
    # Validators are built with the first record: most articles have none.
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class Span(_Part):
    """Characters of the article: code points of one field, as it came in."""

    field: Literal["title", "text"]
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str


class ArticleRef(_Part):
    """The article that the record was read from."""

    id: str
    url: str | None
    source: str | None
    title: str
    published_at: str | None = Field(
        description="ISO 8601 with offset; a date where no time is known"
    )
    tz: str = Field(description="IANA time zone of all local values in the record")


class Event(_Part):
    """What happened."""

    type: EventType
    status: Status = Field(description="as of the article")
    symptoms: tuple[str, ...]
    summary_bn: str
    summary_en: str
    evidence: tuple[Span, ...]


class Moment(_Part):
    """A start or an end, never finer than the text supports."""

    value: str = Field(
        description="TIMEX3-style local value: 2024-03-05T21:00, 2024-03-05TNI, 2024-W10, 2024-03"
    )
    earliest: str = Field(description="first instant that the value can mean, with offset")
    latest: str = Field(description="last instant that the value can mean, with offset")
    approximate: bool
    rule: tuple[str, ...] = Field(description="names of the rules that decided")
    evidence: tuple[Span, ...]


class Duration(_Part):
    """How long it lasted: as said, and as start and end imply."""

    stated: str | None = Field(description="ISO 8601: PT40M; a range PT3H/PT4H; vague PTXH")
    approximate: bool
    computed: str | None = Field(description="end minus start where both have clock precision")
    agrees: bool | None
    evidence: tuple[Span, ...]


class Service(_Part):
    """An affected service."""

    id: str
    name: str
    name_bn: str
    operator: str | None
    certainty: Certainty
    in_catalogue: bool
    evidence: tuple[Span, ...]


class NotAffected(_Part):
    """A service, company or outlet that the article names and that did not go down."""

    id: str
    role: OtherRole
    evidence: tuple[Span, ...]


class CauseOf(_Part):
    """Why, and who says so."""

    category: Cause
    attribution: Attribution
    evidence: tuple[Span, ...]


class Place(_Part):
    """Where: "global", an ISO 3166-1 country code, or "BD:ঢাকা" for a place inside one."""

    id: str
    evidence: tuple[Span, ...]


class OutageRecord(_Part):
    """One outage event as one article reports it (schema `bibhrat.outage/1`)."""

    schema_: Literal["bibhrat.outage/1"] = Field(default=SCHEMA, alias="schema")
    id: str
    article: ArticleRef
    primary: bool
    event: Event
    start: Moment | None
    end: Moment | None
    duration: Duration | None
    services: tuple[Service, ...]
    not_affected: tuple[NotAffected, ...]
    cause: CauseOf | None
    scope: tuple[Place, ...]
    confidence: float = Field(ge=0, le=1)
    warnings: tuple[str, ...]

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", populate_by_name=True)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON types, keys in schema order."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self) -> bytes:
        """One line of JSON, UTF-8, without the newline."""
        return orjson.dumps(self.to_dict())


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a written record."""
    schema = OutageRecord.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
