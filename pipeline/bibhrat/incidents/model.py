"""What goes out: `Incident`, one outage as all articles together tell it.

The models state the JSON form of schema `bibhrat.incident/1`; field order is output order.
Every value names the records that say it; the records stand whole in `revisions`, so that
a line of incidents can be read, checked and continued without any other file.
"""

from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field

from bibhrat.record import Attribution, Cause, Certainty, EventType, OutageRecord, Status

SCHEMA: Literal["bibhrat.incident/1"] = "bibhrat.incident/1"
Slot = Literal["type", "status", "start", "end", "duration", "cause", "services", "scope"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Said = Annotated[tuple[str, ...], Field(description="ids of the records that say it")]
Because = Annotated[str, Field(description="why this value, for a reader who asks")]


class TypeOf(_Part):
    """What kind of event it was."""

    value: EventType
    records: Said
    reason: Because


class StatusOf(_Part):
    """How far it had come by the last article."""

    value: Status
    records: Said
    reason: Because


class When(_Part):
    """A start or an end, as the record that was chosen has it."""

    value: str = Field(description="TIMEX3-style value, local to `tz`")
    tz: str = Field(description="IANA time zone of `value`")
    earliest: str
    latest: str
    approximate: bool
    records: Said
    reason: Because


class Length(_Part):
    """How long it lasted."""

    value: str = Field(description="ISO 8601, as stated; else `computed`")
    computed: str | None = Field(description="end minus start where both have clock precision")
    records: Said
    reason: Because


class Why(_Part):
    """The cause."""

    value: Cause
    attribution: Attribution
    records: Said
    reason: Because


class Affected(_Part):
    """A service that failed; stated where any record states it; with times of its own."""

    id: str
    name: str
    name_bn: str
    operator: str | None
    certainty: Certainty
    in_catalogue: bool
    start: When | None
    end: When | None
    records: Said


class Where(_Part):
    """A place: "global", an ISO 3166-1 country code, or "BD:ঢাকা" for a place inside one."""

    id: str
    records: Said


class Claim(_Part):
    """One of several values that cannot all be true, and who says so."""

    value: str
    records: Said
    sources: tuple[str, ...] = Field(description="outlets, or article ids where unknown")


class Conflict(_Part):
    """A slot on which records contradict each other."""

    slot: Slot
    claims: tuple[Claim, ...]


class Change(_Part):
    """What a record says that was not said before, or was said otherwise."""

    slot: Slot
    before: str | None
    after: str


class Revision(_Part):
    """One telling, in the order of publication."""

    joined: tuple[str, ...] = Field(description="why the record is of this incident")
    changes: tuple[Change, ...]
    record: OutageRecord


class Incident(_Part):
    """One outage as all articles together tell it (schema `bibhrat.incident/1`)."""

    schema_: Literal["bibhrat.incident/1"] = Field(default=SCHEMA, alias="schema")
    id: str
    summary_bn: str
    summary_en: str
    type: TypeOf
    status: StatusOf
    start: When | None
    end: When | None
    duration: Length | None
    services: tuple[Affected, ...]
    cause: Why | None
    scope: tuple[Where, ...]
    first_published: str | None
    last_published: str | None
    articles: int = Field(ge=1)
    sources: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    revisions: tuple[Revision, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def to_json(self) -> bytes:
        """One line of JSON, UTF-8, without the newline."""
        return orjson.dumps(self.model_dump(mode="json", by_alias=True))


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a written incident."""
    schema = Incident.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
