"""Stories as desks tell them: what is one outage and what is two, and what is best known."""

from typing import Any

import pytest

from bibhrat.incidents import Incidents
from bibhrat.record import OutageRecord
from incidents.tell import KOLKATA, grouped, only, tell

# Facebook goes down at 21:00 in Dhaka, which is 20:30 in Kolkata.
FIVE = (
    tell("portal", "2024-03-05T21:25", "facebook", start="2024-03-05T21:00~", status="ongoing"),
    tell("wire", "2024-03-05T21:50", "facebook instagram", start="2024-03-05T21:05",
         status="ongoing", length="PT40M~"),
    tell("kolkata", "2024-03-05T22:40", "facebook messenger", start="2024-03-05T20:40",
         end="2024-03-05T22:10", tz=KOLKATA, length="PT1H30M"),
    tell("print", "2024-03-06T08:00", "facebook instagram", start="2024-03-05TNI",
         end="2024-03-05T22:40", length="PT1H30M~"),
    tell("blog", "2024-03-06T15:00", "facebook", start="2024-03-05T21:00", end="2024-03-05T22:40",
         cause="technical_fault", by="operator"),
)  # fmt: skip


def ids(*records: OutageRecord) -> frozenset[str]:
    return frozenset(record.id for record in records)


def test_five_outlets_with_clocks_ten_minutes_apart_in_two_zones_tell_one_outage() -> None:
    assert grouped(*FIVE) == {ids(*FIVE)}


def test_the_best_of_five_tellings() -> None:
    incident = only(*FIVE)
    assert incident.start is not None
    assert incident.end is not None
    assert (incident.start.value, incident.start.tz) == ("2024-03-05T21:00", "Asia/Dhaka")
    # Three tell the end, one of them as 22:10 in Kolkata: the same minute, by Dhaka's clock.
    assert (incident.end.value, incident.end.tz) == ("2024-03-05T22:40", "Asia/Dhaka")
    assert incident.end.records == ("kolkata", "print", "blog")
    assert incident.status.value == "resolved"
    assert incident.duration is not None
    assert incident.duration.value == "PT1H30M"
    assert incident.duration.computed == "PT1H40M"
    assert incident.cause is not None
    assert incident.cause.reason == "the operator's own word"
    assert {service.id for service in incident.services} == {"facebook", "instagram", "messenger"}
    assert incident.services[0].id == "facebook"  # most articles name it
    assert incident.articles == 5


def test_revisions_are_in_the_order_of_publication_and_say_what_is_new() -> None:
    revisions = only(*reversed(FIVE)).revisions
    assert [r.record.id for r in revisions] == ["portal", "wire", "kolkata", "print", "blog"]
    told = [[(c.slot, c.before, c.after) for c in r.changes] for r in revisions]
    assert told[0] == [
        ("type", None, "outage"),
        ("status", None, "ongoing"),
        ("start", None, "2024-03-05T21:00"),
        ("services", None, "facebook"),
    ]
    assert ("duration", None, "PT40M") in told[1]
    assert ("services", "facebook", "instagram") in told[1]
    assert ("status", "ongoing", "resolved") in told[2]
    assert ("duration", "PT40M", "PT1H30M") in told[2]
    assert told[3] == []  # the night holds 21:00, and 22:40 is 22:10 in Kolkata
    assert ("cause", None, "technical_fault") in told[4]


def test_contradicting_clocks_are_listed_with_who_says_what() -> None:
    (conflict,) = only(*FIVE).conflicts
    assert conflict.slot == "start"
    # The portal's "about nine" and the paper's "night" contradict nobody.
    assert {claim.value: claim.sources for claim in conflict.claims} == {
        "2024-03-05T21:05 (Asia/Dhaka)": ("desk-wire",),
        "2024-03-05T20:40 (Asia/Kolkata)": ("desk-kolkata",),
        "2024-03-05T21:00 (Asia/Dhaka)": ("desk-blog",),
    }


