"""Simple systems for the same table: what is the least that a score should beat?

`baseline:keyword` says "outage" where a word of trouble stands; `baseline:catalogue` adds
every service that is named there; `baseline:dateparser` is dateparser's own search.
"""

import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from bibhrat.article import Article
from bibhrat.errors import StopError
from bibhrat.evaluate.extras import need
from bibhrat.evaluate.labels import Event, Gold, Mark, TimexMark
from bibhrat.evaluate.systems import (
    DETECTION,
    NAMES,
    RANKING,
    SERVICES,
    TIMEXES,
    Prediction,
    System,
)
from bibhrat.lexicon import load, names
from bibhrat.text import fold

PREFIX = "baseline:"

#: The keyword rule: one of these anywhere in title or text. Written once, not tuned.
KEYWORDS = (
    "বিভ্রাট", "ডাউন", "অচল", "সচল", "বিকল", "বিঘ্নিত", "ব্যাহত", "সার্ভার সমস্যা", "কারিগরি ত্রুটি",
    "কারিগরি সমস্যা", "ইন্টারনেট বন্ধ", "সেবা বন্ধ", "বন্ধ থাকবে", "ঢুকতে পারছেন না", "ব্যবহার করতে পারছেন না",
)  # fmt: skip
#: Named all over the news without being a service that fails.
_BYSTANDERS = frozenset({"media", "monitor", "company", "regulator", "device"})


def baseline(name: str, gold: Gold) -> System:
    """Run a baseline on labelled articles.

    Raises:
        StopError: there is none of that name, or dateparser isn't installed.
    """
    made = _MAKERS.get(name.removeprefix(PREFIX))
    if made is None:
        known = ", ".join(PREFIX + key for key in sorted(_MAKERS))
        raise StopError(f"--system {name}: no such baseline (there are {known})")
    tasks, prepare = made
    predict = prepare()
    found = {item.id: predict(item.article) for item in gold.articles}
    return System(name, frozenset(tasks), found)


Predict = Callable[[Article], Prediction]


def _event(services: frozenset[str] = frozenset()) -> Event:
    return Event(
        primary=True, services=services, reported=frozenset(), type="outage", status="unknown",
        cause=None, attribution=None, scope=frozenset(), start=None, end=None, duration=None,
    )  # fmt: skip


# --- keyword ---------------------------------------------------------------------------------


@cache
def _keywords() -> AhoCorasick:
    return AhoCorasick([fold(word).text for word in KEYWORDS])


def keyword(article: Article) -> Prediction:
    """Outage where a keyword stands; the more of them, the surer."""
    hits = len(_keywords().find_matches_as_indexes(article.folded.text))
    return Prediction((_event(),), 1 - 0.5**hits) if hits else Prediction()


# --- catalogue -------------------------------------------------------------------------------


@cache
def _spellings() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """All unambiguous spellings of the catalogue; for each its service and kind."""
    owner: dict[str, tuple[str, str]] = {}
    for file in names("services"):
        for identity, entry in load(file).items():
            for word in (entry["name"], *entry["bn"], *entry.get("latin", ())):
                if word not in entry.get("ambiguous", ()):
                    owner.setdefault(fold(word).text, (identity, entry["kind"]))
    automaton = AhoCorasick(list(owner), matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(owner.values())


def catalogue(article: Article) -> Prediction:
    """Every service of the catalogue that is named; affected where the keyword rule fires."""
    automaton, owners = _spellings()
    found: list[tuple[Mark, str]] = []
    for index, start, end in automaton.find_matches_as_indexes(article.folded.text):
        # A name begins a word; case endings may follow it.
        if not article.folded.text[start - 1 : start].isalnum():
            identity, kind = owners[index]
            found.append((Mark(*article.folded.span(start, end), "name", identity), kind))
    marks = tuple(mark for mark, _ in found)
    flagged = keyword(article)
    if not flagged.events:
        return Prediction(names=marks)
    services = frozenset(str(mark.id) for mark, kind in found if kind not in _BYSTANDERS)
    return Prediction((_event(services),), flagged.confidence, names=marks)


# --- dateparser ------------------------------------------------------------------------------


def _dateparser() -> Predict:
    search = need("dateparser.search", "dateparser").search_dates
    reader = need("dateparser.date", "dateparser").DateDataParser

    def predict(article: Article) -> Prediction:
        settings: dict[str, Any] = {"RETURN_TIME_AS_PERIOD": True}
        when = article.published_at
        if when is not None:
            settings["RELATIVE_BASE"] = (
                when if isinstance(when, datetime) else datetime.combine(when, time())
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it still calls deprecated parts of other libraries
            found = search(article.body, languages=["bn"], settings=settings) or []
            parser = reader(languages=["bn"], settings=settings)
            return Prediction(timexes=tuple(_marks(article.body, found, parser)))

    return predict


def _marks(body: str, found: list[tuple[str, datetime]], parser: Any) -> Iterator[TimexMark]:
    """Its finds as TIMEX3, with the precision that it reports for each string alone."""
    cursor = 0
    for text, moment in found:
        start = body.find(text, cursor)
        if start < 0:
            continue
        cursor = start + len(text)
        period = parser.get_date_data(text).period
        form = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}
        kind = "TIME" if period == "time" else "DATE"
        yield TimexMark(start, cursor, kind, moment.strftime(form.get(period, "%Y-%m-%d")))


_MAKERS: dict[str, tuple[set[str], Callable[[], Predict]]] = {
    "keyword": ({DETECTION, RANKING}, lambda: keyword),
    "catalogue": ({NAMES, SERVICES}, lambda: catalogue),
    "dateparser": ({TIMEXES}, _dateparser),
}
