"""Type, status and symptoms of an event, by rule."""

import pytest

from bibhrat import slots
from rooms.house import by_rules, events


def kind_and_status(text: str, **change: str) -> tuple[str, str]:
    record = by_rules(text, **change)[0]
    return record.event.type, record.event.status


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।", "outage"),
        ("মঙ্গলবার সকাল থেকে ইন্টারনেটে ধীরগতি।", "degradation"),
        ("সরকারের নির্দেশে মঙ্গলবার থেকে মোবাইল ইন্টারনেট বন্ধ।", "shutdown"),
        (
            "রক্ষণাবেক্ষণ কাজের জন্য আগামী শুক্রবার রাত ২টা থেকে ভোর ৫টা পর্যন্ত সোনালী ব্যাংকের অ্যাপ বন্ধ থাকবে।",
            "maintenance",
        ),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert kind_and_status(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। রাত ১০টায় আবার সচল হয়।", "resolved"),
        ("মঙ্গলবার রাত ৯টা থেকে ফেসবুক অচল। এখনো সচল হয়নি।", "ongoing"),
        ("মঙ্গলবার রাত ৯টা থেকে ফেসবুকে ঢুকতে পারছেন না ব্যবহারকারীরা।", "ongoing"),
        ("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। আজ কিছু এলাকায় সেবা ফিরেছে।", "partial"),
        ("আগামী শুক্রবার রাত ২টা থেকে ভোর ৫টা পর্যন্ত সোনালী ব্যাংকের অ্যাপ বন্ধ থাকবে।", "scheduled"),
        ("মঙ্গলবার রাত ৯টা থেকে রাত ১১টা পর্যন্ত ফেসবুক বন্ধ ছিল।", "resolved"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert kind_and_status(text)[1] == status


@pytest.mark.xfail(strict=True, reason="a future verb is scheduled even when the start is past")
def test_what_has_begun_and_will_last_is_ongoing() -> None:
    span = "মঙ্গলবার সকাল ৮টা থেকে বৃহস্পতিবার সকাল ৮টা পর্যন্ত"
    assert kind_and_status(f"{span} সোনালী ব্যাংকের অ্যাপ বন্ধ থাকবে।")[1] == "ongoing"


def test_a_cause_that_is_still_unknown_does_not_keep_it_down() -> None:
    over = "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। রাত ১০টায় সচল হয়।"
    why = "কী কারণে ফেসবুক অচল হয়েছিল, এখনো জানা যায়নি।"
    assert kind_and_status(f"{over} {why}")[1] == "resolved"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ফেসবুক অচল, আপনাআপনি লগআউট হয়ে যাচ্ছে।", "forced_logout"),
        ("ফেসবুকে লগইন করা যাচ্ছে না।", "login_failure"),
        ("ফেসবুকে ছবি আপলোড করা যাচ্ছে না।", "posting_failure"),
        ("বিকাশ অ্যাপে টাকা পাঠানো যাচ্ছে না।", "payment_failure"),
        ("ইন্টারনেটে ধীরগতি।", "slow"),
        ("অ্যাপে টিকিট কাটা যাচ্ছে না।", "ticketing_failure"),
        ("মোবাইলে কল করা যাচ্ছে না, নেটওয়ার্ক নেই।", "call_failure"),
    ],
)
def test_symptoms(text: str, found: str) -> None:
    assert found in slots.symptoms(events(text)[0].tellings)


def test_an_action_without_a_failure_is_no_symptom() -> None:
    assert slots.symptoms(events("ফেসবুকে লগইন করুন।")[0].tellings) == ()