def test_two_outages_of_one_service_in_one_week_stay_apart() -> None:
    monday = (
        tell("mon-1", "2024-03-04T12:00", "facebook", start="2024-03-04T10:00", status="ongoing"),
        tell("mon-2", "2024-03-04T15:00", "facebook", start="2024-03-04T10:10",
             end="2024-03-04T11:30"),
    )  # fmt: skip
    friday = (
        tell("fri-1", "2024-03-08T22:00", "facebook", start="2024-03-08T21:00", status="ongoing"),
        tell("fri-2", "2024-03-09T09:00", "facebook", start="2024-03-08TNI"),
        tell("fri-2/1", "2024-03-09T09:00", "facebook", start="2024-03-04", primary=False),
    )
    assert grouped(*monday, *friday) == {ids(*monday, friday[2]), ids(*friday[:2])}


def test_two_outages_of_one_day_stay_apart() -> None:
    morning = tell("a", "2024-03-05T09:30", "bkash", start="2024-03-05T08:00",
                   end="2024-03-05T09:00")  # fmt: skip
    night = tell("b", "2024-03-05T23:30", "bkash", start="2024-03-05T22:00", status="ongoing")
    assert grouped(morning, night) == {ids(morning), ids(night)}


def test_a_maintenance_is_announced_and_then_carried_out() -> None:
    plan: dict[str, Any] = {
        "kind": "maintenance",
        "cause": "maintenance",
        "by": "operator",
        "scope": "BD",
    }
    notice = tell("notice", "2024-03-18T18:30", "npsb", start="2024-03-21T00:00",
                  end="2024-03-21T06:00", status="scheduled", length="PT6H", **plan)  # fmt: skip
    eve = tell("eve", "2024-03-20T19:00", "npsb", start="2024-03-21T00:00",
               end="2024-03-21T06:00", status="scheduled", **plan)  # fmt: skip
    done = tell("done", "2024-03-21T13:00", "npsb", start="2024-03-21T00:00",
                end="2024-03-21T10:40", **plan)  # fmt: skip
    incident = only(done, eve, notice)
    assert incident.status.value == "resolved"
    assert incident.end is not None
    assert incident.end.value == "2024-03-21T10:40"
    assert incident.conflicts == ()  # an announcement is no claim about what came to pass
    assert incident.revisions[-1].changes[-1].slot == "end"
    assert incident.revisions[-1].changes[-1].before == "2024-03-21T06:00"


def test_a_shutdown_is_extended_twice() -> None:
    order: dict[str, Any] = {"kind": "shutdown", "cause": "government_order", "by": "authority",
             "scope": "IN:মুর্শিদাবাদ", "tz": KOLKATA, "status": "ongoing"}  # fmt: skip
    first = tell("first", "2025-04-08T21:00", "internet", start="2025-04-08T18:00",
                 end="2025-04-11T18:00", **order)  # fmt: skip
    second = tell("second", "2025-04-11T17:00", "internet", start="2025-04-08",
                  end="2025-04-13T22:00", **order)  # fmt: skip
    third = tell("third", "2025-04-13T20:00", "internet", start="2025-04-13",
                 end="2025-04-15T22:00", **order)  # fmt: skip
    incident = only(second, third, first)
    assert incident.end is not None
    assert incident.end.value == "2025-04-15T22:00"
    assert incident.end.reason == "the end announced last"
    assert incident.start is not None
    assert incident.start.value == "2025-04-08T18:00"
    assert incident.status.value == "ongoing"
    ends = [c.after for r in incident.revisions for c in r.changes if c.slot == "end"]
    assert ends == ["2025-04-11T18:00", "2025-04-13T22:00", "2025-04-15T22:00"]


