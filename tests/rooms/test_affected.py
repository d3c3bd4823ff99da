"""One decision for each service: what it looks at, and groups beside their members."""

from bibhrat.affected import by_service, causes, decision_features, groups, houses
from bibhrat.catalogue import catalogue
from bibhrat.mention import Mention
from bibhrat.readings import Reading, Row
from rooms.made import reading, service, telling

DOWN, QUIET = {"affected0": 0.75}, {"none": 0.9}


def features(*rows: Row, lists: tuple[tuple[str, ...], ...] = ()) -> dict[str, set[str]]:
    """The features of every service of a reading, without their order."""
    made = reading(services=rows)
    listed = Reading(made.story, [], 0.0, {}, (), tuple(rows), lists)
    return {
        name: set(found) for name, found in decision_features(listed, by_service(listed)).items()
    }


def known(identity: str) -> list[Row]:
    """A mention of a service of the catalogue that is surely down."""
    mention = Mention(0, 8, "service", catalogue().by_id[identity])
    return [Row(0, telling(), mention, DOWN, "affected")]


def test_rows_are_told_apart_by_service_in_reading_order() -> None:
    one, other, again = service("x", DOWN), service("facebook", QUIET), service("x", QUIET)
    assert by_service(reading(services=[one, other, again])) == {
        "x": [one, again],
        "facebook": [other],
    }


def test_the_surest_mention_counts_and_all_of_them_together() -> None:
    found = features(service("x", {"affected0": 0.5}), service("x", {"reported0": 0.5}))["x"]
    assert {"max>0.4", "any>0.7", "mean>0.4", "reported>0.4", "count=2"} <= found
    assert not {"max>0.5", "any>0.8"} & found


def test_headline_and_lead_are_told_apart() -> None:
    rows = [service("x", QUIET, sentence=0), service("x", DOWN, "affected", sentence=2, fails=True)]
    found = features(*rows)["x"]
    assert {"title=True", "title-fails=False", "lead-max>0.6", "lead-ruled=affected"} <= found
    assert "title-max>0.2" not in found


def test_far_below_is_no_lead() -> None:
    assert "lead=False" in features(service("x", DOWN, sentence=3))["x"]


def test_the_others_of_the_article_are_seen() -> None:
    found = features(service("x", DOWN), service("facebook", QUIET))
    assert {"rank=0", "alone=False"} <= found["x"]
    assert {"rank=1", "others>0.6", "same-kind>0.6"} <= found["facebook"]


def test_the_headline_is_of_it_or_of_another() -> None:
    rows = [service("x", DOWN, sentence=0), service("facebook", QUIET)]
    found = features(*rows)
    assert "titled=True|other=False|social" in found["x"]
    assert "titled=False|other=True|social" in found["facebook"]


def test_the_clearest_mention_and_the_first_one_are_told_apart() -> None:
    rows = [
        service("x", QUIET, "mentioned", sentence=1),
        service("x", DOWN, "affected", sentence=4, fails=True),
    ]
    found = features(*rows)["x"]
    assert {"clearest-sentence=4", "first-sentence=1", "first=mentioned|fails=False"} <= found


def test_the_likeliest_other_is_seen_by_its_kind() -> None:
    found = features(service("x", DOWN), service("facebook", QUIET))
    assert {"rival=social|social", "rival=social|social|ahead=True", "of=2"} <= found["facebook"]
    assert "rival=social|social|ahead=False" in found["x"]


def test_a_service_by_itself_is_alone() -> None:
    assert {"alone=True", "rank=0"} <= features(service("x", DOWN))["x"]


def test_a_list_lends_its_chance_to_each_member() -> None:
    rows = [service("x", DOWN), service("facebook", QUIET)]
    found = features(*rows, lists=(("x", "facebook"),))
    assert {"listed", "mates>0.6"} <= found["facebook"]
    assert "listed" in found["x"]
    assert "mates>0.2" not in found["x"]


def test_nothing_listed_has_no_mates() -> None:
    assert not any(
        name.startswith(("listed", "mates")) for name in features(service("x", DOWN))["x"]
    )


def test_a_group_gives_way_to_its_members() -> None:
    rows = {name: known(name) for name in ("google-services", "gmail", "facebook")}
    assert groups(rows, rows) == {"google-services"}


def test_a_group_by_itself_stays() -> None:
    rows = {name: known(name) for name in ("google-services", "facebook")}
    assert groups(rows, rows) == set()


def test_a_member_that_did_not_fail_names_no_group() -> None:
    rows = {name: known(name) for name in ("google-services", "gmail")}
    assert groups({"google-services"}, rows) == set()


def test_an_organisation_steps_back_behind_its_part_that_failed() -> None:
    rows = {"nic": known("nic"), "nic-email": known("nic-email")}
    assert houses(rows, rows) == {"nic"}


def test_an_organisation_alone_stays() -> None:
    rows = {"nic": known("nic"), "gmail": known("gmail")}
    assert houses(rows, rows) == set()


def test_a_bank_and_its_part_fail_both() -> None:
    rows = {"state-bank-of-india": known("state-bank-of-india"), "yono": known("yono")}
    assert houses(rows, rows) == set()


def test_a_generic_service_sees_the_kinds_beside_it() -> None:
    internet = Row(0, telling(), Mention(0, 8, "service", catalogue().by_id["internet"]), QUIET, "")
    found = features(internet, *known("sea-me-we-5"))
    assert "internet|beside=cable" in found["internet"]


def test_the_power_is_only_why_something_else_failed() -> None:
    rows = {"facebook": known("facebook"), "electricity": known("electricity")}
    assert causes(rows, rows) == {"electricity"}
    assert causes({"electricity"}, rows) == set()


def test_a_headline_that_names_the_power_is_about_it() -> None:
    mention = Mention(0, 8, "service", catalogue().by_id["electricity"])
    rows = {
        "facebook": known("facebook"),
        "electricity": [Row(0, telling(sentence=0), mention, DOWN, "affected")],
    }
    assert causes(rows, rows) == set()
