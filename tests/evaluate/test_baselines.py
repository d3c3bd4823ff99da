from pathlib import Path

import pytest

from bibhrat.evaluate.baselines import baseline
from evaluate.build import article, gold


def test_the_keyword_rule(tmp_path: Path) -> None:
    labelled = gold(
        tmp_path / "g",
        article("down"),
        article("quiet", title="বৃষ্টির পূর্বাভাস", text="আজ বৃষ্টি হতে পারে।"),
    )
    found = baseline("baseline:keyword", labelled).predictions
    # ডাউন in the title and অচল in the text: 1 − ½².
    assert found["down"].confidence == 0.75
    assert (found["quiet"].events, found["quiet"].confidence) == ((), 0)


def test_catalogue_lookup_names_services_with_their_places(tmp_path: Path) -> None:
    # The last word only ends like a name.
    text = "ফেসবুকের সার্ভার অচল। ডাউনডিটেক্টর বলছে, ইনস্টাগ্রামও। অহোয়াটসঅ্যাপ"
    labelled = gold(tmp_path / "g", article("a", title="খবর", text=text))
    found = baseline("baseline:catalogue", labelled).predictions["a"]
    body = f"খবর\n{text}"
    named = {mark.id: body[mark.start : mark.end] for mark in found.names}
    assert named["facebook"] == "ফেসবুক"
    assert named["instagram"] == "ইনস্টাগ্রাম"
    assert set(named) == {"facebook", "downdetector", "instagram"}
    (event,) = found.events
    assert event.services == {"facebook", "instagram"}


def test_dateparser_as_timex3(tmp_path: Path) -> None:
    pytest.importorskip("dateparser", reason="the baseline's library isn't installed")
    text = "০৬ মার্চ ২০২৪, ০২:১৫\n\nমঙ্গলবার (৫ মার্চ) রাতে এমন হয়েছিল।"
    labelled = gold(tmp_path / "g", article("a", title="খবর", text=text))
    found = baseline("baseline:dateparser", labelled).predictions["a"].timexes
    assert [(mark.type, mark.value) for mark in found] == [
        ("TIME", "2024-03-06T02:15"),
        ("DATE", "2024-03-05"),
    ]
    body = f"খবর\n{text}"
    assert body[found[1].start : found[1].end] == "মঙ্গলবার (৫ মার্চ)"