@pytest.mark.parametrize("start", ["2024-03-05", "2024-03-05TNI", "2024-03"])
def test_a_look_back_a_year_later_joins_and_changes_nothing(start: str) -> None:
    later = tell("later/1", "2025-03-06T10:00", "facebook instagram", start=start, primary=False,
                 length="PT1H30M~")  # fmt: skip
    news = tell("later/0", "2025-03-06T10:00", "facebook", start="2025-03-05T23:00")
    assert grouped(*FIVE, news, later) == {ids(*FIVE, later), ids(news)}
    before = only(*FIVE)
    after = next(i for i in Incidents([*FIVE, news, later]).incidents() if i.id == before.id)
    for slot in ("type", "status", "start", "end", "cause"):
        assert getattr(after, slot).value == getattr(before, slot).value
    assert after.revisions[-1].changes == ()


def test_a_look_back_that_names_only_the_year_joins_the_one_outage_of_that_length() -> None:
    long = tell("long", "2021-10-05T10:00", "facebook whatsapp", start="2021-10-04T21:40",
                length="PT6H~")  # fmt: skip
    short = tell("short", "2021-04-09T10:00", "facebook whatsapp", start="2021-04-09T03:00",
                 length="PT30M")  # fmt: skip
    back = tell("back/1", "2024-03-06T10:00", "facebook", start="2021", length="PT6H/PT7H",
                primary=False)  # fmt: skip
    assert grouped(long, short, back) == {ids(long, back), ids(short)}


def test_what_fits_two_incidents_equally_joins_neither() -> None:
    spring = tell("spring", "2021-04-09T10:00", "facebook", start="2021-04-09T03:00")
    autumn = tell("autumn", "2021-10-05T10:00", "facebook", start="2021-10-04T21:40")
    back = tell("back/1", "2024-03-06T10:00", "facebook", start="2021", primary=False)
    assert grouped(spring, autumn, back) == {ids(spring), ids(autumn), ids(back)}


def test_what_nothing_dates_stays_alone() -> None:
    dateless = tell("x/1", "2024-03-06T10:00", "facebook", primary=False)
    assert grouped(*FIVE, dateless) == {ids(*FIVE), ids(dateless)}


def test_the_net_of_two_countries_in_one_hour_is_two_incidents() -> None:
    here = tell("here", "2024-03-05T22:00", "internet", start="2024-03-05T21:00", scope="BD")
    there = tell("there", "2024-03-05T22:00", "internet", start="2024-03-05T21:00", scope="IN",
                 tz=KOLKATA)  # fmt: skip
    assert grouped(here, there) == {ids(here), ids(there)}


def test_two_banks_that_fail_in_one_hour_are_two_incidents() -> None:
    one = tell("one", "2024-03-05T22:00", "dutch-bangla-bank", start="2024-03-05T21:00", scope="BD")
    other = tell("other", "2024-03-05T22:00", "sonali-bank", start="2024-03-05T21:00", scope="BD")
    assert grouped(one, other) == {ids(one), ids(other)}


def test_a_bank_and_its_machines_are_one_incident() -> None:
    bank = tell("bank", "2024-03-05T22:00", "dutch-bangla-bank", start="2024-03-05T21:00")
    cash = tell("cash", "2024-03-06T09:00", "dutch-bangla-bank-atm", start="2024-03-05TNI")
    assert grouped(bank, cash) == {ids(bank, cash)}


def test_a_cut_cable_and_the_slow_net_of_that_night_are_one_incident() -> None:
    cable = tell("cable", "2024-04-20T17:00", "sea-me-we-5", start="2024-04-19TNI", scope="BD",
                 status="ongoing", cause="cable_cut")  # fmt: skip
    slow = tell("slow", "2024-04-20T12:00", "internet", start="2024-04-20T00:00", scope="BD",
                kind="degradation", status="ongoing", cause="cable_cut")  # fmt: skip
    assert grouped(cable, slow) == {ids(cable, slow)}


