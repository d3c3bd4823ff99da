"""The same records in any order and any batches give the same bytes; and it stays cheap."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibhrat.incidents import Incidents, group, link
from bibhrat.record import OutageRecord
from incidents.tell import DHAKA, KOLKATA, tell

NAMES = ("facebook", "instagram", "facebook whatsapp", "internet", "bkash", "unheard-of-app")
DAYS = ("2024-03-04", "2024-03-05", "2024-03-06", "2024-03-09")


@st.composite
def records(draw: st.DrawFn) -> list[OutageRecord]:
    """Up to 14 records of few services and days, so that they meet, clash and bridge."""
    found = []
    for number in range(draw(st.integers(1, 14))):
        day = draw(st.sampled_from(DAYS))
        clock = draw(st.sampled_from(("", "T09:00", "T09:10", "T21:00", "TNI")))
        start = draw(st.sampled_from((f"{day}{clock}", f"{day}{clock}~", "2024-03", "2024", None)))
        published = datetime.fromisoformat(day) + timedelta(hours=draw(st.integers(10, 60)))
        found.append(
            tell(
                f"r{number}",
                published.isoformat(),
                draw(st.sampled_from(NAMES)),
                start=start,
                end=draw(st.sampled_from((None, f"{day}T22:00", f"{day}T23:30"))),
                status=draw(st.sampled_from(("ongoing", "resolved", "scheduled"))),
                kind=draw(st.sampled_from(("outage", "shutdown", "maintenance"))),
                tz=draw(st.sampled_from((DHAKA, KOLKATA))),
                length=draw(st.sampled_from((None, "PT40M", "PT1H~"))),
                cause=draw(st.sampled_from((None, "cable_cut", "government_order"))),
                scope=draw(st.sampled_from(("", "BD", "IN", "BD:ঢাকা"))),
                primary=draw(st.booleans()),
            )
        )
    return found


def lines(known: Incidents) -> list[bytes]:
    return [incident.to_json() for incident in known.incidents()]


@settings(max_examples=300, deadline=None)
@given(told=records(), data=st.data())
def test_order_and_batches_do_not_matter(told: list[OutageRecord], data: st.DataObject) -> None:
    whole = lines(Incidents(told))
    waiting = data.draw(st.permutations(told))
    known = Incidents()
    while waiting:
        size = data.draw(st.integers(1, len(waiting)))
        known.add(waiting[:size])
        waiting = waiting[size:]
        if data.draw(st.booleans()):
            known.incidents()
    assert lines(known) == whole


@settings(max_examples=100, deadline=None)
@given(told=records(), data=st.data())
def test_every_record_is_in_exactly_one_incident(
    told: list[OutageRecord], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(told)))
    known = Incidents([*told, *again])
    ids = [r.record.id for incident in known.incidents() for r in incident.revisions]
    assert sorted(ids) == sorted(record.id for record in told)
    assert len({incident.id for incident in known.incidents()}) == len(known.incidents())


def test_of_two_versions_of_a_record_the_later_published_counts_in_any_order() -> None:
    first = tell("r", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00", status="ongoing")
    second = tell("r", "2024-03-05T23:00", "facebook", start="2024-03-05T21:00")
    for pair in ((first, second), (second, first)):
        (incident,) = Incidents(pair).incidents()
        assert incident.status.value == "resolved"
        assert len(incident.revisions) == 1


def test_a_version_that_moves_to_another_day_leaves_the_old_incident() -> None:
    other = tell("other", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00")
    wrong = tell("r", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00")
    right = tell("r", "2024-03-05T23:00", "facebook", start="2024-01-05T21:00")
    known = Incidents([other, wrong])
    assert len(known.incidents()) == 1
    known.add([right])
    assert lines(known) == lines(Incidents([right, other]))
    assert len(known.incidents()) == 2


def test_a_version_that_is_dated_at_last_is_in_one_incident_only() -> None:
    vague = tell("r/1", "2024-03-05T22:00", "facebook", primary=False)
    dated = tell("r/1", "2024-03-05T23:00", "facebook", start="2024-03-05T21:00", primary=False)
    known = Incidents([vague])
    assert len(known.incidents()) == 1
    known.add([dated])
    assert lines(known) == lines(Incidents([dated]))


def test_a_version_that_differs_in_words_alone_is_written_anew() -> None:
    base = tell("r", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00")
    old, new = (base.model_copy(update={"warnings": (word,)}) for word in ("a", "z"))
    known = Incidents([old])
    known.incidents()
    known.add([new])
    assert lines(known) == lines(Incidents([new, old]))
    assert known.incidents()[0].revisions[0].record.warnings == ("z",)


def test_the_id_stays_while_the_telling_goes_on() -> None:
    story = [
        tell(f"r{n}", f"2024-03-05T2{n}:00", "facebook", start="2024-03-05T19:00") for n in range(4)
    ]
    known = Incidents()
    ids = set()
    for record in story:
        known.add([record])
        ids |= {incident.id for incident in known.incidents()}
    assert len(ids) == 1


def test_a_new_record_leaves_other_incidents_as_they_are() -> None:
    known = Incidents([tell("a", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00")])
    (before,) = known.incidents()
    known.add([tell("b", "2024-03-05T22:00", "bkash", start="2024-03-05T21:00")])
    assert any(incident is before for incident in known.incidents())
    known.add([tell("c", "2024-03-06T22:00", "facebook", start="2024-03-06T21:00")])
    assert any(incident is before for incident in known.incidents())


def story(days: int, outlets: int) -> list[OutageRecord]:
    """One service that fails every day for as long as asked, told by several outlets."""
    first = datetime(2020, 1, 1)
    found = []
    for day in range(days):
        when = first + timedelta(days=day)
        for outlet in range(outlets):
            found.append(
                tell(
                    f"{day}-{outlet}",
                    (when + timedelta(hours=22)).isoformat(),
                    "facebook",
                    start=f"{when:%Y-%m-%d}T21:{outlet % 10:02}",
                )
            )
    return found


@pytest.mark.parametrize(("smaller", "larger"), [((40, 3), (80, 3)), ((4, 40), (4, 80))])
def test_twice_the_records_take_about_twice_the_comparisons(
    monkeypatch: pytest.MonkeyPatch, smaller: tuple[int, int], larger: tuple[int, int]
) -> None:
    real = link.link
    calls = 0

    def counted(*pair: object) -> object:
        nonlocal calls
        calls += 1
        return real(*pair)  # type: ignore[arg-type]

    monkeypatch.setattr(group, "link", counted)

    def count(told: Sequence[OutageRecord]) -> int:
        nonlocal calls
        calls = 0
        Incidents(told).incidents()
        return calls

    assert count(story(*larger)) < 2.5 * count(story(*smaller))
