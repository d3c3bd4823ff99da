"""configs/sources.toml: every entry is whole, and says what the code can use."""

import re
from zoneinfo import available_timezones

import pytest

from bibhrat import outlets
from bibhrat.article import from_row
from bibhrat.assets import asset
from bibhrat.lexicon import toml
from bibhrat.read import dateline

KNOWN = outlets.known()
FIELDS = {"name", "bn", "domains", "country", "zone", "dateline", "aliases", "boilerplate"}
TABLES = {
    key: table
    for key, table in toml.loads(asset("configs/sources.toml").read_text("utf-8")).items()
    if key != "*"
}


def test_there_are_outlets_of_both_countries() -> None:
    counts = {country: sum(o.country == country for o in KNOWN) for country in ("BD", "IN")}
    assert counts["BD"] >= 40
    assert counts["IN"] >= 15


def test_sorted_by_country_then_id() -> None:
    bangladeshi = [key for key, table in TABLES.items() if table["zone"] == "Asia/Dhaka"]
    indian = [key for key, table in TABLES.items() if table["zone"] == "Asia/Kolkata"]
    assert list(TABLES) == bangladeshi + indian
    assert bangladeshi == sorted(bangladeshi)
    assert indian == sorted(indian)


def test_no_name_means_two_outlets() -> None:
    owners: dict[str, set[str]] = {}
    for outlet in KNOWN:
        for name in (outlet.id, outlet.name, outlet.bn, *outlet.aliases, *outlet.domains):
            owners.setdefault(name.casefold(), set()).add(outlet.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("key", TABLES)
def test_an_entry_is_whole(key: str) -> None:
    table = TABLES[key]
    assert set(table) <= FIELDS
    assert set(table) >= FIELDS - {"dateline", "aliases", "boilerplate"}
    assert re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", key)
    assert table["zone"] in available_timezones()
    assert re.fullmatch("[A-Z]{2}", table["country"])
    assert re.search("[\u0980-\u09ff]", table["bn"])
    for domain in table["domains"]:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9-]+)?", domain)
        assert not domain.startswith("www.")


@pytest.mark.parametrize("outlet", [o for o in KNOWN if o.dateline], ids=lambda o: o.id)
def test_every_dateline_can_be_read(outlet: outlets.Outlet) -> None:
    assert outlet.dateline is not None
    found = dateline.read_line(outlet.dateline, outlet.zone)
    assert found is not None
    assert found.value == "2024-03-05T22:10"


@pytest.mark.parametrize(
    ("source", "url", "identity"),
    [
        ("prothom_alo", None, "prothomalo"),
        ("প্রথম আলো", None, "prothomalo"),
        ("bbc bangla", None, "bbc-bangla"),
        (None, "https://www.prothomalo.com/bangladesh/x1", "prothomalo"),
        (None, "//m.anandabazar.com:443/x?y=1", "anandabazar"),
        (None, "https://epaper.samakal.com/2024", "samakal"),
        (None, "https://www.bbc.com/bengali/articles/c1", "bbc-bangla"),
        (None, "https://www.bbc.com/news/c1", None),
        (None, "https://zeenews.india.com/bengali/technology/1.html", "zee24ghanta"),
        (None, "https://notprothomalo.com/x", None),
        (None, "prothomalo", None),
        (None, "", None),
        ("nobody", None, None),
    ],
)
def test_find(source: str | None, url: str | None, identity: str | None) -> None:
    found = outlets.find(source, url)
    assert (found.id if found else None) == identity


def test_an_article_gets_the_zone_of_its_outlet() -> None:
    row = {"id": "1", "title": "ক", "url": "https://www.anandabazar.com/x"}
    assert from_row(row).tz == "Asia/Kolkata"
    assert from_row({**row, "tz": "Asia/Tokyo"}).tz == "Asia/Tokyo"
    assert from_row({"id": "1", "title": "ক", "source": "eisamay"}).tz == "Asia/Kolkata"


def test_a_users_table_of_zones_wins() -> None:
    row = {"id": "1", "title": "ক", "source": "eisamay"}
    assert from_row(row, zones={"eisamay": "Asia/Dhaka", "*": "Asia/Tokyo"}).tz == "Asia/Dhaka"
    assert from_row(row, zones={"*": "Asia/Tokyo"}).tz == "Asia/Kolkata"
    assert from_row({**row, "source": "x"}, zones={"*": "Asia/Tokyo"}).tz == "Asia/Tokyo"
