"""What in a record cannot be true together is named, and so is what is doubtful."""

from dataclasses import replace

from bibhrat.confidence import doubts
from rooms import made
from rooms.house import by_rules


def warnings(text: str) -> tuple[str, ...]:
    return by_rules(text)[0].warnings


def test_a_stated_length_against_the_times() -> None:
    text = "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। ৪০ মিনিট পর রাত ১১টায় সচল হয়।"
    assert warnings(text) == ("duration: stated PT40M, but start–end is PT2H",)


def test_a_length_that_agrees_warns_of_nothing() -> None:
    assert warnings("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। দুই ঘণ্টা পর রাত ১১টায় সচল হয়।") == ()


def test_a_weekday_against_its_date() -> None:
    (warning,) = warnings("সোমবার (৫ মার্চ) রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।")
    assert "weekday" in warning


def test_a_future_told_as_past() -> None:
    (warning,) = warnings("৮ মার্চ ২০২৪ রাত ৯টায় ফেসবুক অচল হয়ে পড়েছিল।")
    assert warning == "start: 2024-03-08T21:00 is after publication, but told as past"


def test_an_announced_future_warns_of_nothing() -> None:
    text = "আগামী শুক্রবার রাত ২টা থেকে ভোর ৫টা পর্যন্ত সোনালী ব্যাংকের অ্যাপ বন্ধ থাকবে।"
    assert warnings(text) == ()


def test_what_is_doubtful_is_named() -> None:
    read = made.reading([made.time({"end0": 0.7})])
    chances = {"facebook": 0.9, "whatsapp": 0.5, "imo": 0.3}
    news = replace(made.claims(["facebook", "whatsapp"]), chances=chances)
    assert doubts(read, news) == (
        "confidence: end (none told) is 30% likely",
        "confidence: whatsapp affected is 50% likely",
    )
