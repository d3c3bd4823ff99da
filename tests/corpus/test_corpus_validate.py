"""The validator: a clean sample is clean, and every kind of planted error is found."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibhrat.corpus.marked import parse, read_file
from bibhrat.corpus.validate import Problem, validate
from bibhrat.errors import StopError

SAMPLE = Path(__file__).parent / "sample.txt"
KNOWN = frozenset(
    {"facebook", "messenger", "whatsapp", "meta", "downdetector", "instagram", "bkash", "nagad"}
)
Row = dict[str, Any]
ROWS: list[Row] = [article.to_row() for article in parse(read_file(SAMPLE))]


def write(path: Path, rows: list[Row]) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def problems(folder: Path, *rows: Row) -> list[Problem]:
    return validate([write(folder / "x.jsonl", list(rows))], KNOWN)[1]


def test_the_sample_is_clean(tmp_path: Path) -> None:
    assert validate([write(tmp_path / "x.jsonl", ROWS)], KNOWN) == (3, [])


def test_a_problem_names_file_line_article_and_field(tmp_path: Path) -> None:
    rows = copy.deepcopy(ROWS)
    rows[1]["topic"] = "weather"
    (problem,) = problems(tmp_path, *rows)
    assert (problem.line, problem.article, problem.field) == (2, "s-002", "topic")
    assert str(problem).startswith(f"{tmp_path}/x.jsonl:2: s-002: topic: 'weather' is none of")


def timex(row: Row, text: str) -> Row:
    found: Row = next(t for t in row["timexes"] if t["text"] == text)
    return found


def at(row: Row, words: str) -> tuple[int, int]:
    """Offsets of the first occurrence of some words."""
    start = (row["title"] + "\n" + row["text"]).index(words)
    return start, start + len(words)


def mention(row: Row, words: str, label: str) -> Row:
    """The first mention of some words with a label."""
    body = row["title"] + "\n" + row["text"]
    found: Row = next(
        m for m in row["mentions"] if (body[m["start"] : m["end"]], m["label"]) == (words, label)
    )
    return found


def value(text: str, to: str, type_: str | None = None) -> Callable[[Row], None]:
    def plant(row: Row) -> None:
        label = timex(row, text)
        label["value"] = to
        label["type"] = type_ or label["type"]

    return plant


def event(index: int, **slots: Any) -> Callable[[Row], None]:
    return lambda row: row["events"][index].update(slots)


def top(**fields: Any) -> Callable[[Row], None]:
    return lambda row: row.update(fields)


def drop_mention(words: str, label: str) -> Callable[[Row], None]:
    return lambda row: row["mentions"].remove(mention(row, words, label))


def change_mention(words: str, role: str, **to: Any) -> Callable[[Row], None]:
    return lambda row: mention(row, words, role).update(to)


def drop_cues(row: Row) -> None:
    row["mentions"] = [m for m in row["mentions"] if m["event"] != 1 or m["label"] != "outage"]


def shift(row: Row) -> None:
    row["timexes"][0]["start"] += 1
    row["timexes"][0]["end"] += 1


def cut(row: Row) -> None:
    label = timex(row, "মঙ্গলবার (৫ মার্চ) রাত ৯টার")
    label["end"] -= 1
    label["text"] = label["text"][:-1]
    mention(row, "মঙ্গলবার (৫ মার্চ) রাত ৯টার", "start")["end"] -= 1


def widen(row: Row) -> None:
    label = timex(row, "দেড় ঘণ্টা")
    label["end"] += 1
    label["text"] += " "


def beyond(row: Row) -> None:
    row["timexes"][-1]["end"] = 99_999


def add_timex(words: str, **fields: Any) -> Callable[[Row], None]:
    def plant(row: Row) -> None:
        start, end = at(row, words)
        body = row["title"] + "\n" + row["text"]
        fields_ = {"start": start, "end": end, "text": body[start:end], **fields}
        row["timexes"].append(fields_)
        row["timexes"].sort(key=lambda t: (t["start"], t["end"]))

    return plant


def over_title(row: Row) -> None:
    start = len(row["title"]) - 2
    row["mentions"].append(
        {"start": start, "end": start + 6, "label": "outage", "id": None, "event": 0,
         "outside": False}
    )  # fmt: skip
    row["mentions"].sort(key=lambda m: (m["start"], m["end"]))


def twice(row: Row) -> None:
    row["mentions"].insert(0, dict(row["mentions"][0]))


def unordered(row: Row) -> None:
    row["timexes"].reverse()


def service_on_time(row: Row) -> None:
    label = timex(row, "ছয়-সাত ঘণ্টা")
    row["mentions"].append(
        {"start": label["start"], "end": label["end"], "label": "operator", "id": "meta",
         "event": None, "outside": False}
    )  # fmt: skip
    row["mentions"].sort(key=lambda m: (m["start"], m["end"]))


def no_key(key: str) -> Callable[[Row], None]:
    return lambda row: row.pop(key)


NIGHT = "মঙ্গলবার (৫ মার্চ) রাত ৯টার"
PLANTED: list[tuple[str, int, Callable[[Row], None], str, str]] = [
    ("unknown key", 0, top(colour="blue"), "colour", "unknown key"),
    ("missing key", 0, no_key("title"), "title", "missing"),
    ("wrong type of a field", 0, top(outage="yes"), "outage", "true or false"),
    ("null list", 0, event(0, services=None), "events[0].services", "a list of strings"),
    ("number for a string", 0, top(tz=6), "tz", "a string"),
    ("float offset", 0, lambda r: r["timexes"][0].update(start=1.0), "timexes[0].start", "integer"),
    ("unknown key of an event", 0, event(0, severity=3), "events[0].severity", "unknown key"),
    ("events are no list", 0, top(events=None), "events", "a list"),
    ("id", 0, top(id="s 001"), "id", "letters, digits"),
    ("zone", 0, top(tz="Asia/Dacca City"), "tz", "unknown time zone"),
    ("no such date", 0, top(published_at="2024-02-30T10:00"), "published_at", "no local"),
    ("date with one digit", 0, top(published_at="2024-3-6T10:00"), "published_at", "no local"),
    ("date with offset", 0, top(published_at="2024-03-06T10:00+06:00"), "published_at", "no local"),
    ("style", 0, top(style="poem"), "style", "none of"),
    ("source", 0, top(source=None), "source", "missing"),
    ("incident", 0, top(incident=" "), "incident", "missing"),
    ("title", 0, lambda r: r.update(title=r["title"] + " "), "title", "white space"),
    ("text", 2, lambda r: r.update(text=r["text"] + "\n"), "text", "white space"),
    ("shifted offset", 0, shift, "timexes[0].text", "but the offsets hold"),
    ("wrong text", 0, lambda r: r["timexes"][0].update(text="আজ"), "timexes[0].text", "'আজ', but"),
    ("offset beyond the end", 0, beyond, "timexes[5].start", "no span of"),
    ("empty span", 0, lambda r: r["mentions"][0].update(end=r["mentions"][0]["start"]),
     "mentions[0].start", "no span of"),
    ("cut word", 0, cut, "timexes[0].start", "cuts a word"),
    ("white space in a span", 0, widen, "timexes[2].start", "white space"),
    ("overlapping timexes", 0, add_timex("৫ মার্চ", type="DATE", value="2024-03-05"),
     "timexes[1]", "overlaps timexes[0]"),
    ("two timexes on one span", 0, add_timex(NIGHT, type="TIME", value="2024-03-05T21:00"),
     "timexes[1]", "same characters"),
    ("service on a timex", 0, service_on_time, "mentions", "same characters"),
    ("span over title and text", 0, over_title, "mentions", "from the title into the text"),
    ("mention twice", 0, twice, "mentions[1]", "same mention twice"),
    ("out of order", 0, unordered, "timexes", "not in text order"),
    ("unknown type", 0, value(NIGHT, "2024-03-05T21:00", "MOMENT"), "timexes[0].type", "none of"),
    ("type against value", 0, value(NIGHT, "2024-03-05T21:00", "DATE"), "timexes[0].type",
     "DATE, but 2024-03-05T21:00 is a TIME"),
    ("duration as a date", 0, value("দেড় ঘণ্টা", "PT1H30M", "DATE"), "timexes[2].type",
     "is a DURATION"),
    ("malformed value", 0, value(NIGHT, "2024-3-5T21:00"), "timexes[0].value", "no TIMEX3 value"),
    ("malformed duration", 0, value("দেড় ঘণ্টা", "P1H30M"), "timexes[2].value", "no TIMEX3 value"),
    ("malformed set", 0, value("প্রতিদিন", "daily"), "timexes[5].value", "no TIMEX3 value"),
    ("day that does not exist", 0, value("২০২১ সালের ৪ অক্টোবর", "2021-10-34"), "timexes[3].value",
     "no such day"),
    ("clock that does not exist", 0, value(NIGHT, "2024-03-05T21:61"), "timexes[0].value",
     "no such clock"),
    ("weekday", 0, value(NIGHT, "2024-03-06T21:00"), "timexes[0].value", "not the weekday"),
    ("day and month", 0, value("২০২১ সালের ৪ অক্টোবর", "2021-10-05"), "timexes[3].value",
     "the words say day 4 of month 10"),
    ("clock in digits", 0, value(NIGHT, "2024-03-05T20:00"), "timexes[0].value",
     "the words say 9:00"),
    ("half past", 0, value("রাত সাড়ে ১০টায়", "2024-03-05T22:00"), "timexes[1].value",
     "the words say 10:30"),
    ("half of the day", 0, value(NIGHT, "2024-03-05T09:00"), "timexes[0].value",
     "not in the part of the day"),
    ("part of the day", 1, value("রোববার ভোর", "2023-10-22TEV"), "timexes[3].value",
     "the words name TDW"),
    ("coarser than the words", 0, value(NIGHT, "2024-03-05TNI"), "timexes[0].value",
     "the words name a clock"),
    ("finer than the words", 1, value("রোববার ভোর", "2023-10-22T05:00"), "timexes[3].value",
     "finer than the words"),
    ("a year out of sight", 0, value("২০২১ সালের ৪ অক্টোবর", "2921-10-04"), "timexes[3].value",
     "out of all proportion"),
    ("amount of a duration", 1, value("৪০ মিনিট", "P40M"), "timexes[4].value", "the words say 40M"),
    ("outage without events", 0, top(events=[]), "outage", "with 0 events"),
    ("events without outage", 0, top(outage=False), "outage", "false, with 2 events"),
    ("no primary event", 0, event(0, primary=False), "events[0].primary", "primary one"),
    ("two primary events", 0, event(1, primary=True), "events[1].primary", "primary one"),
    ("type of event", 0, event(0, type="crash"), "events[0].type", "none of"),
    ("status", 0, event(0, status="over"), "events[0].status", "none of"),
    ("cause", 0, event(0, cause="bug"), "events[0].cause", "none of"),
    ("attribution", 0, event(0, attribution="rumour"), "events[0].attribution", "none of"),
    ("malformed start", 0, event(0, start="yesterday"), "events[0].start", "no TIMEX3 value"),
    ("duration for a start", 0, event(0, start="PT1H"), "events[0].start", "no TIMEX3 value"),
    ("no such start", 0, event(1, start="2021-02-29"), "events[1].start", "no such day"),
    ("hedge without a value", 0, event(1, end_approx=True), "events[1].end_approx", "without"),
    ("event without a service", 0, event(0, services=[], services_reported=[]),
     "events[0].services", "none affected"),
    ("event without a cue", 0, drop_cues, "events[1]", "no cue"),
    ("start without evidence", 0, drop_mention(NIGHT, "start"), "events[0].start",
     "has no expression marked start"),
    ("start against its evidence", 0, event(0, start="2024-03-05T20:45"), "events[0].start",
     "an expression marked start has 2024-03-05T21:00"),
    ("duration without evidence", 0, drop_mention("দেড় ঘণ্টা", "duration"),
     "events[0].duration", "has no expression marked duration"),
    ("evidence without a slot", 0, event(0, end=None), "events[0].end", "null, but"),
    ("service without evidence", 0, event(1, services=["facebook", "meta"]), "events[1].services",
     "meta has no mention marked affected"),
    ("evidence without a service", 0, event(0, services=["facebook"]), "events[0].services",
     "messenger is marked affected and not listed"),
    ("reported without evidence", 0, drop_mention("ইনস্টাগ্রাম", "reported"),
     "events[0].services_reported", "instagram has no mention marked reported"),
    ("stated and reported", 0, event(0, services_reported=["instagram", "facebook"]),
     "events[0].services_reported", "facebook is in services, too"),
    ("event number", 0, change_mention("ইনস্টাগ্রাম", "reported", event=4), "mentions",
     "there are 2 events"),
    ("role without an event", 0, change_mention("ইনস্টাগ্রাম", "reported", event=None),
     "mentions", "of which event?"),
    ("bystander with an event", 0, change_mention("মেটা", "operator", event=0), "mentions",
     "belongs to no event"),
    ("unknown label", 0, change_mention("মেটা", "operator", label="owner"), "mentions",
     "unknown label 'owner'"),
    ("service without an id", 0, change_mention("মেটা", "operator", id=None), "mentions",
     "needs an id"),
    ("cue with an id", 0, change_mention("কারিগরি ত্রুটি", "cause", id="meta"), "mentions",
     "has no id"),
    ("time role on no timex", 0, change_mention("কারিগরি ত্রুটি", "cause", label="start"),
     "mentions", "no temporal expression"),
    ("id not kebab-case", 0, change_mention("মেটা", "operator", id="Meta_Inc"), "mentions",
     "no kebab-case id"),
    ("id in no catalogue", 0, change_mention("মেটা", "operator", id="meta-inc"), "mentions",
     "in no catalogue"),
    ("id of an event in no catalogue", 0, event(0, services=["facebook", "messenger", "orkut"]),
     "events[0].services", "orkut is in no catalogue"),
    ("outside, yet in the catalogue", 0, change_mention("মেটা", "operator", outside=True),
     "mentions", "meta is in the catalogue"),
    ("outside here and not there", 1, change_mention("হাওর পে", "affected", outside=False),
     "mentions", "not marked as outside"),
    ("not_affected without a mention", 0, top(not_affected=["whatsapp", "downdetector", "meta",
     "nagad"]), "not_affected", "nagad has no mention"),
    ("not_affected and affected", 0, top(not_affected=["whatsapp", "downdetector", "meta",
     "facebook"]), "not_affected", "facebook is affected"),
    ("bystander not listed", 0, top(not_affected=["whatsapp", "meta"]), "not_affected",
     "downdetector is marked monitor and not listed"),
    ("listed twice", 0, event(1, services=["facebook", "facebook"]), "events[1].services",
     "listed twice"),
    ("end before start", 0, event(0, end="2024-03-05T20:00"), "events[0].end",
     "before the start"),
    ("start after publication", 1, event(0, status="ongoing"), "events[0].start",
     "after publication, and the status is ongoing"),
    ("far future", 0, event(0, start="2025-03-05"), "events[0].start", "after publication"),
    ("resolved with a future end", 0, event(0, end="2024-03-07T21:00"), "events[0].end",
     "after publication, and the status is resolved"),
    ("scheduled in the past", 0, event(1, status="scheduled"), "events[1].status",
     "before publication"),
    ("ongoing, yet ended", 0, event(0, status="ongoing"), "events[0].status",
     "ongoing, but 2024-03-05T22:30"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("index", "plant", "field", "message"),
    [case[1:] for case in PLANTED],
    ids=[case[0] for case in PLANTED],
)
def test_a_planted_error_is_found(
    tmp_path: Path, index: int, plant: Callable[[Row], None], field: str, message: str
) -> None:
    row = copy.deepcopy(ROWS[index])
    plant(row)
    found = problems(tmp_path, row)
    assert any(p.field.startswith(field) and message in p.message for p in found), found


def test_the_names_of_planted_errors_are_unique() -> None:
    assert len({case[0] for case in PLANTED}) == len(PLANTED)


def test_a_clock_of_another_zone_is_not_held_against_its_words(tmp_path: Path) -> None:
    row = copy.deepcopy(ROWS[2])
    assert timex(row, "সকাল ৬টায়")["value"] == "2022-05-10T11:30"
    row["text"] = row["text"].replace("জিএমটি", "ঢাকাতে")  # as long, and no zone
    (problem,) = problems(tmp_path, row)
    assert "the words say 6:00" in problem.message


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("আজ শুক্রবার রাত ১২টা", "2023-10-20T00:00"),  # the article may show another reading
        ("শনিবার দিবাগত রাত ১টা", "2023-10-22T01:00"),
    ],
)
def test_small_hours_may_bear_the_name_of_the_day_before(
    tmp_path: Path, words: str, to: str
) -> None:
    row = copy.deepcopy(ROWS[1])
    timex(row, words)["value"] = to
    found = [p for p in problems(tmp_path, row) if p.field.startswith("timexes")]
    assert found == []


def test_ids_are_unique_over_files(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", ROWS[:2])
    other = copy.deepcopy(ROWS[0])
    other["incident"] = "another"
    second = write(tmp_path / "b.jsonl", [other])
    (problem,) = validate([first, second], KNOWN)[1]
    assert (problem.file, problem.field) == (str(second), "id")
    assert "a.jsonl:1" in problem.message


def test_an_incident_is_in_one_split_only(tmp_path: Path) -> None:
    other = copy.deepcopy(ROWS[0])
    other["id"] = "s-009"
    files = [write(tmp_path / "a.jsonl", ROWS[:1]), write(tmp_path / "b.jsonl", [other])]
    (problem,) = validate(files, KNOWN)[1]
    assert problem.field == "incident"
    assert validate([write(tmp_path / "c.jsonl", [ROWS[0], other])], KNOWN)[1] == []


def test_no_incident_is_no_incident(tmp_path: Path) -> None:
    other = copy.deepcopy(ROWS[2])
    other["id"] = "s-009"
    files = [write(tmp_path / "a.jsonl", ROWS[2:]), write(tmp_path / "b.jsonl", [other])]
    assert validate(files, KNOWN)[1] == []


def test_a_line_that_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("{}\n{\n", encoding="utf-8")
    count, found = validate([path], KNOWN)
    assert (count, found[-1].line) == (1, 2)
    assert "not JSON" in found[-1].message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StopError, match="cannot be read"):
        validate([tmp_path / "none.jsonl"], KNOWN)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_number_and_no_value_breaks_it(tmp_path: Path, data: st.DataObject) -> None:
    row = copy.deepcopy(ROWS[0])
    for label in (*row["timexes"], *row["mentions"]):
        if data.draw(st.booleans()):
            label["start"] = data.draw(st.integers(-5, 900))
            label["end"] = data.draw(st.integers(-5, 900))
        if "value" in label:
            label["value"] = data.draw(st.sampled_from(["", "P", "9999-12-31", label["value"]]))
        else:
            label["event"] = data.draw(st.sampled_from([None, -1, 0, 7]))
            label["id"] = data.draw(st.sampled_from([None, "", "x", "facebook"]))
    row["events"][0]["start"] = data.draw(st.sampled_from([None, "", "2024-02-31", "9999"]))
    for problem in problems(tmp_path, row):
        assert problem.message


def test_the_catalogue_is_the_default() -> None:
    assert validate([]) == (0, [])