def test_services_that_one_order_closes_and_opens_apart_keep_their_own_times() -> None:
    order: dict[str, Any] = {
        "kind": "shutdown",
        "cause": "government_order",
        "by": "authority",
        "scope": "BD",
    }
    mobile = tell("mobile", "2024-07-28T18:00", "mobile-internet", start="2024-07-17TNI",
                  end="2024-07-28T15:00", length="P10D", **order)  # fmt: skip
    lines = tell("lines", "2024-07-24T02:30", "broadband-internet", start="2024-07-18T21:00",
                 end="2024-07-23TNI", status="partial", length="P5D", **order)  # fmt: skip
    social = tell("social", "2024-07-31T15:00", "facebook tiktok", start="2024-07-17TNI",
                  end="2024-07-31T14:00", **order)  # fmt: skip
    incident = only(mobile, lines, social)
    ends = {s.id: s.end.value for s in incident.services if s.end is not None}
    assert ends["broadband-internet"] == "2024-07-23TNI"
    assert ends["mobile-internet"] == "2024-07-28T15:00"
    assert incident.start is not None
    assert incident.end is not None
    assert (incident.start.value, incident.end.value) == ("2024-07-17TNI", "2024-07-31T14:00")
    assert incident.conflicts == ()  # nobody says two things of one service


def test_a_start_after_the_telling_of_what_has_come_to_pass_is_not_believed() -> None:
    first = tell("first", "2023-11-24T20:30", "internet", start="2023-11-24T00:00", scope="BD",
                 status="ongoing")  # fmt: skip
    wrong = tell("wrong", "2023-11-25T20:15", "internet", start="2023-11-30TNI", scope="BD",
                 status="ongoing")  # fmt: skip
    assert grouped(first, wrong) == {ids(first, wrong)}
    planned = tell("planned", "2023-11-25T20:15", "internet", start="2023-11-30TNI", scope="BD",
                   status="scheduled", kind="maintenance")  # fmt: skip
    assert grouped(first, planned) == {ids(first), ids(planned)}


def test_a_name_that_no_catalogue_has_may_be_written_with_a_word_too_many() -> None:
    plain = tell("plain", "2025-08-21T00:20", "dinratri-pay", start="2025-08-20T21:00")
    longer = tell("longer", "2025-08-21T10:20", "app-dinratri-pay", start="2025-08-20TNI")
    other = tell("other", "2025-08-21T10:20", "app-nodi-pay", start="2025-08-20TNI")
    assert grouped(plain, longer, other) == {ids(plain, longer), ids(other)}
    (service,) = only(plain, longer).services
    assert (service.id, service.records) == ("dinratri-pay", ("plain", "longer"))


def test_a_record_that_fits_two_groups_unites_them() -> None:
    cloud = tell("cloud", "2025-10-20T15:00", "aws", start="2025-10-20T13:00", status="ongoing")
    game = tell("game", "2025-10-20T15:00", "roblox", start="2025-10-20T13:00", status="ongoing")
    assert grouped(cloud, game) == {ids(cloud), ids(game)}
    both = tell("both", "2025-10-21T09:00", "aws roblox", start="2025-10-20TMI")
    assert grouped(cloud, game, both) == {ids(cloud, game, both)}


def test_causes_that_differ_are_a_conflict_and_the_operator_is_believed() -> None:
    rumour = tell("rumour", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00",
                  cause="cyberattack", by="unconfirmed", status="ongoing")  # fmt: skip
    word = tell("word", "2024-03-06T09:00", "facebook", start="2024-03-05T21:00",
                cause="configuration", by="operator")  # fmt: skip
    incident = only(rumour, word)
    assert incident.cause is not None
    assert incident.cause.value == "configuration"
    (conflict,) = incident.conflicts
    assert {claim.value for claim in conflict.claims} == {"cyberattack", "configuration"}


def test_every_record_says_why_it_joined_but_the_one_that_founded() -> None:
    reasons = {r.record.id: r.joined for r in only(*FIVE[:2]).revisions}
    assert reasons["portal"] == ()
    assert "+4 both name facebook" in reasons["wire"]
    assert "+4 began within 5 minutes of each other" in reasons["wire"]
